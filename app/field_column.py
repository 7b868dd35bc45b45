"""The first column of a list of changes: as wide as the names of fields that stand in it, up to half."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableWidget

from app.theme import LARGE

_LOOKED_AT = 200  # rows


def fit_names(table: QTableWidget) -> None:
    """Gives the first column what its names need; the others share what is left, half of it at the least."""
    header = table.horizontalHeader()
    names = [item.text() for row in range(min(table.rowCount(), _LOOKED_AT)) if (item := table.item(row, 0))]
    longest = max(names, key=len, default="")
    needed = max(
        table.fontMetrics().horizontalAdvance(longest) + LARGE + LARGE // 2, header.sectionSizeHint(0)
    )
    room = table.viewport().width()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
    header.resizeSection(0, max(min(needed, room // 2), room // table.columnCount()))
