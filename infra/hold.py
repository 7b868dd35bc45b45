"""Whether a person may write just now: asked by every act of a person that changes a log or its cache."""

from __future__ import annotations

from domain.errors import DomainError


class WritingHeld(DomainError):
    """Something keeps a person from writing, e.g. that the window shows the past."""


class Hold:
    """One for each open log. What works in the background goes on: it is not a person's doing."""

    def __init__(self) -> None:
        self._why: tuple[str, str] | None = None

    def keep(self, reason: str, hint: str) -> None:
        """From now on `check` refuses with that reason."""
        self._why = (reason, hint)

    def release(self) -> None:
        """Writing is possible again."""
        self._why = None

    @property
    def is_kept(self) -> bool:
        """Whether `check` would refuse."""
        return self._why is not None

    def check(self) -> None:
        """Does nothing, or raises `WritingHeld` saying why nothing can be written."""
        why = self._why
        if why is not None:
            raise WritingHeld(*why)
