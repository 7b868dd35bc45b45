"""What the palette shows while one types: what is known at once, and what is looked up in the log."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from uuid import UUID

import msgspec

from app import go_to
from app.figures import grouped
from app.moments import time_text
from app.palette.entries import MOST, Entry, Found, Kind, matching
from app.palette.fuzzy import fit
from app.words import translate
from app.work import Submit, Work
from domain.errors import DomainError
from infra.log.streams import StreamInfo
from infra.open_log import OpenLog

_STREAMS = 40
_LOOKED_AT = 400
_RUNS = re.compile(r"[^\W\d_]+|\d+")
_KEY = "palette"


class PaletteState(msgspec.Struct, frozen=True):
    """What is shown. `is_looking` while the log is still being asked."""

    typed: str = ""
    found: tuple[Found, ...] = ()
    is_looking: bool = False


class PalettePresenter:
    """Answers at once with what it knows, and again when the log has answered."""

    def __init__(self, submit: Submit, show: Callable[[PaletteState], None]) -> None:
        self._submit = submit
        self._show = show
        self._log: OpenLog | None = None
        self._entries: tuple[Entry, ...] = ()
        self._recent: tuple[str, ...] = ()
        self.state = PaletteState()

    def begin(self, log: OpenLog | None, entries: Sequence[Entry], recent: Sequence[str]) -> None:
        """The palette comes up: these entries are always there, `recent` are names of those used lately."""
        self._log, self._entries, self._recent = log, tuple(entries), tuple(recent)
        self.type("")

    def type(self, typed: str) -> None:
        """Something else was typed."""
        typed = typed.strip()
        log = self._log
        looks = log is not None and bool(typed)
        self._tell(typed, (), is_looking=looks)
        if log is None or not typed:
            return
        self._submit(
            lambda job: _look_up(log, typed, job),
            on_success=lambda entries: self._looked_up(typed, entries),
            on_error=lambda _error: self._looked_up(typed, []),  # its panes say what is wrong with the log
            key=_KEY,
        )

    def _looked_up(self, typed: str, entries: list[Entry]) -> None:
        if typed == self.state.typed:
            self._tell(typed, entries, is_looking=False)

    def _tell(self, typed: str, looked_up: Sequence[Entry], *, is_looking: bool) -> None:
        streams = [entry for entry in looked_up if entry.kind is Kind.STREAM]
        places = tuple(_marked(typed, entry) for entry in looked_up if entry.kind is not Kind.STREAM)
        rest = matching(typed, (*self._entries, *streams), self._recent)
        self.state = PaletteState(typed, (*places, *rest)[:MOST], is_looking)
        self._show(self.state)


def _marked(typed: str, entry: Entry) -> Found:
    found = fit(typed, entry.title)
    return Found(entry, found.places if found is not None else ())


def _look_up(log: OpenLog, typed: str, job: Work) -> list[Entry]:
    """Where in the log the text may lead: an event, a command, a time, streams."""
    id = _id(typed)
    if id is not None:
        return _of_id(log, id)
    entries = _of_place(log, typed)
    job.check()
    entries += [
        Entry(
            Kind.STREAM,
            stream.name,
            stream.name,
            translate("Palette", "{0} events, last {1}").format(
                grouped(stream.events), time_text(stream.last_recorded_at)
            ),
            picture="git-commit",
        )
        for stream in _streams(log, typed, job)
    ]
    return entries


def _streams(log: OpenLog, typed: str, job: Work) -> list[StreamInfo]:
    """Those whose names hold the text as it is; where they are few, also those that it fits otherwise."""
    found = {stream.name: stream for stream in log.streams.page(containing=typed, limit=_STREAMS)}
    needle = max(_RUNS.findall(typed), key=len, default="")
    if len(found) < _STREAMS and needle and needle != typed:
        job.check()
        more = log.streams.page(containing=needle, limit=_LOOKED_AT)
        found |= {stream.name: stream for stream in more if fit(typed, stream.name) is not None}
    return list(found.values())[:_STREAMS]


def _of_id(log: OpenLog, id: UUID) -> list[Entry]:
    entries = []
    event = log.store.by_id(id)
    if event is not None:
        title = translate("Palette", "Event {0}").format(id)
        entries.append(Entry(Kind.EVENT, str(event.position), title, event.type, picture="crosshair"))
    command = log.commands.entry(id)
    if command is not None:
        title = translate("Palette", "Command {0}").format(id)
        entries.append(Entry(Kind.COMMAND, str(id), title, command.command, picture="terminal-window"))
    return entries


def _of_place(log: OpenLog, typed: str) -> list[Entry]:
    if go_to.is_stream(typed):
        return []
    try:
        position = go_to.position_of(log, typed)
    except DomainError:
        return []
    event = log.store.at(position)
    if event is None:
        return []
    title = translate("Palette", "Go to {0}").format(typed)
    detail = translate("Palette", "{0} at position {1}, {2}").format(
        event.type, grouped(position), time_text(event.recorded_at)
    )
    return [Entry(Kind.EVENT, str(position), title, detail, picture="crosshair")]


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed) if len(typed) >= 32 else None
    except ValueError:
        return None
