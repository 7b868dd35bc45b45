"""A log that goes away under the open window is told of, and nothing breaks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from infra.errors import NoPermission
from infra.hold import WritingHeld
from tests.app.window_user import WindowUser


def test_a_log_that_was_moved_is_told_of_until_it_is_back(user: WindowUser, shop_path: Path) -> None:
    look(user)
    elsewhere = shop_path.with_name("elsewhere.eventlog")
    shop_path.rename(elsewhere)
    user.waits_until(lambda: look(user) and user.notice.isVisible())
    assert "shop.eventlog” is not there any more" in user.notice.text()
    assert str(shop_path) in user.notice.text()
    user.filters("type = OrderShipped")  # what is open is still shown
    user.waits_until(lambda: 0 < user.table.model().rowCount() < 10)
    log = user.window.log
    assert log is not None
    with pytest.raises(WritingHeld, match="is not there any more"):
        log.hold.check()
    elsewhere.rename(shop_path)
    user.waits_until(lambda: look(user) and not user.notice.isVisible())
    log.hold.check()


def test_a_log_that_was_deleted_can_be_closed(user: WindowUser, shop_path: Path) -> None:
    look(user)
    shutil.rmtree(shop_path.parent)
    user.waits_until(lambda: look(user) and user.notice.isVisible())
    assert user.window.close()


def test_another_file_in_its_place_is_told_of(user: WindowUser, shop_path: Path) -> None:
    look(user)
    copy = shop_path.with_name("copy.eventlog")
    shutil.copy(shop_path, copy)
    copy.replace(shop_path)
    user.waits_until(lambda: look(user) and user.notice.isVisible())
    assert "Another file has taken the place" in user.notice.text()


def test_what_cannot_be_read_of_a_log_that_is_gone_is_told_as_such(user: WindowUser, shop_path: Path) -> None:
    look(user)
    user.waits_until(lambda: not user.window.jobs.unended)
    shop_path.rename(shop_path.with_name("elsewhere.eventlog"))
    user.window.jobs.failed.emit(unreadable(shop_path))
    user.waits_until(user.notice.isVisible)
    assert "is not there any more" in user.notice.text()
    user.window.jobs.failed.emit(unreadable(shop_path))
    user.waits_until(lambda: not user.window.jobs.unended)
    assert "is not there any more" in user.notice.text()


def test_what_cannot_be_read_of_a_log_that_is_there_is_told(user: WindowUser, shop_path: Path) -> None:
    look(user)
    user.window.jobs.failed.emit(unreadable(shop_path))
    user.waits_until(user.notice.isVisible)
    assert "No permission" in user.notice.text()


def unreadable(path: Path) -> NoPermission:
    return NoPermission(f"No permission for {path}.", "Change its permissions.")


def look(user: WindowUser) -> bool:
    """What a timer does every two seconds."""
    user.window.presence.look()
    return True
