"""A scenario played through the real engine ends as it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.demo.fresh_log import NotFresh, open_fresh_log
from app.demo.scenario import DEFAULT, Scenario, ScenarioError, find_scenario, read_scenario
from app.demo.stage import Stage, play_instantly
from app.demo.steps import IssueStep, ResubmitStep
from infra import clock
from infra.open_log import OpenLog


def scenario(log: OpenLog, body: str) -> Scenario:
    return read_scenario(f'name = "Trial"\n{body}', log.registry)


def rows(log: OpenLog, read_model: str, key: str, column: str) -> dict[str, object]:
    return {row[key]: row[column] for row in log.projections.queries.page(read_model).rows}


def test_after_a_day_at_the_shop_every_order_is_where_the_story_left_it(shop_log: OpenLog) -> None:
    assert rows(shop_log, "order_summary", "order", "status") == {
        "O-1001": "shipped",
        "O-1002": "rejected",
        "O-1003": "shipped",
        "O-1004": "cancelled",
        "O-1005": "confirmed",
    }


def test_the_rejected_order_says_what_was_short(shop_log: OpenLog) -> None:
    assert "Only 1 of Reading lamp is available" in shop_log.states.at("Order/O-1002").state["reason"]


def test_what_was_reserved_for_it_was_released(shop_log: OpenLog) -> None:
    types = [e.type for e in shop_log.store.stream("Product/P-4")]
    assert types[:3] == ["ProductListed", "StockReserved", "StockReleased"]
    assert rows(shop_log, "stock_by_product", "product", "on_hand") == {
        "P-1": 5,
        "P-2": 19,
        "P-3": 10,
        "P-4": 4,
    }
    assert rows(shop_log, "stock_by_product", "product", "reserved") == {
        "P-1": 0,
        "P-2": 0,
        "P-3": 1,
        "P-4": 0,
    }


def test_the_price_mistake_is_undone_and_stays_in_the_history(shop_log: OpenLog) -> None:
    assert shop_log.states.at("Product/P-1").state["price"]["amount"] == "349.00"
    prices = [e for e in shop_log.store.stream("Product/P-1") if e.type == "PriceChanged"]
    assert len(prices) == 2


def test_the_payment_submitted_twice_is_recorded_once(shop_log: OpenLog) -> None:
    payments = [e for e in shop_log.store.stream("Order/O-1001") if e.type == "OrderPaid"]
    assert len(payments) == 1


def test_no_event_is_parked_and_every_projection_is_live(shop_log: OpenLog) -> None:
    assert shop_log.projections.parked() == []
    assert {(s.status, s.lag, s.parked) for s in shop_log.projections.status()} == {("live", 0, 0)}


def test_it_also_plays_on_a_log_whose_background_work_was_not_started(empty_log: OpenLog) -> None:
    story = find_scenario(DEFAULT, empty_log.registry)
    performed = []
    play_instantly(empty_log, story, lambda step, _done: performed.append(step))
    assert tuple(performed) == story.steps
    assert empty_log.states.at("Order/O-1003").state["status"] == "shipped"


def test_the_default_scenario_tells_all_that_a_demo_is_for(empty_log: OpenLog) -> None:
    acts = [step.act for step in find_scenario(DEFAULT, empty_log.registry).steps]
    kinds = {type(act).__name__ for act in acts}
    assert kinds >= {"CaptionStep", "IssueStep", "UndoStep", "ResubmitStep", "RebuildStep", "OpenStep"}
    assert any(isinstance(act, IssueStep) and act.expect == "rejected" for act in acts)
    assert sum(isinstance(act, ResubmitStep) for act in acts) == 1


def test_a_step_that_goes_otherwise_than_told_stops_the_play_with_its_line(empty_log: OpenLog) -> None:
    story = scenario(empty_log, '\n[[step]]\ncommand = "ConfirmOrder"\nstream = "Order/O-9"\n')
    with pytest.raises(ScenarioError) as caught:
        play_instantly(empty_log, story)
    assert caught.value.reason.startswith("Step 1, line 3: ConfirmOrder on Order/O-9 was to be succeeded")
    assert "There is no such order" in caught.value.reason


def test_an_expected_rejection_is_part_of_the_story(empty_log: OpenLog) -> None:
    body = '[[step]]\ncommand = "ConfirmOrder"\nstream = "Order/O-9"\nexpect = "rejected"\n'
    play_instantly(empty_log, scenario(empty_log, body))
    assert empty_log.store.last_position() == 0


def test_a_rebuild_of_an_unknown_projection_stops_the_play(empty_log: OpenLog) -> None:
    with pytest.raises(ScenarioError, match="no projection 'nothing'"):
        play_instantly(empty_log, scenario(empty_log, '[[step]]\nrebuild = "nothing"\n'))


BREAK = (
    '[[step]]\nbreak_projection = "stock_by_product"\nwhen = "data.stock = 2"\nerror = "two is odd"\n'
    '[[step]]\ncommand = "ListProduct"\nstream = "Product/P-1"\n'
    'data = { name = "Desk", price = { amount = "1.00", currency = "EUR" }, stock = 2 }\n'
    '[[step]]\ncommand = "ReceiveStock"\nstream = "Product/P-1"\ndata = { quantity = 3 }\n'
)


def test_a_broken_projection_parks_the_event_it_fails_on(empty_log: OpenLog) -> None:
    stage = Stage(empty_log)
    for step in scenario(empty_log, BREAK).steps[:2]:
        stage.perform(step)
    (parked,) = empty_log.projections.parked("stock_by_product")
    assert (parked.position, parked.attempts) == (1, 3)
    assert "ValueError: two is odd" in parked.error
    assert rows(empty_log, "stock_by_product", "product", "on_hand") == {}
    assert empty_log.states.at("Product/P-1").state["on_hand"] == 2


def test_repaired_and_retried_nothing_is_lost(empty_log: OpenLog) -> None:
    end = '[[step]]\nrepair_projection = "stock_by_product"\n[[step]]\nretry = "stock_by_product"\n'
    stage = Stage(empty_log)
    for step in scenario(empty_log, BREAK + end).steps:
        if not isinstance(step.act, IssueStep) or step.act.command == "ListProduct":
            stage.perform(step)
    assert empty_log.projections.parked() == []
    assert rows(empty_log, "stock_by_product", "product", "on_hand") == {"P-1": 2}


def test_what_the_story_leaves_broken_is_put_right_at_its_end(empty_log: OpenLog) -> None:
    sound = empty_log.projections.release("stock_by_product")
    play_instantly(empty_log, scenario(empty_log, BREAK))
    assert empty_log.projections.release("stock_by_product") is sound


def test_there_must_be_something_to_repair_and_to_retry(empty_log: OpenLog) -> None:
    for step, says in (("repair_projection", "is not broken"), ("retry", "No event of")):
        with pytest.raises(ScenarioError, match=says):
            play_instantly(empty_log, scenario(empty_log, f'[[step]]\n{step} = "stock_by_product"\n'))


def test_the_story_tells_of_a_failing_read_model_and_loses_nothing(shop_log: OpenLog) -> None:
    card = rows(shop_log, "customer_card", "customer", "postal_code")
    assert card["C-2"] == "5611 EM"


def test_a_demo_is_never_played_on_a_log_that_holds_events(shop_log: OpenLog) -> None:
    with pytest.raises(NotFresh) as caught:
        open_fresh_log(shop_log.path, clock.now())
    assert "already holds" in caught.value.reason


def test_without_a_file_a_new_one_is_made_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    moment = clock.now()
    first, second = open_fresh_log(None, moment), open_fresh_log(None, moment)
    assert first.path != second.path
    first.close()
    second.close()
