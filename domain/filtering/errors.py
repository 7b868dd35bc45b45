"""What is wrong with the text of a filter, and where."""

from __future__ import annotations

from domain.errors import DomainError


class FilterError(DomainError):
    """A text that is no filter.

    Parameters
    ----------
    position:
        Offset (from 0) of the first character that does not fit; the message counts from 1.
    expected:
        What would have fitted there, in words; empty where that is not the point.
    """

    def __init__(self, reason: str, hint: str = "", *, position: int, expected: tuple[str, ...] = ()) -> None:
        super().__init__(reason, hint)
        self.position = position
        self.expected = expected
