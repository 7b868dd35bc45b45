"""The Commands pane's widget: shows a state and reports what a person does."""

from __future__ import annotations

import getpass

from PySide6.QtCore import QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.commands.form import Form
from app.commands.presenter import CommandsPresenter, CommandsState
from app.commands.result import ResultView
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, SMALL, icon
from app.words import translate
from infra.open_log import OpenLog


class CommandsPane(QWidget):
    """Choose, fill, preview, issue, undo. `event_wanted(position)` when an event's link is followed."""

    event_wanted = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = CommandsPresenter(
            owned_submit(jobs, self), self._show, self.failed.emit, _user_name()
        )
        self._fields: object = None
        self.aggregate = _combo("commands.aggregate", self.tr("Aggregate"), self)
        self.command = _combo("commands.command", self.tr("Command"), self)
        self.target = QLineEdit(self)
        self.target.setObjectName("commands.target")
        self.target.setAccessibleName(self.tr("Target"))
        self.target.setPlaceholderText(self.tr("Which one, e.g. O-1001"))
        self._completer = QCompleter(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.target.setCompleter(self._completer)
        self._target_problem = PlainLabel(self)
        self._target_problem.setObjectName("commands.problem.key")
        self._target_problem.setProperty("role", "danger")
        self._target_problem.setWordWrap(True)
        self._help = PlainLabel(self)
        self._help.setProperty("role", "muted")
        self._help.setWordWrap(True)
        self.form = Form(self)
        self.preview = _button("commands.preview", self.tr("Preview"), "eye", self)
        self.issue = _button("commands.issue", self.tr("Issue"), "", self)
        self.issue.setProperty("primary", True)
        self.issue.setToolTip(self.tr("Issue the command (Ctrl+Enter)"))
        self.undo = _button("commands.undo", self.tr("Undo"), "arrow-u-up-left", self)
        self.result = ResultView(self)
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

    def undo_last(self) -> None:
        """Takes back the command whose outcome is shown."""
        self._presenter.undo()

    def _lay_out(self) -> None:
        choice = QFormLayout()
        choice.setHorizontalSpacing(MEDIUM)
        choice.setVerticalSpacing(SMALL)
        choice.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field in (
            (self.tr("Aggregate"), self.aggregate),
            (self.tr("Command"), self.command),
            (self.tr("Target"), self.target),
        ):
            label = PlainLabel(text, self)
            label.setProperty("role", "muted")
            label.setBuddy(field)
            choice.addRow(label, field)
        choice.addRow("", self._target_problem)
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setProperty("role", "line")
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
        buttons.addStretch()
        buttons.addWidget(self.undo)
        column.addLayout(buttons)
        column.addWidget(self.result, 1)
        column.addWidget(self._notice)
        column.addStretch()
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
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
        self.result.event_wanted.connect(self.event_wanted)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._issue_clicked)

    def _preview_clicked(self) -> None:
        self._presenter.preview(self.target.text(), self.form.values())

    def _issue_clicked(self) -> None:
        if self.issue.isEnabled():
            self._presenter.issue(self.target.text(), self.form.values())

    def _show(self, state: CommandsState) -> None:
        _fill(self.aggregate, state.categories, state.category)
        _fill(self.command, state.commands, state.command)
        if state.fields is not self._fields:
            self._fields = state.fields
            self.form.show_fields(state.fields)
        self._help.setText(state.help)
        self._completer.setModel(_names(state.keys, self._completer))
        problems = dict(state.problems)
        key_problem = problems.pop("key", "")
        self._target_problem.setText(key_problem)
        self._target_problem.setVisible(bool(key_problem))
        self.form.show_problems(problems)
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
        self.result.show_result(state.preview, state.outcome, state.is_busy)


def _names(keys: tuple[str, ...], parent: QCompleter) -> QStringListModel:
    return QStringListModel(list(keys), parent)


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
