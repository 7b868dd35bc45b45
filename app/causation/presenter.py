"""Decides what the Causation pane shows: all that belongs together with one event."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.causation.places import Sketch, graph_of, lanes_of
from app.presenter import Presenter
from app.words import QT_TRANSLATE_NOOP
from app.work import Submit, Work
from domain.history.correlation import Correlation, Kind
from infra.correlation import Trace
from infra.open_log import OpenLog

NO_LOG = QT_TRANSLATE_NOOP("Causation", "Open a log to see what led to what.")
NO_EVENT = QT_TRANSLATE_NOOP("Causation", "Select an event in the timeline to see what led to it.")


class CausationState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows; `chosen` is the id of the link that is looked at."""

    notice: str = NO_LOG
    trace: Trace | None = None
    graph: Sketch = Sketch()
    lanes: Sketch = Sketch()
    chosen: str = ""

    @property
    def whole(self) -> Correlation | None:
        """The links."""
        return None if self.trace is None else self.trace.whole


class CausationPresenter(Presenter[CausationState]):
    """Knows one log and one event of it. A hidden pane only remembers which event is wanted."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[CausationState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(CausationState(), submit, show, failed)
        self._wanted: int | None = None
        self._until: int | None = None
        self._is_seen = False

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._wanted = None
        self._epoch += 1
        self._change(CausationState(notice=NO_LOG if log is None else NO_EVENT))

    def show_as_of(self, position: int | None) -> None:
        """The moment that the window shows: what came later is left out; None is now."""
        if position != self._until:
            self._until = position
            self.refresh()

    def see(self, seen: bool) -> None:
        """Whether anybody looks at the pane."""
        self._is_seen = seen
        if seen:
            self._look()

    def open(self, position: int) -> None:
        """Shows what belongs together with the event at a position."""
        self._wanted = position
        trace = self.state.trace
        if trace is not None and not trace.notice:
            known = next((event for event in trace.events if event.position == position), None)
            if known is not None:  # the same events belong together with it: only another one is looked at
                self.choose(str(known.id))
                return
        self._look()

    def choose(self, id: str) -> None:
        """Another link is looked at."""
        if id != self.state.chosen:
            self._change_to(chosen=id)

    def position_of(self, id: str) -> int | None:
        """The position of an event among the links."""
        link = None if self.state.whole is None else self.state.whole.links.get(id)
        return link.position if link is not None and link.kind is Kind.EVENT else None

    def refresh(self) -> None:
        """The log may have grown: so may what followed."""
        if self.state.trace is not None:
            self._look(again=True)

    def _look(self, *, again: bool = False) -> None:
        log, position, until = self._log, self._wanted, self._until
        if log is None or position is None or not self._is_seen:
            return
        if not again and self._shows(position):
            return
        self._epoch += 1
        asked = self._epoch

        def work(job: Work) -> CausationState:
            return _described(log.correlations.of(position, job.check, until=until))

        self._submit(
            work,
            on_success=lambda state: self._found(asked, state),
            on_error=lambda error: self._not_found(asked, error),
            key="causation.open",
        )

    def _shows(self, position: int) -> bool:
        trace = self.state.trace
        return trace is not None and trace.focus.position == position

    def _found(self, asked: int, state: CausationState) -> None:
        if asked != self._epoch:
            return
        if state.trace == self.state.trace:
            return
        before = self.state.chosen
        keeps = state.whole is not None and before in state.whole.links and self._shows_same(state)
        self._change(msgspec.structs.replace(state, chosen=before) if keeps else state)

    def _shows_same(self, state: CausationState) -> bool:
        now, then = state.trace, self.state.trace
        return now is not None and then is not None and now.focus.id == then.focus.id

    def _not_found(self, asked: int, error: BaseException) -> None:
        if asked != self._epoch:
            return
        said = self._said(error)
        if said:
            self._change(CausationState(notice=said))


def _described(trace: Trace) -> CausationState:
    return CausationState(
        notice="",
        trace=trace,
        graph=graph_of(trace.whole),
        lanes=lanes_of(trace.whole, trace.events),
        chosen=str(trace.focus.id),
    )
