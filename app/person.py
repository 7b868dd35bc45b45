"""Who is at the keyboard: the name that commands and notes carry."""

from __future__ import annotations

import getpass


def user_name() -> str:
    """The user's name as the system knows it, "" where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
