"""A history's luck is that of its keys, whether it is dealt by the year or drawn when it is needed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds.generic import setup as generic_setup
from tests.worlds.when import when

from detente.numerics.philox import uniform
from detente.worlds import purposes
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import EVENTS, YEAR, records
from detente.worlds.moment import Moment, draw, draw_each, enter
from detente.worlds.setup import MECHANISMS

ROWS = {  # whose rows are dealt, by whose ids, for what
    "u_attention": ("outsider", "actor_id", purposes.ATTENTION_SHOCK),
    "u_unrest": ("challenger", "actor_id", purposes.UNREST_SHOCK),
    "u_leader": ("challenger", "actor_id", purposes.LEADER),
    "u_agree": ("rivalries", "rivalry_id", purposes.AGREE),
    "u_incidents": ("rivalries", "rivalry_id", purposes.INCIDENTS),
    "u_challenge": ("dyads", "dyad_id", purposes.CHALLENGE),
}
PLAYED_BY = {
    "u_price": "energy", "u_attention": "influence", "u_unrest": "home_front", "u_leader": "home_front",
    "u_agree": "talks", "u_incidents": "border", "u_challenge": "crisis",
}  # fmt: skip


def dealt_to(setup: Any, whose: str) -> list[int]:
    """Indices of the rows that are dealt."""
    if whose == "outsider":
        return [a for a in range(setup.actors) if setup.outsider[a]]
    if whose == "challenger":
        return sorted({int(setup.challenger[d]) for d in range(setup.dyads)})
    return list(range(setup[whose]))


@given(st.integers(1, 480), st.integers(0, 2**16 - 1), st.integers(0, 2**32 - 1), st.integers(-(2**63), 2**63 - 1))
def test_what_is_dealt_is_what_would_be_drawn(month: int, life: int, world: int, seed: int) -> None:
    setup = generic_setup(months=480)
    setup.seed = seed
    t = when(setup, month, life, world)
    assert (t.seed, t.world, t.life, t.month, t.at) == (seed, world, life, month, (month - 1) % YEAR)
    assert t.u_price[t.at] == uniform(seed, world, life, month, 0, purposes.PRICE)
    for row, (whose, ids, purpose) in ROWS.items():
        for i in dealt_to(setup, whose):
            key = int(setup[ids][i])
            assert t[row][i, t.at] == uniform(seed, world, life, month, key, purpose) == draw(t, key, purpose), row


def test_months_in_order_deal_each_year_once_and_nothing_beyond_the_end() -> None:
    setup = generic_setup(months=30)
    t = records(Moment, 1)[0]
    for month in range(1, 31):
        enter(t, setup, 5, 2, month)
        alone = when(setup, month, 2, 5)
        for row in ("u_price", *ROWS):
            assert np.array_equal(t[row][..., t.at], alone[row][..., t.at]), (row, month)
    last = t.u_price.copy()
    assert np.array_equal(last[:6], when(setup, 25, 2, 5).u_price[:6])
    assert not np.array_equal(last[6:], when(setup, 25, 2, 5).u_price[6:])  # of the second year: nobody asks for them


@pytest.mark.parametrize("row", PLAYED_BY)
def test_what_a_mechanism_draws_is_dealt_only_while_it_is_on(row: str) -> None:
    assert set(PLAYED_BY) == {"u_price", *ROWS}
    assert set(PLAYED_BY.values()) <= set(MECHANISMS)
    assert when(generic_setup(), 1)[row].any()
    assert not when(generic_setup(**{f"on_{PLAYED_BY[row]}": 0}), 1)[row].any()


@given(st.integers(0, EVENTS), st.integers(0, 2**32 - 1))
def test_one_for_each_of_several_things(count: int, ident: int) -> None:
    t = when(generic_setup(), 7)
    draw_each(t, count, ident, purposes.INCIDENT_DEATHS)
    assert list(t.u_each[:count]) == [draw(t, ident ^ n, purposes.INCIDENT_DEATHS) for n in range(count)]
    assert not t.u_each[count:].any()


def test_the_plain_twin_deals_the_same() -> None:
    setup, t = generic_setup(months=12), records(Moment, 1)[0]
    plain(enter)(t, setup, 3, 1, 1)
    assert t.tobytes() == when(setup, 1, 1, 3).tobytes()
