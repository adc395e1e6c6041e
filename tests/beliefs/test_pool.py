"""Shares of worlds: the race is the linear pool, hedges mean what readers hear, possibility stays small."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.beliefs.making import DAY, HOLDER, SLOT, SOURCES, drawn, hedged, say, share, source, winners, word

from detente.beliefs.pool import ABOUT, BEYOND, middle, pool, reading, trust_of
from detente.beliefs.priors import priors
from detente.beliefs.race import POSSIBLE, Draw
from detente.beliefs.scales import phrase_quantile
from detente.claims.model import Bound, Claim, Modality, Value
from detente.names.catalogue import catalogue

WORLDS = 20_000
ATTENTION = catalogue()["attention"]


def part(draw: Draw, *claims: Claim) -> float:
    """Share of worlds that any of the claims had won."""
    ids = {claim.id for claim in claims}
    return sum(bool(ids & set(label.split("+"))) for label in winners(draw)) / draw.winner.size


def near(expected: float, worlds: int = WORLDS) -> float:
    """Four standard errors."""
    return 4 * math.sqrt(expected * (1 - expected) / worlds) + 1e-9


def linear_pool(trusts: dict[str, float], prior: float) -> dict[str, float]:
    """By enumeration: an origin of weight 1 wins among the trusted and the prior in proportion to its weight."""
    shares = dict.fromkeys(trusts, 0.0)
    for trusted in product((True, False), repeat=len(trusts)):
        chance = math.prod(r if yes else 1 - r for r, yes in zip(trusts.values(), trusted, strict=True))
        for name, yes in zip(trusts, trusted, strict=True):
            shares[name] += chance * yes / (sum(trusted) + prior)
    return shares


@pytest.mark.parametrize("who", [("able",), ("able", "charlie"), ("able", "baker", "charlie")])
def test_shares_are_those_of_the_linear_pool(who: tuple[str, ...]) -> None:
    claims = [say(name, 0.1 * (n + 1)) for n, name in enumerate(who)]
    draw = drawn(claims, draws=WORLDS, as_of=DAY)
    trusts = {name: priors().trust[SOURCES[name].reliability] for name in who}
    expected = linear_pool(trusts, priors().prior_weight)
    for claim in claims:
        share_ = expected[claim.source]
        assert part(draw, claim) == pytest.approx(share_, abs=near(share_))


def test_within_an_origin_values_race_by_credibility() -> None:
    sure, unsure = say("able", 0.1, credibility=1), say("able", 0.2, credibility=4)
    draw = drawn([sure, unsure], draws=WORLDS)
    won = part(draw, sure, unsure)
    expected = priors().credibility[1] / (priors().credibility[1] + priors().credibility[4])
    assert part(draw, sure) / won == pytest.approx(expected, abs=near(expected, int(WORLDS * won)))
    alone = drawn([sure], draws=WORLDS)
    assert part(alone, sure) == won  # an origin weighs the same however often and surely it speaks


def test_claims_of_one_value_share_a_ticket() -> None:
    one, two = say("able", 0.1, asserted_by="one"), say("able", 0.1, asserted_by="two")
    other = say("able", 0.2)
    draw = drawn([one, two, other], draws=WORLDS)
    assert part(draw, one) == part(draw, two)
    assert part(draw, other) / part(draw, one, other) == pytest.approx(0.5, abs=0.02)


def test_an_origin_has_one_trust_wherever_it_speaks() -> None:
    claims = [say("charlie", 0.1), say("charlie", 0.1, slot="islands.attention")]
    here, there = drawn(claims, draws=2000), drawn(claims, "islands.attention", draws=2000)
    both = sum(a == claims[0].id and b == claims[1].id for a, b in zip(winners(here), winners(there), strict=True))
    r = priors().trust["E"]
    once = r / (1 + priors().prior_weight)
    assert both / 2000 == pytest.approx(r / (1 + priors().prior_weight) ** 2, abs=near(once * once / r, 2000))
    assert both / 2000 > 1.5 * once * once  # were trust drawn anew on each slot


@pytest.mark.parametrize("phrase", ["unlikely", "likely", "almost certainly", "very likely"])
def test_a_graded_claim_holds_as_often_as_readers_hear_it(phrase: str) -> None:
    sure, graded = say("able", 0.1), say("able", 0.1, modality=hedged(phrase))
    whole, held = part(drawn([sure], draws=WORLDS), sure), part(drawn([graded], draws=WORLDS), graded)
    expected = float(np.mean(phrase_quantile(phrase, (np.arange(2000) + 0.5) / 2000, "capphrase")))
    assert held / whole == pytest.approx(expected, abs=near(expected, int(WORLDS * whole)) + 0.01)
    other = drawn([graded], draws=WORLDS, scale="icd203")
    if phrase == "unlikely":  # 0.19 to readers, 0.20 to 0.45 by decree
        assert part(other, graded) > 1.4 * held


def test_a_bare_possibility_keeps_a_quarter_of_its_wins_at_most() -> None:
    sure, may = say("able", 0.1), say("able", 0.1, modality=Modality("possible"))
    whole, kept = part(drawn([sure], draws=WORLDS), sure), part(drawn([may], draws=WORLDS), may)
    assert POSSIBLE == 0.25
    assert kept / whole <= 0.25 + near(0.25, int(WORLDS * whole))
    # where it doesn't hold the prior speaks, so it opens a door and shuts out nobody's base rate
    assert set(winners(drawn([may]))) == {may.id, f"prior:{SLOT}"}


def test_a_matter_of_record_has_no_prior() -> None:
    claim = say("charlie", word("northland"), slot=HOLDER)
    draw = drawn([claim], HOLDER)
    assert winners(draw) == [claim.id] * 400  # somebody must hold it, even if hardly trusted
    record = say("record", word("southland"), slot=HOLDER)
    assert set(winners(drawn([claim, record], HOLDER))) <= {claim.id, record.id}
    nobody = drawn([], HOLDER)
    assert (nobody.winner == -1).all()
    assert np.isnan(nobody.numbers).all()


def test_trust_of_origins() -> None:
    judge = source("judge", kind="judgement", reliability="B", origins=("judgement-",))
    known = {**SOURCES, "judge": judge}
    assert trust_of("able", known) == priors().trust["A"]
    assert trust_of("able-wire", known) == priors().trust["A"]
    assert trust_of("record-2020", known) == trust_of("series", known) == 1.0
    assert trust_of("judgement-7", known) == priors().trust["B"]
    assert trust_of("a ministry", known) == priors().trust["F"]


def test_bounds_are_read_as_ranges() -> None:
    def read(bound: str, number: float = 0.5) -> tuple[float, float]:
        low, high, _ = reading(Value("point", number, number, bound=bound), ATTENTION)  # type: ignore[arg-type]
        return low, high

    assert read("exact") == (0.5, 0.5)
    assert read("about") == pytest.approx((0.5 * (1 - ABOUT), 0.5 * (1 + ABOUT)))
    assert read("at_least") == pytest.approx((0.5, 0.5 * BEYOND))
    assert read("at_most") == pytest.approx((0.5 / BEYOND, 0.5))
    assert read("at_least", 0.9) == (0.9, 1.0)  # the slot ends there
    assert reading(word("bound"), ATTENTION) == (*ATTENTION.readings["bound"], None)
    assert reading(word("northland"), catalogue()["holder"])[2] == "northland"


@given(
    st.sampled_from(["exact", "about", "at_least", "at_most"]),
    st.floats(-1.0, 1.0),
    st.floats(0.0, 1.0),
)
def test_a_bound_below_nought_is_the_mirror_of_one_above(bound: Bound, number: float, width: float) -> None:
    unbounded = replace(catalogue()["standing"], min=None, max=None)
    mirrored: dict[Bound, Bound] = {"at_least": "at_most", "at_most": "at_least"}
    low, high, _ = reading(Value("interval", number, number + width, bound=bound), unbounded)
    other = Value("interval", -number - width, -number, bound=mirrored.get(bound, bound))
    assert reading(other, unbounded)[:2] == (-high, -low)
    assert low <= number <= number + width <= high


@pytest.mark.parametrize(("bound", "low", "high"), [
    ("about", -0.22, -0.18),
    ("at_least", -0.2, -0.2 / BEYOND),
    ("at_most", -0.2 * BEYOND, -0.2),
])  # fmt: skip
def test_bounds_on_a_number_below_nought(bound: Bound, low: float, high: float) -> None:
    found = reading(Value("point", -0.2, -0.2, bound=bound), catalogue()["standing"])
    assert found[:2] == pytest.approx((low, high))
    assert middle(Value("point", -0.2, -0.2, bound=bound), catalogue()["standing"]) == pytest.approx((low + high) / 2)


def test_a_claim_s_weight_counts_within_its_origin_like_its_credibility() -> None:
    loud, faint = say("able", 0.1), say("able", 0.2, weight=0.25)
    draw = drawn([loud, faint], draws=WORLDS, as_of=DAY)
    won = part(draw, loud, faint)
    assert part(draw, loud) / won == pytest.approx(0.8, abs=near(0.8, int(WORLDS * won)))
    assert part(drawn([loud], draws=WORLDS, as_of=DAY), loud) == won  # and nowhere else
    assert part(drawn([faint], draws=WORLDS, as_of=DAY), faint) == won


PHRASES = ("almost certainly", "likely", "unlikely")


@given(st.permutations(PHRASES), st.lists(st.integers(0, 10_000), min_size=4, max_size=4, unique=True), st.booleans())
def test_of_equal_claims_the_surest_speaks(order: list[str], pages: list[int], flat: bool) -> None:
    claims = [say("able", 0.1, modality=hedged(p), citation=str(n)) for p, n in zip(order, pages, strict=False)]
    claims += [say("able", 0.1, citation=str(pages[3]))] if flat else []
    ((ticket,),) = (origin.tickets for origin in pool(SLOT, claims, SOURCES, None).origins)
    assert ticket.phrase == (None if flat else "almost certainly")


def test_a_weightier_hedge_outranks_a_flat_claim_of_its_origin() -> None:
    flat, graded = say("able", 0.1, credibility=4), say("able", 0.1, modality=hedged("likely"), citation="graver")
    ((ticket,),) = (origin.tickets for origin in pool(SLOT, [flat, graded], SOURCES, None).origins)
    assert ticket.phrase == "likely"


def test_values_stay_within_what_was_said() -> None:
    claim = say("able", Value("interval", 0.3, 0.4, unit="share"))
    draw = drawn([claim], draws=2000)
    inside = draw.numbers[[label == claim.id for label in winners(draw)]]
    assert inside.min() >= 0.3
    assert inside.max() <= 0.4
    assert inside.std() == pytest.approx(0.1 / math.sqrt(12), rel=0.1)


def test_a_pool_lists_everybody_who_competes() -> None:
    claims = [say("baker", 0.1), say("able", 0.2), say("able", share(0.2), asserted_by="two")]
    found = pool(SLOT, claims, SOURCES, None)
    assert [origin.origin for origin in found.origins] == ["able", "baker"]
    assert [len(ticket.claims) for origin in found.origins for ticket in origin.tickets] == [2, 1]


def test_a_hedge_that_no_scale_measures_is_no_probability() -> None:
    plain, odd = say("able", 0.5), say("able", 0.5, modality=hedged("arguably"))
    assert np.array_equal(drawn([plain]).numbers, drawn([odd]).numbers)
