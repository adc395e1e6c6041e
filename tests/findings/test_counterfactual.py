"""Counterfactuals: nothing before the month moves, what was so anyway changes nothing, and both sides are alike."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.making import write_case
from tests.findings.test_levers import DAY, OFTEN, STEPS, believed, mirrored, swap_sides

from detente.beliefs.assuming import assume
from detente.cases.model import Case, Given, Made
from detente.cases.reader import load_case
from detente.engine import workshop
from detente.engine.shelf import Shelf
from detente.engine.workshop import Workshop
from detente.findings.both import both, parted
from detente.findings.compare import Shift
from detente.findings.counterfactual import Counterfactual, counterfactual, turned, windows
from detente.findings.counterfactual_json import ask_otherwise, found_to_json
from detente.findings.estimate import Difference, Gap
from detente.findings.living import BEGUN, Otherwise
from detente.findings.replay import relive
from detente.findings.story import story
from detente.findings.study import Again, Options, Study, study
from detente.findings.supposed import HOLD, Change, Words
from detente.histories.record import Histories
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.mechanisms.border import alarm
from detente.worlds.setup import ACTIONS, PEACE
from detente.worlds.shape import shape
from detente.worlds.state import State, begin, begin_otherwise

FEW = Options(worlds=160, seed=3)
MONTHS = 12
MILL = "mill_valley"
Lived = Callable[[], Study]

law = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
months = st.integers(1, MONTHS)
deeds = st.sampled_from([*ACTIONS[1:], HOLD])
values = st.sampled_from(sorted(STEPS))
COEFFICIENTS = {"model.b_recent": 0.5, "model.mu": 0.1, "model.s_cost": 0.5, "model.tempo": 0.9}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return load_case(str(write_case(tmp_path_factory.mktemp("c") / "two-rivers", case=OFTEN)))


@pytest.fixture(scope="module")
def lived(case: Case) -> Lived:
    """The study of its question, behind a call: a failing law prints what it was given."""
    made = study(case, case.file.questions[0], DAY, FEW)
    return lambda: made


def acting(month: int, action: str, side: str = "southland") -> Change:
    rival = "northland" if side == "southland" else "southland"
    return Change(month, Made(side, action, "" if action == HOLD else MILL, rival))


def believing(month: int, slot: str, value: Any) -> Change:
    return Change(month, assumed=assume(slot, str(value)))


def again(of: Study, change: Change) -> Again:
    if change.assumed is None:
        return of.turned(change.turn)
    return of.turned(change.turn, Otherwise(of.beliefs.assuming((change.assumed,)), change.assumed.slot))


def alone(of: Study, change: Change) -> Counterfactual:
    (found,) = turned(of, change)
    return found


def rows(of: Study, found: Again) -> Any:
    """The numbers of the histories that were lived again."""
    return (found.changed[:, None] * of.options.lives + np.arange(of.options.lives)).ravel()


def same(one: Histories, other: Histories, mine: Any, until: int | None = None) -> bool:
    """Whether histories ``mine`` of the other are those of the one, bit for bit, or up to a month."""
    names = [name for name in one.arrays if until is None or name != "standing"]
    return all(np.array_equal(one.arrays[n][:, :until], other.arrays[n][mine][:, :until]) for n in names)


# --- before the month, and where nothing is new


@law
@given(month=months, action=deeds)
def test_before_a_decision_nothing_moves_and_it_is_taken_where_it_is_open(
    lived: Lived, month: int, action: str
) -> None:
    of, change = lived(), acting(month, action)
    found, before = again(of, change).lived[None], of.histories[None]
    assert same(found, before, slice(None), month - 1)
    d = before.names.dyads.index(("southland", "northland"))
    free = np.ones(before.count, bool) if month == 1 else before.arrays["phase"][:, month - 2, 0] == PEACE
    if action != HOLD and month > 1:
        free &= before.arrays["holder"][:, month - 2, before.names.places.index(MILL)] == before.names.actors.index(
            "northland"
        )
    took = found.arrays["action"][:, month - 1, d] == ACTIONS.index(action)
    one = alone(of, change)
    assert one.open == (free & took).mean()
    assert took[free].all()
    assert all(np.array_equal(found.arrays[name][~free], before.arrays[name][~free]) for name in before.arrays)
    assert (one.changed, one.unread) == (None, False)


@law
@given(month=months, slot=values)
def test_before_a_belief_changes_nothing_moves(lived: Lived, month: int, slot: str) -> None:
    of = lived()
    found = again(of, believing(month, slot, STEPS[slot]))
    if found.changed.size:
        assert same(found.lived[None], of.histories[None], rows(of, found), month - 1)


@law
@given(month=months, data=st.data())
def test_what_is_believed_anyway_changes_nothing(lived: Lived, month: int, data: st.DataObject) -> None:
    known = believed(lived())
    slot = data.draw(st.sampled_from(sorted(known)))
    one = alone(lived(), believing(month, slot, known[slot]))
    assert (one.changed, one.unread) == (0.0, False)
    assert all(moved.shift.p[0] == moved.shift.p[1] and moved.came == moved.went == 0 for moved in one.outcomes)
    assert (one.toll.mean[0], one.toll.found, one.toll.pulled, one.toll.left) == (
        one.toll.mean[1],
        (0, 0),
        (0, 0),
        (0, 0),
    )


def test_what_it_does_anyway_changes_nothing(lived: Lived) -> None:
    of = lived()
    before = of.histories[None]
    d, k = before.names.dyads.index(("southland", "northland")), before.names.places.index(MILL)
    for month in range(1, MONTHS + 1):
        for action in ACTIONS:
            found = again(of, acting(month, action)).lived[None]
            did = before.arrays["action"][:, month - 1, d] == ACTIONS.index(action)
            did &= (before.arrays["objective"][:, month - 1, d] == k) | (action == HOLD)
            assert all(np.array_equal(found.arrays[name][did], before.arrays[name][did]) for name in before.arrays)


# --- from the first month


@law
@given(slot=st.sampled_from(sorted(STEPS | COEFFICIENTS)))
def test_from_the_first_month_it_is_as_if_assumed_from_the_start(lived: Lived, slot: str) -> None:
    of, change = lived(), believing(1, slot, (STEPS | COEFFICIENTS)[slot])
    assert change.assumed is not None
    anew = study(of.case, of.question, DAY, replace(FEW, assumed=(change.assumed,))).histories[None]
    found = again(of, change)
    if found.changed.size:
        mine = rows(of, found)
        assert same(found.lived[None], anew, mine)
        assert np.array_equal(found.lived[None].holder, anew.holder[found.changed])
        assert np.array_equal(found.lived[None].closed, anew.closed[found.changed])
    rest = np.setdiff1d(np.arange(anew.count), rows(of, found))
    assert all(np.array_equal(of.histories[None].arrays[n][rest], anew.arrays[n][rest]) for n in anew.arrays)


@pytest.mark.parametrize("action", ["limited_attack", "offensive"])
def test_in_the_first_month_it_is_what_a_question_supposes(lived: Lived, action: str) -> None:
    of, change = lived(), acting(1, action)
    assert change.made is not None
    asked = replace(of.question, given=Given(change.made, "it is made to attack", MONTHS))
    supposes = study(of.case, asked, DAY, FEW).histories["do"]
    assert same(again(of, change).lived[None], supposes, slice(None))
    assert alone(of, change).open == 1


def test_a_coefficient_governs_what_comes_and_not_what_was(lived: Lived) -> None:
    """Faster forgetting from some month on doesn't undo what there is to forget."""
    of, draws = lived(), np.arange(FEW.draws)
    for name in ("half_life", "kappa", "rho"):
        change = believing(6, f"model.{name}", 0.5)
        assert change.assumed is not None
        others = Otherwise(of.beliefs.assuming((change.assumed,)), change.assumed.slot).fill(of.case, of.worlds, draws)
        assert (others[name] == 0.5).all()
        assert all(np.array_equal(others[field], of.worlds[field]) for field in BEGUN)


def test_faster_forgetting_leaves_what_is_remembered_on_its_first_day(lived: Lived) -> None:
    """What incidents add to the worth of acting is the same on both sides of the turn."""
    of, change = lived(), believing(6, "model.rho", 0.5)
    assert change.assumed is not None
    others = Otherwise(of.beliefs.assuming((change.assumed,)), change.assumed.slot).fill(
        of.case, of.worlds, np.arange(FEW.draws)
    )
    s, setup = records(State, 1)[0], shape(of.case, of.as_of, MONTHS, 1)
    plain(begin)(s, setup, of.worlds[1])
    s.recalled[0] += 3.0
    before = plain(alarm)(s, 0)
    plain(begin_otherwise)(s, setup, of.worlds[1], others[1], 5)
    assert plain(alarm)(s, 0) == before > 0.0


def test_a_later_change_changes_less(lived: Lived) -> None:
    shares = [alone(lived(), believing(month, "southland.edge", 5)).toll.pulled.share for month in (1, 7, 12)]
    assert shares[0] > shares[1] > shares[2]


# --- the parts of an answer


def test_the_numbers_belong_together(lived: Lived) -> None:
    of = lived()
    for change in (acting(4, "offensive"), believing(4, "southland.edge", 5)):
        one = alone(of, change)
        (moved,) = one.outcomes
        assert moved.came - moved.went == pytest.approx(moved.shift.found.delta)
        assert moved.shift.p[0] == of.hits[None][moved.shift.outcome.id].mean()
        assert one.toll.mean[1] - one.toll.mean[0] == pytest.approx(one.toll.found.delta)
        assert one.toll.pulled.share > 0
        assert found_to_json(one)["outcomes"][0]["interval"] == list(moved.shift.found.interval)


def test_slots_that_nothing_reads_are_said_so(lived: Lived) -> None:
    one = alone(lived(), believing(3, "islands.commitment", 0.5))
    assert (one.changed, one.unread) == (0.0, True)
    assert not alone(lived(), believing(3, "model.kappa", 0.5)).unread


def test_halves_that_end_before_the_month_are_left_out(flagship: Case) -> None:
    name, few = "attack-on-syunik", Options(worlds=40)
    assert windows(flagship, name, few) == {"do": 6, "chance": 24}
    hold = Made("azerbaijan", HOLD, "", "armenia")
    assert [one.half for one in counterfactual(flagship, name, Change(6, hold), few)] == ["do", "chance"]
    assert [one.half for one in counterfactual(flagship, name, Change(7, hold), few)] == ["chance"]


def test_what_the_question_has_decided_is_not_open(flagship: Case) -> None:
    for side, rival in (("azerbaijan", "armenia"), ("armenia", "azerbaijan")):
        change = Change(1, Made(side, HOLD, "", rival))
        do, chance = counterfactual(flagship, "attack-on-syunik", change, Options(worlds=40))
        assert (do.open, chance.open) == (0, 1)
        assert do.toll.mean[0] == do.toll.mean[1]


@pytest.mark.parametrize("change", [acting(5, "offensive"), believing(5, "southland.edge", 5)], ids=["deed", "belief"])
def test_workers_and_chunks_make_no_difference(
    lived: Lived, change: Change, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = lived()
    expected = found_to_json(alone(of, change))
    for large in (False, True):
        monkeypatch.setattr(workshop, "LARGE", 0 if large else workshop.LARGE)
        for workers, chunk in ((1, 7), (2, 16), (2, 1000)):
            shop = Workshop(Shelf(tmp_path / "work"))
            again_ = study(of.case, of.question, DAY, replace(FEW, workers=workers, chunk=chunk, workshop=shop))
            assert again_.by_chunks == large
            settled = {slot: held.copy() for slot, held in again_.settled.items()}
            assert found_to_json(alone(again_, change)) == expected
            assert all(np.array_equal(again_.settled[slot], held) for slot, held in settled.items())
            assert all(np.array_equal(of.settled[slot], held) for slot, held in settled.items())


# --- one history both ways


@pytest.mark.parametrize(
    "change",
    [acting(4, "offensive"), acting(2, "coerce"), acting(3, HOLD), believing(4, "southland.edge", 5)],
    ids=["offensive", "coerce", "hold", "belief"],
)
def test_a_history_is_told_as_it_was_lived_both_ways(lived: Lived, change: Change) -> None:
    of = lived()
    found, one = again(of, change), alone(of, change)
    for history in (0, 17, 42, 90):
        told = both(one, str(history))
        mine = np.flatnonzero(rows(of, found) == history)
        for relived, histories, row in (
            (told.before, of.histories[None], history),
            (told.after, found.lived[None], mine[0]),
        ):
            for name in histories.arrays:
                assert np.array_equal(getattr(relived.record, name)[0], histories.arrays[name][row]), name
        assert told.month == parted(told.before.record, told.after.record)
        assert told.month is None or told.month >= change.month
        spans = [
            month for chapter in (*told.shared, *told.apart[0]) for month in range(chapter.first, chapter.last + 1)
        ]
        assert spans == list(range(1, MONTHS + 1))
        assert [chapter.first for chapter in told.apart[1]][:1] == ([told.month] if told.month else [])


def test_the_ledger_and_the_story_say_what_was_made_to_happen(case: Case) -> None:
    for action, words in (
        (HOLD, "Southland holds back, as it is made to"),
        ("offensive", ", as it is made to. In favour: "),
    ):
        change = acting(3, action)
        for history in range(8):
            told = relive(case, "next-year", DAY, FEW, history, change)
            made = [row for row in told.ledger if row.uniform is None]
            assert [(row.month, row.option, row.p, row.chosen) for row in made] in ([(3, action, 1.0, True)], [])
            assert (words in " ".join(chapter.text for chapter in story(told))) == bool(made)


# --- both ways


@pytest.mark.parametrize("action", [HOLD, "limited_attack", "offensive"])
def test_mirrored_decisions_have_mirrored_effects(tmp_path: Path, action: str) -> None:
    many, results = Options(worlds=2400, lives=2, seed=5), []
    for name, swap, side in (("here", str, "southland"), ("there", swap_sides, "northland")):
        mirror = load_case(str(mirrored(tmp_path / name, swap)))
        results.append(alone(study(mirror, mirror.file.questions[0], DAY, many), acting(3, action, side)))
    here, there = results
    assert here.open is not None and there.open is not None
    assert abs(here.open - there.open) < 0.05
    one, two = (each.outcomes[0].shift.found for each in results)
    assert abs(one.delta - two.delta) <= 3.5 * math.hypot(one.se, two.se)
    gaps = here.toll.found, there.toll.found
    assert abs(gaps[0].delta - gaps[1].delta) <= 3.5 * math.hypot(gaps[0].se, gaps[1].se)


def test_a_change_that_surely_costs_lives_improves_nothing(lived: Lived) -> None:
    """As with levers: an outcome that becomes rarer while surely more die fell, and did not improve."""
    found = alone(lived(), acting(3, "offensive"))
    (moved, *_) = found.outcomes
    fell = Shift(replace(moved.shift.outcome, better="lower"), (0.4, 0.3), Difference(-0.1, 0.01))
    for delta, word in ((100.0, "fell"), (-100.0, "improved")):
        toll = replace(found.toll, found=Gap(delta, 10.0))
        said = found_to_json(replace(found, outcomes=(moved._replace(shift=fell),), toll=toll))
        assert [outcome["change"] for outcome in said["outcomes"]] == [word]


def test_the_document_is_the_same_in_words_and_in_numbers(case: Case) -> None:
    found = ask_otherwise(case, "next-year", Words("2021-06", make=f"southland offensive {MILL}"), FEW, "typical")
    assert (found["change"]["from"], found["change"]["begins"]) == (4, date(2021, 6, 10))
    assert found["change"]["to"]["id"] == "northland"
    assert found["answers"][0]["open"] > 0.5
    assert found["world"]["question"] == "next-year"
