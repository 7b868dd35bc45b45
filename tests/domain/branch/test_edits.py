from __future__ import annotations

import msgspec
import pytest

from domain.branch.edits import (
    Branch,
    BranchFileProblem,
    Change,
    Drop,
    Insert,
    Issue,
    Move,
    payload_of,
    read,
    read_edits,
    written,
)
from domain.errors import Unreadable

LOG = "0199f0a0-0000-7000-8000-000000000001"
PRICE = msgspec.Raw(b'{"amount": 1.10}')


def test_a_written_branch_is_read_back_as_it_was_to_the_last_digit() -> None:
    branch = Branch(
        log_id=LOG,
        position=30,
        then="events",
        edits=(
            Drop(3),
            Change(4, PRICE),
            Insert(-1, "Product/P-1", 0, "PriceChanged", PRICE),
            Move(-1, 4),
            Issue("Product/P-1", "ReceiveStock", msgspec.Raw(b'{"quantity":3}'), at_end=True),
        ),
    )
    assert read(written(branch)) == branch
    assert b"1.10" in written(branch)
    assert read_edits(written(branch)) == branch.edits


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b'{"format": "x"}', b"\xff", b'{"format": 3}'])
def test_what_is_no_branch_is_refused_with_a_reason(text: bytes) -> None:
    with pytest.raises(BranchFileProblem):
        read(text)


def test_a_branch_of_a_newer_format_is_refused() -> None:
    text = written(Branch(log_id=LOG, position=1)).replace(b"branch-1", b"branch-9")
    with pytest.raises(BranchFileProblem, match="branch-9"):
        read(text)


def test_edits_that_are_none_are_refused_with_an_example() -> None:
    with pytest.raises(BranchFileProblem) as refused:
        read_edits(b'[{"edit": "explode"}]')
    assert "drop" in refused.value.hint


def test_a_newer_payload_takes_the_place_of_the_older_one() -> None:
    branch = Branch(log_id=LOG, position=9).with_edit(Change(4, PRICE)).with_edit(Change(4, PRICE))
    assert len(branch.edits) == 1
    assert branch.with_edit(Drop(4)).edits == (Drop(4),)


def test_moving_an_event_on_and_on_is_one_edit() -> None:
    branch = Branch(log_id=LOG, position=9).with_edit(Move(4, 5)).with_edit(Move(4, 6))
    assert branch.edits == (Move(4, 6),)


def test_dropping_an_inserted_event_takes_the_insertion_back_with_all_that_builds_on_it() -> None:
    branch = Branch(log_id=LOG, position=9)
    branch = branch.with_edit(Insert(branch.next_key(), "Product/P-1", 0, "PriceChanged", PRICE))
    branch = branch.with_edit(Insert(branch.next_key(), "Product/P-1", -1, "PriceChanged", PRICE))
    assert [edit.key for edit in branch.edits if isinstance(edit, Insert)] == [-1, -2]
    assert branch.with_edit(Drop(-1)).edits == ()
    assert len(branch.with_edit(Drop(-2)).edits) == 1


def test_a_payload_must_be_an_object() -> None:
    assert bytes(payload_of('{"a": 1.50}')) == b'{"a": 1.50}'
    for text in ("[]", "nonsense", "3"):
        with pytest.raises(Unreadable):
            payload_of(text)
