"""The window speaks English and Chinese, and changes over while a log is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox

from app.language import Language, speak
from tests.app.window_user import WindowUser


@pytest.fixture(autouse=True)
def english_afterwards(qapp: object) -> Iterator[None]:
    yield
    speak(Language.ENGLISH)


def choose_language(user: WindowUser, language: Language) -> None:
    user.action("preferences").trigger()
    dialog = user.find(QDialog, "preferences")
    combo = dialog.findChild(QComboBox, "preferences.language")
    combo.setCurrentIndex(combo.findData(language.value))
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    user.waits_until(lambda: user.window.findChild(QDialog, "preferences") is None)


def test_another_language_is_spoken_at_once_and_the_log_stays_open(user: WindowUser) -> None:
    events = user.table.model().rowCount()
    log = user.window.log
    assert user.dock("pane.timeline").windowTitle() == "Timeline"
    choose_language(user, Language.CHINESE)
    assert user.window.log is log
    assert user.dock("pane.timeline").windowTitle() == "时间线"
    assert user.action("open").text().startswith("打开")
    user.sees_events(events)
    user.clicks_row(0)
    choose_language(user, Language.ENGLISH)
    assert user.dock("pane.timeline").windowTitle() == "Timeline"
    user.sees_events(events)


def test_the_language_is_remembered(user: WindowUser) -> None:
    choose_language(user, Language.CHINESE)
    assert user.window._settings.load().language is Language.CHINESE
