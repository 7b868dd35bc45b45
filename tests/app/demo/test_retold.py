"""A scenario is told in the reader's language, step for step the same."""

from __future__ import annotations

import pytest

from app.demo.player import Player, PlayerState
from app.demo.retold import retold, telling_of
from app.demo.scenario import DEFAULT, Scenario, find_scenario, scenario_names
from app.demo.steps import CaptionStep
from app.language import Language
from domain.registry import Registry
from domain.shop import DOMAIN
from infra.open_log import OpenLog

SHOP = Registry([DOMAIN])
CHINESE = Language.CHINESE.value


def captions(story: Scenario) -> list[str]:
    return [step.act.caption for step in story.steps if isinstance(step.act, CaptionStep)]


def is_chinese(text: str) -> bool:
    return any("一" <= letter <= "鿿" for letter in text)


@pytest.mark.parametrize("name", scenario_names())
def test_every_scenario_that_comes_along_has_every_caption_in_chinese(name: str) -> None:
    telling = telling_of(name, CHINESE)
    assert telling is not None
    story = find_scenario(name, SHOP)
    assert set(telling.captions) == set(captions(story))
    assert all(map(is_chinese, [telling.name, telling.description, *telling.captions.values()]))


def test_only_the_words_are_others() -> None:
    story = find_scenario(DEFAULT, SHOP)
    chinese = retold(story, DEFAULT, CHINESE)
    assert all(map(is_chinese, captions(chinese)))
    assert len(captions(chinese)) == len(captions(story))
    others = [step for step in story.steps if not isinstance(step.act, CaptionStep)]
    assert [step for step in chinese.steps if not isinstance(step.act, CaptionStep)] == others


def test_a_scenario_of_ones_own_and_english_stay_as_they_are() -> None:
    story = find_scenario(DEFAULT, SHOP)
    assert retold(story, "../zh_CN/day-at-the-shop", CHINESE) is story
    assert retold(story, "stories/my.toml", CHINESE) is story
    assert retold(story, DEFAULT, Language.ENGLISH.value) is story


def test_chinese_captions_are_given_time_to_read() -> None:
    story = find_scenario(DEFAULT, SHOP)
    for english, chinese in zip(story.steps, retold(story, DEFAULT, CHINESE).steps, strict=True):
        if isinstance(english.act, CaptionStep) and isinstance(chinese.act, CaptionStep):
            assert chinese.act.reading_time > english.act.reading_time / 2


def test_the_shown_caption_changes_over_with_the_language(empty_log: OpenLog) -> None:
    shown: list[PlayerState] = []
    player = Player(
        submit=lambda *_args, **_more: None,  # type: ignore[arg-type, return-value]  # no command is reached
        after=lambda _seconds: None,
        show=shown.append,
        open_wanted=lambda _what, _version: None,
        failed=lambda error: pytest.fail(str(error)),
        act=lambda _step, _done: None,
    )
    story = find_scenario(DEFAULT, SHOP)
    player.begin(story, empty_log)
    player.retell(retold(story, DEFAULT, CHINESE))
    assert is_chinese(shown[-1].caption)
    assert shown[-1].title == "商店的一天"
    player.tick()
    player.retell(story)
    assert shown[-1].caption == captions(story)[0]
    player.end()
