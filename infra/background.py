"""A named background thread that works while there is work and sleeps until it is woken."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from domain.errors import DomainError

_log = logging.getLogger(__name__)
_PAUSE_AFTER_ERROR = 1.0


class Loop:
    """Runs `step` again and again; sleeps when it returns False, until `wake` or for `idle` seconds.

    A fault of `step` is kept in `error` (and logged), and the loop tries again after a pause: a full disk
    or a locked file must not end the work for good.
    """

    def __init__(self, name: str, step: Callable[[], bool], *, idle: float = 1.0) -> None:
        self._step = step
        self._idle = idle
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self.error: DomainError | None = None

    def start(self) -> None:
        """Begins to work."""
        self._thread.start()

    def wake(self) -> None:
        """There may be work."""
        self._wake.set()

    @property
    def is_stopping(self) -> bool:
        """Whether `stop` was called; a long step looks at it."""
        return self._stopping.is_set()

    def stop(self, timeout: float = 30.0) -> None:
        """Lets the present step end and waits for the thread."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                more = self._step()
                self.error = None
            except DomainError as fault:
                if self.error is None or self.error.reason != fault.reason:
                    _log.warning("%s: %s", self._thread.name, fault.reason)
                self.error = fault
                self._stopping.wait(_PAUSE_AFTER_ERROR)
                continue
            if not more:
                self._wake.wait(self._idle)
