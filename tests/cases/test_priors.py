"""The priors of cases: of which day each counts, and that none cites what came later."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.cases.making import write_case

from detente.beliefs.draws import Terms, believe
from detente.beliefs.priors import known_by
from detente.cases.check import check, load
from detente.cases.model import Case, SlotPrior
from detente.cases.reader import bundled, load_case
from detente.errors import InputError
from detente.worlds.fill import Filler

PRIORS = [(path.name, prior) for path in sorted(bundled().iterdir()) for prior in load_case(path.name).file.priors]
YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
GDP = "- {{slot: northland.gdp, low: 9, high: 11, {day}why: none}}\n"


def told(case: Case) -> list[tuple[str, str]]:
    """What the check finds, by severity and value."""
    return [(fault.severity, fault.value) for fault in check(case, frozenset()).faults]


def with_priors(folder: Path, *written: str) -> Case:
    case, faults = load(write_case(folder, case=("priors:\n", "priors:\n" + "".join(written))))
    assert case is not None, faults
    return case


@pytest.mark.parametrize(("case", "prior"), PRIORS, ids=[f"{prior.slot} {prior.known_from}" for _, prior in PRIORS])
def test_no_prior_of_ours_cites_what_came_after_the_day_from_which_it_counts(case: str, prior: SlotPrior) -> None:
    assert prior.known_from is not None
    assert max((int(year) for year in YEAR.findall(prior.why)), default=0) <= prior.known_from.year


def test_an_answer_as_of_1996_knows_no_later_spending() -> None:
    case = load_case("south-caucasus")
    for side in ("armenia", "azerbaijan"):
        slot = f"{side}.military_burden"
        early = believe(case.grounds, Terms(date(1996, 1, 31), draws=200)).draw(slot)
        assert early.numbers.min() < min(prior.low for prior in case.priors[slot] if prior.known_from.year > 2000)


@pytest.mark.parametrize("day", ["2011-01-31", "2020-07-21", "2023-10-04", "2026-05-31"])
def test_a_range_that_is_written_down_anew_keeps_its_draws(day: str) -> None:
    case = load_case("south-caucasus")
    late = known_by(case.priors, date.fromisoformat(day))["azerbaijan.military_burden"]
    assert (late.low, late.high) == (0.033, 0.055)


def test_a_prior_of_no_day_is_told_and_a_dated_one_is_not(tmp_path: Path) -> None:
    undated = with_priors(tmp_path / "undated", GDP.format(day=""))
    assert ("warning", "northland.gdp") in told(undated)
    assert "no day" in check(undated, frozenset()).faults[0].reason
    dated = with_priors(tmp_path / "dated", GDP.format(day="known_from: 2015-01-01, "))
    assert told(dated) == []


def test_several_priors_on_a_slot_need_different_days(tmp_path: Path) -> None:
    days = [GDP.format(day=f"known_from: {day}, ") for day in ("2015-01-01", "2016-01-01")]
    assert told(with_priors(tmp_path / "two", *days)) == []
    assert ("error", "northland.gdp") in told(with_priors(tmp_path / "same", days[0], days[0]))
    undated = GDP.format(day="")
    assert ("error", "northland.gdp") in told(with_priors(tmp_path / "undated", undated, undated))


def test_coverage_counts_the_prior_that_stands_on_the_day_of_the_question(tmp_path: Path) -> None:
    for name, day, silent in (("known", "2015-01-01", 0), ("later", "2022-01-01", 1)):
        prior = GDP.replace("northland", "moon").format(day=f"known_from: {day}, ")
        found = check(with_priors(tmp_path / name, prior), {"moon.gdp"}).coverage
        assert found is not None
        assert (found.silent, found.assumptions) == (silent, 1 - silent)


def test_what_the_model_needs_and_only_a_later_prior_gives_is_refused(tmp_path: Path) -> None:
    case = with_priors(tmp_path, GDP.format(day="known_from: 2022-01-01, "))
    bare = case.grounds._replace(claims=[c for c in case.claims if c.slot != "northland.gdp"])
    with pytest.raises(InputError, match="the model needs this number and nobody gives it"):
        Filler(case, believe(bare, Terms(date(2021, 3, 10), draws=8))).fill()
    Filler(case, believe(bare, Terms(date(2022, 3, 10), draws=8))).fill()
