"""Texts in the reader's language for code that knows no Qt: presenters and plain functions.

Inside a `QObject`, `self.tr` does the same. Both are found by Qt's `lupdate` (`make translations`), which is
why the names here are Qt's own, and why no text is an f-string: `translate("Rewind", "of {0}").format(n)`.
"""

from __future__ import annotations

from typing import Protocol


class Translator(Protocol):
    """Gives what stands for `source` in the reader's language; `n` fills in `%n` and chooses the form."""

    def __call__(self, context: str, source: str, disambiguation: str | None, n: int, /) -> str: ...


def _as_written(context: str, source: str, disambiguation: str | None, n: int, /) -> str:
    return source if n < 0 else source.replace("%n", str(n))


_translator: Translator = _as_written


def translate(context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
    """`source` in the reader's language, or as written where there is no translation.

    Parameters
    ----------
    context:
        The part of the window that the text belongs to; the same text may read differently elsewhere.
    disambiguation:
        A word to the translator.
    n:
        A number that `%n` in the text stands for; the translation takes the right plural form.
    """
    return source and _translator(context, source, disambiguation, n)


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:
    """Marks a text in a table for translation; it is translated where it is shown."""
    return source


def translate_with(translator: Translator | None) -> None:
    """From now on texts come from this translator; None for texts as written."""
    global _translator  # one program has one reader
    _translator = translator or _as_written
