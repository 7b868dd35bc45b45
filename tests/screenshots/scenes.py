"""What the screenshots show: for each pane the situation that it is made for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import msgspec
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QTableView, QTabWidget, QToolButton

from app.demo.faulty_release import faulty_release
from domain.decider import Decider, Rejected
from domain.filtering import parse
from domain.registry import Registry
from domain.shop import DOMAIN
from domain.shop.product import PRODUCT, ChangePrice
from infra.scheduling.triggers import Cron, Daily
from tests.screenshots.studio import Studio

Scene: TypeAlias = Callable[[Studio], None]


def welcome(studio: Studio) -> None:
    """The window before a log is open."""


def streams(studio: Studio) -> None:
    studio.window.panes.bring_up("pane.streams")


def commands(studio: Studio) -> None:
    studio.window.panes.bring_up("pane.commands")


def timeline(studio: Studio) -> None:
    panes = studio.window.panes
    panes.bring_up("pane.timeline")
    panes.show_event(_rejection(studio))
    panes.rewind_stream("Order/O-1002")


def event(studio: Studio) -> None:
    timeline(studio)
    studio.window.panes.bring_up("pane.event")


def rewind(studio: Studio) -> None:
    studio.window.panes.rewind_stream("Order/O-1003", 4)


def rewind_until(studio: Studio) -> None:
    """A price that slipped: watched along the versions, its changes found, its setters told."""
    panes = studio.window.panes
    panes.rewind_stream("Product/P-1", 3)
    studio.settle()
    for watched in ("after.price.amount", "after.on_hand", "after.status"):
        panes.rewind.watches.watch(watched)
    studio.find(QLineEdit, "rewind.until").setText("after.price.amount < 100")
    studio.settle()
    studio.find(QToolButton, "rewind.run_forward").click()
    studio.settle()
    panes.rewind.blaming.blame("/price/amount")


def rewind_debug(studio: Studio) -> None:
    studio.act("layout_debug")
    rewind_until(studio)


def journal(studio: Studio) -> None:
    panes = studio.window.panes
    panes.bring_up("pane.journal")
    log = studio.window.log
    assert log is not None
    panes.journal.select(next(e.command_id for e in log.commands.entries(status="rejected")))


def projections(studio: Studio) -> None:
    studio.window.panes.bring_up("pane.projections")


def operations(studio: Studio) -> None:
    """Two schedules, and a read model that stumbled over an event."""
    studio.act("layout_operations")
    schedules(studio)
    parked(studio)


def parked(studio: Studio) -> None:
    panes, log = studio.window.panes, studio.window.log
    assert log is not None
    panes.bring_up("pane.projections")
    studio.wait_until(lambda: log.projections.is_caught_up(log.store.last_position()))
    sound = log.projections.release("stock_by_product")
    log.projections.use(
        faulty_release(sound, parse("type = StockReceived"), "stock cannot be counted by hand")
    )
    for quantity in (3, 4):
        log.commands.submit("ReceiveStock", "Product/P-1", b'{"quantity":%d}' % quantity)
    tabs = studio.find(QTabWidget, "projections.tabs")
    studio.wait_until(lambda: "(" in tabs.tabText(1))
    tabs.setCurrentIndex(1)


def schedules(studio: Studio) -> None:
    panes, log = studio.window.panes, studio.window.log
    assert log is not None
    log.schedules.add("order_summary", Daily("03:00"))
    log.schedules.add("stock_by_product", Cron("0 3 * * mon-fri"))
    panes.bring_up("pane.projections")


def read_models(studio: Studio) -> None:
    studio.window.panes.read_models.choose("order_summary")
    studio.window.panes.bring_up("pane.read_models")


def who_set_a_row(studio: Studio) -> None:
    read_models(studio)
    studio.settle()
    studio.find(QTableView, "read_models.table").selectRow(1)
    studio.find(QAction, "read_models.who").trigger()


def branch(studio: Studio) -> None:
    """What if nobody had noticed that the price had slipped."""
    panes = studio.window.panes
    panes.ask_what_if(_slip(studio) + 1)
    studio.settle()
    panes.branch.events.selectRow(3)
    panes.branch.drop.click()


def replay(studio: Studio) -> None:
    """The day decided again by code that refuses prices below 50."""
    log = studio.window.log
    assert log is not None
    changed: Decider[Any] = msgspec.structs.replace(PRODUCT, decide=_with_a_limit)
    others = tuple(each for each in DOMAIN.deciders if each is not PRODUCT)
    log.registry = Registry([msgspec.structs.replace(DOMAIN, deciders=(changed, *others))])
    studio.window.panes.show_replay()
    studio.find(QComboBox, "replay.category").setCurrentText("Product")
    studio.find(QPushButton, "replay.run").click()


def _with_a_limit(command: Any, state: Any) -> Any:
    if isinstance(command, ChangePrice) and command.price.amount < 50:
        return Rejected("The price is below 50.", "Ask someone to confirm it.")
    return PRODUCT.decide(command, state)


def causation(studio: Studio) -> None:
    studio.window.panes.show_causes(_rejection(studio))


def lanes(studio: Studio) -> None:
    causation(studio)
    studio.window.panes.causation.tabs.setCurrentIndex(1)


def notes(studio: Studio) -> None:
    panes = studio.window.panes
    slip = _slip(studio)
    for position, text in (
        (slip, "Here the price slips by a factor of a hundred."),
        (_rejection(studio), "Grace was refused because the stock was promised twice.\nAsk the warehouse."),
    ):
        panes.write_note(position)
        panes.notes.editor.text.setPlainText(text)
        panes.notes.editor.save.click()
        studio.settle()
    panes.write_note_about("Order/O-1003", 4, "/status")
    panes.notes.editor.text.setPlainText("Confirmed by telephone.")
    panes.notes.editor.save.click()
    panes.notes.toggle_bookmark(40)


def evidence(studio: Studio) -> None:
    panes = studio.window.panes
    panes.make_test("Order/O-1003", 4)
    studio.settle()
    studio.find(QLineEdit, "evidence.predicate").setText("after.status = confirmed")
    studio.find(QPushButton, "evidence.shrink").click()


def the_past(studio: Studio) -> None:
    studio.window.time_cursor.rewind_to(_slip(studio))
    studio.settle()
    studio.window.panes.rewind_stream("Product/P-1", 3)


def story_shipped_twice(studio: Studio) -> None:
    """The case of the help page, where it is clear who set the second shipment."""
    before, panes = studio.window.log, studio.window.panes
    studio.act("case")
    studio.wait_until(lambda: studio.window.log is not before)
    studio.settle()
    panes.rewind_stream("SalesOrder/O-2217", 7)
    studio.settle()
    studio.find(QLineEdit, "rewind.until").setText("changed(shipment)")
    studio.settle()
    studio.find(QToolButton, "rewind.run_back").click()
    studio.settle()
    panes.rewind.blaming.blame("/shipment")
    panes.follow_to_event(172)


def palette(studio: Studio) -> None:
    studio.act("palette")
    studio.find(QLineEdit, "palette.field").setText("pri")


def preferences(studio: Studio) -> None:
    studio.act("preferences")


def undo(studio: Studio) -> None:
    """What taking an address back would record."""
    panes, log = studio.window.panes, studio.window.log
    assert log is not None
    panes.bring_up("pane.journal")
    studio.settle()
    panes.journal.select(next(e.command_id for e in log.commands.entries() if e.command == "ChangeAddress"))
    studio.settle()
    panes.journal.undo.click()


def _slip(studio: Studio) -> int:
    """The position of the event by which a price slipped."""
    log = studio.window.log
    assert log is not None
    return next(e.position for e in log.store.stream("Product/P-1") if e.type == "PriceChanged")


def _rejection(studio: Studio) -> int:
    """The position of the event that says why Grace's order was refused."""
    log = studio.window.log
    assert log is not None
    return next(e.position for e in log.store.stream("Order/O-1002") if e.type == "OrderRejected")


SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (
        streams,
        timeline,
        event,
        commands,
        rewind,
        rewind_until,
        rewind_debug,
        the_past,
        journal,
        undo,
        projections,
        parked,
        schedules,
        operations,
        read_models,
        who_set_a_row,
        branch,
        replay,
        causation,
        lanes,
        notes,
        evidence,
        story_shipped_twice,
        palette,
        preferences,
    )
}

# Of the others, which are parts and situations of these panes, one picture for the guide is enough.
IN_EVERY_LOOK = (
    *("streams", "timeline", "event", "commands", "rewind", "the_past", "journal", "projections"),
    *("read_models", "branch", "replay", "causation", "notes", "evidence"),
)
