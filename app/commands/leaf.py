"""One value of a command in one widget: its editor, what is wrong with it, and what was entered."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtGui import QFocusEvent, QValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.completer import completer
from app.engine_words import in_own_words
from app.plain_text import PlainLabel, plain_tip
from app.theme import TIGHT, monospace
from app.words import translate
from domain import json_value
from domain.errors import DomainError
from domain.fields import Field, Kind

PREFIX = "commands.field."
ABSENT = object()
_REFERENCE = re.compile(r"\^\((\w+)/\)\?")
_CAPITALS = re.compile(r"\^\[A-Z\]\{(\d)\}\$")
_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD")
_JSON_LINES = 4

Input = QCheckBox | QComboBox | QPlainTextEdit | QLineEdit


class Leaf(QWidget):
    """One value. `completion_wanted(category, text)` where it names a stream of another category."""

    changed = Signal()
    completion_wanted = Signal(str, str)

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self.input = _input(field, self)
        self.input.setObjectName(PREFIX + field.path)
        self.input.setAccessibleName(in_own_words(field.title))
        self.input.setAccessibleDescription(in_own_words(field.help))
        self.input.setToolTip(plain_tip(in_own_words(field.help)))
        self._message = PlainLabel(self)
        self._message.setProperty("role", "danger")
        self._message.setWordWrap(True)
        self._message.setObjectName(f"commands.problem.{field.path}")
        self._message.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self.input)
        layout.addWidget(self._message)
        self._names = QStringListModel(self)
        self._connect()

    @property
    def category(self) -> str:
        """The category of the streams that this field names; "" where it names none."""
        found = _REFERENCE.match(self._field.pattern or "")
        return found[1] if found else ""

    def value(self) -> Any:
        """What was entered, `ABSENT` where an optional value was not."""
        match self.input:
            case QCheckBox():
                return self.input.isChecked()
            case QComboBox():
                return self.input.currentData()
            case QPlainTextEdit():
                return _json(self.input.toPlainText())
            case QLineEdit():
                return _entered(self._field, self.input.text())

    def fill(self, value: Any) -> None:
        """Enters a JSON value; None empties the field."""
        value = None if value is ABSENT else value
        text = "" if value is None else value if isinstance(value, str) else json_value.encode(value).decode()
        match self.input:
            case QCheckBox():
                self.input.setChecked(value is True)
            case QComboBox():
                number = self.input.findData(value)
                self.input.setCurrentIndex(max(number, 0))
            case QPlainTextEdit():
                self.input.setPlainText(text)
            case QLineEdit():
                self.input.setText(text)

    def show_names(self, category: str, names: tuple[str, ...]) -> None:
        """Offers these streams' keys where the field asked for that category."""
        if category and category == self.category and isinstance(self.input, QLineEdit):
            typed = self.input.text()
            offered = [name for name in names if name != typed]  # what is typed in full needs no list
            if self._names.stringList() != offered:
                self._names.setStringList(offered)

    def show_problems(self, problems: Mapping[str, str]) -> bool:
        """Shows the message for this field, if there is one; whether there is."""
        message = problems.get(self._field.path, "")
        self._message.setText(in_own_words(message))
        self._message.setVisible(bool(message))
        if bool(self.input.property("invalid")) != bool(message):
            self.input.setProperty("invalid", bool(message))
            self.input.style().unpolish(self.input)
            self.input.style().polish(self.input)
        return bool(message)

    def _connect(self) -> None:
        match self.input:
            case QCheckBox():
                self.input.toggled.connect(self._edited)
            case QComboBox():
                self.input.currentIndexChanged.connect(self._edited)
            case QPlainTextEdit():
                self.input.textChanged.connect(self._edited)
            case QLineEdit():
                self.input.textChanged.connect(self._edited)
                if _CAPITALS.fullmatch(self._field.pattern or ""):
                    self.input.setValidator(Capitals(self))
                if self.category or self._field.name == "currency":
                    self.input.setCompleter(self._completer())
                    self.input.textEdited.connect(self._typed)
        if isinstance(self.input, ReferenceLine):
            self.input.entered.connect(self._typed)

    def _completer(self) -> QCompleter:
        made = completer(self._names, self)
        if not self.category:  # few and short: written on where one types, without a list that pops up
            self._names.setStringList(list(_CURRENCIES))
            made.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        return made

    def _edited(self) -> None:
        if self._message.isVisible():
            self.show_problems({})  # what was wrong is being mended: say it again only when it is tried again
        self.changed.emit()

    def _typed(self, text: str = "") -> None:
        if self.category:
            self.completion_wanted.emit(self.category, text)


class Capitals(QValidator):
    """Writes what is typed in capitals."""

    def validate(self, text: str, place: int) -> object:
        return QValidator.State.Acceptable, text.upper(), place


class ReferenceLine(QLineEdit):
    """A line that names another stream: asks for names as soon as one enters it."""

    entered = Signal(str)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self.text())


def _input(field: Field, parent: QWidget) -> Input:
    match field.kind:
        case Kind.BOOLEAN if not field.optional:
            check = QCheckBox(parent)
            check.setChecked(field.default is True)
            return check
        case Kind.BOOLEAN:
            yes, no = translate("Commands", "yes"), translate("Commands", "no")
            return _combo(parent, {ABSENT: _not_given(), True: yes, False: no})
        case Kind.CHOICE:
            none = {} if field.required else {ABSENT: _not_given()}
            combo = _combo(parent, none | {choice: choice for choice in field.choices})
            if field.default is not None:
                combo.setCurrentIndex(max(combo.findData(str(field.default)), 0))
            return combo
        case Kind.JSON:
            text = QPlainTextEdit(parent)
            text.setFont(monospace())
            text.setMaximumHeight(_JSON_LINES * text.fontMetrics().lineSpacing() + 16)
            text.setPlaceholderText("{ }")
            text.setTabChangesFocus(True)
            return text
        case _:
            line = ReferenceLine(parent) if _REFERENCE.match(field.pattern or "") else QLineEdit(parent)
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            line.setPlaceholderText(_placeholder(field))
            if field.default is not None:
                line.setText(str(field.default))
            return line


def _combo(parent: QWidget, choices: Mapping[Any, str]) -> QComboBox:
    combo = QComboBox(parent)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for value, text in choices.items():
        combo.addItem(text, value)
    return combo


def _not_given() -> str:
    return translate("Commands", "not given")


def _placeholder(field: Field) -> str:
    example = str(field.examples[0]) if field.examples else ""
    if field.required or field.default is not None:
        return example
    if not example:
        return translate("Commands", "optional")
    return translate("Commands", "optional, e.g. {0}").format(example)


def _entered(field: Field, text: str) -> Any:
    if not text and not field.required:
        return ABSENT
    if field.kind is Kind.INTEGER:
        try:
            return int(text.replace("_", "x"))
        except ValueError:
            return text
    return text.strip() if field.kind is Kind.DECIMAL else text


def _json(text: str) -> Any:
    if not text.strip():
        return ABSENT
    try:
        return json_value.decode(text)
    except DomainError:
        return text
