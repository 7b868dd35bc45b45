"""Predicates over a stream's history: conditions on an event and on the states right before and after it.

A predicate means what a filter means (see `domain.filtering.expression`), with more to look at:

* `before.<path>` and `after.<path>` are places in the states around the event. A money amount is a text that
  spells a number, as in the state's JSON, and compares as one.
* A field may be compared with a field. Two numbers, or texts that both spell numbers, are compared exactly as
  numbers; other texts by code points; anything else only with = and !=. Where either field is missing every
  comparison is false, `!=` too.
* `changed(path)` holds where the event set, changed or removed the part of the state at the path.
* `exists(field)` holds where there is such a field; null is something.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final, TypeAlias, assert_never

import msgspec

from domain.event import Event
from domain.filtering import literals
from domain.filtering.evaluation import COMPARE, compare_time, contains_text, holds
from domain.filtering.expression import (
    Column,
    Comparison,
    Contains,
    Field,
    FreeText,
    Glob,
    Leaf,
    OneOf,
    Operator,
)
from domain.filtering.fields import write_field
from domain.filtering.payload import shown, text_bytes
from domain.history.diff import diff
from domain.history.field_reading import Plain, Reader, as_filtered, part, reader_of
from domain.history.parts import MISSING, items_of, members_of, same


class Related(msgspec.Struct, frozen=True):
    """`field operator field`."""

    field: Field
    operator: Operator
    other: Field


class Changed(msgspec.Struct, frozen=True):
    """`changed(path)`: the part of the state is another after the event than before it."""

    segments: tuple[str | int, ...]


class Exists(msgspec.Struct, frozen=True):
    """`exists(field)`."""

    field: Field


class Negation(msgspec.Struct, frozen=True):
    """The operand does not hold."""

    operand: Predicate


class Conjunction(msgspec.Struct, frozen=True):
    """Every operand holds."""

    operands: tuple[Predicate, ...]


class Disjunction(msgspec.Struct, frozen=True):
    """At least one operand holds."""

    operands: tuple[Predicate, ...]


Predicate: TypeAlias = Leaf | Related | Changed | Exists | Negation | Conjunction | Disjunction

_Test: TypeAlias = Callable[[Event, Any, Any], bool]
_MIRRORED: Final[dict[Operator, Operator]] = {
    "=": "=",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}


class Evaluator:
    """Says of one event after another whether the predicate holds. Never raises, whatever they hold.

    Parameters
    ----------
    plain:
        Gives the JSON value of a part of a state: `History.value_of`.
    """

    def __init__(self, predicate: Predicate, plain: Plain) -> None:
        self._plain = plain
        self._readers: dict[str, Reader] = {}
        self._test = self._compiled(predicate)

    def __call__(self, event: Event, before: Any, after: Any) -> bool:
        """Whether it holds for the event and the states right before and after it."""
        return self._test(event, before, after)

    @property
    def unmet(self) -> tuple[str, ...]:
        """The fields, as they are written, that nothing was ever found in: perhaps misspelt."""
        return tuple(name for name, reader in self._readers.items() if not reader.is_met)

    def _compiled(self, predicate: Predicate) -> _Test:
        match predicate:
            case FreeText(text):
                return lambda event, before, after: contains_text(event, text)
            case Comparison(field) | OneOf(field) | Contains(field) | Glob(field):
                return _LeafTest(predicate, self._reader(field), self._plain)
            case Related(field, operator, other):
                return self._related(field, operator, other)
            case Changed(segments):
                return self._changed(segments)
            case Exists(field):
                read = self._reader(field)
                return lambda event, before, after: read(event, before, after) is not MISSING
            case Negation(operand):
                test = self._compiled(operand)
                return lambda event, before, after: not test(event, before, after)
            case Conjunction(operands):
                tests = tuple(map(self._compiled, operands))
                return lambda event, before, after: all(test(event, before, after) for test in tests)
            case Disjunction(operands):
                tests = tuple(map(self._compiled, operands))
                return lambda event, before, after: any(test(event, before, after) for test in tests)
            case _:
                assert_never(predicate)

    def _reader(self, field: Field) -> Reader:
        return self._readers.setdefault(write_field(field), reader_of(field))

    def _related(self, field: Field, operator: Operator, other: Field) -> _Test:
        plain, left, right = self._plain, self._reader(field), self._reader(other)
        if _is_time(field):
            return lambda event, before, after: _in_time(
                left(event, before, after), operator, right(event, before, after), is_time=_is_time(other)
            )
        if _is_time(other):
            mirrored = _MIRRORED[operator]
            return lambda event, before, after: _in_time(
                right(event, before, after), mirrored, left(event, before, after), is_time=False
            )
        return lambda event, before, after: related(
            left(event, before, after), operator, right(event, before, after), plain
        )

    def _changed(self, segments: tuple[str | int, ...]) -> _Test:
        plain = self._plain

        def test(event: Event, before: Any, after: Any) -> bool:
            for segment in segments:
                if before is after:
                    return False
                before = before if before is MISSING else part(before, segment)
                after = after if after is MISSING else part(after, segment)
            return differs(before, after, plain)

        return test


class _LeafTest:
    """A condition on one field. States share what did not change: the same object has the same answer."""

    __slots__ = ("_answer", "_condition", "_last", "_plain", "_read")

    def __init__(self, condition: Leaf, read: Reader, plain: Plain) -> None:
        self._condition = condition
        self._read = read
        self._plain = plain
        self._last: Any = self  # nothing that can be read
        self._answer = False

    def __call__(self, event: Event, before: Any, after: Any) -> bool:
        value = self._read(event, before, after)
        if value is not self._last:
            self._last = value
            filtered = (
                value
                if _is_time(getattr(self._condition, "field", None))
                else as_filtered(value, self._plain)
            )
            self._answer = holds(self._condition, filtered)
        return self._answer


def related(left: Any, operator: Operator, right: Any, plain: Plain) -> bool:
    """Whether `left operator right` for two parts of states or events."""
    if left is MISSING or right is MISSING:
        return False
    if _is_whole(left) or _is_whole(right):
        return operator in ("=", "!=") and differs(left, right, plain) == (operator == "!=")
    one, two = as_filtered(left, plain), as_filtered(right, plain)
    first, second = _number(one), _number(two)
    if first is not None and second is not None:
        return COMPARE[operator](first, second)
    if isinstance(one, str) and isinstance(two, str):
        return COMPARE[operator](text_bytes(shown(one)), text_bytes(shown(two)))
    if one is two:
        return operator == "="
    return operator == "!="


def differs(old: Any, new: Any, plain: Plain) -> bool:
    """Whether two parts of states are not the same JSON value; `MISSING` differs from all others."""
    if old is new:
        return False
    if old is MISSING or new is MISSING:
        return True
    if _is_whole(old) or _is_whole(new):
        return bool(diff(plain(old), plain(new)))
    return not same(old, new)


def _is_whole(value: Any) -> bool:
    """Whether the value has parts."""
    return items_of(value) is not None or members_of(value) is not None


def _number(value: Any) -> Decimal | None:
    if isinstance(value, str):
        return literals.number(value)
    return value if isinstance(value, Decimal) else None


def _is_time(field: Field | None) -> bool:
    return isinstance(field, Column) and field.name == "time"


def _in_time(time: Any, operator: Operator, other: Any, *, is_time: bool) -> bool:
    """Whether `time operator other`: another time, or a text that spells one, which stands for its span."""
    if time is MISSING or other is MISSING:
        return False
    if is_time:
        return COMPARE[operator](time, other)
    span = literals.span(other) if isinstance(other, str) else None
    return operator == "!=" if span is None else compare_time(time, operator, span)
