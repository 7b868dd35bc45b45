"""Gives a page the look of the theme: what Markdown leaves to the reader's taste."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument, QTextFrame, QTextTable

from app.theme import LARGE, MEDIUM, SMALL, Role, colour, heading, monospace, title

_LINE_HEIGHT = 135.0  # of a hundred
_PROPORTIONAL = 1  # QTextBlockFormat.LineHeightTypes.ProportionalHeight, which the call wants as a number


def dress(document: QTextDocument) -> None:
    """Sizes headings, spaces lines, draws tables with thin lines."""
    block = document.begin()
    while block.isValid():
        _dress_block(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        _dress_frame(frame)


def _dress_block(block: QTextBlock) -> None:
    cursor = QTextCursor(block)
    format = block.blockFormat()
    level = format.headingLevel()
    format.setLineHeight(_LINE_HEIGHT, _PROPORTIONAL)
    if level:
        format.setTopMargin(LARGE if level > 1 else 0)
        format.setBottomMargin(MEDIUM)
    elif cursor.currentTable() is not None:
        format.setTopMargin(0)
        format.setBottomMargin(0)
    else:
        format.setBottomMargin(SMALL if block.textList() is not None else MEDIUM)
    cursor.setBlockFormat(format)
    for part in _parts(block):
        if level:
            _set_font(part, title() if level == 1 else heading())
        elif part.charFormat().fontFixedPitch():
            _set_font(part, monospace())


def _parts(block: QTextBlock) -> list[QTextCursor]:
    """A cursor over each run of letters in one format."""
    parts = []
    fragments = block.begin()
    while not fragments.atEnd():
        fragment = fragments.fragment()
        cursor = QTextCursor(block)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        parts.append(cursor)
        fragments += 1
    return parts


def _set_font(part: QTextCursor, font: QFont) -> None:
    format = part.charFormat()
    format.setFont(font)
    part.setCharFormat(format)


def _dress_frame(frame: QTextFrame) -> None:
    if isinstance(frame, QTextTable):
        format = frame.format()
        format.setBorder(1)
        format.setBorderCollapse(True)
        format.setBorderBrush(colour(Role.BORDER))
        format.setCellPadding(SMALL)
        format.setTopMargin(SMALL)
        frame.setFormat(format)
