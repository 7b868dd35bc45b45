"""The Commands pane's widget: shows a state and reports what a person does."""

from __future__ import annotations

import getpass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.commands.form import Form, label_for
from app.commands.history import HistoryDialog
from app.commands.presenter import CommandsPresenter, CommandsState
from app.commands.result import ResultView
from app.completer import completer
from app.engine_words import in_own_words
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, icon
from app.words import translate
from domain.event import decoded_or_text
from domain.filtering import condition
from infra.journal.entries import JournalEntry
from infra.open_log import OpenLog

_LEAST_LETTERS = 8


class CommandsPane(QWidget):
    """Choose, fill, preview, issue, undo.

    `event_wanted(position)` when an event's link is followed, `filter_wanted(filter)` for all that a command
    set off.
    """

    event_wanted = Signal(object)
    filter_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = CommandsPresenter(
            owned_submit(jobs, self), self._show, self.failed.emit, _user_name()
        )
        self._fields: object = None
        self._problems: object = None
        self._shown: object = None
        self._revealing = QTimer(self)  # once it is laid out
        self._revealing.setSingleShot(True)
        self._revealing.setInterval(0)
        self._revealing.timeout.connect(self._reveal_result)
        self.aggregate = _combo("commands.aggregate", self.tr("Aggregate"), self)
        self.command = _combo("commands.command", self.tr("Command"), self)
        self.target = QLineEdit(self)
        self.target.setObjectName("commands.target")
        self.target.setAccessibleName(self.tr("Target"))
        self.fresh = QToolButton(self)
        self.fresh.setObjectName("commands.fresh")
        self.fresh.setIcon(icon("sparkle"))
        self.fresh.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._keys = QStringListModel(self)
        self.target.setCompleter(completer(self._keys, self))
        self._target_problem = PlainLabel(self)
        self._target_problem.setObjectName("commands.problem.key")
        self._target_problem.setProperty("role", "danger")
        self._target_problem.setWordWrap(True)
        self._help = PlainLabel(self)
        self._help.setProperty("role", "muted")
        self._help.setWordWrap(True)
        self.form = Form(self)
        self.preview = _button("commands.preview", self.tr("Preview"), "eye", self)
        self.preview.setToolTip(self.tr("Say what would happen; nothing is written (Ctrl+Shift+Enter)"))
        self.issue = _button("commands.issue", self.tr("Issue"), "", self)
        self.issue.setProperty("primary", True)
        self.issue.setToolTip(self.tr("Issue the command (Ctrl+Enter)"))
        self.undo = _button("commands.undo", self.tr("Undo"), "arrow-u-up-left", self)
        self.undo.setToolTip(self.tr("Take this command back by a new one"))
        self.history = QToolButton(self)
        self.history.setObjectName("commands.history")
        self.history.setIcon(icon("clock-counter-clockwise"))
        self.history.setAccessibleName(self.tr("Earlier commands"))
        self.history.setToolTip(self.tr("Earlier commands: edit one, or issue it again (Ctrl+H)"))
        self.result = ResultView(self.undo, self)
        self._notice = PlainLabel(self)
        self._notice.setProperty("role", "muted")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log."""
        self._presenter.show_log(log)

    def show_as_of(self, position: int | None) -> None:
        """Previews as of that position, and issues nothing; None is now."""
        self._presenter.show_as_of(position)

    def undo_last(self) -> None:
        """Takes back the command whose outcome is shown."""
        self._presenter.undo()

    def _lay_out(self) -> None:
        choice = QGridLayout()
        choice.setHorizontalSpacing(MEDIUM)
        choice.setVerticalSpacing(SMALL)
        choice.setColumnStretch(1, 1)
        target = QHBoxLayout()
        target.setSpacing(SMALL)
        target.addWidget(self.target, 1)
        target.addWidget(self.fresh)
        for row, (text, field) in enumerate(
            (
                (self.tr("Aggregate"), self.aggregate),
                (self.tr("Command"), self.command),
                (self.tr("Target"), self.target),
            )
        ):
            label = label_for(text, self)
            label.setBuddy(field)
            choice.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            if field is not self.target:
                choice.addWidget(field, row, 1)
        choice.addLayout(target, 2, 1)
        choice.addWidget(self._target_problem, 3, 1)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(MEDIUM)
        column.addLayout(choice)
        column.addWidget(self._help)
        column.addWidget(self.form)
        buttons = QHBoxLayout()
        buttons.addWidget(self.preview)
        buttons.addWidget(self.issue)
        buttons.addWidget(self.history)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addWidget(self.result, 1)
        column.addWidget(self._notice)
        column.addStretch()
        self._scroll = scroll = _Column(inner, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _connect(self) -> None:
        self.aggregate.currentTextChanged.connect(self._presenter.choose_category)
        self.command.currentTextChanged.connect(self._presenter.choose_command)
        self.target.textEdited.connect(self._presenter.complete)
        self.preview.clicked.connect(self._preview_clicked)
        self.issue.clicked.connect(self._issue_clicked)
        self.undo.clicked.connect(self._presenter.undo)
        self.fresh.clicked.connect(self._fresh_clicked)
        self.history.clicked.connect(self._open_history)
        self.form.completion_wanted.connect(self._presenter.complete_field)
        self.result.event_wanted.connect(self.event_wanted)
        self.result.all_wanted.connect(self._all_wanted)
        for keys, act in (
            ("Ctrl+Return", self._issue_clicked),
            ("Ctrl+Enter", self._issue_clicked),
            ("Ctrl+Shift+Return", self._preview_clicked),
            ("Ctrl+Shift+Enter", self._preview_clicked),
            ("Ctrl+H", self._open_history),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _preview_clicked(self) -> None:
        if self.preview.isEnabled():
            self._presenter.preview(self.target.text(), self.form.values())

    def _issue_clicked(self) -> None:
        if self.issue.isEnabled():
            self._presenter.issue(self.target.text(), self.form.values())

    def _fresh_clicked(self) -> None:
        self.target.setText(self._presenter.state.fresh)
        self.target.setFocus()

    def _all_wanted(self) -> None:
        self.filter_wanted.emit(condition("correlation", self._presenter.state.correlation))

    def _open_history(self) -> None:
        dialog = HistoryDialog(self.issue.isEnabled(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.edit_wanted.connect(self._take)
        dialog.repeat_wanted.connect(self._repeat)
        self._presenter.history(dialog.show_entries)
        dialog.open()

    def _take(self, entry: JournalEntry) -> None:
        """Fills an earlier command into the form."""
        if self._presenter.choose(entry.stream, entry.command):
            self.target.setText(entry.stream.partition("/")[2])
            self.form.fill(decoded_or_text(entry.data))
            self.target.setFocus()

    def _repeat(self, entry: JournalEntry) -> None:
        self._take(entry)
        self._issue_clicked()

    def _show(self, state: CommandsState) -> None:
        _fill(self.aggregate, state.categories, state.category)
        _fill(self.command, state.commands, state.command)
        if state.fields is not self._fields:
            self._fields = state.fields
            self.form.show_fields(state.fields)
            self._order_tabs()
        self._help.setText(in_own_words(state.help))
        self.target.setPlaceholderText(_target_example(state))
        self.fresh.setVisible(bool(state.fresh))
        self.fresh.setText(state.fresh)
        self.fresh.setToolTip(self.tr("Use {0}, the next free one").format(state.fresh))
        self.fresh.setAccessibleName(self.tr("Use {0}, the next free one").format(state.fresh))
        typed = self.target.text()
        self._keys.setStringList([key for key in state.keys if key != typed])
        self.form.show_names(*state.named)
        if state.problems is not self._problems:
            self._show_problems(state)
        has_log = bool(state.categories)
        can_write = has_log and not state.notice
        for widget in (self.aggregate, self.command, self.target, self.form):
            widget.setEnabled(has_log)
        self.preview.setEnabled(has_log and not state.is_busy)
        self.issue.setEnabled(can_write and not state.is_busy)
        undoable = state.outcome is not None and bool(state.outcome.events)
        self.undo.setEnabled(can_write and not state.is_busy and undoable)
        self._notice.setText(translate("Commands", state.notice))
        self._notice.setVisible(bool(state.notice))
        self.history.setEnabled(has_log)
        self.result.show_result(state.preview, state.outcome, state.is_busy)
        shown = state.preview or state.outcome
        if shown is not self._shown:
            self._shown = shown
            self._revealing.start()

    def _order_tabs(self) -> None:
        """Editors that were made anew take their place between the target and the buttons."""
        above = [self.aggregate, self.command, self.target, self.fresh]
        chain = [*above, *self.form.inputs(), self.preview, self.issue, self.history, self.undo]
        for first, second in pairwise(chain):
            self.setTabOrder(first, second)

    def _show_problems(self, state: CommandsState) -> None:
        """Says beside each field what is wrong with it, and puts the cursor into the first such field."""
        self._problems = state.problems
        problems = dict(state.problems)
        key_problem = in_own_words(problems.pop("key", ""))
        self._target_problem.setText(key_problem)
        self._target_problem.setVisible(bool(key_problem))
        if self.target.property("invalid") != bool(key_problem):
            self.target.setProperty("invalid", bool(key_problem))
            self.target.style().polish(self.target)
        self.form.show_problems(problems)
        wrong = self.target if key_problem else self.form.first_wrong()
        if wrong is not None:
            wrong.setFocus()
            self._scroll.ensureWidgetVisible(wrong)

    def _reveal_result(self) -> None:
        if self._shown is not None:
            self._scroll.ensureWidgetVisible(self.result, 0, 0)


class _Column(QScrollArea):
    """Scrolls up and down only: what is in it is never cut on the right."""

    def __init__(self, inner: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keyboard
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = inner
        self.setWidget(inner)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # another command's fields may ask for more width
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._inner.minimumSizeHint().width() + bar, super().minimumSizeHint().height())


def _target_example(state: CommandsState) -> str:
    if state.keys and not state.creates:
        return translate("Commands", "e.g. {0}").format(state.keys[0])
    if state.fresh:
        return translate("Commands", "e.g. {0}").format(state.fresh)
    return translate("Commands", "Which one")


def _fill(combo: QComboBox, names: tuple[str, ...], current: str) -> None:
    with QSignalBlocker(combo):
        if tuple(combo.itemText(row) for row in range(combo.count())) != names:
            combo.clear()
            combo.addItems(list(names))
        combo.setCurrentText(current)


def _combo(name: str, title: str, parent: QWidget) -> QComboBox:
    combo = QComboBox(parent)
    combo.setObjectName(name)
    combo.setAccessibleName(title)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(_LEAST_LETTERS)  # its list is as wide as the names in it
    return combo


def _button(name: str, text: str, picture: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setObjectName(name)
    button.setAccessibleName(text)
    if picture:
        button.setIcon(icon(picture))
    return button


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
