"""Decides what the Journal pane shows: the newest commands, and what can be done with the selected one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from app.engine_words import in_own_words
from app.journal.state import EMPTY, NO_LOG, NONE_YET, CommandDetail, JournalState, parked_row
from app.parked_row import MOST_LISTED, ParkedRow
from app.presenter import Presenter
from app.words import translate
from app.work import Submit
from domain.errors import DomainError
from infra.journal.entries import FAILED, PARKED, SUCCEEDED, JournalEntry, Preview
from infra.open_log import OpenLog

PAGE = 500
_SETTLE_SECONDS = 30.0


class JournalPresenter(Presenter[JournalState]):
    """Knows one log; shows the newest commands first."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[JournalState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        super().__init__(JournalState(), submit, show, failed)
        self._limit = PAGE
        self._as_of: int | None = None

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._limit = PAGE
        self._change(
            JournalState(
                notice=NO_LOG if log is None else EMPTY, is_writable=log is not None and not log.read_only
            )
        )
        self.refresh()

    def show_as_of(self, position: int | None) -> None:
        """The commands that were finished at that position; None is now. Nothing can be done in the past."""
        self._as_of = position
        self._change_to(is_past=position is not None, preview=None, message="")
        self.refresh()

    def filter(self, status: str) -> None:
        """Only commands with that status; "" is all."""
        self._limit = PAGE
        self._change_to(status=status)
        self.refresh()

    def more(self) -> None:
        """Fetches older commands too."""
        if self.state.has_more:
            self._limit += PAGE
            self.refresh()

    def refresh(self) -> None:
        """Looks again."""
        log, status, limit, as_of = self._log, self.state.status, self._limit, self._as_of
        if log is None:
            return
        self._submit(
            lambda job: _look(log, status or None, limit, as_of),
            on_success=self._found,
            on_error=self._failed,
            key="journal.refresh",
        )
        self._look_into(self.state.selected)

    def select(self, id: UUID | None) -> None:
        """Another command is looked at."""
        if id == self.state.selected:
            return
        self._change_to(selected=id, message="", preview=None, detail=None, **self._possible(id))
        self._look_into(id)

    def retry(self) -> None:
        """Puts the selected command back into the queue."""
        log, id = self._log, self.state.selected
        if log is None or id is None:
            return
        self._act(lambda job: log.commands.retry(id), translate("Journal", "Back in the queue."))

    def preview_undo(self) -> None:
        """Says what undoing the selected command would do."""
        log, id = self._log, self.state.selected
        if log is None or id is None:
            return
        self._submit(
            lambda job: log.commands.preview_undo(id),
            on_success=self._previewed,
            on_error=self._refused,
            key="journal.act",
        )

    def undo(self) -> None:
        """Undoes the selected command."""
        log, id = self._log, self.state.selected
        if log is None or id is None:
            return

        def work(job: Any) -> None:
            command = log.commands.undo(id)
            log.settle(command.correlation_id, _SETTLE_SECONDS)

        self._act(work, translate("Journal", "Undone by a new command."))

    def retry_reaction(self, id: str) -> None:
        """Lets a process manager try again what it could not handle."""
        if (log := self._log) is not None:
            self._act(lambda job: log.reactions.retry(id), translate("Journal", "Tried again."))

    def retry_all_reactions(self) -> None:
        """All of them, in their order; what fails again stays, and is told together."""
        log, ids = self._log, [str(row.id) for row in self.state.parked]
        if log is not None:
            self._act(lambda job: _retry_all(log, ids), translate("Journal", "All were tried again."))

    def skip_reaction(self, id: str) -> None:
        """Takes it off the list for good."""
        if (log := self._log) is not None:
            self._act(lambda job: log.reactions.skip(id), translate("Journal", "Left out for good."))

    def _look_into(self, id: UUID | None) -> None:
        """Looks up the whole of a command."""
        log = self._log
        if log is not None and id is not None:
            self._submit(
                lambda job: _detail(log, id),
                on_success=self._looked_into,
                on_error=self._failed,
                key="journal.detail",
            )

    def _looked_into(self, detail: CommandDetail | None) -> None:
        if detail is not None and detail.entry.command_id == self.state.selected:
            self._change_to(detail=detail)

    def _act(self, work: Callable[[Any], None], done: str) -> None:
        self._submit(
            work,
            on_success=lambda _: self._acted(done),
            on_error=self._refused,
            title=translate("Journal", "Working on the journal"),
        )

    def _acted(self, message: str) -> None:
        self._change_to(message=message, preview=None)
        self.refresh()

    def _previewed(self, preview: Preview) -> None:
        self._change_to(preview=preview, message="")

    def _refused(self, error: BaseException) -> None:
        said = self._said(error)
        if said:
            self._change_to(message=said, preview=None)
            self.refresh()

    def _found(self, found: tuple[list[JournalEntry], tuple[ParkedRow, ...], int]) -> None:
        entries, parked, parked_count = found
        self._change_to(
            parked=parked,
            parked_count=parked_count,
            notice="" if entries or self.state.status else EMPTY if self._as_of is None else NONE_YET,
            entries=tuple(entries),
            has_more=len(entries) == self._limit,
        )
        self._change_to(**self._possible(self.state.selected))

    def _possible(self, id: UUID | None) -> dict[str, bool]:
        entry = next((entry for entry in self.state.entries if entry.command_id == id), None)
        writable = self._log is not None and not self._log.read_only and self._as_of is None
        if entry is None or not writable:
            return {"can_retry": False, "can_undo": False}
        return {
            "can_retry": entry.status in (PARKED, FAILED),
            "can_undo": entry.status == SUCCEEDED and entry.undone_by is None,
        }

    def _change(self, state: JournalState) -> None:
        if state != self.state or state.notice:
            super()._change(state)


def _look(
    log: OpenLog, status: str | None, limit: int, as_of: int | None
) -> tuple[list[JournalEntry], tuple[ParkedRow, ...], int]:
    count = log.reactions.count()
    parked = tuple(parked_row(each) for each in log.reactions.all(MOST_LISTED)) if count else ()
    return log.commands.entries(status=status, limit=limit, as_of=as_of), parked, count


def _detail(log: OpenLog, id: UUID) -> CommandDetail | None:
    entry = log.commands.entry(id)
    if entry is None:
        return None
    cause = _as_id(entry.causation_id)
    return CommandDetail(
        entry=entry,
        events=tuple(log.store.of_command(id)),
        cause_event=None if cause is None else log.store.by_id(cause),
        cause_command=None if cause is None else log.commands.entry(cause),
    )


def _as_id(text: str | None) -> UUID | None:
    try:
        return None if text is None else UUID(text)
    except ValueError:
        return None


def _retry_all(log: OpenLog, ids: list[str]) -> None:
    failures = []
    for id in ids:
        try:
            log.reactions.retry(id)
        except DomainError as error:
            failures.append(error)
    if failures:
        raise DomainError(
            translate("Journal", "{0} of {1} failed again. The first: {2}").format(
                len(failures), len(ids), in_own_words(failures[0].reason)
            ),
            failures[0].hint,
        )
