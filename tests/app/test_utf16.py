"""Cursor positions behind characters that Qt counts as two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.utf16 import to_python, to_qt


@given(st.text(), st.integers(0, 40))
def test_there_and_back_is_the_same_place(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    units = to_qt(text, offset)
    assert units == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
    assert to_python(text, units) == offset
