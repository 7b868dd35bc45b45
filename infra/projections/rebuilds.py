"""Rebuilds: a shadow is built from the first event beside the live read model, then swapped in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import msgspec

from domain.errors import DomainError
from infra.background import Loop
from infra.log.event_store import EventStore
from infra.projections.generations import PAUSED, RUNNING, SHADOW, STOPPED, Generation, Generations, Overtaken
from infra.projections.projection import Projection
from infra.projections.runner import Runner


class RebuildFailed(DomainError):
    """A rebuild stopped at an event; the live read model was not touched."""


class RebuildProgress(msgspec.Struct, frozen=True):
    """Where a rebuild stands. `done` of `total` positions; `eta` in seconds, None while unknown."""

    status: str
    done: int
    total: int
    events_per_second: float
    eta: float | None
    error: str


class Rebuilds:
    """Runs at most one rebuild of each projection, in the foreground or in a thread of its own."""

    def __init__(self, generations: Generations, runner: Runner, store: EventStore) -> None:
        self._generations = generations
        self._runner = runner
        self._store = store
        self._loops: dict[str, Loop] = {}
        self._begun: dict[str, tuple[float, int]] = {}
        self._lock = threading.Lock()
        self._closing = False

    def run(
        self,
        projection: Projection,
        progress: Callable[[RebuildProgress], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Rebuilds here and now; goes on where an unfinished one stopped. False where it was cancelled.

        Raises `RebuildFailed` where an event cannot be applied.
        """
        self._prepare(projection)
        while not cancelled():
            if self._closing:
                return False
            if not self._step(projection):
                self._check(projection)
                return True
            if progress is not None and (now := self.progress(projection.name)) is not None:
                progress(now)
        self.cancel(projection)
        return False

    def start(self, projection: Projection) -> None:
        """Rebuilds in the background; does nothing where one is running here."""
        with self._lock:
            if projection.name in self._loops:
                return
            self._prepare(projection)
            self._start_loop(projection)

    def pause(self, projection: Projection) -> None:
        """Stops after the present batch; what was built stays."""
        self._stop_loop(projection)
        shadow = self._shadow(projection)
        if shadow.status == RUNNING:
            self._generations.set_status(shadow, PAUSED)

    def resume(self, projection: Projection) -> None:
        """Goes on with a paused or stopped rebuild, in the background."""
        self._generations.set_status(self._shadow(projection), RUNNING)
        with self._lock:
            self._begun.pop(projection.name, None)
            self._start_loop(projection)

    def cancel(self, projection: Projection) -> None:
        """Ends the rebuild and drops what it built. The live read model is untouched."""
        self._stop_loop(projection)
        self._generations.drop(self._shadow(projection))

    def progress(self, name: str) -> RebuildProgress | None:
        """Where the projection's rebuild stands, None where there is none."""
        shadow = self._generations.find(name, SHADOW)
        if shadow is None:
            return None
        total = max(self._store.last_position(), shadow.position)
        begun, start = self._begun.get(name, (time.monotonic(), shadow.position))
        seconds = time.monotonic() - begun
        rate = (shadow.position - start) / seconds if seconds > 0 else 0.0
        eta = (total - shadow.position) / rate if rate > 0 else None
        return RebuildProgress(shadow.status, shadow.position, total, rate, eta, shadow.error)

    def close(self) -> None:
        """Stops the threads; unfinished rebuilds go on from their checkpoint next time."""
        self._closing = True
        with self._lock:
            loops, self._loops = list(self._loops.values()), {}
        for loop in loops:
            loop.stop()

    def _prepare(self, projection: Projection) -> None:
        shadow = self._generations.find(projection.name, SHADOW)
        if shadow is not None and shadow.fingerprint != projection.fingerprint():
            self._generations.drop(shadow)
            shadow = None
        if shadow is None:
            shadow = self._generations.create(projection, SHADOW)
        elif shadow.status != RUNNING:
            self._generations.set_status(shadow, RUNNING)
        self._begun[projection.name] = (time.monotonic(), shadow.position)

    def _start_loop(self, projection: Projection) -> None:
        if projection.name in self._loops:
            return
        loop = Loop(f"rebuild {projection.name}", lambda: self._background_step(projection), idle=0.2)
        self._loops[projection.name] = loop
        loop.start()

    def _background_step(self, projection: Projection) -> bool:
        more = self._step(projection)
        if not more:
            with self._lock:
                loop = self._loops.pop(projection.name, None)
            if loop is not None:
                loop.stop()
        return more

    def _step(self, projection: Projection) -> bool:
        """Builds some more; False once it is swapped in, stopped, paused or gone."""
        shadow = self._generations.find(projection.name, SHADOW)
        if shadow is None or shadow.status != RUNNING:
            return False
        try:
            if self._runner.apply_some(projection, shadow, strict=True) == 0:
                current = self._generations.find(projection.name, SHADOW)
                if current is None or current.status == STOPPED:
                    return False
                return not self._generations.swap(projection, current)
        except Overtaken:
            return True
        return True

    def _check(self, projection: Projection) -> None:
        shadow = self._generations.find(projection.name, SHADOW)
        if shadow is not None and shadow.status == STOPPED:
            raise RebuildFailed(
                f"The rebuild of {projection.name} stopped. {shadow.error}",
                "The live read model was not touched. Mend the cause and rebuild again.",
            )

    def _shadow(self, projection: Projection) -> Generation:
        shadow = self._generations.find(projection.name, SHADOW)
        if shadow is None:
            raise DomainError(f"{projection.name} is not being rebuilt.", "Start a rebuild first.")
        return shadow

    def _stop_loop(self, projection: Projection) -> None:
        with self._lock:
            loop = self._loops.pop(projection.name, None)
        if loop is not None:
            loop.stop()
