"""The Notes pane's widget: search, the list, and the editor of the selected note."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.figures import grouped
from app.flat_table import make_flat
from app.jobs import Jobs
from app.notes.editor import NoteEditor
from app.notes.presenter import Draft, NotesPresenter, NotesState
from app.notes.table_model import AUTHOR, NOTE, NotesModel
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, icon
from app.words import translate
from domain.note import About
from infra.notes.notes import NoteView, marks_of
from infra.open_log import OpenLog

_TYPING_MS = 200
_NARROW = 120  # letters: in a narrower table the author and the time are left out
_CHANGED = AUTHOR + 1


class NotesPane(QWidget):
    """Lists notes and bookmarks.

    `event_wanted(position)` and `rewind_wanted(stream, version)` to go where a note is about; `marked(marks)`
    tells by position which events carry one, `noted(versions)` by stream which versions do,
    `fields_noted(texts)` by stream and JSON Pointer what was written on fields.
    """

    event_wanted = Signal(object)
    rewind_wanted = Signal(object, object)
    marked = Signal(object)
    noted = Signal(object)
    fields_noted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = NotesPresenter(owned_submit(jobs, self), self._show, self.failed.emit, self._mark)
        self.search = QLineEdit(self)
        self.search.setObjectName("notes.search")
        self.search.setAccessibleName(self.tr("Search in notes"))
        self.search.setPlaceholderText(self.tr("Search in texts, streams, fields and authors"))
        self.search.setClearButtonEnabled(True)
        self._model = NotesModel(self)
        self.table = QTableView(self)
        self.table.setObjectName("notes.table")
        self.table.setAccessibleName(self.tr("Notes"))
        self.table.setModel(self._model)
        make_flat(self.table)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        self.editor = NoteEditor(self)
        self._message = PlainLabel(self)
        self._message.setObjectName("notes.message")
        self._message.setWordWrap(True)
        self.put_back = QPushButton(icon("arrow-u-up-left"), self.tr("Put back"), self)
        self.put_back.setObjectName("notes.put_back")
        self.put_back.setAccessibleName(self.tr("Put the removed note back"))
        self._notice = PlainLabel(self)
        self._notice.setObjectName("notes.notice")
        self._notice.setProperty("role", "muted")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self.search.clear()
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """The moment that the window shows. Notes are of the person who looks, and stay as they are."""

    def refresh(self) -> None:
        """The log may have other notes now."""
        self._presenter.refresh()

    def toggle_bookmark(self, position: object) -> None:
        """Sets a bookmark at an event, or takes it away."""
        if isinstance(position, int):
            self._presenter.toggle_bookmark(position)

    def write_about_event(self, position: object) -> None:
        """Begins a note about the event at a position."""
        if isinstance(position, int):
            self._begin(Draft(About.EVENT, position=position))

    def write_about(self, stream: object, version: object, path: object = "") -> None:
        """Begins a note about a version of a stream, or about a field (JSON Pointer) of its state."""
        if isinstance(version, int):
            about = About.FIELD if path else About.VERSION
            self._begin(Draft(about, str(stream), version, str(path)))

    def _begin(self, draft: Draft) -> None:
        self._presenter.begin(draft)
        self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(LARGE, MEDIUM, LARGE, 0)
        top.addWidget(self.search)
        told = QHBoxLayout()
        told.setContentsMargins(LARGE, 0, LARGE, 0)
        told.setSpacing(SMALL)
        told.addWidget(self._message, 1)
        told.addWidget(self.put_back)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        self._list = QStackedWidget(self)
        self._list.addWidget(self._notice)
        self._list.addWidget(self.table)
        split.addWidget(self._list)
        split.addWidget(self.editor)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(MEDIUM)
        outer.addLayout(top)
        outer.addLayout(told)
        outer.addWidget(split, 1)

    def _connect(self) -> None:
        self._typing.timeout.connect(self._search)
        self.search.textChanged.connect(self._typing.start)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.doubleClicked.connect(self._go)
        for keys, act in (
            ("Return", self._go),
            ("Enter", self._go),
            ("F2", self._edit),
            ("Delete", self._presenter.remove),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)
        self.editor.saved.connect(self._presenter.save)
        self.editor.given_up.connect(self._given_up)
        self.editor.go.clicked.connect(self._go)
        self.editor.remove.clicked.connect(self._presenter.remove)
        self.editor.bookmark.clicked.connect(self._presenter.set_bookmark)
        self.put_back.clicked.connect(self._presenter.put_back)

    def resizeEvent(self, event: object) -> None:
        narrow = self.width() < _NARROW * self.fontMetrics().averageCharWidth()
        for column in (AUTHOR, _CHANGED):
            self.table.setColumnHidden(column, narrow)
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt gives what it wants

    def _search(self) -> None:
        self._presenter.search(self.search.text())

    def _edit(self) -> None:
        self.editor.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _given_up(self) -> None:
        if self._presenter.state.draft is not None:
            self._presenter.give_up()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_chosen(self, current: QModelIndex) -> None:
        view = self._model.view(current.row())
        self._presenter.select(None if view is None else view.note.id)

    def _go(self) -> None:
        view = self._presenter.state.chosen
        if view is None or view.position is None:
            return
        self.event_wanted.emit(view.position)
        if view.note.about is not About.EVENT:
            self.rewind_wanted.emit(view.note.stream, view.note.version)

    def _mark(self, views: Sequence[NoteView]) -> None:
        self.marked.emit(marks_of(views))
        versions: dict[str, set[int]] = {}
        for view in views:
            versions.setdefault(view.note.stream, set()).add(view.note.version)
        self.noted.emit(versions)
        texts: dict[str, dict[str, str]] = {}
        for view in views:
            note = view.note
            if note.about is About.FIELD and note.text:
                told = self.tr("Note at version {0}: {1}").format(grouped(note.version), note.text)
                fields = texts.setdefault(note.stream, {})
                fields[note.path] = "\n".join(filter(None, (fields.get(note.path), told)))
        self.fields_noted.emit(texts)

    def _show(self, state: NotesState) -> None:
        self._list.setCurrentIndex(0 if state.notice else 1)
        self._notice.setText(translate("Notes", state.notice))
        with QSignalBlocker(self.table.selectionModel()):
            self._model.show_views(state.views)
            self._select(state.selected)
        self.editor.show_state(state)
        self._message.setText(state.message)
        self._message.setVisible(bool(state.message))
        self.put_back.setVisible(state.removed is not None)

    def _select(self, id: UUID | None) -> None:
        for row in range(self._model.rowCount()):
            view = self._model.view(row)
            if view is not None and view.note.id == id:
                self.table.selectRow(row)
                return
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
