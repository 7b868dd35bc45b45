"""Branches as files: saved beside a log and read again; their events taken away as JSON lines or as a log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from domain.branch.edits import Branch, BranchFileProblem, read, written
from infra.branching.run import BranchRun
from infra.errors import LogError, LogNotFound, NoPermission
from infra.exchange.draft import check_folder
from infra.exchange.exporting import ExportFormat, ExportReport, export
from infra.exchange.importing import import_file
from infra.open_log import OpenLog
from infra.progress import Progress, ignore_progress, never_cancelled

SUFFIX = ".eventbranch"


def save_branch(branch: Branch, path: Path) -> None:
    """Writes the branch's description; an older file of that name is replaced as a whole."""
    check_folder(path)
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(written(branch))
        draft.replace(path)
    except OSError as error:
        raise NoPermission(f"{path} cannot be written: {error.strerror}.", "Choose another place.") from error
    finally:
        draft.unlink(missing_ok=True)


def load_branch(path: Path, log: OpenLog) -> Branch:
    """A saved branch of that log. Raises `BranchFileProblem` where it is one of another log, or none."""
    try:
        text = path.read_bytes()
    except FileNotFoundError as error:
        raise LogNotFound(path) from error
    except OSError as error:
        raise NoPermission(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error
    branch = read(text)
    if branch.log_id != log.log.log_id:
        raise BranchFileProblem(
            f"{path.name} is a branch of another log than {log.path.name}.",
            "Open the log that it was made of.",
        )
    return branch


def export_branch(
    run: BranchRun,
    path: Path,
    progress: Callable[[Progress], None] = ignore_progress,
    cancelled: Callable[[], bool] = never_cancelled,
) -> ExportReport:
    """All events of the branch: as a log of its own where the name ends in .eventlog, else as JSON lines."""
    if path.suffix != ".eventlog":
        return export(run.log.log, "", ExportFormat.JSONL, path, progress, cancelled)
    if path.exists():
        raise LogError(f"{path} already exists.", "Choose another name.")
    lines = run.folder / "branch.jsonl"
    report = export(run.log.log, "", ExportFormat.JSONL, lines, progress, cancelled)
    try:
        import_file(lines, path, progress=progress, cancelled=cancelled)
    finally:
        lines.unlink(missing_ok=True)
    return msgspec.structs.replace(report, bytes=path.stat().st_size)
