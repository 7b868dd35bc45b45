"""A person sees a read model stumble over events, reads why, and repairs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QTableView, QTableWidget, QTabWidget, QToolButton

from app.demo.faulty_release import faulty_release
from app.projections.table_model import ERROR
from app.timeline.columns import TYPE
from domain.filtering import parse
from tests.app.window_user import WindowUser


def presses(user: WindowUser, name: str) -> None:
    button = user.find(QToolButton, name)
    user.waits_until(button.isEnabled)
    user.clicks(QToolButton, name)


def test_events_that_a_release_cannot_apply_are_parked_read_and_all_retried_once_it_is_mended(
    open_window: Callable[[Path | None], WindowUser], shop_path: Path
) -> None:
    user = open_window(shop_path)
    log = user.window.log
    assert log is not None
    user.action("layout_operations").trigger()
    user.window.panes.bring_up("pane.projections")
    table = user.find(QTableView, "projections.table")
    user.waits_until(lambda: table.model().rowCount() > 0)
    user.waits_until(lambda: log.projections.is_caught_up(log.store.last_position()))
    sound = log.projections.release("stock_by_product")
    log.projections.use(
        faulty_release(sound, parse("type = StockReceived"), "stock cannot be counted by hand")
    )

    for quantity in (3, 4):
        data = f'{{"quantity":{quantity}}}'.encode()
        log.commands.submit("ReceiveStock", "Product/P-1", data)
    parked = user.find(QTableWidget, "projections.parked")
    user.waits_until(lambda: parked.rowCount() == 2)
    tabs = user.find(QTabWidget, "projections.tabs")
    user.waits_until(lambda: tabs.tabText(1) == "Parked events (2)")
    tabs.setCurrentIndex(1)
    user.waits_until(parked.isVisible)
    error = user.find(QPlainTextEdit, "projections.parked_error")
    event = user.find(QPlainTextEdit, "projections.parked_event")
    assert "stock cannot be counted by hand" in error.toPlainText()
    assert '"quantity": 3' in event.toPlainText()

    presses(user, "projections.parked_show")
    shown = user.table.model()
    user.waits_until(
        lambda: "StockReceived" in str(shown.index(user.table.currentIndex().row(), TYPE).data())
    )

    presses(user, "projections.parked_retry_all")
    user.waits_until(lambda: "2 of 2 parked events failed again" in user.notice.text())
    assert parked.rowCount() == 2

    log.projections.use(sound)
    before = on_hand(user)
    presses(user, "projections.parked_retry_all")
    user.waits_until(lambda: parked.rowCount() == 0)
    user.waits_until(lambda: tabs.tabText(1) == "Parked events")
    assert on_hand(user) == before + 7
    assert not user.find(QToolButton, "projections.parked_retry").isEnabled()


def test_the_last_error_of_a_projection_opens_from_the_keyboard(
    open_window: Callable[[Path | None], WindowUser], shop_path: Path
) -> None:
    user = open_window(shop_path)
    log = user.window.log
    assert log is not None
    user.window.panes.bring_up("pane.projections")
    sound = log.projections.release("stock_by_product")
    log.projections.use(faulty_release(sound, parse("type = StockReceived"), "no hands"))
    log.commands.submit("ReceiveStock", "Product/P-1", b'{"quantity":3}')
    table = user.find(QTableView, "projections.table")
    model = table.model()

    def failing() -> list[int]:
        return [r for r in range(model.rowCount()) if "no hands" in str(model.index(r, ERROR).data())]

    user.waits_until(lambda: bool(failing()))
    row = failing()[0]
    user.clicks_cell(table, model.index(row, 0))
    user.qtbot.keyClick(table, Qt.Key.Key_Return)
    text = user.find(QPlainTextEdit, "projections.error_text")
    assert "ValueError: no hands" in text.toPlainText()
    assert "Traceback" in text.toPlainText()
    text.window().close()


def on_hand(user: WindowUser) -> int:
    log = user.window.log
    assert log is not None
    page = log.projections.queries.page("stock_by_product")
    row = next(row for row in page.rows if row["product"] == "P-1")
    return int(row["on_hand"])
