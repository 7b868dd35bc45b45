"""The player: goes through a scenario step by step, at a speed, and can be paused and told to step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec

from app.demo.scenario import Scenario
from app.demo.stage import Performed, Stage
from app.demo.steps import (
    CaptionStep,
    ChooseStep,
    EnterStep,
    OpenStep,
    PauseStep,
    PlacedStep,
    PressStep,
    WaitStep,
    WindowStep,
)
from app.presenter import Stateful
from app.words import translate
from app.work import Submit
from infra.hold import WritingHeld
from infra.open_log import OpenLog

INSTANTLY = 0.0
STEP_BY_STEP = -1.0
Done = Callable[[BaseException | None], None]
Hold = Callable[["PlayerState", Callable[[], None]], None]


class PlayerState(msgspec.Struct, frozen=True):
    """Where the play stands. `done` of `total` steps; `caption` is about `pane`, if any.

    `speed` is 1 for normal, 10 for ten times as fast, 0 for instantly, -1 for one step at a time; `at` is the
    widget that the caption points to, "" for the whole pane; `said` is what came of the last step.
    """

    title: str = ""
    done: int = 0
    total: int = 0
    is_playing: bool = False
    speed: float = 1.0
    caption: str = ""
    pane: str = ""
    at: str = ""
    said: str = ""

    @property
    def is_over(self) -> bool:
        """Whether all steps are done."""
        return self.done >= self.total


class Player(Stateful[PlayerState]):
    """Plays one scenario on one log at a time.

    Parameters
    ----------
    after:
        Calls `tick` once after so many seconds; a newer wish replaces the older one, None drops it.
    open_wanted:
        Called with (pane or stream, version or None) when a step opens something.
    act:
        Does in the window what a step says, then calls back with None, or with what went wrong.

    `hold`, where it is set, is called with what is shown before a caption gives way to the next one; the play
    goes on when it calls back.
    """

    hold: Hold | None = None

    def __init__(
        self,
        submit: Submit,
        after: Callable[[float | None], None],
        show: Callable[[PlayerState], None],
        open_wanted: Callable[[str, int | None], None],
        failed: Callable[[BaseException], None],
        act: Callable[[WindowStep, Done], None],
    ) -> None:
        super().__init__(PlayerState(), show)
        self._submit = submit
        self._after = after
        self._open_wanted = open_wanted
        self._failed = failed
        self._act = act
        self._scenario: Scenario | None = None
        self._stage: Stage | None = None
        self._epoch = 0
        self._is_busy = False
        self._hurries = False

    def begin(self, scenario: Scenario, log: OpenLog) -> None:
        """Plays the scenario from its first step on that fresh log."""
        self._epoch += 1
        self._is_busy = False
        self._scenario = scenario
        self._stage = Stage(log)
        self._change_to(
            title=scenario.name,
            done=0,
            total=len(scenario.steps),
            is_playing=True,
            caption=scenario.description or scenario.name,
            pane="",
            at="",
            said="",
        )
        self._hurries = False
        self._after(0)

    def retell(self, scenario: Scenario) -> None:
        """Goes on with the same steps in other words, the caption that is shown included."""
        if self._scenario is None:
            return
        self._scenario = scenario
        done = scenario.steps[: self.state.done]
        told = [step.act.caption for step in done if isinstance(step.act, CaptionStep)]
        opening = scenario.description or scenario.name
        self._change_to(title=scenario.name, caption=told[-1] if told else opening, said="")

    def end(self) -> None:
        """Stops for good: the log is about to be closed."""
        self._epoch += 1
        self._is_busy = False
        if self._stage is not None:
            self._stage.leave()
        self._stage = None
        self._after(None)
        self._change_to(is_playing=False)

    def play(self) -> None:
        """Goes on."""
        if self._stage is not None and not self.state.is_over:
            self._change_to(is_playing=True)
            if not self._is_busy:
                self._after(0)

    def pause(self) -> None:
        """Stops after the present step."""
        self._hurries = False
        self._after(None)
        self._change_to(is_playing=False)

    def step(self) -> None:
        """Does the next step and stops."""
        self.pause()
        self._advance()

    def next_caption(self) -> None:
        """Does all steps up to the next caption without waiting, and stops there."""
        self.play()
        self._hurries = self.state.is_playing

    def set_speed(self, speed: float) -> None:
        """1 is normal, 10 ten times as fast, 0 instantly, -1 one step at a time."""
        self._change_to(speed=speed)
        if self.state.is_playing and not self._is_busy:
            self._after(0)

    def tick(self) -> None:
        """The time that `after` was asked for has passed."""
        if self.state.is_playing:
            self._advance()

    def _advance(self) -> None:
        stage, scenario = self._stage, self._scenario
        if stage is None or scenario is None or self._is_busy or self.state.is_over:
            return
        step = scenario.steps[self.state.done]
        match step.act:
            case CaptionStep() if self.hold is not None and self.state.done:
                self._is_busy = True
                self.hold(self.state, partial(self._turn_over, step, self._epoch))
            case CaptionStep():
                self._turn_over(step, self._epoch)
            case OpenStep(open=what, version=version):
                self._open_wanted(what, version)
                self._finished(step, self._epoch, Performed(""))
            case WaitStep() | PauseStep():
                self._finished(step, self._epoch, Performed(""))
            case PressStep() | EnterStep() | ChooseStep() as act:
                self._is_busy = True
                self._act(act, partial(self._acted, step, self._epoch))
            case _ if stage.is_held:
                self._wait_for_now()
            case _:
                self._perform(stage, step)

    def _turn_over(self, step: PlacedStep, epoch: int) -> None:
        """Shows the next caption."""
        if epoch == self._epoch and isinstance(step.act, CaptionStep):
            caption = step.act
            self._change_to(caption=caption.caption, pane=caption.pane or "", at=caption.at, said="")
            self._finished(step, epoch, Performed(""))

    def _perform(self, stage: Stage, step: PlacedStep) -> None:
        self._is_busy = True
        epoch = self._epoch
        self._submit(
            lambda _job: stage.perform(step),
            on_success=lambda done: self._finished(step, epoch, done),
            on_error=lambda error: self._went_wrong(epoch, error),
        )

    def _acted(self, step: PlacedStep, epoch: int, error: BaseException | None) -> None:
        if error is None:
            self._finished(step, epoch, Performed(""))
        else:
            self._went_wrong(epoch, error)

    def _finished(self, step: PlacedStep, epoch: int, done: Performed) -> None:
        if epoch != self._epoch or self._scenario is None:
            return
        self._is_busy = False
        number = self.state.done + 1
        is_playing = self.state.is_playing and not self._stops(step, number)
        self._change_to(done=number, said=done.text or self.state.said, is_playing=is_playing)
        if is_playing:
            speed = INSTANTLY if self._hurries else self.state.speed
            self._after(pause_after(step, self._scenario.pace, speed))
        else:
            self._hurries = False

    def _stops(self, step: PlacedStep, number: int) -> bool:
        """Whether the play stops behind that step."""
        if number >= self.state.total:
            return True
        if self._hurries:
            return isinstance(step.act, CaptionStep | PauseStep)
        if self.state.speed == STEP_BY_STEP:
            return True
        return isinstance(step.act, PauseStep) and self.state.speed != INSTANTLY

    def _went_wrong(self, epoch: int, error: BaseException) -> None:
        if epoch != self._epoch:
            return
        self._is_busy = False
        if isinstance(error.__cause__, WritingHeld):
            self._wait_for_now()  # somebody was faster
            return
        self._hurries = False
        self._after(None)
        # The step is passed over: whoever plays on wants the next one.
        self._change_to(done=self.state.done + 1, is_playing=False)
        self._failed(error)

    def _wait_for_now(self) -> None:
        """The window shows the past, where nothing is written: the step waits until one returns and plays."""
        self.pause()
        self._change_to(
            said=translate("Demo", "Paused: the window shows the past. Return to now (Esc) and play on.")
        )


def pause_after(step: PlacedStep, pace: float, speed: float) -> float:
    """Seconds from the end of a step to the next one."""
    if speed == INSTANTLY:
        return 0
    match step.act:
        case CaptionStep() as caption:
            seconds = caption.reading_time
        case WaitStep(wait=wait):
            seconds = wait
        case _:
            seconds = pace
    return seconds / speed
