"""The main window: holds one log, its panes, menus, tasks and messages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLabel,
    QMainWindow,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from app.jobs import Jobs, Work
from app.theme import Scheme, Theme
from app.window.actions import Actions
from app.window.files import Files
from app.window.notices import NoticeBar
from app.window.panes import Panes
from app.window.settings import Settings, keep_layout, kept_layout
from app.window.tasks import TaskBar
from app.window.welcome import WelcomePage
from domain.errors import DomainError
from infra.clock import app_version
from infra.open_log import OpenLog

_REFRESH_MS = 150
_SAY_MS = 8000
_LOG_SUFFIXES = (".eventlog",)


class MainWindow(QMainWindow):
    """The window. Begins on the welcome page; `open_path` or `show_log` give it a log."""

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Eventscope")
        self.setDockNestingEnabled(True)
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self._theme = theme
        self._settings = settings
        self._log: OpenLog | None = None
        self._has_news = False
        self.jobs = Jobs(self)
        self._files = Files(self.jobs, self)
        self._notice = NoticeBar(self)
        self.panes = Panes(self.jobs, self, self._notice.tell)
        self._actions = Actions(self, self._callbacks())
        self._welcome = WelcomePage(
            [self._actions[f"action.{name}"] for name in ("demo", "open", "new", "import")], self
        )
        self._source = QLabel(self)
        self._source.setObjectName("status.source")
        self._build()
        self._refresh_timer = QTimer(self)
        self._refresh_timer.timeout.connect(self._refresh)
        self._refresh_timer.start(_REFRESH_MS)
        self.jobs.failed.connect(self._notice.tell)
        self._files.opened.connect(self.show_log)
        self._files.told.connect(self._say)
        self._files.failed.connect(self._notice.tell)
        self._welcome.open_wanted.connect(self.open_path)
        self._theme.changed.connect(self._actions.refresh_icons)
        self.show_log(None)
        layout = kept_layout()
        if layout is not None:
            self.restoreGeometry(layout[0])

    @property
    def log(self) -> OpenLog | None:
        """The open log."""
        return self._log

    def open_path(self, path: Path) -> None:
        """Opens a log in the background."""
        self._files.open(Path(path))

    def show_log(self, log: OpenLog | None) -> None:
        """Shows another log, already started, and closes the one before."""
        before, self._log = self._log, log
        self.panes.show_log(log)
        self.panes.set_visible(log is not None)
        self._middle.setVisible(log is None)
        self._actions.enable(has_log=log is not None, is_writable=log is not None and not log.read_only)
        if before is not None:
            self.jobs.submit(lambda job: before.close(), on_success=_ignore)
        if log is None:
            self._welcome.show_recent(self._settings.recent)
            self.setWindowTitle("Eventscope")
            self._source.clear()
            return
        layout = kept_layout()
        if layout is None or not self.restoreState(layout[1]):
            self.panes.arrange()
        self._settings.opened(log.path)
        self.setWindowTitle(f"{log.path.name} - Eventscope")
        self._source.setText(f"{log.path}{' (read only)' if log.read_only else ''}")
        log.watch.subscribe(self._note_news)
        for problem in log.problems:
            self._notice.tell(DomainError(problem, "Its streams are shown as inferred."))

    def closeEvent(self, event: QCloseEvent) -> None:
        running = self.jobs.running
        if running and not self._may_stop([job.title for job in running]):
            event.ignore()
            return
        if self._log is not None:
            keep_layout(self.saveGeometry(), self.saveState())
        self._refresh_timer.stop()
        self.jobs.shutdown()
        self.panes.show_log(None)
        if self._log is not None:
            self._log.close()
            self._log = None
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            path = Path(url.toLocalFile())
            if path.suffix in _LOG_SUFFIXES:
                self.open_path(path)
            else:
                self._files.import_into(path, _free_name(path.with_suffix(".eventlog")))

    def _build(self) -> None:
        self._middle = QWidget(self)
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._welcome)
        self.setCentralWidget(self._middle)
        for name in ("File", "Edit", "Go"):
            menu = self.menuBar().addMenu(name)
            menu.addActions(self._actions.of_menu(name))
        view = self.menuBar().addMenu("View")
        for dock in self.panes.docks.values():
            view.addAction(dock.toggleViewAction())
        view.addSeparator()
        view.addAction("Reset layout", self.panes.arrange).setObjectName("action.reset_layout")
        self.menuBar().addMenu("Help").addActions(self._actions.of_menu("Help"))
        bar = self.addToolBar("Main")
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        for name in ("open", "import", "export", "undo_command", "go_to", "find", "demo"):
            bar.addAction(self._actions[f"action.{name}"])
        notice_bar = self.addToolBar("Messages")
        notice_bar.setObjectName("messages")
        notice_bar.setMovable(False)
        self.insertToolBarBreak(notice_bar)
        notice_bar.addWidget(self._notice)
        notice_bar.hide()
        self._notice.shown.connect(notice_bar.setVisible)
        self.statusBar().addWidget(self._source, 1)
        self.statusBar().addPermanentWidget(TaskBar(self.jobs, self))

    def _callbacks(self) -> dict[str, Callable[[], object]]:
        return {
            "action.new": self._files.ask_new,
            "action.open": self._files.ask_open,
            "action.import": self._files.ask_import,
            "action.export": self._export,
            "action.quit": self.close,
            "action.undo_command": self.panes.journal.undo_newest,
            "action.preferences": self._preferences,
            "action.go_to": self._go_to,
            "action.find": self._find,
            "action.demo": self._demo,
            "action.about": self._about,
        }

    def _note_news(self) -> None:
        self._has_news = True  # called on the watch's thread: the timer takes it from here

    def _refresh(self) -> None:
        if self._has_news and self._log is not None:
            self._has_news = False
            self.panes.refresh()

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text, _SAY_MS)

    def _export(self) -> None:
        if self._log is not None:
            self._files.ask_export(self._log, self.panes.timeline.shown_filter)

    def _find(self) -> None:
        self.panes.bring_up("pane.timeline")
        self.panes.timeline.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.panes.timeline.filter.selectAll()

    def _demo(self) -> None:
        from app.demo.start import start_demo

        start_demo(self)

    def _go_to(self) -> None:
        log = self._log
        if log is None:
            return
        text, accepted = QInputDialog.getText(
            self, "Go to", "Position (1204), time (2026-11-23 14:34:12) or stream (Order/O-1001):"
        )
        if accepted and text.strip():
            self.go_to(text.strip())

    def go_to(self, text: str) -> None:
        """Goes to a position, a time (UTC where no zone is given) or a stream."""
        log = self._log
        if log is None:
            return
        if "/" in text:
            self.panes.rewind_stream(text)
            return
        self.jobs.submit(
            lambda job: _position(log, text, job),
            on_success=self._gone_to,
            on_error=self._notice.tell,
            key="go_to",
            owner=self,
        )

    def _gone_to(self, position: int) -> None:
        if not self.panes.timeline.go_to(position):
            self.panes.timeline.set_filter("")
            self._say("The filter was cleared: it hid that event.")
        self.panes.show_event(position)

    def _preferences(self) -> None:
        names = [scheme.value for scheme in Scheme]
        chosen, accepted = QInputDialog.getItem(
            self, "Preferences", "Theme:", names, names.index(self._theme.scheme.value), False
        )
        if accepted:
            self._theme.choose(Scheme(chosen))
            self._settings.theme = Scheme(chosen)
            self._settings.save()

    def _about(self) -> None:
        QMessageBox.about(
            self,
            "About Eventscope",
            f"<b>Eventscope {app_version()}</b><br>A desktop inspector for event-sourced systems.<br>"
            "MIT licence.",
        )

    def _may_stop(self, titles: list[str]) -> bool:
        answer = QMessageBox.question(
            self,
            "Close while tasks run?",
            f"Still running: {', '.join(titles)}.\nThey are stopped cleanly; nothing stays half-written.",
            QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Close


def _position(log: OpenLog, text: str, _job: Work) -> int:
    digits = text.replace(",", "")
    if digits.isdigit():
        return int(digits)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise DomainError(
            f"{text!r} is no position, time or stream.", "Write 1204, 2026-11-23 14:34:12 or Order/O-1001."
        ) from error
    position = log.store.first_since(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    if position is None:
        raise DomainError(f"No event was recorded at {text} or later.", "Choose an earlier time.")
    return position


def _free_name(path: Path) -> Path:
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _ignore(_result: object) -> None:
    pass


def application() -> QApplication:
    """The running application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
