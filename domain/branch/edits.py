"""What is done differently on a branch: events dropped, changed, inserted, moved; commands issued.

An event of the trunk is named by its position in the log (1, 2, 3 ...), an inserted one by the negative
`key` that its `Insert` gives it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from domain import json_value
from domain.errors import DomainError, Unreadable

Then: TypeAlias = Literal["commands", "events", "nothing"]


class Drop(msgspec.Struct, frozen=True, tag="drop", tag_field="edit"):
    """The event never happened."""

    event: int


class Change(msgspec.Struct, frozen=True, tag="change", tag_field="edit"):
    """The event said something else: `data` is its whole new payload."""

    event: int
    data: msgspec.Raw


class Insert(msgspec.Struct, frozen=True, tag="insert", tag_field="edit", omit_defaults=True):
    """Another event happened, right after the event `after` of its stream; 0 is before the first.

    `key` is negative and names the event for other edits. `recorded_at` is by default the time of the event
    beside it.
    """

    key: int
    stream: str
    after: int
    type: str
    data: msgspec.Raw
    recorded_at: datetime | None = None


class Move(msgspec.Struct, frozen=True, tag="move", tag_field="edit"):
    """The event happened right after the event `after` of its stream; 0 is before the first."""

    event: int
    after: int


class Issue(msgspec.Struct, frozen=True, tag="issue", tag_field="edit", omit_defaults=True):
    """A command that was never issued on the trunk: at the branch point, or after all the rest."""

    stream: str
    command: str
    data: msgspec.Raw
    at_end: bool = False


Edit: TypeAlias = Drop | Change | Insert | Move | Issue


class Branch(msgspec.Struct, frozen=True, kw_only=True):
    """A branch of one log.

    Up to `position` the recorded events are facts, which edits may alter. What comes `then`: the journalled
    "commands" after it decided anew on that past; or its "events" as they were recorded (and then edits may
    alter these too); or "nothing".
    """

    log_id: str
    position: int
    then: Then = "commands"
    edits: tuple[Edit, ...] = ()

    def next_key(self) -> int:
        """A key for the next `Insert`."""
        return min((edit.key for edit in self.edits if isinstance(edit, Insert)), default=0) - 1

    def with_edit(self, edit: Edit) -> Branch:
        """The branch with one more edit, or with a newer one in the place of one that it makes void."""
        if isinstance(edit, Drop) and edit.event < 0:
            for number, each in enumerate(self.edits):
                if isinstance(each, Insert) and each.key == edit.event:
                    return self.without(number)
        kept = tuple(each for each in self.edits if not _replaces(edit, each))
        if kept and isinstance(edit, Move) and isinstance(kept[-1], Move) and kept[-1].event == edit.event:
            kept = kept[:-1]  # only the last place counts
        return msgspec.structs.replace(self, edits=(*kept, edit))

    def without(self, number: int) -> Branch:
        """The branch without the edit of that number, and without those that build on it."""
        gone = self.edits[number]
        left = self.edits[:number] + self.edits[number + 1 :]
        if isinstance(gone, Insert):
            left = tuple(edit for edit in left if gone.key not in _named(edit))
        return msgspec.structs.replace(self, edits=left)


class BranchFileProblem(DomainError):
    """A text that is no branch, or one of another log."""


_FORMAT = "eventscope-branch-1"


class _Document(msgspec.Struct, kw_only=True):
    format: str
    log_id: str
    position: int
    then: Then = "commands"
    edits: list[Edit] = []


def written(branch: Branch) -> bytes:
    """The branch as a JSON document, an edit a line."""
    head = {"format": _FORMAT, "log_id": branch.log_id, "position": branch.position, "then": branch.then}
    edits = b",\n  ".join(map(msgspec.json.encode, branch.edits))  # payloads stay as they are, spaces and all
    return (
        msgspec.json.encode(head)[:-1] + b',"edits":[' + (b"\n  " + edits + b"\n" if edits else b"") + b"]}\n"
    )


def read(text: bytes) -> Branch:
    """The branch that such a document describes. Raises `BranchFileProblem`."""
    try:
        found = msgspec.json.decode(text, type=_Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BranchFileProblem(
            f"This is no branch: {error}.", "Choose a file that was saved from a branch."
        ) from error
    if found.format != _FORMAT:
        raise BranchFileProblem(
            f"This is a branch of the format {found.format!r}; this program knows {_FORMAT!r}.",
            "Open it with a newer Eventscope.",
        )
    return Branch(log_id=found.log_id, position=found.position, then=found.then, edits=tuple(found.edits))


def read_edits(text: bytes) -> tuple[Edit, ...]:
    """The edits in a JSON array, or those of a saved branch. Raises `BranchFileProblem`."""
    if text.lstrip()[:1] == b"{":
        return read(text).edits
    try:
        return tuple(msgspec.json.decode(text, type=list[Edit]))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BranchFileProblem(
            f"These are no edits: {error}.", 'Write an array such as [{"edit": "drop", "event": 12}].'
        ) from error


def payload_of(data: bytes | str) -> msgspec.Raw:
    """A payload for an edit. Raises `Unreadable` where it is not a JSON object."""
    if not isinstance(json_value.decode(data), dict):
        raise Unreadable("A payload must be a JSON object.", 'For example: {"quantity": 3}')
    return msgspec.Raw(data.encode() if isinstance(data, str) else data)


def _named(edit: Edit) -> tuple[int, ...]:
    """The events that an edit speaks of."""
    match edit:
        case Drop(event) | Change(event):
            return (event,)
        case Move(event, after):
            return (event, after)
        case Insert(after=after):
            return (after,)
        case Issue():
            return ()


def _replaces(new: Edit, old: Edit) -> bool:
    """Whether an older edit means nothing any more: an event has one payload and one place."""
    match new, old:
        case (Change(event), Change(other)) | (Drop(event), Drop(other) | Change(other)):
            return event == other
    return False
