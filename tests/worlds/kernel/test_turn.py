"""From a month on something is otherwise: all before it stays as it was, and so does all luck."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.worlds import generic
from tests.worlds.kernel.test_twin import DRAWS, assert_same, lively

from detente.verification.rivalry import ALPHA, BETA, MARCH, change
from detente.worlds.kernel.history import Record, desk, live, live_chunk, room
from detente.worlds.kernel.twin import plain, replay
from detente.worlds.layout import dtype_of, records
from detente.worlds.setup import ACTIONS, COERCE, FREE, HOLD, LIMITED, OFFENSIVE, PEACE
from detente.worlds.state import State, begin, begin_otherwise

MONTHS = 24
LIVES = 2
law = settings(deadline=None, max_examples=25)
months = st.integers(1, MONTHS)
decided = st.tuples(st.sampled_from([ALPHA, BETA]), st.sampled_from([HOLD, COERCE, LIMITED, OFFENSIVE]))

SETUP, WORLDS = lively()
OTHERS: dict[str, dict[str, Any]] = {  # the same worlds with one thing believed otherwise
    "nothing": {},
    "cost": {"cost_limited": 0.2},
    "strength": {"strength": (9.0,)},
    "attention": {"attention": (0.0, 0.0, 0.1, 0.95)},
    "standing": {"standing": [[0, 0], [0, 0], [0, 0], [0, 0.6]]},
    "keepers": {"keepers": (0,)},
    "mandate": {"mandate": (1.0,)},
    "truce": {"truce": (3,), "firmness": (0.9,)},
    "holder": {"holder": (0, 1, 0)},
    "displaced": {"unsettled": [[0, 0, 400.0]]},
    "at home": {"unrest": (0.9, 0.0), "outlook": (1.0,), "closed": (0, 0, 1)},
}


def turned(month: int, d: int = -1, action: int = HOLD, **others: Any) -> Record:
    """The lively rivalries from that month on: with a decision, or in worlds that believe something else."""
    setup = SETUP.copy()
    setup.turn, setup.turn_dyad, setup.turn_action, setup.turn_place = month, d, action, MARCH
    return live(setup, WORLDS, np.arange(DRAWS), LIVES, change(WORLDS.copy(), others))


def alike(one: Record, other: Record, rows: Any = slice(None), until: int | None = None) -> bool:
    """Whether these histories are the same bit for bit, or up to a month."""
    names = [name for name in Record._fields if until is None or name != "standing"]
    cut = (rows,) if until is None else (rows, slice(until))
    return all(np.array_equal(getattr(one, name)[cut], getattr(other, name)[cut]) for name in names)


@pytest.fixture(scope="module")
def undisturbed() -> Record:
    return live(SETUP, WORLDS, np.arange(DRAWS), LIVES)


def free(r: Record, month: int, action: int, d: int) -> Any:
    """Histories in which the side has this choice in the month, told from what the months before it left behind."""
    if month == 1:
        return np.full(len(r.phase), action == HOLD or d == ALPHA)  # the march is beta's
    held = r.holder[:, month - 2, MARCH] == SETUP.target[d]
    return (r.phase[:, month - 2, 0] == PEACE) & (held | (action == HOLD))


@law
@given(month=months, decision=decided)
def test_a_decision_is_taken_where_there_is_one_and_nothing_else_moves(
    month: int, decision: tuple[int, int], undisturbed: Record
) -> None:
    d, action = decision
    found, free_ = turned(month, d, action), free(undisturbed, month, action, d)
    assert alike(found, undisturbed, until=month - 1)
    assert (found.action[free_, month - 1, d] == action).all()
    assert (found.objective[free_, month - 1, d] == (-1 if action == HOLD else MARCH)).all()
    assert alike(found, undisturbed, ~free_)


@law
@given(month=months, decision=decided)
def test_doing_what_it_does_anyway_changes_nothing(month: int, decision: tuple[int, int], undisturbed: Record) -> None:
    d, action = decision
    found = turned(month, d, action)
    same = undisturbed.action[:, month - 1, d] == action
    same &= (action == HOLD) | (undisturbed.objective[:, month - 1, d] == MARCH)
    assert alike(found, undisturbed, same)


@law
@given(month=months, believed=st.sampled_from(sorted(OTHERS)))
def test_all_before_is_as_it_was_and_what_is_believed_anyway_changes_nothing(
    month: int, believed: str, undisturbed: Record
) -> None:
    found = turned(month, **OTHERS[believed])
    assert alike(found, undisturbed, until=month - 1)
    assert alike(found, undisturbed) or believed != "nothing"


@pytest.mark.parametrize("believed", sorted(set(OTHERS) - {"nothing"}))
def test_what_is_believed_otherwise_tells(believed: str, undisturbed: Record) -> None:
    assert not alike(turned(3, **OTHERS[believed]), undisturbed)


@pytest.mark.parametrize("believed", sorted(OTHERS))
def test_from_the_first_month_it_is_as_if_it_had_been_believed_from_the_start(believed: str) -> None:
    setup, others = SETUP.copy(), change(WORLDS.copy(), OTHERS[believed])
    setup.turn_dyad = -1
    assert alike(turned(1, **OTHERS[believed]), live(setup, others, np.arange(DRAWS), LIVES))


@pytest.mark.parametrize("action", [LIMITED, OFFENSIVE])
def test_in_the_first_month_it_is_what_a_question_supposes(action: int) -> None:
    setup = SETUP.copy()
    setup.forced_dyad, setup.forced_action, setup.forced_place = ALPHA, action, MARCH
    assert alike(turned(1, ALPHA, action), live(setup, WORLDS, np.arange(DRAWS), LIVES))


@pytest.mark.parametrize("month", [1, 7, 20])
@pytest.mark.parametrize("action", [FREE, HOLD, COERCE, OFFENSIVE])
def test_the_twin_turns_as_the_compiled_loop_does(month: int, action: int) -> None:
    setup, others = SETUP.copy(), change(WORLDS.copy(), OTHERS["at home"] if action == FREE else {})
    setup.turn, setup.turn_dyad, setup.turn_place = month, -1 if action == FREE else ALPHA, MARCH
    setup.turn_action = action
    compiled = live(setup, WORLDS, np.arange(DRAWS), LIVES, others)
    for world in range(6):
        again = replay(setup, WORLDS, world, 1, others)
        assert_same(compiled, 2 * world + 1, again.record)
        made = [row for row in again.ledger if row.uniform is None]
        assert len(made) == (action != FREE and free(compiled, month, action, ALPHA)[2 * world + 1])
        assert all((r.month, r.actor, r.option, r.p, r.chosen) == (month, 0, ACTIONS[action], 1.0, True) for r in made)


def test_the_plain_loop_turns_as_the_compiled_loop_does() -> None:
    """Without the ledger, so that bounds are carried in the twin too, and forgotten."""
    setup, others = SETUP.copy(), change(WORLDS.copy(), OTHERS["at home"])
    setup.turn, setup.turn_dyad = 9, -1
    draws, record = np.array([4, 1]), room(setup, 4)
    compiled = live(setup, WORLDS, draws, LIVES, others)
    with np.errstate(all="ignore"):
        plain(live_chunk)(setup, WORLDS, others, draws, LIVES, *desk(), record)
    assert alike(record, compiled)


# --- what begins otherwise


def state(w: Any) -> Any:
    """A state long after it began."""
    s = records(State, 1)[0]
    plain(begin)(s, SETUP, w)
    for name in dtype_of(State).names or ():
        s[name] = s[name] + 7
    return s


@pytest.mark.parametrize("believed", sorted(set(OTHERS) - {"nothing", "cost"}))
def test_only_what_is_believed_otherwise_is_set(believed: str) -> None:
    was, w = WORLDS[0], change(WORLDS.copy(), OTHERS[believed])[0]
    before, s, begun = state(was), state(was), records(State, 1)[0]
    plain(begin)(begun, SETUP, w)
    plain(begin_otherwise)(s, SETUP, was, w, 0)
    for name in (name for name in dtype_of(State).names or () if name in w.dtype.names and name != "irregulars"):
        expected = np.where(w[name] != was[name], begun[name], before[name])
        assert np.array_equal(s[name], expected), name
        assert np.array_equal(s[name], before[name]) == (name not in OTHERS[believed]), name


def test_a_holder_believed_otherwise_ends_a_polity_or_lets_it_live() -> None:
    """As if it had been believed from the start, whichever way it turns."""
    setup = SETUP.copy()
    setup.turn, setup.turn_dyad = 1, -1
    lost, held = (change(WORLDS.copy(), {"holder": (ALPHA, BETA, side)}) for side in (ALPHA, BETA))
    for was, others in ((lost, held), (held, lost)):
        found = live(setup, was, np.arange(DRAWS), LIVES, others)
        start = SETUP.copy()
        start.turn_dyad = -1
        assert alike(found, live(start, others, np.arange(DRAWS), LIVES))
        assert found.alive[:, 0, MARCH].any() == (others is held)


def test_dates_draw_nearer() -> None:
    s, w = state(WORLDS[0]), change(WORLDS.copy(), {"mandate": 30.0, "truce_age": 2.0})[0]
    plain(begin_otherwise)(s, SETUP, WORLDS[0], w, 10)
    assert (s.mandate[0], s.truce_age[0]) == (20.0, 12.0)


def test_every_field_that_a_state_begins_from_is_looked_at() -> None:
    """Each by itself: whatever ``begin`` takes from a world, a turn sets too."""
    was = WORLDS[0]
    for name in set(dtype_of(State).names or ()) & set(was.dtype.names):
        w = WORLDS.copy()[0]
        w[name] = w[name] + 1
        one, other, s = records(State, 1)[0], records(State, 1)[0], records(State, 1)[0]
        plain(begin)(one, SETUP, was)
        plain(begin)(other, SETUP, w)
        plain(begin)(s, SETUP, was)
        plain(begin_otherwise)(s, SETUP, was, w, 0)
        assert s.tobytes() == other.tobytes(), name
        assert (one.tobytes() == other.tobytes()) == (name == "irregulars"), name


# --- alike for both


def test_both_sides_are_made_to_act_alike() -> None:
    """Sides that are each other's image, on ground of the other's: the same effect, but for luck."""
    w = generic.worlds(6000, cost_limited=0.9, stance=0.0)
    setup = generic.setup(12, turn=5, turn_action=OFFENSIVE, turn_place=MARCH)
    gaps = []
    for d in (ALPHA, BETA):
        change(w, {"holder": (0, 1, 1 - d)})
        plain_ = generic.run(generic.setup(12), w)
        setup.turn_dyad = d
        gaps.append((generic.run(setup, w).deaths.sum((1, 2)) - plain_.deaths.sum((1, 2))).astype(float))
    one, two = gaps
    assert one.mean() > 0 < two.mean()
    assert abs(one.mean() - two.mean()) < 4 * np.hypot(one.std(), two.std()) / np.sqrt(one.size)
