"""Columns as wide as what stands in them: sized by the texts that are there, never by every row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTableView

_LOOKED_AT = 200  # texts of a column; a thousand would cost more than a moment
_MARGINS = 2  # letters


def widen(table: QTableView, column: int, texts: Sequence[str], most: int = 40) -> None:
    """Makes a column wide enough for its header and these texts; it never gets narrower while one reads.

    Parameters
    ----------
    most:
        In letters; longer texts are shown in full by their tool tips.
    """
    metrics = table.fontMetrics()
    letter = metrics.averageCharWidth()
    header = table.horizontalHeader()
    longest = max(texts[:_LOOKED_AT], key=len, default="")
    wanted = metrics.horizontalAdvance(longest) + (_MARGINS + 1) * letter
    least = header.sectionSizeHint(column)
    width = max(min(wanted, most * letter), least, table.columnWidth(column))
    if width != table.columnWidth(column):
        table.setColumnWidth(column, width)
