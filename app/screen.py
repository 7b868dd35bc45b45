"""Whether a window can be shown here: Qt aborts where it cannot, so we look first and say what is missing."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping

from domain.errors import DomainError

# What Qt's libraries and its xcb plugin link against (ldd) and a bare system may lack, with Debian's package.
_LIBRARIES = (
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libX11.so.6", "libx11-6"),
    ("libxcb.so.1", "libxcb1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libdbus-1.so.3", "libdbus-1-3"),
)
_XCB_LIBRARIES = (
    ("libX11-xcb.so.1", "libx11-xcb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-randr.so.0", "libxcb-randr0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-render.so.0", "libxcb-render0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-shm.so.0", "libxcb-shm0"),
    ("libxcb-sync.so.1", "libxcb-sync1"),
    ("libxcb-util.so.1", "libxcb-util1"),
    ("libxcb-xfixes.so.0", "libxcb-xfixes0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
)


class NoScreen(DomainError):
    """A window cannot be shown here."""


def check_screen(environment: Mapping[str, str] = os.environ) -> None:
    """Raises `NoScreen`, naming what to install or to set, where Qt would abort instead."""
    if not sys.platform.startswith("linux"):
        return
    platform = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    display, wayland = environment.get("DISPLAY", ""), environment.get("WAYLAND_DISPLAY", "")
    if not platform and not display and not wayland:
        raise NoScreen(
            "There is no display to show a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.",
            "Start it from a desktop session, set DISPLAY (e.g. DISPLAY=:0), or try it without a screen: "
            "xvfb-run eventscope.",
        )
    needs_x = platform == "xcb" or (not platform and not wayland)
    missing = [
        package
        for library, package in (*_LIBRARIES, *(_XCB_LIBRARIES if needs_x else ()))
        if not _loads(library)
    ]
    if missing:
        raise NoScreen(
            "Qt needs system libraries that are not installed.",
            f"On Debian or Ubuntu: apt-get install {' '.join(missing)}",
        )
    if needs_x and not _answers(display):
        raise NoScreen(
            f"The display {display or '(DISPLAY is not set)'} cannot be reached.",
            "Check DISPLAY and that the X server runs and lets you in, or try: xvfb-run eventscope.",
        )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _answers(display: str) -> bool:
    """Whether an X server takes our connection."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # what is missing was named already; Qt brings this one along
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(display.encode() if display else None, None)
    is_good = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return is_good
