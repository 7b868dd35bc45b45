"""Values as Python source that makes them again, with the imports that it needs."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import msgspec

from domain.errors import DomainError

WIDTH = 100
_INDENT = "    "


class Unspeakable(DomainError):
    """A value that no source of ours makes again."""


class Writer:
    """Writes values; `imports` are the lines that all of them together need."""

    def __init__(self) -> None:
        self._named: dict[str, set[str]] = {}

    @property
    def imports(self) -> list[str]:
        """Sorted `from ... import ...` lines."""
        lines = []
        for module in sorted(self._named):
            names = sorted(self._named[module])
            line = f"from {module} import {', '.join(names)}"
            if len(line) > WIDTH:
                line = f"from {module} import (\n" + "".join(f"{_INDENT}{name},\n" for name in names) + ")"
            lines.append(line)
        return lines

    def use(self, module: str, name: str) -> str:
        """The name of something in a module, imported. Raises `Unspeakable` where it has none."""
        if "." in name or not hasattr(sys.modules.get(module), name):
            raise Unspeakable(
                f"{module}.{name} cannot be imported by that name.", "Define it at the module's top level."
            )
        self._named.setdefault(module, set()).add(name)
        return name

    def write(self, value: Any, indent: int = 0, used: int = 0) -> str:
        """The value's source, over several lines where one is too long.

        `indent` is how deep the line stands, `used` what stands on it before and after the value.
        """
        flat = self._flat(value)
        if len(flat) + len(_INDENT) * indent + used <= WIDTH:
            return flat
        parts = self._parts(value, indent + 1)
        if parts is None:
            return flat
        opening, lines, closing = parts
        inner = _INDENT * (indent + 1)
        return opening + "\n" + "".join(f"{inner}{line},\n" for line in lines) + _INDENT * indent + closing

    def _flat(self, value: Any) -> str:
        match value:
            case None | bool() | int() | str() if not isinstance(value, Enum):
                return repr(value)
            case float():
                return repr(value) if value == value and abs(value) != float("inf") else f"float('{value}')"
            case Enum():
                return f"{self.use(type(value).__module__, type(value).__qualname__)}.{value.name}"
            case Decimal():
                return f"{self.use('decimal', 'Decimal')}({str(value)!r})"
            case UUID():
                return f"{self.use('uuid', 'UUID')}({str(value)!r})"
            case datetime.datetime() | datetime.date() | datetime.time():
                kind = self.use("datetime", type(value).__name__)
                return f"{kind}.fromisoformat({value.isoformat()!r})"
            case bytes():
                return repr(value)
        parts = self._parts(value, None)
        if parts is None:
            raise Unspeakable(
                f"A value of the type {type(value).__name__} cannot be written as source.",
                "Only structs, JSON values, decimals, ids and times can.",
            )
        opening, lines, closing = parts
        joined = ", ".join(lines)
        return f"{opening}{joined}{',' if opening == '(' and len(lines) == 1 else ''}{closing}"

    def _parts(self, value: Any, indent: int | None) -> tuple[str, list[str], str] | None:
        """What opens the value, its parts, what closes it; None where it has none."""
        match value:
            case msgspec.Struct():
                kind = self.use(type(value).__module__, type(value).__qualname__)
                fields = [(f"{name}=", getattr(value, name)) for name in type(value).__struct_fields__]
                return f"{kind}(", self._written(fields, indent), ")"
            case Mapping():
                return "{", self._written(((f"{self._flat(k)}: ", v) for k, v in value.items()), indent), "}"
            case tuple() | list() | set() | frozenset():
                items = sorted(value, key=repr) if isinstance(value, set | frozenset) else value
                opening, closing = {tuple: "()", list: "[]", set: ("{", "}")}.get(
                    type(value), ("frozenset([", "])")
                )
                if not value and isinstance(value, set):
                    opening, closing = "set(", ")"
                return opening, self._written((("", item) for item in items), indent), closing
        return None

    def _written(self, parts: Iterable[tuple[str, Any]], indent: int | None) -> list[str]:
        if indent is None:
            return [prefix + self._flat(value) for prefix, value in parts]
        return [prefix + self.write(value, indent, len(prefix) + 1) for prefix, value in parts]
