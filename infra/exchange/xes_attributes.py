"""XES attributes as JSON, with a note of whatever JSON alone does not say."""

from __future__ import annotations

import re

import msgspec

from infra.exchange import json_text

_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_IMPLIED = {"time:timestamp": "date", "identity:id": "id"}  # what the standard's own keys always are


class Node(msgspec.Struct):
    """An XML element: local name, XML attributes, the text inside, child elements, and its line."""

    tag: str
    xml: dict[str, str]
    line: int
    text: str = ""
    children: list[Node] = []


class Attributes:
    """The attributes of one XES element, converted.

    `members` are names and raw JSON values. `types` names the XES type where the JSON value does not tell it,
    by JSON Pointer; `others` is everything else that stands in the XML, as raw JSON values.
    """

    def __init__(self, nodes: list[Node]) -> None:
        self.types: list[tuple[str, str]] = []
        self.others: list[str] = []
        self.texts: dict[str, str] = {}
        self.members = self._members(nodes, "", top=True)

    def about(self) -> list[tuple[str, str]]:
        """`types` and `others` as members, where there are any."""
        about = []
        if self.types:
            about.append(("types", json_text.joined([(at, json_text.quoted(tag)) for at, tag in self.types])))
        if self.others:
            about.append(("others", f"[{','.join(self.others)}]"))
        return about

    def object(self) -> str:
        """The members as a JSON object."""
        return json_text.joined(self.members)

    def _members(self, nodes: list[Node], path: str, *, top: bool = False) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for node in nodes:
            key = node.xml.get("key")
            if key is None:
                self.others.append(raw_node(node, path))
                continue
            if top:
                self.texts.setdefault(key, node.xml.get("value", ""))
            name, times = key, 1
            while name in found:  # a key should be there once; if it is not, both stay
                times += 1
                name = f"{key}#{times}"
            found[name] = self._value(node, f"{path}/{name.replace('~', '~0').replace('/', '~1')}")
        return list(found.items())

    def _value(self, node: Node, path: str) -> str:
        unexpected = {name: text for name, text in node.xml.items() if name not in ("key", "value")}
        if unexpected or node.text.strip():
            self.others.append(raw_node(Node(node.tag, unexpected, node.line, node.text), path))
        if node.tag == "list":
            return self._list(node, path)
        if node.tag == "container" and "value" not in node.xml:
            return json_text.joined(self._members(node.children, path))
        raw, told = _simple(node.tag, node.xml.get("value"))
        if node.children:
            children = json_text.joined(self._members(node.children, f"{path}/attributes"))
            raw, told = f'{{"value":{raw},"attributes":{children}}}', False
        if not told and (node.children or _IMPLIED.get(node.xml["key"]) != node.tag):
            self.types.append((path, node.tag))
        return raw

    def _list(self, node: Node, path: str) -> str:
        values = [child for child in node.children if child.tag == "values" and "key" not in child.xml]
        items = [inner for child in values for inner in child.children]
        rest = [child for child in node.children if child not in values]
        if not values:  # older files have the items in the list itself
            items, rest = rest, []
        inside = [
            json_text.joined(self._members([item], f"{path}/{index}")) for index, item in enumerate(items)
        ]
        raw = f"[{','.join(inside)}]"
        if not rest and "value" not in node.xml:
            return raw
        self.types.append((path, "list"))
        also = [("attributes", json_text.joined(self._members(rest, f"{path}/attributes")))]
        if "value" in node.xml:
            also.append(("value", json_text.quoted(node.xml["value"])))
        return json_text.joined([("values", raw), *also])


def _simple(tag: str, text: str | None) -> tuple[str, bool]:
    """The raw JSON value of an attribute without children, and whether it tells its XES type."""
    if text is None:
        return "null", False
    if tag == "int" and _INTEGER.fullmatch(text):
        return text, True
    if tag == "float" and _NUMBER.fullmatch(text):
        return text, not _INTEGER.fullmatch(text)
    if tag == "boolean" and text in ("true", "false"):
        return text, True
    return json_text.quoted(text), tag == "string"


def raw_node(node: Node, path: str = "") -> str:
    """An element that is no attribute, as a raw JSON value."""
    parts = [("element", json_text.quoted(node.tag))]
    if path:
        parts.insert(0, ("at", json_text.quoted(path)))
    if node.xml:
        parts.append(("xml", raw_texts(node.xml)))
    if node.text.strip():
        parts.append(("text", json_text.quoted(node.text)))
    if node.children:
        parts.append(("children", f"[{','.join(raw_node(child) for child in node.children)}]"))
    return json_text.joined(parts)


def raw_texts(texts: dict[str, str]) -> str:
    """Texts by name as a raw JSON object."""
    return json_text.joined([(name, json_text.quoted(text)) for name, text in texts.items()])
