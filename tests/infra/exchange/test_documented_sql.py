"""The SQL that the documentation shows runs on a real log and says what it promises."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Any

DOCUMENT = Path(__file__).parents[3] / "docs" / "file-format.md"
LINE = (
    '{"position":1,"id":"0190e4f0-1234-7abc-8def-0123456789ab","stream":"Order/O-1001","version":1,'
    '"type":"LineAdded","schema_version":1,"recorded_at":"1969-12-31T23:59:59.999999Z","data":{"quantity":3},'
    '"metadata":{"correlation_id":"0190e4f0-1234-7abc-8def-0123456789ab"}}'
)


def test_every_documented_query_finds_the_event(bench: Any) -> None:
    bench.bring_in(LINE)
    (block,) = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    queries = [query for query in block.split(";") if query.strip()]
    assert len(queries) == 4
    with closing(sqlite3.connect(bench.log)) as connection:
        for query in queries:
            assert len(connection.execute(query).fetchall()) == 1
        columns = [row[0] for row in connection.execute("SELECT * FROM event_log").description]
    for column in columns:
        assert f"`{column}`" in DOCUMENT.read_text()
    assert bench.rows("SELECT recorded_at FROM event_log") == [("1969-12-31T23:59:59.999999Z",)]


def test_the_hash_is_computed_as_documented(bench: Any) -> None:
    bench.bring_in(LINE)
    ((id, recorded_at, data, metadata, stored),) = bench.rows(
        "SELECT id, recorded_at, data, metadata, hash FROM events"
    )
    texts = f"{len(data)}:{data} {len(metadata)}:{metadata}"
    content = id + f" 12:Order/O-1001 1 9:LineAdded 1 {recorded_at} {texts}".encode()
    assert blake2b(content, digest_size=16).digest() == stored
