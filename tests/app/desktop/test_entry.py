"""The program stands in the desktop's menu, and goes from it again without a trace."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.desktop.entry import install, remove
from app.desktop.icon import program_icon
from domain.errors import DomainError
from infra.log import tables


def entry(folder: Path) -> configparser.SectionProxy:
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(folder / "applications" / "eventscope.desktop", "utf-8")
    return parser["Desktop Entry"]


def test_the_entry_starts_the_program_with_the_file_that_was_clicked(tmp_path: Path) -> None:
    install(tmp_path, Path("/opt/eventscope/bin/eventscope"))
    assert entry(tmp_path)["Exec"] == "/opt/eventscope/bin/eventscope %f"
    assert entry(tmp_path)["MimeType"] == "application/x-eventlog;"


def test_a_path_with_spaces_is_quoted(tmp_path: Path) -> None:
    install(tmp_path, Path("/home/ada l/$bin/eventscope"))
    assert entry(tmp_path)["Exec"] == '"/home/ada l/\\\\$bin/eventscope" %f'


def test_the_kind_of_file_is_known_by_name_and_by_what_the_log_file_begins_with(tmp_path: Path) -> None:
    install(tmp_path, Path("/bin/eventscope"))
    tree = ElementTree.parse(tmp_path / "mime" / "packages" / "eventscope-eventlog.xml")
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    assert [glob.get("pattern") for glob in tree.findall(".//m:glob", space)] == ["*.eventlog"]
    inner = tree.findall(".//m:match/m:match", space)[0]
    assert int(str(inner.get("value")), 16) == tables.APPLICATION_ID
    assert inner.get("offset") == "68"  # where SQLite keeps the application id


def test_removing_leaves_nothing_and_can_be_done_twice(tmp_path: Path) -> None:
    written = install(tmp_path, Path("/bin/eventscope")).files
    assert all(file.exists() for file in written)
    assert set(remove(tmp_path).files) == set(written)
    assert not any(file.exists() for file in written)
    assert remove(tmp_path).files == ()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "applications").write_bytes(b"")
    with pytest.raises(DomainError, match="cannot be written"):
        install(tmp_path, Path("/bin/eventscope"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="menu entries of this kind are Linux's")
def test_the_command_installs_and_removes(tmp_path: Path) -> None:
    surroundings = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "app.cli", "desktop", *arguments]
        return subprocess.run(
            command, env=surroundings, check=True, capture_output=True, text=True, timeout=60
        ).stderr

    assert "Wrote" in run()
    assert (tmp_path / "icons/hicolor/scalable/apps/eventscope.svg").exists()
    assert "Removed" in run("--remove")
    assert "nothing to remove" in run("--remove")


def test_the_icon_can_be_drawn(qapp: object) -> None:
    assert not program_icon().pixmap(64, 64).isNull()
