"""What undoing says when later changes stand in its way."""

from __future__ import annotations

from domain.decider import Rejected


def changed_since(what: str, value: str) -> Rejected:
    """Undo restores a value only where it still is the one that the event set."""
    return Rejected(
        f"The {what} has been changed again since, to {value}.",
        "Undo the later change first, or set it anew.",
    )
