"""Which event set a field: every setter of any path of a stream's state, found in one pass over its events.

After `git blame`, for values instead of lines: an event sets a path where the value at the path differs
between the states before and after it. A value that comes or goes with the whole that it is part of counts as
set by the event that brought or took the whole.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Any, TypeAlias

from domain.errors import DomainError
from domain.history.diff import escape, pointer, pointer_parts
from domain.history.keyframes import History
from domain.history.matching import common_key, keys_of, spelled
from domain.history.parts import MISSING, Items, items_of, members_of, same

_Token: TypeAlias = str | int | tuple[str, str | int]  # a member's name, an item's place, an item's key


class NeverSet(DomainError):
    """No event of the stream ever set that path."""


class _Node:
    """A place in the state: the versions that changed it by itself, not through what is below it."""

    __slots__ = ("children", "versions")

    def __init__(self) -> None:
        self.versions = array("q")
        self.children: dict[_Token, _Node] = {}

    def child(self, token: _Token) -> _Node:
        found = self.children.get(token)
        if found is None:
            found = self.children[token] = _Node()
        return found

    def mark(self, version: int) -> None:
        if not self.versions or self.versions[-1] != version:
            self.versions.append(version)

    def below(self) -> Iterator[_Node]:
        """This place and all places in it."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(node.children.values())


class Blame:
    """The setters of every path of one stream. Nothing is known before `follow`.

    Memory: 8 bytes for each place that an event changed, and a node for each place that ever was; no states.
    An item of a list keeps its setters where it moves, if items have keys (see `matching`); without
    keys items are known by their place.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self._root = _Node()
        self.version = 0

    def follow(self, last: int | None = None, check: Callable[[int], object] | None = None) -> None:
        """Takes in the events up to version `last` (the history's). `check(version)` may raise to stop."""
        until = self._history.last if last is None else last
        for step in self._history.steps(self.version + 1, until, lays_keyframes=True):
            _compare(self._root, step.before, step.after, step.event.version)
            self.version = step.event.version
            if check is not None and self.version % 256 == 0:
                check(self.version)
        self.version = max(self.version, until)

    def setters(self, path: str, version: int | None = None) -> Sequence[int]:
        """The versions up to `version` (the last) whose events set that path, newest first.

        Parameters
        ----------
        path:
            A JSON Pointer into the state at `version`; "" is the whole state. A part that is gone is named as
            it was; an item that is gone, by its key in place of its number: "/lines/id=7", or "/lines/7"
            where no item has that number.

        Raises `NeverSet` where nothing ever was at that path.
        """
        until = self.version if version is None else version
        found = self._find(path, until)
        versions = {at for node in found.below() for at in _up_to(node.versions, until)}
        if not versions:
            raise NeverSet(f"Up to version {until} no event set {path}.", "Look at a later version.")
        return sorted(versions, reverse=True)

    def value_at(self, path: str, version: int, seen_from: int | None = None) -> Any:
        """The value at the path right after `version`, `MISSING` where there was none.

        The path is meant as at version `seen_from`: an item with a key is followed to where it was then.
        """
        tokens = self._tokens(path, self.version if seen_from is None else seen_from)
        return _part(self._history.state_at(version), tokens)

    def newest(self, version: int | None = None) -> dict[str, int]:
        """For each leaf of the state at `version` (JSON Pointer) the version that set it last."""
        until = self.version if version is None else version
        return dict(_newest(self._root, self._history.state_at(until), "", until))

    def gone(self, version: int | None = None, most: int = 500) -> list[str]:
        """Parts that were there once and are not at `version`: the JSON Pointer of each, at most so many.

        What is in such a part is not told for itself.
        """
        until = self.version if version is None else version
        found = _gone(self._root, self._history.state_at(until), (), until)
        return [pointer(path) for path in islice(found, most)]

    def _find(self, path: str, version: int) -> _Node:
        node = self._root
        for token in self._tokens(path, version):
            below = node.children.get(token)
            if below is None:
                raise self._never(path, version)
            node = below
        return node

    def _tokens(self, path: str, version: int) -> list[_Token]:
        """The path as places of the tree, read in the state at that version as far as it goes."""
        state, node = self._history.state_at(version), self._root
        tokens: list[_Token] = []
        for name in pointer_parts(path):
            token = _token(node, state, name)
            tokens.append(token)
            state = _part(state, [token]) if state is not MISSING else MISSING
            node = node.children.get(token, _Node())
        return tokens

    def _never(self, path: str, version: int) -> NeverSet:
        known = list(self.newest(version))
        near = get_close_matches(path, known, n=3, cutoff=0.5)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Paths are JSON Pointers, e.g. /status."
        return NeverSet(f"There never was anything at {path}.", hint)


def _token(node: _Node, state: Any, name: str) -> _Token:
    items = items_of(state) if state is not MISSING else None
    if items is None:
        if name in node.children:
            return name
        keyed = _keyed(node, name)
        if keyed is not None:
            return keyed
        return int(name) if _is_number(name) and int(name) in node.children else name
    if _is_number(name) and int(name) < len(items):
        members = members_of(items[int(name)]) or {}
        for token in node.children:
            if isinstance(token, tuple) and members.get(token[0]) == token[1]:
                return token
        return int(name)
    keyed = _keyed(node, name)
    if keyed is not None:
        return keyed
    return int(name) if _is_number(name) else name


def _keyed(node: _Node, name: str) -> tuple[str, str | int] | None:
    """The item that has that key, or that is spelled so."""
    keyed = [token for token in node.children if isinstance(token, tuple)]
    whole = next((token for token in keyed if spelled(*token) == name), None)
    return whole or next((token for token in keyed if str(token[1]) == name), None)


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _part(state: Any, tokens: Sequence[_Token]) -> Any:
    for token in tokens:
        if isinstance(token, str):
            state = (members_of(state) or {}).get(token, MISSING)
        else:
            items = items_of(state)
            if items is None:
                return MISSING
            if isinstance(token, int):
                state = items[token] if token < len(items) else MISSING
            else:
                state = next((i for i in items if (members_of(i) or {}).get(token[0]) == token[1]), MISSING)
        if state is MISSING:
            return MISSING
    return state


def _compare(node: _Node, old: Any, new: Any, version: int) -> None:
    if old is new:
        return
    old_members, new_members = members_of(old), members_of(new)
    if old_members is not None and new_members is not None:
        for name, value in old_members.items():
            now = new_members.get(name, MISSING)
            if now is not value:
                _compare(node.child(name), value, now, version)
        for name, value in new_members.items():
            if name not in old_members:
                _mark_all(node.child(name), value, version)
        return
    old_items, new_items = items_of(old), items_of(new)
    if old_items is not None and new_items is not None:
        _compare_items(node, old_items, new_items, version)
    elif old_members is None and new_members is None and old_items is None and new_items is None:
        if not same(old, new):
            node.mark(version)
    else:
        _mark_all(node, old, version)
        _mark_all(node, new, version)


def _compare_items(node: _Node, old: Items, new: Items, version: int) -> None:
    named = common_key(old, new)
    if named is None:
        for place in range(max(len(old), len(new))):
            before = old[place] if place < len(old) else MISSING
            after = new[place] if place < len(new) else MISSING
            _compare(node.child(place), before, after, version)
        return
    old_keys, new_keys = keys_of(old, named) or [], keys_of(new, named) or []
    before_by_key = dict(zip(old_keys, old, strict=True))
    after_by_key = dict(zip(new_keys, new, strict=True))
    if [key for key in old_keys if key in after_by_key] != [key for key in new_keys if key in before_by_key]:
        node.mark(version)  # the same items in another order
    for key in {**before_by_key, **after_by_key}:
        child = node.child((named, key))
        _compare(child, before_by_key.get(key, MISSING), after_by_key.get(key, MISSING), version)


def _mark_all(node: _Node, value: Any, version: int) -> None:
    """The value came or went, and all that is in it."""
    if value is MISSING:
        return
    node.mark(version)
    members = members_of(value)
    if members is not None:
        for name, part in members.items():
            _mark_all(node.child(name), part, version)
        return
    items = items_of(value)
    if items:
        named = common_key(items, items)
        keys = None if named is None else keys_of(items, named)
        for place, item in enumerate(items):
            token = place if named is None or keys is None else (named, keys[place])
            _mark_all(node.child(token), item, version)


def _newest(node: _Node, state: Any, path: str, until: int) -> Iterator[tuple[str, int]]:
    members, items = members_of(state), items_of(state)
    if members:
        for name, part in members.items():
            if name in node.children:
                yield from _newest(node.children[name], part, f"{path}/{escape(name)}", until)
        return
    if items:
        for place, item in enumerate(items):
            token = _token(node, items, str(place))
            if token in node.children:
                yield from _newest(node.children[token], item, f"{path}/{place}", until)
        return
    newest = max((at for each in node.below() for at in _up_to(each.versions, until)[-1:]), default=0)
    if newest:
        yield path, newest


def _gone(node: _Node, state: Any, path: tuple[str, ...], until: int) -> Iterator[tuple[str, ...]]:
    items = items_of(state)
    places = None if items is None else _places(items)
    for token, child in node.children.items():
        part = _part(state, [token])
        if part is MISSING:
            name = spelled(*token) if isinstance(token, tuple) else str(token)
            if any(_up_to(each.versions, until) for each in child.below()):
                yield (*path, name)
        elif child.children:
            name = str(token)
            if isinstance(token, tuple):
                name = str((places or {}).get(token, spelled(*token)))
            yield from _gone(child, part, (*path, name), until)


def _places(items: Items) -> dict[tuple[str, str | int], int]:
    """Where an item with a key stands."""
    named = common_key(items, items)
    keys = None if named is None else keys_of(items, named)
    return {} if named is None else {(named, key): place for place, key in enumerate(keys or [])}


def _up_to(versions: array[int], until: int) -> array[int]:
    return versions[: bisect_right(versions, until)]
