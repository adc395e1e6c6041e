"""Disputes and episodes are counted as the data sets count them: worked by hand on small histories."""

from __future__ import annotations

from typing import Any

import numpy as np

from detente.reference.rates import counts, disputes, restarts
from detente.reference.rivalries import setting
from detente.worlds.kernel.history import Record, room
from detente.worlds.setup import COERCE, JOIN, LIMITED


def history(months: int = 36, **happened: dict[int, Any]) -> Record:
    """One history in which these things happened in these months (from 0)."""
    record = room(setting(months, 1), 1)
    for name, by_month in happened.items():
        for month, value in by_month.items():
            getattr(record, name)[0, month, ...] = value
    return record


def test_incidents_within_six_months_are_one_dispute() -> None:
    found = disputes(history(incidents={0: 1, 6: 1, 12: 1}))
    assert found.year.tolist() == [0]
    apart = disputes(history(incidents={0: 1, 7: 1}))
    assert apart.year.tolist() == [0, 0]


def test_a_dispute_is_what_happened_in_it() -> None:
    coerced = disputes(history(action={3: [COERCE, 0]}))
    assert (coerced.force.tolist(), coerced.deaths.tolist()) == ([False], [0])
    fought = disputes(history(action={3: [0, LIMITED]}, deaths={3: [0, 0, 70], 4: [0, 0, 40]}, response={3: JOIN}))
    assert (fought.force.tolist(), fought.deaths.tolist(), fought.joined.tolist()) == ([True], [110], [True])


def test_rates_are_by_year_of_onset() -> None:
    found = counts(history(120 + 36, incidents={2: 1, 30: 1}), 0)
    assert found["dispute"] == (2.0, 13.0)
    assert found["dispute_after_dispute"] == (0.0, 2.0)
    assert found["dispute_after_none"] == (1.0, 10.0)
    assert found["decade_without"] == (1.0, 4.0)


def test_what_is_skipped_is_not_counted() -> None:
    found = counts(history(156, incidents={2: 1, 30: 1}), 1)
    assert found["dispute"] == (1.0, 12.0)


def test_an_episode_ends_with_a_quiet_year_and_may_come_back() -> None:
    active = np.array([[1, 1, 0, 1, 0, 0, 0, 0]], bool)
    assert restarts(active, 2) == (1.0, 2.0)
    assert restarts(active, 5) == (1.0, 1.0)  # the second end's window is not seen whole
