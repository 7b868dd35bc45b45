"""Takes the events that pass a filter out of a log, as JSON lines or CSV."""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import msgspec

from domain.event import Event, event_json
from domain.filtering import Expression, parse
from infra.database import rows_of
from infra.errors import DiskFull, LogError, NoPermission
from infra.exchange import csv
from infra.exchange.draft import check_folder, sync_folder
from infra.log.log_file import LogFile
from infra.log.search import search
from infra.progress import Progress, Ticker, ignore_progress, never_cancelled

_SPAN = 20_000  # positions searched between two looks at the clock and the cancel button
_CHUNK = 1 << 20  # bytes gathered before they are written


class ExportFormat(StrEnum):
    """What can be written."""

    JSONL = "jsonl"
    CSV = "csv"


class ExportReport(msgspec.Struct, frozen=True):
    """What an export wrote: `bytes` is the size of all that was written."""

    events: int
    bytes: int
    seconds: float


def export(
    log: LogFile,
    expression: str | Expression,
    format: ExportFormat,
    out: BinaryIO | Path,
    progress: Callable[[Progress], None] = ignore_progress,
    cancelled: Callable[[], bool] = never_cancelled,
) -> ExportReport:
    """Writes the events that pass, up to the one that is the last when the export begins.

    Parameters
    ----------
    expression:
        A filter; an empty text lets all pass.
    out:
        A path is written hidden beside its place and put there when complete, so that an existing file is
        replaced by a whole one or not at all; a stream is written as it goes.

    Raises `FilterError`, `LogError` or `Cancelled`.
    """
    begun = time.monotonic()
    wanted = parse(expression) if isinstance(expression, str) else expression
    ticker = Ticker("export", progress, cancelled)
    if isinstance(out, Path):
        with replaced(out) as file:
            events, size = _write(log, wanted, format, file, ticker)
    else:
        try:
            events, size = _write(log, wanted, format, out, ticker)
        except OSError as error:
            if isinstance(error, BrokenPipeError):  # the reader has had enough: no fault of the export
                raise
            raise _fault(Path(getattr(out, "name", "the output")), error) from error
    return ExportReport(events, size, time.monotonic() - begun)


def _write(
    log: LogFile, expression: Expression, format: ExportFormat, out: BinaryIO, ticker: Ticker
) -> tuple[int, int]:
    line: Callable[[Event], bytes] = csv.row if format is ExportFormat.CSV else _line
    end = _edge(log, "max(position)", 2**63 - 1)
    chunk = [csv.HEADER] if format is ExportFormat.CSV else []
    pending = size = events = 0
    for after, until in _spans(log, end):
        ticker.tick(after, end, events)
        for event in search(log, expression, after=after, until=until):
            text = line(event)
            chunk.append(text)
            pending += len(text)
            events += 1
            if pending >= _CHUNK:
                size += _put(out, chunk)
                pending = 0
                ticker.tick(event.position, end, events)
    size += _put(out, chunk)
    ticker.finish(end, end, events)
    return events, size


def _line(event: Event) -> bytes:
    # In JSON a bare line end can only stand between values, where it means no more than a space.
    return event_json(event).replace(b"\n", b" ") + b"\n"


def _put(out: BinaryIO, chunk: list[bytes]) -> int:
    text = b"".join(chunk)
    chunk.clear()
    out.write(text)
    return len(text)


def _spans(log: LogFile, end: int) -> Iterator[tuple[int, int]]:
    """Stretches (after, until] that cover all positions up to `end`; gaps are leapt over."""
    reached = 0
    while reached < end:
        after = _edge(log, "min(position)", reached) - 1
        reached = min(after + _SPAN, end)
        yield after, reached


def _edge(log: LogFile, which: str, bound: int) -> int:
    comparison = "<=" if which.startswith("max") else ">"
    with log.database.reading() as connection:
        row = rows_of(
            connection, f"SELECT {which} FROM events WHERE position {comparison} ?", (bound,)
        ).fetchone()
    return row[0] or 0


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` once it is complete and on the disk."""
    check_folder(path)
    if path.is_dir():
        raise LogError(f"{path} is a folder.", "Name a file in it.")
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _fault(path, error) from error
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_permissions(draft, path)
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _fault(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def _take_permissions(draft: Path, path: Path) -> None:
    """A draft is private; the result has the permissions that a new file has, or those that were there."""
    try:
        mode = path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    draft.chmod(mode)


def _fault(path: Path, error: OSError) -> LogError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            f"The disk is full: {path} could not be written.", "Free some space; nothing was left behind."
        )
    return NoPermission(f"{path} cannot be written: {error.strerror}.", "Choose another place.")
