"""Decides what the Commands pane shows: the commands there are, what a preview found, what became of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.jobs import Submit
from app.words import QT_TRANSLATE_NOOP, translate
from domain import json_value
from domain.errors import DomainError, InvalidCommand
from domain.fields import Field, fields_of
from infra.journal.entries import Outcome, Preview
from infra.open_log import OpenLog

NO_LOG = QT_TRANSLATE_NOOP("Commands", "Open a log, or make a new one, to issue commands.")
READ_ONLY = QT_TRANSLATE_NOOP("Commands", "This log is open for reading only: commands cannot be issued.")
_SETTLE_SECONDS = 30.0
_HISTORY = 50


class Issued(msgspec.Struct, frozen=True):
    """A command that was issued in this session."""

    category: str
    command: str
    key: str
    values: Mapping[str, Any]
    outcome: Outcome


class CommandsState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. `notice` is why nothing can be issued, "" where something can."""

    notice: str = NO_LOG
    categories: tuple[str, ...] = ()
    category: str = ""
    commands: tuple[str, ...] = ()
    command: str = ""
    help: str = ""
    fields: tuple[Field, ...] = ()
    keys: tuple[str, ...] = ()
    is_busy: bool = False
    problems: Mapping[str, str] = {}
    preview: Preview | None = None
    outcome: Outcome | None = None
    history: tuple[Issued, ...] = ()


class CommandsPresenter:
    """Knows one log, one chosen command, and what was issued."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[CommandsState], None],
        failed: Callable[[BaseException], None],
        actor: str,
    ) -> None:
        self._submit = submit
        self._show = show
        self._failed = failed
        self._actor = actor
        self._log: OpenLog | None = None
        self.state = CommandsState()

    def show_log(self, log: OpenLog | None) -> None:
        """Another log, or none."""
        self._log = log
        if log is None:
            self._change(CommandsState())
            return
        categories = tuple(log.registry.deciders)
        self._change(CommandsState(notice=READ_ONLY if log.read_only else "", categories=categories))
        if categories:
            self.choose_category(categories[0])

    def choose_category(self, category: str) -> None:
        """Another aggregate type."""
        if self._log is None or category not in self._log.registry.deciders:
            return
        decider = self._log.registry.deciders[category]
        commands = tuple(command.__name__ for command in decider.commands)
        self._change_to(category=category, commands=commands, keys=())
        self.choose_command(commands[0])
        self.complete("")

    def choose_command(self, name: str) -> None:
        """Another command; what was entered stays where its fields are the same."""
        if self._log is None or name not in self.state.commands:
            return
        struct = self._log.registry.command_type(self.state.category, name)
        self._change_to(
            command=name,
            help=(struct.__doc__ or "").strip(),
            fields=fields_of(struct),
            problems={},
            preview=None,
            outcome=None,
        )

    def complete(self, text: str) -> None:
        """Looks for existing streams whose key begins so."""
        log, category = self._log, self.state.category
        if log is None or not category:
            return
        prefix = text.removeprefix(f"{category}/")
        self._submit(
            lambda job: tuple(log.streams.keys(category, prefix)),
            on_success=self._completed,
            on_error=self._failed,
            key="commands.complete",
        )

    def preview(self, key: str, values: Mapping[str, Any]) -> None:
        """Says what the command would do, and writes nothing."""
        log = self._log
        if log is None:
            return
        stream, data, command = self._stream(key), json_value.encode(values), self.state.command
        self._change_to(is_busy=True, problems={}, preview=None, outcome=None)
        self._submit(
            lambda job: log.commands.preview(command, stream, data, actor=self._actor),
            on_success=self._previewed,
            on_error=self._refused,
            key="commands.act",
        )

    def issue(self, key: str, values: Mapping[str, Any]) -> None:
        """Issues the command and follows it until all it set off has settled."""
        log = self._log
        if log is None or log.read_only:
            return
        stream, data, command = self._stream(key), json_value.encode(values), self.state.command
        category, kept = self.state.category, dict(values)
        self._change_to(is_busy=True, problems={}, preview=None, outcome=None)

        def work(job: Any) -> Outcome:
            submitted = log.commands.submit(command, stream, data, actor=self._actor)
            log.settle(submitted.correlation_id, _SETTLE_SECONDS)
            outcome = log.commands.outcome(submitted.id)
            assert outcome is not None
            return outcome

        self._submit(
            work,
            on_success=lambda outcome: self._issued(Issued(category, command, key, kept, outcome)),
            on_error=self._refused,
            title=translate("Commands", "Issuing {0}").format(command),
        )

    def undo(self) -> None:
        """Takes back the command whose outcome is shown."""
        log, outcome = self._log, self.state.outcome
        if log is None or outcome is None or not outcome.events:
            return
        self._change_to(is_busy=True)

        def work(job: Any) -> Outcome:
            submitted = log.commands.undo(outcome.command_id, actor=self._actor)
            log.settle(submitted.correlation_id, _SETTLE_SECONDS)
            undone = log.commands.outcome(submitted.id)
            assert undone is not None
            return undone

        self._submit(
            work, on_success=self._undone, on_error=self._refused, title=translate("Commands", "Undoing")
        )

    def _stream(self, key: str) -> str:
        key = key.strip().removeprefix(f"{self.state.category}/")
        return f"{self.state.category}/{key}"

    def _completed(self, keys: tuple[str, ...]) -> None:
        self._change_to(keys=keys)

    def _previewed(self, preview: Preview) -> None:
        self._change_to(is_busy=False, preview=preview)

    def _issued(self, issued: Issued) -> None:
        history = (issued, *self.state.history)[:_HISTORY]
        self._change_to(is_busy=False, outcome=issued.outcome, history=history)
        self.complete("")

    def _undone(self, outcome: Outcome) -> None:
        self._change_to(is_busy=False, outcome=outcome)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, InvalidCommand):
            self._change_to(is_busy=False, problems=dict(reversed(error.problems)))
        elif isinstance(error, DomainError):
            message = f"{error.reason} {error.hint}".strip()
            self._change_to(is_busy=False, problems={"": message})
        else:
            self._change_to(is_busy=False)
            self._failed(error)

    def _change_to(self, **changes: Any) -> None:
        self._change(msgspec.structs.replace(self.state, **changes))

    def _change(self, state: CommandsState) -> None:
        self.state = state
        self._show(state)
