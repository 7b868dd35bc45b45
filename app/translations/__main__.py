"""Brings the translations up to date with the texts in the source: `make translations`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from app.translations.engine_texts import engine_texts
from app.translations.shown_names import shown_names

_ROOT = Path(__file__).parents[2]
_FOLDER = _ROOT / "resources" / "translations"
_LANGUAGES = ("zh_CN",)
_OPTIONS = ("-silent", "-no-obsolete", "-locations", "none")


def main() -> None:
    """Writes `engine.json`, updates each .ts file with `lupdate`, and makes the .qm files with `lrelease`."""
    texts = engine_texts(_ROOT)
    (_FOLDER / "engine.json").write_bytes(msgspec.json.format(msgspec.json.encode(texts)) + b"\n")
    marked = "\n".join(f'QT_TRANSLATE_NOOP("Engine", {text!r})' for text in [*texts, *shown_names()])
    with tempfile.TemporaryDirectory() as folder:
        engine = Path(folder, "engine.py")
        engine.write_text(marked, "utf-8")
        sources = sorted(map(str, (_ROOT / "app").rglob("*.py")))
        for language in _LANGUAGES:
            ts = _FOLDER / f"eventscope_{language}.ts"
            _run("lupdate", *_OPTIONS, *sources, str(engine), "-ts", str(ts))
            _run("lrelease", "-silent", str(ts), "-qm", str(ts.with_suffix(".qm")))


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([Path(sys.executable).with_name(f"pyside6-{tool}"), *arguments], check=True)


main()
