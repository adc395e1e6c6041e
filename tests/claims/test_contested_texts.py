"""What a reader finds contradictory in the bundled case is in its rows, and what only looks so is not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from detente.cases.reader import load_case
from detente.claims.ask import Ranked, with_answers
from detente.claims.contested import Background, apparent, contested, read_judged
from detente.claims.model import Claim
from detente.claims.parties import Record, by_slot
from detente.names.catalogue import catalogue
from detente.names.yamlfile import read_yaml

READ: dict[str, list[dict[str, Any]]] = read_yaml(Path(__file__).with_name("contradictions.yaml"))
RECALL = 0.9  # of what a reader found
SIDE = re.compile(r"(?P<slot>[^=\[]+(?:\[[^\]]*\])?)(?:=(?P<value>.*))?")


@cache
def rows() -> tuple[tuple[Claim, ...], ...]:
    case = load_case("south-caucasus")
    claims = [claim for claim in case.claims if case.sources[claim.source].kind != "series"]
    known = Background(case.file.clients, case.entities.offices)
    return tuple(row.claims for row in contested(claims, catalogue(), known, judgements()))


@cache
def judgements() -> Any:
    return read_judged(load_case("south-caucasus").path / "contradictions.yaml")


def is_of(claim: Claim, side: str) -> bool:
    found = SIDE.fullmatch(side)
    assert found, side
    said = ("not " if claim.stance == "disputes" else "") + claim.value.key()
    value = found["value"] or "*"
    return claim.slot == found["slot"] and (said.startswith(value[:-1]) if value.endswith("*") else said == value)


def meet(sides: list[list[str]]) -> bool:
    """Whether some row holds a claim of each side."""
    return any(all(any(is_of(claim, one) for claim in row for one in side) for side in sides) for row in rows())


@pytest.mark.parametrize("found", READ["real"], ids=lambda found: found["what"])
def test_what_contradicts_is_in_a_row(found: dict[str, Any]) -> None:
    assert meet(found["sides"])


@pytest.mark.parametrize("found", READ["near"], ids=lambda found: found["what"])
def test_what_only_looks_so_is_in_none(found: dict[str, Any]) -> None:
    if not found.get("may_meet"):  # in one row because both contradict a third
        assert not meet(found["sides"])


def test_the_bars() -> None:
    share = sum(meet(found["sides"]) for found in READ["real"]) / len(READ["real"])
    print(f"\nfound {share:.2f} of {len(READ['real'])}; {len(rows())} rows")
    assert share >= RECALL


def test_judgements_speak_of_claims_that_there_are() -> None:
    claims = load_case("south-caucasus").claims
    idle = [one.sides for one in judgements() if sum(bool(side) for side in one.claims_of(claims)) < 2]
    assert idle == []


def test_seeming_contradictions_say_why_and_stand_in_no_row() -> None:
    case = load_case("south-caucasus")
    claims = [claim for claim in case.claims if case.sources[claim.source].kind != "series"]
    found = apparent(claims, catalogue(), Background(case.file.clients, case.entities.offices), judgements())
    assert {row.why for row in found} >= {"their ranges meet", "one is a rounding of the other", "of other times"}
    assert all(row.why and len(row.claims) > 1 for row in found)


def test_of_what_is_contested_no_claim_is_found_without_one_that_speaks_against_it() -> None:
    case = load_case("south-caucasus")
    claims = [claim for claim in case.claims if case.sources[claim.source].kind != "series"]
    record = Record(by_slot(claims), case.entities, Background(case.file.clients, case.entities.offices))
    for row in rows():
        for claim in row:
            found = {one.ranked.claim.id for one in with_answers([Ranked(claim, 1.0)], record, judgements())}
            assert found & {one.id for one in row if one.id != claim.id}, claim.slot
