"""From beliefs to worlds: which truce holds, and what is asked of the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.worlds.conftest import Real

from detente.beliefs.draws import Beliefs, Terms, believe
from detente.cases.model import Case
from detente.worlds.fill import Filler

DAY = date(2023, 1, 31)


@pytest.fixture
def beliefs(real: Real) -> Beliefs:
    """What is believed when several truces are in force."""
    return believe(real.case.grounds, Terms(DAY, 5, 50))


def listed(case: Case, backwards: bool) -> Case:
    """The case with the truces of its rivalries listed forwards or backwards."""
    rivalries = tuple(replace(r, truces=tuple(sorted(r.truces, reverse=backwards))) for r in case.file.rivalries)
    return replace(case, file=replace(case.file, rivalries=rivalries))


def test_in_which_order_truces_are_listed_decides_neither_worlds_nor_what_they_rest_on(real: Real) -> None:
    read, worlds = [], []
    for backwards in (False, True):
        filler = Filler(listed(real.case, backwards), believe(real.case.grounds, Terms(DAY, 5, 50)))
        worlds.append(filler.fill().tobytes())
        read.append(frozenset(filler.beliefs.slots))
    assert len(real.case.file.rivalries[0].truces) > 1
    assert (worlds[0], read[0]) == (worlds[1], read[1])


def test_nothing_more_is_asked_of_a_truce_that_a_later_one_replaced(real: Real, beliefs: Beliefs) -> None:
    filler = Filler(real.case, beliefs)
    filler.fill()
    asked = {slot.partition(".")[0] for slot in beliefs.slots if slot.endswith(".firmness")}
    assert 0 < len(asked) < len(real.case.file.rivalries[0].truces)


def test_a_truce_of_which_nobody_says_when_it_began_is_a_truce_all_the_same(real: Real, beliefs: Beliefs) -> None:
    untold = {slot: group for slot, group in beliefs.claims.items() if not slot.endswith(".start")}
    told, without = (
        Filler(real.case, beliefs).fill(),
        Filler(real.case, replace(beliefs, claims=untold, slots={})).fill(),
    )
    assert (told.truce[:, 0] > 0).all()
    assert (without.truce[:, 0] > 0).all()
    assert np.isfinite(without.truce_age).all()
    assert (without.truce_age[:, 0] >= 0.0).all()
