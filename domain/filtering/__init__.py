"""The filter language: which events a person means, as text, as a tree, and applied to an event."""

from domain.filtering.completion import completions
from domain.filtering.errors import FilterError
from domain.filtering.evaluation import matches
from domain.filtering.expression import Expression
from domain.filtering.parser import parse
from domain.filtering.writing import condition, literal, write

__all__ = ["Expression", "FilterError", "completions", "condition", "literal", "matches", "parse", "write"]
