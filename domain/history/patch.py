"""Changes as a JSON Patch (RFC 6902): a document that other programs can apply."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from domain.errors import DomainError
from domain.history.diff import Change, apply


class NoPatch(DomainError):
    """What is given is no JSON Patch of the operations add, remove and replace."""


def json_patch(changes: Iterable[Change]) -> list[dict[str, Any]]:
    """The changes as operations, in their order: {"op", "path", "value"?}."""
    return [
        {"op": change.op, "path": change.path}
        if change.op == "remove"
        else {"op": change.op, "path": change.path, "value": change.new}
        for change in changes
    ]


def apply_patch(patch: Iterable[Mapping[str, Any]], value: Any) -> Any:
    """`value` with the operations made, one after the other. Raises `NoPatch`."""
    return apply(map(_change, patch), value)


def _change(operation: Mapping[str, Any]) -> Change:
    match operation:
        case {"op": "add" | "replace" as op, "path": str(path), "value": new}:
            return Change(op, path, new=new)
        case {"op": "remove", "path": str(path)}:
            return Change("remove", path)
        case _:
            raise NoPatch(f"{operation!r} is no change.", "Give add, remove or replace, with a path.")
