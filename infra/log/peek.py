"""A look at a log without opening it: nothing is locked, migrated or left beside the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from infra.log.tables import APPLICATION_ID

_COUNTED = 1_000_000  # what is counted within a moment; of a larger log nobody waits for the number


def events_in(path: Path) -> int | None:
    """How many events a log has; None where it is no log, cannot be read, or has too many to count."""
    written = path.with_name(f"{path.name}-wal")
    try:
        # Without a write-ahead log the file is all there is, and is read as it lies; with one, the files for
        # sharing it are there already.
        is_alone = not written.exists() or not written.stat().st_size
        uri = f"file:{quote(str(path.absolute()))}?mode=ro" + ("&immutable=1" if is_alone else "")
        with closing(sqlite3.connect(uri, uri=True, timeout=0)) as connection:
            if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
                return None
            (last,) = connection.execute("SELECT max(position) FROM events").fetchone()
            if (last or 0) > _COUNTED:
                return None
            (count,) = connection.execute("SELECT count(*) FROM events").fetchone()
    except (OSError, sqlite3.Error):
        return None
    return int(count)
