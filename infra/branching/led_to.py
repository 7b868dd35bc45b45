"""Takes an event out of a branch together with all that came of it, where nothing would be decided anew."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from domain.branch.edits import Branch, Drop
from infra.open_log import OpenLog


def without_all(
    log: OpenLog, branch: Branch, position: int, check: Callable[[], object] | None = None
) -> Branch:
    """The branch without that event and all events it led to, as far as the log names causes.

    What a journal has commands for is decided anew behind the branch point, so there it needs no edit.
    Imported events would stay as recorded: where some of them came of it, the branch keeps later events as
    recorded, so that these can be dropped. Raises `DomainError`.
    """
    positions = log.correlations.led_to(position, check)
    imported = int(log.log.fact("silent_until") or 0)
    later = [each for each in positions if each > branch.position]
    if branch.then == "commands" and any(each <= imported for each in later):
        branch = msgspec.structs.replace(branch, then="events")
    for each in positions:
        if each <= branch.position or branch.then == "events":
            branch = branch.with_edit(Drop(each))
    return branch
