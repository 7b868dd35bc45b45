"""A file to import, plain or gzipped, read as a stream of bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from infra.exchange.errors import ExchangeError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_BUFFER = 1 << 20


class _Gunzip(io.RawIOBase):
    """Unpacks gzip. Where the file is broken the stream just ends, and `fault` says why.

    The standard library's reader raises instead, and what it had unpacked before is lost with that.
    """

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self._unpacker = zlib.decompressobj(_GZIP_WINDOW)
        self.fault = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        while not self.fault:
            packed = self._unpacker.unconsumed_tail or self._unpacker.unused_data or self._file.read1(_BUFFER)
            if self._unpacker.eof:
                if not packed.strip(b"\0"):
                    return 0
                self._unpacker = zlib.decompressobj(_GZIP_WINDOW)  # files put one after another
            elif not packed:
                self.fault = "the gzip file breaks off"
            try:
                content = self._unpacker.decompress(packed, len(view))
            except zlib.error as error:
                self.fault = f"the gzip file is damaged ({error})"
                return 0
            if content:
                view[: len(content)] = content
                return len(content)
        return 0


class Source:
    """An open source: `stream` gives its content, `done` of `size` bytes have been read.

    A format that must read the file several times says so in `passes`, and calls `rewind` before each further
    one; `done` and `size` then count over all of them.
    """

    def __init__(self, path: Path, file: io.BufferedReader) -> None:
        self.path = path
        self.passes = 1
        self._file = file
        self._length = path.stat().st_size
        self._passed = 0
        self._gunzip: _Gunzip | None = None
        self.stream = self._unpacked()

    @property
    def size(self) -> int:
        """Bytes to be read altogether (compressed bytes where the file is compressed)."""
        return self._length * self.passes

    @property
    def done(self) -> int:
        """Bytes read so far."""
        return self._length * self._passed + self._file.tell()

    @property
    def fault(self) -> str:
        """Why the stream ended before its end, "" where it did not."""
        return self._gunzip.fault if self._gunzip else ""

    def rewind(self) -> None:
        """Starts again from the beginning."""
        self._passed += 1
        self._file.seek(0)
        self.stream = self._unpacked()

    def _unpacked(self) -> io.BufferedReader:
        if self._file.peek(2)[:2] != _GZIP:
            return self._file
        self._gunzip = _Gunzip(self._file)
        return io.BufferedReader(self._gunzip, _BUFFER)


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """Opens the file; gzip is recognised by its first bytes. Raises `ExchangeError`."""
    if path.is_dir():
        raise ExchangeError(f"{path} is a folder.", "Choose a file in it.")
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise ExchangeError(f"There is no file at {path}.", "Check its name.") from error
    except OSError as error:
        raise ExchangeError(
            f"{path} cannot be read: {error.strerror or error}.", "Check that you may read it."
        ) from error
    with file:
        yield Source(path, file)
