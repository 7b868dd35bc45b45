"""The fonts that come with the program, and the scale that everything follows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget
from pytestqt.qtbot import QtBot

from app.theme import Scheme, Theme, body, caption, heading, monospace, row_height, scale, title


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, Scheme.LIGHT)
    yield theme
    theme.enlarge(1.0)


def test_texts_are_set_in_the_fonts_that_come_with_the_program(theme: Theme) -> None:
    for font in (body(), caption(), heading(), title()):
        assert QFontInfo(font).family() == "Inter"
    assert QFontInfo(monospace()).family() == "JetBrains Mono"
    assert QFontInfo(monospace()).fixedPitch()


def test_the_type_scale_rises_from_caption_to_title(theme: Theme) -> None:
    sizes = [font.pointSizeF() for font in (caption(), body(), heading(), title())]
    assert sizes == sorted(set(sizes))
    assert sizes[0] >= 8  # what is smaller is not read


def test_enlarging_takes_fonts_rows_columns_and_distances_along(theme: Theme, qtbot: QtBot) -> None:
    label, code, table = QLabel("Text"), QLabel("{}"), QTableWidget(3, 2)
    big = QLabel("Title")
    big.setProperty("role", "title")
    code.setFont(monospace())
    for widget in (label, code, table, big):
        qtbot.addWidget(widget)
        widget.show()
    table.verticalHeader().setDefaultSectionSize(row_height(table))
    table.setColumnWidth(0, 100)
    before = [each.font().pointSizeF() for each in (label, code, big)]
    row = table.rowHeight(0)

    theme.enlarge(1.5)
    assert scale() == 1.5
    after = [each.font().pointSizeF() for each in (label, code, big)]
    assert after == pytest.approx([1.5 * each for each in before], abs=0.05)
    assert table.columnWidth(0) == 150
    assert table.rowHeight(0) == pytest.approx(1.5 * row, abs=1)
    assert "border: 1px solid" in theme.parent().styleSheet()  # type: ignore[union-attr]  # its application

    theme.enlarge(1.0)
    assert [each.font().pointSizeF() for each in (label, code, big)] == pytest.approx(before, abs=0.05)
    assert table.columnWidth(0) == 100
    theme.choose(Scheme.DARK)
    theme.choose(Scheme.LIGHT)
    assert code.font().pointSizeF() == pytest.approx(before[1], abs=0.05)
