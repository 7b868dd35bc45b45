from __future__ import annotations

from domain import shop
from domain.creation import creates, fresh_key
from domain.registry import Registry
from tests.domains import bank

DECIDERS = {**Registry([shop.DOMAIN]).deciders, **Registry([bank.DOMAIN]).deciders}


def creating(category: str) -> list[str]:
    decider = DECIDERS[category]
    return [command.__name__ for command in decider.commands if creates(decider, command)]


def test_the_commands_that_begin_a_stream_are_known_from_the_decider_alone() -> None:
    assert creating("Customer") == ["RegisterCustomer"]
    assert creating("Product") == ["ListProduct"]
    assert creating("Order") == ["PlaceOrder"]
    assert "Open" in creating("Account")


def test_a_decider_that_raises_on_an_example_creates_nothing() -> None:
    assert "Explode" not in creating("Account")


def test_the_first_key_of_a_category_is_its_example() -> None:
    assert fresh_key(DECIDERS["Order"], []) == "O-1001"


def test_a_fresh_key_goes_on_after_the_highest_number_of_the_newest_kind_of_key() -> None:
    order = DECIDERS["Order"]
    assert fresh_key(order, ["O-1004", "O-1005", "O-1003"]) == "O-1006"
    assert fresh_key(order, ["web-09", "O-1005"]) == "web-10"
    assert fresh_key(order, ["O-0099"]) == "O-0100"
    assert fresh_key(order, ["O-7"], taken=["O-8"]) == "O-9"


def test_keys_without_numbers_suggest_nothing() -> None:
    assert fresh_key(DECIDERS["Customer"], ["ada", "grace"]) == ""
