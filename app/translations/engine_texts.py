"""The sentences of the engine, as they stand in the source of `domain` and `infra`."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

_SENTENCE = re.compile(r"^[A-Z“{].*[a-z}”’)0-9][.:!?]$", re.DOTALL)
_SQL = re.compile(r"^(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|WITH|EXPLAIN) ")


def engine_texts(root: Path) -> list[str]:
    """All of them, sorted; what is filled into an f-string stands as {0}, {1} ..."""
    found: set[str] = set()
    for layer in ("domain", "infra"):
        for path in (root / layer).rglob("*.py"):
            found.update(_texts(ast.parse(path.read_text("utf-8"))))
    return sorted(found)


def _texts(tree: ast.AST) -> Iterator[str]:
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr)  # and other bare texts
    }
    for node in ast.walk(tree):
        text = ""
        if isinstance(node, ast.JoinedStr):
            text = _template(node)
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in inside | docstrings
        ):
            text = _numbered(node.value)
        if " " in text and _SENTENCE.match(text) and not _SQL.match(text):
            yield text


def _numbered(text: str) -> str:
    """The blanks of a text that `str.format` fills in, numbered: "{path} is locked" is "{0} is locked"."""
    numbers = itertools.count()
    return re.sub(r"\{[a-z_]+\}", lambda _: f"{{{next(numbers)}}}", text)


def _template(node: ast.JoinedStr) -> str:
    parts, blanks = [], 0
    for part in node.values:
        if isinstance(part, ast.Constant):
            parts.append(str(part.value))
        else:
            parts.append(f"{{{blanks}}}")
            blanks += 1
    return "".join(parts)
