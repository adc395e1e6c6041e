"""Agreements: how often they come, and what they bring."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.mechanisms.stage import stage
from tests.worlds.scene import law

from detente.worlds.mechanisms import talks, truce
from detente.worlds.setup import CESSATION, DEFINITIVE, FIGHT

share = st.floats(0, 1)

QUIET = {"on_crisis": 0, "on_border": 0}
ROUTE: dict[str, Any] = {"route_through": (-1, -1, 0)}  # the march lives by a road through alpha's land


def test_the_yearly_rate_is_agreement_at_an_even_outlook() -> None:
    for outlook, rate in ((0.5, 0.2), (0.25, 0.1), (0.0, 0.0)):
        r = generic.run(generic.setup(months=12, **QUIET), generic.worlds(6000, agreement=0.2, outlook=outlook))
        assert r.agreed[:, -1, 0].mean() == pytest.approx(1.0 - (1.0 - rate / 12) ** 12, abs=0.02)


def test_an_agreement_is_a_definitive_truce_and_opens_routes_whatever_truce_there_was() -> None:
    for before in (0, DEFINITIVE):
        w = generic.worlds(500, agreement=0.9, closed=(0, 0, 1), lift=0.0, truce=before)
        r = generic.run(generic.setup(months=12, **QUIET, **ROUTE), w)
        agreed = r.agreed[:, :, 0] == 1
        assert agreed.any() and not agreed.all()
        assert np.array_equal(r.closed[:, :, 2] == 0, agreed)
        assert (r.truce[:, :, 0][agreed] == DEFINITIVE).all()


def test_nobody_settles_while_they_fight() -> None:
    w = generic.varied(500, agreement=0.9, cost_offensive=0.4, cost_limited=0.4)
    r = generic.run(generic.setup(months=24), w)
    fresh = np.diff(r.agreed[:, :, 0], axis=1) == 1
    assert fresh.any()
    assert not (fresh & (r.phase[:, :-1, 0] > 0)).any()


def test_a_fight_however_short_ends_an_agreement() -> None:
    fought: dict[str, Any] = {"agreed": (1,), "ended": (FIGHT,), "truce": (DEFINITIVE,)}
    there = stage(fought, agreement=0.0)
    there.act(truce.keep_truce, there.now())
    there.act(talks.negotiate, there.now())
    assert (there.s.truce[0], there.s.agreed[0]) == (CESSATION, 0)
    kept = stage(fought | {"ended": (0,)}, agreement=0.0)
    kept.act(truce.keep_truce, kept.now())
    kept.act(talks.negotiate, kept.now())
    assert (kept.s.truce[0], kept.s.agreed[0]) == (DEFINITIVE, 1)


def moved(
    start: float, turned: tuple[int, ...] = (), attention: float = 0.7, memory: float = 0.0, **world: Any
) -> float:
    """The outlook a month on; patron B mediates, whose attention is believed to be 0.7."""
    believed: dict[str, Any] = {"mediates": [[0, 0, 0, 1.0]], "formats": 1.0, "outlook": 0.5}
    state = {"outlook": start, "turned": turned, "attention": (0, 0, 0, attention), "memory": (memory,)}
    there = stage(state, **(believed | world))
    there.act(talks.move_outlook, 0)
    return float(there.s.outlook[0])


@law
@given(share, share, share, st.floats(0, 20), st.floats(0, 5), st.floats(0, 2), st.floats(0, 2), st.floats(0, 2))
def test_the_outlook_stays_a_share(
    start: float,
    believed: float,
    attention: float,
    memory: float,
    formats: float,
    heed: float,
    rival: float,
    clash: float,
) -> None:
    after = moved(
        start, attention=attention, memory=memory, outlook=believed, formats=formats, b_mediators=heed,
        b_rival_formats=rival, b_clash=clash,
    )  # fmt: skip
    assert 0.0 <= after <= 1.0


@law
@given(st.floats(0.3, 0.6), st.floats(0.1, 0.9), st.floats(0.01, 0.1), st.floats(0.1, 0.5))
def test_mediators_who_attend_more_than_usual_help(start: float, attention: float, more: float, heed: float) -> None:
    assert moved(start, attention=attention, b_mediators=heed) < moved(
        start, attention=attention + more, b_mediators=heed
    )
    without = moved(start, attention=attention, b_mediators=heed, mediates=0.0)
    assert without == moved(start, attention=0.7, b_mediators=heed)  # as much as on the day: nothing changes


@law
@given(st.floats(0.3, 0.6), st.integers(1, 4), st.floats(0.01, 0.1), st.floats(0, 3), st.floats(0.1, 3))
def test_rival_formats_and_clashes_set_talks_back(
    start: float, formats: int, harm: float, memory: float, more: float
) -> None:
    assert moved(start, formats=formats + 1, b_rival_formats=harm) < moved(start, formats=formats, b_rival_formats=harm)
    assert moved(start, memory=memory + more, b_clash=harm) < moved(start, memory=memory, b_clash=harm)
    assert moved(start, formats=0, b_rival_formats=harm) == moved(start, formats=1, b_rival_formats=harm)


def test_clashes_that_were_in_view_when_the_outlook_was_given_arent_taken_off_it_again() -> None:
    there = stage(memory=3.0, b_clash=0.1, outlook=0.5)
    there.act(talks.move_outlook, 0)
    assert there.s.outlook[0] == pytest.approx(0.5)


def test_it_goes_a_tenth_of_the_way_to_its_aim() -> None:
    aim = 0.5 + 0.4 * (0.9 - 0.7) - 0.05 * 2 - 0.1 * 1.5
    after = moved(0.6, attention=0.9, memory=1.5, formats=3.0, b_mediators=0.4, b_rival_formats=0.05, b_clash=0.1)
    assert after == pytest.approx(0.6 + talks.PACE * (aim - 0.6))


@pytest.mark.parametrize("side", [(1, 0), (0, 1)])
def test_a_new_leader_on_either_side_goes_half_of_the_way_to_even(side: tuple[int, int]) -> None:
    assert moved(0.2, turned=side, outlook=0.2) == pytest.approx(0.35)  # opens hopeless talks
    assert moved(0.9, turned=side, outlook=0.9) == pytest.approx(0.7)  # and closes promising ones
    assert moved(0.2, turned=(0, 0), outlook=0.2) == pytest.approx(0.2)


def test_grievance_and_unrest_on_either_side_put_an_agreement_off() -> None:
    def agreed(setup: dict[str, Any] | None = None, **world: Any) -> float:
        w = generic.worlds(4000, **({"agreement": 0.6, "calm_down": 1.0, "half_life": 1e6} | world))
        return float(generic.run(generic.setup(months=12, **QUIET, **(setup or {})), w).agreed[:, -1, 0].mean())

    even = agreed()
    assert even == pytest.approx(1.0 - 0.95**12, abs=0.03)
    assert agreed(unrest=(1.0, 0.0), b_concession=1.0) == pytest.approx(1.0 - (1.0 - 0.05 / 1.5) ** 12, abs=0.03)
    assert agreed(scars=(9999.0, 0.0)) == pytest.approx(1.0 - (1.0 - 0.05 / 1.5) ** 12, abs=0.03)
    assert agreed(unrest=1.0, b_concession=0.0) == even
    assert agreed({"on_home_front": 0}, unrest=1.0, b_concession=1.0) == even
