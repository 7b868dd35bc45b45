"""The grammar of filters, for lark's LALR parser."""

from __future__ import annotations

from functools import cache

from lark import Lark

_CALL = '    | WORD "(" WORD ")" -> called\n'

# A word runs up to a space or a sign that means something; after a dot it may go on in quotes: data."a b".
_SIGNS = r"\s\"'()=!<>~,"
_WORD = rf'(?:[^{_SIGNS}]|(?<=\.)"(?:[^"\\]|\\.)*")+'
_END = rf"(?![^{_SIGNS}])"

GRAMMAR = rf"""
start: disjunction

?disjunction: conjunction
    | conjunction (OR conjunction)+ -> any_of
?conjunction: negation
    | negation (AND negation)+ -> all_of
?negation: condition
    | NOT negation -> negated
?condition: "(" disjunction ")"
    | WORD OPERATOR value -> comparison
    | WORD IN "(" value ("," value)* ")" -> one_of
    | WORD CONTAINS value -> contains
    | WORD GLOB value -> glob
    | WORD -> word
    | QUOTED -> quoted
$call
?value: WORD | QUOTED

AND.2: /and{_END}/i
OR.2: /or{_END}/i
NOT.2: /not{_END}/i
IN.2: /in{_END}/i
CONTAINS.2: /contains{_END}/i
GLOB: "~"
OPERATOR: /!=|<=|>=|==?|<|>/
QUOTED: /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/s
WORD: /{_WORD}/s

%ignore /\s+/
"""


@cache
def parser(*, with_calls: bool = False) -> Lark:
    """The parser, made when it is first needed; its trees are plain lark trees.

    `with_calls` lets `name(field)` be a condition, as it is in predicates.
    """
    grammar = GRAMMAR.replace("$call", _CALL if with_calls else "")
    return Lark(grammar, parser="lalr", lexer="basic", maybe_placeholders=False)
