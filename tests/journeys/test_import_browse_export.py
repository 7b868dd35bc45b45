"""A person imports a log that nobody here made, browses it, rewinds a case and takes it away again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from app.json_tree import JsonTree
from app.timeline.columns import STREAM
from domain.filtering import parse
from infra.exchange.exporting import ExportFormat
from infra.exchange.importing import import_file
from infra.log.search import search
from infra.log.verify import verify
from tests.app.window_user import WindowUser

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@pytest.mark.parametrize(
    ("name", "events", "filter"),
    [
        ("running-example.xes", 42, "type = decide"),
        ("ocel20_example.jsonocel", 13, 'type ~ "Create*"'),
        ("ocpa_order_process.jsonocel", 2391, 'type = "Place Order"'),
    ],
)
def test_a_sample_is_imported_browsed_rewound_and_exported(
    open_window: Callable[[Path | None], WindowUser],
    tmp_path: Path,
    name: str,
    events: int,
    filter: str,
) -> None:
    source = SAMPLES / name
    if not source.exists():
        pytest.skip(f"{name} is not in the folder of samples beside this checkout")
    user = open_window(None)
    user.window.files.import_into(source, tmp_path / "imported.eventlog")
    user.sees_events(events)
    user.sees("timeline.status", f"{events:,} events")
    user.filters(filter)
    log = user.window.log
    assert log is not None
    found = sum(1 for _ in search(log.log, parse(filter)))
    assert 0 < found < events
    user.sees_events(found)
    user.sees("timeline.status", f"{found:,} event")

    stream = user.reads(0, STREAM)
    user.clicks_row(0)
    user.qtbot.mouseDClick(
        user.table.viewport(),
        Qt.MouseButton.LeftButton,
        pos=user.table.visualRect(user.table.model().index(0, STREAM)).center(),
    )
    tree = user.find(JsonTree, "rewind.state")
    user.sees("rewind.when", "position")
    assert user.find(QLabel, "rewind.inferred").isVisible()
    user.clicks(QToolButton, "rewind.first")
    user.sees("rewind.about", "Before the first event")
    assert tree.value() == {}
    user.clicks(QToolButton, "rewind.last")
    user.waits_until(lambda: tree.value() == log.states.at(stream).state)

    target = tmp_path / "exported.jsonl"
    user.window.files.export(log, "", target, ExportFormat.JSONL)
    user.waits_until(target.exists)
    import_file(target, tmp_path / "again.eventlog")
    assert verify(tmp_path / "again.eventlog").ok
