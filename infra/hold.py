"""Whether a person may write just now: asked by every act of a person that changes a log or its cache."""

from __future__ import annotations

from domain.errors import DomainError


class WritingHeld(DomainError):
    """Something keeps a person from writing, e.g. that the window shows the past."""


class Hold:
    """One for each open log. What works in the background goes on: it is not a person's doing."""

    def __init__(self) -> None:
        self._why: dict[str, tuple[str, str]] = {}

    def keep(self, by: str, reason: str, hint: str) -> None:
        """From now on `check` refuses with that reason, until the same holder releases it."""
        self._why = {**self._why, by: (reason, hint)}

    def release(self, by: str) -> None:
        """That holder does not keep anybody from writing any more."""
        self._why = {holder: why for holder, why in self._why.items() if holder != by}

    @property
    def is_kept(self) -> bool:
        """Whether `check` would refuse."""
        return bool(self._why)

    def check(self) -> None:
        """Does nothing, or raises `WritingHeld` saying why nothing can be written."""
        for reason, hint in self._why.values():
            raise WritingHeld(reason, hint)
