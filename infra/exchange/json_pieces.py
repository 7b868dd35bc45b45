"""Cuts a large JSON document into pieces while it streams by, each exactly as it stands in the file.

Only what lies between the pieces is checked here; a piece is checked by whoever takes it apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from typing import IO

import msgspec

from domain.errors import Unreadable

_BOM = b"\xef\xbb\xbf"
_CHUNK = 1 << 18
_LARGEST = 900_000_000
_SPACE = re.compile(rb"[ \t\r\n]*")
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SCALAR = re.compile(rb"[^ \t\r\n,:{}\[\]\"]+")
# Strings are matched whole, so that the brackets inside them do not count.
_BRACKET = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[{}\[\]]', re.DOTALL)


class Piece(msgspec.Struct, frozen=True):
    """One member of the document, or one entry of a section of it.

    `section` is "" for a member of the document itself; `name` is the member's name, "" in a section that is
    an array; `raw` is the value's text; `line` is where the value begins.
    """

    section: str
    name: str
    raw: bytes
    line: int


class BrokenOff(Unreadable):
    """The document cannot be cut any further: it ends too early, or its structure is broken."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def pieces(stream: IO[bytes], sections: Collection[str]) -> Iterator[Piece]:
    """The document's members in order; those named in `sections` come entry by entry.

    Raises `BrokenOff`; what was yielded before stands.
    """
    return _Cutter(stream).document(sections)


class _Cutter:
    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._text = stream.read(_CHUNK).removeprefix(_BOM)
        self._at = 0
        self._line = 1
        self._whole = False

    def document(self, sections: Collection[str]) -> Iterator[Piece]:
        self._take(b"{")
        for name in self._entries(b"}", named=True):
            line = self._line
            mark = self._peek()
            if name in sections and mark in (b"[", b"{"):
                self._advance(self._at + 1)
                for inner in self._entries(b"]" if mark == b"[" else b"}", named=mark == b"{"):
                    inner_line = self._line
                    yield Piece(name, inner, self._value(), inner_line)
            else:
                yield Piece("", name, self._value(), line)
        if self._peek():
            raise BrokenOff("There is more text after the document's end.", self._line)

    def _entries(self, closing: bytes, *, named: bool) -> Iterator[str]:
        """The name of each entry, the cutter standing at its value; ends behind `closing`."""
        if self._peek() == closing:
            self._advance(self._at + 1)
            return
        while True:
            self._peek()
            yield self._name() if named else ""
            mark = self._peek()
            if mark not in (b",", closing):
                self._refuse(f"A comma or {closing.decode()!r} was expected")
            self._advance(self._at + 1)
            if mark == closing:
                return

    def _name(self) -> str:
        if self._peek() != b'"':
            self._refuse("A member's name was expected")
        raw = self._cut(self._string_end)
        self._take(b":")
        self._peek()
        try:
            return str(json.loads(raw))
        except ValueError as error:
            raise BrokenOff(f"A member's name cannot be read: {error}.", self._line) from error

    def _value(self) -> bytes:
        mark = self._peek()
        if mark == b'"':
            return self._cut(self._string_end)
        if mark in (b"{", b"["):
            return self._cut(self._nested_end)
        return self._cut(self._scalar_end)

    def _take(self, mark: bytes) -> None:
        if self._peek() != mark:
            self._refuse(f"{mark.decode()!r} was expected")
        self._advance(self._at + 1)

    def _peek(self) -> bytes:
        """The next byte that is no space, b"" at the end; the cutter then stands there."""
        while True:
            found = _SPACE.match(self._text, self._at)
            self._advance(found.end() if found else self._at)
            if self._at < len(self._text) or not self._read_on():
                return self._text[self._at : self._at + 1]

    def _cut(self, end_of: Callable[[], int]) -> bytes:
        """The text from here to where `end_of` finds the end, reading on while it finds none."""
        while True:
            end = end_of()
            if end > 0:
                raw = self._text[self._at : end]
                self._advance(end)
                return raw
            if end < 0:
                self._refuse("A value was expected")
            if not self._read_on():
                raise BrokenOff("The file breaks off.", self._line)
            if len(self._text) > _LARGEST:
                self._refuse("A value is larger than 900 MB, which no log can hold")

    def _string_end(self) -> int:
        found = _STRING.match(self._text, self._at)
        return found.end() if found else 0

    def _scalar_end(self) -> int:
        found = _SCALAR.match(self._text, self._at)
        if found is None:
            return -1
        return found.end() if self._whole or found.end() < len(self._text) else 0

    def _nested_end(self) -> int:
        depth = 0
        for token in _BRACKET.finditer(self._text, self._at):
            mark = token.group()
            if mark in (b"{", b"["):
                depth += 1
            elif mark in (b"}", b"]"):
                depth -= 1
                if not depth:
                    return token.end()
        return 0

    def _advance(self, to: int) -> None:
        self._line += self._text.count(b"\n", self._at, to)
        self._at = to

    def _read_on(self) -> bool:
        """Reads more, at least as much as is waiting, so that a large piece is not scanned over and over."""
        if self._whole:
            return False
        rest = self._text[self._at :]
        more = self._stream.read(max(_CHUNK, len(rest)))
        self._whole = not more
        self._text, self._at = rest + more, 0
        return bool(more)

    def _refuse(self, expected: str) -> None:
        at_end = self._at >= len(self._text)
        raise BrokenOff(f"{'The file breaks off' if at_end else expected}.", self._line)
