"""Lets go of logs that are no longer shown, without making anybody wait."""

from __future__ import annotations

from app.jobs import Jobs
from app.work import Work
from infra.open_log import OpenLog


class Closing:
    """Closes logs in the background, once no work that was begun on them is still at it."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._open: list[OpenLog] = []

    def close(self, log: OpenLog) -> None:
        """Closes a log as soon as its readers have ended."""
        self._open.append(log)
        readers = self._jobs.unended

        def work(_job: Work) -> None:
            for reader in readers:
                reader.wait()
            self._open.remove(log)
            log.close()

        self._jobs.submit(work, on_success=_done)

    def close_rest(self) -> None:
        """Closes here and now what the background had no time for; after `Jobs.shutdown`."""
        while self._open:
            self._open.pop().close()


def _done(_result: None) -> None:
    pass
