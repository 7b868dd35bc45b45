"""Tasks that take longer than a moment are shown, several in a list, each with a way to cancel it."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.jobs import Job, Jobs
from app.window.tasks import TaskBar
from app.work import Work


class Sheep:
    """Counts until it is told to stop."""

    def __init__(self) -> None:
        self.stopped = threading.Event()

    def count(self, job: Work) -> None:
        job.on_cancel(self.stopped.set)
        job.progress(1, 4)
        self.stopped.wait(20)


@pytest.fixture
def bar(qtbot: QtBot, jobs: Jobs) -> TaskBar:
    bar = TaskBar(jobs)
    qtbot.addWidget(bar)
    return bar


def start(jobs: Jobs, title: str) -> tuple[Sheep, Job]:
    sheep = Sheep()
    return sheep, jobs.submit(sheep.count, on_success=lambda _: None, title=title)


def test_several_tasks_are_listed_and_cancelled_one_by_one(qtbot: QtBot, jobs: Jobs, bar: TaskBar) -> None:
    first, _ = start(jobs, "Counting sheep")
    second, job = start(jobs, "Counting goats")
    everything = bar.findChild(QToolButton, "tasks.all")
    shown = bar.findChild(QLabel, "tasks.title")
    qtbot.waitUntil(lambda: bar.isVisible() and everything.isVisible())
    assert shown.text() == "Counting sheep…"
    assert everything.text() == "and 1 more"
    qtbot.mouseClick(everything, Qt.MouseButton.LeftButton)
    listed = bar.findChild(QFrame, "tasks.list")
    assert listed.isVisible()
    qtbot.mouseClick(listed.findChild(QToolButton, f"tasks.cancel.{job.number}"), Qt.MouseButton.LeftButton)
    assert second.stopped.wait(20)
    assert not first.stopped.is_set()
    qtbot.waitUntil(lambda: not everything.isVisible())
    qtbot.mouseClick(bar.findChild(QToolButton, "tasks.cancel"), Qt.MouseButton.LeftButton)
    assert first.stopped.wait(20)
    qtbot.waitUntil(lambda: not bar.isVisible() and not listed.isVisible())


def test_many_short_tasks_do_not_hide_a_long_one(qtbot: QtBot, jobs: Jobs, bar: TaskBar) -> None:
    long, _ = start(jobs, "Counting sheep")
    for _ in range(40):
        with qtbot.waitSignal(jobs.finished):
            jobs.submit(lambda job: None, on_success=lambda _: None, title="A blink")
    qtbot.waitUntil(bar.isVisible)
    title = bar.findChild(QWidget, "tasks.title")
    assert isinstance(title, QLabel)
    assert title.text() == "Counting sheep…"
    long.stopped.set()
    qtbot.waitUntil(lambda: not bar.isVisible())
