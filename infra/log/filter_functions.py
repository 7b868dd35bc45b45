"""What SQLite asks Python while it runs a compiled filter.

None of these may raise: the scan would end with nothing but "user-defined function raised exception".
"""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from functools import lru_cache

from domain.filtering.evaluation import compare, fits, holds
from domain.filtering.expression import Comparison, Contains, Glob, OneOf, Operator, Path
from domain.filtering.parser import parse
from domain.filtering.payload import lookup, shown


def register_functions(connection: sqlite3.Connection) -> None:
    """Gives the connection the functions that compiled filters call."""
    connection.create_function("filter_leaf", 2, _filter_leaf, deterministic=True)
    connection.create_function("filter_number", 3, _filter_number, deterministic=True)
    connection.create_function("filter_glob", 2, _filter_glob, deterministic=True)


def _filter_leaf(payload: bytes, text: str) -> bool:
    leaf = _parsed(text)
    assert isinstance(leaf, Comparison | OneOf | Contains | Glob)
    assert isinstance(leaf.field, Path)
    return holds(leaf, lookup(payload, leaf.field.segments))


def _filter_number(text: bytes, operator: Operator, literal: str) -> bool:
    return compare(_read(text), operator, Decimal(literal))


def _filter_glob(text: bytes, pattern: str) -> bool:
    return fits(_read(text), pattern)


def _read(text: bytes) -> str:
    return shown(text.decode("utf-8", "surrogateescape"))


_parsed = lru_cache(maxsize=1024)(parse)
