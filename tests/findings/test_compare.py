"""Comparisons: what pairs, what a claim did, and that nothing is blamed for what it could not do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cases.making import write_case

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.model import Claim, Value
from detente.errors import InputError, UsageError
from detente.findings.changes import changes, known, undone
from detente.findings.compare import Moved, Shift, Side, compare
from detente.findings.estimate import Difference, difference
from detente.findings.study import Options, study

DAY = date(2021, 3, 10)
FEW = Options(worlds=160, seed=3)
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


def hits(case: Case, options: Options = FEW) -> Any:
    return study(case, case.file.questions[0], DAY, options).hits[None]["deaths_25_in_month"].reshape(-1, 4)


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
    assert shift.claims == shift.found
    assert shift.rest is not None
    assert shift.rest.delta == 0
    assert found.besides == ()


def test_what_the_model_does_not_read_moves_nothing(case: Case) -> None:
    (found,) = compare(side(case), side(more(case, UNREAD)), explain=True)
    assert found.shifts[0].moved_by == ()
    assert [change.claims for change in found.idle or ()] == [(UNREAD,)]


def test_the_rest_is_named(case: Case) -> None:
    off = replace(FEW, off=frozenset({"border"}))
    (found,) = compare(side(case), side(case, off), explain=True)
    assert found.besides == ("mechanisms switched off",)
    assert found.shifts[0].rest == found.shifts[0].found
    assert found.shifts[0].moved_by == ()


def test_claims_that_became_known_with_time(case: Case) -> None:
    early = replace(FEW, as_of=date(2021, 3, 3))
    (found,) = compare(side(case, early), side(case), explain=True)
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


def test_a_run_that_does_not_come_out_again_is_refused(case: Case) -> None:
    run = Side("r-1", case, FEW, {("next-year", DAY): "0" * 64})
    with pytest.raises(InputError, match="another version"):
        compare(run, side(case))


@pytest.mark.parametrize(("delta", "better", "said"), [
    (0.2, None, "rose"), (-0.2, None, "fell"), (0.001, None, "unchanged"), (0.001, "lower", "unchanged"),
    (0.2, "lower", "deteriorated"), (-0.2, "lower", "improved"), (0.2, "higher", "improved"),
    (-0.2, "higher", "deteriorated"),
])  # fmt: skip
def test_better_and_worse_only_where_it_is_declared(case: Case, delta: float, better: Any, said: str) -> None:
    outcome = replace(case.file.questions[0].outcomes[0], better=better)
    found = Difference(delta, 0.01)
    assert Shift(outcome, (0.4, 0.4 + delta), found).word == said
    moved = Moved(
        changes((case, FEW), (more(case, BOUND), FEW), known(case, DAY, FEW), known(more(case, BOUND), DAY, FEW))[0],
        found,
    )
    assert moved.clear == (said != "unchanged")
