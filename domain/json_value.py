"""JSON values without loss: integers of any size, numbers with a fraction as `Decimal`.

A *JSON value* here is None, bool, int, Decimal, str, list or dict with str keys. A Decimal is a JSON
number that was written with a fraction or an exponent; it is written back as that number.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import msgspec

from domain.errors import Unreadable

JsonValue: TypeAlias = bool | int | Decimal | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"] | None

_decoder = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")


def decode(text: bytes | str) -> Any:
    """The JSON value that `text` spells. Raises `Unreadable` where it is not JSON."""
    try:
        return _decoder.decode(text)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        return _decode_slowly(text, error)


def encode(value: Any) -> bytes:
    """Compact UTF-8 JSON. A Decimal is written as a number, digits as they are.

    Frozen structs are written too, but their Decimals as numbers: pass them through `plain` first.
    """
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError:  # a lone surrogate: only an escape can spell it
        return json.dumps(value, default=_spell, separators=(",", ":")).encode()


def encode_pretty(value: Any, indent: int = 2) -> str:
    """The same for people: one member a line."""
    return msgspec.json.format(encode(value), indent=indent).decode()


def plain(value: Any) -> Any:
    """The JSON value of a typed state or payload: structs become dicts, Decimals strings ("19.99")."""
    return msgspec.to_builtins(value, str_keys=True)


def _decode_slowly(text: bytes | str, error: Exception) -> Any:
    # msgspec refuses lone surrogates and integers of more than some thousand digits; both are valid JSON.
    try:
        return json.loads(text, parse_float=Decimal, parse_int=_any_integer, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise Unreadable(f"This is not readable JSON: {error}.") from error


def _any_integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < 4000 else Decimal(digits)


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _spell(value: object) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} is not a JSON value")
