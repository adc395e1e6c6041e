"""Levers: the same as assuming it from the start, nothing where nothing is new, alike on both sides."""

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

from detente.beliefs.draws import Terms, believe
from detente.beliefs.priors import Prior, priors
from detente.cases.model import Case, Lever
from detente.cases.reader import load_case
from detente.errors import UsageError
from detente.findings.compare import Shift
from detente.findings.estimate import Difference, Gap, difference, estimate
from detente.findings.levers import FEWEST, Pulled, choose_levers, pull, pull_all, toll, unread
from detente.findings.study import Options, Study, study
from detente.names.catalogue import parse_address
from detente.worlds.fill import Filler

DAY = date(2021, 3, 10)
FEW = Options(worlds=160, seed=3)
Lived = Callable[[], Study]

OFTEN = ("deaths_in_month: {at_least: 25}", "deaths: {at_least: 1}")
law = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
STEPS: dict[str, Any] = {
    "harbour.attention": "free", "harbour.resolve": "0.6..1.0", "islands.resolve": 0.9, "northland.edge": "superior",
    "southland.edge": "inferior", "southland.worth[mill_valley]": "1.5..2", "mill_truce.type": "definitive",
    "mill_truce.in_force": "no", "mill_truce.start": date(2021, 3, 1), "harbour.stance": "southland",
    "harbour.embargo[northland]": "yes", "harbour.supply_share[northland]": 0.8,
}  # fmt: skip


def lever(assume: dict[str, Any], **more: Any) -> Lever:
    return Lever("step", "A step", "civilian", ("harbour",), assume, "It suggests itself.", **more)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case of the guide, asked about something frequent enough for few worlds."""
    return load_case(str(write_case(tmp_path_factory.mktemp("c") / "two-rivers", case=OFTEN)))


@pytest.fixture(scope="module")
def lived(case: Case) -> Lived:
    """The study of its question, behind a call: a failing law prints what it was given."""
    made = study(case, case.file.questions[0], DAY, FEW)
    return lambda: made


def pulled(of: Study, assume: dict[str, Any]) -> Pulled:
    return pull(of, lever(assume))[None]


def believed(of: Study) -> dict[str, str]:
    """Slots on which all worlds agree, and those that only a uniform prior speaks of, as a lever would assume them."""
    said = {}
    for slot, draw in of.beliefs.slots.items():
        prior = priors().slots.get(parse_address(slot).attribute)
        if len(set(draw.numbers)) == 1:
            said[slot] = draw.words[int(draw.numbers[0])] if draw.words else repr(float(draw.numbers[0]))
        elif len(draw.labels) == 1 and slot not in of.case.priors and prior is not None and plain(prior):
            said[slot] = f"{prior.low!r}..{prior.high!r}"
    return {slot: value for slot, value in said.items() if value != "nan"}


def plain(prior: Prior) -> bool:
    """Whether a range says all of it."""
    return prior.dist == "uniform" and prior.word is None and prior.derived is None


@law
@given(st.data())
def test_what_is_already_believed_changes_nothing_bit_for_bit(lived: Lived, data: st.DataObject) -> None:
    found = lived()
    known = believed(found)
    assert len(known) > 20
    slots = data.draw(st.sets(st.sampled_from(sorted(known)), min_size=1))
    step = lever({slot: known[slot] for slot in slots})
    worlds = found.filler.refill(found.beliefs.assuming(step.assumed()), frozenset(slots))
    assert worlds.tobytes() == found.worlds.tobytes()
    one = pull(found, step)[None]
    assert (one.changed, one.unread, one.fails_when) == (0.0, (), None)
    assert {moved.shift.word for moved in one.outcomes} == {"unchanged"}
    assert all(moved.shift.p[0] == moved.shift.p[1] and moved.came == moved.went == 0 for moved in one.outcomes)
    assert one.toll.mean[0] == one.toll.mean[1]
    assert (one.toll.found, one.toll.pulled, one.toll.left) == ((0, 0), (0, 0), (0, 0))
    assert one.toll.word == "unchanged"


def test_nothing_that_costs_lives_is_an_improvement(lived: Lived) -> None:
    """An outcome may become rarer while surely more die: then it fell, and deaths are named as what is worse."""
    one = pulled(lived(), {"southland.edge": "superior"})
    (moved,) = one.outcomes
    fell = Shift(replace(moved.shift.outcome, better="lower"), (0.4, 0.3), Difference(-0.1, 0.01))
    more, fewer, none = (replace(one.toll, found=Gap(delta, 10.0), worlds=FEWEST) for delta in (100.0, -100.0, 10.0))
    said = [replace(one, outcomes=(moved._replace(shift=fell),), toll=deaths) for deaths in (more, fewer, none)]
    assert [each.toll.said_of(each.outcomes[0]) for each in said] == ["fell", "improved", "improved"]
    assert [each.toll.word for each in said] == ["deteriorated", "improved", "can't tell"]
    assert said[0].said("improved") == (fell.outcome.label,)
    assert said[0].said("deteriorated") == ("deaths in the window",)
    assert said[1].said("improved") == (fell.outcome.label, "deaths in the window")
    assert said[2].said("deteriorated") == ()


@law
@given(st.sets(st.sampled_from(sorted(STEPS)), min_size=1, max_size=4))
def test_a_lever_is_what_assuming_it_from_the_start_finds(lived: Lived, slots: set[str]) -> None:
    found = lived()
    step = lever({slot: STEPS[slot] for slot in slots})
    anew = study(found.case, found.question, DAY, Options(worlds=160, seed=3, assumed=step.assumed()))
    one = pull(found, step)[None]
    (moved,) = one.outcomes
    before, after = found.hits[None]["deaths_25_in_month"], anew.hits[None]["deaths_25_in_month"]
    assert moved.shift.found == difference(after.reshape(-1, 4), before.reshape(-1, 4))
    lost, saved = (each.histories[None].arrays["deaths"].sum((1, 2)) for each in (anew, found))
    assert one.toll.mean == (saved.mean(), lost.mean())
    assert one.toll.tails[1] == (np.quantile(saved, 0.99), np.quantile(lost, 0.99))
    assert one.toll.pulled.share == (lost > saved).mean()


@law
@given(st.sets(st.sampled_from(sorted(STEPS)), min_size=1, max_size=4))
def test_what_came_and_went_is_the_difference(lived: Lived, slots: set[str]) -> None:
    found = lived()
    one = pulled(found, {slot: STEPS[slot] for slot in slots})
    (moved,) = one.outcomes
    assert moved.came - moved.went == pytest.approx(moved.shift.found.delta)
    assert one.toll.pulled.deaths - one.toll.left.deaths == pytest.approx(one.toll.found.delta)
    assert one.toll.mean[1] - one.toll.mean[0] == pytest.approx(one.toll.found.delta)
    assert one.toll.pulled.share + one.toll.left.share <= one.changed
    assert moved.worse is None


def test_more_than_the_slot_s_own_part_is_filled_anew(lived: Lived) -> None:
    one = pulled(lived(), {"southland.worth[mill_valley]": 2.0, "southland.edge": 5.0})
    assert one.changed == 1
    assert one.toll.pulled.share > 0


def test_slots_that_nothing_reads_are_named(case: Case, lived: Lived) -> None:
    assume = {"islands.commitment": 0.5, "harbour.supply_share[northland]": 0.5}
    assert pulled(lived(), assume).unread == tuple(sorted(assume))
    assert pulled(lived(), assume | {"harbour.embargo[northland]": "yes"}).unread == ("islands.commitment",)
    filler = Filler(case, believe(case.grounds, Terms(DAY, draws=8)))
    filler.fill()
    assert unread(filler, lever(assume)) == set(assume)


def test_a_pact_of_which_nobody_spoke_can_be_made(lived: Lived) -> None:
    """What it does as a lever is what it does if assumed from the start."""
    found = lived()
    pact = {f"mill_pact.{name}": "yes" for name in ("covers[mill_valley]", "in_force", "member[harbour]")}
    step = lever(pact | {"mill_pact.member[northland]": "yes", "mill_pact.reliability": 0.9})
    anew = study(found.case, found.question, DAY, Options(worlds=160, seed=3, assumed=step.assumed()))
    assert anew.worlds.pledge.any() and not found.worlds.pledge.any()
    assert found.filler.refill(found.beliefs.assuming(step.assumed()), frozenset(step.assume)).tobytes() == (
        anew.worlds.tobytes()
    )
    assert pull(found, step)[None].unread == ()


def test_a_measure_makes_sense_from_its_day_on(case: Case) -> None:
    early, late = (
        lever({"harbour.attention": "free"}, from_=DAY),
        lever({"harbour.attention": 1}, from_=date(2021, 3, 11)),
    )
    (answer,) = pull_all(case, "next-year", (early, late), FEW)
    assert [one.lever for one in answer.levers] == [early]
    assert answer.later == (late,)
    assert answer.id == "next-year"


def test_levers_are_chosen_by_id_and_stand_by_id(flagship: Case) -> None:
    ids = [one.id for one in choose_levers(flagship, ())]
    assert ids == sorted(ids)
    assert [one.id for one in choose_levers(flagship, ("sanctions", "observers"))] == ["observers", "sanctions"]
    with pytest.raises(UsageError, match="arms_armenia"):
        choose_levers(flagship, ("arms",))


def test_a_case_without_levers_says_so(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "two-rivers")
    text = (folder / "case.yaml").read_text("utf-8")
    (folder / "case.yaml").write_text(text[: text.index("levers:")], "utf-8")
    with pytest.raises(UsageError, match="no levers"):
        choose_levers(load_case(str(folder)), ())


def test_both_halves_of_a_question_are_answered(flagship: Case) -> None:
    levers = choose_levers(flagship, ("guarantee_armenia", "guarantee_azerbaijan"))
    answers = pull_all(flagship, "attack-on-syunik", levers, Options(worlds=80))
    assert [answer.id for answer in answers] == ["attack-on-syunik/do", "attack-on-syunik/chance"]
    do, chance = answers
    assert {moved.shift.outcome.id for moved in do.levers[0].outcomes} >= {"russia_joins", "iran_joins"}
    assert [moved.shift.outcome.id for moved in chance.levers[0].outcomes] == ["attacked"]


def test_worse_is_said_where_the_case_says_which_way_that_is(tmp_path: Path) -> None:
    for better, which in (("lower", "came"), ("higher", "went")):
        change = ("deaths_in_month: {at_least: 25}}", f"deaths: {{at_least: 1}}}}\n    better: {better}")
        case = load_case(str(write_case(tmp_path / better, case=change)))
        (moved,) = pulled(study(case, case.file.questions[0], DAY, FEW), {"southland.edge": 4.0}).outcomes
        assert moved.worse == getattr(moved, which)


def test_common_luck_makes_effects_far_surer(lived: Lived) -> None:
    """On the same worlds the variance of an effect is a fifth or less of that on unrelated ones, for the median step.

    benchmarks/pairing.py measures the levers of the bundled cases.
    """
    found = lived()
    before = found.hits[None]["deaths_25_in_month"].reshape(-1, 4)
    ratios = []
    for slot, value in STEPS.items():
        step = lever({slot: value})
        (moved,) = pull(found, step)[None].outcomes
        again = found.again(found.beliefs.assuming(step.assumed()), frozenset(step.assume))
        after = found.hits_of(again)[None]["deaths_25_in_month"].reshape(-1, 4)
        if moved.shift.found.delta:
            apart = estimate(before).mc_error ** 2 + estimate(after).mc_error ** 2
            ratios.append(apart / moved.shift.found.se**2)
    assert len(ratios) >= 3
    assert np.median(ratios) >= 5


# --- both ways


def mirrored(folder: Path, swap: Callable[[str], str]) -> Path:
    """The case of the guide with its two sides exchanged wherever they are named."""
    write_case(folder, case=OFTEN)
    for path in (*folder.glob("*.yaml"), *folder.glob("*/*.yaml"), *folder.glob("*/*.csv")):
        path.write_text(swap(path.read_text("utf-8")), "utf-8")
    return folder


def swap_sides(text: str) -> str:
    for one, two in (("northland", "southland"), ("Northland", "Southland"), ("north_home", "south_home")):
        text = text.replace(one, "\0").replace(two, one).replace("\0", two)
    return text


MIRRORS: list[dict[str, Any]] = [
    {"northland.edge": "superior"},
    {"northland.worth[mill_valley]": "1.6..2", "southland.edge": 2.0},
    {"mill_truce.in_force": "no", "harbour.stance": "northland"},
]


@pytest.mark.parametrize("assume", MIRRORS, ids=str)
def test_mirrored_levers_have_mirrored_effects(tmp_path: Path, assume: dict[str, Any]) -> None:
    many = Options(worlds=2400, lives=2, seed=5)
    back = {swap_sides(slot): swap_sides(value) if isinstance(value, str) else value for slot, value in assume.items()}
    results = []
    for name, swap, step in (("here", str, assume), ("there", swap_sides, back)):
        case = load_case(str(mirrored(tmp_path / name, swap)))
        results.append(pulled(study(case, case.file.questions[0], DAY, many), step))
    here, there = results
    assert here.changed == there.changed == 1
    one, two = (each.outcomes[0].shift.found for each in results)
    assert abs(one.delta - two.delta) <= 3.5 * math.hypot(one.se, two.se)
    assert abs(here.toll.found.delta - there.toll.found.delta) <= 3.5 * math.hypot(
        here.toll.found.se, there.toll.found.se
    )
    assert abs(here.toll.pulled.share - there.toll.pulled.share) < 0.05


# --- deaths: rare large ones


def test_of_few_worlds_that_change_nothing_is_said_of_deaths() -> None:
    before = np.zeros(4000, np.int64)
    after = before.copy()
    after[: 4 * (FEWEST - 1)] = 50
    few = toll(after, before, 4)
    assert few.worlds == FEWEST - 1 and few.found.interval[1] < 0 and few.word == "can't tell"
    after[4 * (FEWEST - 1)] = 50
    assert toll(after, before, 4).word == "improved"


@pytest.mark.parametrize("seldom", [0.0003, 0.001])
def test_the_error_of_deaths_knows_of_wars_that_did_not_come_about(seldom: float) -> None:
    """Small clashes end and a war comes so seldom that few runs see it, while on average nothing changes."""
    rng = np.random.default_rng(1)
    held, improved = 0, 0
    for _ in range(200):
        clash, war, lost = rng.random((3, 4000)) < np.array([[60 * seldom], [0.05], [seldom]])
        before = 50 * clash + 3000 * war
        found = toll(before, before - 50 * clash + 3000 * lost, 4)
        held += found.found.interval[0] <= 0.0 <= found.found.interval[1]
        improved += found.word == "improved"
    assert held >= 170
    assert improved <= 20
