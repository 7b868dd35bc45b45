"""`eventscope find` as a script uses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.shell import Shell


@pytest.fixture
def shell(tmp_path: Path, shop_files: Path) -> Shell:
    (tmp_path / "s.eventlog").write_bytes((shop_files / "shop.eventlog").read_bytes())
    return Shell(tmp_path)


def test_transitions_are_printed_as_json_lines_forwards_and_backwards(shell: Shell) -> None:
    order = ("find", "s.eventlog", "Order/O-1001", "after.status = open")
    first, last = shell.lines(*order, "--all")
    assert first == {"version": 1, "position": 8, "type": "OrderPlaced", "becomes": True}
    assert (last["version"], last["type"], last["becomes"]) == (4, "OrderConfirmed", False)
    assert shell.lines(*order) == [first]
    assert shell.lines(*order, "--all", "--backward") == [last, first]
    assert shell.lines(*order, "--from", "2") == [last]
    assert shell.lines(*order, "--from", "3", "--backward") == [first]


def test_as_of_a_moment_nothing_later_is_found(shell: Shell) -> None:
    assert (
        len(shell.lines("find", "s.eventlog", "Order/*", "after.status = shipped", "--all", "--as-of", "32"))
        == 1
    )
    none = shell.run("find", "s.eventlog", "Order/O-1001", "after.status = shipped", "--as-of", "31")
    assert none.returncode == 1
    assert "Looked at 5 of 5 versions." in none.stderr


def test_over_a_category_each_line_names_its_stream(shell: Shell) -> None:
    hits = shell.lines("find", "s.eventlog", "Order/*", "after.status = shipped", "--all")
    assert [(hit["stream"], hit["becomes"]) for hit in hits] == [
        ("Order/O-1001", True),
        ("Order/O-1003", True),
    ]
    refused = shell.run("find", "s.eventlog", "Order/*", "version > 1", "--from", "2")
    assert refused.returncode == 2


def test_nothing_found_is_a_refusal_that_says_how_much_was_looked_at(shell: Shell) -> None:
    none = shell.run("find", "s.eventlog", "Order/O-1001", "after.stats = lost")
    assert (none.returncode, none.stdout) == (1, "")
    assert "Looked at 6 of 6 versions." in none.stderr
    assert "There never was anything in after.stats. Did you mean after.status?" in none.stderr
    assert "no stream" in shell.run("find", "s.eventlog", "Order/none", "version > 1").stderr


def test_a_wrong_predicate_is_pointed_at(shell: Shell) -> None:
    wrong = shell.run("find", "s.eventlog", "Order/O-1001", "version > 1 and status = open")
    assert wrong.returncode == 1
    assert wrong.stderr.splitlines()[:3] == [
        "  version > 1 and status = open",
        "                  ^",
        "Unknown field 'status' at 17. Did you mean 'after.status'?",
    ]


@pytest.mark.parametrize("scope", ["Order", "Order/"])
def test_a_category_without_its_star_is_told_how_to_write_it(shell: Shell, scope: str) -> None:
    done = shell.run("find", "s.eventlog", scope, "version > 1")
    assert done.returncode == 1
    assert '"Order/*"' in done.stderr
