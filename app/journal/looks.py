"""How a command's status looks: an icon and a colour beside its word, never a colour alone."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor, QFontMetrics, QIcon

from app.theme import Role, colour, icon
from app.words import QT_TRANSLATE_NOOP, translate

_LOOKS = {
    QT_TRANSLATE_NOOP("Status", "pending"): ("hourglass", Role.MUTED),
    QT_TRANSLATE_NOOP("Status", "running"): ("spinner-gap", Role.ACCENT),
    QT_TRANSLATE_NOOP("Status", "failed"): ("arrow-clockwise", Role.WARNING),
    QT_TRANSLATE_NOOP("Status", "succeeded"): ("check", Role.SUCCESS),
    QT_TRANSLATE_NOOP("Status", "rejected"): ("prohibit", Role.WARNING),
    QT_TRANSLATE_NOOP("Status", "parked"): ("warning-octagon", Role.DANGER),
}
_ICON_AND_MARGINS = 44


def status_icon(status: str) -> QIcon:
    """The icon of a status."""
    return icon(*_LOOKS[status])


def status_colour(status: str) -> QColor:
    """The ink of a status."""
    return colour(_LOOKS[status][1])


def status_width(metrics: QFontMetrics, texts: Iterable[str] = ()) -> int:
    """How wide a column must be so that no status is cut, nor any of the texts that stand there."""
    words = [*(translate("Status", status) for status in _LOOKS), *texts]
    return max(metrics.horizontalAdvance(word) for word in words) + _ICON_AND_MARGINS
