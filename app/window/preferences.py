"""The preferences: how the window looks, in which time zone times are written, and in which language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from app.language import Language
from app.moments import Days, Zone
from app.theme import LARGE, MEDIUM, Scheme
from app.window.settings import Settings


class PreferencesDialog(QDialog):
    """Asks for them; `chosen(scheme, zone, days, language)` on OK."""

    chosen = Signal(object, object, object, object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(self.tr("Preferences"))
        schemes = {
            Scheme.SYSTEM: self.tr("As the system"),
            Scheme.LIGHT: self.tr("Light"),
            Scheme.DARK: self.tr("Dark"),
        }
        zones = {Zone.LOCAL: self.tr("Local time"), Zone.UTC: self.tr("UTC")}
        days = {Days.ISO: self.tr("2026-11-23 (ISO 8601)"), Days.REGION: self.tr("As in my region")}
        languages = {
            Language.SYSTEM: self.tr("As the system"),
            Language.ENGLISH: "English",  # a language is looked for in its own words
            Language.CHINESE: "简体中文",
        }
        self._scheme = _combo("preferences.theme", schemes, settings.theme, self)
        self._zone = _combo("preferences.times", zones, settings.times, self)
        self._days = _combo("preferences.days", days, settings.days, self)
        self._language = _combo("preferences.language", languages, settings.language, self)
        form = QFormLayout()
        form.setHorizontalSpacing(LARGE)
        form.setVerticalSpacing(MEDIUM)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, field in (
            (self.tr("Theme"), self._scheme),
            (self.tr("Times"), self._zone),
            (self.tr("Days"), self._days),
            (self.tr("Language"), self._language),
        ):
            field.setAccessibleName(title)
            form.addRow(title, field)
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
        self.chosen.emit(
            Scheme(self._scheme.currentData()),
            Zone(self._zone.currentData()),
            Days(self._days.currentData()),
            Language(self._language.currentData()),
        )
        self.accept()


def _combo(name: str, texts: Mapping[Any, str], now: str, parent: QWidget) -> QComboBox:
    combo = QComboBox(parent)
    combo.setObjectName(name)
    for value, text in texts.items():
        combo.addItem(text, value.value)
    combo.setCurrentIndex(max(combo.findData(str(now)), 0))
    return combo
