"""IEEE XES: cases become streams, activities event types; every attribute is kept.

Read with expat as it streams by, case by case. A DOCTYPE is refused: entities could make a small file fill
the memory, or read other files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from xml.parsers import expat

import msgspec

from domain.event import moment
from domain.identity import uuid7
from infra.exchange import json_text
from infra.exchange.errors import UnsupportedFormat
from infra.exchange.reader import Report, stored_name, untimed_note
from infra.exchange.source import Source
from infra.exchange.times import stored_microseconds
from infra.exchange.xes_attributes import Attributes, Node, raw_texts
from infra.log.bulk import Incoming

_CHUNK = 1 << 16
_DEEPEST = 200
_NO_ACTIVITY = "(no activity)"
_DECLARATIONS = {"extension": "extensions", "classifier": "classifiers"}


class _Event(msgspec.Struct, gc=False):
    """An event that waits for the end of its case."""

    line: int
    activity: str
    time: int
    data: str
    metadata: list[tuple[str, str]]


class Xes:
    """Reads one file."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source = source
        self._report = report
        self._parser = expat.ParserCreate(namespace_separator="\n")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartNamespaceDeclHandler = self._namespace
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._open: list[Node] = []
        self._case: list[_Event] | None = None
        self._case_nodes: list[Node] = []
        self._cases = 0
        self._count = 0
        self._names: set[str] = set()
        self._ready: list[Incoming] = []
        self._log_xml: dict[str, str] = {}
        self._log_nodes: list[Node] = []
        self._empty_cases: list[str] = []
        self._time = 0
        self._untimed = 0

    def events(self) -> Iterator[Incoming]:
        try:
            while chunk := self._source.stream.read(_CHUNK):
                self._parser.Parse(chunk, False)
                yield from self._taken()
            self._parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            fault = self._source.fault or f"the XML is broken: {error}"
            self._report(self._parser.CurrentLineNumber, f"Nothing more can be read from here: {fault}.")
            self._end_case()
        yield from self._taken()

    def about_the_file(self) -> list[tuple[str, str]]:
        groups: dict[str, list[str]] = {"extensions": [], "globals": [], "classifiers": []}
        attributes = []
        for node in self._log_nodes:
            if node.tag in _DECLARATIONS and not node.children:
                groups[_DECLARATIONS[node.tag]].append(raw_texts(node.xml))
            elif node.tag == "global":
                declared = Attributes(node.children)
                parts = [("xml", raw_texts(node.xml)), ("attributes", declared.object()), *declared.about()]
                groups["globals"].append(json_text.joined(parts))
            else:
                attributes.append(node)
        about = [("xml", raw_texts(self._log_xml))] if self._log_xml else []
        about += [(name, f"[{','.join(raws)}]") for name, raws in groups.items() if raws]
        own = Attributes(attributes)
        if attributes:
            about += [("attributes", own.object()), *own.about()]
        if self._empty_cases:
            about.append(("empty_cases", f"[{','.join(self._empty_cases)}]"))
        return [("log", json_text.joined(about))] if about else []

    def notes(self) -> list[str]:
        return untimed_note(self._untimed)

    def close(self) -> None:
        """Lets go of the parser, which holds on to this object."""
        self._parser.StartElementHandler = None
        self._parser.EndElementHandler = None
        self._parser.CharacterDataHandler = None
        self._parser.StartNamespaceDeclHandler = None
        self._parser.StartDoctypeDeclHandler = None

    def _taken(self) -> list[Incoming]:
        ready, self._ready = self._ready, []
        return ready

    def _start(self, name: str, xml: dict[str, str]) -> None:
        node = Node(
            _local(name), {_local(key): text for key, text in xml.items()}, self._parser.CurrentLineNumber
        )
        depth = len(self._open)
        if depth >= _DEEPEST:
            raise UnsupportedFormat(
                f"Elements are nested more than {_DEEPEST} deep (line {node.line}).",
                "No XES log needs that; check the file.",
            )
        if depth == 0:
            self._log_xml.update(node.xml)
        elif depth == 1 and node.tag == "trace":
            self._case, self._case_nodes = [], []
            self._cases += 1
        self._open.append(node)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        depth = len(self._open)
        if depth == 0:
            return
        if depth == 1 and node.tag == "trace":
            if node.xml or node.text.strip():
                self._case_nodes.append(Node("trace", node.xml, node.line, node.text))
            self._end_case()
        elif depth == 1 and node.tag == "event":
            self._loose_event(node)
        elif depth == 1:
            self._log_nodes.append(node)
        elif depth == 2 and self._case is not None and self._open[1].tag == "trace":
            if node.tag == "event":
                self._case.append(self._event(node))
            else:
                self._case_nodes.append(node)
        else:
            self._open[-1].children.append(node)

    def _text(self, text: str) -> None:
        if self._open and not text.isspace():
            self._open[-1].text += text

    def _namespace(self, prefix: str | None, uri: str) -> None:
        if not self._open:
            self._log_xml[f"xmlns:{prefix}" if prefix else "xmlns"] = uri

    def _refuse_doctype(self, *_: object) -> None:
        raise UnsupportedFormat(
            f"{self._source.path} has a DOCTYPE, which an XES log does not need and which can hide harm.",
            "Remove the <!DOCTYPE ...> at its beginning, if you trust the file, and import it again.",
        )

    def _event(self, node: Node) -> _Event:
        attributes = Attributes(node.children)
        texts = attributes.texts
        time = stored_microseconds(texts.get("time:timestamp", ""))
        if time is None:
            self._untimed += 1
        else:
            self._time = time
        source = [("format", '"XES"'), *attributes.about()]
        if node.xml:
            source.append(("xml", raw_texts(node.xml)))
        if node.text.strip():
            source.append(("text", json_text.quoted(node.text)))
        metadata = [("source", json_text.joined(source))]
        if texts.get("org:resource"):
            metadata.insert(0, ("actor", json_text.quoted(texts["org:resource"])))
        return _Event(
            node.line, texts.get("concept:name") or _NO_ACTIVITY, self._time, attributes.object(), metadata
        )

    def _end_case(self) -> None:
        """The case's events are ready: now its name and attributes are known wherever they stood."""
        if self._case is None:
            return
        case, self._case = self._case, None
        attributes = Attributes(self._case_nodes)
        about = json_text.joined([("attributes", attributes.object()), *attributes.about()])
        if not case:
            self._empty_cases.append(about)
            return
        case[0].metadata.append(("case", about))
        stream = f"Case/{self._free_name(attributes.texts.get('concept:name', ''))}"
        for event in case:
            self._give(stream, event)

    def _free_name(self, wanted: str) -> str:
        name = wanted or f"case {self._cases}"
        free, times = name, 1
        while free in self._names:
            times += 1
            free = f"{name} ({times})"
        self._names.add(free)
        return free

    def _loose_event(self, node: Node) -> None:
        self._give(f"Event/{stored_name(self._source.path.name)}", self._event(node))

    def _give(self, stream: str, event: _Event) -> None:
        self._count += 1
        seed = hashlib.blake2b(
            f"xes {self._count} {stream}\n{event.activity}\n{event.data}".encode(), digest_size=10
        ).digest()
        self._ready.append(
            Incoming(
                event.line,
                uuid7(moment(event.time), seed).bytes,
                stream,
                0,
                0,
                event.activity,
                1,
                event.time,
                event.data.encode(),
                json_text.joined(event.metadata).encode(),
            )
        )


def _local(name: str) -> str:
    return name.rpartition("\n")[2]
