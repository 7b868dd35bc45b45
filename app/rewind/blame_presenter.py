"""Decides what the Rewind pane says of who set a field: its setters, and what led to each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec

from app.presenter import Presenter
from app.words import translate
from app.work import Submit
from infra.blame import Setter, StreamBlame
from infra.causation import Link
from infra.open_log import OpenLog

SHOWN = 200
_AT_FIRST = 10  # each may cost some folding: a person waits for the newest only

Place: TypeAlias = tuple[str, str, int]  # stream, path, version that the path is seen from


class BlameState(msgspec.Struct, frozen=True, kw_only=True):
    """Who set `path` of `stream`, as seen from `version`.

    `setters` are the newest of `total`, newest first; `causes` what led to a setter's event, by its position,
    for those that were looked up; `gone` the paths of fields that were there once.
    """

    stream: str = ""
    path: str = ""
    version: int = 0
    is_busy: bool = False
    problem: str = ""
    setters: tuple[Setter, ...] = ()
    total: int = 0
    causes: Mapping[int, tuple[Link, ...]] = MappingProxyType({})
    gone: tuple[str, ...] = ()


class _Answer(msgspec.Struct, frozen=True):
    blame: StreamBlame
    setters: tuple[Setter, ...]
    total: int
    causes: dict[int, tuple[Link, ...]]


class BlamePresenter(Presenter[BlameState]):
    """Knows one log and one stream's setters. While it works at a question, the newest other one is kept."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[BlameState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(BlameState(), submit, show, failed)
        self._blame: StreamBlame | None = None
        self._of = ""
        self._is_working = False
        self._wish: Place | None = None
        self._gone_at = ("", -1)

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._leave()
        self._change(BlameState())

    def ask(self, stream: str, path: str, version: int) -> None:
        """Who set that path, as seen from that version?"""
        place = (stream, path, version)
        if self._log is None or place == (self.state.stream, self.state.path, self.state.version):
            return
        if stream != self._of:
            self._leave()
            self._of = stream
        gone = self.state.gone if stream == self.state.stream else ()
        self._change(
            msgspec.structs.replace(
                self.state, stream=stream, path=path, version=version, is_busy=True, problem="", gone=gone
            )
        )
        self._wish = place
        self._go_on()

    def explain(self, setter: Setter) -> None:
        """Looks up what led to a setter's event."""
        log, epoch = self._log, self._epoch
        if log is None or setter.position in self.state.causes:
            return
        self._submit(
            lambda job: _causes(log, setter.position),
            on_success=lambda links: self._explained(epoch, setter.position, links),
            on_error=self._failed,
        )

    def forget(self) -> None:
        """Nothing is asked any more."""
        self._wish = None
        self._change(BlameState(gone=self.state.gone))

    def _leave(self) -> None:
        self._epoch += 1
        self._blame = None
        self._of = ""
        self._is_working = False
        self._wish = None
        self._gone_at = ("", -1)

    def _go_on(self) -> None:
        if self._is_working or self._log is None:
            return
        log, epoch, known = self._log, self._epoch, self._blame
        if self._wish is not None:
            place, self._wish = self._wish, None
            self._is_working = True
            title = translate("Blame", "Looking who set what in {0}").format(place[0])
            self._submit(
                lambda job: _answer(log, known, place, job),
                on_success=lambda answer: self._answered(epoch, place, answer),
                on_error=lambda error: self._refused(epoch, place, error),
                title="" if known is not None else title,
            )
        elif known is not None and len(self.state.setters) < min(self.state.total, SHOWN):
            state = self.state
            place = (state.stream, state.path, state.version)
            self._is_working = True
            self._submit(
                lambda job: _more(known, place, len(state.setters)),
                on_success=lambda setters: self._more_found(epoch, place, setters),
                on_error=lambda error: self._refused(epoch, place, error),
            )
        elif known is not None and self._gone_at != (self.state.stream, self.state.version):
            at = self._gone_at = (self.state.stream, self.state.version)
            self._is_working = True
            self._submit(
                lambda job: tuple(known.gone(min(at[1], known.version))),
                on_success=lambda gone: self._gone_found(epoch, gone),
                on_error=lambda error: self._refused(epoch, None, error),
            )

    def _answered(self, epoch: int, place: Place, answer: _Answer) -> None:
        if epoch != self._epoch:
            return
        self._is_working = False
        self._blame = answer.blame
        if place == (self.state.stream, self.state.path, self.state.version):
            self._change(
                msgspec.structs.replace(
                    self.state,
                    is_busy=False,
                    setters=answer.setters,
                    total=answer.total,
                    causes=answer.causes,
                )
            )
        self._go_on()

    def _more_found(self, epoch: int, place: Place, setters: tuple[Setter, ...]) -> None:
        if epoch != self._epoch:
            return
        self._is_working = False
        if place == (self.state.stream, self.state.path, self.state.version):
            both = self.state.setters + setters
            total = self.state.total if setters else len(both)
            self._change_to(setters=both, total=total)
        self._go_on()

    def _refused(self, epoch: int, place: Place | None, error: BaseException) -> None:
        if epoch != self._epoch:
            return
        self._is_working = False
        said = self._said(error)
        if said and place == (self.state.stream, self.state.path, self.state.version):
            self._change_to(is_busy=False, problem=said, setters=(), total=0)
        self._go_on()

    def _gone_found(self, epoch: int, gone: tuple[str, ...]) -> None:
        if epoch != self._epoch:
            return
        self._is_working = False
        self._change_to(gone=gone)
        self._go_on()

    def _explained(self, epoch: int, position: int, links: tuple[Link, ...]) -> None:
        if epoch == self._epoch:
            causes = {**self.state.causes, position: links}
            self._change_to(causes=causes)


def _answer(log: OpenLog, known: StreamBlame | None, place: Place, job: Any) -> _Answer:
    stream, path, version = place
    blame = log.states.blame(stream) if known is None else known
    last = log.store.head(stream)
    if blame.version < last:
        blame.follow(lambda at: job.progress(at, last))
    versions, newest = blame.setters(path, version=min(version, blame.version), limit=_AT_FIRST)
    setters = tuple(newest)
    causes = {setter.position: _causes(log, setter.position) for setter in setters[:1]}
    return _Answer(blame, setters, len(versions), causes)


def _more(blame: StreamBlame, place: Place, known: int) -> tuple[Setter, ...]:
    _, path, version = place
    _, more = blame.setters(
        path, version=min(version, blame.version), limit=min(4 * _AT_FIRST, SHOWN - known), skip=known
    )
    return tuple(more)


def _causes(log: OpenLog, position: int) -> tuple[Link, ...]:
    """What led to the event there, without the event itself."""
    event = log.store.at(position)
    return () if event is None else log.causation.chain(event)[1:]
