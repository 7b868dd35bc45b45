"""Brings a folder of translations up to date with the texts in the source."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from app.translations.engine_texts import engine_texts
from app.translations.shown_names import shown_names

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources" / "translations"
_LANGUAGES = ("zh_CN",)
_OPTIONS = ("-silent", "-no-obsolete", "-locations", "none")


def update(folder: Path = FOLDER) -> None:
    """Writes `engine.json`, updates each .ts file with `lupdate`, and makes the .qm files with `lrelease`."""
    texts = engine_texts(ROOT)
    (folder / "engine.json").write_bytes(msgspec.json.format(msgspec.json.encode(texts)) + b"\n")
    marked = "\n".join(f'QT_TRANSLATE_NOOP("Engine", {text!r})' for text in [*texts, *shown_names()])
    with tempfile.TemporaryDirectory() as scratch:
        engine = Path(scratch, "engine.py")
        engine.write_text(marked, "utf-8")
        sources = sorted(map(str, (ROOT / "app").rglob("*.py")))
        for language in _LANGUAGES:
            ts = folder / f"eventscope_{language}.ts"
            _run("lupdate", *_OPTIONS, *sources, str(engine), "-ts", str(ts))
            _run("lrelease", "-silent", str(ts), "-qm", str(ts.with_suffix(".qm")))


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([Path(sys.executable).with_name(f"pyside6-{tool}"), *arguments], check=True)
