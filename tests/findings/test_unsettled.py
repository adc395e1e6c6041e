"""What is to be found out is told in the slot's own words and unit."""

from __future__ import annotations

import numpy as np
import pytest
from tests.beliefs.making import beliefs

from detente.beliefs.race import Draw
from detente.cases.model import Case
from detente.findings.unsettled import unsettled


def told(case: Case, slot: str, numbers: object, words: tuple[str, ...] = ()) -> str:
    held = beliefs([])
    drawn = np.asarray(numbers, dtype=np.float64)
    held.slots[slot] = Draw(slot, ("c-1",), np.zeros(drawn.size, np.int64), drawn, words)
    return unsettled(slot, held, case)


def test_a_number_with_its_unit(flagship: Case) -> None:
    assert told(flagship, "russia.attention", np.linspace(0, 1, 101)) == "5% to 95%"
    assert told(flagship, "russia.gdp", np.linspace(1000, 2000, 101)) == "1,050 to 1,950 billion US dollars"
    assert told(flagship, "russia.attention", [np.nan, 0.5, 0.5]) == "50%"
    assert told(flagship, "russia.attention", [np.nan]) == "nothing known"
    assert told(flagship, "azerbaijan.edge", np.linspace(0.9, 1.5, 101)) == "0.93 to 1.5 times"
    worth = told(flagship, "armenia.worth[syunik]", np.linspace(0, 1, 101))
    assert worth == "0.05 to 0.95, where 1 is the core of the disputed ground"


@pytest.mark.parametrize(("codes", "said"), [
    ([0, 0, 0, 1], "Azerbaijan 75%, Armenia 25%"), ([1, 1], "Armenia 100%"),
    ([0, 0, 0, 0, 1, 1, 1, 2, 2, 3], "Azerbaijan 40%, Armenia 30%, none 20%, other 10%"),
])  # fmt: skip
def test_words_with_the_share_of_worlds_that_believe_them(flagship: Case, codes: list[int], said: str) -> None:
    assert told(flagship, "turkey.stance", codes, ("azerbaijan", "armenia", "none", "both")) == said
