"""The places that a person has been to, to go back and forward between as in a browser."""

from __future__ import annotations

import msgspec

_MOST = 100


class Place(msgspec.Struct, frozen=True):
    """What the window shows, as far as Back brings it again.

    `pane` is where it came about, by its dock's name; `position` is that of the event that is shown, `stream`
    and `version` are what Rewind shows.
    """

    pane: str = ""
    filter: str = ""
    position: int | None = None
    stream: str = ""
    version: int | None = None
    read_model: str = ""


class Places:
    """A list of places with a present one. A visit forgets what was ahead."""

    def __init__(self) -> None:
        self._places = [Place()]
        self._index = 0

    @property
    def now(self) -> Place:
        """The present place."""
        return self._places[self._index]

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before."""
        return self._index > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether Back was chosen, and nothing else visited since."""
        return self._index < len(self._places) - 1

    def visit(self, place: Place, *, instead: bool = False) -> None:
        """Another place is the present one.

        Parameters
        ----------
        instead:
            It takes the present one's place, which was only passed through.
        """
        if place == self.now:
            return
        kept = self._places[: self._index if instead and self._index else self._index + 1]
        if kept[-1] != place:
            kept.append(place)
        self._places = kept[-_MOST:]
        self._index = len(self._places) - 1

    def back(self) -> Place:
        """The place before becomes the present one; the first stays."""
        self._index = max(self._index - 1, 0)
        return self.now

    def forward(self) -> Place:
        """The place after becomes the present one; the last stays."""
        self._index = min(self._index + 1, len(self._places) - 1)
        return self.now

    def forget(self) -> None:
        """Another log: nothing has been visited."""
        self._places = [Place()]
        self._index = 0
