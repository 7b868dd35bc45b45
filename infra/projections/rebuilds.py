"""Rebuilds: a shadow is built from the first event beside the live read model, then swapped in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from domain.errors import DomainError
from infra import clock
from infra.background import Loop
from infra.database import Database
from infra.log.event_store import EventStore
from infra.projections.claims import Claims
from infra.projections.generations import (
    LIVE,
    PAUSED,
    RUNNING,
    SHADOW,
    STOPPED,
    Generation,
    Generations,
    Overtaken,
)
from infra.projections.live_copies import LiveCopies
from infra.projections.projection import Projection
from infra.projections.runner import Runner

_LOOK_AGAIN = 0.1  # seconds, while another program builds
_ABANDONED = "The program that rebuilt it has ended. Resume the rebuild, or cancel it."

Outcome: TypeAlias = Literal["more", "elsewhere", "done", "cancelled", "paused", "stopped"]


class RebuildFailed(DomainError):
    """A rebuild stopped at an event or a check; the live read model was not touched."""


class RebuildInterrupted(DomainError):
    """A rebuild ended before its time, was not cancelled, and can go on from where it is."""


class RebuildProgress(msgspec.Struct, frozen=True):
    """Where a rebuild stands. `done` of `total` positions; `eta` in seconds, None while unknown.

    `status` is "running" only while some program works on it.
    """

    status: str
    done: int
    total: int
    events_per_second: float
    eta: float | None
    error: str


class Rebuilds:
    """Runs at most one rebuild of each projection, in the foreground or in a thread of its own.

    Several programs, or threads, that rebuild the same projection share one shadow: one builds, the others
    wait for its end, and take over where it dies.
    """

    def __init__(
        self,
        cache: Database,
        generations: Generations,
        runner: Runner,
        store: EventStore,
        now: Callable[[], datetime],
        copies: LiveCopies,
    ) -> None:
        self._generations = generations
        self._runner = runner
        self._store = store
        self._copies = copies
        self._claims = Claims(cache, now)
        self._loops: dict[str, tuple[Loop, str]] = {}
        self._renewer = _new_builder()
        self._begun: dict[str, tuple[int, float, int]] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()

    def run(
        self,
        projection: Projection,
        progress: Callable[[RebuildProgress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Rebuilds here and now; goes on where an unfinished one stopped. False where it was cancelled.

        Raises `RebuildFailed` where an event cannot be applied or a check fails, `RebuildInterrupted` where
        somebody paused it or the program is being closed.
        """
        builder = _new_builder()
        shadow = self._prepare(projection, builder)
        try:
            while True:
                if self._closing.is_set():
                    raise RebuildInterrupted(
                        f"The rebuild of {projection.name} was interrupted: the program is being closed.",
                        "It goes on when the log is opened again.",
                    )
                if cancelled():
                    self._drop(projection, shadow)
                    return False
                outcome = self.step(projection, shadow.number, builder, strict=True)
                if outcome in ("done", "cancelled"):
                    return outcome == "done"
                if outcome in ("paused", "stopped"):
                    raise self._fault(projection, outcome)
                if progress is not None and (now := self.progress(projection.name)) is not None:
                    progress(now)
                if outcome == "elsewhere":
                    self._closing.wait(_LOOK_AGAIN)
        finally:
            self._claims.release(builder)

    def start(self, projection: Projection) -> None:
        """Rebuilds in the background; does nothing where one is running here."""
        with self._lock:
            if projection.name not in self._loops:
                builder = _new_builder()
                self._start_loop(projection, self._prepare(projection, builder), builder)

    def pause(self, projection: Projection) -> None:
        """Stops after the present batch; what was built stays."""
        self._stop_loop(projection)
        shadow = self._shadow(projection)
        if shadow.status == RUNNING:
            self._generations.set_status(shadow, PAUSED)

    def resume(self, projection: Projection) -> None:
        """Goes on with a paused, stopped or abandoned rebuild, in the background."""
        self._shadow(projection)
        self._stop_loop(projection)  # one that has not seen yet that somebody paused it
        self.start(projection)

    def cancel(self, projection: Projection) -> None:
        """Ends the rebuild and drops what it built. The live read model is untouched."""
        self._stop_loop(projection)
        self._generations.drop(self._shadow(projection))

    def step(self, projection: Projection, number: int, builder: str, *, strict: bool) -> Outcome:
        """Builds a batch of that shadow and says how it stands; swaps it in at the end of the log."""
        shadow = self._generations.find(projection.name, SHADOW)
        if shadow is None or shadow.number != number:
            live = self._generations.find(projection.name, LIVE)
            return "done" if live is not None and live.number >= number else "cancelled"
        if shadow.status != RUNNING:
            return "paused" if shadow.status == PAUSED else "stopped"
        if not self._claims.take(shadow, builder):
            return "elsewhere"
        try:
            moved = self._runner.apply_some(projection, shadow, strict=strict)
            if moved > 0:
                self._copies.advanced(projection, shadow, moved)
                return "more"
            return self._finish(projection, shadow)
        except Overtaken:
            return "more"

    def progress(self, name: str) -> RebuildProgress | None:
        """Where the projection's rebuild stands, whoever does it; None where there is none."""
        shadow = self._generations.find(name, SHADOW)
        if shadow is None:
            self._begun.pop(name, None)
            return None
        total = max(self._store.last_position(), shadow.position)
        status, error = shadow.status, shadow.error
        if status == RUNNING and not self._claims.is_held(shadow):
            status, error = PAUSED, _ABANDONED
        if status != RUNNING:
            self._begun.pop(name, None)
            return RebuildProgress(status, shadow.position, total, 0.0, None, error)
        number, begun, start = self._begun.get(name, (-1, 0.0, 0))
        if number != shadow.number:
            begun, start = time.monotonic(), shadow.position
            self._begun[name] = shadow.number, begun, start
        seconds = time.monotonic() - begun
        rate = (shadow.position - start) / seconds if seconds > 0 else 0.0
        eta = (total - shadow.position) / rate if rate > 0 else None
        return RebuildProgress(status, shadow.position, total, rate, eta, error)

    def close(self) -> None:
        """Stops the threads; unfinished rebuilds go on from their checkpoint next time."""
        self._closing.set()
        with self._lock:
            loops, self._loops = list(self._loops.values()), {}
        for loop, builder in loops:
            loop.stop()
            self._claims.release(builder)
        self._claims.release(self._renewer)

    def renew(self, projection: Projection) -> bool:
        """Builds a batch of what is to replace a read model of another version; False where that must wait.

        Nobody looks on who could mend a failing event: it is parked, as it would be live.
        """
        shadow = self._current_shadow(projection)
        outcome = self.step(projection, shadow.number, self._renewer, strict=False)
        if outcome in ("done", "cancelled"):
            self._claims.release(self._renewer)
        return outcome in ("more", "done")

    def _current_shadow(self, projection: Projection) -> Generation:
        """The shadow to build: the one that is there, if it is of this version and this log, or a new one."""
        shadow = self._generations.find(projection.name, SHADOW)
        if shadow is not None and (
            not self._generations.is_current(shadow, projection)
            or shadow.position > self._store.last_position()
        ):
            self._generations.drop(shadow)
            shadow = None
        return shadow or self._generations.create(projection, SHADOW)

    def _prepare(self, projection: Projection, builder: str) -> Generation:
        shadow = self._current_shadow(projection)
        self._claims.take(shadow, builder)  # where another one holds it, `step` waits for it
        if shadow.status != RUNNING:
            self._generations.set_status(shadow, RUNNING)
        self._begun[projection.name] = shadow.number, time.monotonic(), shadow.position
        return shadow

    def _finish(self, projection: Projection, shadow: Generation) -> Outcome:
        built = self._generations.find(projection.name, SHADOW)
        if built is None or built.number != shadow.number or built.status != RUNNING:
            return "more"  # somebody ended it, or an event stopped it: the next step says which
        problem = self._generations.problem(projection, built)
        if problem:
            self._generations.set_status(built, STOPPED, problem)
            return "stopped"
        if not self._generations.swap(projection, built):
            return "more"
        self._copies.replaced(built)
        return "done"

    def _start_loop(self, projection: Projection, shadow: Generation, builder: str) -> None:
        def step() -> bool:
            return self._background_step(projection, shadow.number, builder)

        loop = Loop(f"rebuild {projection.name}", step, idle=_LOOK_AGAIN)
        self._loops[projection.name] = loop, builder
        loop.start()

    def _background_step(self, projection: Projection, number: int, builder: str) -> bool:
        try:
            outcome = self.step(projection, number, builder, strict=True)
        except DomainError:
            raise  # a full disk, a locked file: the loop shows it and tries again
        except Exception as error:
            shadow = self._generations.find(projection.name, SHADOW)
            if shadow is not None and shadow.number == number:
                self._generations.set_status(shadow, STOPPED, f"{type(error).__name__}: {error}")
            self._stop_loop(projection)
            raise
        if outcome not in ("more", "elsewhere"):
            self._stop_loop(projection)
        return outcome == "more"

    def _stop_loop(self, projection: Projection) -> None:
        with self._lock:
            loop, builder = self._loops.pop(projection.name, (None, ""))
        if loop is not None:
            loop.stop()
            self._claims.release(builder)

    def _fault(self, projection: Projection, outcome: Outcome) -> DomainError:
        if outcome == "paused":
            return RebuildInterrupted(
                f"The rebuild of {projection.name} was paused by somebody else.",
                "Resume it, or rebuild again: it goes on from where it is.",
            )
        shadow = self._generations.find(projection.name, SHADOW)
        return RebuildFailed(
            f"The rebuild of {projection.name} stopped. {shadow.error if shadow else ''}",
            "The live read model was not touched. Mend the cause and rebuild again, "
            "or skip the event where it is parked.",
        )

    def _drop(self, projection: Projection, shadow: Generation) -> None:
        present = self._generations.find(projection.name, SHADOW)
        if present is not None and present.number == shadow.number:
            self._generations.drop(present)

    def _shadow(self, projection: Projection) -> Generation:
        shadow = self._generations.find(projection.name, SHADOW)
        if shadow is None:
            raise DomainError(f"{projection.name} is not being rebuilt.", "Start a rebuild first.")
        return shadow


def _new_builder() -> str:
    return f"{clock.origin()} {clock.new_id()}"
