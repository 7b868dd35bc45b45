"""Decides what the Projections pane shows and which acts make sense; looks again while one watches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from app.engine_words import in_own_words
from app.parked_row import MOST_LISTED, ParkedRow
from app.presenter import Presenter
from app.projections.state import (
    NO_LOG,
    ProjectionRow,
    ProjectionsState,
    acts_on,
    parked_row,
    row_of,
    schedule_row,
    trends,
)
from app.words import translate
from app.work import Submit
from domain.errors import DomainError
from infra import clock
from infra.open_log import OpenLog
from infra.projections.service import ProjectionStatus
from infra.scheduling.schedules import Schedule
from infra.scheduling.triggers import Trigger

TREND = 40


class _Look(msgspec.Struct, frozen=True):
    statuses: Sequence[ProjectionStatus]
    schedules: Sequence[Schedule]
    parked: tuple[ParkedRow, ...] | None
    at: datetime


class ProjectionsPresenter(Presenter[ProjectionsState]):
    """Knows one log at a time. At most one look is under way; acts are followed by a look."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[ProjectionsState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(ProjectionsState(), submit, show, failed)
        self._is_looking = False
        self._told: str | None = None
        self._trends: dict[str, tuple[int, ...]] = {}
        self._parked_counts: tuple[int, ...] | None = None

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._epoch += 1
        self._log = log
        self._is_looking = False
        self._told = None
        self._trends = {}
        self._parked_counts = None
        self.state = ProjectionsState(
            is_writable=log is not None and not log.read_only, message="" if log else NO_LOG
        )
        self._show(self.state)
        self.look()

    def show_as_of(self, position: int | None) -> None:
        """In the past nothing can be done; how the projections stand is told as of now. None is now."""
        log, is_past = self._log, position is not None
        is_writable = log is not None and not log.read_only and not is_past
        row = self._row(self.state.selected)
        self._change_to(is_past=is_past, is_writable=is_writable, acts=acts_on(row, is_writable))

    def look(self) -> None:
        """Reads how all stands; to be called a few times a second while the pane is seen."""
        log = self._log
        if log is None or self._is_looking:
            return
        self._is_looking = True
        epoch, counts = self._epoch, self._parked_counts
        self._submit(
            lambda _job: _look(log, counts),
            on_success=lambda look: self._looked(epoch, look),
            on_error=lambda error: self._look_failed(epoch, error),
            key="projections.look",
        )

    def select(self, name: str) -> None:
        """The projection that acts are meant for."""
        self._change_to(selected=name, acts=acts_on(self._row(name), self.state.is_writable))

    def select_schedule(self, id: str) -> None:
        """The schedule that acts are meant for."""
        self._change_to(schedule=id)

    def rebuild(self) -> None:
        """Rebuilds the selected projection in the background."""
        self._act(lambda log, name: log.projections.start_rebuild(name))

    def pause(self) -> None:
        """Pauses its rebuild."""
        self._act(lambda log, name: log.projections.pause(name))

    def resume(self) -> None:
        """Goes on with its rebuild."""
        self._act(lambda log, name: log.projections.resume(name))

    def cancel(self) -> None:
        """Gives its rebuild up."""
        self._act(lambda log, name: log.projections.cancel(name))

    def add_schedule(self, projection: str, trigger: Trigger) -> None:
        """Adds a schedule and selects it."""
        self._do(lambda log: log.schedules.add(projection, trigger), self._schedule_added)

    def change_schedule(self, id: str, projection: str, trigger: Trigger) -> None:
        """Gives a schedule another projection or trigger."""
        self._do(lambda log: log.schedules.change(id, projection, trigger))

    def pause_or_resume_schedule(self) -> None:
        """Pauses the selected schedule, or lets it run again."""
        row = self.state.chosen_schedule
        if row is None:
            return
        id, is_paused = row.id, row.paused
        self._do(lambda log: log.schedules.resume(id) if is_paused else log.schedules.pause(id))

    def run_schedule(self) -> None:
        """Runs the selected schedule's rebuild now."""
        row = self.state.chosen_schedule
        if row is not None:
            id = row.id
            self._do(
                lambda log: log.schedules.run_now(id),
                title=translate("Projections", "Rebuilding {0}").format(row.projection),
            )
            self.look()

    def delete_schedule(self) -> None:
        """Forgets the selected schedule."""
        row = self.state.chosen_schedule
        if row is not None:
            id = row.id
            self._do(lambda log: log.schedules.delete(id))

    def retry(self, parked: int) -> None:
        """Applies a parked event now."""
        self._do(lambda log: log.projections.retry(parked), self._retried, self._retry_failed)

    def retry_all(self) -> None:
        """Applies all parked events now, in their order; what fails again stays, and is told together."""
        ids = [row.id for row in self.state.parked]

        title = translate("Projections", "Retrying parked events")
        self._do(lambda log: _retry_all(log, ids), self._retried, self._retry_failed, title)

    def skip(self, parked: int) -> None:
        """Takes a parked event off the list."""
        self._do(lambda log: log.projections.skip(parked), self._parked_changed)

    def _act(self, act: Callable[[OpenLog, str], None]) -> None:
        name = self.state.selected
        if name:
            self._do(lambda log: act(log, name))

    def _do(
        self,
        act: Callable[[OpenLog], object],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        title: str = "",
    ) -> None:
        log = self._log
        if log is None:
            return

        def succeeded(result: object) -> None:
            if self._log is log:
                if done is not None:
                    done(result)
                self._look_anew()

        def refused(error: BaseException) -> None:
            (failed or self._failed)(error)
            if self._log is log:
                self._look_anew()

        self._submit(lambda _job: act(log), on_success=succeeded, on_error=refused, title=title)

    def _look_anew(self) -> None:
        # What a look that is under way saw may be older than the act: its answer is dropped.
        self._epoch += 1
        self._is_looking = False
        self.look()

    def _schedule_added(self, id: str) -> None:
        self._change_to(schedule=id)

    def _parked_changed(self, _result: object) -> None:
        self._parked_counts = None

    def _retried(self, in_turn: bool) -> None:
        self._parked_counts = None
        if not in_turn:
            self._failed(
                DomainError(
                    translate(
                        "Projections",
                        "The event was applied behind its turn: later events had touched the same rows.",
                    ),
                    translate("Projections", "Rebuild the projection to put everything in its order."),
                )
            )

    def _retry_failed(self, error: BaseException) -> None:
        self._parked_counts = None
        self._failed(error)

    def _looked(self, epoch: int, look: _Look) -> None:
        if epoch != self._epoch:
            return
        self._is_looking = False
        self._told = None
        self._trends = trends(self._trends, look.statuses, TREND)
        rows = tuple(row_of(status, self._trends[status.name]) for status in look.statuses)
        selected = self.state.selected if any(r.name == self.state.selected for r in rows) else ""
        if not selected and rows:
            selected = rows[0].name
        chosen = next((row for row in rows if row.name == selected), None)
        parked = self.state.parked
        if look.parked is not None:
            parked = look.parked
            self._parked_counts = _counts(look.statuses)
        self._change_to(
            rows=rows,
            selected=selected,
            acts=acts_on(chosen, self.state.is_writable),
            schedules=tuple(schedule_row(schedule, look.at) for schedule in look.schedules),
            parked=parked,
            parked_count=sum(_counts(look.statuses)),
            message="" if rows else translate("Projections", "This log has no projections."),
        )

    def _look_failed(self, epoch: int, error: BaseException) -> None:
        if epoch != self._epoch:
            return
        self._is_looking = False
        if str(error) != self._told:  # the same fault four times a second helps nobody
            self._told = str(error)
            self._failed(error)

    def _row(self, name: str) -> ProjectionRow | None:
        return next((row for row in self.state.rows if row.name == name), None)

    def _change(self, state: ProjectionsState) -> None:
        if state != self.state:
            super()._change(state)


def _look(log: OpenLog, known_counts: tuple[int, ...] | None) -> _Look:
    statuses = log.projections.status()
    parked = None
    if known_counts != _counts(statuses):
        parked = tuple(parked_row(each) for each in log.projections.parked(limit=MOST_LISTED))
    return _Look(statuses, log.schedules.all(), parked, clock.now())


def _counts(statuses: Sequence[ProjectionStatus]) -> tuple[int, ...]:
    return tuple(status.parked for status in statuses)


def _retry_all(log: OpenLog, ids: Sequence[Any]) -> bool:
    """Whether each was applied in its turn. Raises `DomainError` where some failed again."""
    in_turn, failures = True, []
    for id in ids:
        try:
            in_turn &= log.projections.retry(id)
        except DomainError as error:
            failures.append(error)
    if failures:
        raise DomainError(
            translate("Projections", "{0} of {1} parked events failed again. The first: {2}").format(
                len(failures), len(ids), in_own_words(failures[0].reason)
            ),
            failures[0].hint,
        )
    return in_turn
