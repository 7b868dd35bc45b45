"""Branches of a day at the shop, run on real files; the log itself is never written to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from domain.branch.edits import Branch, BranchFileProblem, Change, Drop, Edit, Insert, Issue, Move, Then
from infra.branching.files import export_branch, load_branch, save_branch
from infra.branching.read_models import BranchReadModels, ReadModelDiff
from infra.branching.run import BranchRun, run_branch
from infra.branching.states import state_diff
from infra.errors import LogError
from infra.exchange.importing import import_file
from infra.log.verify import verify
from infra.open_log import OpenLog
from infra.progress import Cancelled
from tests.domains import bank

Runs = Callable[..., BranchRun]


@pytest.fixture
def runs(shop: OpenLog) -> Iterator[Runs]:
    opened: list[BranchRun] = []

    def run(position: int, *edits: Edit, then: Then = "commands") -> BranchRun:
        branch = Branch(log_id=shop.log.log_id, position=position, then=then, edits=edits)
        opened.append(run_branch(shop, branch))
        return opened[-1]

    yield run
    for each in opened:
        each.close()


def position_of(log: OpenLog, type: str, stream: str = "", nth: int = 0) -> int:
    found = [e.position for e in log.store.all() if e.type == type and stream in ("", e.stream)]
    return found[nth]


def raw(value: Any) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))


def models(run: BranchRun) -> dict[str, ReadModelDiff]:
    return {diff.name: diff for diff in BranchReadModels(run).compare()}


def bytes_of(log: OpenLog) -> str:
    return hashlib.blake2b(log.path.read_bytes()).hexdigest()


@pytest.mark.parametrize("then", ["commands", "events", "nothing"])
def test_an_empty_branch_equals_the_trunk_wherever_it_begins(shop: OpenLog, runs: Runs, then: Then) -> None:
    last = shop.store.last_position()
    for position in (0, position_of(shop, "OrderConfirmed"), position_of(shop, "StockReleased"), last):
        run = runs(position, then=then)
        until = position if then == "nothing" else last
        assert list(run.log.store.all()) == list(shop.store.all(until=until))
        assert run.result.streams == ()
        assert run.result.commands == ()
        assert run.result.faults == ()
        assert not any(diff.differs for diff in models(run).values())


def test_branching_leaves_every_byte_of_the_log_as_it_is(shop: OpenLog, runs: Runs) -> None:
    before = bytes_of(shop)
    run = runs(30, Drop(30), Issue("Product/P-1", "ReceiveStock", raw({"quantity": 3})))
    BranchReadModels(run).compare()
    assert bytes_of(shop) == before


def test_had_the_stock_come_in_time_the_order_would_not_have_been_rejected(shop: OpenLog, runs: Runs) -> None:
    point = position_of(shop, "OrderPlaced", "Order/O-1002")
    run = runs(point, Issue("Product/P-2", "ReceiveStock", raw({"quantity": 5})))
    fates = {(fate.command, fate.stream): fate for fate in run.result.commands}
    shortage = fates["ReserveStock", "Product/P-2"]
    assert (shortage.was, shortage.now) == ("rejected", "succeeded")
    assert fates["RejectOrder", "Order/O-1002"].now == "not issued"
    assert fates["ReleaseStock", "Product/P-4"].now == "not issued"
    assert fates["ReceiveStock", "Product/P-2"].was == ""
    assert run.log.states.at("Order/O-1002").state["status"] == "confirmed"
    assert state_diff(run, "Order/O-1002").trunk["status"] == "rejected"
    orders = models(run)["order_summary"]
    assert any(row.key == ("O-1002",) and "status" in row.columns for row in orders.rows)


def test_without_stock_the_process_manager_compensates_on_the_branch_as_it_would_on_the_trunk(
    shop: OpenLog, runs: Runs
) -> None:
    listed = shop.store.at(position_of(shop, "ProductListed", "Product/P-1"))
    assert listed is not None
    payload = {**msgspec.json.decode(listed.data), "stock": 0}
    run = runs(8, Change(listed.position, raw(payload)))
    fates = {(fate.command, fate.stream): fate for fate in run.result.commands}
    assert fates["ReserveStock", "Product/P-1"].now == "rejected"
    assert fates["RejectOrder", "Order/O-1001"].was == ""
    assert fates["PayOrder", "Order/O-1001"].now == "rejected"
    assert fates["ShipOrder", "Order/O-1001"].now == "rejected"
    assert fates["DispatchStock", "Product/P-1"].now == "not issued"
    assert run.log.states.at("Order/O-1001").state["status"] == "rejected"
    assert not run.result.faults


def test_had_the_price_mistake_never_happened(shop: OpenLog, runs: Runs) -> None:
    mistake = position_of(shop, "PriceChanged")
    run = runs(mistake, Drop(mistake))
    (undo,) = run.result.commands
    assert (undo.command, undo.was, undo.now) == ("ChangePrice", "succeeded", "succeeded")
    assert undo.now_events == ()
    (stream,) = run.result.streams
    assert (stream.stream, stream.trunk - stream.branch) == ("Product/P-1", 2)
    assert state_diff(run, "Product/P-1").changes == ()


def test_events_are_kept_as_recorded_where_that_is_asked_for(shop: OpenLog, runs: Runs) -> None:
    run = runs(0, Drop(position_of(shop, "StockReceived")), then="events")
    assert run.result.commands == ()
    diff = state_diff(run, "Product/P-2")
    assert {change.path for change in diff.changes} == {"/on_hand"}
    stock = models(run)["stock_by_product"]
    assert [row.key for row in stock.rows] == [("P-2",)]
    assert (stock.changed, stock.added, stock.removed) == (1, 0, 0)


def test_events_are_inserted_and_moved_in_the_branch_log_and_it_verifies(
    shop: OpenLog, runs: Runs, tmp_path: Path
) -> None:
    first, second = (position_of(shop, "PriceChanged", nth=n) for n in (0, 1))
    price = raw({"price": {"amount": "1.00", "currency": "EUR"}})
    run = runs(
        second,
        Move(first, second),
        Insert(-1, "Product/P-1", first, "PriceChanged", price),
        then="events",
    )
    assert run.log.states.at("Product/P-1").state["price"]["amount"] == "1.00"
    export_branch(run, tmp_path / "branch.eventlog")
    report = verify(tmp_path / "branch.eventlog")
    assert report.events == shop.store.last_position() + 1
    assert not [problem for problem in report.problems if problem.kind != "gap"]


def test_a_new_stream_can_begin_on_the_branch(runs: Runs) -> None:
    registered = raw(
        {
            "name": "Alan",
            "email": "alan@example.org",
            "address": {"street": "1", "city": "London", "postal_code": "W1", "country": "GB"},
        }
    )
    run = runs(20, Insert(-1, "Customer/C-9", 0, "CustomerRegistered", registered))
    assert run.log.states.at("Customer/C-9").version == 1
    assert ("C-9",) in [row.key for row in models(run)["customer_card"].rows if row.trunk is None]
    assert state_diff(run, "Customer/C-9").trunk is None


def test_what_is_wrong_with_edits_is_told_and_the_rest_is_run(shop: OpenLog, runs: Runs) -> None:
    run = runs(
        10,
        Drop(99_999),
        Drop(30),
        Change(1, raw({"name": 3})),
        Insert(-1, "nonsense", 0, "X", raw({})),
        Move(-7, 1),
        Drop(2),
    )
    assert [problem.edit for problem in run.result.problems] == [0, 1, 2, 3, 4]
    assert run.log.store.head("Product/P-2") != shop.store.head("Product/P-2")


def test_a_decider_that_raises_and_a_state_that_cannot_be_folded_are_outcomes(tmp_path: Path) -> None:
    log = OpenLog.open(tmp_path / "bank.eventlog", create=True, domains=[bank.DOMAIN])
    try:
        for type, fields in (("Open", {"owner": "Ada"}), ("Deposit", {"amount": 10})):
            command = log.commands.submit(type, "Account/A", msgspec.json.encode(fields))
            assert log.settle(command.correlation_id)
        branch = Branch(
            log_id=log.log.log_id,
            position=2,
            edits=(
                Issue("Account/A", "Explode", raw({})),
                Issue("Account/A", "Unknown", raw({})),
                Issue("Account/A", "Deposit", raw({"amount": -1})),
                Issue("Account/A", "Deposit", raw({"amount": 150}), at_end=True),
            ),
        )
        run = run_branch(log, branch)
        fates = [(fate.command, fate.stream, fate.now) for fate in run.result.commands]
        assert fates[:4] == [
            ("Explode", "Account/A", "failed"),
            ("Unknown", "Account/A", "rejected"),
            ("Deposit", "Account/A", "rejected"),
            ("Deposit", "Account/A", "succeeded"),
        ]
        assert ("Open", "Account/A-savings", "succeeded") in fates  # the bonus was refused, then made up for
        assert "ZeroDivisionError" in run.result.commands[0].now_reason
        assert run.log.states.at("Account/A-savings").state["balance"] == 1
        run.close()
    finally:
        log.close()


def test_imported_events_are_kept_as_they_are_after_the_point(
    tmp_path: Path, shop: OpenLog, runs: Runs
) -> None:
    export_branch(runs(0), tmp_path / "all.jsonl")
    import_file(tmp_path / "all.jsonl", tmp_path / "imported.eventlog")
    with_history = OpenLog.open(tmp_path / "imported.eventlog", read_only=True)
    try:
        run = run_branch(with_history, Branch(log_id=with_history.log.log_id, position=8, edits=(Drop(1),)))
        assert run.result.kept == shop.store.last_position() - 8
        assert run.result.decided == 0
        run.close()
    finally:
        with_history.close()


def test_a_saved_branch_opens_again_and_only_on_its_own_log(
    shop: OpenLog, runs: Runs, tmp_path: Path
) -> None:
    run = runs(30, Drop(30))
    save_branch(run.result.branch, tmp_path / "mistake.eventbranch")
    assert load_branch(tmp_path / "mistake.eventbranch", shop) == run.result.branch
    other = OpenLog.open(tmp_path / "other.eventlog", create=True)
    try:
        with pytest.raises(BranchFileProblem, match="another log"):
            load_branch(tmp_path / "mistake.eventbranch", other)
        with pytest.raises(BranchFileProblem, match="another log"):
            run_branch(other, run.result.branch)
    finally:
        other.close()
    with pytest.raises(LogError):
        load_branch(tmp_path / "absent.eventbranch", shop)
    with pytest.raises(LogError):
        save_branch(run.result.branch, tmp_path / "nowhere" / "x.eventbranch")


def test_the_exported_lines_import_back_to_the_same_events(runs: Runs, tmp_path: Path) -> None:
    run = runs(30, Drop(30))
    export_branch(run, tmp_path / "b.jsonl")
    report = import_file(tmp_path / "b.jsonl", tmp_path / "b.eventlog")
    assert report.problem_count == 0
    back = OpenLog.open(tmp_path / "b.eventlog", read_only=True)
    try:
        assert list(back.store.all()) == list(run.log.store.all())
    finally:
        back.close()
    with pytest.raises(LogError, match="already exists"):
        export_branch(run, tmp_path / "b.eventlog")


def test_nothing_is_left_of_a_branch_that_is_closed_or_cancelled(
    shop: OpenLog, runs: Runs, cache_folder: Path
) -> None:
    run = runs(30)
    assert len(list(cache_folder.iterdir())) == 1
    run.close()
    assert list(cache_folder.iterdir()) == []
    branch = Branch(log_id=shop.log.log_id, position=0)
    with pytest.raises(Cancelled):
        run_branch(shop, branch, cancelled=lambda: True)
    assert list(cache_folder.iterdir()) == []
