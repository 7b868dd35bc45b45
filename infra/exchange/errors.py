"""The expected faults of import and export."""

from __future__ import annotations

from domain.errors import DomainError


class ExchangeError(DomainError):
    """Something about a file to import or to export to."""


class UnknownFormat(ExchangeError):
    """The content is none of the formats that can be imported."""


class UnsupportedFormat(ExchangeError):
    """The format is known, but cannot be read."""


class NothingToImport(ExchangeError):
    """Not one event could be read."""
