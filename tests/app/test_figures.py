"""Digits are grouped as the reader's locale does, and every digit is there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from app.figures import group_digits_with, grouped
from app.language import Language, speak


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    group_digits_with(",")


@pytest.mark.parametrize(("sign", "text"), [(",", "12,304"), (".", "12.304"), ("\u202f", "12\u202f304")])
def test_digits_are_grouped_with_the_locales_sign(sign: str, text: str) -> None:
    group_digits_with(sign)
    assert grouped(12_304) == text


def test_no_number_is_too_large_to_be_exact() -> None:
    assert grouped(2**63 + 1) == "9,223,372,036,854,775,809"


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_the_chosen_language_says_which(qapp: QApplication, language: Language) -> None:
    group_digits_with("?")
    speak(language)
    assert grouped(-1_234) == "-1,234"
    speak(Language.ENGLISH)
