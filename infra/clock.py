"""Where time, new ids and the name of this process come from; the domain is handed them."""

from __future__ import annotations

import os
import secrets
import socket
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from uuid import UUID

from domain.identity import uuid7


def now() -> datetime:
    """The present, aware, in UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """A new UUIDv7."""
    return uuid7(now(), secrets.token_bytes(10))


def origin() -> str:
    """Where events are produced: "host/process/app version"."""
    return f"{_host()}/{os.getpid()}/{app_version()}"


@cache
def _host() -> str:
    return socket.gethostname()


@cache
def app_version() -> str:
    """The installed version, from the one place that states it."""
    try:
        return version("eventscope")
    except PackageNotFoundError:
        return "unknown"
