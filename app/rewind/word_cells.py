"""A changed text in one cell: its words as they were, struck out, beside those that came in their place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.theme import LARGE, MEDIUM, SMALL, Role, colour, monospace
from domain.history.words import Kind, Piece

PIECES = Qt.ItemDataRole.UserRole + 1
_CONTEXT = 14  # letters of what stayed that are shown on each side of what changed
_MOST = 400


def in_brief(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with little of what stayed the same, on one line."""
    brief = []
    for place, piece in enumerate(pieces):
        text = piece.text.replace("\n", "\u23ce")
        sides = (place > 0) + (place < len(pieces) - 1)
        if piece.kind == "same" and len(text) > sides * _CONTEXT:
            head = text[:_CONTEXT] if place else ""
            tail = text[-_CONTEXT:] if place < len(pieces) - 1 else ""
            text = f"{head}\u2026{tail}"
        elif len(text) > _MOST:
            text = f"{text[:_MOST]}\u2026"
        brief.append(Piece(piece.kind, text))
    return brief


def spoken(pieces: Sequence[Piece]) -> str:
    """The same without colours."""
    marks = {"same": "{0}", "removed": "[\u2212{0}\u2212]", "added": "[+{0}+]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in in_brief(pieces))


class WordCells(QStyledItemDelegate):
    """Paints cells that have `PIECES`; all others as ever."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        pieces = index.data(PIECES)
        if not pieces:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        widget: QWidget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        brief = in_brief(pieces)
        layout = QTextLayout("".join(piece.text for piece in brief), option.font)
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(wrap)
        layout.setFormats(_formats(brief))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        layout.endLayout()
        room = option.rect.adjusted(MEDIUM, 0, -SMALL, 0)
        painter.save()
        painter.setClipRect(room)
        painter.setPen(colour(Role.TEXT))
        layout.draw(painter, QPointF(room.left(), room.center().y() - line.height() / 2))
        painter.restore()


def char_format(kind: Kind) -> QTextCharFormat:
    """How a piece of that kind looks."""
    form = QTextCharFormat()
    if kind == "same":
        form.setForeground(colour(Role.TEXT))
        return form
    ink, ground = (Role.ADDED, Role.ADDED_BACK) if kind == "added" else (Role.REMOVED, Role.REMOVED_BACK)
    form.setForeground(colour(ink))
    form.setBackground(QColor(colour(ground)))
    form.setFontStrikeOut(kind == "removed")
    return form


class WordDialog(QDialog):
    """The whole of a changed text, word by word."""

    def __init__(self, title: str, pieces: Sequence[Piece], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rewind.words")
        self.setWindowTitle(title)
        self._new = "".join(piece.text for piece in pieces if piece.kind != "removed")
        view = QTextEdit(self)
        view.setObjectName("rewind.words.text")
        view.setAccessibleName(title)
        view.setReadOnly(True)
        view.setFont(monospace())
        cursor = view.textCursor()
        for piece in pieces:
            cursor.insertText(piece.text, char_format(piece.kind))
        view.moveCursor(cursor.MoveOperation.Start)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        copy = buttons.addButton(self.tr("Copy the new text"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(MEDIUM)
        column.addWidget(view, 1)
        column.addWidget(buttons)
        self.resize(720, 480)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._new)


def _formats(pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
    formats, start = [], 0
    for piece in pieces:
        length = len(piece.text.encode("utf-16-le", "surrogatepass")) // 2  # Qt counts in UTF-16
        ranged = QTextLayout.FormatRange()
        ranged.start, ranged.length, ranged.format = start, length, char_format(piece.kind)
        formats.append(ranged)
        start += length
    return formats
