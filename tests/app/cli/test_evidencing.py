"""From history to test, from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.shell import ADA, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path)
    shell.issue("RegisterCustomer", "Customer/C-1", ADA)
    for name in ("Ada L.", "Ada B.", "Ada K."):
        shell.issue("RenameCustomer", "Customer/C-1", {"name": name})
    return shell


def test_a_test_is_written_to_a_file_masked_where_asked(shell: Shell) -> None:
    done = shell.run(
        "as-test", "s.eventlog", "Customer/C-1", "--version", "2", "--mask", "--out", "test_c.py"
    )
    assert done.returncode == 0, done.stderr
    source = (shell.folder / "test_c.py").read_text()
    assert "CustomerRenamed(" in source
    assert "Ada" not in source
    compile(source, "test_c.py", "exec")
    printed = shell.json("as-test", "s.eventlog", "Customer/C-1")
    assert printed["file"] == "test_customer_c_1_version_4.py"
    assert "Ada K." in printed["source"]
    assert shell.run("as-test", "s.eventlog", "Customer/C-9").returncode == 1


def test_a_history_is_shrunk_to_what_is_needed(shell: Shell) -> None:
    found = shell.lines("minimise", "s.eventlog", "Customer/C-1", 'after.name = "Ada B."')
    assert [event["version"] for event in found] == [3]
    done = shell.run(
        "minimise", "s.eventlog", "Customer/C-1", "type = CustomerRenamed", "--as-test", "test_m.py"
    )
    assert "of 4 events are enough" in done.stderr
    assert (shell.folder / "test_m.py").exists()
    assert shell.run("minimise", "s.eventlog", "Customer/C-1", "after.name = Bob").returncode == 1
    wrong = shell.run("minimise", "s.eventlog", "Customer/C-1", "after.name ==== 1")
    assert wrong.returncode == 1
    assert "^" in wrong.stderr
