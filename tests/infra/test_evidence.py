"""Tests made from recorded histories: each produced file is run by pytest in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from domain.errors import DomainError
from domain.event import NewEvent
from domain.history.predicate_text import parse_predicate
from infra import clock, evidence
from infra.evidence import Written
from infra.open_log import OpenLog
from infra.states import NoSuchState

ROOT = Path(__file__).parents[2]
EUR = {"amount": "5.00", "currency": "EUR"}
ADDRESS = {"street": "12 Analytical Row", "city": "London", "postal_code": "W1T 3NL", "country": "GB"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "shop.eventlog", create=True)
    yield log
    log.close()


@pytest.fixture
def shop(log: OpenLog) -> OpenLog:
    does(log, "RegisterCustomer", "Customer/C-1", name="Ada", email="ada@lovelace.org", address=ADDRESS)
    does(log, "ListProduct", "Product/P-1", name="Desk", price=EUR, stock=4)
    does(log, "PlaceOrder", "Order/O-1", customer="C-1", currency="EUR")
    does(log, "AddLine", "Order/O-1", product="P-1", quantity=2, unit_price=EUR)
    does(log, "ConfirmOrder", "Order/O-1")
    does(log, "CancelOrder", "Order/O-1", reason='She said "no"\nand left')
    return log


def does(log: OpenLog, command: str, stream: str, **data: Any) -> None:
    put = log.commands.submit(command, stream, json.dumps(data).encode(), actor="ann")
    assert log.settle(put.correlation_id)


def runs_green(written: Written, folder: Path) -> str:
    """Runs the file as it stands, far from this project's folder; returns what pytest said."""
    path = folder / written.file_name
    path.write_text(written.source, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(path)],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, f"{done.stdout}\n{written.source}"
    return done.stdout


def test_every_stream_of_the_shop_gives_a_test_that_runs_green(shop: OpenLog, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for stream in ("Customer/C-1", "Product/P-1", "Order/O-1"):
        written = shop.evidence.as_test(stream)
        assert "1 passed" in runs_green(written, folder)
        assert not written.notes


def test_it_reads_as_given_when_then(shop: OpenLog) -> None:
    source = shop.evidence.as_test("Order/O-1", 3).source
    given, when, then = (source.index(word) for word in ("GIVEN = [", "WHEN = ConfirmOrder()", "THEN = ("))
    assert given < when < then
    assert "LineAdded(product='P-1', quantity=2, unit_price=Money(amount=Decimal('5.00')" in source
    assert "def test_order_o_1_version_3_confirm_order() -> None:" in source


def test_a_masked_test_says_nothing_of_people_and_still_runs_green(shop: OpenLog, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    for stream in ("Customer/C-1", "Product/P-1", "Order/O-1"):
        written = shop.evidence.as_test(stream, mask=True)
        for said in ("Ada", "lovelace", "Analytical", "London", "W1T", "Desk", "O-1", "C-1", "P-1", "left"):
            assert said not in written.source, written.source
        assert "1 passed" in runs_green(written, folder)
    source = shop.evidence.as_test("Order/O-1", mask=True).source
    assert "'EUR'" in source
    assert "Decimal('5.00')" in source
    assert source.count("product-1") >= 2  # the same pseudonym wherever the same product is meant


def test_an_import_that_no_domain_knows_gives_a_test_of_the_merge(log: OpenLog, tmp_path: Path) -> None:
    payloads = (b'{"name":"x","big":123456789012345678901}', b'{"rate":1.50,"deep":{"a":[1,null]}}')
    log.store.append("Case/1", 0, [NewEvent(clock.new_id(), "Seen", data) for data in payloads])
    written = log.evidence.as_test("Case/1")
    assert "No domain knows" in written.source
    runs_green(written, tmp_path)
    runs_green(log.evidence.as_test("Case/1", mask=True), tmp_path)


def test_events_without_a_command_in_the_journal_give_a_test_of_the_fold(
    log: OpenLog, tmp_path: Path
) -> None:
    listed = b'{"name":"Desk","price":{"amount":"1.00","currency":"EUR"},"stock":0}'
    events = [
        NewEvent(clock.new_id(), "ProductListed", listed),
        NewEvent(clock.new_id(), "StockReceived", b'{"quantity":"many"}'),
        NewEvent(clock.new_id(), "StockReceived", b'{"quantity":3}'),
    ]
    log.store.append("Product/P-9", 0, events)
    written = log.evidence.as_test("Product/P-9")
    assert "Version 2 does not decode and is left out" in written.source
    assert "WHEN" not in written.source
    runs_green(written, tmp_path)


def test_what_today_decides_otherwise_is_said_and_runs_green(shop: OpenLog, tmp_path: Path) -> None:
    # As if an older release had let an order be confirmed twice.
    command = next(e for e in shop.commands.entries() if e.command == "ConfirmOrder").command_id
    metadata = json.dumps({"command_id": str(command)}).encode()
    shop.store.append("Order/O-1", 4, [NewEvent(clock.new_id(), "OrderConfirmed", b"{}", metadata)])
    written = shop.evidence.as_test("Order/O-1")
    assert "Recorded was OrderConfirmed" in written.notes[0]
    assert "Rejected(" in written.source
    runs_green(written, tmp_path)


def test_the_fewest_events_that_show_something_become_a_test(shop: OpenLog, tmp_path: Path) -> None:
    attempts: list[object] = []
    found = shop.evidence.minimise("Order/O-1", parse_predicate("after.status = cancelled"), attempts.append)
    assert [event.type for event in found.events] == ["OrderCancelled"]
    assert found.of_events == 4
    assert attempts
    written = shop.evidence.of_events(found.events, "after.status = cancelled")
    assert "Shrunk to what leads to this: after.status = cancelled" in written.source
    runs_green(written, tmp_path)
    hidden = shop.evidence.of_events(found.events, "after.status = cancelled", mask=True)
    assert "after.status" not in hidden.source
    runs_green(hidden, tmp_path)


def test_a_history_too_long_to_hold_is_not_begun(shop: OpenLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST_SHRUNK", 3)
    with pytest.raises(DomainError, match="at most 3 can be minimised"):
        shop.evidence.minimise("Order/O-1", parse_predicate("after.status = cancelled"))


def test_what_is_not_there_is_refused(shop: OpenLog) -> None:
    for stream, version in (("Order/O-9", None), ("Order/O-1", 77), ("Order/O-1", 0)):
        with pytest.raises(NoSuchState):
            shop.evidence.as_test(stream, version)
    with pytest.raises(DomainError, match="holds at no event"):
        shop.evidence.minimise("Order/O-1", parse_predicate("after.status = lost"))
