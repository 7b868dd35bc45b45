"""The expected faults of the domain. Each carries a text fit to show to a person."""

from __future__ import annotations


class DomainError(Exception):
    """Something a person can act on: `reason` says what is wrong, `hint` what to do about it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class Unreadable(DomainError):
    """A text is not what it should be: not JSON, or not the JSON that its type asks for."""


class UnknownName(DomainError):
    """A category, command or event type that no registered domain knows."""


class InvalidCommand(DomainError):
    """A command's stream key or fields break the rules of their types; `problems` says where.

    Parameters
    ----------
    problems:
        (path, message) pairs; a path is the field's dotted name ("address.postal_code"), "" for the whole.
    """

    def __init__(self, reason: str, hint: str = "", problems: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(reason, hint)
        self.problems = problems
