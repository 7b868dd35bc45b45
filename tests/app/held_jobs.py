"""Jobs that run only when a test says so: the order of answers is the test's to choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class HeldWork:
    """One piece of work that waits."""

    def __init__(self, work: Callable[[Any], Any], callbacks: dict[str, Any], key: str | None) -> None:
        self._work = work
        self._callbacks = callbacks
        self.key = key
        self.is_cancelled = False

    def check(self) -> None:
        pass

    def progress(self, done: int, total: int) -> None:
        if self._callbacks.get("on_progress"):
            self._callbacks["on_progress"](done, total)

    def on_cancel(self, interrupt: Callable[[], None]) -> None:
        pass

    def cancel(self) -> None:
        self.is_cancelled = True

    def run(self) -> None:
        """Does the work and delivers what comes of it."""
        try:
            result = self._work(self)
        except Exception as error:
            if self._callbacks.get("on_error") is None:
                raise
            self._callbacks["on_error"](error)
        else:
            self._callbacks["on_success"](result)


class HeldJobs:
    """Takes work as `Jobs` does. `run_all` runs it oldest first; `held` lets a test choose another order."""

    def __init__(self) -> None:
        self.held: list[HeldWork] = []

    def submit(self, work: Callable[[Any], Any], *, key: str | None = None, **callbacks: Any) -> HeldWork:
        held = HeldWork(work, callbacks, key)
        self.held.append(held)
        return held

    def run_all(self) -> None:
        while self.held:
            self.held.pop(0).run()
