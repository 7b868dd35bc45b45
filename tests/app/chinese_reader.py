"""Somebody who reads the Chinese window and finds what is still in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from app.window import MainWindow
from domain import json_value
from domain.shop import DOMAIN
from infra.read_models import PROJECTIONS
from tests.app.shown_texts import Shown, shown_texts

_NAMES = (  # products, formats, and what is typed or pressed
    *("Eventscope", "JSON Lines", "JSON Patch", "JSON Pointer", "JSON", "OCEL", "XES", "CSV", "MIT", "UTC"),
    *("ISO", "ID", "Cron", "cron", "pytest", "Python", "English", "SQL", "RFC", "UPS"),
    *("Ctrl", "Shift", "Alt", "Enter", "Return", "Escape", "Esc", "Delete", "Insert", "Space", "Tab"),
    *("Home", "End", "Up", "Down", "Left", "Right", "Backspace", "PgUp", "PgDown", "Plus", "Minus"),
    *("open", "confirmed", "paid", "shipped", "cancelled", "rejected", "active", "closed", "listed"),
    *("add", "remove", "replace", "and", "or", "not", "in", "contains", "changed", "exists", "true", "false"),
)
_WORD = re.compile(r"[A-Za-z]{2,}")
_CODE = re.compile(
    r"\S*[._/@=:]\S*|\b[A-Za-z]+\d\w*|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b|\b[a-z]+(?:_[a-z]+)+\b|`[^`]*`|<[^>]+>|\*\.\w+"
)
_SENTENCE = re.compile(r"[A-Za-z]+(?: [a-z]+){2,}")
_CHINESE = re.compile(r"[一-鿿]")


class ChineseReader:
    """Knows what of a text is a name or comes from the log, and finds what is English in the rest."""

    def __init__(self, window: MainWindow) -> None:
        values, keys = set(_NAMES), {"id", "data", "metadata"}
        keys.update(decider.category for decider in DOMAIN.deciders)
        for table in (table for each in PROJECTIONS for table in each.tables):
            keys.update(table.columns.keys())
        log = window.log
        for event in log.store.all() if log is not None else ():
            values.add(str(event.id))
            for part in (event.data, event.metadata):
                decoded = json_value.decode(part)
                values.update(_values(decoded))
                keys.update(_keys(decoded))
        self._values = _any_of(values)
        self._values_and_keys = _any_of(values | keys)

    def english_in(self, widget: QWidget) -> list[str]:
        """Where something is English, and what."""
        return sorted({f"{each.where}: {each.text}" for each in shown_texts(widget) if self.is_english(each)})

    def is_english(self, shown: Shown) -> bool:
        """Whether words are left that are neither Chinese nor names. In a cell, keys are names too."""
        known, text = self._values, shown.text
        if (shown.is_value and len(_WORD.findall(text)) == 1) or "\n" in text:
            known = self._values_and_keys
        rest = known.sub(" ", _CODE.sub(" ", known.sub(" ", text)))
        return bool((_SENTENCE if _CHINESE.search(text) else _WORD).search(rest))


def _any_of(words: set[str]) -> re.Pattern[str]:
    longest_first = sorted(filter(_WORD.search, words), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])" for word in longest_first))


def _values(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict() | list():
            for each in value.values() if isinstance(value, dict) else value:
                yield from _values(each)


def _keys(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for name, each in value.items():
                yield name
                yield from _keys(each)
        case list():
            for each in value:
                yield from _keys(each)
