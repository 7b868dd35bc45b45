"""Brings the translations up to date with the texts in the source: `make translations`."""

from __future__ import annotations

from app.translations.update import update

update()
