"""Decides what the Journal pane shows: the newest commands, and what can be done with the selected one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec

from app.jobs import Submit
from app.words import QT_TRANSLATE_NOOP, translate
from infra.journal.entries import FAILED, PARKED, SUCCEEDED, JournalEntry, Preview
from infra.open_log import OpenLog

NO_LOG = QT_TRANSLATE_NOOP("Journal", "Open a log to see its journal.")
EMPTY = QT_TRANSLATE_NOOP("Journal", "No commands yet: issue one in the Commands pane.")
NONE_YET = QT_TRANSLATE_NOOP("Journal", "No command was finished yet at the moment that the window shows.")
PAGE = 500
_SETTLE_SECONDS = 30.0


class JournalState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. `has_more` says that older commands can be fetched."""

    notice: str = NO_LOG
    status: str = ""
    entries: tuple[JournalEntry, ...] = ()
    has_more: bool = False
    selected: UUID | None = None
    can_retry: bool = False
    can_undo: bool = False
    message: str = ""
    preview: Preview | None = None
    is_past: bool = False


class JournalPresenter:
    """Knows one log; shows the newest commands first."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[JournalState], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._submit = submit
        self._show = show
        self._failed = failed
        self._log: OpenLog | None = None
        self._limit = PAGE
        self._as_of: int | None = None
        self.state = JournalState()

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        self._limit = PAGE
        self._change(JournalState(notice=NO_LOG if log is None else EMPTY))
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
            lambda job: log.commands.entries(status=status or None, limit=limit, as_of=as_of),
            on_success=self._found,
            on_error=self._failed,
            key="journal.refresh",
        )

    def select(self, id: UUID | None) -> None:
        """Another command is looked at."""
        self._change_to(selected=id, message="", preview=None, **self._possible(id))

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
        reason = getattr(error, "reason", None)
        if reason is None:
            self._failed(error)
        else:
            self._change_to(message=f"{reason} {getattr(error, 'hint', '')}".strip(), preview=None)

    def _found(self, entries: list[JournalEntry]) -> None:
        self._change_to(
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

    def _change_to(self, **changes: Any) -> None:
        self._change(msgspec.structs.replace(self.state, **changes))

    def _change(self, state: JournalState) -> None:
        if state != self.state or state.notice:
            self.state = state
            self._show(state)
