"""A scenario file is read whole, and what is wrong in it is said with its line."""

import re
from pathlib import Path

import pytest

from app.demo.scenario import DEFAULT, ScenarioError, find_scenario, read_scenario, scenario_names
from app.demo.steps import BY_VERB, PANES, CaptionStep, IssueStep, OpenStep, Place, WaitStep
from domain.registry import Registry
from domain.shop import DOMAIN

SHOP = Registry([DOMAIN])
HEAD = 'name = "Trial"\n\n'


def fault(body: str) -> ScenarioError:
    with pytest.raises(ScenarioError) as caught:
        read_scenario(HEAD + body, SHOP)
    return caught.value


def test_every_scenario_that_comes_along_is_sound() -> None:
    assert DEFAULT in scenario_names()
    for name in scenario_names():
        assert find_scenario(name, SHOP).steps


def test_steps_are_read_in_order_with_their_lines() -> None:
    scenario = read_scenario(
        HEAD + '[[step]]\nwait = 1.5\n\n[[step]]\ncaption = "Look"\npane = "rewind"\n\n'
        '[[step]]\ncommand = "ConfirmOrder"\nstream = "Order/O-1"\nid = "yes"\n\n'
        '[[step]]\nopen = "Order/O-1"\nversion = 2',
        SHOP,
    )
    assert [step.act for step in scenario.steps] == [
        WaitStep(wait=1.5),
        CaptionStep(caption="Look", pane="rewind"),
        IssueStep(command="ConfirmOrder", stream="Order/O-1", id="yes"),
        OpenStep(open="Order/O-1", version=2),
    ]
    assert scenario.steps[1].place == Place(2, 6)


def test_a_caption_stays_as_long_as_it_takes_to_read() -> None:
    assert CaptionStep(caption="Hi").reading_time == 2.5
    assert CaptionStep(caption="x" * 160).reading_time == 10
    assert CaptionStep(caption="x" * 160, seconds=1).reading_time == 1


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        ("[[step]]\nwait = -1", 3, "wait"),
        ('\n\n[[step]]\nwait = "long"', 5, "Expected 'float'"),
        ("[[step]]\nwait = 1\npause = true", 3, "exactly one of"),
        ("[[step]]\nhop = 1", 3, "this one has hop"),
        ("[[step]]\nwait = 1\nlong = true", 3, "unknown field 'long'"),
        ('[[step]]\nundo = "mistake"', 3, "No earlier command has the id 'mistake'"),
        ('[[step]]\nopen = "kitchen"', 3, "There is no pane 'kitchen'"),
        ('[[step]]\nbreak_projection = "x"\nwhen = "type ="\nerror = "e"', 3, "Expected a value"),
        ('[[step]]\ncommand = "PlaceOrdr"\nstream = "Order/O-1"', 3, "no command 'PlaceOrdr'"),
        ('[[step]]\ncommand = "PlaceOrder"\nstream = "Order/O-1"', 3, "customer: is needed"),
        ('[[step]]\ncommand = "PlaceOrder"\nstream = "Order"', 3, "not the name of a stream"),
    ],
)
def test_what_is_wrong_is_said_with_its_step_and_line(body: str, line: int, says: str) -> None:
    error = fault(body)
    assert error.place == Place(1, line)
    assert error.reason.startswith(f"Step 1, line {line}: ")
    assert says in error.reason
    assert error.hint


def test_an_id_used_twice_is_refused() -> None:
    step = '[[step]]\ncommand = "ConfirmOrder"\nstream = "Order/O-1"\nid = "a"\n'
    error = fault(step + step)
    assert error.place == Place(2, 7)
    assert "used twice" in error.reason


def test_a_file_that_is_no_toml_is_refused_with_its_line() -> None:
    assert "line 3" in fault("[[step]\n").reason


def test_a_scenario_can_be_a_file_of_ones_own(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(HEAD + "[[step]]\nwait = 1\n", "utf-8")
    assert find_scenario(str(file), SHOP).name == "Trial"


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ScenarioError) as caught:
        find_scenario("night-at-the-museum", SHOP)
    assert DEFAULT in caught.value.hint


def test_the_documentation_describes_every_member_and_every_pane() -> None:
    text = (Path(__file__).parents[3] / "docs" / "demo.md").read_text("utf-8")
    for verb, kind in BY_VERB.items():
        row = re.search(rf"^\| `{verb} = .*$", text, re.MULTILINE)
        assert row is not None, verb
        for field in kind.__struct_fields__:
            assert f"`{field}" in row[0], f"{verb}: {field}"
    for pane in PANES:
        assert f"`{pane}`" in text, pane
