"""What is kept for a person is whole, or as it was before."""

from __future__ import annotations

from pathlib import Path

from app.kept import keep, read_kept


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "kept.json"
    keep(file, {"Order": ["after.total > 3", "⏱"]})
    assert read_kept(file, dict[str, list[str]]) == {"Order": ["after.total > 3", "⏱"]}
    assert [each.name for each in file.parent.iterdir()] == ["kept.json"]


def test_a_broken_or_missing_file_is_nothing_kept(tmp_path: Path) -> None:
    file = tmp_path / "kept.json"
    assert read_kept(file, list[int]) is None
    file.write_text('["one"')
    assert read_kept(file, list[int]) is None
    file.write_text('["one"]')
    assert read_kept(file, list[int]) is None


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    keep(tmp_path / "file" / "kept.json", [1])
