"""The steps a scenario is made of, each a line of the story."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias, get_args
from unicodedata import east_asian_width

import msgspec
from msgspec import Meta

Pane: TypeAlias = Literal[
    "streams",
    "commands",
    "timeline",
    "event",
    "rewind",
    "journal",
    "projections",
    "read_models",
    "causation",
    "notes",
    "evidence",
    "branch",
    "replay",
]
PANES: tuple[str, ...] = get_args(Pane)
Text: TypeAlias = Annotated[str, Meta(min_length=1)]
Seconds: TypeAlias = Annotated[float, Meta(gt=0, le=3600)]
Expected: TypeAlias = Literal["succeeded", "rejected"]


class Place(msgspec.Struct, frozen=True):
    """Where a step stands: its number from 1, and its line in the file (0 where that cannot be told)."""

    step: int = 0
    line: int = 0

    def __str__(self) -> str:
        return f"Step {self.step}, line {self.line}" if self.line else f"Step {self.step}"


class IssueStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Issues a command. `id` is a name by which later steps mean it."""

    command: Text
    stream: Text
    data: dict[str, Any] = msgspec.field(default_factory=dict)
    id: str = ""
    actor: str = ""
    expect: Expected = "succeeded"


class UndoStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Undoes the command of that name."""

    undo: Text
    actor: str = ""


class ResubmitStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Submits the command of that name once more, with the same id and the same fields."""

    resubmit: Text


class WaitStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lets some seconds pass."""

    wait: Seconds


class CaptionStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tells what is going on. `pane` is where to look, `seconds` how long it stays alone.

    `at` is the widget it points to, by its object name; without it, the whole pane.
    """

    caption: Text
    pane: Pane | None = None
    at: str = ""
    seconds: Seconds | None = None

    @property
    def reading_time(self) -> float:
        """Seconds to read it in: as told, or by its length; a Chinese character counts as three letters."""
        if self.seconds is not None:
            return self.seconds
        letters = sum(3 if east_asian_width(each) == "W" else 1 for each in self.caption)
        return max(2.5, letters / 16)


class RebuildStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Rebuilds the projection of that name."""

    rebuild: Text


class BreakStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Puts a faulty release of that projection into use: it raises `error` at the events that `when` means.

    `when` is a filter as in the timeline.
    """

    break_projection: Text
    when: Text
    error: Text


class RepairStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Puts the sound release of that projection back into use; what is parked stays parked."""

    repair_projection: Text


class RetryStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Retries the parked events of that projection."""

    retry: Text


class PressStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Presses the button, or does the action, of that object name."""

    press: Text


class EnterStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Writes a text into the field of the object name `into`, and presses Enter."""

    enter: str
    into: Text


class ChooseStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Chooses the first row, tab or entry with that text in the widget of the object name `of`."""

    choose: Text
    of: Text


class PauseStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Stops until the person plays on."""

    pause: Literal[True]


class OpenStep(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Brings a pane to the front, or opens a stream in rewind, at `version` or its last."""

    open: Text
    version: Annotated[int, Meta(ge=0)] | None = None


WindowStep: TypeAlias = PressStep | EnterStep | ChooseStep
Step: TypeAlias = (
    IssueStep
    | UndoStep
    | ResubmitStep
    | WaitStep
    | CaptionStep
    | RebuildStep
    | BreakStep
    | RepairStep
    | RetryStep
    | PauseStep
    | OpenStep
    | WindowStep
)

BY_VERB: dict[str, type[Step]] = {
    "command": IssueStep,
    "undo": UndoStep,
    "resubmit": ResubmitStep,
    "wait": WaitStep,
    "caption": CaptionStep,
    "rebuild": RebuildStep,
    "break_projection": BreakStep,
    "repair_projection": RepairStep,
    "retry": RetryStep,
    "pause": PauseStep,
    "open": OpenStep,
    "press": PressStep,
    "enter": EnterStep,
    "choose": ChooseStep,
}


class PlacedStep(msgspec.Struct, frozen=True):
    """A step and where it stands in the file."""

    place: Place
    act: Step
