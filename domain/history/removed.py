"""The parts that a difference takes away, each with the name it has among what is left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.history.diff import Change, pointer, pointer_parts
from domain.history.matching import common_key, spelled
from domain.history.parts import MISSING, at, items_of, members_of


def removed_parts(changes: Iterable[Change], new: Any) -> dict[str, list[tuple[str, Any]]]:
    """(name, old value) of what is gone, by the JSON Pointer of what it was in, within the new value.

    A member has its own name, an item of a list its key ("id=7") or, without a key, its place.
    """
    gone: dict[str, list[tuple[str, Any]]] = {}
    for change in changes:
        if change.op != "remove" or not change.path:
            continue
        *above, name = pointer_parts(change.path)
        items = items_of(at(new, above))
        named = None if items is None else common_key((change.old,), items)
        if named is not None:
            key = (members_of(change.old) or {}).get(named, MISSING)
            name = spelled(named, key)
        parts = gone.setdefault(pointer(above), [])
        parts.insert(len(parts) if items is None else 0, (name, change.old))  # items go back to front
    return gone
