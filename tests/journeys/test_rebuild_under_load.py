"""A person rebuilds a read model while others go on issuing commands."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QTableView, QToolButton

from tests.app.conftest import Heartbeat
from tests.app.window_user import WindowUser


def test_a_rebuild_ends_live_and_right_while_commands_are_issued(
    user: WindowUser, heartbeat: Heartbeat
) -> None:
    log = user.window.log
    assert log is not None
    user.window.panes.bring_up("pane.projections")
    table = user.find(QTableView, "projections.table")
    user.waits_until(lambda: table.model() is not None and table.model().rowCount() >= 5)
    rows = [
        row
        for row in range(table.model().rowCount())
        if table.model().index(row, 0).data() == "stock_by_product"
    ]
    user.clicks_cell(table, table.model().index(rows[0], 0))
    button = user.window.findChild(QPushButton, "projections.rebuild") or user.window.findChild(
        QToolButton, "projections.rebuild"
    )
    assert button is not None
    user.waits_until(button.isEnabled)
    before = {row["product"]: row["on_hand"] for row in log.projections.queries.page("stock_by_product").rows}
    heartbeat.start()
    user.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    ids: list[UUID] = []
    user.window.jobs.submit(
        lambda job: [
            log.commands.submit("ReceiveStock", f"Product/P-{n % 4 + 1}", b'{"quantity":1}').id
            for n in range(40)
        ],
        on_success=ids.extend,
    )
    user.waits_until(lambda: len(ids) == 40)
    user.waits_until(lambda: all(log.commands.entry(id).is_finished for id in ids))  # type: ignore[union-attr]  # submitted above
    last = log.store.last_position()
    user.waits_until(lambda: log.projections.is_caught_up(last))
    user.waits_until(lambda: all(status.rebuild is None for status in log.projections.status()))
    user.waits_until(lambda: log.projections.is_caught_up(last))
    after = {row["product"]: row["on_hand"] for row in log.projections.queries.page("stock_by_product").rows}
    assert after == {product: count + 10 for product, count in before.items()}
    assert heartbeat.worst < 1.0
