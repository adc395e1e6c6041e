"""What the claims of the bundled cases must be like to be read one by one and beside one another."""

from __future__ import annotations

import re
from functools import cache

import pytest

from detente.cases.reader import bundled, load_case
from detente.claims.model import Claim
from detente.claims.parties import JUDGED, address_of
from detente.claims.timeline import CHANGES

CASES = sorted(path.parent.name for path in bundled().glob("*/case.yaml"))
LEANING = re.compile(
    r"(?:They|Those|Such|He|She|His|Her|Its|Their)\b(?! who\b)|(?:Failing that|In those days|That would|This time)\b"
)


@cache
def read_from_texts(name: str) -> tuple[Claim, ...]:
    """The claims that an analysis makes, those that count for nothing among them."""
    case = load_case(name)
    return tuple(c for c in case.claims if case.sources[c.source].kind == "analysis" and c.status == "accepted")


def test_no_paraphrase_leans_on_the_claim_before_it() -> None:
    """Claims are shown one by one."""
    leaning = [claim.paraphrase for claim in read_from_texts("south-caucasus") if LEANING.match(claim.paraphrase)]
    assert leaning == []


@pytest.mark.parametrize("name", CASES)
def test_texts_that_date_or_judge_the_same_do_so_in_one_kind(name: str) -> None:
    kinds: dict[str, set[str]] = {}
    for claim in read_from_texts(name):
        if claim.weight > 0 and address_of(claim).attribute in {*CHANGES, *JUDGED} and claim.condition is None:
            kinds.setdefault(claim.slot, set()).add(claim.kind)
    assert {slot: found for slot, found in kinds.items() if len(found) > 1 and "prediction" not in found} == {}
