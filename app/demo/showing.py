"""How a demo is shown: which story, where its log is kept, how fast, whether again and again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from app.demo.scenario import DEFAULT


class Showing(msgspec.Struct, frozen=True, kw_only=True):
    """How a demo is shown.

    Parameters
    ----------
    scenario:
        The name of one that comes along, or a .toml file.
    path:
        Where to make the log; None is the user's data folder.
    speed:
        1 is normal, 10 ten times as fast, 0 instantly, -1 one step at a time.
    loops:
        Begins again on a fresh log whenever the story is over, until somebody ends the demo.
    screenshots:
        An empty or new folder which gets a picture of the window for each caption; None takes none.
    """

    scenario: str = DEFAULT
    path: Path | None = None
    speed: float = 1.0
    loops: bool = False
    screenshots: Path | None = None
