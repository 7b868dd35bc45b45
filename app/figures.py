"""Whole numbers as the reader's locale groups their digits."""

from __future__ import annotations

_separator = ","  # like the language, one for the whole program; only the GUI thread changes it


def group_digits_with(separator: str) -> None:
    """From now on digits are grouped with this sign: "," "." " " ..."""
    global _separator
    _separator = separator


def grouped(number: int) -> str:
    """A whole number of any size, exact, its digits grouped by thousands: "12,304"."""
    return f"{number:,}".replace(",", _separator)
