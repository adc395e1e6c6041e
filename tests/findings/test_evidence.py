"""What an answer rests on: claims that say the same share alike, and nothing is made of nothing."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.beliefs.making import beliefs, say

from detente.beliefs.race import Draw
from detente.cases.model import Case
from detente.findings.drivers import Driver
from detente.findings.evidence import evidence, prior_share, screen, winning

SLOT = "russia.attention"
DRAWS = 400


def attentive(*labels: str, shares: tuple[float, ...]) -> Draw:
    """A slot on which each label wins its share of the worlds, in turn."""
    edges = np.cumsum(shares) * DRAWS
    return Draw(SLOT, labels, np.searchsorted(edges, np.arange(DRAWS), side="right"), np.linspace(0, 1, DRAWS))


def test_claims_that_say_the_same_share_what_they_win() -> None:
    won = winning(attentive(f"prior:{SLOT}", "c-1+c-2", "c-3", shares=(0.5, 0.3, 0.2)))
    assert won == pytest.approx({"c-1": 0.15, "c-2": 0.15, "c-3": 0.2})
    assert winning(attentive("c-1+c-2", shares=(1.0,))) == pytest.approx({"c-1": 0.5, "c-2": 0.5})


def test_two_sources_that_say_the_same_are_both_named(flagship: Case) -> None:
    same = [say("able", 0.2, SLOT, origin="one"), say("baker", 0.2, SLOT, origin="one", citation="again")]
    held = beliefs(same, DRAWS)
    drawn = held.draw(SLOT)
    hits = np.random.default_rng(1).random((DRAWS, 4)) < np.where(drawn.numbers < 0.25, 0.9, 0.1)[:, None]
    found = evidence(flagship, held, {SLOT: drawn.numbers}, hits)
    shares = {each.id: each.share for each in found.claims}
    assert len(shares) == 2
    one, two = shares.values()
    assert one == pytest.approx(two, abs=1e-8)
    assert {each.id for each in found.sources} >= {"able", "baker"}


@pytest.mark.parametrize("hits", [np.zeros((80, 4), bool), np.ones((80, 4), bool), np.ones((1, 4), bool)])
def test_what_never_or_always_happens_hangs_on_nothing(flagship: Case, hits: Any) -> None:
    held = beliefs([say("able", 0.2, SLOT)], len(hits))
    drawn = held.draw(SLOT)
    found = evidence(flagship, held, {SLOT: drawn.numbers}, hits)
    assert (found.slots, found.claims, found.mechanisms, found.learn) == ((), (), (), ())
    assert prior_share(held, found.slots) == 1.0
    assert screen({SLOT: drawn.numbers}, hits.mean(axis=1)) == {}


def test_the_weight_on_priors_is_what_claims_have_not_won() -> None:
    held = beliefs([], DRAWS)
    held.slots[SLOT] = attentive(f"prior:{SLOT}", "c-1", "assumption:x", shares=(0.5, 0.3, 0.2))
    other = Driver("model.b_outside", 0.2, (0.1, 0.3))
    slot = Driver(SLOT, 0.6, (0.5, 0.7))
    assert prior_share(held, (slot,)) == pytest.approx(0.7)
    assert prior_share(held, (slot, other)) == pytest.approx(1 - 0.6 * 0.3 / 0.8)
