"""Who set a field, in words."""

from __future__ import annotations

from app.rewind.blame_presenter import BlameState
from app.words import translate
from domain.history.diff import pointer_parts
from domain.history.parts import MISSING
from infra.blame import Setter
from infra.causation import CommandLink, EventLink, Link, LostLink


def field_name(path: str) -> str:
    """A path as people write it: "price.amount"."""
    return ".".join(pointer_parts(path)) or translate("Blame", "The whole state")


def sentence(state: BlameState) -> str:
    """Who set the field last: "price.amount was set by PriceChanged v3 · ChangePrice by Maya"."""
    if state.problem:
        return state.problem
    if not state.setters:
        return translate("Blame", "Looking …") if state.is_busy else ""
    newest = state.setters[0]
    said = (
        translate("Blame", "{0} was removed by {1}")
        if newest.value is MISSING
        else translate("Blame", "{0} was set by {1}")
    ).format(field_name(state.path), setter_name(newest))
    links = state.causes.get(newest.position, ())
    return " · ".join([said, *(cause_text(link, is_first=True) for link in links[:1])])


def setter_name(setter: Setter) -> str:
    """An event of the stream: "PriceChanged v3"."""
    return f"{setter.type} v{setter.version}"


def cause_text(link: Link, *, is_first: bool = False) -> str:
    """One step up a chain of causes. The first one is the command that the event came from."""
    match link:
        case EventLink():
            said = translate("Blame", "caused by {0} · {1} v{2}").format(link.type, link.stream, link.version)
            return f"{said} · {link.actor}" if link.actor else said
        case LostLink():
            return translate("Blame", "caused by {0}, which is not in this log").format(link.id)
        case CommandLink(command=""):
            if link.actor:
                return translate("Blame", "by {0}, with a command that is not in this journal").format(
                    link.actor
                )
            return translate("Blame", "by a command that is not in this journal")
        case CommandLink():
            return _command_text(link, is_first=is_first)


def _command_text(link: CommandLink, *, is_first: bool) -> str:
    name = translate("Blame", "Undo: {0}").format(link.command) if link.is_undo else link.command
    if link.process:
        said = translate("Blame", "{0} by the process {1}").format(name, link.process)
    elif link.actor:
        said = translate("Blame", "{0} by {1}").format(name, link.actor)
    else:
        said = name
    return said if is_first or not link.stream else f"{said} · {link.stream}"
