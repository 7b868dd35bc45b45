"""Every text is translated, and the files of translations are those of the source."""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from app.translations.update import FOLDER, ROOT, update

_TS = "eventscope_zh_CN.ts"
_BLANK = re.compile(r"\{\d*\}|%n|<[^>]+>")
_AS_IT_IS = re.compile(r"[^A-Za-z]*(Enter|Python \(\*\.py\)|UTC|\{\d+\}[ %s]*)?[^A-Za-z]*")


class Message(msgspec.Struct, frozen=True):
    """A text of the program and what it is in Chinese."""

    context: str
    source: str
    translation: str
    is_finished: bool


def messages() -> Iterator[Message]:
    for context in ElementTree.parse(FOLDER / _TS).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield Message(
                context.findtext("name", ""),
                message.findtext("source", ""),
                "".join(translation.itertext()),
                translation.get("type") is None,
            )


def test_every_text_is_translated() -> None:
    assert [each for each in messages() if not each.is_finished or not each.translation.strip()] == []


def test_translations_keep_what_is_filled_in() -> None:
    odd = [
        each
        for each in messages()
        if Counter(_BLANK.findall(each.source)) != Counter(_BLANK.findall(each.translation))
    ]
    assert odd == []


def test_no_translation_is_the_english_text() -> None:
    same = [each.source for each in messages() if each.source == each.translation]
    assert [text for text in same if not _AS_IT_IS.fullmatch(text)] == []


def test_the_files_are_those_of_the_source(tmp_path: Path) -> None:
    """Where this fails: `make translations`, then translate what is new."""
    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    update(tmp_path)
    for file in FOLDER.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_no_text_is_hidden_in_an_f_string() -> None:
    """Qt's lupdate does not look there."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "app").rglob("*.py")
        for joined in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and _is_literal_translation(call)
    ]
    assert hidden == []


def _is_literal_translation(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in ("tr", "translate") and isinstance(call.args[-1], ast.Constant)


@pytest.mark.parametrize("name", ["engine.json", "eventscope_zh_CN.qm"])
def test_what_the_program_reads_is_there(name: str) -> None:
    assert (FOLDER / name).stat().st_size > 0
