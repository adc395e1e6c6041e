"""The balanced answer: no standpoint has more than half of the weight on a slot."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.beliefs.making import DAY, RECORDS, SLOT, SOURCES, say, source

from detente.beliefs.draws import Terms, believe
from detente.beliefs.grounds import Grounds
from detente.beliefs.pool import NO_SIDE, balance, standpoint
from detente.beliefs.priors import priors
from detente.sources.model import Source, Standpoint

law = settings(deadline=None, max_examples=60)


def writing_from(name: str, country: str | None) -> Source:
    return source(name, reliability="A", standpoint=Standpoint(None, country, None))


COUNTRIES = ("here", "there", "not stated", None)
CROWD = st.lists(st.sampled_from(COUNTRIES), min_size=1, max_size=7)


@law
@given(CROWD)
def test_no_side_outweighs_the_rest_and_none_is_raised(countries: list[str | None]) -> None:
    sources = {f"s{i}": writing_from(f"s{i}", country) for i, country in enumerate(countries)}
    weights = balance(sources, sources)
    sides = {origin: standpoint(origin, sources) for origin in sources}
    for side in set(sides.values()):
        mine = sum(w for origin, w in weights.items() if sides[origin] == side)
        others = sum(1.0 for origin in weights if sides[origin] != side) + priors().prior_weight
        assert mine <= others + 1e-12
    assert all(0.0 < w <= 1.0 for w in weights.values())


def test_records_take_no_side() -> None:
    assert standpoint("record", SOURCES) == standpoint("series", SOURCES) == NO_SIDE
    assert balance(["record", "series", "able"], SOURCES)["record"] == 1.0


def test_a_chorus_counts_as_much_as_its_opponents() -> None:
    names = ("one", "two", "three", "other")
    sources = {n: writing_from(n, "there" if n == "other" else "here") for n in names}
    claims = [say(n, 0.9 if n == "other" else 0.1) for n in names]
    known = believe(Grounds(claims, sources, RECORDS, {}), Terms(DAY, draws=20_000))
    draw = known.draw(SLOT)
    assert SLOT in known.uneven()
    even = known.balanced(known.uneven())
    shares = [(d.numbers == 0.1).sum() / (d.numbers == 0.9).sum() for d in (draw, even.draw(SLOT))]
    assert shares[0] == pytest.approx(3.0, rel=0.08)
    assert shares[1] == pytest.approx(1.5, rel=0.08)  # three of half a vote each against one whole


def test_an_even_slot_is_left_alone() -> None:
    sources = {"one": writing_from("one", "here"), "record": SOURCES["record"]}
    claims = [say("record", 0.1), say("record", 0.2, origin="record-b"), replace(say("one", 0.9), source="one")]
    known = believe(Grounds(claims, sources, RECORDS, {}), Terms(DAY, draws=500))
    before = known.draw(SLOT).numbers
    assert known.uneven() == frozenset()
    assert np.array_equal(before, known.balanced(known.uneven()).draw(SLOT).numbers)
