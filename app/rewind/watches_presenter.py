"""Decides what the watches show: the tracks of the watched expressions along the open stream."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from app.engine_words import in_own_words
from app.presenter import Presenter
from app.rewind.track_shape import Track, track_of
from app.rewind.watch_memory import WatchMemory
from app.work import Submit, Work
from domain.filtering import FilterError
from domain.history.predicate_text import read_watched
from domain.history.series import SeriesScan
from infra.open_log import OpenLog


class Watch(msgspec.Struct, frozen=True):
    """One watched expression; no track yet while it is being computed, `share` of it done.

    `error` says why it cannot be watched: a remembered expression may be out of date.
    """

    expression: str
    track: Track | None = None
    share: float = 0.0
    error: str = ""


class WatchesState(msgspec.Struct, frozen=True):
    """What is shown. `last` and `version` are those of the slider."""

    watches: tuple[Watch, ...] = ()
    last: int = 0
    version: int = 0


class _Group:
    """Expressions that are computed in one pass over the stream."""

    def __init__(self, expressions: tuple[str, ...]) -> None:
        self.expressions = expressions
        self.scan: SeriesScan | None = None
        self.until = 0
        self.job: Any = None


class WatchesPresenter(Presenter[WatchesState]):
    """Knows one log, one stream of it, and what is watched in its category."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[WatchesState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(WatchesState(), submit, show, failed)
        self._memory = WatchMemory()
        self._stream = ""
        self._groups: list[_Group] = []

    def remember_in(self, memory: WatchMemory) -> None:
        """From now on this memory is used."""
        self._memory = memory

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._leave()
        self._log = log
        self._stream = ""
        self._change(WatchesState())

    def show_place(self, stream: str, last: int, version: int) -> None:
        """The slider stands at a version of a stream that has `last` versions."""
        if stream != self._stream:
            self._leave()
            self._stream = stream
            watched = self._memory.of(_category(stream)) if stream else ()
            self._change(WatchesState(tuple(map(Watch, watched)), last, version))
            if watched:
                self._begin(watched)
            return
        if (last, version) != (self.state.last, self.state.version):
            self._change(WatchesState(self.state.watches, last, version))
            self._follow()

    def add(self, expression: str) -> None:
        """Watches one more expression in this category; nothing where it is watched already."""
        expression = expression.strip()
        known = tuple(watch.expression for watch in self.state.watches)
        if not self._stream or expression in known:
            return
        self._memory.keep(_category(self._stream), (*known, expression))
        self._watches((*self.state.watches, Watch(expression)))
        self._begin((expression,))

    def remove(self, expression: str) -> None:
        """Does not watch it any more."""
        left = tuple(watch for watch in self.state.watches if watch.expression != expression)
        self._memory.keep(_category(self._stream), tuple(watch.expression for watch in left))
        shown = {watch.expression for watch in left}
        for group in [group for group in self._groups if not shown & set(group.expressions)]:
            self._groups.remove(group)
            if group.job is not None:
                group.job.cancel()
        self._watches(left)
        self._follow()

    def _leave(self) -> None:
        for group in self._groups:
            if group.job is not None:
                group.job.cancel()
        self._groups = []

    def _begin(self, expressions: tuple[str, ...]) -> None:
        readable = []
        for expression in expressions:
            try:
                read_watched(expression)
            except FilterError as error:
                self._replace(expression, error=in_own_words(error.reason))
            else:
                readable.append(expression)
        if readable:
            self._groups.append(_Group(tuple(readable)))
            self._follow()

    def _follow(self) -> None:
        """Takes in what the stream has more than a group knows: one by one, to leave the window air."""
        log, stream, last = self._log, self._stream, self.state.last
        behind = [group for group in self._groups if group.scan is None or group.until < last]
        if log is None or not behind or any(group.job is not None for group in self._groups):
            return
        group = behind[0]

        def work(job: Work) -> tuple[Track, ...]:
            if group.scan is None:
                fields = [read_watched(each) for each in group.expressions]
                group.scan = SeriesScan(log.states.history(stream), fields)
            scan = group.scan
            scan.follow(last, lambda version: job.progress(version, last))
            return tuple(track_of(series.versions, series.values, last) for series in scan.series)

        group.job = self._submit(
            work,
            on_success=lambda tracks: self._computed(group, last, tracks),
            on_error=lambda error: self._not_computed(group, error),
            on_progress=lambda done, total: self._advanced(group, done, total),
        )

    def _advanced(self, group: _Group, done: int, total: int) -> None:
        if group in self._groups and not group.until:
            for expression in group.expressions:
                self._replace(expression, share=done / max(total, 1))

    def _computed(self, group: _Group, last: int, tracks: tuple[Track, ...]) -> None:
        if group not in self._groups:
            return
        group.job, group.until = None, last
        made = dict(zip(group.expressions, tracks, strict=True))
        self._watches(
            tuple(
                Watch(watch.expression, made[watch.expression], 1.0) if watch.expression in made else watch
                for watch in self.state.watches
            )
        )
        self._follow()

    def _not_computed(self, group: _Group, error: BaseException) -> None:
        if group not in self._groups:
            return
        self._groups.remove(group)
        said = self._said(error)
        if not said:
            return
        for expression in group.expressions:
            self._replace(expression, error=said)
        self._follow()

    def _replace(self, expression: str, **changes: Any) -> None:
        self._watches(
            tuple(
                msgspec.structs.replace(watch, **changes) if watch.expression == expression else watch
                for watch in self.state.watches
            )
        )

    def _watches(self, watches: tuple[Watch, ...]) -> None:
        self._change(WatchesState(watches, self.state.last, self.state.version))


def _category(stream: str) -> str:
    return stream.partition("/")[0]
