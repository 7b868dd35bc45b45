"""Decides what the Timeline pane shows: which view, what is wrong with the filter, how much is known."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.engine_words import told
from app.figures import grouped
from app.presenter import Stateful
from app.words import QT_TRANSLATE_NOOP, translate
from domain.filtering import FilterError, parse
from infra.open_log import OpenLog
from infra.views.view import View

NO_LOG = QT_TRANSLATE_NOOP("Timeline", "Open a log to see its events.")
NO_EVENTS = QT_TRANSLATE_NOOP("Timeline", "No events yet. Issue a command, or import a file.")
NO_HITS = QT_TRANSLATE_NOOP("Timeline", "No event passes this filter.")


class TimelineState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows around its table."""

    notice: str = NO_LOG
    filter: str = ""
    error: str = ""
    error_position: int = -1
    status: str = ""
    new: int = 0
    follows: bool = True


class TimelinePresenter(Stateful[TimelineState]):
    """Knows one log, its filter and the view that it leads to."""

    def __init__(
        self, show: Callable[[TimelineState], None], show_view: Callable[[View | None], None]
    ) -> None:
        super().__init__(TimelineState(), show)
        self._show_view = show_view
        self._log: OpenLog | None = None
        self._view: View | None = None
        self._base: View | None = None  # where a range of time is selected: the view without it

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._drop_view()
        self._log = log
        self._change(TimelineState(notice=NO_LOG if log is None else ""))
        if log is None:
            self._show_view(None)
        else:
            self.filter("")

    @property
    def overview(self) -> View | None:
        """The view to count over time: the shown one, without a selected range of time."""
        return self._base or self._view

    def filter(self, text: str, *, is_typing: bool = False, within_base: bool = False) -> None:
        """Shows only the events that pass; where the filter is wrong, says where and keeps what is shown.

        Parameters
        ----------
        is_typing:
            The text is still being typed: that it ends too early is no error yet.
        within_base:
            It is the filter before, and a range of time: `overview` stays as it is.
        """
        log = self._log
        if log is None:
            return
        try:
            expression = parse(text)
        except FilterError as fault:
            if is_typing and is_unfinished(text, fault):
                self._change_to(error="", error_position=-1)
                return
            message = told(fault)
            self._change_to(error=message, error_position=fault.position)
            return
        if within_base:
            self._keep_base()
        else:
            self._drop_view()
        self._view = log.scans.view(expression)
        self._change_to(filter=text, error="", error_position=-1, new=0, status="")
        self._show_view(self._view)

    def refuse(self, error: str) -> None:
        """Says why a text was not taken as a filter."""
        self._change_to(error=error, error_position=-1)

    def follow(self, follows: bool) -> None:
        """Whether the newest event stays in sight."""
        self._change_to(follows=follows, new=0 if follows else self.state.new)

    def look(self, added: int, *, is_at_end: bool) -> None:
        """Some time has passed: `added` rows were announced since; the log may have grown."""
        log, view = self._log, self._view
        if log is None or view is None:
            return
        log.scans.extend(view, log.watch.position)
        if self._base is not None:
            log.scans.extend(self._base, log.watch.position)
        new = 0 if is_at_end or self.state.follows else self.state.new + (added if view.is_complete else 0)
        self._change_to(new=new, status=_status(view), notice=self._notice(view))

    def _notice(self, view: View) -> str:
        if len(view) or not view.is_complete:
            return ""
        return NO_HITS if self.state.filter.strip() else NO_EVENTS

    def _keep_base(self) -> None:
        """The shown view, or the one kept before, goes on being filled for the overview."""
        if self._base is None:
            self._base = self._view
        elif self._log is not None and self._view is not None:
            self._log.scans.cancel(self._view)
        self._view = None

    def _drop_view(self) -> None:
        for view in (self._view, self._base):
            if self._log is not None and view is not None:
                self._log.scans.cancel(view)
        self._view = self._base = None

    def _change(self, state: TimelineState) -> None:
        if state != self.state:
            super()._change(state)


def is_unfinished(text: str, fault: FilterError) -> bool:
    """Whether a wrong filter may become right by typing on."""
    typed = text.rstrip()
    return fault.position >= len(typed) or " " not in typed[fault.position :]


def _status(view: View) -> str:
    counted = translate("Timeline", "1 event") if len(view) == 1 else translate("Timeline", "{0} events")
    count = counted.format(grouped(len(view)))
    if view.error is not None:
        return translate("Timeline", "{0}; the search stopped: {1}").format(count, view.error)
    if view.is_complete:
        return count
    scanned, total = view.coverage.scanned, view.coverage.total
    return translate("Timeline", "{0} so far; {1} of {2} scanned").format(
        count, grouped(scanned), grouped(total)
    )
