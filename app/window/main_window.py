"""The main window: holds one log, its panes, menus, tasks and messages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QInputDialog,
    QMainWindow,
    QMessageBox,
)

from app import go_to
from app.figures import grouped
from app.jobs import Jobs
from app.language import Language, day_writer, speak
from app.moments import Days, Zone, write_days_with, write_times_in
from app.presentation.mode import PresentationMode
from app.theme import Scheme, Theme, give_marks
from app.window.actions import Actions
from app.window.bars import Bars
from app.window.case import Case
from app.window.closing import Closing
from app.window.cursor import Cursor
from app.window.drop_sign import DropSign
from app.window.files import Files, is_log
from app.window.finding import Finding
from app.window.helping import Helping
from app.window.layouts import Layout
from app.window.navigation import Navigation
from app.window.notices import NoticeBar
from app.window.pane_focus import PaneFocus
from app.window.panes import Panes
from app.window.past import PastView
from app.window.places import Places
from app.window.preferences import PreferencesDialog
from app.window.presence import Presence
from app.window.settings import Settings, keep_layout, kept_layout
from app.window.welcome import WelcomePage
from domain.errors import DomainError
from infra.as_of import AsOf
from infra.clock import app_version
from infra.open_log import OpenLog

_WAYS = ("demo", "case", "open", "new", "import")
_REFRESH_MS = 150
_SAY_MS = 8000
_LOST = "lost"  # what keeps from writing while the log's file is away
_TEXT_STEP, _SMALLEST_TEXT, _LARGEST_TEXT = 0.1, 0.8, 2.0


class MainWindow(QMainWindow):
    """The window. Begins on the welcome page; `open_path` or `show_log` give it a log.

    `panes_replaced()` tells that what was got from `panes` is about to go: another language is spoken.
    """

    panes_replaced = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Eventscope")
        self.setDockNestingEnabled(True)
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        self._theme = theme
        self._settings = settings
        self.presentation = PresentationMode(theme, self)
        self._log: OpenLog | None = None
        self._has_news = False
        self._places = Places()
        write_times_in(settings.times)
        write_days_with(day_writer(settings.days))
        self.jobs = Jobs(self)
        self._closing = Closing(self.jobs)
        self.files = Files(self.jobs, self)
        self._drop_sign = DropSign(self)
        self.presence = Presence(self.jobs, self)
        self.presence.lost.connect(self._lost)
        self.presence.found.connect(self._found)
        self.presence.unexplained.connect(self.tell)
        self.time_cursor = Cursor(self.jobs, self)
        self.time_cursor.failed.connect(self.tell)
        self.time_cursor.changed.connect(self._moment_changed)
        self._refresh_timer = QTimer(self)
        self._refresh_timer.timeout.connect(self._refresh)
        self._refresh_timer.start(_REFRESH_MS)
        self.jobs.failed.connect(self.presence.explain)
        self.files.opened.connect(self.show_log)
        self._case = Case(self)  # hears of a log after it is shown
        self.files.told.connect(self._say)
        self.files.failed.connect(self.tell)
        self._build()
        self.show_log(None)
        layout = kept_layout()
        if layout is not None:
            self.restoreGeometry(layout[0])

    def _build(self) -> None:
        """Everything with a text on it: made again when the reader chooses another language."""
        self._notice = NoticeBar(self)
        self.panes = Panes(self.jobs, self, self.presence.explain)
        self.panes.branch.told.connect(self._say)
        self._actions = Actions(self, self._callbacks())
        ways = [self._actions.with_picture(f"action.{name}") for name in _WAYS]
        self._welcome = WelcomePage(ways, self.jobs, self)
        self._welcome.open_wanted.connect(self.open_path)
        self._welcome.forget_wanted.connect(self._forget)
        self.navigation = Navigation(
            self.panes, self._actions["action.back"], self._actions["action.forward"], self._places
        )
        self._focus = PaneFocus(self.panes.docks, self)
        self._finding = Finding(self, self.jobs, self._actions, self.panes, self._focus, self._settings)
        self._helping = Helping(self, self._actions, self.panes, self._focus)
        self._bars = Bars(self, self._actions, self.panes.docks.values(), self.jobs)
        self._past = PastView(self, self.time_cursor, self.panes)
        self._past.moment_wanted.connect(self._rewind_all)
        self.setCentralWidget(self._welcome)

    def _take_down(self) -> None:
        """The opposite of `_build`."""
        self.panes.show_log(None)
        for dock in self.panes.docks.values():
            self.removeDockWidget(dock)
            dock.deleteLater()
        self._past.take_down()
        self._bars.take_down()
        self._actions.delete()
        self._helping.take_down()
        for part in (self._notice, self._finding.palette, self._finding, self._focus, self.panes):
            part.deleteLater()

    def speak(self, language: Language) -> None:
        """Says everything in another language; the log and the layout stay."""
        self._settings.language = language
        self._settings.save()
        speak(language)
        self.panes_replaced.emit()
        layout = self.saveState()
        self._take_down()
        self._build()
        self._present()
        if self._log is not None:
            self.restoreState(layout)
            self._past.show_moment(self.time_cursor.moment)

    @property
    def log(self) -> OpenLog | None:
        """The open log."""
        return self._log

    def open_path(self, path: Path) -> None:
        """Opens a log in the background."""
        self.files.open(Path(path))

    def tell(self, error: BaseException) -> None:
        """Shows an error until it is closed."""
        self._notice.tell(error)

    def show_log(self, log: OpenLog | None) -> None:
        """Shows another log, already started, and closes the one before."""
        self.time_cursor.show_log(log)
        before, self._log = self._log, log
        self.presence.watch(log)
        if log is not None:
            give_marks(log.event_types)
        self._present()
        self.navigation.forget()
        if before is not None:
            self._closing.close(before)
        if log is None:
            return
        if before is None:
            self._restore_panes()
        self._settings.opened(log.path)
        log.watch.subscribe(self._note_news)
        for problem in log.problems:
            self.tell(DomainError(problem, self.tr("Its streams are shown as inferred.")))

    def _present(self) -> None:
        """Shows what is open: the log's panes, or the welcome page."""
        log = self._log
        self.panes.show_log(log)
        self._welcome.setVisible(log is None)
        self._enable()
        if log is None:
            self.panes.hide()
            self._welcome.show_recent(self._settings.recent)
            self.setWindowTitle("Eventscope")
            self._bars.source.clear()
        else:
            source = self.tr("{0} (read only)") if log.read_only else "{0}"
            self._bars.source.show_path(log.path, source.format(log.path.name))
            self._moment_changed(self.time_cursor.moment)

    def _enable(self) -> None:
        log = self._log
        self._actions.enable(
            has_log=log is not None,
            is_writable=log is not None and not log.read_only,
            is_past=self.time_cursor.is_past,
        )

    def _moment_changed(self, moment: AsOf | None) -> None:
        self._enable()
        self._past.show_moment(moment)
        if self._log is not None:
            as_of = "" if moment is None else self.tr("as of position {0}").format(grouped(moment.position))
            self.setWindowTitle(" – ".join(filter(None, (self._log.path.name, as_of, "Eventscope"))))

    def go_to(self, text: str) -> None:
        """Goes to a position, a time or a stream."""
        log = self._log
        if log is None:
            return
        if go_to.is_stream(text):
            self.panes.rewind_stream(text)
            return
        self.jobs.submit(
            lambda job: go_to.position_of(log, text),
            on_success=self._gone_to,
            on_error=self.tell,
            key="go_to",
            owner=self,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        titles = self._bars.tasks.titles  # what ends within a moment is nothing to ask about
        if titles and not self._may_stop(titles):
            event.ignore()
            return
        if self._log is not None:
            keep_layout(self.saveGeometry(), self.saveState())
        self.hide()  # ending the work may take a moment, which nobody need watch
        self._refresh_timer.stop()
        self.presence.watch(None)
        self.jobs.shutdown()
        self.panes.show_log(None)
        self._closing.close_rest()
        if self._log is not None:
            self._log.close()
            self._log = None
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self._drop_sign.invite(files[0], is_log=is_log(files[0]))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop_sign.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop_sign.hide()
        for url in event.mimeData().urls()[:1]:
            self.files.take(Path(url.toLocalFile()))

    def _restore_panes(self) -> None:
        layout, size = kept_layout(), self.size()
        if self.presentation.is_on:
            self.panes.arrange(Layout.DEMO)
        elif layout is None or not self.restoreState(layout[1]):
            self.panes.arrange(Layout.STANDARD)
        self._past.show_moment(self.time_cursor.moment)  # a layout may have been kept in the past
        if not self.isMaximized() and not self.isFullScreen():
            self.resize(size)  # docks that come back may have asked for more

    def _callbacks(self) -> dict[str, Callable[[], object]]:
        return {
            "action.new": self.files.ask_new,
            "action.open": self.files.ask_open,
            "action.import": self.files.ask_import,
            "action.export": self._export,
            "action.quit": self.close,
            "action.undo_command": self._undo_command,
            "action.make_test": self._make_test,
            "action.preferences": self._preferences,
            "action.go_to": self._go_to,
            "action.rewind_all": self._rewind_all,
            "action.step_earlier": self.time_cursor.step_earlier,
            "action.step_later": self.time_cursor.step_later,
            "action.return_to_now": self.time_cursor.return_to_now,
            "action.find": self._find,
            "action.what_if": self._what_if,
            "action.replay": self._replay,
            "action.demo": self._demo,
            "action.case": self._case.begin,
            "action.layout_demo": self._lay_out,
            "action.layout_debug": self._lay_out,
            "action.layout_operations": self._lay_out,
            "action.reset_layout": self._lay_out,
            "action.presentation": self.presentation.toggle,
            "action.about": self._about,
            "action.palette": self._find_anything,
            "action.help": self._show_help,
            "action.shortcuts": self._show_keys,
            "action.larger_text": self._enlarge,
            "action.smaller_text": self._reduce,
            "action.usual_text": self._usual_size,
        }

    def _note_news(self) -> None:
        self._has_news = True  # called on the watch's thread: the timer takes it from here

    def _refresh(self) -> None:
        if self._has_news and self._log is not None:
            self._has_news = False
            self.panes.refresh()

    def _forget(self, path: str) -> None:
        self._settings.forget(path)
        self._welcome.show_recent(self._settings.recent)

    def _lost(self, error: DomainError) -> None:
        self._notice.tell(error)
        if self._log is not None:
            self._log.hold.keep(_LOST, error.reason, error.hint)

    def _found(self, path: Path) -> None:
        self._notice.hide()
        if self._log is not None:
            self._log.hold.release(_LOST)
        self._say(self.tr("“{0}” is there again.").format(path.name))

    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text, _SAY_MS)

    def _lay_out(self) -> None:
        """Called by an action: its name says which layout is wanted."""
        name = self.sender().objectName().removeprefix("action.layout_")
        self.panes.arrange(Layout(name) if name in tuple(Layout) else Layout.STANDARD)

    def _undo_command(self) -> None:
        self.panes.bring_up("pane.journal")
        self.panes.journal.undo_newest()

    def _export(self) -> None:
        if self._log is not None:
            self.files.ask_export(self._log, self.panes.timeline.shown_filter)

    def _find_anything(self) -> None:
        self._finding.come_up(self._log)

    def _show_help(self) -> None:
        self._helping.show_pane()

    def _show_keys(self) -> None:
        self._helping.show_keys()

    def _enlarge(self) -> None:
        self._resize_text(min(self._settings.text_size + _TEXT_STEP, _LARGEST_TEXT))

    def _reduce(self) -> None:
        self._resize_text(max(self._settings.text_size - _TEXT_STEP, _SMALLEST_TEXT))

    def _usual_size(self) -> None:
        self._resize_text(1.0)

    def _resize_text(self, size: float) -> None:
        self._settings.text_size = round(size, 2)
        self._settings.save()
        room = self.size()
        self._theme.enlarge(self._settings.text_size)
        self.resize(room)  # panes that ask for more room get it from each other, not from the screen

    def _make_test(self) -> None:
        self.panes.bring_up("pane.evidence")
        self.panes.rewind.ask_for_test()

    def _find(self) -> None:
        self.panes.bring_up("pane.timeline")
        self.panes.timeline.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.panes.timeline.filter.selectAll()

    def _what_if(self) -> None:
        self.panes.ask_what_if(self.panes.timeline.current_position)

    def _replay(self) -> None:
        self.panes.show_replay()

    def _demo(self) -> None:
        from app.demo.showing import Showing
        from app.demo.start import start_demo

        start_demo(self, Showing())

    def _go_to(self) -> None:
        text, accepted = QInputDialog.getText(self, self.tr("Go to"), go_to.prompt())
        if accepted and text.strip():
            self.go_to(text.strip())

    def _rewind_all(self) -> None:
        text, accepted = QInputDialog.getText(self, self.tr("Rewind everything to"), go_to.past_prompt())
        if accepted and text.strip():
            self.time_cursor.rewind_to_text(text.strip())

    def _gone_to(self, position: int) -> None:
        if not self.panes.timeline.go_to(position) and self.panes.timeline.shown_filter:
            self.panes.timeline.set_filter("")
            self._say(self.tr("The filter was cleared: it hid that event."))
        self.panes.show_linked_event(position)

    def _preferences(self) -> None:
        dialog = PreferencesDialog(self._settings, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self._prefer)
        dialog.open()

    def _prefer(self, scheme: Scheme, zone: Zone, days: Days, language: Language) -> None:
        self._theme.choose(scheme)
        write_times_in(zone)
        write_days_with(day_writer(days))
        self.panes.rewrite_times()
        self._past.rewrite_times()
        self._settings.theme, self._settings.times, self._settings.days = scheme, zone, days
        self._settings.save()
        if language is not self._settings.language:
            self.speak(language)

    def _about(self) -> None:
        QMessageBox.about(
            self,
            self.tr("About Eventscope"),
            self.tr(
                "<b>Eventscope {0}</b><br>A desktop inspector for event-sourced systems.<br>MIT licence."
            ).format(app_version()),
        )

    def _may_stop(self, titles: list[str]) -> bool:
        answer = QMessageBox.question(
            self,
            self.tr("Close while tasks run?"),
            self.tr("Still running: {0}.\nThey are stopped cleanly; nothing stays half-written.").format(
                ", ".join(titles)
            ),
            QMessageBox.StandardButton.Close | QMessageBox.StandardButton.Cancel,
        )
        return answer == QMessageBox.StandardButton.Close
