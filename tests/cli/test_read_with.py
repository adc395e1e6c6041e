from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.claims.proposing.marking import MADE_BY, marking, model
from tests.cli.conftest import Call

from detente.claims.proposing.pipeline import Marked, Model, ModelError
from detente.cli import read_with
from detente.errors import Fault

Ask = Callable[..., Any]
Install = Callable[[Callable[[], Model | None]], None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    return lambda find: monkeypatch.setattr(read_with, "installed", find)


@pytest.fixture
def page(case: Path) -> Path:
    path = case / "page.txt"
    path.write_text("Some 300 people left the valley. Then Ana Sol came.\n", "utf-8")
    return path


def _fails(_: str) -> list[Marked]:
    raise RuntimeError("shapes differ")


def _unusable() -> Model | None:
    raise ModelError(Fault("the installed model fails: it is damaged", "Install it anew.", severity="warning"))


def test_a_model_adds_and_is_named(case: Path, page: Path, ask: Ask, call: Call, install: Install) -> None:
    install(lambda: marking(PERSON="Ana Sol"))
    alone, found = (ask("read", page, "--case", case, *more) for more in (["--no-model"], []))
    assert (alone["model"], found["model"]) == (None, MADE_BY)
    assert [one for one in found["proposals"] if one["made_by"] != MADE_BY] == alone["proposals"]
    [added] = [one for one in found["proposals"] if one["made_by"] == MADE_BY]
    assert (added["slot"], added["kind"], added["status"]) == ("ana_sol.called[name]", "alias", "proposed")
    words = " ".join(call("read", page, "--case", case).stdout.split())
    assert f"{len(found['proposals'])} proposals, 1 of them by {MADE_BY}." in words
    assert f"to the model a person; by {MADE_BY}" in words
    assert "by rules alone." in call("read", page, "--case", case, "--no-model").stdout


def test_without_a_model_the_rules_propose_alone(case: Path, page: Path, ask: Ask, install: Install) -> None:
    install(lambda: None)
    found = ask("read", page, "--case", case)
    assert found["model"] is None
    assert found["proposals"]


@pytest.mark.parametrize(("find", "why"), [(_unusable, "it is damaged"), (lambda: model(_fails), "shapes differ")])
def test_a_broken_model_is_a_warning(
    case: Path, page: Path, ask: Ask, call: Call, install: Install, find: Callable[[], Model | None], why: str
) -> None:
    alone = ask("read", page, "--case", case, "--no-model")
    install(find)
    result = call("read", page, "--case", case, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == alone
    assert result.stderr.startswith("warning: ")
    assert why in result.stderr


def test_a_case_of_ones_own_gets_what_the_model_adds(page: Path, ask: Ask, call: Call, install: Install) -> None:
    install(lambda: marking(PERSON="Ana Sol"))
    assert call("new", "mine").exit_code == 0
    here = ("--into", "mine", "--published", "2021-03-04")
    alone = ask("read", page, *here, "--no-model")
    again = ask("read", page, *here)
    assert (alone["model"], again["model"], again["new"]) == (None, MADE_BY, 1)
    other = page.with_name("autre.txt")
    other.write_text("Environ 300 personnes ont quitté la vallée. Puis Ana Sol est venue.\n", "utf-8")
    foreign = ask("read", other, *here, "--source", "foreign", "--language", "fr")
    assert (foreign["model"], foreign["proposals"]) == (None, [])


def test_nothing_else_looks_for_a_model() -> None:
    code = "import sys, detente.cli.main, detente.cases.reader, detente.cases.intake\n"
    code += "sys.exit(any(name.split('.')[0] in ('spacy', 'thinc', 'torch') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
