"""Reads the questions of this folder and looks up what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.cli.running import ask as run_command

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.ask import Library
from detente.claims.model import Claim
from detente.names.yamlfile import read_yaml

HERE = Path(__file__).parent
ASIDE = "measured_only"


@dataclass(frozen=True)
class Asked:
    """A question, the claims it needs as ``slot or slot in source``, and where they must come back."""

    file: str
    ask: str
    needs: tuple[str, ...]
    within: int = 10
    commands: tuple[tuple[str, ...], ...] = ()


def questions() -> list[Asked]:
    """Every question of the folder, file by file."""
    return [_asked(path.stem, raw) for path in sorted(HERE.glob("*.yaml")) for raw in read_yaml(path)]


def _asked(file: str, raw: dict[str, Any]) -> Asked:
    commands = tuple(tuple(command) for command in raw.get("with", ()))
    return Asked(file, raw["ask"], tuple(raw["needs"]), raw.get("within", 10), commands)


@cache
def case() -> Case:
    return load_case("south-caucasus")


@cache
def library() -> Library:
    read = case()
    claims = [c for c in read.claims if c.status == "accepted" and read.sources[c.source].kind != "series"]
    return Library(claims, read.entities, read.sources)


def by_ask(asked: Asked) -> Asked:
    """The same question put to ``detente ask``, also where another command serves better."""
    return replace(asked, commands=())


@cache
def places(asked: Asked) -> tuple[int | None, ...]:
    """For each claim needed the row in which it comes, from 1; None where it doesn't."""
    rows = _rows(asked.commands) if asked.commands else [one.claim for one in library().rank(asked.ask).claims]
    return tuple(next((row for row, claim in enumerate(rows, 1) if fits(claim, need)), None) for need in asked.needs)


def _rows(commands: Sequence[Sequence[str]]) -> list[Claim]:
    by_id = {claim.id: claim for claim in case().claims}
    found: list[Claim] = []
    for name, *options in commands:
        with patch(f"detente.cli.{name}.load_case", return_value=case()):  # read once for all questions
            document = run_command(name, *options)
        rows = (
            document.get("slots") or document.get("events") or [{"claims": [one["id"] for one in document["claims"]]}]
        )
        found += [by_id[one] for row in rows for one in row["claims"]]
    return found


def fits(claim: Claim, need: str) -> bool:
    """Whether the claim is one of those named, in its source."""
    slots, _, source = need.rpartition(" in ")
    return claim.source == source and any(_is(claim.slot, slot) for slot in slots.split(" or "))


def _is(slot: str, pattern: str) -> bool:
    return slot.startswith(pattern[:-1]) if pattern.endswith("*") else slot == pattern
