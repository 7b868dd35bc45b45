"""The sample log that comes along: a shop's first months, its first registrations in an older schema."""

from __future__ import annotations

from contextlib import closing
from importlib.resources import files
from pathlib import Path

from infra.exchange.importing import import_file
from infra.log.verify import verify
from infra.open_log import OpenLog


def test_older_events_are_read_through_their_upcasters_and_kept_as_recorded(tmp_path: Path) -> None:
    source = Path(str(files("resources") / "samples" / "shop-v1.jsonl"))
    path = tmp_path / "shop.eventlog"
    report = import_file(source, path)
    assert (report.events, report.problem_count) == (32, 0)
    assert verify(path).ok
    with closing(OpenLog.open(path)) as log:
        first = log.states.at("Customer/C-1", version=1)
        assert not first.inferred
        assert first.problems == ()
        assert first.state["address"] == {
            "street": "12 Analytical Row",
            "city": "London",
            "postal_code": "W1T",
            "country": "GB",
        }
        registered = next(log.store.stream("Customer/C-1"))
        assert registered.schema_version == 1
        assert b'"address":"12 Analytical Row, W1T London, GB"' in registered.data
        assert log.states.at("Order/O-901").state["total"]["amount"] == "438.80"
        while log.projections.step():
            pass
        assert log.projections.parked() == []
        (card,) = log.projections.queries.named("customer", {"customer": "C-2"})
        assert (card["city"], card["postal_code"], card["orders"]) == ("Köln", "50667", 1)
        assert log.settle(registered.id)
        assert log.commands.entries() == []
