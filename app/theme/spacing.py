"""The one scale of distances, and how high a row of text stands."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

# In device-independent pixels.
TIGHT, SMALL, MEDIUM, LARGE, HUGE = 2, 4, 8, 16, 32


def row_height(widget: QWidget) -> int:
    """The height of one row of a table or list in the widget's font: the text with room to breathe."""
    metrics = widget.fontMetrics()
    return metrics.height() + max(metrics.height() // 2, MEDIUM)
