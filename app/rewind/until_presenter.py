"""Decides what run until shows: the transitions found so far, how much was looked at, and where to jump."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from app.engine_words import in_own_words
from app.figures import grouped
from app.presenter import Presenter
from app.words import translate
from app.work import Submit, Work
from domain.filtering import FilterError
from domain.history.predicate_text import paths_of, predicate_completions, read_watched
from infra.finding import Coverage, Hit, Run
from infra.open_log import OpenLog

MOST_HITS = 100_000
_SUGGESTS = "Did you mean"
_LONGEST_CHECKED = 2_000  # characters: a longer text is read in the background, when it is run


class UntilState(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown. `error_at` is the place of the error in the text, `message` how far the run is."""

    text: str = ""
    error: str = ""
    error_at: int | None = None
    has_stream: bool = False
    category: str = ""
    is_wide: bool = False
    is_running: bool = False
    hits: Sequence[Hit] = ()
    message: str = ""


class _Wish(msgspec.Struct, frozen=True):
    """Where from, and in which direction, the next transition is wanted."""

    stream: str
    version: int
    backward: bool


class _Outcome(msgspec.Struct, frozen=True):
    coverage: Coverage
    meant: tuple[tuple[str, str], ...]
    is_cut: bool


class _Running:
    """One run: its worker adds to `found`, and leaves in `run` what says how far it is."""

    def __init__(self, wish: _Wish, *, is_wide: bool) -> None:
        self.wish = wish
        self.is_wide = is_wide
        self.found: list[Hit] = []
        self.run: Run | None = None
        self.outcome: _Outcome | None = None
        self.job: Any = None
        self._seen = 0
        self._ahead: list[Hit] = []
        self._rest: list[Hit] = []

    @property
    def coverage(self) -> Coverage | None:
        """How far it is; None before it began."""
        return self.run.coverage if self.run is not None else None

    def ordered(self) -> Sequence[Hit]:
        """What was found so far, by stream and version."""
        new = self.found[self._seen : len(self.found)]
        self._seen += len(new)
        if self.is_wide:
            self._ahead += new
            return tuple(self._ahead)
        here, backward = self.wish.version, self.wish.backward
        for hit in new:
            is_ahead = hit.version < here if backward else hit.version > here
            (self._ahead if is_ahead else self._rest).append(hit)
        if backward:
            return (*reversed(self._ahead), *reversed(self._rest))
        return (*self._rest, *self._ahead)

    def is_known(self, wish: _Wish, hits: Sequence[Hit]) -> bool:
        """Whether what was looked at already decides where the wish leads."""
        if self.outcome is not None:
            return True
        if self.is_wide:  # streams come by name, so that what lies before the last hit is known
            return bool(hits) and (hits[-1].stream, hits[-1].version) > (wish.stream, wish.version)
        if wish != self.wish:
            return False
        done = self.coverage.versions if self.coverage is not None else 0
        ahead = wish.version - 1 if wish.backward else (self.run_length - wish.version)
        return bool(self._ahead) or done >= ahead

    @property
    def run_length(self) -> int:
        """How many versions there are to look at."""
        return self.coverage.of_versions if self.coverage is not None else 0


class UntilPresenter(Presenter[UntilState]):
    """Knows one log, the stream and version that Rewind shows, and one run."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[UntilState], None],
        jump: Callable[[str, int], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(UntilState(), submit, show, failed)
        self._jump = jump
        self._stream = ""
        self._last = 0
        self._version = 0
        self._value: Any = None
        self._as_of: int | None = None
        self._running: _Running | None = None
        self._wish: _Wish | None = None
        self._ran: tuple[object, ...] = ()

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._forget()
        self._log = log
        self._stream, self._value = "", None
        self._change(UntilState(text=self.state.text))

    def show_place(self, stream: str, last: int, version: int, value: Any) -> None:
        """Rewind shows this version of this stream, whose state is `value`."""
        is_other = stream != self._stream
        self._stream, self._last, self._version, self._value = stream, last, version, value
        if not is_other:
            return
        category = stream.partition("/")[0]
        if not (self.state.is_wide and category == self.state.category):
            self._forget()
            self._change_to(hits=(), message="", is_running=False)
        self._change_to(has_stream=bool(stream), category=category)

    def show_as_of(self, position: int | None) -> None:
        """Nothing recorded behind that position is looked at; None is now."""
        if position != self._as_of:
            self._as_of = position
            self._forget()
            self._change_to(hits=(), message="", is_running=False)

    def typed(self, text: str) -> None:
        """The text is another; whether it can be read is told when the typing rests (`look_at_text`)."""
        if text != self.state.text:
            self._change_to(text=text, error="", error_at=None)

    def look_at_text(self) -> None:
        """Says what is wrong with the text, if anything is."""
        text = self.state.text
        if text.strip() and len(text) <= _LONGEST_CHECKED:
            try:
                read_watched(text, self._members())
            except FilterError as error:
                self._refuse(error)

    def completions(self, text: str, cursor: int) -> list[str]:
        """What may come next in the text."""
        return predicate_completions(text, cursor, self._members())

    def widen(self, is_wide: bool) -> None:
        """Looks at all streams of the category from now on, or only at the open one."""
        if is_wide != self.state.is_wide:
            self._forget()
            self._change_to(is_wide=is_wide, hits=(), message="", is_running=False)

    def watched(self) -> str | None:
        """The text, if it can be watched; else what is wrong with it is shown."""
        text = self.state.text.strip()
        try:
            read_watched(text, self._members())
        except FilterError as error:
            self._refuse(error)
            return None
        return text

    def run(self, backward: bool) -> None:
        """Goes to the next transition in that direction, and lists every one that there is."""
        log = self._log
        if log is None or not self._stream:
            return
        wish = _Wish(self._stream, self._version, backward)
        scope = f"{self.state.category}/*" if self.state.is_wide else self._stream
        asked = (scope, self.state.text, None if self.state.is_wide else self._last)
        self._wish = wish
        if self._running is not None and asked == self._ran:
            self._look()
            return
        self._forget()
        self._wish, self._ran = wish, asked
        self._start(log, scope, wish)

    def cancel(self) -> None:
        """Stops the run; what it found stays."""
        if self._running is not None and self._running.outcome is None:
            self._running.job.cancel()
            self._stopped(self._running)

    def tick(self) -> None:
        """Hears of a run that was stopped from elsewhere, as from the status bar."""
        running = self._running
        if running is not None and self.state.is_running and running.job.is_cancelled:
            self._stopped(running)

    def _start(self, log: OpenLog, scope: str, wish: _Wish) -> None:
        text, is_wide, as_of = self.state.text, self.state.is_wide, self._as_of
        running = self._running = _Running(wish, is_wide=is_wide)
        finder = log.finder

        def work(job: Work) -> _Outcome:
            predicate = finder.parse(scope, text)
            if is_wide:
                run = finder.across(scope, predicate, as_of=as_of)
            else:
                here, backward = wish.version, wish.backward
                run = finder.around(scope, predicate, here, backward=backward, as_of=as_of)
            running.run = run

            def tell() -> None:
                job.progress(run.coverage.versions, run.coverage.of_versions)

            hits = run.hits(tell)
            for hit in hits:
                running.found.append(hit)
                tell()
                if len(running.found) >= MOST_HITS:
                    hits.close()
                    return _Outcome(run.coverage, (), is_cut=True)
            return _Outcome(run.coverage, finder.meant(scope, run.coverage), is_cut=False)

        self._change_to(
            is_running=True, hits=(), error="", error_at=None, message=translate("Until", "Running…")
        )
        running.job = self._submit(
            work,
            on_success=lambda outcome: self._ended(running, outcome),
            on_error=lambda error: self._not_run(running, error),
            on_progress=lambda done, total: self._advanced(running),
            key="until.run",
            title=translate("Until", "Run until"),
        )

    def _advanced(self, running: _Running) -> None:
        if running is self._running and running.outcome is None:
            self._change_to(hits=running.ordered(), message=_message(running))
            self._look()

    def _ended(self, running: _Running, outcome: _Outcome) -> None:
        if running is not self._running:
            return
        running.outcome = outcome
        self._change_to(is_running=False, hits=running.ordered(), message=_message(running))
        self._look()

    def _stopped(self, running: _Running) -> None:
        self._running, self._ran, self._wish = None, (), None  # asked again, it begins anew
        found = running.ordered()
        coverage = running.coverage
        said = translate("Until", "Stopped.")
        if coverage is not None:
            said = " ".join((said, _covered(coverage, len(found))))
        self._change_to(is_running=False, hits=found, message=said)

    def _not_run(self, running: _Running, error: BaseException) -> None:
        if running is not self._running:
            return
        self._forget()
        if isinstance(error, FilterError):
            self._refuse(error, is_running=False, message="")
        else:
            self._change_to(is_running=False, message="", error=self._said(error))

    def _look(self) -> None:
        """Jumps, as soon as it is known where to."""
        wish, running, hits = self._wish, self._running, self.state.hits
        if wish is None or running is None or not running.is_known(wish, hits):
            return
        self._wish = None
        hit = next_hit(hits, wish.stream, wish.version, backward=wish.backward)
        if hit is not None:
            self._jump(hit.stream, hit.version)
            return
        if wish.backward:
            none = translate("Until", "No transition before version {0} of {1}.")
        else:
            none = translate("Until", "No transition after version {0} of {1}.")
        said = none.format(grouped(wish.version), wish.stream)
        self._change_to(message=" ".join((said, _message(running))))

    def _refuse(self, error: FilterError, **changes: Any) -> None:
        # Where a name is suggested, that is all one needs to read.
        hint = "" if _SUGGESTS in error.reason else in_own_words(error.hint)
        said = f"{in_own_words(error.reason)} {hint}".strip()
        self._change_to(error=said, error_at=error.position, **changes)

    def _forget(self) -> None:
        if self._running is not None and self._running.job is not None and self._running.outcome is None:
            self._running.job.cancel()
        self._running, self._ran, self._wish = None, (), None

    def _members(self) -> tuple[str, ...]:
        return paths_of(self._value)


def next_hit(hits: Sequence[Hit], stream: str, version: int, *, backward: bool) -> Hit | None:
    """The nearest hit before or after a version, of hits in the order of their streams and versions."""
    here = (stream, version)
    if backward:
        place = bisect_left(hits, here, key=_place) - 1
        return hits[place] if place >= 0 else None
    place = bisect_right(hits, here, key=_place)
    return hits[place] if place < len(hits) else None


def _place(hit: Hit) -> tuple[str, int]:
    return hit.stream, hit.version


def _message(running: _Running) -> str:
    coverage, outcome = running.coverage, running.outcome
    if coverage is None:
        return translate("Until", "Running…")
    said = [_covered(coverage, len(running.found))]
    if outcome is not None and outcome.is_cut:
        said.append(translate("Until", "Stopped there: narrow the condition to see the rest."))
    if coverage.undecodable:
        bad = translate("Until", "Events that do not decode, left out of the states: {0}.")
        said.append(bad.format(grouped(coverage.undecodable)))
    for name, near in outcome.meant if outcome is not None else ():
        never = translate("Until", "There never was anything in {0}.")
        if near:
            never = translate("Until", "There never was anything in {0}. Did you mean {1}?")
        said.append(never.format(name, near))
    return " ".join(said)


def _covered(coverage: Coverage, found: int) -> str:
    if coverage.of_streams > 1:
        text = translate("Until", "Transitions: {0}. Looked at {1} of {2} versions in {3} of {4} streams.")
    else:
        text = translate("Until", "Transitions: {0}. Looked at {1} of {2} versions.")
    counts = (found, coverage.versions, coverage.of_versions, coverage.streams, coverage.of_streams)
    return text.format(*(grouped(count) for count in counts))
