"""The What if pane's widget: a branch's bar, the branched stream and its edits, and the comparison."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.branch.comparison import Comparison
from app.branch.events_table import EventsModel, EventsTable
from app.branch.examples import command_examples, event_examples
from app.branch.payload_dialog import PayloadDialog
from app.branch.presenter import WhatIfPresenter
from app.branch.state import StreamRow, WhatIfState
from app.branch.words import THEN, branch_text
from app.engine_words import in_own_words
from app.figures import grouped
from app.jobs import Jobs
from app.owned import owned_submit
from app.plain_text import PlainLabel
from app.rewind.controls import StreamBox
from app.theme import LARGE, MEDIUM, SMALL, heading, icon
from app.words import QT_TRANSLATE_NOOP, translate
from infra.branching.files import SUFFIX
from infra.open_log import OpenLog

_BRANCHES = QT_TRANSLATE_NOOP("WhatIfPane", "Branches (*.eventbranch);;All files (*)")
_EXPORTS = QT_TRANSLATE_NOOP("WhatIfPane", "JSON lines (*.jsonl);;Event logs (*.eventlog)")


class WhatIfPane(QWidget):
    """Branches the log. `told(text)` for good news, `failed(error)` for what nobody could act on here."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = WhatIfPresenter(
            owned_submit(jobs, self), self._show, self.failed.emit, self.told.emit
        )
        jobs.finished.connect(self._job_ended)
        self._log: OpenLog | None = None
        self._chosen = 0
        self._takes_keys = False  # a branch was just begun: Delete and the others work at once
        self._rows_shown: object = None
        self._build_notice()
        self._build_bar()
        self._build_stream()
        self.comparison = Comparison(self)
        self._error = PlainLabel(self)
        self._error.setObjectName("branch.error")
        self._error.setProperty("role", "danger")
        self._error.setWordWrap(True)
        self._lay_out()
        self._connect()
        self._show(self._presenter.state)

    def show_log(self, log: OpenLog | None) -> None:
        """Binds the pane to a log; a branch of another one is thrown away."""
        self._log = log
        self._presenter.show_log(log)

    def show_as_of(self, _position: int | None) -> None:
        """A branch begins where it was asked for and writes nothing, whatever moment the window shows."""

    def begin(self, position: int | None = None, stream: str = "") -> None:
        """Begins a branch at a position, or at the end of the log; asks first where another would be lost."""
        if self._may_let_go():
            self._takes_keys = True
            self._presenter.begin(position, stream)

    def open_branch(self, path: Path) -> None:
        """Goes on with a saved branch."""
        self._presenter.open(path)

    def save_branch(self, path: Path) -> None:
        """Saves the branch."""
        self._presenter.save(path)

    def export_branch(self, path: Path) -> None:
        """Writes the branch's events."""
        self._presenter.export(path)

    @property
    def state(self) -> WhatIfState:
        """What is shown."""
        return self._presenter.state

    def _job_ended(self, job: object) -> None:
        self._presenter.stopped(job)

    def _build_notice(self) -> None:
        self._notice = PlainLabel(self)
        self._notice.setObjectName("branch.notice")
        self._notice.setProperty("role", "muted")
        self._notice.setWordWrap(True)
        self._notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.begin_here = QPushButton(self.tr("Begin at the end of the log"), self)
        self.begin_here.setObjectName("branch.begin")
        self.begin_here.setProperty("primary", True)
        self.open_saved = QPushButton(self.tr("Open a saved branch\u2026"), self)
        self.open_saved.setObjectName("branch.open_saved")

    def _build_bar(self) -> None:
        self._about = PlainLabel(self)
        self._about.setObjectName("branch.about_branch")
        self._about.setFont(heading())
        self._state = PlainLabel(self)
        self._state.setObjectName("branch.status")
        self._state.setProperty("role", "badge")
        self.then = QComboBox(self)
        self.then.setObjectName("branch.then")
        self.then.setAccessibleName(self.tr("What comes after the branch point"))
        self.then.setToolTip(self.tr("What comes after the branch point"))
        for value, text in THEN:
            self.then.addItem(translate("WhatIf", text), value)
        self.save = _button("branch.save", self.tr("Save the branch\u2026"), "floppy-disk", self)
        self.open = _button("branch.open", self.tr("Open a saved branch\u2026"), "folder-open", self)
        self.export = _button("branch.export", self.tr("Export the branch\u2026"), "upload-simple", self)
        self.discard = _button("branch.discard", self.tr("Throw the branch away"), "trash", self)

    def _build_stream(self) -> None:
        self.stream = StreamBox(self)
        self.stream.setObjectName("branch.stream")
        self._model = EventsModel(self)
        self.events = EventsTable(self._model, self)
        self.drop = _button("branch.drop", self.tr("Drop, or take back in (Delete)"), "trash-simple", self)
        self.drop_all = _button(
            "branch.drop_all",
            self.tr("Drop with all that came of it (Shift+Delete)"),
            "tree-structure",
            self,
        )
        self.change = _button(
            "branch.change", self.tr("Change the payload\u2026 (Return)"), "pencil-simple", self
        )
        self.insert = _button(
            "branch.insert", self.tr("Insert an event after it\u2026 (Insert)"), "plus", self
        )
        self.earlier = _button("branch.earlier", self.tr("Move earlier (Alt+Up)"), "arrow-up", self)
        self.later = _button("branch.later", self.tr("Move later (Alt+Down)"), "arrow-down", self)
        self.issue = QPushButton(self.tr("Issue a command\u2026"), self)
        self.issue.setObjectName("branch.issue")
        self.issue.setIcon(icon("terminal-window"))
        self.issue.setToolTip(self.tr("Decide a command on this branch that was never issued"))
        self._left_out = PlainLabel(self)
        self._left_out.setObjectName("branch.left_out")
        self._left_out.setProperty("role", "muted")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(MEDIUM)
        buttons.addStretch()
        buttons.addWidget(self.begin_here)
        buttons.addWidget(self.open_saved)
        buttons.addStretch()
        empty = QWidget(self)
        column = QVBoxLayout(empty)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(LARGE)
        column.addStretch()
        column.addWidget(self._notice)
        column.addLayout(buttons)
        column.addStretch()
        self._stack = QStackedWidget(self)
        self._stack.addWidget(empty)
        self._stack.addWidget(self._branch_page())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(LARGE, MEDIUM, LARGE, SMALL)
        outer.addWidget(self._stack)

    def _branch_page(self) -> QWidget:
        bar = QHBoxLayout()
        bar.setSpacing(MEDIUM)
        bar.addWidget(self._about)
        bar.addWidget(self._state)
        bar.addStretch()
        for button in (self.save, self.open, self.export, self.discard):
            bar.addWidget(button)
        then = QHBoxLayout()
        then.setSpacing(MEDIUM)
        then.addWidget(self.then, 1)
        then.addWidget(self.issue)
        tools = QHBoxLayout()
        tools.setSpacing(SMALL)
        tools.addWidget(self.stream, 1)
        for button in self._tools():
            tools.addWidget(button)
        events = QWidget(self)
        column = QVBoxLayout(events)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        column.addLayout(tools)
        column.addWidget(self._left_out)
        column.addWidget(self.events, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(events)
        split.addWidget(self.comparison)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MEDIUM)
        column.addLayout(bar)
        column.addLayout(then)
        column.addWidget(self._error)
        column.addWidget(split, 1)
        return page

    def _connect(self) -> None:
        self.begin_here.clicked.connect(self._begin_at_end)
        self.open_saved.clicked.connect(self._ask_open)
        self.then.activated.connect(self._then_chosen)
        self.save.clicked.connect(self._ask_save)
        self.open.clicked.connect(self._ask_open)
        self.export.clicked.connect(self._ask_export)
        self.discard.clicked.connect(self._discard)
        self.stream.chosen.connect(self._presenter.open_stream)
        self.stream.typed.connect(self._presenter.complete)
        self.events.acted.connect(self._act)
        self.events.selectionModel().currentRowChanged.connect(self._row_chosen)
        for button in self._tools():
            button.clicked.connect(self._button_clicked)
        self.issue.clicked.connect(self._ask_issue)
        self.comparison.edits.taken_back.connect(self._presenter.take_back)
        self.comparison.stream_wanted.connect(self._presenter.open_stream)
        self.comparison.models_wanted.connect(self._presenter.compare_models)
        self.comparison.versions_wanted.connect(self._presenter.seek)

    def _show(self, state: WhatIfState) -> None:
        self._stack.setCurrentIndex(0 if state.branch is None else 1)
        self._notice.setText(translate("WhatIf", state.notice))
        for button in (self.begin_here, self.open_saved):
            button.setVisible(self._log is not None)
        error = state.error or _problem_text(state)
        self._error.setText(error)
        self._error.setVisible(bool(error))
        branch = state.branch
        if branch is None:
            return
        self._about.setText(branch_text(branch))
        self._state.setText(self.tr("running\u2026") if state.is_busy else self.tr("not saved"))
        self._state.setVisible(state.is_busy or not state.is_saved)
        with QSignalBlocker(self.then):
            self.then.setCurrentIndex(self.then.findData(branch.then))
        self.export.setEnabled(state.result is not None)
        self.stream.show_streams(state.stream, state.streams)
        self._show_rows(state)
        self.comparison.show_state(state)

    def _show_rows(self, state: WhatIfState) -> None:
        view = state.view
        if view is not None and view is not self._rows_shown:
            self._rows_shown = view
            chosen = self._chosen
            self._model.show_rows(view.rows)
            row = self._model.number_of(chosen) if chosen else -1
            if row < 0:
                refs = [number for number, each in enumerate(view.rows) if each.ref]
                row = refs[-1] if refs else len(view.rows) - 1
            self.events.selectRow(row)
            self.events.scrollTo(self._model.index(row, 0))
            left_out = self.tr("{0} earlier events are not listed.").format(grouped(view.left_out))
            if self._takes_keys:
                self._takes_keys = False
                self.events.setFocus(Qt.FocusReason.OtherFocusReason)
            self._left_out.setText(left_out)
            self._left_out.setVisible(bool(view.left_out))
        self._enable()

    def _enable(self) -> None:
        row = self._row()
        is_fact = row is not None and row.ref != 0
        is_there = is_fact and row is not None and row.mark != "dropped"
        self.drop.setEnabled(is_fact)
        for button in (self.change, self.earlier, self.later):
            button.setEnabled(is_there)
        self.drop_all.setEnabled(is_there and row is not None and row.ref > 0)
        self.insert.setEnabled(bool(self.state.stream))

    def _tools(self) -> tuple[QToolButton, ...]:
        return self.drop, self.drop_all, self.change, self.insert, self.earlier, self.later

    def _row(self) -> StreamRow | None:
        return self._model.row(self.events.currentIndex().row())

    def _row_chosen(self, current: QModelIndex) -> None:
        row = self._model.row(current.row())
        if row is not None:
            self._chosen = row.ref
        self._enable()

    def _button_clicked(self) -> None:
        self._act(self.sender().objectName().removeprefix("branch."))

    def _act(self, name: str) -> None:
        row = self._row()
        match name:
            case "insert":
                self._ask_insert(row)
            case "drop" if row is not None:
                self._presenter.drop(row)
            case "drop_all" if row is not None:
                self._presenter.drop_all(row)
            case "change" if row is not None and row.ref and row.mark != "dropped":
                self._ask_change(row)
            case "earlier" if row is not None:
                self._presenter.move(row, -1)
            case "later" if row is not None:
                self._presenter.move(row, 1)

    def _ask_change(self, row: StreamRow) -> None:
        dialog = PayloadDialog(
            self.tr("Change {0}").format(row.type),
            {row.type: row.data.decode("utf-8", "replace")},
            self._event_problem,
            self,
        )
        if self._asked(dialog):
            self._presenter.change(row, dialog.data())

    def _ask_insert(self, row: StreamRow | None) -> None:
        registry, view = self._presenter.registry, self.state.view
        if registry is None or view is None or not self.state.stream:
            return
        after = row if row is not None and row.ref and row.mark != "dropped" else self._last_fact()
        category = self.state.stream.partition("/")[0]
        names = event_examples(registry, category, view.rows)
        title = self.tr("Insert an event into {0}").format(self.state.stream)
        dialog = PayloadDialog(title, names, self._event_problem, self)
        if self._asked(dialog):
            self._presenter.insert(after, dialog.name.currentText().strip(), dialog.data())

    def _ask_issue(self) -> None:
        registry = self._presenter.registry
        if registry is None:
            return
        names = command_examples(registry, self.state.stream.partition("/")[0])
        dialog = PayloadDialog(
            self.tr("Issue a command on the branch"),
            names,
            self._presenter.command_problem,
            self,
            stream=self.state.stream,
        )
        if self._asked(dialog):
            self._presenter.issue(
                dialog.stream.text().strip(),
                dialog.name.currentText().strip(),
                dialog.data(),
                at_end=dialog.at_end.isChecked(),
            )

    def _asked(self, dialog: QDialog) -> bool:
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return accepted

    def _event_problem(self, _stream: str, type: str, payload: str) -> str:
        return self._presenter.problem_of(type, payload)

    def _last_fact(self) -> StreamRow | None:
        view = self.state.view
        facts = [row for row in view.rows if row.ref and row.mark != "dropped"] if view is not None else []
        return facts[-1] if facts else None

    def _begin_at_end(self) -> None:
        self.begin()

    def _then_chosen(self) -> None:
        self._presenter.go_on_with(self.then.currentData())

    def _discard(self) -> None:
        if self._may_let_go():
            self._presenter.discard()

    def _ask_save(self) -> None:
        suggested = str(self._log.path.with_suffix(SUFFIX)) if self._log is not None else ""
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the branch"), suggested, self.tr(_BRANCHES))
        if name:
            path = Path(name)
            self.save_branch(path if path.suffix else path.with_suffix(SUFFIX))

    def _ask_open(self) -> None:
        folder = str(self._log.path.parent) if self._log is not None else ""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Open a branch"), folder, self.tr(_BRANCHES))
        if name and self._may_let_go():
            self.open_branch(Path(name))

    def _ask_export(self) -> None:
        name, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Export the branch"), "branch.jsonl", self.tr(_EXPORTS)
        )
        if name:
            path = Path(name)
            suffix = ".eventlog" if "eventlog" in chosen else ".jsonl"
            self.export_branch(path if path.suffix else path.with_suffix(suffix))

    def _may_let_go(self) -> bool:
        state = self.state
        if state.branch is None or state.is_saved or not state.branch.edits:
            return True
        answer = QMessageBox.question(
            self,
            self.tr("What if"),
            self.tr("Throw away the branch at position {0}? Its edits are not saved.").format(
                grouped(state.branch.position)
            ),
            QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Discard


def _problem_text(state: WhatIfState) -> str:
    problems = state.result.problems if state.result is not None else ()
    if not problems or state.is_busy:
        return ""
    first = problems[0]
    said = translate("WhatIf", "Edit {0} was left out: {1}")
    return f"{said.format(first.edit + 1, in_own_words(first.reason))} {in_own_words(first.hint)}".strip()


def _button(name: str, text: str, picture: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setAccessibleName(text)
    button.setToolTip(text)
    button.setIcon(icon(picture))
    return button
