"""In the Chinese window nothing is said in English but names, and what the log holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.engine_words import in_own_words
from app.language import Language, speak
from app.window.settings import Settings
from tests.app.chinese_reader import ChineseReader
from tests.app.window_user import WindowUser


@pytest.fixture(autouse=True)
def english_afterwards(qapp: object) -> Iterator[None]:
    yield
    speak(Language.ENGLISH)


@pytest.fixture
def user(
    settings_folder: Path, open_window: Callable[[Path | None], WindowUser], shop_path: Path
) -> WindowUser:
    """The Chinese window on the shop's log."""
    Settings(language=Language.CHINESE).save()
    user = open_window(shop_path)
    user.waits_until(lambda: user.table.model().rowCount() > 40)
    return user


def test_the_welcome_page(settings_folder: Path, open_window: Callable[[Path | None], WindowUser]) -> None:
    Settings(language=Language.CHINESE).save()
    user = open_window(None)
    assert ChineseReader(user.window).english_in(user.window) == []


def test_the_panes(user: WindowUser) -> None:
    reader = ChineseReader(user.window)
    panes = user.window.panes
    english = {}
    user.clicks_row(20)
    panes.rewind_stream("Order/O-1002", 4)
    for name, dock in panes.docks.items():
        panes.bring_up(name)
        _settle(user)
        english[name] = reader.english_in(dock)
    assert [text for texts in english.values() for text in texts] == []
    assert reader.english_in(user.window) == []


def test_reasons_name_states_in_chinese(qapp: object) -> None:
    speak(Language.CHINESE)
    said = in_own_words("An order that is shipped cannot be confirmed.")
    assert said == "状态为“已发货”的订单不能变为“已确认”。"


def test_titles_of_panes_have_the_height_of_their_letters(user: WindowUser) -> None:
    """Qt leaves a title the height of the first font's letters; Chinese ones are higher than Latin ones."""
    for dock in user.window.panes.docks.values():
        title = QTextLayout(dock.windowTitle(), dock.font())
        title.beginLayout()
        line = title.createLine()
        title.endLayout()
        assert line.height() <= dock.fontMetrics().height() + 1, dock.windowTitle()


@pytest.mark.parametrize(
    "action",
    [
        *("preferences", "palette", "shortcuts", "what_if", "replay", "make_test", "step_earlier"),
        *("layout_operations", "layout_demo"),
    ],
)
def test_what_an_action_opens(user: WindowUser, action: str) -> None:
    reader = ChineseReader(user.window)
    user.clicks_row(20)
    user.window.panes.rewind_stream("Order/O-1002", 4)
    _settle(user)
    user.action(action).trigger()
    _settle(user)
    assert reader.english_in(user.window) == []


@pytest.mark.parametrize("action", ["go_to", "rewind_all", "about"])
def test_what_asks_and_waits(user: WindowUser, action: str) -> None:
    reader = ChineseReader(user.window)
    english: list[str] = []
    asked: list[QDialog] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            asked.append(dialog)
            english.extend(reader.english_in(dialog))
            dialog.reject()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(100)
    user.action(action).trigger()
    timer.stop()
    assert asked
    assert english == []


def _settle(user: WindowUser) -> None:
    user.waits_until(lambda: not user.window.jobs.unended)
    QTest.qWait(50)
