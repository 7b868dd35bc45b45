"""Decides what the Evidence pane shows: the test of a stream's history, whole or shrunk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from app.figures import grouped
from app.presenter import Presenter
from app.words import QT_TRANSLATE_NOOP, translate
from app.work import Submit, Work
from domain.event import Event
from domain.history.minimise import Attempt
from infra.evidence import Minimal, Written
from infra.exchange.exporting import replaced
from infra.open_log import OpenLog

NO_LOG = QT_TRANSLATE_NOOP("Evidence", "Open a log to make tests of its histories.")
NO_STREAM = QT_TRANSLATE_NOOP(
    "Evidence",
    "Right-click an event in the timeline and choose “Make a test of it”, or rewind a stream and "
    "choose Edit > Make a test of the history.",
)


class EvidenceState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. `events` are what shrinking left, None where the history is whole."""

    notice: str = NO_LOG
    stream: str = ""
    version: int = 0
    mask: bool = False
    predicate: str = ""
    written: Written | None = None
    events: tuple[Event, ...] | None = None
    of_events: int = 0
    is_shrinking: bool = False
    attempts: int = 0
    left: int = 0
    message: str = ""
    problem: str = ""


class EvidencePresenter(Presenter[EvidenceState]):
    """Knows one log, and the stream that evidence is wanted of."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[EvidenceState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(EvidenceState(), submit, show, failed)
        self._job: Any = None

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self.cancel()
        self._log = log
        self._epoch += 1
        self._change(EvidenceState(notice=NO_LOG if log is None else NO_STREAM))

    def open(self, stream: str, version: int) -> None:
        """Makes the test of a stream up to a version."""
        if self._log is None or not stream or version < 1:
            return
        self.cancel()
        self._epoch += 1
        self._change_to(
            notice="", stream=stream, version=version, events=None, written=None, message="", problem=""
        )
        self._write()

    def mask(self, wanted: bool) -> None:
        """With pseudonyms in the place of texts, or without."""
        self._change_to(mask=wanted)
        self._write()

    def whole(self) -> None:
        """The whole history again."""
        self._change_to(events=None, message="", problem="")
        self._write()

    def shrink(self, predicate: str) -> None:
        """Looks for the fewest events for which the predicate still comes to hold."""
        log, stream, epoch = self._log, self.state.stream, self._epoch
        if log is None or not stream or self.state.is_shrinking:
            return
        self._change_to(predicate=predicate, is_shrinking=True, attempts=0, left=0, problem="", message="")

        def work(job: Work) -> Minimal:
            meant = log.finder.parse(stream, predicate)

            def heard(attempt: Attempt) -> None:
                job.progress(attempt.attempts, attempt.left)

            return log.evidence.minimise(stream, meant, heard)

        self._job = self._submit(
            work,
            on_success=lambda found: self._shrunk(epoch, found),
            on_error=lambda error: self._not_shrunk(epoch, error),
            on_progress=lambda attempts, left: self._advanced(epoch, attempts, left),
        )

    def cancel(self) -> None:
        """Stops shrinking; what was shown before stays."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.state.is_shrinking:
            self._change_to(is_shrinking=False, message=translate("Evidence", "Stopped."))

    def save(self, path: Path) -> None:
        """Writes the shown test to a file."""
        written = self.state.written
        if written is None:
            return

        def work(job: Work) -> None:
            with replaced(path) as file:
                file.write(written.source.encode("utf-8", "backslashreplace"))

        said = translate("Evidence", "Saved. Run it with: pytest {0}").format(path.name)
        self._submit(work, on_success=lambda _: self._change_to(message=said), on_error=self._refused)

    def copied(self) -> None:
        """The shown test is in the clipboard."""
        self._change_to(message=translate("Evidence", "Copied."))

    def _write(self) -> None:
        log, state, epoch = self._log, self.state, self._epoch
        if log is None or not state.stream:
            return
        events = state.events

        def work(job: Work) -> Written:
            if events is None:
                return log.evidence.as_test(state.stream, state.version, mask=state.mask)
            return log.evidence.of_events(events, state.predicate, mask=state.mask)

        self._submit(
            work,
            on_success=lambda written: self._was_written(epoch, written),
            on_error=self._refused,
            key="evidence.write",
        )

    def _was_written(self, epoch: int, written: Written) -> None:
        if epoch == self._epoch:
            self._change_to(written=written)

    def _advanced(self, epoch: int, attempts: int, left: int) -> None:
        if epoch == self._epoch and self.state.is_shrinking:
            self._change_to(attempts=attempts, left=left)

    def _shrunk(self, epoch: int, found: Minimal) -> None:
        if epoch != self._epoch:
            return
        self._job = None
        text = translate("Evidence", "{0} of {1} events are enough; {2} attempts.")
        self._change_to(
            is_shrinking=False,
            events=found.events,
            of_events=found.of_events,
            message=text.format(
                grouped(len(found.events)), grouped(found.of_events), grouped(found.attempts)
            ),
        )
        self._write()

    def _not_shrunk(self, epoch: int, error: BaseException) -> None:
        self._job = None
        if epoch == self._epoch:
            self._change_to(is_shrinking=False)
            self._refused(error)

    def _refused(self, error: BaseException) -> None:
        said = self._said(error)
        if said:
            self._change_to(problem=said)
