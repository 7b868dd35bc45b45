"""A demo plays unattended: once for a folder of screenshots, or again and again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.demo.showing import Showing
from app.demo.start import Demo, start_demo
from tests.app.window_user import WindowUser

STORY = """
name = "Two captions"
[[step]]
caption = "A lamp goes on the shelf."
pane = "timeline"
[[step]]
command = "ListProduct"
stream = "Product/P-1"
data = { name = "Lamp", price = { amount = "9.00", currency = "EUR" }, stock = 3 }
[[step]]
caption = "It is sold out: naïve?"
pane = "rewind"
[[step]]
open = "Product/P-1"
"""


@pytest.fixture
def story(tmp_path: Path) -> str:
    file = tmp_path / "story.toml"
    file.write_text(STORY, "utf-8")
    return str(file)


def test_each_caption_is_a_picture_in_order_with_a_list(
    open_window: Callable[[], WindowUser], story: str, tmp_path: Path
) -> None:
    user = open_window()
    window = user.window
    folder = tmp_path / "shots"
    demo = start_demo(
        window, Showing(scenario=story, path=tmp_path / "d.eventlog", speed=0, screenshots=folder)
    )
    counts: list[object] = []
    demo.recorded.connect(counts.append)
    user.waits_until(lambda: counts == [2])
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["01-a-lamp-goes-on-the-shelf.png", "02-it-is-sold-out-naïve.png", "captions.md"]
    assert QImage(str(folder / names[0])).width() == window.width()
    assert "A lamp goes on the shelf." in (folder / "captions.md").read_text("utf-8")
    assert window.log.store.last_position() == 1


def test_a_loop_begins_again_on_a_fresh_log_and_tidies_up(
    open_window: Callable[[], WindowUser], story: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_args, **_more: tmp_path / "data")
    monkeypatch.setattr("app.demo.start._BETWEEN_ROUNDS_MS", 50)
    user = open_window()
    window = user.window
    start_demo(window, Showing(scenario=story, speed=0, loops=True))
    seen: list[Path] = []

    def rounds() -> int:
        if window.log is not None and window.log.path not in seen:
            seen.append(window.log.path)
        return len(seen)

    user.waits_until(lambda: rounds() >= 4)
    user.waits_until(lambda: not seen[0].exists())
    assert not list(seen[0].parent.glob(f"{seen[0].name}*"))
    window.findChild(Demo).end()
