"""What a command's or event's fields are: the source of forms, help and validation.

Read from the struct's types through `msgspec.inspect`, so that nothing is said twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

import msgspec
from msgspec import inspect

from domain.errors import InvalidCommand

_LISTS = (list, tuple, set, frozenset)


class Kind(StrEnum):
    """What a person enters for a field."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    GROUP = "group"
    LIST = "list"
    JSON = "json"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field. `path` is dotted ("address.street"); `fields` are a group's members, `item` a list's.

    `help` is the text of its `msgspec.Meta(description=...)`, `examples` likewise; `pattern` is a regular
    expression searched for in a text; bounds are inclusive.
    """

    path: str
    name: str
    kind: Kind
    required: bool = True
    optional: bool = False
    default: Any = None
    title: str = ""
    help: str = ""
    examples: tuple[Any, ...] = ()
    minimum: int | float | None = None
    maximum: int | float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    choices: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    item: Field | None = None

    def leaves(self) -> Iterator[Field]:
        """This field, or the fields below it that hold a value of their own."""
        if self.kind is Kind.GROUP:
            for field in self.fields:
                yield from field.leaves()
        else:
            yield self


@cache
def fields_of(struct: type, prefix: str = "") -> tuple[Field, ...]:
    """The fields of a struct type in the order they are declared."""
    info = inspect.type_info(struct)
    if not isinstance(info, inspect.StructType):
        raise TypeError(f"{struct!r} is no struct")
    return tuple(
        _field(field.encode_name, field.type, prefix, field.required, field.default) for field in info.fields
    )


def field_of(annotation: Any, name: str) -> Field:
    """The field that a single annotated type asks for, e.g. a stream's key."""
    return _field(name, inspect.type_info(annotation), "", True, msgspec.NODEFAULT)


def _field(name: str, info: inspect.Type, prefix: str, required: bool, default: Any) -> Field:
    path = f"{prefix}{name}"
    schema: Mapping[str, Any] = {}
    optional = False
    while True:
        if isinstance(info, inspect.Metadata):
            schema = {**(info.extra_json_schema or {}), **schema}
            info = info.type
        elif isinstance(info, inspect.UnionType) and info.includes_none:
            optional = True
            (info, *others) = [kind for kind in info.types if not isinstance(kind, inspect.NoneType)]
            if others:
                info = inspect.AnyType()
        else:
            break
    common: dict[str, Any] = {
        "path": path,
        "name": name,
        "required": required and not optional,
        "optional": optional,
        "default": None if default in (msgspec.NODEFAULT, msgspec.UNSET) else default,
        "title": schema.get("title", name.replace("_", " ").capitalize()),
        "help": schema.get("description", ""),
        "examples": tuple(schema.get("examples", ())),
    }
    match info:
        case inspect.StrType():
            return Field(
                kind=Kind.TEXT,
                min_length=info.min_length,
                max_length=info.max_length,
                pattern=info.pattern,
                **common,
            )
        case inspect.IntType():
            low = info.ge if info.ge is not None else None if info.gt is None else info.gt + 1
            high = info.le if info.le is not None else None if info.lt is None else info.lt - 1
            return Field(kind=Kind.INTEGER, minimum=low, maximum=high, **common)
        case inspect.FloatType() | inspect.DecimalType():
            return Field(kind=Kind.DECIMAL, **common)
        case inspect.BoolType():
            return Field(kind=Kind.BOOLEAN, **common)
        case inspect.EnumType():
            return Field(kind=Kind.CHOICE, choices=tuple(str(member.value) for member in info.cls), **common)
        case inspect.LiteralType():
            return Field(kind=Kind.CHOICE, choices=tuple(map(str, info.values)), **common)
        case inspect.StructType():
            return Field(kind=Kind.GROUP, fields=fields_of(info.cls, f"{path}."), **common)
        case inspect.ListType() | inspect.VarTupleType() | inspect.SetType() | inspect.FrozenSetType():
            item = _field("item", info.item_type, f"{path}.", True, msgspec.NODEFAULT)
            return Field(kind=Kind.LIST, item=item, **common)
        case _:
            return Field(kind=Kind.JSON, **common)


def check(struct: type, value: Mapping[str, Any], title: str) -> Any:
    """`value` (a JSON value) as an instance of `struct`. Raises `InvalidCommand` naming every wrong field."""
    problems = tuple(_problems(struct, value, ""))
    if not problems:
        try:
            return msgspec.convert(value, struct, strict=True)
        except (msgspec.ValidationError, ValueError, TypeError) as error:
            problems = (("", _sentence(str(error))),)
    path, message = problems[0]
    more = f" ({len(problems) - 1} more)" if len(problems) > 1 else ""
    raise InvalidCommand(
        f"{title}: {path + ': ' if path else ''}{message}{more}",
        "Correct the values and issue it again. Nothing was written.",
        problems,
    )


def _problems(struct: type, value: object, prefix: str) -> Iterator[tuple[str, str]]:
    if not isinstance(value, Mapping):
        yield prefix.rstrip("."), "expected an object with members"
        return
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    members = {member.encode_name: member for member in info.fields}
    annotations = msgspec.structs.fields(struct)
    for declared, field in zip(annotations, fields_of(struct, prefix), strict=True):
        if field.name not in value:
            if members[field.name].required:
                yield field.path, "is needed"
            continue
        given = value[field.name]
        if field.kind is Kind.GROUP and isinstance(given, Mapping):
            inner = list(_problems(_struct_of(declared.type), given, f"{field.path}."))
            if inner:
                yield from inner
                continue
        if field.kind is Kind.LIST and isinstance(given, list | tuple) and field.item is not None:
            inner = list(_item_problems(declared.type, given, field))
            if inner:
                yield from inner
                continue
        yield from _value_problems(declared.type, given, field)
    for name in value:
        if name not in members:
            yield f"{prefix}{name}", f"is not a field here; the fields are {', '.join(members)}"


def _item_problems(annotation: Any, given: Sequence[Any], field: Field) -> Iterator[tuple[str, str]]:
    """What is wrong with single items of a list, each under its own path ("items.2.name")."""
    item = field.item
    assert item is not None
    if item.kind is Kind.GROUP:
        struct = _struct_of(_item_annotation(annotation))
        for number, value in enumerate(given):
            yield from _problems(struct, value, f"{field.path}.{number}.")
        return
    for number, value in enumerate(given):
        placed = msgspec.structs.replace(item, path=f"{field.path}.{number}")
        yield from _value_problems(_item_annotation(annotation), value, placed)


def _item_annotation(annotation: Any) -> Any:
    """The type of a list's items, whatever stands around the list (`Annotated`, `| None`)."""
    while get_origin(annotation) not in _LISTS:
        if annotation in _LISTS:
            return Any
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    return get_args(annotation)[0]


def _value_problems(annotation: Any, given: object, field: Field) -> Iterator[tuple[str, str]]:
    try:
        msgspec.convert(given, annotation, strict=True)
    except (msgspec.ValidationError, ValueError, TypeError, InvalidOperation) as error:
        yield field.path, explain(field, given, str(error))


def _struct_of(annotation: Any) -> type:
    info = inspect.type_info(annotation)
    while True:
        if isinstance(info, inspect.Metadata):
            info = info.type
        elif isinstance(info, inspect.UnionType):
            info = next(kind for kind in info.types if not isinstance(kind, inspect.NoneType))
        else:
            break
    assert isinstance(info, inspect.StructType)
    return info.cls


def explain(field: Field, given: object, error: str) -> str:
    """What is wrong with `given`, in plain words."""
    match field.kind:
        case Kind.INTEGER if isinstance(given, int) and not isinstance(given, bool):
            if field.minimum is not None and given < field.minimum:
                return f"must be {field.minimum} or more"
            if field.maximum is not None and given > field.maximum:
                return f"must be {field.maximum} or less"
        case Kind.INTEGER:
            return "must be a whole number"
        case Kind.DECIMAL:
            return "must be a number, e.g. 19.99"
        case Kind.BOOLEAN:
            return "must be yes or no (true or false)"
        case Kind.CHOICE:
            return f"must be one of {', '.join(field.choices)}"
        case Kind.TEXT if isinstance(given, str):
            return _text_problem(field, given, error)
        case Kind.TEXT:
            return "must be a text"
        case _:
            pass
    return _sentence(error)


def _text_problem(field: Field, given: str, error: str) -> str:
    if field.min_length is not None and len(given) < field.min_length:
        return "must not be empty" if not given else f"must have at least {field.min_length} characters"
    if field.max_length is not None and len(given) > field.max_length:
        return f"must have at most {field.max_length} characters; it has {len(given)}"
    if not given.strip():
        return "must not be blank"
    if field.pattern and not re.search(field.pattern, given):
        wanted = field.help or f"must match {field.pattern}"
        return f"{wanted}, e.g. {field.examples[0]}" if field.examples else wanted
    return _sentence(error)


def _sentence(error: str) -> str:
    text = re.sub(r" - at `\$[^`]*`$", "", error).strip()
    return text or "is not valid"


def readable_number(text: str) -> Decimal | None:
    """The number that a person typed, or None where it is none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
