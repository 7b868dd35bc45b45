"""Opening, importing and exporting from the window: dialogs here, the work in jobs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.engine_words import in_own_words
from app.figures import grouped
from app.jobs import Jobs
from app.words import QT_TRANSLATE_NOOP
from app.work import Work
from domain.errors import DomainError
from domain.filtering.grammar import parser
from infra.errors import LogReadOnly
from infra.exchange.exporting import ExportFormat, ExportReport, export
from infra.exchange.importing import ImportReport, import_file
from infra.notes.exchange import export_notes, import_notes, notes_file
from infra.open_log import OpenLog

LOGS = QT_TRANSLATE_NOOP("Files", "Event logs (*.eventlog);;All files (*)")
IMPORTS = QT_TRANSLATE_NOOP(
    "Files", "Logs to import (*.jsonl *.json *.jsonocel *.ocel *.xes *.gz);;All files (*)"
)
EXPORTS = QT_TRANSLATE_NOOP("Files", "JSON lines (*.jsonl);;CSV (*.csv)")


class Files(QObject):
    """`opened(log)` when a log is ready, `told(text)` for good news, `failed(error)` for bad."""

    opened = Signal(object)
    told = Signal(str)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window

    def ask_new(self) -> None:
        """Asks for a name and makes a new log."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("New log"), "shop.eventlog", self.tr(LOGS)
        )
        if name:
            path = Path(name)
            self.open(path if path.suffix else path.with_suffix(".eventlog"), create=True)

    def ask_open(self) -> None:
        """Asks for a log and opens it."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open log"), "", self.tr(LOGS))
        if name:
            self.open(Path(name))

    def ask_import(self) -> None:
        """Asks for a file and for the log to make of it."""
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import"), "", self.tr(IMPORTS))
        if not name:
            return
        source = Path(name)
        suggested = str(source.with_suffix(".eventlog"))
        target, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Import into a new log"), suggested, self.tr(LOGS)
        )
        if target:
            self.import_into(source, Path(target))

    def ask_export(self, log: OpenLog, filter: str) -> None:
        """Asks for a file and writes the events that pass the filter into it."""
        name, chosen = QFileDialog.getSaveFileName(
            self._window, self.tr("Export"), f"{log.path.stem}.jsonl", self.tr(EXPORTS)
        )
        if name:
            is_csv = name.endswith(".csv") or "CSV" in chosen
            self.export(log, filter, Path(name), ExportFormat.CSV if is_csv else ExportFormat.JSONL)

    def open(self, path: Path, *, create: bool = False) -> None:
        """Opens a log in the background; one that cannot be written is opened for reading."""
        self._jobs.submit(
            lambda job: _open(path, create=create, job=job),
            on_success=self.opened.emit,
            on_error=self.failed.emit,
            key="open",
            owner=self,
            title=self.tr("Opening {0}").format(path.name),
            discard=OpenLog.close,
        )

    def take(self, path: Path) -> None:
        """Opens a log that was dropped here, or imports any other file into a new log beside it."""
        if is_log(path):
            self.open(path)
        else:
            self.import_into(path, free_name(path.with_suffix(".eventlog")))

    def import_into(self, source: Path, target: Path) -> None:
        """Imports a file into a new log and opens that."""

        def work(job: Work) -> tuple[ImportReport, OpenLog]:
            report = import_file(
                source,
                target,
                progress=lambda now: job.progress(now.done, now.total),
                cancelled=lambda: job.is_cancelled,
            )
            if notes_file(source).exists():
                import_notes(notes_file(source), target)
            return report, _open(target, create=False, job=job)

        self._jobs.submit(
            work,
            on_success=self._imported,
            on_error=self.failed.emit,
            owner=self,
            title=self.tr("Importing {0}").format(source.name),
            discard=_close_imported,
        )

    def export(self, log: OpenLog, filter: str, path: Path, format: ExportFormat) -> None:
        """Writes the events that pass the filter to a file."""

        def work(job: Work) -> ExportReport:
            report = export(
                log.log,
                filter,
                format,
                path,
                progress=lambda now: job.progress(now.done, now.total),
                cancelled=lambda: job.is_cancelled,
            )
            export_notes(log.log, log.notes, filter, path)
            return report

        self._jobs.submit(
            work,
            on_success=self._exported,
            on_error=self.failed.emit,
            owner=self,
            title=self.tr("Exporting to {0}").format(path.name),
        )

    def _imported(self, result: tuple[ImportReport, OpenLog]) -> None:
        report, log = result
        self.opened.emit(log)
        self.told.emit(
            self.tr("{0} events in {1} streams imported.").format(
                grouped(report.events), grouped(report.streams)
            )
        )
        if report.problem_count:
            first = report.problems[0]
            self.failed.emit(
                DomainError(
                    self.tr(
                        "{0} lines could not be imported; the rest was. The first is line {1}: {2}"
                    ).format(grouped(report.problem_count), first.line, in_own_words(first.reason)),
                    self.tr("Mend the lines in the source and import it again into another log."),
                )
            )

    def _exported(self, report: ExportReport) -> None:
        self.told.emit(self.tr("{0} events exported.").format(grouped(report.events)))


def _close_imported(result: tuple[ImportReport, OpenLog]) -> None:
    result[1].close()


def is_log(path: Path) -> bool:
    """Whether a file that is dropped here is opened; any other is imported."""
    return path.suffix == ".eventlog" or _is_database(path)


def _is_database(path: Path) -> bool:
    """Whether it is one of SQLite's, which opening tells more of than importing."""
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False  # the import says what is wrong with it


def free_name(path: Path) -> Path:
    """The path, or one with a number where it is taken."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _open(path: Path, *, create: bool, job: Work) -> OpenLog:
    try:
        log = OpenLog.open(path, create=create)
    except LogReadOnly:
        log = OpenLog.open(path, read_only=True)
    if job.is_cancelled:
        log.close()
        job.check()
    parser()  # made on the way: the window's first filter would make a person wait for it
    log.start()
    return log
