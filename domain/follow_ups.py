"""The commands of process managers: ids derived from what caused them, so that a step done twice is one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import msgspec

from domain.command import Command
from domain.decider import FollowUp
from domain.identity import derived_id


class Cause(msgspec.Struct, frozen=True):
    """What made a process manager act: the id, time and correlation its commands are derived from."""

    id: UUID
    moment: datetime
    correlation_id: UUID
    actor: str


def follow_up_command(
    manager: str, key: str, cause: Cause, follow_up: FollowUp, *, issued_at: datetime, origin: str
) -> Command:
    """The command that the process `key` of `manager` issues because of `cause`."""
    return Command(
        id=derived_id(cause.id, cause.moment, manager, key, follow_up.step),
        type=type(follow_up.command).__name__,
        stream=follow_up.stream,
        data=msgspec.json.encode(follow_up.command),
        issued_at=issued_at,
        correlation_id=cause.correlation_id,
        causation_id=cause.id,
        actor=manager,
        process=msgspec.json.encode((manager, key, follow_up.step)).decode(),
        origin=origin,
    )
