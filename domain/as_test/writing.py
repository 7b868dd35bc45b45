"""A scenario as a file for pytest that runs as it stands."""

from __future__ import annotations

import sys

from domain.as_test.scenario import Scenario, quoted, slug
from domain.as_test.source import Writer
from domain.decider import Rejected

_STATE = "STATE"


def write_test(scenario: Scenario, about: str = "") -> str:
    """The source of the test. Raises `Unspeakable` where a domain cannot be imported or a value not written.

    `about` is one more line of its docstring.
    """
    writer = Writer()
    body = _inferred(scenario, writer) if scenario.decider is None else _typed(scenario, writer)
    title = f"{quoted(scenario.stream)} up to version {scenario.version}, from its recorded history."
    lines = ['"""' + _safe(title)]
    more = [quoted(line) for line in ((about,) if about else ()) + scenario.notes]
    more += [
        f"Version {problem.version} does not decode and is left out: {quoted(problem.reason)}"
        for problem in scenario.left_out
    ]
    if more:
        lines += ["", *map(_safe, more)]
        lines.append('"""')
    else:
        lines[-1] += '"""'
    standard = [line for line in writer.imports if _is_standard(line)]
    others = [line for line in writer.imports if not _is_standard(line)]
    plain = ["import msgspec"] if scenario.decider is not None else []
    blocks = ["\n".join(lines)]
    blocks += ["\n".join(block) for block in (standard, plain, others) if block]
    return "\n\n".join(blocks) + "\n\n" + body


def _typed(scenario: Scenario, writer: Writer) -> str:
    decider = scenario.decider
    assert decider is not None
    aggregate = _decider_name(scenario, writer)
    given = _constant("GIVEN", list(scenario.given), writer)
    name = f"test_{slug(scenario.stream)}_version_{scenario.version}"
    if scenario.command is None:
        return "\n".join(
            [
                *given,
                *_constant(_STATE, scenario.state, writer),
                "",
                "",
                f"def {name}() -> None:",
                f"    state = {aggregate}.initial",
                "    for event in GIVEN:",
                f"        state = {aggregate}.evolve(state, event)",
                "    assert msgspec.to_builtins(state, str_keys=True) == STATE",
                "",
            ]
        )
    refused = scenario.then[:1] if scenario.then and isinstance(scenario.then[0], Rejected) else ()
    expected = _constant("THEN", refused[0] if refused else scenario.then, writer)
    lines = [
        *given,
        *_constant("WHEN", scenario.command, writer),
        *expected,
        *_constant(_STATE, scenario.state, writer),
        "",
        "",
        f"def {name}_{slug(_snake(type(scenario.command).__name__))}() -> None:",
        f"    state = {aggregate}.initial",
        "    for event in GIVEN:",
        f"        state = {aggregate}.evolve(state, event)",
        f"    decided = {aggregate}.decide(WHEN, state)",
        "    assert decided == THEN",
    ]
    if not refused:
        lines += ["    for event in decided:", f"        state = {aggregate}.evolve(state, event)"]
    return "\n".join([*lines, "    assert msgspec.to_builtins(state, str_keys=True) == STATE", ""])


def _inferred(scenario: Scenario, writer: Writer) -> str:
    merge = writer.use("domain.history.state", "INFERRED")
    return "\n".join(
        [
            *_constant("GIVEN", list(scenario.given), writer),
            *_constant(_STATE, scenario.state, writer),
            "",
            "",
            f"def test_{slug(scenario.stream)}_version_{scenario.version}() -> None:",
            f"    state = {merge}.initial",
            "    for payload in GIVEN:",
            f"        state = {merge}.evolve(state, payload)",
            "    assert state == STATE",
            "",
        ]
    )


def _constant(name: str, value: object, writer: Writer) -> list[str]:
    return [f"{name} = {writer.write(value, 0, len(name) + 3)}"]


def _decider_name(scenario: Scenario, writer: Writer) -> str:
    """The name that the decider has in the module of its functions, imported from there."""
    decider = scenario.decider
    assert decider is not None
    for module in dict.fromkeys((decider.decide.__module__, decider.evolve.__module__)):
        for name, value in vars(sys.modules[module]).items():
            if value is decider and not name.startswith("_"):
                return writer.use(module, name)
    return writer.use(decider.decide.__module__, decider.category.upper())


def _snake(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name)


def _safe(line: str) -> str:
    """Fit for a docstring in three double quotes."""
    return line.replace("\\", "\\\\").replace('"', "'")


def _is_standard(line: str) -> bool:
    return line.split()[1].partition(".")[0] in sys.stdlib_module_names
