"""Decides what is offered while a filter is typed: the language's words, and the log's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from app.words import QT_TRANSLATE_NOOP
from app.work import Submit
from domain.filtering import completions, literal
from domain.filtering.completion import word_start
from domain.filtering.expression import Column, Path
from domain.filtering.fields import write_field
from domain.filtering.value_slot import ValueSlot, value_slot
from infra.open_log import OpenLog
from infra.views.log_words import LogWords, read_log_words

_MOST = 60
_STREAMS = 40
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@")
_RESERVED = ("and", "or", "not", "in", "contains")

FIELD = QT_TRANSLATE_NOOP("Timeline", "field")
OPERATOR = QT_TRANSLATE_NOOP("Timeline", "comparison")
JOINT = QT_TRANSLATE_NOOP("Timeline", "goes on with")
TYPE = QT_TRANSLATE_NOOP("Timeline", "event type")
STREAM = QT_TRANSLATE_NOOP("Timeline", "stream")
CATEGORY = QT_TRANSLATE_NOOP("Timeline", "category")
SEEN = QT_TRANSLATE_NOOP("Timeline", "seen in this log")
RECENT = QT_TRANSLATE_NOOP("Timeline", "recent filter")


class Suggestion(msgspec.Struct, frozen=True):
    """A text that may stand at the cursor; `note` says what it is (to be translated)."""

    text: str
    note: str


class Offer(msgspec.Struct, frozen=True):
    """What may take the place of the text from `start` up to the cursor."""

    start: int = 0
    suggestions: tuple[Suggestion, ...] = ()


class Completing:
    """Knows the words of one log, which it reads in the background. `show(offer)` for every question."""

    def __init__(self, submit: Submit, show: Callable[[Offer], None]) -> None:
        self._submit = submit
        self._show = show
        self._log: OpenLog | None = None
        self._asked = 0
        self._read_at = -1
        self.words = LogWords()

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._asked += 1
        self._read_at = -1
        self.words = LogWords()
        self.read()

    def read(self) -> None:
        """Learns the log's words anew where it has grown since."""
        log = self._log
        if log is None or log.watch.position == self._read_at:
            return
        self._read_at = log.watch.position
        self._submit(
            lambda _job: read_log_words(log.log),
            on_success=lambda words: self._learned(log, words),
            on_error=_no_matter,
            key="timeline.words",
        )

    def ask(self, text: str, cursor: int, recent: Iterable[str] = ()) -> None:
        """What fits at the cursor. Streams are looked up in the log and may come a moment later.

        Parameters
        ----------
        recent:
            Whole filters to offer first where nothing is written yet.
        """
        self._asked += 1
        slot = value_slot(text, cursor)
        if slot is None:
            words = self._words(text, cursor)
            whole = () if text.strip() else tuple(Suggestion(filter, RECENT) for filter in recent)
            self._show(Offer(words.start, (*whole, *words.suggestions)))
            return
        self._show(Offer(slot.start, self._values(slot)))
        log, asked = self._log, self._asked
        if log is not None and slot.field == Column("stream"):
            self._submit(
                lambda _job: _streams(log, slot.begun),
                on_success=lambda names: self._streams_came(asked, slot, names),
                on_error=_no_matter,
                key="timeline.completion",
            )

    def fields(self, begun: str) -> Offer:
        """Fields of payload and metadata that contain what was begun, for a column."""
        wanted = begun.strip().lower()
        names = (field.name for field in self.words.fields)
        found = [name for name in names if wanted in name.lower() and wanted != name.lower()]
        found.sort(key=lambda name: (not name.removeprefix("data.").lower().startswith(wanted), name))
        return Offer(0, tuple(Suggestion(name, FIELD) for name in found[:_MOST]))

    def _learned(self, log: OpenLog, words: LogWords) -> None:
        if log is self._log:
            self.words = words

    def _words(self, text: str, cursor: int) -> Offer:
        start = word_start(text, cursor)
        if start == cursor and cursor and not text[cursor - 1].isspace() and text[cursor - 1] != "(":
            return Offer(cursor)
        known = [field.name for field in self.words.fields if "." in field.name]
        words = completions(text, cursor, known)
        if known:  # whole paths are better than their beginnings
            words = [word for word in words if word not in ("data.", "meta.")]
        return Offer(start, tuple(Suggestion(word, _kind(word)) for word in words[:_MOST]))

    def _values(self, slot: ValueSlot) -> tuple[Suggestion, ...]:
        match slot.field:
            case Column("type"):
                return _fitting(self.words.types, slot.begun, TYPE)
            case Column("category"):
                return _fitting(self.words.categories, slot.begun, CATEGORY)
            case Column("stream"):
                starts = [f"{category}/" for category in self.words.categories]
                return _fitting(starts, slot.begun, CATEGORY)
            case Path():
                name = write_field(slot.field)
                seen = next((each.values for each in self.words.fields if each.name == name), ())
                return _fitting(seen, slot.begun, SEEN)
            case _:
                return ()

    def _streams_came(self, asked: int, slot: ValueSlot, names: list[str]) -> None:
        if asked == self._asked and names:
            self._show(Offer(slot.start, _fitting(names, slot.begun, STREAM)))


def _streams(log: OpenLog, begun: str) -> list[str]:
    category, slash, key = begun.partition("/")
    if not slash:
        return []
    return [f"{category}/{found}" for found in log.streams.keys(category, key, _STREAMS)]


def _fitting(values: Iterable[str], begun: str, note: str) -> tuple[Suggestion, ...]:
    wanted = begun.lower()
    starts = [value for value in values if value.lower().startswith(wanted) and value != begun]
    within = [value for value in values if wanted in value.lower() and value not in starts and value != begun]
    return tuple(Suggestion(written(value), note) for value in (*starts, *within)[:_MOST])


def written(value: str) -> str:
    """A value as a filter takes it: bare where that reads back as it is, else in quotes."""
    is_plain = bool(value) and set(value) <= _PLAIN and value.lower() not in _RESERVED
    return value if is_plain else literal(value)


def _kind(word: str) -> str:
    if word in ("and", "or", "not"):
        return JOINT
    return FIELD if word[0].isalpha() and word not in ("in", "contains") else OPERATOR


def _no_matter(error: BaseException) -> None:
    """Without suggestions one types on; what is wrong with the log, its panes say."""
