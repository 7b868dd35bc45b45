"""The one way off the GUI thread: start work, hear of its progress, cancel it, get its result or its error.

Workers know nothing of Qt's objects. One relay, which outlives them all, carries their news to the GUI
thread; who listens to a job is known there only, so that nothing reaches a widget that is gone.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias, TypeVar

import msgspec
import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.work import Cancelled, Work

T = TypeVar("T")

_log = logging.getLogger(__name__)
_THREADS = 6
_PROGRESS_INTERVAL = 0.05
_numbers = itertools.count(1)


class _Advanced(msgspec.Struct, frozen=True):
    done: int
    total: int


class _Succeeded(msgspec.Struct, frozen=True):
    result: Any


class _Failed(msgspec.Struct, frozen=True):
    error: BaseException


class _Stopped(msgspec.Struct, frozen=True):
    pass


_News: TypeAlias = _Advanced | _Succeeded | _Failed | _Stopped


class Job:
    """A piece of work on its way. `title` is shown in the status bar, "" where it is not worth it."""

    def __init__(
        self,
        work: Callable[[Work], Any],
        post: Callable[[Job, _News], None],
        title: str,
        discard: Callable[[Any], None] | None = None,
    ) -> None:
        self._work = work
        self._post = post
        self._discard = discard
        self._ended = threading.Event()
        self._cancelled = threading.Event()
        self._interrupts: list[Callable[[], None]] = []
        self._lock = threading.Lock()
        self._told = 0.0
        self._untold: _Advanced | None = None
        self.title = title
        self.number = next(_numbers)

    @property
    def is_cancelled(self) -> bool:
        """Whether `cancel` was called."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Ends the work here where it was cancelled."""
        if self._cancelled.is_set():
            raise Cancelled

    def on_cancel(self, interrupt: Callable[[], None]) -> None:
        """`interrupt` is called on cancel, e.g. `connection.interrupt` to end one long statement."""
        with self._lock:
            self._interrupts.append(interrupt)
        if self._cancelled.is_set():
            interrupt()

    def progress(self, done: int, total: int) -> None:
        """Tells how far the work is; called freely, passed on 20 times a second."""
        self.check()
        news = _Advanced(done, total)
        now = time.monotonic()
        if now - self._told < _PROGRESS_INTERVAL:
            self._untold = news
            return
        self._told, self._untold = now, None
        self._post(self, news)

    def cancel(self) -> None:
        """Ends the work; after this nothing more is heard of it."""
        self._cancelled.set()
        with self._lock:
            interrupts, self._interrupts = self._interrupts, []
        for interrupt in interrupts:
            with contextlib.suppress(sqlite3.ProgrammingError):  # closed already: nothing is left to end
                interrupt()

    def run(self) -> None:
        """Does the work; called by a worker thread."""
        try:
            outcome = self._outcome()
            if self._untold is not None:
                self._post(self, self._untold)
            self._post(self, outcome)
        finally:
            self._ended.set()

    def wait(self) -> None:
        """Blocks until the work has ended; for other workers, never for the GUI thread."""
        self._ended.wait()

    @property
    def has_ended(self) -> bool:
        """Whether no worker is at it any more."""
        return self._ended.is_set()

    def discard(self, news: _News) -> None:
        """Lets go of a result that nobody hears of any more."""
        if self._discard is not None and isinstance(news, _Succeeded):
            self._discard(news.result)

    def _outcome(self) -> _News:
        if self.is_cancelled:
            return _Stopped()
        try:
            return _Succeeded(self._work(self))
        except Cancelled:
            return _Stopped()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the one who asked hears of it
            return _Stopped() if self.is_cancelled else _Failed(error)


class _Listener(msgspec.Struct, frozen=True):
    on_success: Callable[[Any], None]
    on_error: Callable[[BaseException], None]
    on_progress: Callable[[int, int], None] | None
    owner: QObject | None
    key: str | None


class Jobs(QObject):
    """All background work of the window. Every callback runs on the GUI thread.

    Signals: `started(job)` and `finished(job)` for each job with a title, `advanced(job, done, total)`, and
    `failed(error)` for errors that nobody handles.
    """

    started = Signal(object)
    advanced = Signal(object, object, object)
    finished = Signal(object)
    failed = Signal(object)
    _posted = Signal(object, object)

    def __init__(self, parent: QObject | None = None, *, threads: int = _THREADS) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="job")
        self._listeners: dict[Job, _Listener] = {}
        self._unended: set[Job] = set()
        self._closed = False
        self._posted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[Work], T],
        *,
        on_success: Callable[[T], None],
        on_error: Callable[[BaseException], None] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
        key: str | None = None,
        owner: QObject | None = None,
        title: str = "",
        discard: Callable[[T], None] | None = None,
    ) -> Job:
        """Starts `work(job)` on a worker thread; after `shutdown` it is not done at all.

        Parameters
        ----------
        on_error:
            By default the error goes out as `failed`.
        key:
            A newer job with the same key (and owner) cancels the older one.
        owner:
            Nothing is called any more once this object is deleted.
        discard:
            Called, on any thread, with a result that comes too late to be heard: closes what was opened.
        """
        if self._closed:
            undone = Job(work, self._post, title)
            undone.cancel()
            undone.run()
            return undone
        if key is not None:
            for older, listener in list(self._listeners.items()):
                if listener.key == key and listener.owner is owner:
                    self.cancel(older)
        job = Job(work, self._post, title, discard)
        self._unended = {each for each in self._unended if not each.has_ended} | {job}
        self._listeners[job] = _Listener(on_success, on_error or self.failed.emit, on_progress, owner, key)
        if title:
            self.started.emit(job)
        self._pool.submit(job.run)
        return job

    def cancel(self, job: Job) -> None:
        """Cancels a job and forgets who listens."""
        job.cancel()
        if self._listeners.pop(job, None) is not None and job.title:
            self.finished.emit(job)

    @property
    def running(self) -> tuple[Job, ...]:
        """The titled jobs that are not finished."""
        return tuple(job for job in self._listeners if job.title)

    @property
    def unended(self) -> tuple[Job, ...]:
        """Jobs that a worker may be at, also cancelled ones: what they use must not be closed yet."""
        return tuple(job for job in self._unended if not job.has_ended)

    def shutdown(self) -> None:
        """Cancels everything and waits for the workers."""
        self._closed = True
        for job in list(self._listeners):
            self.cancel(job)
        self._pool.shutdown(wait=True)  # what is still queued runs, sees that it is cancelled, and ends

    def _post(self, job: Job, news: _News) -> None:
        if self._closed:
            job.discard(news)
        else:
            self._posted.emit(job, news)

    @Slot(object, object)
    def _deliver(self, job: Job, news: _News) -> None:
        listener = self._listeners.get(job)
        if listener is None or self._closed:
            job.discard(news)
            return
        if listener.owner is not None and not shiboken6.isValid(listener.owner):
            self.cancel(job)
            job.discard(news)
            return
        if isinstance(news, _Advanced):
            if job.title:
                self.advanced.emit(job, news.done, news.total)
            if listener.on_progress is not None:
                listener.on_progress(news.done, news.total)
            return
        del self._listeners[job]
        if job.title:
            self.finished.emit(job)
        match news:
            case _Succeeded(result):
                listener.on_success(result)
            case _Failed(error):
                listener.on_error(error)
            case _:
                pass
