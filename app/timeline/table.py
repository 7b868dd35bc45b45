"""The timeline's table view, set up so that it stays fast with millions of rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from app.theme import MEDIUM
from app.timeline.delegate import TimelineDelegate
from app.timeline.rows import COLUMNS, POSITION, STREAM, SUMMARY, TIME, TYPE, VERSION
from app.timeline.table_model import TimelineModel
from app.words import translate

_LETTERS = {POSITION: 9, TIME: 19, STREAM: 16, VERSION: 8, TYPE: 19}


def make_table(model: TimelineModel, parent: QWidget) -> QTableView:
    """Single selection, fixed rows, no vertical header: each of them would freeze a long list otherwise."""
    table = QTableView(parent)
    table.setObjectName("timeline.table")
    table.setAccessibleName(translate("Timeline", "Events"))
    table.setModel(model)
    table.setItemDelegate(TimelineDelegate(table))
    table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    letter = table.fontMetrics().averageCharWidth()
    for column, letters in _LETTERS.items():
        table.setColumnWidth(column, letters * letter + 2 * MEDIUM)
    assert len(COLUMNS) - 1 == SUMMARY
    header.setStretchLastSection(True)
    return table
