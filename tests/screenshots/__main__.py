"""Takes the screenshots of the documentation from the running program: `make screenshots`.

`docs/images/panes/<look>/<scene>.png` shows the whole window in each scene, in every look;
`docs/images/guide/<scene>.png` the pane or the dialog that a scene is about alone, for the user guide.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_SCALE_FACTOR"] = "1"

from PySide6.QtWidgets import QApplication

from app.language import Language
from app.theme import Scheme
from tests.screenshots.guide import write_guide
from tests.screenshots.scenes import IN_EVERY_LOOK, SCENES, welcome
from tests.screenshots.studio import Look, Studio, shop_log, studio

_IMAGES = Path(__file__).parents[2] / "docs" / "images"
_LOOKS = [
    Look(scheme, language, size)
    for scheme, language, size in product(
        (Scheme.LIGHT, Scheme.DARK), (Language.ENGLISH, Language.CHINESE), ((1440, 900), (1024, 700))
    )
]


def main(wanted: list[str]) -> None:
    """Takes all, or those of the scenes named on the command line; "guide" is the guide's text alone."""
    app = QApplication([])
    app.setCursorFlashTime(0)
    gc.disable()  # as in the program: its collector works between events
    with tempfile.TemporaryDirectory() as folder:
        log = shop_log(Path(folder) / "shop")
        for look in _LOOKS if wanted != ["guide"] else ():
            _take(look, log, wanted)
            sys.stdout.write(f"{look.name}\n")
        if not wanted or "guide" in wanted:
            with studio(Look(), log) as made:
                write_guide(made)


def _take(look: Look, log: Path, wanted: list[str]) -> None:
    folder = _IMAGES / "panes" / look.name
    if not wanted or "welcome" in wanted:
        with studio(look, None) as made:
            welcome(made)
            made.take(folder / "welcome.png")
    for name, scene in SCENES.items():
        if (wanted and name not in wanted) or (look != Look() and name not in IN_EVERY_LOOK):
            continue
        with studio(look, log) as made:
            scene(made)
            if name in IN_EVERY_LOOK:
                made.take(folder / f"{name}.png")
            if look == Look():
                _take_alone(made, name)


def _take_alone(made: Studio, name: str) -> None:
    dialogs = made.dialogs()
    part = dialogs[0] if dialogs else made.window.panes.docks.get(f"pane.{name}")
    made.take(_IMAGES / "guide" / f"{name}.png", part)


main(sys.argv[1:])
