"""From a case to its shape; what has no room is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.worlds.conftest import Real

from detente.cases.model import Case, Made
from detente.errors import InputError, UsageError
from detente.worlds.layout import MONTHS
from detente.worlds.setup import HOLD, MECHANISMS, OFFENSIVE
from detente.worlds.shape import Turn, dyads, places, shape

AS_OF = date(2020, 11, 11)


def enlarged(case: Case, **file: Any) -> Case:
    return replace(case, file=replace(case.file, **file))


def test_a_case_too_large_is_refused_and_all_of_it_said(real: Real) -> None:
    case = real.case
    spots = tuple(replace(spot, id=f"{spot.id}_{i}") for i in range(3) for spot in case.file.places)
    powers = tuple(replace(o, id=f"{o.id}_{i}", troops=True) for i in range(3) for o in case.file.outsiders)
    rivals = case.file.rivalries * 4
    with pytest.raises(InputError) as refused:
        shape(enlarged(case, places=spots, outsiders=powers, rivalries=rivals), AS_OF, 12, 1)
    said = str(refused.value)
    for what in ("actors", "places", "rivalries", "outside powers with troops"):
        assert f"more {what} than" in said


@pytest.mark.parametrize("months", [0, -1, MONTHS + 1])
def test_too_long_or_no_history_is_refused(months: int, real: Real) -> None:
    with pytest.raises(UsageError):
        shape(real.case, AS_OF, months, 1)
    assert shape(real.case, AS_OF, MONTHS, 1).months == MONTHS


def test_dyads_come_in_pairs_that_mirror_each_other(real: Real) -> None:
    s = real.setup
    d = np.arange(s.dyads)
    mirror = s.mirror[d]
    assert np.array_equal(s.mirror[mirror], d)
    assert np.array_equal(s.challenger[mirror], s.target[d])
    assert np.array_equal(s.rivalry[mirror], s.rivalry[d])
    assert len(set(s.dyad_id[d])) == s.dyads == len(dyads(real.case))


def test_places_touch_both_ways(real: Real) -> None:
    s, n = real.setup, len(places(real.case))
    assert np.array_equal(s.adjacent, s.adjacent.T)
    assert not s.adjacent[:n, :n].diagonal().any()
    assert s.adjacent[:n, :n].any(1).all()
    assert not s.adjacent[n:].any()


@pytest.mark.parametrize(
    ("day", "first"), [(date(2020, 11, 11), 2), (date(2020, 11, 20), 1), (date(2020, 12, 1), 1), (date(2020, 4, 1), 9)]
)
def test_winter_is_told_from_the_months_midpoint(day: date, first: int, real: Real) -> None:
    winter = shape(real.case, day, 24, 1).winter[1:25]
    assert int(winter.argmax()) + 1 == first
    assert np.array_equal(winter[:12], winter[12:])
    assert winter[:12].sum() == 4


def test_switches_and_what_is_made_to_happen(real: Real) -> None:
    s = shape(real.case, AS_OF, 12, 1, off=frozenset({"talks"}))
    assert [bool(s[f"on_{name}"]) for name in MECHANISMS] == [name != "talks" for name in MECHANISMS]
    assert (s.forced_dyad, s.forced_place) == (-1, -1)
    made = Made(actor="azerbaijan", action="offensive", place="syunik")
    s = shape(real.case, AS_OF, 12, 1, made)
    assert dyads(real.case)[s.forced_dyad][0] == "azerbaijan"
    assert (s.forced_action, places(real.case)[s.forced_place]) == (OFFENSIVE, "syunik")


@pytest.mark.parametrize(
    "made",
    [
        Made(actor="russia", action="offensive", place="syunik"),
        Made(actor="azerbaijan", action="hold", place="syunik"),
        Made(actor="azerbaijan", action="offensive", place="atlantis"),
    ],
)
def test_what_cannot_be_made_to_happen_is_refused(made: Made, real: Real) -> None:
    with pytest.raises(UsageError):
        shape(real.case, AS_OF, 12, 1, made)


def test_what_turns_in_a_later_month(real: Real) -> None:
    s = shape(real.case, AS_OF, 12, 1)
    assert (s.turn, s.turn_dyad, s.turn_place) == (0, -1, -1)
    s = shape(real.case, AS_OF, 12, 1, turn=Turn(5))
    assert (s.turn, s.turn_dyad) == (5, -1)
    s = shape(real.case, AS_OF, 12, 1, turn=Turn(5, Made("armenia", "hold", "")))
    assert (dyads(real.case)[s.turn_dyad][0], s.turn_action, s.turn_place) == ("armenia", HOLD, -1)
    s = shape(real.case, AS_OF, 12, 1, turn=Turn(12, Made("armenia", "offensive", "syunik", "azerbaijan")))
    assert (s.turn, s.turn_action, places(real.case)[s.turn_place]) == (12, OFFENSIVE, "syunik")


@pytest.mark.parametrize("side", ["armenia", "azerbaijan"])
def test_what_the_question_supposes_comes_first(side: str, real: Real) -> None:
    made = Made("azerbaijan", "offensive", "syunik")
    for month, kept in ((1, False), (2, True)):
        s = shape(real.case, AS_OF, 12, 1, made, turn=Turn(month, Made(side, "hold", "")))
        assert (s.turn_dyad >= 0) == kept
        assert s.forced_dyad >= 0


@pytest.mark.parametrize(
    "turn",
    [
        Turn(0),
        Turn(13),
        Turn(3, Made("russia", "hold", "")),
        Turn(3, Made("armenia", "offensive", "")),
        Turn(3, Made("armenia", "offensive", "atlantis")),
        Turn(3, Made("armenia", "surrender", "syunik")),
        Turn(3, Made("armenia", "hold", "", "russia")),
    ],
)
def test_what_cannot_turn_is_refused(turn: Turn, real: Real) -> None:
    with pytest.raises(UsageError):
        shape(real.case, AS_OF, 12, 1, turn=turn)
