"""Work off the GUI thread, for those who ask for it and who do it, without Qt; `app.jobs` carries it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Cancelled(Exception):
    """Raised inside work that was cancelled."""


class Work(Protocol):
    """What the work sees of its job."""

    def check(self) -> None: ...

    def progress(self, done: int, total: int) -> None: ...

    def on_cancel(self, interrupt: Callable[[], None]) -> None: ...

    @property
    def is_cancelled(self) -> bool: ...


class Submit(Protocol):
    """`Jobs.submit` as presenters see it; `HeldJobs` in tests has it too."""

    def __call__(
        self,
        work: Callable[[Work], T],
        *,
        on_success: Callable[[T], None],
        on_error: Callable[[BaseException], None] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
        key: str | None = None,
        title: str = "",
        discard: Callable[[T], None] | None = None,
    ) -> Any: ...
