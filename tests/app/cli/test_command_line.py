"""The command line as a script uses it: real processes, JSON on stdout, messages on stderr, exit codes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from domain.event import NewEvent
from infra.open_log import OpenLog
from tests.app.cli.shell import ADA, EUR, Shell


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


def test_a_shortage_from_the_shell_ends_in_a_rejected_order_with_nothing_reserved(shell: Shell) -> None:
    issued = shell.issue("RegisterCustomer", "Customer/C-1", ADA)
    assert issued["status"] == "succeeded"
    assert issued["dry_run"] is False
    (event,) = issued["events"]
    assert list(event) == [
        "position", "id", "stream", "version", "type", "schema_version", "recorded_at", "data", "metadata",
    ]  # fmt: skip
    assert event["recorded_at"].endswith("Z")
    assert len(event["recorded_at"]) == len("2026-11-23T12:59:42.205400Z")
    for key, stock in (("P-1", 5), ("P-2", 1)):
        price = {"amount": "19.99", **EUR}
        shell.issue("ListProduct", f"Product/{key}", {"name": key, "price": price, "stock": stock})
    shell.issue("PlaceOrder", "Order/O-1", {"customer": "C-1", "currency": "EUR"})
    for product in ("P-1", "P-2"):
        line = {"product": product, "quantity": 2, "unit_price": {"amount": "19.99", **EUR}}
        shell.issue("AddLine", "Order/O-1", line)
    shell.issue("ConfirmOrder", "Order/O-1")
    order = shell.json("state", "s.eventlog", "Order/O-1")
    assert order["inferred"] is False
    assert order["state"]["status"] == "rejected"
    assert order["state"]["total"] == {"amount": "79.96", "currency": "EUR"}
    assert shell.json("state", "s.eventlog", "Product/P-1")["state"]["reserved"] == {}
    journal = shell.lines("journal", "s.eventlog", "--status", "rejected")
    assert [entry["command"] for entry in journal] == ["ReserveStock"]
    assert journal[0]["reason"] == "Only 1 of P-2 is available; 2 wanted."
    assert journal[0]["causation_id"]
    for status in shell.lines("projections", "s.eventlog"):
        assert (status["status"], status["lag"], status["parked"]) == ("live", 0, 0)
    (row,) = shell.lines("query", "s.eventlog", "order_summary", "--where", "status=rejected")
    assert (row["order"], row["total"]) == ("O-1", "79.96")
    assert shell.json("verify", "s.eventlog")["ok"] is True


def test_a_command_id_is_an_idempotency_key_and_a_dry_run_writes_nothing(shell: Shell) -> None:
    id = str(uuid4())
    first = shell.issue("RegisterCustomer", "Customer/C-1", ADA, "--id", id)
    assert shell.issue("RegisterCustomer", "Customer/C-1", ADA, "--id", id) == first
    other = shell.issue("RegisterCustomer", "Customer/C-1", {**ADA, "name": "Bob"}, "--id", id, code=1)
    assert other["status"] == "rejected"
    assert "with other content" in other["reason"]
    dry = shell.issue("RenameCustomer", "Customer/C-1", {"name": "Ada L."}, "--dry-run")
    assert (dry["dry_run"], dry["events"][0]["data"]) == (True, {"name": "Ada L."})
    renamed = shell.issue("RenameCustomer", "Customer/C-1", {"name": "Ada L."}, "--actor", "Grace")
    assert renamed["events"][0]["metadata"]["actor"] == "Grace"
    would = shell.json("undo", "s.eventlog", renamed["command_id"], "--dry-run")
    assert would["events"][0]["data"] == {"name": "Ada"}
    shell.json("undo", "s.eventlog", renamed["command_id"])
    assert [event["version"] for event in shell.lines("events", "s.eventlog")] == [1, 2, 3]
    changes = shell.json("diff", "s.eventlog", "Customer/C-1", "1", "2")["changes"]
    assert changes == [{"op": "replace", "path": "/name", "old": "Ada", "new": "Ada L."}]
    patch = shell.json("diff", "s.eventlog", "Customer/C-1", "1", "2", "--patch")
    assert patch == [{"op": "replace", "path": "/name", "value": "Ada L."}]
    assert shell.json("state", "s.eventlog", "Customer/C-1", "--position", "2")["state"]["name"] == "Ada L."
    assert shell.json("diff", "s.eventlog", "Customer/C-1", "1", "3")["changes"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("events", "none.eventlog"), 1, "no log at none.eventlog"),
        (("events", "other.txt"), 1, "not an event log"),
        (("events", "postgresql://host/db"), 1, "postgresql databases cannot be opened yet"),
        (("issue", "s.eventlog", "Nope", "Order/1"), 1, "no command 'Nope'"),
        (("issue", "s.eventlog", "PlaceOrder", "Order"), 1, "not the name of a stream"),
        (("issue", "s.eventlog", "PlaceOrder", "Order/1", "--data", "{"), 2, "--data"),
        (
            ("issue", "s.eventlog", "PlaceOrder", "Order/1", "--data", '{"currency":"eur"}'),
            1,
            "customer: is needed",
        ),
        (("issue", "s.eventlog"), 2, "Missing argument"),
        (("events", "s.eventlog", "--filter", "typ = 3"), 1, "Did you mean 'type'"),
        (("journal", "s.eventlog", "--status", "done"), 2, "no status 'done'"),
        (("state", "s.eventlog", "Order/404"), 1, "no stream Order/404"),
        (("state", "s.eventlog", "Customer/C-1", "--version", "9"), 1, "no version 9"),
        (("state", "s.eventlog", "Customer/C-1", "--at", "soon"), 2, "is no time"),
        (("undo", "s.eventlog", "01a20836-86bf-7755-82ce-ca8e30cb6ee4"), 1, "no command"),
        (("rebuild", "s.eventlog", "nothing"), 1, "no projection"),
        (("query", "s.eventlog", "order_sumary"), 1, "Did you mean order_summary"),
        (("import", "other.txt", "--into", "n.eventlog"), 1, ""),
    ],
)
def test_what_is_refused_says_why_and_ends_with_its_code(
    shell: Shell, arguments: tuple[str, ...], code: int, words: str
) -> None:
    with closing(OpenLog.open(shell.folder / "s.eventlog", create=True)) as log:
        log.commands.submit("RegisterCustomer", "Customer/C-1", json.dumps(ADA).encode())
        log.settle(uuid4())
    (shell.folder / "other.txt").write_text("just some text, longer than a header of a database\n" * 10)
    done = shell.run(*arguments)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    with closing(OpenLog.open(shell.folder / "s.eventlog")) as log:
        assert log.store.last_position() == 1
    assert not (shell.folder / "n.eventlog").exists()


def test_an_export_comes_back_as_the_same_log_and_a_flipped_byte_is_found(shell: Shell) -> None:
    for key in ("C-1", "C-2"):
        shell.issue("RegisterCustomer", f"Customer/{key}", {**ADA, "name": "عمر 🎉"})
    assert shell.run("export", "s.eventlog", "--format", "jsonl", "--out", "e.jsonl").returncode == 0
    report = shell.json("import", "e.jsonl", "--into", "n.eventlog")
    assert report["events"] == 2
    again = shell.run("export", "n.eventlog", "--format", "jsonl").stdout
    assert again == (shell.folder / "e.jsonl").read_text()
    assert shell.run("import", "e.jsonl", "--into", "n.eventlog").returncode == 1
    csv = shell.run("export", "n.eventlog", "--format", "csv", "--filter", "key = C-2").stdout
    assert len(csv.splitlines()) == 2
    with closing(sqlite3.connect(shell.folder / "n.eventlog")) as connection, connection:
        connection.execute("UPDATE events SET data = replace(data, 'London', 'Londin') WHERE position = 2")
    found = shell.json("verify", "n.eventlog", code=1)
    assert found["ok"] is False
    assert [(problem["kind"], problem["position"]) for problem in found["problems"]] == [("hash", 2)]


def test_a_window_without_a_display_is_a_message_and_not_an_abort(shell: Shell) -> None:
    done = shell.start("demo")
    assert done.returncode == 1
    assert "DISPLAY" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_and_version_are_there(shell: Shell) -> None:
    listed = shell.start("--help").stdout
    assert "issue" in listed
    assert "..." not in listed.partition("Commands:")[2], "what a command does is cut short"
    assert shell.start("--version").stdout.startswith("eventscope ")


def test_blame_names_the_events_that_set_a_field(shell: Shell) -> None:
    price = {"amount": "19.99", **EUR}
    shell.issue("ListProduct", "Product/P-1", {"name": "Lamp", "price": price, "stock": 5})
    shell.issue("ReceiveStock", "Product/P-1", {"quantity": 2})
    dearer = shell.issue(
        "ChangePrice", "Product/P-1", {"price": {"amount": "29.99", **EUR}}, "--actor", "eve"
    )
    for path in ("/price/amount", "price.amount"):
        blame = shell.json("blame", "s.eventlog", "Product/P-1", path)
        assert (blame["stream"], blame["path"]) == ("Product/P-1", "/price/amount")
        newest, first = blame["setters"]
        assert (newest["version"], newest["type"], newest["value"]) == (3, "PriceChanged", "29.99")
        assert (newest["actor"], newest["command_id"]) == ("eve", dearer["command_id"])
        assert (first["version"], first["value"]) == (1, "19.99")
    every = shell.json("blame", "s.eventlog", "Product/P-1")
    assert {path: setter["version"] for path, setter in every.items()} == {
        "/name": 1, "/price/amount": 3, "/price/currency": 1, "/on_hand": 2, "/status": 1,
    }  # fmt: skip
    wrong = shell.run("blame", "s.eventlog", "Product/P-1", "/prices/amount", "--json")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "/price/amount" in wrong.stderr


def test_blame_names_the_events_that_set_a_row(shell: Shell) -> None:
    price = {"amount": "19.99", **EUR}
    shell.issue("ListProduct", "Product/P-1", {"name": "Lamp", "price": price, "stock": 5})
    shell.issue("PlaceOrder", "Order/O-1", {"customer": "C-1", "currency": "EUR"})
    line = {"product": "P-1", "quantity": 2, "unit_price": price}
    added = shell.issue("AddLine", "Order/O-1", line, "--actor", "eve")
    asked = ("blame", "s.eventlog", "--read-model", "order_summary", "--row", "O-1")
    newest = shell.json(*asked)
    assert (newest["total"]["type"], newest["total"]["value"]) == ("LineAdded", "39.98")
    assert (newest["customer"]["type"], newest["customer"]["version"]) == ("OrderPlaced", 1)
    found = shell.json("blame", "s.eventlog", "total", *asked[2:])
    assert (found["read_model"], found["row"], found["column"]) == ("order_summary", ["O-1"], "total")
    assert [setter["value"] for setter in found["setters"]] == ["39.98", "0.00"]
    assert (found["setters"][0]["actor"], found["setters"][0]["command_id"]) == ("eve", added["command_id"])
    missing = shell.run(*asked[:-1], "O-9")
    assert (missing.returncode, "No event ever touched the row O-9" in missing.stderr) == (1, True)
    assert shell.run("blame", "s.eventlog", "--row", "O-1").returncode == 2
    assert shell.run("blame", "s.eventlog").returncode == 2


def test_a_state_stops_before_an_event_that_cannot_be_read_unless_it_is_left_out(shell: Shell) -> None:
    price = {"amount": "19.99", **EUR}
    shell.issue("ListProduct", "Product/P-1", {"name": "Lamp", "price": price, "stock": 5})
    with closing(OpenLog.open(shell.folder / "s.eventlog")) as log:
        bad = NewEvent(uuid4(), "StockReceived", b'{"quantity":"many"}')
        log.store.append("Product/P-1", 1, [bad, NewEvent(uuid4(), "StockReceived", b'{"quantity":2}')])
    stopped = shell.run("state", "s.eventlog", "Product/P-1", "--json")
    assert stopped.returncode == 1
    assert "Version 2 cannot be read" in stopped.stderr
    known = json.loads(stopped.stdout)
    assert (known["version"], known["state"]["on_hand"]) == (1, 5)
    assert (known["known"], [each["version"] for each in known["problems"]]) == (False, [2])
    skipped = shell.json("state", "s.eventlog", "Product/P-1", "--skip")
    assert (skipped["version"], skipped["state"]["on_hand"]) == (3, 7)
    assert (skipped["known"], [each["version"] for each in skipped["problems"]]) == (True, [2])
    first = shell.json("state", "s.eventlog", "Product/P-1", "--version", "1")
    assert first["state"]["on_hand"] == 5
    assert "problems" not in first
    for asked in (("blame",), ("diff", "1", "3")):
        done = shell.run(asked[0], "s.eventlog", "Product/P-1", *asked[1:])
        assert done.returncode == 0
        assert "Version 2 cannot be read and is left out" in done.stderr
    found = shell.run("find", "s.eventlog", "Product/P-1", "after.on_hand > 6")
    assert "1 event does not decode; it was left out" in found.stderr
