"""The window of help: an index at the side, a page beside it. It stays out of the way of the main window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QWidget,
)

from app.help.dressing import dress
from app.help.keys import Section, as_markdown, keys_of
from app.help.pages import Page, pages
from app.theme import HUGE, LARGE, body, row_height

KEYBOARD = "keyboard"
_GENERAL = "window"
_LETTERS, _LINES = 70, 34  # of the page, at first


class HelpWindow(QWidget):
    """Shows pages of help. `show_page("timeline")`; a pane without a page gets the one on the window.

    Parameters
    ----------
    language:
        That of the pages ("zh_CN"); English where a page is missing in it.
    """

    def __init__(self, language: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("help")
        self.setWindowTitle(self.tr("Help – Eventscope"))
        self._pages = {page.name: page for page in pages(language)}
        self._keys: tuple[Section, ...] = ()
        self.index = QListWidget(self)
        self.index.setObjectName("help.index")
        self.index.setAccessibleName(self.tr("Pages"))
        for page in self._pages.values():
            item = QListWidgetItem(page.title, self.index)
            item.setData(Qt.ItemDataRole.UserRole, page.name)
            width = self.index.fontMetrics().horizontalAdvance(page.title) + 2 * LARGE
            item.setSizeHint(QSize(width, row_height(self.index)))
        self.page = QTextBrowser(self)
        self.page.setObjectName("help.page")
        self.page.setAccessibleName(self.tr("Page"))
        self.page.setProperty("frame", "none")
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(LARGE)
        parts = QSplitter(self)
        parts.addWidget(self.index)
        parts.addWidget(self.page)
        parts.setStretchFactor(1, 1)
        titles = self.index.sizeHintForColumn(0) + LARGE  # whole, with the scroll bar beside them
        parts.setSizes([titles, self._letters(_LETTERS)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(parts)
        self.index.currentItemChanged.connect(self._chosen)
        self.page.anchorClicked.connect(self._follow)
        room = parent.screen().availableSize() * 0.9
        self._beside = parent
        self.resize(
            QSize(titles + self._letters(_LETTERS), _LINES * self.fontMetrics().lineSpacing()).boundedTo(room)
        )

    @property
    def shown(self) -> str:
        """The name of the page that is shown."""
        item = self.index.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def show_page(self, name: str, keys: tuple[Section, ...] = ()) -> None:
        """Shows itself with that page; `keys` are what the page on the keyboard lists."""
        self._keys = keys or self._keys
        wanted = name if name in self._pages else _GENERAL
        row = list(self._pages).index(wanted)
        if self.index.currentRow() == row:
            self._show(self._pages[wanted])
        else:
            self.index.setCurrentRow(row)
        if not self.isVisible():
            self._stand_beside()
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages, in the order of the index."""
        return tuple(self._pages.values())

    def text_of(self, page: Page) -> str:
        """A page's Markdown; the one on the keyboard lists all keys there are."""
        if page.name != KEYBOARD:
            return page.text
        panes = [keys_of(each) for each in self._pages.values() if each.name != KEYBOARD]
        return f"{page.text.rstrip()}\n\n{as_markdown((*self._keys, *panes))}\n"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _stand_beside(self) -> None:
        """At the right-hand edge of the main window, where it hides least of the lists."""
        over = self._beside.frameGeometry()
        room = self._beside.screen().availableGeometry()
        left = min(over.right() - self.width() - LARGE, room.right() - self.width())
        self.move(max(left, room.left()), max(over.top() + HUGE, room.top()))

    def _letters(self, count: int) -> int:
        return count * self.fontMetrics().averageCharWidth()

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._show(self._pages[item.data(Qt.ItemDataRole.UserRole)])

    def _show(self, page: Page) -> None:
        text = self.text_of(page)
        document = self.page.document()
        document.setDefaultFont(body())
        document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        dress(document)
        self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, url: QUrl) -> None:
        name = url.path().removesuffix(".md")
        if name in self._pages:
            self.index.setCurrentRow(list(self._pages).index(name))
        elif url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
