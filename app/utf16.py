"""Offsets into texts: Qt counts UTF-16 units, Python code points; they differ behind an emoji."""

from __future__ import annotations


def to_python(text: str, units: int) -> int:
    """The offset in code points of what Qt has at so many UTF-16 units."""
    if text.isascii():
        return min(units, len(text))
    seen = 0
    for offset, character in enumerate(text):
        if seen >= units:
            return offset
        seen += 2 if ord(character) > 0xFFFF else 1
    return len(text)


def to_qt(text: str, offset: int) -> int:
    """The offset in UTF-16 units of what Python has at so many code points."""
    return offset + sum(ord(character) > 0xFFFF for character in text[:offset])
