"""The welcome page lists recent logs with what is known of them; those that have gone can be taken off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPushButton

from app.window.recent_logs import detail_of, look_at, size_text
from app.window.settings import Settings
from tests.app.window_user import WindowUser

Opener = Callable[[Path | None], WindowUser]


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 B"), (812, "812 B"), (4300, "4.2 KB"), (999_999, "977 KB"), (10**10, "9.3 GB")]
)
def test_sizes_are_written_with_few_digits(size: int, text: str) -> None:
    assert size_text(size) == text


def test_what_is_known_of_a_log_comes_from_its_file(shop_path: Path, tmp_path: Path) -> None:
    there, gone = look_at([str(shop_path), str(tmp_path / "gone.eventlog")])
    assert not there.is_missing
    assert detail_of(there).startswith("51 events")
    assert "KB" in detail_of(there)
    assert gone.is_missing
    assert detail_of(gone) == "Not there any more"


def test_a_log_that_has_gone_is_marked_and_taken_off_the_list(
    open_window: Opener, shop_path: Path, tmp_path: Path
) -> None:
    Settings(recent=[str(tmp_path / "gone.eventlog"), str(shop_path)]).save()
    user = open_window(None)
    recent = user.find(QListWidget, "welcome.recent")
    user.waits_until(lambda: recent.count() == 2)
    said = recent.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Not there any more" in said
    recent.setFocus()
    recent.setCurrentRow(0)
    user.qtbot.keyClick(recent, Qt.Key.Key_Return)  # it cannot be opened
    assert user.window.log is None
    user.qtbot.keyClick(recent, Qt.Key.Key_Delete)
    user.waits_until(lambda: recent.count() == 1)
    assert Settings.load().recent == [str(shop_path)]
    user.qtbot.keyClick(recent, Qt.Key.Key_Return)
    user.waits_until(lambda: user.window.log is not None)


def test_every_way_to_begin_says_what_it_is_good_for(open_window: Opener) -> None:
    user = open_window(None)
    for name in ("demo", "case", "open", "new", "import"):
        card = user.find(QPushButton, f"welcome.{name}")
        assert card.accessibleName()
        assert card.accessibleDescription()
