"""`eventscope branch` and `replay` as a script uses them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from app.cli import hash_seeds
from app.demo.scenario import DEFAULT, find_scenario
from app.demo.stage import play_instantly
from infra.open_log import OpenLog
from tests.app.cli.shell import Shell

MISTAKE = 30


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("played") / "s.eventlog"
    log = OpenLog.open(path, create=True)
    play_instantly(log, find_scenario(DEFAULT, log.registry))
    log.close()
    return path


@pytest.fixture
def shell(tmp_path: Path, played: Path) -> Shell:
    shutil.copy(played, tmp_path)
    return Shell(tmp_path)


def test_the_price_mistake_is_dropped_saved_opened_again_and_exported(shell: Shell) -> None:
    told: dict[str, Any] = shell.json(
        "branch", "s.eventlog", "--drop", str(MISTAKE), "--save", "m.eventbranch", "--export", "m.jsonl"
    )
    assert told["position"] == MISTAKE
    (undo,) = told["commands"]
    assert undo["trunk"]["status"] == "succeeded"
    assert undo["branch"]["events"] == []
    (stream,) = told["streams"]
    assert stream == {"stream": "Product/P-1", "trunk": 5, "branch": 3, "changes": []}
    again = shell.json("branch", "s.eventlog", "--edits", "m.eventbranch")
    assert again == told
    lines = (shell.folder / "m.jsonl").read_text().splitlines()
    assert len(lines) == told["events"]
    assert shell.json("import", "m.jsonl", "--into", "m.eventlog")["events"] == told["events"]


def test_an_edit_that_does_not_decode_is_told_and_exits_1(shell: Shell) -> None:
    edits = [{"edit": "change", "event": MISTAKE, "data": {"price": "cheap"}}]
    (shell.folder / "edits.json").write_text(json.dumps(edits))
    done = shell.run("branch", "s.eventlog", "--at", "30", "--edits", "edits.json", "--json")
    assert done.returncode == 1
    assert "Edit 1 was left out: The payload does not decode as PriceChanged" in done.stderr
    assert json.loads(done.stdout)["problems"][0]["edit"] == 0


def test_a_person_reads_what_is_different(shell: Shell) -> None:
    edits = [{"edit": "issue", "stream": "Product/P-2", "command": "ReceiveStock", "data": {"quantity": 5}}]
    (shell.folder / "edits.json").write_text(json.dumps(edits))
    done = shell.run("branch", "s.eventlog", "--at", "15", "--edits", "edits.json")
    assert done.returncode == 0, done.stderr
    assert "rejected" in done.stdout
    assert "Read models" in done.stdout
    assert "/status" in done.stdout
    same = shell.run("branch", "s.eventlog", "--at", "15", "--no-read-models")
    assert "Nothing is different on this branch." in same.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--at", "3", "--then", "else"), 2, "Choose one of"),
        ((), 2, "--at POSITION"),
        (("--at", "3", "--edits", "absent.json"), 2, "cannot be read"),
        (("--at", "3", "--edits", "absent.eventbranch"), 1, "absent.eventbranch"),
    ],
)
def test_wrong_use_is_told(shell: Shell, arguments: tuple[str, ...], code: int, said: str) -> None:
    done = shell.run("branch", "s.eventlog", *arguments)
    assert done.returncode == code
    assert said in done.stderr


def test_the_shop_decides_again_as_it_did(shell: Shell) -> None:
    told = shell.json("replay", "s.eventlog", "Order")
    assert told["checked"] == told["commands"] > 0
    assert told["differences"] == []
    assert "0 would end otherwise" in shell.run("replay", "s.eventlog", "Product").stdout
    assert shell.run("replay", "s.eventlog", "Ordr").returncode == 1


def test_the_shop_decides_alike_under_other_hash_seeds(shell: Shell) -> None:
    told = shell.json("replay", "s.eventlog", "Product", "--hash-seeds", "1")
    assert (told["hash_seeds"], told["undetermined"]) == (1, [])
    assert (
        "Under 1 other hash seed " in shell.run("replay", "s.eventlog", "Product", "--hash-seeds", "1").stdout
    )


def test_what_ends_otherwise_in_another_process_is_undetermined(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry(id: str, *types: str) -> dict[str, Any]:
        named = {"command": "Deposit", "stream": "Account/A", "version": 1, "command_id": id}
        return {**named, "now": [{"type": type, "data": {}} for type in types]}

    seeds: list[int] = []

    def elsewhere(_source: str, _category: str, seed: int) -> dict[str, Any]:
        seeds.append(seed)
        return {"differences": [entry("same", "A"), entry("other", "B"), entry("theirs", "C")]}

    monkeypatch.setattr(hash_seeds, "_replayed", elsewhere)
    monkeypatch.setenv("PYTHONHASHSEED", "2")
    mine = {"differences": [entry("same", "A"), entry("other", "A"), entry("mine", "A")]}
    found = hash_seeds.undetermined(mine, "s.eventlog", "Account", 3)
    assert {each["command_id"] for each in found} == {"other", "theirs", "mine"}
    assert seeds == [1, 3, 4]
