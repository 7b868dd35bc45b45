"""The caption stands beside what it is about, and follows it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QWidget

from app.demo.coach_mark import CoachMark
from app.demo.placing import Side, beside

AREA = QRect(0, 60, 1440, 760)
CARD = QSize(360, 90)


@pytest.mark.parametrize(
    ("target", "side"),
    [
        (QRect(300, 60, 660, 400), Side.RIGHT),
        (QRect(1000, 60, 440, 760), Side.LEFT),
        (QRect(0, 60, 1440, 300), Side.BELOW),
        (QRect(0, 500, 1440, 320), Side.ABOVE),
        (QRect(0, 60, 1440, 760), Side.INSIDE),
        (None, Side.NOWHERE),
    ],
)
def test_it_stands_where_there_is_room(target: QRect | None, side: Side) -> None:
    card, where = beside(target, CARD, AREA, 4)
    assert where is side
    assert AREA.contains(card)
    if target is not None and side is not Side.INSIDE:
        assert not card.intersects(target)


@given(some.integers(0, 1400), some.integers(60, 800), some.integers(1, 1440), some.integers(1, 760))
def test_it_is_never_outside_the_window(x: int, y: int, width: int, height: int) -> None:
    card, _ = beside(QRect(x, y, width, height), CARD, AREA, 4)
    assert AREA.contains(card)


def test_it_tells_its_caption_beside_a_widget_and_follows_it(qtbot: Any) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1000, 600)
    inner = QWidget(window)
    window.setCentralWidget(inner)
    target = QWidget(inner)
    target.setGeometry(10, 20, 200, 100)
    coach = CoachMark(window)
    window.show()
    coach.turn_to(target)
    assert not coach.isVisible()
    coach.tell("A product goes on the shelf.")
    label = coach.findChild(QLabel, "demo.caption")
    assert label is not None
    assert label.text() == "A product goes on the shelf."
    assert coach.accessibleDescription() == label.text()
    before = coach.geometry()
    assert before.left() > target.geometry().right()
    target.move(60, 120)
    assert coach.geometry().left() == before.left() + 50
    assert coach.geometry().left() > target.geometry().right()
    with qtbot.waitSignal(coach.put_away):
        qtbot.mouseClick(coach, Qt.MouseButton.LeftButton)
    coach.tell("")
    assert not coach.isVisible()
