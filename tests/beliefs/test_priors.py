"""A case's own priors count from the day on which they could have been written down, the latest first."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.beliefs.making import DAY, HOLDER, SLOT, SOURCES, same, say

from detente.beliefs.draws import Beliefs, Terms, believe
from detente.beliefs.grounds import Grounds
from detente.beliefs.priors import Prior, known_by, priors

DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
RANGES = st.lists(
    st.builds(lambda day, low: Prior(low, low + 0.1, known_from=day), DAYS, st.floats(0.0, 0.9)),
    unique_by=lambda prior: prior.known_from,
    max_size=5,
)
EARLY, LATE = Prior(0.1, 0.2, known_from=DAY), Prior(0.7, 0.8, known_from=DAY + timedelta(days=100))


def believed(*own: Prior, as_of: date = DAY, said: float | None = None) -> Beliefs:
    claims = [] if said is None else [say("charlie", said)]
    return believe(Grounds(claims, SOURCES, frozenset(), {SLOT: own}), Terms(as_of, draws=200))


def spread(known: Beliefs) -> tuple[float, float]:
    """Between which values the worlds lie, to a tenth."""
    numbers = known.draw(SLOT).numbers
    return float(np.floor(numbers.min() * 10) / 10), float(np.ceil(numbers.max() * 10) / 10)


@given(RANGES, DAYS)
def test_the_latest_that_was_known_counts(own: list[Prior], as_of: date) -> None:
    found = known_by({SLOT: own}, as_of).get(SLOT)
    known = [prior for prior in own if prior.known_from <= as_of]
    assert (found is None) == (not known)
    assert found is None or (found in known and all(prior.known_from <= found.known_from for prior in known))
    assert known_by({SLOT: own[::-1]}, as_of).get(SLOT) == found


@given(RANGES, DAYS, DAYS)
def test_a_prior_of_a_later_day_changes_no_answer(own: list[Prior], as_of: date, day: date) -> None:
    later = Prior(0.0, 1.0, known_from=max(day, as_of + timedelta(days=1)))
    with_it, without = believed(*own, later, as_of=as_of, said=0.5), believed(*own, as_of=as_of, said=0.5)
    assert same(with_it.draw(SLOT), without.draw(SLOT))
    assert with_it.prior(SLOT) == without.prior(SLOT)


def test_each_day_has_its_own_range() -> None:
    assert spread(believed(EARLY, LATE)) == (0.1, 0.2)
    assert spread(believed(EARLY, LATE, as_of=LATE.known_from - timedelta(days=1))) == (0.1, 0.2)
    assert spread(believed(EARLY, LATE, as_of=LATE.known_from)) == (0.7, 0.8)


def test_before_its_day_the_generic_prior_stands() -> None:
    assert believed(LATE).prior(SLOT) == priors().slots["attention"]
    assert same(believed(LATE).draw(SLOT), believed().draw(SLOT))


def test_a_prior_of_no_day_counts_always() -> None:
    assert spread(believed(Prior(0.1, 0.2), as_of=date(1900, 1, 1))) == (0.1, 0.2)
    assert spread(believed(Prior(0.1, 0.2), LATE, as_of=date(1900, 1, 1))) == (0.1, 0.2)


def test_where_there_is_no_generic_prior_nothing_is_believed_before_its_day() -> None:
    grounds = Grounds([], SOURCES, frozenset(), {HOLDER: (Prior(word="northland", known_from=LATE.known_from),)})
    assert believe(grounds, Terms(DAY, draws=4)).prior(HOLDER) is None
    assert (believe(grounds, Terms(DAY, draws=4)).draw(HOLDER).winner == -1).all()
    assert (believe(grounds, Terms(LATE.known_from, draws=4)).draw(HOLDER).winner == 0).all()
