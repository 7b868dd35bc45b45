"""Everything that works on one log, put together: store, journal, processes, projections, views."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from domain.decider import Domain
from domain.registry import Registry
from infra import clock
from infra.background import Loop
from infra.cache import open_cache
from infra.causation import Causation
from infra.correlation import Correlations
from infra.domains import load_domains
from infra.errors import LogError, LogNotFound
from infra.evidence import Evidence
from infra.finding import Finder
from infra.hold import Hold
from infra.journal.commands import CommandService
from infra.journal.execution import Execution
from infra.journal.journal import Journal, is_settled
from infra.journal.processes import ProcessRunner
from infra.journal.reactions import ParkedReactions
from infra.journal.undo import Undo
from infra.journal.worker import CommandWorker
from infra.log.event_store import EventStore, last_position
from infra.log.log_file import LogFile
from infra.log.streams import Streams
from infra.log.watch import LogWatch
from infra.notes.notes import Notes
from infra.projections.past import PastReadModels
from infra.projections.row_blame import RowBlame
from infra.projections.service import ProjectionService
from infra.read_models import PROJECTIONS
from infra.repository import Repository
from infra.scheduling.schedules import Schedules
from infra.snapshots import Snapshots
from infra.states import States
from infra.views.scans import Scans

_LOOK_AGAIN = 0.01


class OpenLog:
    """One open log with all that reads and writes it. Use `open`, then `start` or `settle`, then `close`."""

    def __init__(
        self,
        log: LogFile,
        domains: Iterable[Domain],
        problems: tuple[str, ...],
        now: Callable[[], datetime],
    ) -> None:
        self.log = log
        self.path = log.path
        self.read_only = log.read_only
        self.problems = problems
        self.registry = Registry(domains)
        self.hold = Hold()
        self.watch = LogWatch(log)
        self.store = EventStore(log, now)
        self.event_types = self._event_types()
        self.streams = Streams(log.database)
        self.scans = Scans(log)
        self.states = States(self.store, self.registry)
        self.notes = Notes(log, self.store, now)
        self.finder = Finder(self.store, self.streams, self.states, self.registry)
        self.cache = open_cache(log)
        snapshots = None if self.read_only else Snapshots(self.cache)
        self.repository = repository = Repository(self.store, self.registry, snapshots)
        journal = Journal(log.database, now)
        self.execution = execution = Execution(log.database, journal, self.store, repository, self.registry)
        undo = Undo(journal, self.store, repository, self.registry, now)
        self.journal = journal
        self.causation = Causation(self.store, journal)
        self.correlations = Correlations(log.database, self.store, self.causation)
        self.evidence = Evidence(self.store, journal, self.registry)
        self.commands = CommandService(
            journal, execution, undo, self.store, self.registry, now, self.watch.poke, self.hold
        )
        self.projections = ProjectionService(
            log.database, self.cache, self.store, self.registry, PROJECTIONS, now, hold=self.hold
        )
        self.past = PastReadModels(log.database, self.cache, self.projections, self.registry, now)
        self.row_blame = RowBlame(log.database, self.projections, self.registry)
        self.schedules = Schedules(
            log.database, self.projections.names, self.projections.rebuild, now, hold=self.hold
        )
        self.worker = CommandWorker(journal, execution, self.watch.poke)
        self._processes = ProcessRunner(log.database, self.registry, now, self.watch.poke)
        self.reactions = ParkedReactions(
            log.database, self.store, self.registry, self._processes, self.watch.poke
        )
        self._loops: tuple[Loop, ...] = ()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        read_only: bool = False,
        create: bool = False,
        domains: Iterable[Domain] | None = None,
        now: Callable[[], datetime] = clock.now,
    ) -> OpenLog:
        """Opens a log file, or makes it where `create` is asked for and it is not there.

        Parameters
        ----------
        domains:
            What to understand events and commands with; by default every installed domain.

        Raises `LogError`.
        """
        installed, problems = load_domains() if domains is None else (tuple(domains), ())
        try:
            log = LogFile.open(path, read_only=read_only)
        except LogNotFound:
            if not create:
                raise
            log = LogFile.create(path)
        try:
            return cls(log, installed, problems, now)
        except BaseException:
            log.close()
            raise

    def _event_types(self) -> tuple[str, ...]:
        """The event types as the log was opened: those of the domains, then others that it holds."""
        declared = [event.__name__ for decider in self.registry.deciders.values() for event in decider.events]
        try:
            recorded = self.store.event_types()
        except LogError:
            recorded = ()  # a damaged log opens all the same; what is wrong with it, its panes say
        return tuple(dict.fromkeys((*declared, *recorded)))

    def start(self) -> None:
        """Begins to work in the background: commands, processes, projections, schedules; watches the file."""
        self.watch.start()
        if self.read_only:
            return
        self._loops = (
            Loop("command worker", self.worker.step),
            Loop("process managers", self._processes.step),
            Loop("projections", self.projections.step),
        )
        self.projections.resume_unfinished()
        self.schedules.start()
        for loop in self._loops:
            self.watch.subscribe(loop.wake)
            loop.start()

    def settle(self, correlation_id: UUID, timeout: float = 60.0) -> bool:
        """Waits until all that the correlation's commands set off is done; False after `timeout` seconds.

        Without `start`, the work is done here and now by the caller's thread.
        """
        deadline = time.monotonic() + timeout
        while not self._is_settled(correlation_id):
            if time.monotonic() > deadline:
                return False
            if self._loops or not self._work():
                time.sleep(_LOOK_AGAIN)
        return True

    def close(self) -> None:
        """Stops the background work where it stands, and lets go of the files."""
        self.projections.stop_rebuilds()
        self.schedules.close()
        for loop in self._loops:
            loop.stop()
        self.scans.close()
        self.watch.close()
        self.past.close()
        self.cache.close()
        self.log.close()

    def _work(self) -> bool:
        worked = self.worker.step()
        worked = self._processes.step() or worked
        return self.projections.step() or worked

    def _is_settled(self, correlation_id: UUID) -> bool:
        with self.log.database.reading() as connection:  # one moment for all that is asked
            if not is_settled(connection, correlation_id) or not self._processes.has_heard_all(connection):
                return False
            last = last_position(connection)
        return self.projections.is_caught_up(last)
