"""A worker: takes commands off the journal one by one and runs them."""

from __future__ import annotations

from collections.abc import Callable

from infra import clock
from infra.journal.execution import Execution
from infra.journal.journal import Journal


class CommandWorker:
    """Claims and runs; any number of workers, in any number of programs, may work on one journal."""

    def __init__(self, journal: Journal, execution: Execution, committed: Callable[[], None]) -> None:
        self._journal = journal
        self._execution = execution
        self._committed = committed

    def step(self) -> bool:
        """Runs the next command that may run; False where there is none now."""
        claimed = self._journal.claim(f"{clock.origin()}/{clock.new_id()}")
        if claimed is None:
            return False
        self._execution.run(claimed)
        self._committed()
        return True
