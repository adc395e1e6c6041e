"""The rivalries of the class: what they are given lasts as long as what they live."""

from __future__ import annotations

import numpy as np

from detente.beliefs.priors import reference_class
from detente.reference.rivalries import rivalries, setting
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms.balance import grow_strength
from detente.worlds.state import State, begin


def test_a_side_at_peace_keeps_its_strength_and_one_that_lost_it_buys_it_again() -> None:
    levels = {name: np.array(values[:3]) for name, values in reference_class().items()}
    setup, worlds, s = setting(12, 1), rivalries(levels, 4, 1), records(State, 1)[0]
    for w in worlds:
        w.catch_up = w.gift = 0.0
        plain(begin)(s, setup, w)
        begun = s.strength[:2].copy()
        for _ in range(120):
            plain(grow_strength)(s, setup, w)
        assert np.allclose(s.strength[:2], begun)
        s.strength[0] *= 0.5
        for _ in range(120):
            plain(grow_strength)(s, setup, w)
        assert 0.6 * begun[0] < s.strength[0] < begun[0]
