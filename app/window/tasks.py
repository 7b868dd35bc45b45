"""The status bar's tasks: what runs longer than a moment, with progress and a way to cancel it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QWidget

from app.jobs import Job, Jobs
from app.plain_text import PlainLabel
from app.theme import SMALL, icon

_PATIENCE_MS = 300


class TaskBar(QWidget):
    """Shows the newest running task that has taken more than 300 ms; says how many others there are."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tasks")
        self._jobs = jobs
        self._title = PlainLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("tasks.progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setFixedWidth(140)
        self._cancel = QToolButton(self)
        self._cancel.setObjectName("tasks.cancel")
        self._cancel.setAccessibleName(self.tr("Cancel this task"))
        self._cancel.setToolTip(self.tr("Cancel this task"))
        self._cancel.setIcon(icon("x"))
        self._cancel.clicked.connect(self._cancel_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        for widget in (self._title, self._bar, self._cancel):
            row.addWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._refresh)
        jobs.started.connect(self._started)
        jobs.advanced.connect(self._advanced)
        jobs.finished.connect(self._finished)
        self.hide()

    def _shown(self) -> Job | None:
        running = self._jobs.running
        return running[-1] if running else None

    def _started(self, _job: Job) -> None:
        self._patience.start()

    def _advanced(self, job: Job, done: int, total: int) -> None:
        if job is self._shown():
            # Qt counts in 32 bits; bytes of a large file do not fit.
            self._bar.setRange(0, 1000 if total else 0)
            self._bar.setValue(round(1000 * done / total) if total else 0)

    def _finished(self, _job: Job) -> None:
        self._bar.setRange(0, 0)
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        job = self._shown()
        self.setVisible(job is not None)
        if job is not None:
            others = len(self._jobs.running) - 1
            title = self.tr("{0} (and {1} more)\u2026") if others else "{0}\u2026"
            self._title.setText(title.format(job.title, others))
            self._bar.setTextVisible(self._bar.maximum() > 0)

    def _cancel_clicked(self) -> None:
        job = self._shown()
        if job is not None:
            self._jobs.cancel(job)
            self._refresh()
