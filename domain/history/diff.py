"""The difference between two JSON values, as changes that turn one into the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal, TypeAlias, assert_never

import msgspec

from domain.history.matching import common_key, keys_of

Op: TypeAlias = Literal["add", "remove", "replace"]


class Change(msgspec.Struct, frozen=True):
    """One step from the old value to the new one. `path` is a JSON Pointer (RFC 6901), "" the whole value.

    The ops are those of JSON Patch (RFC 6902); `old` is meant for remove and replace, `new` for add and
    replace.
    """

    op: Op
    path: str
    old: Any = None
    new: Any = None

    def as_json(self) -> dict[str, Any]:
        """The change as a JSON value; only the members that its op has."""
        shown: dict[str, Any] = {"op": self.op, "path": self.path}
        if self.op != "add":
            shown["old"] = self.old
        if self.op != "remove":
            shown["new"] = self.new
        return shown


def diff(old: Any, new: Any) -> tuple[Change, ...]:
    """The changes from `old` to `new`; applied in their order they give `new`.

    Parts that are the same object are not looked into: states share structure. Items of lists are matched by
    their key where they have one (see `matching`), else place by place. Numbers differ where their JSON texts
    differ (1 and 1.0 do), and true is not 1.

    A path is a place in the new value, that of a removed item in its list as it was.
    """
    return tuple(_diff("", old, new))


def apply(changes: Iterable[Change], value: Any) -> Any:
    """`value` with the changes made; neither it nor the changes are altered."""
    for change in changes:
        value = _apply(value, pointer_parts(change.path), change)
    return value


def pointer_parts(path: str) -> list[str]:
    """The reference tokens of a JSON Pointer: "/a~1b/0" gives ["a/b", "0"]."""
    return [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:]]


def pointer(parts: Iterable[str | int]) -> str:
    """The JSON Pointer of such tokens."""
    return "".join(f"/{escape(str(part))}" for part in parts)


def escape(part: str) -> str:
    """One reference token as it stands in a JSON Pointer."""
    return part.replace("~", "~0").replace("/", "~1")


def _diff(path: str, old: Any, new: Any) -> Iterator[Change]:
    if old is new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _diff_members(path, old, new)
    elif _is_list(old) and _is_list(new):
        yield from _diff_items(path, old, new)
    elif not _same(old, new):
        yield Change("replace", path, old, new)


def _diff_members(path: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name, value in old.items():
        where = f"{path}/{escape(name)}"
        if name in new:
            yield from _diff(where, value, new[name])
        else:
            yield Change("remove", where, old=value)
    for name, value in new.items():
        if name not in old:
            yield Change("add", f"{path}/{escape(name)}", new=value)


def _diff_items(path: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    named = common_key(tuple(old), tuple(new))
    if named is None:
        yield from _diff_places(path, old, new)
        return
    before = {key: place for place, key in enumerate(keys_of(tuple(old), named) or [])}
    keys = keys_of(tuple(new), named) or []
    stay = _in_order([before.get(key) for key in keys])
    kept = {before[keys[place]] for place in stay}
    for place in range(len(old) - 1, -1, -1):
        if place not in kept:
            yield Change("remove", f"{path}/{place}", old=old[place])
    # From here on everything to the left of an item is as it will be: its place is its last one.
    for place, (key, item) in enumerate(zip(keys, new, strict=True)):
        if place in stay:
            yield from _diff(f"{path}/{place}", old[before[key]], item)
        else:
            yield Change("add", f"{path}/{place}", new=item)


def _in_order(places: Sequence[int | None]) -> set[int]:
    """Where in `places` a longest rising run of numbers stands: the items that need not be moved."""
    ends: list[int] = []  # the least last number of a run of each length
    at: list[int] = []  # where it stands
    previous: dict[int, int | None] = {}
    for index, place in enumerate(places):
        if place is None:
            continue
        length = bisect_left(ends, place)
        previous[index] = at[length - 1] if length else None
        ends[length : length + 1] = [place]
        at[length : length + 1] = [index]
    stay: set[int] = set()
    last = at[-1] if at else None
    while last is not None:
        stay.add(last)
        last = previous[last]
    return stay


def _diff_places(path: str, old: Sequence[Any], new: Sequence[Any]) -> Iterator[Change]:
    for index, (before, after) in enumerate(zip(old, new, strict=False)):
        yield from _diff(f"{path}/{index}", before, after)
    for index in range(len(old) - 1, len(new) - 1, -1):
        yield Change("remove", f"{path}/{index}", old=old[index])
    for index in range(len(old), len(new)):
        yield Change("add", f"{path}/{index}", new=new[index])


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _same(old: Any, new: Any) -> bool:
    if type(old) is not type(new):
        return False
    if isinstance(old, Decimal):
        return str(old) == str(new)
    return bool(old == new)


def _apply(value: Any, parts: list[str], change: Change) -> Any:
    if not parts:
        return None if change.op == "remove" else change.new
    part, *rest = parts
    if isinstance(value, Mapping):
        members = dict(value)
        if rest:
            members[part] = _apply(value[part], rest, change)
        elif change.op == "remove":
            del members[part]
        else:
            members[part] = change.new
        return members
    items = list(value)
    index = int(part)
    if rest:
        items[index] = _apply(items[index], rest, change)
        return items
    match change.op:
        case "add":
            items.insert(index, change.new)
        case "remove":
            del items[index]
        case "replace":
            items[index] = change.new
        case _:
            assert_never(change.op)
    return items
