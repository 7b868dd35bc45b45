"""What a link is called: on its box, in the tree, and read aloud."""

from __future__ import annotations

from app.engine_words import in_own_words
from app.figures import grouped
from app.moments import exact_time_text
from app.words import translate
from domain.history.correlation import Kind, Link


def title(link: Link) -> str:
    """Its name alone."""
    if link.kind is Kind.MISSING:
        return translate("Causation", "Not in this log")
    return link.name or translate("Causation", "A command not in this journal")


def subtitle(link: Link) -> str:
    """Where it happened, or by whom it was issued."""
    if link.kind is Kind.EVENT:
        return f"{link.stream} v{link.version}"
    if link.kind is Kind.MISSING:
        return link.id
    parts = [translate("Causation", "by {0}").format(link.actor)] if link.actor else []
    if link.status and link.status != "succeeded":
        parts.append(translate("Status", link.status))
    return " \u00b7 ".join(parts or [link.stream])


def spoken(link: Link) -> str:
    """All of it in a sentence, for tool tips and screen readers."""
    if link.kind is Kind.MISSING:
        text = translate("Causation", "Something that is not in this log, with the id {0}")
        return text.format(link.id)
    if link.kind is Kind.EVENT:
        text = translate("Causation", "Event {0}, {1} version {2}, position {3}")
        told = text.format(link.name, link.stream, link.version, grouped(link.position))
    else:
        told = translate("Causation", "Command {0} to {1}").format(title(link), link.stream)
        if link.status:
            told += f", {translate('Status', link.status)}"
    if link.actor:
        told += ", " + translate("Causation", "by {0}").format(link.actor)
    if link.at is not None:
        told += f", {exact_time_text(link.at)}"
    return f"{told}: {in_own_words(link.reason)}" if link.reason else told
