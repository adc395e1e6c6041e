"""Comparisons: what pairs, what a claim did, and that nothing is blamed for what it could not do."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.making import write_case

from detente.beliefs.theories import Theories
from detente.cases.model import Case, Outcome
from detente.cases.reader import load_case
from detente.claims.model import Claim, Value
from detente.errors import UsageError
from detente.findings.changes import changes, known, undone
from detente.findings.compare import LEAST, Moved, Shift, Side, compare
from detente.findings.estimate import Difference, difference, estimate
from detente.findings.parts import NOTHING, Recorded, added, of_version, parts
from detente.findings.study import Options, study
from detente.histories.record import combine, digests

DAY = date(2021, 3, 10)
EARLY_DAY = date(2021, 3, 3)
FEW = Options(worlds=160, seed=3)
EARLY = replace(FEW, as_of=EARLY_DAY)
OUTCOME = "deaths_25_in_month"
WHEN = "deaths_in_month: {at_least: 25}"
Vary = Callable[..., Case]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case of the guide, asked about something frequent enough for few worlds."""
    folder: Path = write_case(tmp_path_factory.mktemp("c") / "two-rivers", case=(WHEN, "deaths: {at_least: 1}"))
    return load_case(str(folder))


def said(slot: str, value: Value, source: str = "walker-2021", **more: Any) -> Claim:
    return Claim(
        source, slot, "relation", value, "walker", date(2021, 3, 5), f"says {slot}", source, citation="c", **more
    )


def word(text: str) -> Value:
    return Value("category", words=(text,))


BOUND = said("islands.attention", word("bound"))
STAKE = said("southland.worth[mill_valley]", Value("interval", 2.0, 3.0, unit="stakes"))
UNREAD = said("harbour.account", word("busy"))


def side(case: Case, options: Options = FEW) -> Side:
    return Side("a", case, options, {})


def more(case: Case, *claims: Claim) -> Case:
    return replace(case, claims=(*case.claims, *claims))


def without(case: Case, name: str) -> Case:
    return replace(case, claims=tuple(c for c in case.claims if c.id != name))


def hits(case: Case, options: Options = FEW, day: date = DAY) -> Any:
    return study(case, case.file.questions[0], day, options).hits[None][OUTCOME].reshape(-1, 4)


def kept(case: Case, p: float, options: Options = FEW) -> Side:
    """A run by another version of the model, which found ``p`` with an error of 0.02."""
    recorded = Recorded("0" * 64, {OUTCOME: (p, 0.02)})
    return Side("r-1", case, options, {("next-year", options.as_of or DAY): recorded})


def test_a_case_compared_with_itself_is_unchanged(case: Case) -> None:
    (found,) = compare(side(case), side(case), explain=True)
    (shift,) = found.shifts
    assert 0.1 < shift.p[0] < 0.9
    assert (shift.found.delta, shift.word, shift.moved_by, found.idle) == (0.0, "unchanged", (), ())


def test_a_claim_s_effect_is_that_of_the_run_without_it(case: Case) -> None:
    after = more(case, STAKE, BOUND, UNREAD)
    (found,) = compare(side(case), side(after), explain=True)
    (shift,) = found.shifts
    assert shift.found == difference(hits(after), hits(case))
    assert shift.moved_by
    for moved in shift.moved_by:
        left_out = replace(FEW, left_out=frozenset({moved.change.name}))
        assert moved.found == difference(hits(after), hits(after, left_out))
    sizes = [abs(moved.found.delta) for moved in shift.moved_by]
    assert sizes == sorted(sizes, reverse=True)
    assert UNREAD.id in [change.name for change in found.idle or ()]


def test_where_only_claims_differ_they_are_the_whole_difference(case: Case) -> None:
    first = next(c for c in case.claims if c.slot == "harbour.attention")
    after = more(without(case, first.id), STAKE)
    (found,) = compare(side(case), side(after), explain=True)
    (shift,) = found.shifts
    assert shift.parts is not None
    assert shift.parts.claims == shift.found
    assert shift.parts.rest.delta == 0
    assert shift.parts[2:] == (NOTHING,) * 3
    assert found.besides == ()


def test_what_the_model_does_not_read_moves_nothing(case: Case) -> None:
    (found,) = compare(side(case), side(more(case, UNREAD)), explain=True)
    assert found.shifts[0].moved_by == ()
    assert [change.claims for change in found.idle or ()] == [(UNREAD,)]


def test_the_rest_is_named(case: Case) -> None:
    off = replace(FEW, off=frozenset({"border"}))
    (found,) = compare(side(case), side(case, off), explain=True)
    assert found.besides == ("mechanisms switched off",)
    (shift,) = found.shifts
    assert shift.parts is not None
    assert shift.parts.terms == shift.parts.rest == shift.found
    assert shift.parts.time == NOTHING
    assert shift.moved_by == ()


def test_claims_that_became_known_with_time(case: Case) -> None:
    (found,) = compare(side(case, EARLY), side(case), explain=True)
    kinds = {c.id: change.kind for change in (*(found.idle or ()), *(m.change for m in found.shifts[0].moved_by or ()))
             for c in change.claims}  # fmt: skip
    newly = {c.id for c in case.claims if date(2021, 3, 3) < c.known_from <= DAY}
    assert newly
    assert len(newly - set(kinds)) <= found.shifts[0].same  # which are counted and not named
    assert set(kinds.values()) == {"newly known"}
    assert found.besides == ("time from 2021-03-03 to 2021-03-10",)


@pytest.mark.parametrize(("change", "kind"), [
    (lambda c: replace(c, status="rejected"), "rejected"),
    (lambda c: replace(c, credibility=1), "edited"),
    (lambda c: replace(c, known_from=date(2021, 3, 20)), "not yet known"),
    (lambda _: None, "dropped"),
])  # fmt: skip
def test_kinds_of_change(case: Case, change: Callable[[Claim], Claim | None], kind: str) -> None:
    old = next(c for c in case.claims if c.slot == "harbour.attention")
    new = change(old)
    after = replace(case, claims=tuple(x for c in case.claims if (x := new if c.id == old.id else c) is not None))
    was, now = known(case, DAY, FEW), known(after, DAY, FEW)
    (found,) = changes((case, FEW), (after, FEW), was, now)
    assert (found.kind, found.name) == (kind, old.id)
    assert {c.id for c in undone(tuple(now.values()), [found])} == set(was)
    back = changes((after, FEW), (case, FEW), now, was)
    expected = {"rejected": "accepted", "edited": "edited", "not yet known": "newly known", "dropped": "added"}
    assert [each.kind for each in back] == [expected[kind]]


def test_left_out_is_a_change_too(case: Case) -> None:
    cut = replace(FEW, left_out=frozenset({"walker-2021"}))
    was, now = known(case, DAY, FEW), known(case, DAY, cut)
    assert {c.kind for c in changes((case, FEW), (case, cut), was, now)} == {"left out"}
    assert {c.kind for c in changes((case, cut), (case, FEW), now, was)} == {"no longer left out"}


def test_an_edit_and_what_it_supersedes_are_one_change(case: Case) -> None:
    old = next(c for c in case.claims if c.slot == "harbour.attention")
    new = replace(old, value=word("free"), links=(("supersedes", old.id),))
    after = more(
        replace(case, claims=tuple(replace(c, status="superseded") if c.id == old.id else c for c in case.claims)), new
    )
    (found,) = changes((case, FEW), (after, FEW), known(case, DAY, FEW), known(after, DAY, FEW))
    assert (found.kind, found.before, found.after) == ("edited", (old,), (new,))


def test_values_of_a_series_are_one_change(case: Case) -> None:
    bare = replace(case, claims=tuple(c for c in case.claims if c.source != "gdp"))
    (found,) = changes((bare, FEW), (case, FEW), known(bare, DAY, FEW), known(case, DAY, FEW))
    assert len(found.claims) > 1
    assert {c.source for c in found.claims} == {"gdp"}


@pytest.mark.parametrize(("options", "what"), [
    (replace(FEW, seed=4), "seeds"), (replace(FEW, worlds=80), "worlds"), (replace(FEW, lives=2, worlds=80), "lives"),
])  # fmt: skip
def test_histories_that_can_t_be_paired(case: Case, options: Options, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        compare(side(case), side(case, options))


def test_a_question_that_only_one_side_has(case: Case) -> None:
    with pytest.raises(UsageError, match="next-year"):
        compare(side(case), side(case), ("other",))
    none = replace(case, file=replace(case.file, questions=()))
    with pytest.raises(UsageError, match="in common"):
        compare(side(case), side(none))


@pytest.mark.parametrize("explain", [False, True])
def test_a_run_of_another_version_of_the_model(case: Case, explain: bool) -> None:
    ((before, after),) = [shift.p for found in compare(side(case), side(case, EARLY)) for shift in found.shifts]
    (found,) = compare(kept(case, 0.9), kept(case, 0.7, EARLY), explain=explain)
    (shift,) = found.shifts
    assert shift.p == (0.9, 0.7)
    assert shift.found.delta == pytest.approx(0.7 - 0.9)
    assert shift.found.se > 0.02 * 2**0.5  # both kept errors, and those of what is lived now
    assert found.besides[-1] == "the version of the model"
    if explain:
        assert shift.parts is not None
        assert shift.parts.model.delta == pytest.approx((before - 0.9) + (0.7 - after))


def test_a_run_that_comes_out_again_is_of_this_version(case: Case) -> None:
    digest = combine(digests(study(case, case.file.questions[0], DAY, FEW).histories[None].arrays))
    same = replace(kept(case, 0.9), recorded={("next-year", DAY): Recorded(digest, {OUTCOME: (0.9, 0.02)})})
    (found,) = compare(same, side(case))
    assert (found.shifts[0].found.delta, found.besides) == (0.0, ())


def test_the_passage_of_time_alone(case: Case) -> None:
    """No claim becomes known in between: the window moves and what is known ages."""
    now = replace(FEW, worlds=2000)
    (found,) = compare(side(case, now), side(case, replace(now, as_of=date(2023, 3, 10))), explain=True)
    (shift,) = found.shifts
    assert shift.parts is not None
    assert shift.found.delta != 0
    assert shift.parts.time == shift.parts.rest == shift.found
    assert (shift.parts.claims.delta, shift.parts.terms, shift.parts.model) == (0.0, NOTHING, NOTHING)
    assert (shift.moved_by, found.idle) == ((), ())


def test_each_part_is_a_step_of_its_own(case: Case) -> None:
    """Terms on the old day, then the days, then the claims: each as if it were run alone."""
    after, off = more(case, STAKE, BOUND), replace(FEW, off=frozenset({"border"}))
    (found,) = compare(side(case, EARLY), side(after, off), explain=True)
    (shift,) = found.shifts
    assert shift.parts is not None
    old = replace(after, claims=tuple(known(case, EARLY_DAY, EARLY).values()))
    first, then = hits(case, EARLY, EARLY_DAY), hits(old, off, EARLY_DAY)
    base, last = hits(old, off), hits(after, off)
    assert shift.parts.terms == difference(then, first)
    assert shift.parts.time.delta == difference(base, then).delta
    assert shift.parts.claims == difference(last, base)
    assert all(part.delta for part in (shift.parts.terms, shift.parts.claims))
    assert sum(part.delta for part in (shift.parts.claims, *shift.parts[2:])) == pytest.approx(shift.found.delta)


@given(st.lists(st.booleans(), min_size=32, max_size=32), st.integers(0, 30), st.floats(0, 1), st.floats(0, 1))
def test_parts_add_up(bits: list[bool], turn: int, before: float, after: float) -> None:
    one, then, base, two = (np.roll(np.array(bits), turn * n) for n in range(4))
    model = added((of_version(one, 4, (before, 0.1)), Difference(-of_version(two, 4, (after, 0.1)).delta, 0.1)))
    found = parts((one, then, base, two), 4, model)
    assert sum(part.delta for part in (found.claims, *found[2:])) == pytest.approx(after - before, abs=1e-12)
    assert found.claims.delta + found.rest.delta == pytest.approx(after - before, abs=1e-12)
    assert all(part.se >= 0 for part in found)


@pytest.mark.parametrize(("delta", "better", "said"), [
    (0.2, None, "rose"), (-0.2, None, "fell"), (0.001, None, "can't tell"), (0.001, "lower", "can't tell"),
    (0.2, "lower", "deteriorated"), (-0.2, "lower", "improved"), (0.2, "higher", "improved"),
    (-0.2, "higher", "deteriorated"),
])  # fmt: skip
def test_better_and_worse_only_where_it_is_declared(case: Case, delta: float, better: Any, said: str) -> None:
    outcome = replace(case.file.questions[0].outcomes[0], better=better)
    found = Difference(delta, 0.01)
    assert Shift(outcome, (0.4, 0.4 + delta), found).word == said
    assert Shift(outcome, (0.4, 0.4), Difference(delta / 25, 0.0001)).word == "hardly changed"  # sure, and below 0.01
    moved = Moved(
        changes((case, FEW), (more(case, BOUND), FEW), known(case, DAY, FEW), known(more(case, BOUND), DAY, FEW))[0],
        found,
    )
    assert moved.clear == (said != "can't tell")


@given(st.floats(-0.2, 0.2), st.floats(0.0001, 0.1), st.sampled_from([None, "lower", "higher"]))
def test_little_is_not_the_same_as_not_known(case: Case, delta: float, se: float, better: Any) -> None:
    shift = Shift(replace(case.file.questions[0].outcomes[0], better=better), (0.4, 0.4 + delta), Difference(delta, se))
    low, high = shift.found.interval
    within = low > -LEAST and high < LEAST
    assert (shift.word == "can't tell") == (low <= 0 <= high and not within)
    assert (shift.word == "hardly changed") == (within or (not low <= 0 <= high and abs(delta) < LEAST))
    assert replace(shift, alike=True).word == "unchanged"


def test_what_can_not_be_told_and_what_is_too_small() -> None:
    def word(delta: float, low: float) -> str:
        return Shift(Outcome("war", "war", {}), (0.4, 0.4), Difference(delta, (delta - low) / 1.6448536)).word

    assert word(-0.014, -0.029) == "can't tell"
    assert word(-0.001, -0.004) == "hardly changed"


def test_two_conflicts_have_no_pairs(case: Case) -> None:
    """Luck is keyed alike on both sides, and a history of the one is no pair of a history of the other."""
    other = load_case("kosovo-serbia")
    (found,) = compare(side(other), side(case), ["next-year"])
    (shift,) = (s for s in found.shifts if s.outcome.id == OUTCOME)
    asked = next(question for question in other.file.questions if question.id == "next-year")
    here, there = hits(case), study(other, asked, asked.as_of[-1], FEW).hits[None][OUTCOME].reshape(-1, 4)
    assert not found.paired
    assert shift.word in ("rose", "fell", "can't tell")  # another conflict is no improvement on this one
    assert shift.found.delta == pytest.approx(here.mean() - there.mean())
    assert shift.found.se == pytest.approx(math.hypot(estimate(here).mc_error, estimate(there).mc_error))
    with pytest.raises(UsageError, match="one conflict to another"):
        compare(side(other), side(case), ["next-year"], explain=True)
    (same,) = compare(side(case), side(more(case, STAKE)))
    assert same.paired


def test_theories_that_differ_are_named(case: Case) -> None:
    other = replace(case, theories=Theories({"m": {"strength_decides": "more_likely"}}))
    (found,) = compare(side(case), side(other))
    assert found.besides == ("what authors' causes are taken to speak of",)


def test_a_closing_that_both_sides_have_is_no_change(case: Case) -> None:
    """A record that nobody knows any more ends what was said before, on either side."""
    day = date(2021, 3, 1)
    closed = replace(said("harbour.attention", Value("unknown"), "record", event_time=(day, day)), known_from=day)
    both, added_ = more(case, closed), said("islands.attention", word("free"))
    assert closed.id in known(both, DAY, FEW)
    (found,) = compare(side(both), side(more(both, added_)), explain=True)
    assert found.shifts[0].parts is not None and found.shifts[0].parts.terms == NOTHING
