"""A person imports something large, thinks better of it, then finds out what is wrong with a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QToolButton, QWidget

from tests.app.window_user import WindowUser

Opener = Callable[[], WindowUser]
MANY = 400_000


def test_a_long_import_shows_how_far_it_is_and_leaves_nothing_when_cancelled(
    open_window: Opener, tmp_path: Path
) -> None:
    lines = tmp_path / "large.jsonl"
    line = '{"stream": "Thing/%d", "type": "Happened", "data": {"number": %d}}\n'
    lines.write_text("".join(line % (number % 500, number) for number in range(MANY)))
    user = open_window()
    user.drops(lines)
    title = user.find(QLabel, "tasks.title")
    user.waits_until(lambda: title.isVisible() and "large.jsonl" in title.text())
    bar = user.find(QProgressBar, "tasks.progress")
    user.waits_until(lambda: bar.value() > 0)
    user.clicks(QToolButton, "tasks.cancel")
    user.waits_until(lambda: not user.window.jobs.unended)
    assert not user.find(QWidget, "tasks").isVisible()
    assert user.window.log is None
    assert [path.name for path in tmp_path.glob("*large*")] == ["large.jsonl"]


def test_a_damaged_file_is_explained_and_what_was_open_stays(
    open_window: Callable[[Path], WindowUser], shop_path: Path
) -> None:
    user = open_window(shop_path)
    user.waits_until(lambda: user.table.model().rowCount() > 40)
    bad = shop_path.with_name("bad.eventlog")
    bad.write_bytes(b"SQLite format 3\x00" + b"\xff" * 4000)
    before = QApplication.focusWidget()
    user.drops(bad)
    user.waits_until(user.notice.isVisible)
    assert "bad.eventlog" in user.notice.text()
    assert QApplication.focusWidget() is before
    user.clicks(QPushButton, "notice.copy")
    assert "bad.eventlog" in QGuiApplication.clipboard().text()
    user.clicks(QToolButton, "notice.close")
    assert not user.notice.isVisible()
    assert user.window.log is not None
    assert user.window.log.path == shop_path
    assert bad.read_bytes().endswith(b"\xff")  # nobody mended it behind one's back
