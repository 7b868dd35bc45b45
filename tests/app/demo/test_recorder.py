"""Where a demo's screenshots go, and what they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.demo.recorder import FolderInUse, empty_folder, file_name
from domain.errors import DomainError


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.png").write_bytes(b"")
    with pytest.raises(FolderInUse):
        empty_folder(tmp_path)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DomainError, match="cannot be made"):
        empty_folder(tmp_path / "file" / "folder")


def test_names_of_pictures_keep_the_order_and_a_few_words() -> None:
    assert (
        file_name(3, "Good morning. The shop opens: four products go")
        == "03-good-morning-the-shop-opens-four.png"
    )
    assert file_name(12, "…") == "12.png"
