"""Python's garbage is collected between tests only, on the main thread: what Qt owns bears no other."""

from __future__ import annotations

import gc
import sys
from collections.abc import Generator

import pytest


def pytest_collection_finish() -> None:
    """By now all modules are there. They stay, and are not looked through again after every test."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol() -> Generator[None, object, object]:
    """Around a test and its fixtures, when nothing holds what they made any more."""
    gc.disable()
    try:
        return (yield)
    finally:
        _delete_what_is_to_be_deleted()
        gc.collect()
        gc.enable()


def _delete_what_is_to_be_deleted() -> None:
    """Qt does so in the next event loop only; by then Python has taken the widgets' other halves apart."""
    qt = sys.modules.get("PySide6.QtCore")
    if qt is not None and qt.QCoreApplication.instance() is not None:
        qt.QCoreApplication.sendPostedEvents(None, qt.QEvent.Type.DeferredDelete.value)
