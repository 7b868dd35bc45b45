"""How small tables look and behave: whole rows, no grid, headers above their cells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app import theme

# Cells begin where their headers' texts begin (see QHeaderView::section in style.qss).
_CELL = f"QTableView::item {{ padding: 0 {theme.SMALL + theme.TIGHT}px; }}"


def make_flat(table: QTableView, letters: Sequence[int] = ()) -> None:
    """Sets a table up; `letters` are the widths of its first columns, the last one takes the rest."""
    table.setStyleSheet(_CELL)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.row_height(table))
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    header.setHighlightSections(False)
    header.setStretchLastSection(True)
    letter = table.fontMetrics().averageCharWidth()
    for number, width in enumerate(letters):
        header.resizeSection(number, width * letter)
