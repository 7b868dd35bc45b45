"""A page of help that stays beside the panes, to be read while one does what it says."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTextBrowser

from app.help.dressing import dress
from app.help.pages import pages
from app.theme import MEDIUM, body

_LETTERS = 48


class StoryDock(QDockWidget):
    """Shows one page at the right of the window; it can be moved, floated and closed like a pane.

    Parameters
    ----------
    language:
        That of the page ("zh_CN"); English where it is missing in it.
    """

    def __init__(self, page: str, language: str, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("story")
        self.setWindowTitle(self.tr("Step by step"))
        self.setAccessibleName(self.tr("Step by step"))
        browser = QTextBrowser(self)
        browser.setObjectName("story.page")
        browser.setAccessibleName(self.tr("What to do, step by step"))
        browser.setProperty("frame", "none")
        browser.setOpenLinks(False)
        document = browser.document()
        document.setDocumentMargin(MEDIUM)
        document.setDefaultFont(body())
        (text,) = (each.text for each in pages(language) if each.name == page)
        document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        dress(document)
        self.setWidget(browser)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self._window, self._browser = window, browser
        QTimer.singleShot(0, self, self._settle)  # once the panes beside it have their places

    def _settle(self) -> None:
        width = _LETTERS * self._browser.fontMetrics().averageCharWidth()
        self._window.resizeDocks([self], [min(width, self._window.width() // 3)], Qt.Orientation.Horizontal)
        self._browser.verticalScrollBar().setValue(0)
