"""What runs longer than a moment, with progress and a way to cancel it; several at once in a list."""

from __future__ import annotations

import time

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QProgressBar, QToolButton, QWidget

from app.jobs import Job, Jobs
from app.plain_text import PlainLabel
from app.theme import MEDIUM, SMALL, icon

_PATIENCE = 0.3  # seconds
_LOOK_MS = 100
_BAR_LETTERS = 20
_PARTS = 1000


class TaskBar(QWidget):
    """Shows the oldest task that has run for more than 300 ms; with others beside it, a list of them all."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tasks")
        self._jobs = jobs
        self._begun: dict[Job, float] = {}
        self._done: dict[Job, tuple[int, int]] = {}
        self._title = PlainLabel(self)
        self._title.setObjectName("tasks.title")
        self._bar = _bar("tasks.progress", self.tr("Progress"), self)
        self._cancel = _cancel("tasks.cancel", self.tr("Cancel this task"), self)
        self._cancel.clicked.connect(self._cancel_clicked)
        self._all = QToolButton(self)
        self._all.setObjectName("tasks.all")
        self._all.setAccessibleName(self.tr("All tasks that are running"))
        self._all.setToolTip(self.tr("All tasks that are running"))
        self._all.clicked.connect(self._list_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        for widget in (self._title, self._bar, self._cancel, self._all):
            row.addWidget(widget)
        self._list = TaskList(jobs, self)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._refresh)
        jobs.started.connect(self._started)
        jobs.advanced.connect(self._advanced)
        jobs.finished.connect(self._finished)
        self.hide()

    @property
    def titles(self) -> list[str]:
        """What the tasks are called that a person can see running."""
        return [job.title for job in self._shown()]

    def _shown(self) -> list[Job]:
        """The tasks that have taken longer than a moment, the oldest first."""
        now = time.monotonic()
        return [job for job, begun in self._begun.items() if now - begun >= _PATIENCE]

    def _started(self, job: Job) -> None:
        self._begun[job] = time.monotonic()
        self._looking.start()

    def _advanced(self, job: Job, done: int, total: int) -> None:
        if job in self._begun:
            self._done[job] = (done, total)

    def _finished(self, job: Job) -> None:
        self._begun.pop(job, None)
        self._done.pop(job, None)
        self._refresh()

    def _refresh(self) -> None:
        shown = self._shown()
        self.setVisible(bool(shown))
        if not self._begun:
            self._looking.stop()
        if shown:
            self._title.setText(f"{shown[0].title}…")
            _show(self._bar, self._done.get(shown[0], (0, 0)))
            self._all.setVisible(len(shown) > 1)
            self._all.setText(self.tr("and {0} more").format(len(shown) - 1))
        self._list.show_tasks([(job, self._done.get(job, (0, 0))) for job in shown])

    def _cancel_clicked(self) -> None:
        shown = self._shown()
        if shown:
            self._jobs.cancel(shown[0])

    def _list_clicked(self) -> None:
        self._list.come_up(self)


class TaskList(QFrame):
    """All tasks that run, each with its progress and its cross; goes away with the last one, or a click."""

    def __init__(self, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("tasks.list")
        self.setProperty("role", "popup")
        self._jobs = jobs
        self._rows: dict[Job, tuple[PlainLabel, QProgressBar, QToolButton]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MEDIUM, MEDIUM, MEDIUM, MEDIUM)
        self._grid.setSpacing(MEDIUM)
        self._next = 0

    def come_up(self, over: QWidget) -> None:
        """Shows itself above a widget."""
        self.adjustSize()
        corner = over.mapToGlobal(QPoint(over.width() - self.width(), -self.height() - SMALL))
        self.move(corner)
        self.show()

    def show_tasks(self, tasks: list[tuple[Job, tuple[int, int]]]) -> None:
        """Brings the rows up to date."""
        present = [job for job, _ in tasks]
        for job in [each for each in self._rows if each not in present]:
            for widget in self._rows.pop(job):
                self._grid.removeWidget(widget)
                widget.deleteLater()
        for job, done in tasks:
            if job not in self._rows:
                self._add(job)
            _show(self._rows[job][1], done)
        if not tasks:
            self.hide()
        elif self.isVisible():
            self.adjustSize()

    def _add(self, job: Job) -> None:
        title = PlainLabel(job.title, self)
        bar = _bar(f"tasks.progress.{job.number}", job.title, self)
        cancel = _cancel(f"tasks.cancel.{job.number}", self.tr("Cancel: {0}").format(job.title), self)
        cancel.clicked.connect(self._cancel_clicked)
        self._rows[job] = (title, bar, cancel)
        for column, widget in enumerate(self._rows[job]):
            self._grid.addWidget(widget, self._next, column)
            widget.show()
        self._next += 1

    def _cancel_clicked(self) -> None:
        for job, (_, _, cancel) in list(self._rows.items()):
            if cancel is self.sender():
                self._jobs.cancel(job)


def _bar(name: str, said: str, parent: QWidget) -> QProgressBar:
    bar = QProgressBar(parent)
    bar.setObjectName(name)
    bar.setAccessibleName(said)
    bar.setFixedWidth(_BAR_LETTERS * bar.fontMetrics().averageCharWidth())
    return bar


def _cancel(name: str, said: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setAccessibleName(said)
    button.setToolTip(said)
    button.setIcon(icon("x"))
    return button


def _show(bar: QProgressBar, progress: tuple[int, int]) -> None:
    """How far a task is; one that cannot say moves."""
    done, total = progress
    bar.setRange(0, _PARTS if total else 0)  # Qt counts in 32 bits; bytes of a large file do not fit
    bar.setTextVisible(bool(total))
    if total:
        bar.setValue(round(_PARTS * done / total))
