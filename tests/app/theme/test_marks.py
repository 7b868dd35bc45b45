"""Marks of event types: stable, shared by as few types as possible, apart for every kind of eye."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.contrast import contrast
from app.theme import DARK, LIGHT, Role, Scheme, Shape, Theme, mark, mark_width
from app.theme.marks import COLOURS_DARK, COLOURS_LIGHT, MarkBook, paint_shape
from tests.app.theme.colour_vision import EYES, distance, seen

NAMES = st.lists(st.text(min_size=1, max_size=12), unique=True, max_size=60)
PLACES = len(COLOURS_LIGHT) * len(Shape)


@pytest.mark.parametrize(
    ("marks", "colours"), [(COLOURS_LIGHT, LIGHT), (COLOURS_DARK, DARK)], ids=["light", "dark"]
)
def test_marks_stand_out_from_what_they_are_on(marks: tuple[str, ...], colours: dict[Role, str]) -> None:
    for each in marks:
        for ground in (Role.SURFACE, Role.WINDOW, Role.SELECTION):
            assert contrast(each, colours[ground]) >= 3, (each, ground)


@pytest.mark.parametrize("eye", list(EYES))
@pytest.mark.parametrize("marks", [COLOURS_LIGHT, COLOURS_DARK], ids=["light", "dark"])
def test_any_two_colours_stay_apart_for_every_eye(marks: tuple[str, ...], eye: str) -> None:
    """0.02 can just be told apart side by side; four times that from memory, at the size of a mark."""
    for one, other in itertools.combinations(marks, 2):
        assert distance(seen(one, eye), seen(other, eye)) > 0.08, (one, other)


@given(NAMES)
def test_no_two_types_share_a_mark_while_there_are_others(names: list[str]) -> None:
    book = MarkBook()
    given_ = [book.mark_of(name) for name in names]
    assert len(set(given_)) == min(len(names), PLACES)


@given(NAMES)
def test_the_first_eight_types_differ_in_colour(names: list[str]) -> None:
    book = MarkBook()
    given_ = [book.mark_of(name) for name in names[:8]]
    assert len({each.colour for each in given_}) == len(given_)
    assert all(each.shape is Shape.DOT for each in given_)


@given(NAMES, NAMES)
def test_what_was_given_stays_whatever_comes_later(first: list[str], later: list[str]) -> None:
    book, again = MarkBook(), MarkBook()
    given_ = [book.mark_of(name) for name in first]
    for name in later:
        book.mark_of(name)
    assert [book.mark_of(name) for name in first] == given_
    assert [again.mark_of(name) for name in first] == given_


def test_every_shape_is_painted_in_its_colour_and_within_its_room(qapp: QApplication) -> None:
    Theme(qapp, Scheme.LIGHT)
    ink, paper = mark("OrderPlaced"), QColor(Qt.GlobalColor.white)
    painted = set()
    for shape in Shape:
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(paper)
        painter = QPainter(image)
        paint_shape(painter, QPointF(12, 12), shape, ink)
        painter.end()
        pixels = {(x, y): image.pixelColor(x, y) for x in range(24) for y in range(24)}
        inked = [place for place, seen_ in pixels.items() if seen_ != paper]
        assert all(abs(each - 11.5) <= mark_width() * 0.75 for place in inked for each in place), shape
        assert (pixels[12, 12] == ink) == (shape is not Shape.RING)
        painted.add(frozenset(inked))
    assert len(painted) == len(Shape)
