"""The preferences: how the window looks, and in which time zone times are written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from app.moments import Zone
from app.theme import LARGE, MEDIUM, Scheme

_SCHEMES = {Scheme.SYSTEM: "As the system", Scheme.LIGHT: "Light", Scheme.DARK: "Dark"}
_ZONES = {Zone.LOCAL: "Local time", Zone.UTC: "UTC"}


class PreferencesDialog(QDialog):
    """Asks for them; `chosen(scheme, zone)` on OK."""

    chosen = Signal(object, object)

    def __init__(self, scheme: Scheme, zone: Zone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle("Preferences")
        self._scheme = _combo("preferences.theme", "Theme", _SCHEMES, scheme, self)
        self._zone = _combo("preferences.times", "Times", _ZONES, zone, self)
        form = QFormLayout()
        form.setHorizontalSpacing(LARGE)
        form.setVerticalSpacing(MEDIUM)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Theme", self._scheme)
        form.addRow("Times", self._zone)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, LARGE, LARGE, LARGE)
        column.setSpacing(LARGE)
        column.addLayout(form)
        column.addWidget(buttons)
        self.setMinimumWidth(360)

    def _accept(self) -> None:
        self.chosen.emit(Scheme(self._scheme.currentData()), Zone(self._zone.currentData()))
        self.accept()


def _combo(
    name: str, title: str, texts: dict[Scheme, str] | dict[Zone, str], now: str, parent: QWidget
) -> QComboBox:
    combo = QComboBox(parent)
    combo.setObjectName(name)
    combo.setAccessibleName(title)
    for value, text in texts.items():
        combo.addItem(text, value.value)
    combo.setCurrentIndex(max(combo.findData(str(now)), 0))
    return combo
