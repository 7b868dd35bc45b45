"""A line of text that remembers what was filled into it, so that another language can say the same."""

from __future__ import annotations

from typing import Self


class Phrase(str):
    """The template with the values filled in, an ordinary text: `Phrase("{0} for {1}", 2, "O-1")`.

    `template` and `values` are what it was made of; `app.translations` finds the templates in the source.
    """

    template: str
    values: tuple[object, ...]

    def __new__(cls, template: str, *values: object) -> Self:
        made = super().__new__(cls, template.format(*values))
        made.template, made.values = template, values
        return made
