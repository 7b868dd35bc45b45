from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from domain.event import Event, NewEvent
from domain.shop import DOMAIN
from infra import clock
from infra.causation import CommandLink, EventLink, Link, LostLink, origin_of
from infra.open_log import OpenLog

EUR = {"amount": "19.99", "currency": "EUR"}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[OpenLog]:
    log = OpenLog.open(tmp_path / "shop.eventlog", create=True, domains=[DOMAIN])
    yield log
    log.close()


def issue(log: OpenLog, type: str, stream: str, actor: str = "Maya", **fields: Any) -> UUID:
    command = log.commands.submit(type, stream, msgspec.json.encode(fields), actor=actor)
    assert log.settle(command.correlation_id, timeout=20)
    return command.id


def told(links: tuple[Link, ...]) -> list[str]:
    words = []
    for link in links:
        match link:
            case EventLink():
                words.append(f"{link.type} {link.stream} v{link.version}")
            case CommandLink():
                words.append(f"{link.command} by {link.process or link.actor}")
            case LostLink():
                words.append(f"lost {link.id}")
    return words


def imported(log: OpenLog, stream: str, **metadata: str) -> Event:
    event = NewEvent(clock.new_id(), "Happened", b"{}", msgspec.json.encode(metadata))
    return log.store.append(stream, 0, [event])[0]


def test_a_reservation_leads_back_to_the_person_who_confirmed_the_order(log: OpenLog) -> None:
    issue(log, "ListProduct", "Product/P-1", name="Desk", price=EUR, stock=5)
    issue(log, "PlaceOrder", "Order/O-1", customer="C-1", currency="EUR")
    issue(log, "AddLine", "Order/O-1", product="P-1", quantity=2, unit_price=EUR)
    issue(log, "ConfirmOrder", "Order/O-1")
    reserved = next(event for event in log.store.stream("Product/P-1") if event.type == "StockReserved")
    assert told(log.causation.chain(reserved)) == [
        "StockReserved Product/P-1 v2",
        "ReserveStock by fulfilment",
        "OrderConfirmed Order/O-1 v3",
        "ConfirmOrder by Maya",
    ]


def test_an_undo_leads_back_to_the_command_it_takes_back(log: OpenLog) -> None:
    issue(log, "ListProduct", "Product/P-1", name="Desk", price=EUR, stock=5)
    wrong = issue(log, "ChangePrice", "Product/P-1", price={"amount": "1.00", "currency": "EUR"})
    undo = log.commands.undo(wrong, actor="Ada")
    assert log.settle(undo.correlation_id, timeout=20)
    *_, last = log.store.stream("Product/P-1")
    links = log.causation.chain(last)
    assert told(links) == ["PriceChanged Product/P-1 v3", "ChangePrice by Ada", "ChangePrice by Maya"]
    assert isinstance(links[1], CommandLink)
    assert links[1].is_undo


def test_an_imported_event_leads_as_far_as_its_log_knows(log: OpenLog) -> None:
    first = imported(log, "item/1", actor="Ada")
    second = imported(log, "item/2", causation_id=str(first.id))
    assert told(log.causation.chain(second)) == ["Happened item/2 v1", "Happened item/1 v1"]
    command, lost = str(uuid4()), str(uuid4())
    third = imported(log, "item/3", command_id=command, causation_id=lost, actor="Bo")
    assert told(log.causation.chain(third)) == ["Happened item/3 v1", " by Bo", f"lost {lost}"]
    named = imported(log, "item/4", causation_id="the night shift")
    assert told(log.causation.chain(named)) == ["Happened item/4 v1", "lost the night shift"]


def test_events_that_name_each_other_as_their_cause_end_the_chain(log: OpenLog) -> None:
    one, other = clock.new_id(), clock.new_id()
    metadata = [msgspec.json.encode({"causation_id": str(id)}) for id in (other, one)]
    log.store.append("item/1", 0, [NewEvent(one, "Happened", b"{}", metadata[0])])
    (event,) = log.store.append("item/2", 0, [NewEvent(other, "Happened", b"{}", metadata[1])])
    assert len(log.causation.chain(event)) == 2


def test_metadata_of_any_shape_says_what_it_can(log: OpenLog) -> None:
    event = imported(log, "item/1", actor="Ada")
    assert origin_of(event).actor == "Ada"
    odd = msgspec.structs.replace(event, metadata=b'{"actor":7,"command_id":"c"}')
    assert (origin_of(odd).actor, origin_of(odd).command_id) == ("", "c")
    assert origin_of(msgspec.structs.replace(event, metadata=b"[")).actor == ""
