"""A person follows an event to its causes, notes what they find, and takes a test of it away."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QTreeWidget

from app.causation.drawings import Graph, Lanes
from app.json_tree import JsonTree
from app.notes.table_model import NOTE
from app.timeline.columns import TYPE
from infra.exchange.exporting import ExportFormat
from infra.open_log import OpenLog
from tests.app.window_user import WindowUser

ROOT = Path(__file__).parents[2]


def row_of(user: WindowUser, type: str) -> int:
    rows = range(user.table.model().rowCount())
    return next(row for row in rows if user.reads(row, TYPE) == type)


def chosen_cause(user: WindowUser) -> str:
    item = user.find(QTreeWidget, "causation.tree").currentItem()
    return "" if item is None else item.text(0)


def test_from_a_reservation_up_to_the_person_who_confirmed_and_across_the_lanes(user: WindowUser) -> None:
    user.window.panes.bring_up("pane.causation")
    user.clicks_row(row_of(user, "StockReserved"))
    user.waits_until(lambda: chosen_cause(user) == "StockReserved")

    graph = user.find(Graph, "causation.graph")
    graph.setFocus()
    user.qtbot.keyClick(graph, Qt.Key.Key_Left)
    user.qtbot.keyClick(graph, Qt.Key.Key_Left)
    user.waits_until(lambda: chosen_cause(user) == "OrderConfirmed")
    row = user.table.currentIndex().row
    user.waits_until(lambda: user.reads(row(), TYPE) == "OrderConfirmed")

    user.qtbot.keyClick(graph, Qt.Key.Key_Left)
    user.waits_until(lambda: chosen_cause(user) == "ConfirmOrder")
    user.qtbot.keyClick(graph, Qt.Key.Key_Return)
    assert user.dock("pane.journal").isVisible()

    lanes = user.find(Lanes, "causation.lanes")
    assert lanes.lanes[0].startswith("Order/")
    assert "Product" in {name.partition("/")[0] for name in lanes.lanes}


def test_a_bookmark_and_a_note_are_kept_found_again_and_travel_with_the_export(
    user: WindowUser, shop_path: Path, tmp_path: Path
) -> None:
    row = row_of(user, "OrderRejected")
    user.clicks_row(row)
    user.qtbot.keyClick(user.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    notes = user.find(QTableView, "notes.table").model()
    user.waits_until(lambda: notes.rowCount() == 1)
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    user.table.setFocus()
    user.qtbot.keyClick(user.table, Qt.Key.Key_D, control_shift)
    text = user.find(QPlainTextEdit, "notes.text")
    user.waits_until(text.isVisible)
    user.qtbot.keyClicks(text, "Nobody told the customer.")
    user.qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    user.waits_until(lambda: notes.rowCount() == 2)

    search = user.find(QLineEdit, "notes.search")
    user.qtbot.keyClicks(search, "customer")
    user.waits_until(lambda: notes.rowCount() == 1)
    assert notes.index(0, NOTE).data() == "Nobody told the customer."
    user.clicks_row(0)
    table = user.find(QTableView, "notes.table")
    user.clicks_cell(table, notes.index(0, NOTE))
    user.qtbot.keyClick(table, Qt.Key.Key_Return)
    user.waits_until(lambda: user.table.currentIndex().row() == row)

    log = user.window.log
    assert log is not None
    out = tmp_path / "out.jsonl"
    user.window.files.export(log, "", out, ExportFormat.JSONL)
    copy = tmp_path / "copy.eventlog"
    user.waits_until(lambda: out.with_name("out.jsonl.notes").exists())
    user.window.files.import_into(out, copy)
    user.waits_until(lambda: user.window.log is not None and user.window.log.path == copy)
    user.waits_until(lambda: notes.rowCount() == 2)
    with closing(OpenLog.open(shop_path, read_only=True)) as kept:
        assert len(kept.notes.all()) == 2


def test_a_note_on_a_field_stands_beside_it_in_rewind(user: WindowUser) -> None:
    user.window.panes.rewind.open_stream("Order/O-1001")
    user.window.panes.bring_up("pane.rewind")
    tree = user.find(JsonTree, "rewind.state")
    user.waits_until(lambda: tree.model().rowCount() > 3)
    tree.select("/status")
    user.find(QAction, "rewind.note").trigger()
    text = user.find(QPlainTextEdit, "notes.text")
    user.waits_until(text.isVisible)
    user.qtbot.keyClicks(text, "Who paid for this?")
    user.qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    user.waits_until(lambda: "Who paid for this?" in str(tree.currentIndex().siblingAtColumn(0).data(spoken)))
    line = tree.currentIndex().siblingAtColumn(0)
    assert not line.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "Who paid for this?" in line.data(Qt.ItemDataRole.ToolTipRole)
    notes = user.find(QTableView, "notes.table").model()
    assert notes.rowCount() == 1


def test_the_history_of_a_shipped_order_is_shrunk_masked_and_runs_as_a_test(
    user: WindowUser, tmp_path: Path
) -> None:
    row = row_of(user, "OrderShipped")
    user.clicks_row(row)
    user.window.panes.timeline.acts.open_in_rewind()
    rewind = user.window.panes.rewind
    user.waits_until(lambda: rewind.state.value() is not None and rewind.state.value()["status"] == "shipped")
    user.action("make_test").trigger()
    source = user.find(QPlainTextEdit, "evidence.source")
    user.waits_until(lambda: "WHEN = ShipOrder(" in source.toPlainText())

    user.find(QCheckBox, "evidence.mask").click()
    user.waits_until(lambda: "Texts are masked" in source.toPlainText())
    path = tmp_path / "test_shipped.py"
    path.write_text(source.toPlainText(), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(path)],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "1 passed" in done.stdout, done.stdout

    predicate = user.find(QLineEdit, "evidence.predicate")
    user.qtbot.keyClicks(predicate, "after.status = shipped")
    user.clicks(QPushButton, "evidence.shrink")
    user.sees("evidence.message", "are enough")
    assert "after.status = shipped" not in source.toPlainText()  # a condition may say what is masked
    user.find(QCheckBox, "evidence.mask").click()
    user.waits_until(lambda: "after.status = shipped" in source.toPlainText())
    assert source.toPlainText().count("OrderShipped(") == 1
