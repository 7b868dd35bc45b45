"""Edits, marks and outcomes in a person's words."""

from __future__ import annotations

from app.figures import grouped
from app.words import QT_TRANSLATE_NOOP, translate
from domain.branch.edits import Branch, Change, Drop, Edit, Insert, Issue, Move

THEN = (
    ("commands", QT_TRANSLATE_NOOP("WhatIf", "Decide later commands anew")),
    ("events", QT_TRANSLATE_NOOP("WhatIf", "Keep later events as recorded")),
    ("nothing", QT_TRANSLATE_NOOP("WhatIf", "Nothing happens afterwards")),
)
MARKS = {
    "changed": QT_TRANSLATE_NOOP("WhatIf", "changed"),
    "inserted": QT_TRANSLATE_NOOP("WhatIf", "inserted"),
    "moved": QT_TRANSLATE_NOOP("WhatIf", "moved"),
    "dropped": QT_TRANSLATE_NOOP("WhatIf", "dropped"),
    "same": QT_TRANSLATE_NOOP("WhatIf", "follows, as recorded"),
    "new": QT_TRANSLATE_NOOP("WhatIf", "follows, new"),
}
OUTCOMES = {
    "succeeded": QT_TRANSLATE_NOOP("WhatIf", "succeeded"),
    "rejected": QT_TRANSLATE_NOOP("WhatIf", "rejected"),
    "failed": QT_TRANSLATE_NOOP("WhatIf", "failed"),
    "not issued": QT_TRANSLATE_NOOP("WhatIf", "not issued"),
    "": QT_TRANSLATE_NOOP("WhatIf", "not issued"),
}


def edit_text(edit: Edit) -> str:
    """What an edit does, in a line."""
    match edit:
        case Drop(event):
            return translate("WhatIf", "Drop event {0}").format(grouped(event))
        case Change(event) if event > 0:
            return translate("WhatIf", "Change event {0}").format(grouped(event))
        case Change():
            return translate("WhatIf", "Change the inserted event")
        case Insert(stream=stream, type=type):
            return translate("WhatIf", "Insert {0} into {1}").format(type, stream)
        case Move(event) if event > 0:
            return translate("WhatIf", "Move event {0}").format(grouped(event))
        case Move():
            return translate("WhatIf", "Move the inserted event")
        case Issue(stream, command):
            return translate("WhatIf", "Issue {0} on {1}").format(command, stream)


def branch_text(branch: Branch) -> str:
    """Where the branch begins, and how much of it is edited."""
    count = len(branch.edits)
    if count == 0:
        edits = translate("WhatIf", "no edits yet")
    else:
        counted = translate("WhatIf", "1 edit") if count == 1 else translate("WhatIf", "{0} edits")
        edits = counted.format(grouped(count))
    return translate("WhatIf", "Branch at position {0}, {1}").format(grouped(branch.position), edits)
