from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.window.source_label import SourceLabel, short_folder
from tests.app.window_user import WindowUser

HOME = Path("/home/ada")


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/home/ada/logs/shop.eventlog", "~/logs"),
        ("/home/ada/shop.eventlog", "~"),
        ("/home/adalbert/shop.eventlog", "/home/adalbert"),
        ("/srv/shop.eventlog", "/srv"),
    ],
)
def test_a_folder_is_told_from_home(path: str, shown: str) -> None:
    assert short_folder(Path(path), HOME) == shown


def test_the_status_bar_names_the_log_and_keeps_its_whole_path_in_the_tool_tip(
    user: WindowUser, shop_path: Path
) -> None:
    label = user.find(SourceLabel, "status.source")
    assert label.text() == "shop.eventlog"
    assert label.toolTip() == str(shop_path)


def test_a_long_path_never_makes_the_window_wide(user: WindowUser) -> None:
    label = user.find(SourceLabel, "status.source")
    label.show_path(Path("/" + "/".join(["a-long-folder"] * 40) + "/shop.eventlog"), "shop.eventlog")
    parent = label.parent()
    assert isinstance(parent, QWidget)
    assert label.minimumSizeHint().width() < 100
