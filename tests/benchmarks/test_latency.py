"""How late a subscription hears of another program's append, against the 200 ms that are allowed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from infra import clock
from infra.log.event_store import EventStore
from infra.log.log_file import LogFile
from infra.log.subscription import Subscription
from infra.log.watch import INTERVAL, LogWatch
from tests.benchmarks.pairs import report

ROOT = Path(__file__).parents[2]
OTHER_PROGRAM = """
import sys, time
from pathlib import Path
from domain.event import NewEvent
from infra import clock
from infra.log.event_store import ANY, EventStore
from infra.log.log_file import LogFile
log = LogFile.open(Path(sys.argv[1]))
store = EventStore(log, clock.now)
for number in range(60):
    store.append("Other/1", ANY, [NewEvent(clock.new_id(), "Told", b"%f" % time.time())])
    time.sleep(0.03)
log.close()
"""


def test_another_programs_append_is_heard_within_two_hundred_milliseconds(tmp_path: Path) -> None:
    with closing(LogFile.create(tmp_path / "a.eventlog")) as log, closing(LogWatch(log)) as watch:
        watch.start()
        subscription = Subscription(EventStore(log, clock.now), watch)
        late: list[float] = []

        def listen() -> None:
            for event in subscription:
                late.append(time.time() - float(event.data))

        thread = threading.Thread(target=listen)
        thread.start()
        subprocess.run([sys.executable, "-c", OTHER_PROGRAM, str(log.path)], cwd=ROOT, check=True, timeout=60)
        while len(late) < 60:
            time.sleep(0.01)
        subscription.stop()
        thread.join()
    report(
        "another program's append is heard after",
        f"median {1000 * median(late):.0f} ms, at most {1000 * max(late):.0f} ms "
        f"({1 / INTERVAL:.0f} looks a second)",
    )
    assert median(late) < 0.2
