"""The filter box: conditions like `status=open total>100`, and quotes for values with blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.words import translate
from infra.projections.querying import Condition, QueryError, parse_condition

_QUOTED = r"\"[^\"]*\"|'[^']*'"
_ONE = re.compile(
    rf"\s*(\w+\s*(?:!=|<=|>=|=|<|>|~)\s*(?:{_QUOTED}|[^\s\"',]+))\s*(?:,|and\b)?", re.IGNORECASE
)


def parse_conditions(text: str, columns: Sequence[str]) -> tuple[Condition, ...]:
    """All conditions in the text; every one must hold. Raises `QueryError` saying which part is wrong."""
    conditions, place = [], 0
    text = text.strip()
    while place < len(text):
        found = _ONE.match(text, place)
        if found is None:
            raise QueryError(
                translate("ReadModels", "“{0}” is no condition.").format(text[place:].strip()),
                translate(
                    "ReadModels",
                    "Write column=value, e.g. status=open, lines>2, name~desk; several with a blank between.",
                ),
            )
        condition = parse_condition(found[1])
        if condition.column not in columns:
            raise QueryError(
                translate("ReadModels", "There is no column “{0}”.").format(condition.column),
                translate("ReadModels", "Columns: {0}.").format(", ".join(columns)),
            )
        conditions.append(condition)
        place = found.end()
    return tuple(conditions)


def equal_to(column: str, value: object) -> str:
    """The condition, as a person writes it, that only rows with this value meet."""
    text = "" if value is None else str(value)
    if text and re.fullmatch(r"[^\s\"',]+", text):
        return f"{column}={text}"
    mark = "'" if '"' in text else '"'
    return f"{column}={mark}{text}{mark}"
