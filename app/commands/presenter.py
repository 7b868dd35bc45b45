"""Decides what the Commands pane shows: the commands there are, what a preview found, what became of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.presenter import Presenter
from app.words import QT_TRANSLATE_NOOP, translate
from app.work import Submit
from domain import json_value
from domain.command import Command
from domain.creation import creates, fresh_key
from domain.errors import InvalidCommand
from domain.fields import Field, fields_of
from infra.journal.entries import JournalEntry, Outcome, Preview
from infra.open_log import OpenLog

NO_LOG = QT_TRANSLATE_NOOP("Commands", "Open a log, or make a new one, to issue commands.")
IN_THE_PAST = QT_TRANSLATE_NOOP(
    "Commands",
    "The window shows the past: Preview tells what a command would have done at that moment. "
    "Return to now (Esc) to issue one.",
)
READ_ONLY = QT_TRANSLATE_NOOP("Commands", "This log is open for reading only: commands cannot be issued.")
_SETTLE_SECONDS = 30.0
_HISTORY = 500


class CommandsState(msgspec.Struct, frozen=True, kw_only=True):
    """What the pane shows. `notice` is why nothing can be issued, "" where something can.

    `fresh` is a free key where the command begins a stream; `named` are keys of another category that a field
    asked for; `correlation` binds all that the shown outcome set off.
    `as_of` is the position that previews are made at, None for now.
    """

    notice: str = NO_LOG
    categories: tuple[str, ...] = ()
    category: str = ""
    commands: tuple[str, ...] = ()
    command: str = ""
    help: str = ""
    fields: tuple[Field, ...] = ()
    keys: tuple[str, ...] = ()
    creates: bool = False
    fresh: str = ""
    named: tuple[str, tuple[str, ...]] = ("", ())
    is_busy: bool = False
    problems: Mapping[str, str] = {}
    preview: Preview | None = None
    outcome: Outcome | None = None
    correlation: str = ""
    as_of: int | None = None


class CommandsPresenter(Presenter[CommandsState]):
    """Knows one log, one chosen command, and what was issued."""

    def __init__(
        self,
        submit: Submit,
        show: Callable[[CommandsState], None],
        failed: Callable[[BaseException], None],
        actor: str,
    ) -> None:
        super().__init__(CommandsState(), submit, show, failed)
        self._actor = actor
        self._as_of: int | None = None

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

    def show_as_of(self, position: int | None) -> None:
        """Previews are made as of that position, and nothing can be issued; None is now."""
        log = self._log
        if position == self._as_of or log is None:
            self._as_of = position
            return
        self._as_of = position
        notice = READ_ONLY if log.read_only else ""
        self._change_to(
            notice=notice if position is None else IN_THE_PAST, preview=None, outcome=None, as_of=position
        )
        self.complete("")

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
            creates=creates(self._log.registry.decider(self.state.category), struct),
            fresh="",
            problems={},
            preview=None,
            outcome=None,
        )
        self._suggest()

    def choose(self, stream: str, command: str) -> bool:
        """The command of an earlier one, by names; False where no domain knows them any more."""
        category = stream.partition("/")[0]
        if self._log is None or category not in self._log.registry.deciders:
            return False
        if category != self.state.category:
            self.choose_category(category)
        if command not in self.state.commands:
            return False
        self.choose_command(command)
        return True

    def history(self, found: Callable[[tuple[JournalEntry, ...]], None]) -> None:
        """Looks up the commands that were issued by hand, newest first."""
        log = self._log
        if log is None:
            return
        self._submit(
            lambda job: tuple(entry for entry in log.commands.entries(limit=_HISTORY) if _by_hand(entry)),
            on_success=found,
            on_error=self._failed,
            key="commands.history",
        )

    def complete_field(self, category: str, text: str) -> None:
        """Looks for streams of another category that a field may name."""
        log = self._log
        if log is None or category not in log.registry.deciders:
            return
        prefix, as_of = text.removeprefix(f"{category}/"), self._as_of
        self._submit(
            lambda job: (category, tuple(log.streams.keys(category, prefix, as_of=as_of))),
            on_success=lambda named: self._change_to(named=named),
            on_error=self._failed,
            key="commands.complete_field",
        )

    def complete(self, text: str) -> None:
        """Looks for existing streams whose key begins so."""
        log, category = self._log, self.state.category
        if log is None or not category:
            return
        prefix, as_of = text.removeprefix(f"{category}/"), self._as_of
        self._submit(
            lambda job: tuple(log.streams.keys(category, prefix, as_of=as_of)),
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
        as_of = self._as_of
        self._change_to(is_busy=True, problems={}, preview=None, outcome=None)
        self._submit(
            lambda job: log.commands.preview(command, stream, data, actor=self._actor, as_of=as_of),
            on_success=lambda preview: self._previewed(as_of, preview),
            on_error=self._refused,
            key="commands.act",
        )

    def issue(self, key: str, values: Mapping[str, Any]) -> None:
        """Issues the command and follows it until all it set off has settled."""
        log = self._log
        if log is None or log.read_only or self._as_of is not None:
            return
        stream, data, command = self._stream(key), json_value.encode(values), self.state.command
        self._change_to(is_busy=True, problems={}, preview=None, outcome=None)

        def work(job: Any) -> tuple[Outcome, str]:
            submitted = log.commands.submit(command, stream, data, actor=self._actor)
            return _settled(log, submitted)

        self._submit(
            work,
            on_success=self._issued,
            on_error=self._refused,
            title=translate("Commands", "Issuing {0}").format(command),
        )

    def undo(self) -> None:
        """Takes back the command whose outcome is shown."""
        log, outcome = self._log, self.state.outcome
        if log is None or outcome is None or not outcome.events:
            return
        self._change_to(is_busy=True)

        def work(job: Any) -> tuple[Outcome, str]:
            return _settled(log, log.commands.undo(outcome.command_id, actor=self._actor))

        self._submit(
            work, on_success=self._issued, on_error=self._refused, title=translate("Commands", "Undoing")
        )

    def _stream(self, key: str) -> str:
        key = key.strip().removeprefix(f"{self.state.category}/")
        return f"{self.state.category}/{key}"

    def _completed(self, keys: tuple[str, ...]) -> None:
        self._change_to(keys=keys)

    def _previewed(self, as_of: int | None, preview: Preview) -> None:
        self._change_to(is_busy=False, preview=preview if as_of == self._as_of else None)

    def _issued(self, settled: tuple[Outcome, str]) -> None:
        outcome, correlation = settled
        self._change_to(is_busy=False, outcome=outcome, correlation=correlation)
        self.complete("")
        self._suggest()

    def _suggest(self) -> None:
        """Looks for a free key where the chosen command begins a stream."""
        log, category = self._log, self.state.category
        if log is None or not self.state.creates:
            return
        decider = log.registry.decider(category)
        self._submit(
            lambda job: (category, fresh_key(decider, log.streams.newest_keys(category))),
            on_success=self._suggested,
            on_error=self._failed,
            key="commands.fresh",
        )

    def _suggested(self, suggested: tuple[str, str]) -> None:
        category, key = suggested
        if category == self.state.category and self.state.creates:
            self._change_to(fresh=key)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, InvalidCommand):
            self._change_to(is_busy=False, problems=dict(reversed(error.problems)))
        else:
            said = self._said(error)
            self._change_to(is_busy=False, **({"problems": {"": said}} if said else {}))


def _settled(log: OpenLog, submitted: Command) -> tuple[Outcome, str]:
    """Waits until all that the command set off is done; its outcome, and what binds all of it."""
    log.settle(submitted.correlation_id, _SETTLE_SECONDS)
    outcome = log.commands.outcome(submitted.id)
    assert outcome is not None
    return outcome, str(submitted.correlation_id)


def _by_hand(entry: JournalEntry) -> bool:
    return entry.process is None and entry.undo_of is None
