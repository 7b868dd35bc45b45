"""The player goes step by step, at its speed, and stops where it should."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.demo.player import STEP_BY_STEP, Done, Player, PlayerState, pause_after
from app.demo.scenario import Scenario, ScenarioError, read_scenario
from app.demo.steps import CaptionStep, OpenStep, Place, PlacedStep, PressStep, WaitStep, WindowStep
from infra.open_log import OpenLog
from tests.app.held_jobs import HeldJobs

PLACE_ORDER = (
    '[[step]]\ncommand = "PlaceOrder"\nstream = "Order/O-1"\ndata = { customer = "C-1", currency = "EUR" }\n'
)
LOOK = '[[step]]\ncaption = "Look"\npane = "timeline"\n'


class Watched:
    """A player with its timer and jobs in the test's hand."""

    def __init__(self) -> None:
        self.jobs = HeldJobs()
        self.timer: float | None = None
        self.state = PlayerState()
        self.opened: list[tuple[str, int | None]] = []
        self.errors: list[BaseException] = []
        self.acts: list[WindowStep] = []
        self.player = Player(self.jobs.submit, self.after, self.show, self.open, self.errors.append, self.act)

    def after(self, seconds: float | None) -> None:
        self.timer = seconds

    def show(self, state: PlayerState) -> None:
        self.state = state

    def open(self, what: str, version: int | None) -> None:
        self.opened.append((what, version))

    def act(self, step: WindowStep, done: Done) -> None:
        self.acts.append(step)
        self.done = done

    def time_passes(self) -> float:
        """The timer fires; returns for how long it was set."""
        seconds, self.timer = self.timer, None
        assert seconds is not None
        self.player.tick()
        self.jobs.run_all()
        return seconds


@pytest.fixture
def watched() -> Watched:
    return Watched()


def story(log: OpenLog, body: str) -> Scenario:
    return read_scenario(f'name = "Trial"\npace = 2.0\n{body}', log.registry)


def test_steps_follow_each_other_at_the_scenarios_pace(watched: Watched, empty_log: OpenLog) -> None:
    watched.player.begin(story(empty_log, LOOK + PLACE_ORDER + "[[step]]\nwait = 7\n" + LOOK), empty_log)
    assert watched.time_passes() == 0
    assert (watched.state.caption, watched.state.pane) == ("Look", "timeline")
    assert watched.time_passes() == 2.5
    assert watched.state.said == "PlaceOrder on Order/O-1"
    assert empty_log.store.head("Order/O-1") == 1
    assert watched.time_passes() == 2
    assert watched.time_passes() == 7
    assert watched.state.is_over
    assert watched.timer is None


def test_ten_times_as_fast_waits_a_tenth() -> None:
    caption = PlacedStep(Place(), CaptionStep(caption="x", seconds=5))
    assert pause_after(caption, 1, 1) == 5
    assert pause_after(caption, 1, 10) == 0.5
    assert pause_after(caption, 1, 0) == 0
    assert pause_after(PlacedStep(Place(), WaitStep(wait=4)), 1, 2) == 2
    assert pause_after(PlacedStep(Place(), OpenStep(open="journal")), 3, 1) == 3


def test_paused_in_the_middle_of_a_step_it_stops_after_it(watched: Watched, empty_log: OpenLog) -> None:
    watched.player.begin(story(empty_log, PLACE_ORDER + LOOK), empty_log)
    watched.player.tick()
    watched.player.pause()
    watched.jobs.run_all()
    assert watched.timer is None
    assert (watched.state.done, watched.state.is_playing) == (1, False)
    watched.player.play()
    watched.time_passes()
    assert watched.state.is_over


def test_step_does_one_and_stays_paused(watched: Watched, empty_log: OpenLog) -> None:
    watched.player.begin(story(empty_log, LOOK + LOOK + LOOK), empty_log)
    watched.player.step()
    assert (watched.state.done, watched.state.is_playing, watched.timer) == (1, False, None)


def test_a_pause_in_the_story_waits_for_play_but_not_when_played_instantly(
    watched: Watched, empty_log: OpenLog
) -> None:
    body = "[[step]]\npause = true\n" + LOOK
    watched.player.begin(story(empty_log, body), empty_log)
    watched.time_passes()
    assert (watched.state.is_playing, watched.timer) == (False, None)
    watched.player.set_speed(0)
    watched.player.begin(story(empty_log, body), empty_log)
    watched.time_passes()
    assert watched.timer == 0


def test_opening_is_left_to_the_window(watched: Watched, empty_log: OpenLog) -> None:
    body = '[[step]]\nopen = "Order/O-1"\nversion = 2\n[[step]]\nopen = "journal"\n'
    watched.player.begin(story(empty_log, body), empty_log)
    watched.time_passes()
    watched.time_passes()
    assert watched.opened == [("Order/O-1", 2), ("journal", None)]


def test_a_step_that_goes_wrong_stops_the_play_and_play_goes_on_behind_it(
    watched: Watched, empty_log: OpenLog
) -> None:
    confirm = '[[step]]\ncommand = "ConfirmOrder"\nstream = "Order/O-9"\n'
    watched.player.begin(story(empty_log, confirm + LOOK), empty_log)
    watched.time_passes()
    assert isinstance(watched.errors[0], ScenarioError)
    assert (watched.state.is_playing, watched.timer) == (False, None)
    watched.player.play()
    watched.time_passes()
    assert watched.state.is_over


def test_what_a_play_that_was_ended_still_answers_is_dropped(watched: Watched, empty_log: OpenLog) -> None:
    watched.player.begin(story(empty_log, PLACE_ORDER + LOOK), empty_log)
    watched.player.tick()
    watched.player.end()
    watched.jobs.run_all()
    assert watched.state.done == 0
    watched.player.play()
    assert watched.timer is None


def test_step_by_step_every_step_waits_for_play(watched: Watched, empty_log: OpenLog) -> None:
    watched.player.set_speed(STEP_BY_STEP)
    watched.player.begin(story(empty_log, LOOK + LOOK + LOOK), empty_log)
    for done in (1, 2):
        watched.time_passes()
        assert (watched.state.done, watched.state.is_playing, watched.timer) == (done, False, None)
        watched.player.play()


def test_next_caption_hurries_to_it_and_stops(watched: Watched, empty_log: OpenLog) -> None:
    body = "[[step]]\nwait = 9\n" + PLACE_ORDER + '[[step]]\ncaption = "There"\n' + LOOK
    watched.player.begin(story(empty_log, body), empty_log)
    watched.player.next_caption()
    assert [watched.time_passes() for _ in range(3)] == [0, 0, 0]
    assert (watched.state.caption, watched.state.is_playing, watched.timer) == ("There", False, None)
    watched.player.play()
    assert watched.time_passes() == 0
    assert watched.state.is_over


def test_what_is_done_in_the_window_is_waited_for(watched: Watched, empty_log: OpenLog) -> None:
    body = '[[step]]\npress = "journal.undo"\n' * 2 + LOOK
    watched.player.begin(story(empty_log, body), empty_log)
    watched.time_passes()
    assert watched.acts == [PressStep(press="journal.undo")]
    assert (watched.state.done, watched.timer) == (0, None)
    watched.done(None)
    assert watched.time_passes() == 2
    watched.done(ScenarioError("not there"))
    assert (watched.state.done, watched.state.is_playing, len(watched.errors)) == (2, False, 1)


def test_a_caption_waits_for_who_keeps_what_the_one_before_told(watched: Watched, empty_log: OpenLog) -> None:
    held: list[tuple[str, Callable[[], None]]] = []
    watched.player.hold = lambda state, go_on: held.append((state.caption, go_on))
    watched.player.begin(story(empty_log, LOOK + LOOK.replace("Look", "And here")), empty_log)
    watched.time_passes()
    assert held == []
    watched.time_passes()
    assert [caption for caption, _ in held] == ["Look"]
    assert watched.state.caption == "Look"
    held[0][1]()
    assert (watched.state.caption, watched.state.is_over) == ("And here", True)


def test_a_hold_that_comes_back_after_the_end_changes_nothing(watched: Watched, empty_log: OpenLog) -> None:
    held: list[Callable[[], None]] = []
    watched.player.hold = lambda _state, go_on: held.append(go_on)
    watched.player.begin(story(empty_log, LOOK + LOOK.replace("Look", "And here")), empty_log)
    watched.time_passes()
    watched.time_passes()
    watched.player.end()
    held[0]()
    assert watched.state.caption == "Look"


def test_in_the_past_a_step_that_writes_waits_and_nothing_is_passed_over(
    watched: Watched, empty_log: OpenLog
) -> None:
    player = watched.player
    player.begin(story(empty_log, PLACE_ORDER + LOOK), empty_log)
    empty_log.hold.keep("past", "The window shows the past.", "Return to now.")
    watched.time_passes()
    assert (player.state.done, player.state.is_playing) == (0, False)
    assert "Return to now" in player.state.said
    assert not watched.errors
    empty_log.hold.release("past")
    player.play()
    watched.time_passes()
    assert player.state.done == 1
    assert empty_log.store.head("Order/O-1") == 1
