from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import qtawesome
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.contrast import contrast
from app.theme import DARK, LIGHT, Role, Scheme, Theme, colour, icon, is_dark, mark

APP = Path(__file__).parents[3] / "app"
(PHOSPHOR,) = (Path(qtawesome.__file__).parent / "fonts").glob("phosphor*.json")
NAMED_ICON = re.compile(r'\(\s*"([a-z]+(?:-[a-z]+)*)",\s*Role\.|\bicon\(\s*"([a-z-]+)"')
ON = (Role.WINDOW, Role.SURFACE)
TEXTS = (
    Role.TEXT,
    Role.MUTED,
    Role.ACCENT,
    Role.DANGER,
    Role.WARNING,
    Role.SUCCESS,
    Role.ADDED,
    Role.REMOVED,
    Role.CHANGED,
)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(colours: dict[Role, str]) -> None:
    pairs = [(text, ground) for text in TEXTS for ground in ON]
    pairs += [(Role.TEXT, Role.SELECTION), (Role.TEXT, Role.RAISED), (Role.ON_ACCENT, Role.ACCENT)]
    pairs += [
        (Role.ADDED, Role.ADDED_BACK),
        (Role.REMOVED, Role.REMOVED_BACK),
        (Role.CHANGED, Role.CHANGED_BACK),
        (Role.PAST, Role.PAST_BACK),
        (Role.TEXT, Role.PAST_BACK),
        (Role.MUTED, Role.PAST_BACK),
    ]
    for text, ground in pairs:
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_can_be_filled_in_and_what_has_the_focus_is_seen(colours: dict[Role, str]) -> None:
    for frame in (Role.FIELD, Role.ACCENT):
        for ground in ON:
            assert contrast(colours[frame], colours[ground]) >= 3, (frame, ground)


def test_the_scheme_can_be_chosen_and_types_keep_their_colour(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(qapp, Scheme.LIGHT)
    assert (is_dark(), colour(Role.TEXT).name()) == (False, LIGHT[Role.TEXT])
    light = mark("OrderPlaced")
    assert mark("OrderPlaced") == light
    with qtbot.waitSignal(theme.changed):
        theme.choose(Scheme.DARK)
    assert (is_dark(), colour(Role.TEXT).name()) == (True, DARK[Role.TEXT])
    assert not icon("play").isNull()
    theme.choose(Scheme.LIGHT)


def test_an_icon_made_before_follows_the_theme(qapp: QApplication) -> None:
    theme = Theme(qapp, Scheme.LIGHT)
    made = icon("play", Role.TEXT)
    images = []
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.LIGHT):
        theme.choose(scheme)
        images.append(made.pixmap(32, 32).toImage())
    assert images[0] == images[2] != images[1]


def test_an_icon_that_is_not_there_is_said_where_it_is_asked_for(qapp: QApplication) -> None:
    with pytest.raises(Exception, match="no-such-icon"):
        icon("no-such-icon")


def test_every_icon_that_the_source_names_is_in_the_font(qapp: QApplication) -> None:
    """Statuses that one rarely sees have icons too; a wrong name would be found out only there."""
    font = json.loads(PHOSPHOR.read_text())
    named = {
        (path.name, "".join(found))
        for path in APP.rglob("*.py")
        for found in NAMED_ICON.findall(path.read_text())
    }
    assert len(named) > 10
    assert [each for each in sorted(named) if each[1] not in font] == []
