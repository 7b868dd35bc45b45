"""Asks for the payload of an event or the fields of a command, checked by the domain while one types."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.engine_words import in_own_words
from app.plain_text import PlainLabel
from app.theme import LARGE, MEDIUM, monospace
from domain import json_value
from domain.errors import DomainError

Check = Callable[[str, str, str], str]


class PayloadDialog(QDialog):
    """A name (event type or command), a payload, and for commands the stream.

    Parameters
    ----------
    names:
        The names that can be chosen, with a payload to begin with.
    check:
        `(stream, name, payload) -> what is wrong`, "" for nothing.
    stream:
        Asked for where it is given.
    """

    def __init__(
        self,
        title: str,
        names: Mapping[str, str],
        check: Check,
        parent: QWidget,
        *,
        stream: str | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("branch.dialog")
        self.setWindowTitle(title)
        self._names = names
        self._check = check
        self.stream = QLineEdit(stream or "", self)
        self.stream.setObjectName("branch.dialog.stream")
        self.stream.setAccessibleName(self.tr("Stream"))
        self.name = QComboBox(self)
        self.name.setObjectName("branch.dialog.name")
        self.name.setAccessibleName(self.tr("Command") if stream is not None else self.tr("Event type"))
        self.name.setEditable(len(names) != 1)
        self.name.addItems(list(names))
        self.name.setEnabled(len(names) != 1)
        self.payload = QPlainTextEdit(self)
        self.payload.setObjectName("branch.dialog.payload")
        self.payload.setAccessibleName(self.tr("Payload as JSON"))
        self.payload.setFont(monospace())
        self.payload.setTabChangesFocus(True)
        self.at_end = QCheckBox(self.tr("After everything else, instead of at the branch point"), self)
        self.at_end.setObjectName("branch.dialog.at_end")
        self._problem = PlainLabel(self)
        self._problem.setObjectName("branch.dialog.problem")
        self._problem.setProperty("role", "danger")
        self._problem.setWordWrap(True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._ok: QPushButton = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setObjectName("branch.dialog.ok")
        self._ok.setProperty("primary", True)
        self._lay_out(with_stream=stream is not None)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.name.currentTextChanged.connect(self._name_chosen)
        self.payload.textChanged.connect(self._look)
        self.stream.textChanged.connect(self._look)
        self._name_chosen(self.name.currentText())
        self.resize(520, 380)

    def data(self) -> bytes:
        """The payload, compact, its numbers as they were typed."""
        return json_value.encode(json_value.decode(self.payload.toPlainText()))

    def _lay_out(self, *, with_stream: bool) -> None:
        form = QFormLayout()
        form.setSpacing(MEDIUM)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        if with_stream:
            form.addRow(self.tr("Stream"), self.stream)
        form.addRow(self.name.accessibleName(), self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(MEDIUM)
        column.addLayout(form)
        column.addWidget(self.payload, 1)
        column.addWidget(self._problem)
        column.addWidget(self.at_end)
        column.addWidget(self._buttons)
        self.stream.setVisible(with_stream)
        self.at_end.setVisible(with_stream)

    def _name_chosen(self, name: str) -> None:
        example = self._names.get(name)
        if example is not None:
            self.payload.setPlainText(_pretty(example))
        self._look()

    def _look(self) -> None:
        problem = self._problem_now()
        self._problem.setText(problem)
        self._ok.setEnabled(not problem)

    def _problem_now(self) -> str:
        try:
            value = json_value.decode(self.payload.toPlainText())
        except DomainError as fault:
            return in_own_words(fault.reason)
        if not isinstance(value, dict):
            return self.tr("A payload must be a JSON object.")
        return self._check(self.stream.text().strip(), self.name.currentText(), self.payload.toPlainText())


def _pretty(text: str) -> str:
    try:
        return json_value.encode_pretty(json_value.decode(text))
    except DomainError:
        return text
