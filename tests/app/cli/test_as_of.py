"""`--as-of` as a script uses it: streams, journal, queries and dry runs as of a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.shell import Shell

LOG = "s.eventlog"
SHIP = ("ShipOrder", "Order/O-1003", "--data", '{"carrier":"UPS","tracking":"1"}')


@pytest.fixture
def shell(tmp_path: Path, shop_files: Path) -> Shell:
    (tmp_path / LOG).write_bytes((shop_files / "shop.eventlog").read_bytes())
    return Shell(tmp_path)


def test_a_read_model_is_printed_as_of_a_position_and_as_of_a_time(shell: Shell) -> None:
    (event,) = [event for event in shell.lines("events", LOG) if event["position"] == 44]
    by_position = shell.lines("query", LOG, "order_summary", "--as-of", "44")
    assert {row["order"]: row["status"] for row in by_position}["O-1003"] == "paid"
    assert max(row["touched_at"] for row in by_position) <= 44
    by_time = shell.lines("query", LOG, "order_summary", "--as-of", event["recorded_at"])
    assert by_time == by_position
    assert shell.lines("query", LOG, "order_summary", "--as-of", "now") == shell.lines(
        "query", LOG, "order_summary"
    )


def test_streams_and_journal_are_those_of_then(shell: Shell) -> None:
    then = shell.lines("streams", LOG, "--as-of", "20")
    assert all(stream["last_position"] <= 20 for stream in then)
    assert len(then) < len(shell.lines("streams", LOG))
    events = [event for event in shell.lines("events", LOG) if event["position"] <= 20]
    assert {stream["stream"]: stream["events"] for stream in then} == {
        name: sum(event["stream"] == name for event in events) for name in {e["stream"] for e in events}
    }
    done = {command["command_id"] for command in shell.lines("journal", LOG, "--as-of", "20")}
    assert {event["metadata"]["command_id"] for event in events} <= done
    assert len(done) < len(shell.lines("journal", LOG))


def test_a_command_is_tried_against_the_past_and_nothing_is_written(shell: Shell) -> None:
    before = (shell.folder / LOG).read_bytes()
    would = shell.json("issue", LOG, *SHIP, "--dry-run", "--as-of", "44")
    assert (would["status"], would["dry_run"]) == ("succeeded", True)
    assert [(event["type"], event["version"]) for event in would["events"]] == [("OrderShipped", 6)]
    assert (shell.folder / LOG).read_bytes() == before
    now = shell.run("issue", LOG, *SHIP, "--dry-run", "--json")
    assert (now.returncode, '"rejected"' in now.stdout) == (1, True)


def test_nothing_is_issued_into_the_past(shell: Shell) -> None:
    refused = shell.run("issue", LOG, *SHIP, "--as-of", "44")
    assert refused.returncode == 2
    assert "nothing can be written into the past" in refused.stderr


def test_what_is_no_moment_is_said(shell: Shell) -> None:
    assert shell.run("query", LOG, "order_summary", "--as-of", "soon").returncode == 2
    early = shell.run("streams", LOG, "--as-of", "2001-01-01")
    assert early.returncode == 1
    assert "Nothing had been recorded" in early.stderr


def test_events_are_those_up_to_then_whatever_else_they_must_be(shell: Shell) -> None:
    assert [event["position"] for event in shell.lines("events", LOG, "--as-of", "20")] == list(range(1, 21))
    ordered = shell.lines("events", LOG, "--filter", "type = OrderPlaced", "--as-of", "20")
    assert ordered == [
        event for event in shell.lines("events", LOG, "--as-of", "20") if event["type"] == "OrderPlaced"
    ]


def test_a_field_and_a_row_are_blamed_as_of_then(shell: Shell) -> None:
    whole = shell.json("blame", LOG, "Order/O-1003", "/status")["setters"]
    then = shell.json("blame", LOG, "Order/O-1003", "/status", "--as-of", "44")["setters"]
    assert then == [setter for setter in whole if setter["position"] <= 44]
    assert 0 < len(then) < len(whole)
    row = ("blame", LOG, "status", "--read-model", "order_summary", "--row", "O-1003")
    whole = shell.json(*row)["setters"]
    then = shell.json(*row, "--as-of", "44")["setters"]
    assert then == [setter for setter in whole if setter["position"] <= 44]
    early = shell.run("blame", LOG, "Order/O-1003", "--as-of", "1")
    assert (early.returncode, "no events yet" in early.stderr) == (1, True)
    assert shell.run("blame", LOG, "Order/O-1003", "--as-of", "44", "--version", "1").returncode == 2
