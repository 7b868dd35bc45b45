"""A form generated from a command's fields: editors, labels, help and messages, whatever the domain.

All labels stand in one column, however deep a field lies, so that the eye runs down one edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.commands.leaf import ABSENT, PREFIX, Leaf
from app.engine_words import in_own_words
from app.plain_text import PlainLabel, plain_tip
from app.theme import MEDIUM, SMALL, TIGHT, heading, icon
from app.words import QT_TRANSLATE_NOOP, translate
from domain.fields import Field, Kind

_USUAL_LABEL = QT_TRANSLATE_NOOP("Engine", "Postal code")  # longer ones wrap


def label_width(widget: QWidget) -> int:
    """How wide the column of labels is, in the form and above it: a label of usual length fits."""
    return widget.fontMetrics().horizontalAdvance(translate("Engine", _USUAL_LABEL)) + MEDIUM


def label_for(text: str, parent: QWidget) -> PlainLabel:
    """A label of the one column that all labels stand in."""
    label = _Label(text, parent)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setContentsMargins(0, SMALL + TIGHT, 0, 0)  # its letters stand level with those in the field
    return label


class _Label(PlainLabel):
    """As wide as the column of labels, also when letters become larger."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setFixedWidth(label_width(self))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedWidth(label_width(self))


class Form(QWidget):
    """The editors of a command's fields. `changed` goes out whenever a value does.

    Values are JSON values; decimals are texts, so that they stay exact. An empty optional field is absent.
    `completion_wanted(category, text)`: keys of that category would help; `show_names` brings them.
    """

    changed = Signal()
    completion_wanted = Signal(str, str)

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
        self._group.completion_wanted.connect(self.completion_wanted)
        self._layout.addWidget(self._group)
        self._group.fill(kept)
        self.show_problems({})

    def values(self) -> dict[str, Any]:
        """What was entered, as the JSON object of the command's data."""
        value = self._group.value() if self._group is not None else {}
        return value if isinstance(value, dict) else {}

    def fill(self, values: Mapping[str, Any]) -> None:
        """Enters values, e.g. those of an earlier command; what is not among them is emptied."""
        if self._group is not None:
            self._group.empty()
            self._group.fill(values)

    def show_names(self, category: str, names: tuple[str, ...]) -> None:
        """Offers keys of a category where a field names one of its streams."""
        for leaf in self.findChildren(Leaf):
            leaf.show_names(category, names)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Shows a message under each field that has one; `problems` maps dotted paths to messages."""
        if self._group is not None:
            self._group.show_problems(problems)

    def inputs(self) -> list[QWidget]:
        """What Tab goes through, in its order."""
        return [leaf.input for leaf in self.findChildren(Leaf)]

    def first_wrong(self) -> QWidget | None:
        """The first editor that has a message."""
        return next((leaf.input for leaf in self.findChildren(Leaf) if leaf.input.property("invalid")), None)


class _Group(QWidget):
    """The members of a struct: in a row where they are two short ones (money), else one below the other."""

    changed = Signal()
    completion_wanted = Signal(str, str)

    def __init__(self, fields: Iterable[Field], parent: QWidget, own: Field | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self._fields = tuple(fields)
        self._editors = {field.name: _editor(field, self) for field in self._fields}
        self._message = _message_label(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(TIGHT)
        outer.addLayout(self._in_a_row() if is_row(own) else self._below_each_other())
        outer.addWidget(self._message)
        for editor in self._editors.values():
            editor.changed.connect(self.changed)
            editor.completion_wanted.connect(self.completion_wanted)

    def value(self) -> Any:
        values = {name: editor.value() for name, editor in self._editors.items()}
        present = {name: value for name, value in values.items() if value is not ABSENT}
        if not present and self._own is not None and not self._own.required:
            return ABSENT
        return present

    def fill(self, value: Any) -> None:
        if isinstance(value, Mapping):
            for name, editor in self._editors.items():
                if name in value:
                    editor.fill(value[name])

    def empty(self) -> None:
        for editor in self._editors.values():
            if isinstance(editor, _Group):
                editor.empty()
            else:
                editor.fill(None)

    def show_problems(self, problems: Mapping[str, str]) -> bool:
        message = problems.get(self._own.path if self._own is not None else "", "")
        self._message.setText(in_own_words(message))
        self._message.setVisible(bool(message))
        shown = [editor.show_problems(problems) for editor in self._editors.values()]
        return bool(message) or any(shown)

    def _in_a_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        for number, editor in enumerate(self._editors.values()):
            row.addWidget(editor, 2 if number == 0 else 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _below_each_other(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MEDIUM)
        grid.setVerticalSpacing(SMALL)
        grid.setColumnStretch(1, 1)
        for row, field in enumerate(self._fields):
            self._add_row(grid, 2 * row, field)
        return grid

    def _add_row(self, grid: QGridLayout, row: int, field: Field) -> None:
        editor = self._editors[field.name]
        title = in_own_words(field.title)
        if isinstance(editor, Leaf) or is_row(field):
            label = label_for(title, self)
            label.setToolTip(plain_tip(in_own_words(field.help)))
            if isinstance(editor, Leaf):
                label.setBuddy(editor.input)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, row, 1)
            return
        above = PlainLabel(title if field.required else self.tr("{0} (optional)").format(title), self)
        above.setFont(heading())
        above.setContentsMargins(0, MEDIUM if row else 0, 0, 0)
        grid.addWidget(above, row, 0, 1, 2)
        grid.addWidget(editor, row + 1, 0, 1, 2)


class _List(QWidget):
    """Any number of items, each with a button that takes it away."""

    changed = Signal()
    completion_wanted = Signal(str, str)

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        assert field.item is not None
        self._field = field
        self._item = field.item
        self._rows: list[tuple[QWidget, _Editor]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SMALL)
        self._message = _message_label(self)
        add = QToolButton(self)
        add.setIcon(icon("plus"))
        add.setText(self.tr("Add"))
        add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        add.setObjectName(f"{PREFIX}{field.path}.add")
        add.setAccessibleName(self.tr("Add an item to {0}").format(in_own_words(field.title)))
        add.setToolTip(self.tr("Add an item to {0}").format(in_own_words(field.title)))
        add.clicked.connect(self._add_empty)
        self._layout.addWidget(add)
        self._layout.addWidget(self._message)

    def value(self) -> Any:
        values = [editor.value() for _, editor in self._rows]
        if not values and not self._field.required:
            return ABSENT
        return ["" if value is ABSENT else value for value in values]

    def fill(self, value: Any) -> None:
        while self._rows:
            row, _ = self._rows.pop()
            self._layout.removeWidget(row)
            row.setParent(None)
            row.deleteLater()
        for item in value if isinstance(value, list | tuple) else ():
            self._add().fill(item)

    def show_problems(self, problems: Mapping[str, str]) -> bool:
        message = problems.get(self._field.path, "")
        self._message.setText(in_own_words(message))
        self._message.setVisible(bool(message))
        shown = [editor.show_problems(problems) for _, editor in self._rows]
        return bool(message) or any(shown)

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
        editor.completion_wanted.connect(self.completion_wanted)
        remove = QToolButton(row)
        remove.setIcon(icon("x"))
        remove.setObjectName(f"{PREFIX}{path}.remove")
        remove.setAccessibleName(self.tr("Remove this item"))
        remove.setToolTip(self.tr("Remove this item"))
        remove.clicked.connect(self._remove_clicked)
        layout.addWidget(editor, 1)
        layout.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.insertWidget(len(self._rows), row)
        self._rows.append((row, editor))
        return editor

    def _remove_clicked(self) -> None:
        sender: QObject | None = self.sender()
        gone = sender.parent() if sender is not None else None
        # Made anew, so that the names of the rest count from 0 again, as the messages about them do.
        self.fill([editor.value() for row, editor in self._rows if row is not gone])
        self.changed.emit()


_Editor: TypeAlias = Leaf | _Group | _List


def _editor(field: Field, parent: QWidget) -> _Editor:
    match field.kind:
        case Kind.GROUP:
            return _Group(field.fields, parent, field)
        case Kind.LIST:
            return _List(field, parent)
        case _:
            return Leaf(field, parent)


def _message_label(parent: QWidget) -> PlainLabel:
    message = PlainLabel(parent)
    message.setProperty("role", "danger")
    message.setWordWrap(True)
    message.hide()
    return message


def is_row(field: Field | None) -> bool:
    """Whether a group is two short values that read as one, such as an amount and its currency."""
    return field is not None and len(field.fields) == 2 and all(_is_short(member) for member in field.fields)


def _is_short(field: Field) -> bool:
    return field.kind in (Kind.DECIMAL, Kind.INTEGER, Kind.CHOICE) or (
        (field.kind is Kind.TEXT and (field.max_length or 99) <= 8) or field.pattern == r"^[A-Z]{3}$"
    )


def _renamed(field: Field, path: str) -> Field:
    """The field under another path, its members too."""
    members = tuple(_renamed(member, f"{path}.{member.name}") for member in field.fields)
    return replace(field, path=path, fields=members)
