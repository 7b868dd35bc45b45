"""Decides what the Rewind pane shows: which version of which stream, its state, and what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from app.presenter import Presenter
from app.rewind.state import NO_LOG, NO_STREAM, RewindState
from app.work import Submit
from domain.event import Event
from domain.history.diff import Change, diff
from domain.history.keyframes import History
from domain.history.removed import removed_parts
from domain.history.state import Problem
from domain.origin import origin_of
from infra.open_log import OpenLog


class _Frame(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    value: Any
    base: int
    changes: tuple[Change, ...]
    gone: dict[str, list[tuple[str, Any]]]
    event: Event | None
    pause: float | None
    problems: tuple[Problem, ...]
    unknown_from: int


class RewindPresenter(Presenter[RewindState]):
    """Knows one log and one stream of it. Folding happens in the background, one frame at a time."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[RewindState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(RewindState(), submit, show, failed)
        self._history: History | None = None
        self._as_of: int | None = None
        self._is_seeking = False

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._leave_stream()
        self._change(RewindState(notice=NO_STREAM if log is not None else NO_LOG))

    def show_as_of(self, position: int | None) -> None:
        """Streams end with their last event up to that position; None is now. Opens them there."""
        if position == self._as_of:
            return
        self._as_of = position
        stream = self.state.stream
        if stream:
            self._leave_stream()
            self.open(stream)

    def open(self, stream: str, version: int | None = None) -> None:
        """Opens a stream at a version, or at its last one."""
        log = self._log
        if log is None or not stream:
            return
        if stream == self.state.stream and self._history is not None:
            if version is not None:
                self.seek(version)
            return
        self._leave_stream()
        epoch, as_of = self._epoch, self._as_of
        self._submit(
            lambda job: log.states.history(stream, as_of=as_of),
            on_success=lambda history: self._opened(epoch, stream, history, version),
            on_error=lambda error: self._not_opened(stream, error),
            key="rewind.open",
        )

    def complete(self, text: str) -> None:
        """Looks for streams whose name contains the text."""
        log = self._log
        if log is None:
            return
        self._submit(
            lambda job: tuple(info.name for info in log.streams.page(containing=text, limit=30)),
            on_success=self._completed,
            on_error=self._failed,
            key="rewind.complete",
        )

    def seek(self, version: int) -> None:
        """Goes to a version. While one is being folded, only the newest wish is kept: the last one shows."""
        if self._history is None:
            return
        version = min(max(version, 0), self.state.last)
        if version != self.state.version:
            self._change_to(version=version)
        self._fold()

    def step(self, by: int) -> None:
        """Some versions on or back."""
        self.seek(self.state.version + by)

    def play(self, playing: bool) -> None:
        """Starts or stops the play; from the end it starts over."""
        if playing and self.state.version >= self.state.last:
            self.seek(0)
        self._change_to(is_playing=playing and self._history is not None)

    def tick(self) -> None:
        """One step of the play, unless the last one is still on its way."""
        if not self.state.is_playing or self._is_seeking:
            return
        if self.state.version >= self.state.last:
            self._change_to(is_playing=False)
        else:
            self.step(1)

    def compare(self, pinned: bool) -> None:
        """Pins the present version, so that others are compared with it; or lets it go."""
        self._change_to(pinned=self.state.version if pinned else None)
        self._fold(again=True)

    def skip(self, skips: bool) -> None:
        """Leaves events that cannot be read out of the state, or stops before the first of them."""
        self._change_to(skips=skips)
        self._fold(again=True)

    def refresh(self) -> None:
        """The log may have grown: so may the stream."""
        log, stream, epoch, as_of = self._log, self.state.stream, self._epoch, self._as_of
        if log is None or self._history is None:
            return
        self._submit(
            lambda job: log.states.last_version(stream, as_of),
            on_success=lambda last: self._grown(epoch, last),
            on_error=self._failed,
            key="rewind.refresh",
        )

    def _leave_stream(self) -> None:
        self._epoch += 1
        self._history = None
        self._is_seeking = False

    def _opened(self, epoch: int, stream: str, history: History, version: int | None) -> None:
        if epoch != self._epoch:
            return
        self._history = history
        wanted = history.last if version is None else min(max(version, 0), history.last)
        self._change(
            RewindState(
                notice="",
                stream=stream,
                streams=self.state.streams,
                last=history.last,
                version=wanted,
                inferred=history.inferred,
            )
        )
        self._fold()

    def _not_opened(self, stream: str, error: BaseException) -> None:
        said = self._said(error)
        if said:
            self._change(RewindState(notice=said, stream=stream, streams=self.state.streams))

    def _completed(self, streams: tuple[str, ...]) -> None:
        self._change_to(streams=streams)

    def _grown(self, epoch: int, last: int) -> None:
        if epoch != self._epoch or self._history is None or last <= self.state.last:
            return
        follows = self.state.version == self.state.last and not self.state.is_playing
        history = self._history
        self._change_to(last=last, version=last if follows else self.state.version)
        if self._is_seeking:
            return  # the frame under way still folds; its successor grows the history
        history.grow(last)
        if follows:
            self._fold()

    def _fold(self, *, again: bool = False) -> None:
        history, log, epoch = self._history, self._log, self._epoch
        if history is None or log is None or self._is_seeking:
            return
        state = self.state
        if state.version == state.shown and not again:
            return
        self._is_seeking = True

        def work(job: Any) -> _Frame:
            history.grow(state.last)
            return _frame(log, history, state)

        self._submit(
            work,
            on_success=lambda frame: self._folded(epoch, state, frame),
            on_error=lambda error: self._not_folded(epoch, error),
        )

    def _folded(self, epoch: int, asked: RewindState, frame: _Frame) -> None:
        if epoch != self._epoch:
            return
        self._is_seeking = False
        event = frame.event
        self._change_to(
            shown=frame.version,
            value=frame.value,
            base=frame.base,
            changes=frame.changes,
            gone=frame.gone,
            event_type=event.type if event else "",
            position=event.position if event else 0,
            recorded_at=event.recorded_at if event else None,
            pause=frame.pause,
            actor=origin_of(event).actor if event else "",
            problems=frame.problems,
            unknown_from=frame.unknown_from,
        )
        now = self.state
        if now.version != frame.version or (now.pinned, now.skips) != (asked.pinned, asked.skips):
            self._fold(again=True)

    def _not_folded(self, epoch: int, error: BaseException) -> None:
        if epoch == self._epoch:
            self._is_seeking = False
            self._change_to(is_playing=False)
        self._failed(error)


def _frame(log: OpenLog, history: History, asked: RewindState) -> _Frame:
    version = asked.version
    base = max(version - 1, 0) if asked.pinned is None else asked.pinned
    value = history.value_at(version)  # folds up to there: from here on problems are known
    before = history.value_at(base)
    unknown_from = 0 if asked.skips else history.unknown_from(version) or 0
    if unknown_from:
        value = history.value_at(unknown_from - 1)
    is_base_known = asked.skips or history.unknown_from(base) is None
    changes = diff(before, value) if is_base_known and not unknown_from else ()
    around = list(log.store.stream(asked.stream, after=version - 1, until=version + 1))
    event = next((each for each in around if each.version == version), None)
    following = next((each for each in around if each.version == version + 1), None)
    return _Frame(
        version=version,
        value=value,
        base=base,
        changes=changes,
        gone=removed_parts(changes, value),
        event=event,
        pause=(following.recorded_at - event.recorded_at).total_seconds() if event and following else None,
        problems=history.problems(max(version, base)),
        unknown_from=unknown_from,
    )
