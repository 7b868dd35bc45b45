from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.commands.result import ResultView
from app.plain_text import PlainLabel, plain_tip
from infra import clock
from infra.journal.entries import Outcome


def test_tags_in_a_text_of_the_log_are_shown_and_not_obeyed(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    view = ResultView(QPushButton(pane), pane)
    reason = '<img src="file:///etc/passwd"> <b>no</b>'
    view.show_result(None, Outcome(command_id=clock.new_id(), status="rejected", reason=reason), False)
    title = view.findChild(QLabel, "commands.result")
    assert isinstance(title, PlainLabel)
    assert title.textFormat() is Qt.TextFormat.PlainText
    assert reason in title.text()


def test_a_tool_tip_shows_tags_too() -> None:
    assert plain_tip("a < b & <i>c</i>") == "<span>a &lt; b &amp; &lt;i&gt;c&lt;/i&gt;</span>"
    assert plain_tip("O-1001") == "O-1001"
