"""What is offered while a filter is typed."""

from __future__ import annotations

import pytest

from domain.filtering import completions
from domain.filtering.completion import word_start


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("ty", ["type"]),
        ("TI", ["time"]),
        ("type ", ["=", "!=", "<", "<=", ">", ">=", "in", "contains", "~"]),
        ("type c", ["contains"]),
        ("time ", ["=", "!=", "<", "<=", ">", ">=", "in"]),
        ("type = ", []),
        ("data.x = t", ["true"]),
        ("data.x in (n", ["null"]),
        ("type = x ", ["and", "or"]),
        ("type = x and (cat", ["category"]),
        ("not act", ["actor"]),
        ('"ty', []),
        ("= ", []),
        ("nonsense ", ["and", "or"]),
        ("typ = x and t", ["type", "time"]),
    ],
)
def test_what_fits_at_the_end_is_offered(text: str, offered: list[str]) -> None:
    assert completions(text, len(text)) == offered


def test_only_what_stands_before_the_cursor_counts() -> None:
    assert completions("ty = x", 2) == ["type"]
    assert completions("", 0)[:2] == ["type", "stream"]
    assert completions("x" * 100_000, 5) == []


def test_a_completion_replaces_the_word_it_completes() -> None:
    assert word_start("type = x and ca", 15) == 13
    assert word_start("type ", 5) == 5
    assert word_start('"ab', 3) == 3
