"""What an answer rests on: claims that say the same share alike, and nothing is made of nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.beliefs.making import beliefs, say, word

from detente.beliefs.race import Draw
from detente.cases.model import Case
from detente.findings.drivers import Driver
from detente.findings.evidence import effective_origins, evidence, is_stale, prior_share, screen, settled, winning

SLOT, OTHER = "russia.attention", "iran.attention"
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


def test_what_is_said_of_the_evidence_is_of_the_evidence_alone() -> None:
    """Who settles how much is the same for every outcome, and nearly the same for every seed."""
    claims = [say("able", 0.2), say("baker", 0.8), say("able", 0.3, OTHER), say("record", 0.4, OTHER)]
    found = []
    for seed in (1, 2, 3):
        held = beliefs(claims, 2000, seed=seed)
        held.draw(SLOT), held.draw(OTHER)
        shares = {claim.id: share for claim, share in settled(held)}
        assert shares.keys() <= {claim.id for claim in claims}
        assert sum(shares.values()) == pytest.approx(1.0)
        assert effective_origins(settled(held)) == 2  # able and baker, and the record on what it was asked of
        found.append(np.array([shares.get(claim.id, 0.0) for claim in claims]))
    assert all(np.abs(found[0] - other).max() < 0.05 for other in found[1:])


def test_evidence_is_stale_where_most_of_what_ages_is_old() -> None:
    """A member of a pact, or a dated fact, stays what it is; how much attention somebody has does not."""
    held = beliefs([], as_of=date(2021, 6, 1))
    old, new = (say("able", 0.2, known_from=day) for day in (date(2018, 1, 1), date(2021, 1, 1)))
    member = say("baker", word("yes"), "pact.member[harbour]", known_from=date(1995, 1, 1))
    fact = replace(old, kind="fact")
    assert is_stale(held, [(old, 0.6), (new, 0.4)], None)
    assert not is_stale(held, [(old, 0.4), (new, 0.6)], None)
    assert not is_stale(held, [(member, 0.7), (fact, 0.2), (new, 0.1)], None)
    assert is_stale(held, [(member, 1.0)], date(2018, 1, 1)) and not is_stale(held, [(member, 1.0)], date(2021, 1, 1))


def test_effective_origins_count_voices_not_claims() -> None:
    one, two, other = say("able", 0.2), say("able", 0.3, OTHER), say("baker", 0.4, OTHER)
    assert effective_origins([]) == 0
    assert effective_origins([(one, 0.5), (two, 0.5)]) == 1
    assert effective_origins([(one, 0.25), (two, 0.25), (other, 0.5)]) == 2
    assert effective_origins([(one, 0.98), (other, 0.02)]) == 1


@pytest.mark.parametrize("draws", [100, 400])
def test_of_many_beliefs_that_do_not_matter_hardly_one_is_told_from_chance(flagship: Case, draws: int) -> None:
    """The closely looked at are those that happen to go with the outcome; their intervals know of that."""
    clear, real = 0, 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        columns = {f"iran.interest[p{n}]": rng.standard_normal(draws) for n in range(300)}
        columns[SLOT] = rng.standard_normal(draws)
        p = np.clip(0.5 + 0.25 * columns[SLOT] + 0.1 * rng.standard_normal(draws), 0, 1)
        found = evidence(flagship, beliefs([], draws), columns, rng.random((draws, 4)) < p[:, None])
        told = {each.id for each in found.slots if each.interval[0] > 0}
        real, clear = real + (SLOT in told), clear + len(told - {SLOT})
    assert real == 20
    assert clear <= 3  # in one of twenty


def test_an_effect_that_chance_may_have_made_is_shown_down_to_nothing(flagship: Case) -> None:
    rng = np.random.default_rng(1)
    columns = {f"iran.interest[p{n}]": rng.standard_normal(100) for n in range(300)}
    found = evidence(flagship, beliefs([], 100), columns, rng.random((100, 4)) < rng.beta(1, 1, 100)[:, None])
    assert found.slots
    assert all(each.interval[0] <= each.share <= each.interval[1] for each in found.slots)
    assert sum(each.interval[0] > 0 for each in found.slots) <= 1
