"""Which items of two lists are the same thing: matched by their key where they have one.

A key is a member that every item of both lists has, with a text or whole number that no other item of its
list has. The names are tried in the order of `KEY_NAMES`; where none serves, items are matched by place.
"""

from __future__ import annotations

from typing import TypeAlias

from domain.history.parts import Items, members_of

KEY_NAMES = (
    "id",
    "key",
    "ocel:oid",
    "ocel:id",
    "objectId",
    "uuid",
    "sku",
    "code",
    "number",
    "name",
)
Key: TypeAlias = str | int


def keys_of(items: Items, name: str) -> list[Key] | None:
    """The items' keys under that name, None where it is no key."""
    keys: list[Key] = []
    for item in items:
        members = members_of(item)
        key = members.get(name) if members is not None else None
        if not isinstance(key, str | int) or isinstance(key, bool):
            return None
        keys.append(key)
    return keys if len(set(keys)) == len(keys) else None


def common_key(old: Items, new: Items) -> str | None:
    """The name of the member that tells the items of both lists apart; None where there is none."""
    if not old and not new:
        return None
    sample = members_of((old or new)[0])
    if sample is None:
        return None
    names = [name for name in KEY_NAMES if name in sample]
    return next((n for n in names if keys_of(old, n) is not None and keys_of(new, n) is not None), None)


def spelled(name: str, key: Key) -> str:
    """An item's key as a reference token of a path, where its place is not known or it has none any more."""
    return f"{name}={key}"
