from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar

import msgspec
import pytest

from domain.decider import Decider, Domain, Rejected, Upcaster
from domain.errors import InvalidCommand, UnknownName, Unreadable
from domain.fields import Kind, fields_of
from domain.registry import Registry
from domain.shop import DOMAIN
from infra.domains import load_domains

REGISTRY = Registry([DOMAIN])


def problems(stream: str, command: str, data: bytes) -> dict[str, str]:
    with pytest.raises(InvalidCommand) as fault:
        REGISTRY.parse_command(stream, command, data)
    assert fault.value.hint
    return dict(fault.value.problems)


def test_every_wrong_field_is_named_in_plain_words() -> None:
    found = problems(
        "Customer/C-1",
        "RegisterCustomer",
        b'{"name":" ","email":"ada","address":{"street":"","city":7,"country":"gb"},"fax":1}',
    )
    assert found["name"] == "must not be blank"
    assert found["email"] == "An address like name@example.org, e.g. ada@example.org"
    assert found["address.street"] == "must not be blank"
    assert found["address.city"] == "must be a text"
    assert found["address.postal_code"] == "is needed"
    assert found["address.country"] == "Two capital letters (ISO 3166), e.g. GB"
    assert "not a field" in found["fax"]


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        (
            b'{"name":"x","price":{"amount":"1.999","currency":"EUR"},"stock":1}',
            "price",
            "at most 2 decimals",
        ),
        (
            b'{"name":"x","price":{"amount":"x","currency":"EUR"},"stock":1}',
            "price.amount",
            "must be a number",
        ),
        (b'{"name":"x","price":{"amount":"1","currency":"EUR"},"stock":-1}', "stock", "0 or more"),
        (b'{"name":"x","price":{"amount":"1","currency":"EUR"},"stock":"1"}', "stock", "whole number"),
        (b'{"name":"x","price":7,"stock":1}', "price", "xpected"),
        (
            b'{"name":"%s","price":{"amount":"1","currency":"EUR"},"stock":1}' % (b"x" * 200),
            "name",
            "at most 120",
        ),
        (b"[]", "", "object"),
    ],
)
def test_a_wrong_value_is_explained(data: bytes, path: str, words: str) -> None:
    assert words in problems("Product/P-1", "ListProduct", data)[path]


def test_emoji_and_right_to_left_texts_are_welcome() -> None:
    name = "عمر 🎉"
    parsed = REGISTRY.parse_command("Customer/C-1", "RenameCustomer", msgspec.json.encode({"name": name}))
    assert parsed.name == name


@pytest.mark.parametrize(
    ("stream", "command", "hint"),
    [
        ("Order/O-1", "ConfirmOrdr", "Did you mean ConfirmOrder"),
        ("Ordr/O-1", "ConfirmOrder", "Did you mean Order?"),
        ("Nothing/O-1", "ConfirmOrder", "Known are: Customer, Product, Order."),
    ],
)
def test_an_unknown_name_gets_a_suggestion(stream: str, command: str, hint: str) -> None:
    with pytest.raises(UnknownName) as fault:
        REGISTRY.parse_command(stream, command, b"{}")
    assert hint in fault.value.hint


def test_a_key_with_a_blank_cannot_name_a_stream() -> None:
    assert problems("Order/O 1", "ConfirmOrder", b"{}")["key"]


def test_an_older_payload_goes_through_its_upcasters() -> None:
    reader = REGISTRY.reader("Customer", "CustomerRegistered")
    assert reader is not None
    old = b'{"name":"Ada","email":"ada@example.org","address":"12 Analytical Row, W1T London, GB"}'
    event = reader.read(1, old)
    assert event.address.street == "12 Analytical Row"
    assert (event.address.postal_code, event.address.city, event.address.country) == ("W1T", "London", "GB")
    with pytest.raises(Unreadable, match="schema version 9"):
        reader.read(9, old)
    with pytest.raises(Unreadable, match="does not decode"):
        reader.read(2, old)
    with pytest.raises(Unreadable, match="No upcaster"):
        reader.read(0, old)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Item(msgspec.Struct, frozen=True):
    name: str
    count: Annotated[int, msgspec.Meta(gt=0, lt=10)] = 1


class Paint(msgspec.Struct, frozen=True):
    """Paints."""

    colour: Colour
    items: list[Item]
    glossy: bool = False
    note: Annotated[str | None, msgspec.Meta(description="Anything else", examples=["soon"])] = None


class Painted(msgspec.Struct, frozen=True):
    schema_version: ClassVar[int] = 3
    colour: str
    coats: int


class Wall(msgspec.Struct, frozen=True):
    colour: str = ""


WALL = Decider(
    category="Wall",
    key=str,
    state=Wall,
    initial=Wall(),
    decide=lambda command, state: (Painted(command.colour, 1),),
    evolve=lambda state, event: Wall(event.colour),
    compensate=lambda event, before, now: Rejected("Paint is for ever."),
    commands=(Paint,),
    events=(Painted,),
    upcasters=(
        Upcaster("Painted", 1, lambda old: {"colour": old["color"]}),
        Upcaster("Painted", 2, lambda old: {**old, "coats": 1}),
    ),
)


def test_fields_of_every_kind_are_described() -> None:
    colour, items, glossy, note = fields_of(Paint)
    assert (colour.kind, colour.choices) == (Kind.CHOICE, ("red", "blue"))
    assert items.kind is Kind.LIST
    assert items.item is not None
    assert [field.name for field in items.item.fields] == ["name", "count"]
    assert (items.item.fields[1].minimum, items.item.fields[1].maximum) == (1, 9)
    assert (glossy.kind, glossy.required, glossy.default) == (Kind.BOOLEAN, False, False)
    assert (note.kind, note.optional, note.help, note.examples) == (
        Kind.TEXT,
        True,
        "Anything else",
        ("soon",),
    )


def test_upcasters_run_one_after_the_other() -> None:
    reader = Registry([Domain(name="walls", deciders=(WALL,))]).reader("Wall", "Painted")
    assert reader is not None
    assert reader.read(1, b'{"color":"red"}') == Painted("red", 1)


def test_two_domains_cannot_claim_one_category() -> None:
    with pytest.raises(ValueError, match="Wall"):
        Registry([Domain(name="a", deciders=(WALL,)), Domain(name="b", deciders=(WALL,))])


def installed(folder: Path, name: str, source: str) -> None:
    """A package with an entry point, as pip leaves it."""
    (folder / f"{name}_domain.py").write_text(source)
    info = folder / f"{name}_domain-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-domain\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[eventscope.domains]\n{name} = {name}_domain:DOMAIN\n")


def test_a_domain_from_outside_is_found_by_its_entry_point_and_a_broken_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, "bank2", "from tests.domains.bank import DOMAIN\n")
    installed(tmp_path, "broken", "raise RuntimeError('half installed')\n")
    installed(tmp_path, "wrong", "DOMAIN = 7\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    domains, told = load_domains()
    assert [domain.name for domain in domains] == ["shop", "bank"]
    assert any("half installed" in problem for problem in told)
    assert any("is no Domain but int" in problem for problem in told), told
    assert "Account" in Registry(domains).deciders
    for name in ("bank2_domain", "broken_domain", "wrong_domain"):
        sys.modules.pop(name, None)


def test_what_is_wrong_in_a_list_is_named_item_by_item() -> None:
    registry = Registry([Domain(name="paint", deciders=(WALL,))])
    with pytest.raises(InvalidCommand) as fault:
        registry.parse_command(
            "Wall/1", "Paint", b'{"colour":"blue","items":[{"name":"wall"},{"name":7,"count":"many"},3]}'
        )
    found = dict(fault.value.problems)
    assert found["items.1.name"] == "must be a text"
    assert found["items.1.count"] == "must be a whole number"
    assert found["items.2"] == "expected an object with members"
    assert not any(path.startswith("items.0") for path in found)
