"""A stream's states on both sides of a branch, at any versions."""

from __future__ import annotations

from contextlib import closing

from domain.branch.edits import Branch, Drop
from infra.branching.run import run_branch
from infra.branching.states import BranchedHistories, state_diff
from infra.open_log import OpenLog

PRICE_CHANGED = 30
STREAM = "Product/P-1"


def test_each_version_of_each_side_is_that_of_its_log(shop: OpenLog) -> None:
    branch = Branch(log_id=shop.log.log_id, position=PRICE_CHANGED, edits=(Drop(PRICE_CHANGED),))
    with closing(run_branch(shop, branch)) as run:
        histories = BranchedHistories(run, STREAM)
        ends = histories.at()
        whole = state_diff(run, STREAM)
        assert (ends.trunk, ends.branch, ends.changes) == (whole.trunk, whole.branch, whole.changes)
        assert (ends.trunk_last, ends.branch_last) == (whole.trunk_version, whole.branch_version)
        for trunk in range(1, ends.trunk_last + 1):
            for other in range(1, ends.branch_last + 1):
                found = histories.at(trunk, other)
                assert found.trunk == shop.states.at(STREAM, version=trunk).state
                assert found.branch == run.log.states.at(STREAM, version=other).state
        beyond = histories.at(10**6, 10**6)
        assert (beyond.trunk_version, beyond.branch_version) == (ends.trunk_last, ends.branch_last)


def test_a_stream_that_is_nowhere_has_no_versions(shop: OpenLog) -> None:
    with closing(run_branch(shop, Branch(log_id=shop.log.log_id, position=PRICE_CHANGED))) as run:
        found = BranchedHistories(run, "Product/none").at(3, 4)
        assert (found.trunk_last, found.branch_last, found.trunk, found.branch) == (0, 0, None, None)
        assert found.changes == ()
