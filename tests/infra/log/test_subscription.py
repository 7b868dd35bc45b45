from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.event import Event, NewEvent
from domain.filtering import parse
from infra import clock
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
from infra.log.subscription import Subscription
from infra.log.watch import LogWatch

ROOT = Path(__file__).parents[3]
OTHER_PROGRAM = """
import sys
from pathlib import Path
from domain.event import NewEvent
from infra import clock
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
log = LogFile.open(Path(sys.argv[1]))
store = EventStore(log, clock.now)
for number in range(50):
    store.append("Other/1", ANY, [NewEvent(clock.new_id(), "Told", b'{"number":%d}' % number)])
log.close()
"""


@pytest.fixture
def watch(log: LogFile) -> Iterator[LogWatch]:
    watch = LogWatch(log)
    watch.start()
    yield watch
    watch.close()


def listen(subscription: Subscription) -> tuple[queue.Queue[Event], threading.Thread]:
    heard: queue.Queue[Event] = queue.Queue()

    def run() -> None:
        for event in subscription:
            heard.put(event)

    thread = threading.Thread(target=run)
    thread.start()
    return heard, thread


def test_it_catches_up_and_then_hears_what_another_program_appends(
    log: LogFile, store: EventStore, watch: LogWatch
) -> None:
    store.append("A/1", 0, [NewEvent(clock.new_id(), "Begun", b"{}") for _ in range(3)])
    subscription = Subscription(store, watch)
    heard, thread = listen(subscription)
    assert [heard.get(timeout=20).position for _ in range(3)] == [1, 2, 3]
    subprocess.run([sys.executable, "-c", OTHER_PROGRAM, str(log.path)], cwd=ROOT, check=True, timeout=60)
    assert [heard.get(timeout=20).position for _ in range(50)] == list(range(4, 54))
    subscription.stop()
    thread.join(20)
    assert not thread.is_alive()
    assert heard.empty()


def test_it_begins_behind_a_position_and_gives_only_what_passes(store: EventStore, watch: LogWatch) -> None:
    for number in range(6):
        store.append("A/1", ANY, [NewEvent(clock.new_id(), "Odd" if number % 2 else "Even", b"{}")])
    subscription = Subscription(store, watch, after=2, expression=parse("type = Odd"))
    heard, thread = listen(subscription)
    assert [heard.get(timeout=20).position for _ in range(2)] == [4, 6]
    store.append("A/1", ANY, [NewEvent(clock.new_id(), "Odd", b"{}")])
    watch.poke()
    assert heard.get(timeout=20).position == 7
    subscription.stop()
    thread.join(20)
    assert subscription.position == 7
