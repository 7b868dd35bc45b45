"""The stage: performs a scenario's steps on a log, one after the other, and says what came of each."""

from __future__ import annotations

import time
from collections.abc import Callable
from uuid import UUID

import msgspec

from app.demo.faulty_release import faulty_release
from app.demo.scenario import Scenario, ScenarioError
from app.demo.steps import (
    BreakStep,
    IssueStep,
    PlacedStep,
    RebuildStep,
    RepairStep,
    ResubmitStep,
    RetryStep,
    UndoStep,
)
from app.engine_words import in_own_words
from app.words import translate
from domain import json_value
from domain.command import Command
from domain.errors import DomainError
from domain.filtering import parse
from infra.journal.entries import SUCCEEDED, Outcome
from infra.open_log import OpenLog
from infra.projections.projection import Projection

SETTLE_SECONDS = 60.0
REBUILD_SECONDS = 600.0
_LOOK_AGAIN = 0.02


class Performed(msgspec.Struct, frozen=True):
    """What came of a step: one line for people, and the stream it was about, if any."""

    text: str
    stream: str = ""


class Stage:
    """Plays one scenario on one log. Steps may be performed on any thread, one at a time."""

    def __init__(self, log: OpenLog) -> None:
        self._log = log
        self._named: dict[str, tuple[IssueStep, UUID]] = {}
        self._sound: dict[str, Projection] = {}

    def perform(self, step: PlacedStep) -> Performed:
        """Does what the step says, and waits until all it sets off is done; nothing for captions and such.

        Raises `ScenarioError` where the log answers otherwise than the scenario expects.
        """
        try:
            match step.act:
                case IssueStep():
                    return self._issue(step.act)
                case ResubmitStep(resubmit=name):
                    return self._resubmit(name)
                case UndoStep():
                    return self._undo(step.act)
                case RebuildStep(rebuild=projection):
                    return self._rebuild(projection)
                case BreakStep():
                    return self._break(step.act)
                case RepairStep(repair_projection=projection):
                    return self._repair(projection)
                case RetryStep(retry=projection):
                    return self._retry(projection)
                case _:
                    return Performed("")
        except DomainError as error:
            raise ScenarioError(error.reason, error.hint, step.place) from error

    @property
    def is_held(self) -> bool:
        """Whether nothing may be written now: the window shows the past."""
        return self._log.hold.is_kept

    def leave(self) -> None:
        """The play is over: faulty releases that the scenario has not repaired are taken back."""
        for projection in list(self._sound):
            self._repair(projection)

    def _issue(self, act: IssueStep) -> Performed:
        command = self._submit(act, None)
        if act.id:
            self._named[act.id] = (act, command.id)
        outcome = self._finish(command)
        if outcome.status != act.expect:
            raise ScenarioError(
                f"{act.command} on {act.stream} was to be {act.expect} but is {outcome.status}. "
                + outcome.reason,
                outcome.hint,
            )
        if outcome.status == SUCCEEDED:
            return Performed(translate("Demo", "{0} on {1}").format(act.command, act.stream), act.stream)
        refused = translate("Demo", "{0} on {1} is rejected: {2}")
        return Performed(refused.format(act.command, act.stream, in_own_words(outcome.reason)), act.stream)

    def _resubmit(self, name: str) -> Performed:
        act, id = self._named[name]
        before = self._log.commands.outcome(id)
        outcome = self._finish(self._submit(act, id))
        if before is not None and outcome != before:
            raise ScenarioError(f"{act.command} submitted again had another outcome: {outcome.status}.", "")
        again = translate(
            "Demo", "{0} submitted again with the same id: its outcome is known, nothing is recorded"
        )
        return Performed(again.format(act.command), act.stream)

    def _undo(self, act: UndoStep) -> Performed:
        original, id = self._named[act.undo]
        outcome = self._finish(self._log.commands.undo(id, actor=act.actor))
        if outcome.status != SUCCEEDED:
            raise ScenarioError(f"{original.command} could not be undone. {outcome.reason}", outcome.hint)
        undone = translate("Demo", "{0} on {1} undone")
        return Performed(undone.format(original.command, original.stream), original.stream)

    def _rebuild(self, projection: str) -> Performed:
        self._log.projections.start_rebuild(projection)
        deadline = time.monotonic() + REBUILD_SECONDS
        while any(s.name == projection and s.rebuild is not None for s in self._log.projections.status()):
            if time.monotonic() > deadline:
                raise ScenarioError(
                    f"The rebuild of {projection} takes too long.", "See the projections pane."
                )
            time.sleep(_LOOK_AGAIN)
        return Performed(translate("Demo", "{0} rebuilt").format(projection))

    def _break(self, act: BreakStep) -> Performed:
        projections, name = self._log.projections, act.break_projection
        sound = self._sound.get(name) or projections.release(name)
        projections.use(faulty_release(sound, parse(act.when), act.error))
        self._sound[name] = sound
        return Performed(translate("Demo", "A faulty release of {0} is in use").format(name))

    def _repair(self, name: str) -> Performed:
        sound = self._sound.pop(name, None)
        if sound is None:
            raise ScenarioError(f"{name} is not broken.", "Break it first.")
        self._log.projections.use(sound)
        return Performed(translate("Demo", "The repaired release of {0} is in use").format(name))

    def _retry(self, name: str) -> Performed:
        self._log.projections.release(name)  # a name that is not there is said
        parked = self._log.projections.parked(name)
        if not parked:
            raise ScenarioError(f"No event of {name} is parked.", "Something was to fail before.")
        for each in parked:
            self._log.projections.retry(each.id)
        return Performed(translate("Demo", "The parked event of {0} is applied").format(name))

    def _submit(self, act: IssueStep, id: UUID | None) -> Command:
        data = json_value.encode(act.data)
        return self._log.commands.submit(act.command, act.stream, data, id=id, actor=act.actor)

    def _finish(self, command: Command) -> Outcome:
        if not self._log.settle(command.correlation_id, SETTLE_SECONDS):
            raise ScenarioError(
                f"{command.type} on {command.stream} has not settled within {SETTLE_SECONDS:.0f} s.",
                "See its row in the journal.",
            )
        return self._log.commands.wait(command.id, 0)


def play_instantly(
    log: OpenLog, scenario: Scenario, performed: Callable[[PlacedStep, Performed], None] | None = None
) -> None:
    """Performs the whole scenario at once, without what it does in the window. Raises `ScenarioError`."""
    stage = Stage(log)
    try:
        for step in scenario.steps:
            done = stage.perform(step)
            if performed is not None:
                performed(step, done)
    finally:
        stage.leave()
