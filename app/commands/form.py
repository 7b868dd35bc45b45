"""A form generated from a command's fields: editors, labels, help and messages, whatever the domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.plain_text import PlainLabel
from app.theme import MEDIUM, SMALL, TIGHT, icon, monospace
from domain import json_value
from domain.errors import DomainError
from domain.fields import Field, Kind

PREFIX = "commands.field."
_ABSENT = object()


class Form(QWidget):
    """The editors of a command's fields. `changed` goes out whenever a value does.

    Values are JSON values; decimals are texts, so that they stay exact. An empty optional field is absent.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("commands.form")
        self.setAccessibleName(self.tr("Fields of the command"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._group: _Group | None = None

    def show_fields(self, fields: tuple[Field, ...]) -> None:
        """Builds the editors anew; values stay where paths are the same."""
        kept = self.values() if self._group is not None else {}
        if self._group is not None:
            self._layout.removeWidget(self._group)
            self._group.setParent(None)  # at once, so that its editors are not found by name any more
            self._group.deleteLater()
        self._group = _Group(fields, self)
        self._group.changed.connect(self.changed)
        self._layout.addWidget(self._group)
        self._group.fill(kept)
        self.show_problems({})

    def values(self) -> dict[str, Any]:
        """What was entered, as the JSON object of the command's data."""
        value = self._group.value() if self._group is not None else {}
        return value if isinstance(value, dict) else {}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Enters values, e.g. those of an earlier command."""
        if self._group is not None:
            self._group.fill(values)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Shows a message under each field that has one; `problems` maps dotted paths to messages."""
        if self._group is not None:
            self._group.show_problems(problems)


class _Leaf(QWidget):
    """One value in one widget."""

    changed = Signal()

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self.input = _input(field, self)
        self.input.setObjectName(PREFIX + field.path)
        self.input.setAccessibleName(field.title)
        self.input.setAccessibleDescription(field.help)
        self.input.setToolTip(field.help)
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
        match self.input:
            case QCheckBox():
                self.input.toggled.connect(self.changed)
            case QComboBox():
                self.input.currentTextChanged.connect(self.changed)
            case QPlainTextEdit() | QLineEdit():
                self.input.textChanged.connect(self.changed)

    def value(self) -> Any:
        match self.input:
            case QCheckBox():
                return self.input.isChecked()
            case QComboBox():
                text = self.input.currentText()
                return text or _ABSENT
            case QPlainTextEdit():
                return _json(self.input.toPlainText())
            case QLineEdit():
                return _entered(self._field, self.input.text())

    def fill(self, value: Any) -> None:
        text = "" if value is None else value if isinstance(value, str) else json_value.encode(value).decode()
        match self.input:
            case QCheckBox():
                self.input.setChecked(value is True)
            case QComboBox():
                self.input.setCurrentText(text)
            case QPlainTextEdit():
                self.input.setPlainText(text)
            case QLineEdit():
                self.input.setText(text)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        message = problems.get(self._field.path, "")
        self._message.setText(message)
        self._message.setVisible(bool(message))
        if self.input.property("invalid") != bool(message):
            self.input.setProperty("invalid", bool(message))
            self.input.style().unpolish(self.input)
            self.input.style().polish(self.input)


class _Group(QWidget):
    """The members of a struct: in a row where they are two short ones (money), else one below the other."""

    changed = Signal()

    def __init__(self, fields: Iterable[Field], parent: QWidget, own: Field | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self._fields = tuple(fields)
        self._editors = {field.name: _editor(field, self) for field in self._fields}
        self._message = PlainLabel(self)
        self._message.setProperty("role", "danger")
        self._message.setWordWrap(True)
        self._message.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(TIGHT)
        is_row = own is not None and len(self._fields) == 2 and all(_is_short(f) for f in self._fields)
        outer.addLayout(self._in_a_row() if is_row else self._below_each_other())
        outer.addWidget(self._message)
        for editor in self._editors.values():
            editor.changed.connect(self.changed)

    def value(self) -> Any:
        values = {name: editor.value() for name, editor in self._editors.items()}
        present = {name: value for name, value in values.items() if value is not _ABSENT}
        if not present and self._own is not None and not self._own.required:
            return _ABSENT
        return present

    def fill(self, value: Any) -> None:
        if isinstance(value, Mapping):
            for name, editor in self._editors.items():
                if name in value:
                    editor.fill(value[name])

    def show_problems(self, problems: Mapping[str, str]) -> None:
        message = problems.get(self._own.path, "") if self._own is not None else problems.get("", "")
        self._message.setText(message)
        self._message.setVisible(bool(message))
        for editor in self._editors.values():
            editor.show_problems(problems)

    def _in_a_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for number, editor in enumerate(self._editors.values()):
            row.addWidget(editor, 2 if number == 0 else 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _below_each_other(self) -> QFormLayout:
        form = QFormLayout()
        form.setContentsMargins(MEDIUM if self._own is not None else 0, 0, 0, 0)
        form.setHorizontalSpacing(MEDIUM)
        form.setVerticalSpacing(SMALL)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for field in self._fields:
            label = PlainLabel(
                field.title if field.required else self.tr("{0} (optional)").format(field.title), self
            )
            label.setProperty("role", "muted")
            label.setToolTip(field.help)
            editor = self._editors[field.name]
            if isinstance(editor, _Leaf):
                label.setBuddy(editor.input)
            form.addRow(label, editor)
        return form


class _List(QWidget):
    """Any number of items, each with a button that takes it away."""

    changed = Signal()

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        assert field.item is not None
        self._field = field
        self._item = field.item
        self._rows: list[tuple[QWidget, _Editor]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SMALL)
        self._message = PlainLabel(self)
        self._message.setProperty("role", "danger")
        self._message.hide()
        add = QToolButton(self)
        add.setIcon(icon("plus"))
        add.setText(self.tr("Add"))
        add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        add.setObjectName(f"{PREFIX}{field.path}.add")
        add.setAccessibleName(self.tr("Add an item to {0}").format(field.title))
        add.clicked.connect(self._add_empty)
        self._layout.addWidget(add)
        self._layout.addWidget(self._message)

    def value(self) -> Any:
        values = [editor.value() for _, editor in self._rows]
        if not values and not self._field.required:
            return _ABSENT
        return ["" if value is _ABSENT else value for value in values]

    def fill(self, value: Any) -> None:
        while self._rows:
            self._remove(self._rows[-1][0])
        for item in value if isinstance(value, list | tuple) else ():
            self._add().fill(item)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        message = problems.get(self._field.path, "")
        self._message.setText(message)
        self._message.setVisible(bool(message))

    def _add_empty(self) -> None:
        self._add()
        self.changed.emit()

    def _add(self) -> _Editor:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        path = f"{self._field.path}.{len(self._rows)}"
        editor = _editor(_renamed(self._item, path), row)
        editor.changed.connect(self.changed)
        remove = QToolButton(row)
        remove.setIcon(icon("x"))
        remove.setObjectName(f"{PREFIX}{path}.remove")
        remove.setAccessibleName(self.tr("Remove this item"))
        remove.clicked.connect(self._remove_clicked)
        layout.addWidget(editor, 1)
        layout.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.insertWidget(len(self._rows), row)
        self._rows.append((row, editor))
        return editor

    def _remove_clicked(self) -> None:
        sender: QObject | None = self.sender()
        row = sender.parent() if sender is not None else None
        if isinstance(row, QWidget):
            self._remove(row)
            self.changed.emit()

    def _remove(self, row: QWidget) -> None:
        self._rows = [(widget, editor) for widget, editor in self._rows if widget is not row]
        self._layout.removeWidget(row)
        row.setParent(None)
        row.deleteLater()


_Editor: TypeAlias = _Leaf | _Group | _List


def _editor(field: Field, parent: QWidget) -> _Editor:
    match field.kind:
        case Kind.GROUP:
            return _Group(field.fields, parent, field)
        case Kind.LIST:
            return _List(field, parent)
        case _:
            return _Leaf(field, parent)


def _input(field: Field, parent: QWidget) -> QCheckBox | QComboBox | QPlainTextEdit | QLineEdit:
    match field.kind:
        case Kind.BOOLEAN:
            check = QCheckBox(parent)
            check.setChecked(field.default is True)
            return check
        case Kind.CHOICE:
            combo = QComboBox(parent)
            combo.addItems([*([""] if not field.required else []), *field.choices])
            return combo
        case Kind.JSON:
            text = QPlainTextEdit(parent)
            text.setFont(monospace())
            text.setMaximumHeight(90)
            text.setPlaceholderText("{ }")
            return text
        case _:
            line = QLineEdit(parent)
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            if field.examples:
                line.setPlaceholderText(str(field.examples[0]))
            if field.default is not None:
                line.setText(str(field.default))
            return line


def _entered(field: Field, text: str) -> Any:
    if not text and not field.required:
        return _ABSENT
    if field.kind is Kind.INTEGER:
        try:
            return int(text.replace("_", "x"))
        except ValueError:
            return text
    return text.strip() if field.kind is Kind.DECIMAL else text


def _json(text: str) -> Any:
    if not text.strip():
        return _ABSENT
    try:
        return json_value.decode(text)
    except DomainError:
        return text


def _is_short(field: Field) -> bool:
    return field.kind in (Kind.DECIMAL, Kind.INTEGER, Kind.CHOICE) or (
        (field.kind is Kind.TEXT and (field.max_length or 99) <= 8) or field.pattern == r"^[A-Z]{3}$"
    )


def _renamed(field: Field, path: str) -> Field:
    """The field under another path, its members too."""
    members = tuple(_renamed(member, f"{path}.{member.name}") for member in field.fields)
    return replace(field, path=path, fields=members)
