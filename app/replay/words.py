"""What a replay found, in a person's words."""

from __future__ import annotations

from app.engine_words import in_own_words
from app.figures import grouped
from app.words import QT_TRANSLATE_NOOP, translate
from domain import json_value
from infra.replaying.replay import Difference, ReplayReport

KINDS = {
    "events": QT_TRANSLATE_NOOP("Replay", "other events"),
    "payload": QT_TRANSLATE_NOOP("Replay", "other payload"),
    "rejected": QT_TRANSLATE_NOOP("Replay", "rejected now"),
    "accepted": QT_TRANSLATE_NOOP("Replay", "accepted now"),
    "raises": QT_TRANSLATE_NOOP("Replay", "raises now"),
    "undetermined": QT_TRANSLATE_NOOP("Replay", "two answers"),
}


def summary(report: ReplayReport) -> str:
    """How much was checked, and how honest that is."""
    said = [
        translate("Replay", "{0}: {1} of {2} commands were decided again; {3} would end otherwise.").format(
            report.category,
            grouped(report.checked),
            grouped(report.commands),
            grouped(report.different),
        )
    ]
    if report.unexplained:
        unexplained = translate(
            "Replay", "{0} of {1} events were made by no command of the journal: they are not replayed."
        )
        said.append(unexplained.format(grouped(report.unexplained), grouped(report.events)))
    if report.undecided:
        waiting = translate("Replay", "{0} commands still wait in the journal.")
        said.append(waiting.format(grouped(report.undecided)))
    if report.reworded:
        reworded = translate("Replay", "{0} rejections give another reason today.")
        said.append(reworded.format(grouped(report.reworded)))
    for each in report.not_checked[:3]:
        unchecked = translate("Replay", "{0} commands of {1} could not be checked: {2}")
        said.append(unchecked.format(grouped(each.commands), each.stream, in_own_words(each.reason)))
    return " ".join(said)


def recorded_text(difference: Difference) -> str:
    """How the command ended then."""
    types = ", ".join(type for type, _ in difference.recorded)
    return types or translate("Status", difference.entry.status)


def now_text(difference: Difference) -> str:
    """How it would end today."""
    verdict = difference.verdict
    if verdict.changes:
        return "; ".join(
            f"{one.path}: {_json(one.old)} \u2192 {_json(one.new)}"
            for change in verdict.changes
            for one in change.changes
        )
    if verdict.reason:
        return in_own_words(verdict.reason)
    return ", ".join(type for type, _ in verdict.now) or translate("Replay", "no events")


def recorded_reason(difference: Difference) -> str:
    """Why the command left no events then; "" where it did."""
    if difference.recorded:
        return ""
    status = translate("Status", difference.entry.status).capitalize()
    return f"{status}. {in_own_words(difference.entry.reason)}".strip()


def now_reason(difference: Difference) -> str:
    """Why it would leave no events today; "" where it would."""
    return "" if difference.verdict.now else now_text(difference)


def _json(value: object) -> str:
    return json_value.encode(value).decode("utf-8", "replace")
