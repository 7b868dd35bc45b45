"""Notes from the shell: written, listed, searched, taken away and carried to another log."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.shell import ADA, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    shell.issue("RegisterCustomer", "Customer/C-1", ADA)
    shell.issue("RenameCustomer", "Customer/C-1", {"name": "Ada L."})
    return shell


def test_notes_are_written_listed_searched_and_removed(shell: Shell) -> None:
    written = shell.json("notes", "s.eventlog", "--add", "who renamed?", "--position", "2", "--author", "ann")
    assert (written["position"], written["type"], written["author"]) == (2, "CustomerRenamed", "ann")
    field = shell.json("notes", "s.eventlog", "--add", "look", "--stream", "Customer/C-1", "--path", "name")
    assert (field["about"], field["path"], field["version"]) == ("field", "/name", 2)
    shell.json("notes", "s.eventlog", "--bookmark", "--position", "1")
    assert [note["text"] for note in shell.lines("notes", "s.eventlog")] == ["", "who renamed?", "look"]
    assert [note["id"] for note in shell.lines("notes", "s.eventlog", "--search", "RENAMED?")] == [
        written["id"]
    ]
    changed = shell.json("notes", "s.eventlog", "--change", written["id"], "--add", "it was Bob")
    assert changed["text"] == "it was Bob"
    assert shell.run("notes", "s.eventlog", "--remove", field["id"]).returncode == 0
    assert len(shell.lines("notes", "s.eventlog")) == 2


def test_notes_travel_with_an_export_to_another_log(shell: Shell) -> None:
    shell.run("notes", "s.eventlog", "--add", "remember", "--position", "2")
    done = shell.run("export", "s.eventlog", "--out", "out.jsonl")
    assert "1 notes written to out.jsonl.notes" in done.stderr
    done = shell.run("import", "out.jsonl", "--into", "copy.eventlog")
    assert "1 notes taken in" in done.stderr
    assert shell.lines("notes", "copy.eventlog") == shell.lines("notes", "s.eventlog")


def test_wrong_use_and_missing_places_are_told(shell: Shell) -> None:
    for arguments, code in (
        (("--add", "where?"), 2),
        (("--add", "x", "--position", "1", "--stream", "Customer/C-1"), 2),
        (("--add", "x", "--position", "77"), 1),
        (("--add", " ", "--position", "1"), 1),
        (("--remove", "0190e4f0-1234-7abc-8def-0123456789ab"), 1),
    ):
        done = shell.run("notes", "s.eventlog", *arguments)
        assert (done.returncode, done.stdout) == (code, ""), done.stderr
        assert done.stderr


def test_a_note_beside_the_log_leaves_the_log_as_it_is(shell: Shell) -> None:
    path = shell.folder / "s.eventlog"
    before = path.read_bytes()
    done = shell.run("notes", "s.eventlog", "--add", "quietly", "--position", "1", "--beside")
    assert "s.eventlog-notes" in done.stderr
    assert path.read_bytes() == before
    assert [note["text"] for note in shell.lines("notes", "s.eventlog")] == ["quietly"]
