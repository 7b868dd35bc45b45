from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.jobs import Jobs
from app.work import Work


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def test_a_result_arrives_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[tuple[str, int, int]] = []
    jobs.submit(
        lambda job: threading.get_ident(),
        on_success=lambda ident: heard.append(("result", ident, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(heard))
    assert heard[0][1] != heard[0][2] == threading.get_ident()


def test_an_error_reaches_who_asked_or_else_everybody(qtbot: QtBot, jobs: Jobs) -> None:
    def fail(job: Work) -> None:
        raise ValueError("no")

    heard: list[BaseException] = []
    jobs.submit(fail, on_success=heard.append, on_error=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 1)
    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.submit(fail, on_success=heard.append)
    assert [str(heard[0]), str(failed.args[0])] == ["no", "no"]
    assert len(heard) == 1


def test_a_connection_that_is_closed_already_needs_no_interrupt(qtbot: QtBot, jobs: Jobs) -> None:
    closed, done = threading.Event(), threading.Event()

    def work(job: Work) -> None:
        connection = sqlite3.connect(":memory:")
        job.on_cancel(connection.interrupt)
        connection.close()
        closed.set()
        done.wait(20)

    job = jobs.submit(work, on_success=lambda _: None)
    assert closed.wait(20)
    jobs.cancel(job)
    done.set()


def test_nothing_is_heard_after_cancel_and_the_work_is_interrupted(qtbot: QtBot, jobs: Jobs) -> None:
    begun, interrupted = threading.Event(), threading.Event()
    heard: list[Any] = []

    def work(job: Work) -> str:
        job.on_cancel(interrupted.set)
        begun.set()
        interrupted.wait(20)
        return "too late"

    job = jobs.submit(work, on_success=heard.append, on_error=heard.append)
    assert begun.wait(20)
    jobs.cancel(job)
    assert interrupted.wait(20)
    jobs.submit(lambda job: "next", on_success=heard.append)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["next"]


def test_a_newer_job_with_the_same_key_replaces_the_older(qtbot: QtBot, jobs: Jobs) -> None:
    go = threading.Event()
    heard: list[int] = []

    def slow(job: Work) -> int:
        go.wait(20)
        return 1

    jobs.submit(slow, on_success=heard.append, key="search")
    jobs.submit(lambda job: 2, on_success=heard.append, key="search")
    go.set()
    qtbot.waitUntil(lambda: heard == [2])
    jobs.submit(lambda job: 3, on_success=heard.append)
    qtbot.waitUntil(lambda: heard == [2, 3])


def test_nothing_reaches_a_deleted_owner(qtbot: QtBot, jobs: Jobs) -> None:
    owner = QObject()
    go = threading.Event()
    heard: list[str] = []

    def slow(job: Work) -> str:
        go.wait(20)
        return "for nobody"

    jobs.submit(slow, on_success=heard.append, owner=owner)
    owner.deleteLater()
    qtbot.wait(0)
    qtbot.waitUntil(lambda: not __import__("shiboken6").isValid(owner))
    go.set()
    jobs.submit(lambda job: "done", on_success=heard.append)
    qtbot.waitUntil(lambda: "done" in heard)
    assert heard == ["done"]


def test_progress_is_thinned_but_the_last_report_always_arrives(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[tuple[int, int]] = []
    done: list[None] = []

    def work(job: Work) -> None:
        for step in range(10_001):
            job.progress(step, 10_000)

    jobs.submit(
        work, on_success=done.append, on_progress=lambda at, of: heard.append((at, of)), title="Counting"
    )
    qtbot.waitUntil(lambda: bool(done))
    assert heard[-1] == (10_000, 10_000)
    assert len(heard) < 1000


def test_titled_jobs_are_announced_and_can_be_listed(qtbot: QtBot, jobs: Jobs) -> None:
    go = threading.Event()
    with qtbot.waitSignal(jobs.started):
        job = jobs.submit(lambda job: go.wait(20), on_success=lambda _: None, title="Importing")
    assert jobs.running == (job,)
    with qtbot.waitSignal(jobs.finished):
        go.set()
    assert jobs.running == ()


def test_a_result_that_comes_too_late_is_let_go_of(qtbot: QtBot, jobs: Jobs) -> None:
    begun, go = threading.Event(), threading.Event()
    heard: list[str] = []
    closed: list[str] = []

    def slow(job: Work) -> str:
        begun.set()
        go.wait(20)
        return "a file"

    job = jobs.submit(slow, on_success=heard.append, discard=closed.append)
    assert begun.wait(20)
    jobs.cancel(job)
    go.set()
    qtbot.waitUntil(lambda: closed == ["a file"])
    assert heard == []


def test_what_is_still_at_work_is_known_also_after_cancel(jobs: Jobs) -> None:
    begun, go = threading.Event(), threading.Event()

    def slow(job: Work) -> None:
        begun.set()
        go.wait(20)

    job = jobs.submit(slow, on_success=lambda _: None)
    assert begun.wait(20)
    jobs.cancel(job)
    assert jobs.unended == (job,)
    go.set()
    job.wait()
    assert jobs.unended == ()


def test_after_shutdown_nothing_is_begun_any_more(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.shutdown()
    done: list[object] = []
    job = jobs.submit(done.append, on_success=done.append)
    assert job.is_cancelled
    assert job.has_ended
    assert done == []
