from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.panel.making import utilities

from detente.panel.game import GAIN, MOBILISE, Utilities, side, year
from detente.worlds.kernel.game import Game, choose_option, solve_option
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records

SOME = st.floats(-6.0, 6.0)
STRENGTH = st.floats(1e-5, 1.0)
ANY = st.builds(Utilities, *(st.builds(np.atleast_1d, SOME) for _ in Utilities._fields))


def by_the_model(u: Utilities, mine: float, theirs: float) -> tuple[list[float], list[float]]:
    """The same tree in the model's own functions, at a precision of 1."""
    g, chance = records(Game, 1)[0], mine / (mine + theirs)
    worth, coerce, limited, offensive, resolve, push, force = (float(x[0]) for x in u)
    for n, (gain, cost) in enumerate(zip(GAIN, (coerce, limited, offensive), strict=True)):
        added = push + (force if n else 0.0)
        g.concede_c[n] = worth * gain - (MOBILISE if n else 1.0) * cost + added
        g.leaf_c[n, 0] = worth * gain * chance - cost + added if n else g.concede_c[n]
        g.concede_t[n], g.leaf_t[n, 0] = -worth * gain, -worth * gain * chance + resolve
        plain(solve_option)(g, n, 1.0)
    plain(choose_option)(g, 3, 0.0, 1.0)
    return list(g.choice[:4]), list(g.resist[1:3])


@given(ANY, STRENGTH, STRENGTH)
def test_it_is_the_model_s_tree(u: Utilities, mine: float, theirs: float) -> None:
    ours = side(u, np.array([mine]), np.array([theirs]))
    choice, resist = by_the_model(u, mine, theirs)
    assert ours.choice[:, 0] == pytest.approx(choice, rel=1e-9)
    assert ours.resist[:, 0] == pytest.approx(resist, rel=1e-9)


@given(ANY, STRENGTH, STRENGTH)
def test_a_year_s_probabilities_sum_to_one(u: Utilities, one: float, two: float) -> None:
    p = year(u, np.array([[one, two]]))
    assert p.min() >= -1e-12
    assert p.sum() == pytest.approx(1.0)


@given(ANY, STRENGTH, STRENGTH)
def test_it_doesn_t_matter_who_is_called_first(u: Utilities, one: float, two: float) -> None:
    assert year(u, np.array([[one, two]])) == pytest.approx(year(u, np.array([[two, one]])))


@given(ANY, STRENGTH, STRENGTH, st.sampled_from(("coerce", "limited", "offensive")), st.floats(0.01, 5.0))
def test_dearer_means_quieter(u: Utilities, one: float, two: float, cost: str, more: float) -> None:
    dearer = u._replace(**{cost: getattr(u, cost) + more})
    assert year(dearer, np.array([[one, two]]))[0] >= year(u, np.array([[one, two]]))[0]


@given(ANY, STRENGTH, STRENGTH, st.floats(0.01, 5.0))
def test_dearer_offensives_kill_less(u: Utilities, one: float, two: float, more: float) -> None:
    p, dearer = (year(u._replace(offensive=u.offensive + by), np.array([[one, two]])) for by in (0.0, more))
    assert dearer[3] <= p[3] + 1e-12


@given(ANY, STRENGTH, STRENGTH, st.floats(0.01, 5.0))
def test_what_pushes_disturbs(u: Utilities, one: float, two: float, more: float) -> None:
    strength = np.array([[one, two]])
    assert year(u._replace(push=u.push + more), strength)[0] <= year(u, strength)[0]
    assert year(u._replace(force=u.force + more), strength)[0] <= year(u, strength)[0]


@given(ANY, STRENGTH, st.floats(1.01, 10.0))
def test_the_stronger_attacks_and_the_stronger_resists(u: Utilities, mine: float, times: float) -> None:
    prized = u._replace(worth=np.abs(u.worth))
    even, theirs = np.array([mine]), np.array([mine * times])
    assert (side(prized, even, theirs).resist >= side(prized, even, even).resist).all()


def test_nobody_acts_at_a_prohibitive_price() -> None:
    p = year(utilities(coerce=50.0, limited=120.0, offensive=120.0), np.array([[0.1, 0.1]]))
    assert p[0, 0] == pytest.approx(1.0)
