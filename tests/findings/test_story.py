"""A history told: no month left out, every number the history's own, every claim one that its world believed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from tests.cases.making import write_case

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.findings.choices import DONE, SHORT, Choices
from detente.findings.replay import Relived, relive
from detente.findings.story import Chapter, story
from detente.findings.study import Options, Study, study
from detente.findings.taken import joined
from detente.findings.telling import KINDS, choose
from detente.findings.terms import LEAST, TERMS, Backing, most_of, unspoken
from detente.findings.weighed import Decision, decisions
from detente.histories.tables import SCHEMA, events
from detente.worlds.kernel.twin import Row
from detente.worlds.mechanisms.guarantees import JoinTerms
from detente.worlds.setup import ACTIONS, FIGHT, RESPONSES
from detente.worlds.stakes import AttackTerms, HoldTerms, loudness

SOME = Options(worlds=160, lives=4)
WILD = "deaths_in_month: {at_least: 25}", "deaths: {at_least: 1}"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return load_case(str(write_case(tmp_path_factory.mktemp("s") / "two-rivers", case=WILD)))


@pytest.fixture(scope="module")
def lived(case: Case) -> Study:
    asked = case.file.questions[0]
    return study(case, asked, asked.as_of[-1], SOME)


def told(case: Case, of: Study, history: int) -> tuple[Relived, tuple[Chapter, ...]]:
    found = relive(case, of.question.id, of.as_of, SOME, history)
    return found, story(found)


def chosen(of: Study, kind: str) -> int:
    return choose(events(of.histories[None]), of.histories[None].count, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_every_month_is_told_once_and_in_order(case: Case, lived: Study, kind: str) -> None:
    found, chapters = told(case, lived, chosen(lived, kind))
    assert [month for one in chapters for month in range(one.first, one.last + 1)] == list(
        range(1, found.record.deaths.shape[1] + 1)
    )
    assert all(one.text.startswith("Month") and one.text.endswith(".") for one in chapters)
    assert not any(word in one.text for one in chapters for word in ("_", "  ", "..", "nan"))


def test_deaths_in_the_story_are_those_of_the_history(case: Case, lived: Study) -> None:
    for history in {chosen(lived, "worst"), chosen(lived, "typical"), 3, 17}:
        found, chapters = told(case, lived, history)
        for one in chapters:
            deaths = int(found.record.deaths[0, one.first - 1 : one.last].sum())
            quiet = re.search(r"([\d,]+) deaths?\.", one.text)
            loud = re.search(r"People die: ([^.]*)\.", one.text)
            none = "1" if "One dies at " in one.text else "0"
            said = quiet[1] if quiet else " ".join(re.findall(r"[\d,]+(?= at )", loud[1])) if loud else none
            assert sum(int(number.replace(",", "")) for number in said.split()) == deaths, one.text


def test_a_story_cites_only_claims_that_its_world_believed(lived: Study, flagship: Case) -> None:
    asked = flagship.question("july-2020")
    assert asked is not None
    cited = 0
    for history in (0, 7, 18):
        found = relive(flagship, asked.id, asked.as_of[-1], SOME, history)
        won = {
            name
            for draw in found.beliefs.slots.values()
            if draw.winner[found.draw] >= 0
            for name in draw.labels[draw.winner[found.draw]].split("+")
        }
        for one in story(found):
            assert set(one.claims) <= won
            assert set(re.findall(r"\[(c-\w+)\]", one.text)) == set(one.claims)
            cited += len(one.claims)
    assert cited > 0


def test_what_outside_powers_make_up_is_put_down_to_those_who_do(flagship: Case) -> None:
    asked = flagship.question("three-tracks")
    assert asked is not None
    powers = {outsider.id for outsider in flagship.file.outsiders}
    named = 0
    for history in (1, 6, 11):
        found = relive(flagship, asked.id, asked.as_of[-1], SOME, history)
        backing = Backing(found)
        about = {word.claim: word.about for words in backing.won.values() for word in words}
        for row in found.ledger:
            for name, shares in row.shares.items():
                makers = {flagship.actors[a] for a in most_of(shares, -1)}
                claim = backing.claim(TERMS["challenge"][name], flagship.actors[row.actor], (), sorted(makers))
                if makers and claim:
                    assert about[claim] & powers <= makers
                    named += 1
    assert named > 0


def test_a_pledge_is_that_of_a_pact_which_binds_who_keeps_it(flagship: Case) -> None:
    asked = flagship.question("attack-on-syunik")
    assert asked is not None
    pledged = 0
    for history in (2, 5, 9):
        backing = Backing(relive(flagship, "attack-on-syunik/do", asked.as_of[-1], SOME, history))
        words = {word.claim: word for each in backing.won.values() for word in each}
        for outsider in flagship.file.outsiders:
            claim = backing.claim(TERMS["join"]["honour"], outsider.id, flagship.actors)
            if claim:
                assert words[claim].subject in backing.pacts(outsider.id)
                assert words[claim].about & set(flagship.actors) <= {outsider.id}
                pledged += 1
            truce = backing.claim(TERMS["challenge"]["breach"], outsider.id, flagship.actors)
            assert truce is None or words[truce].subject is None
    assert pledged > 0


def test_outside_restraint_is_shared_out_whole(flagship: Case) -> None:
    asked = flagship.question("three-tracks")
    assert asked is not None
    found = relive(flagship, asked.id, asked.as_of[-1], replace(SOME, off=frozenset({"volunteers"})), 1)
    w, seen = found.world, 0
    for row in found.ledger:
        if row.shares:
            restraint = -sum(row.shares["outside"].values()) - float(w.restraint_ref)
            loud = loudness(ACTIONS.index(row.option))
            assert row.terms["outside"] == pytest.approx(-float(w.b_outside) * loud * restraint, abs=1e-12)
            seen += 1
    assert seen > 0


@pytest.mark.parametrize(("shares", "sign", "most"), [
    ({}, -1, []),
    ({1: -0.5, 2: -0.3, 3: -0.1}, -1, [1, 2]),  # who restrains
    ({1: -0.5, 2: -0.3, 3: -0.1}, 1, [3, 2]),  # restraint falls short where it is least
    ({1: 2.0, 2: -7.0, 3: 1.5}, 1, [1, 3]),
    ({1: 2.0, 2: -7.0, 3: 1.5}, -1, [2]),
    ({4: -0.2}, 1, [4]),
])  # fmt: skip
def test_who_makes_most_of_a_term(shares: dict[int, float], sign: int, most: list[int]) -> None:
    assert most_of(shares, sign) == most


@pytest.mark.parametrize(("values", "more"), [
    ((0.2, -0.3), False),
    ((0.2, -0.3, 0.0), False),
    ((0.2, -0.3, LEAST / 2), True),
    ((0.4, 0.3, 0.2, 0.1), True),
    ((0.4, 0.3, 0.2, -0.1, -0.2, -0.3), False),
])  # fmt: skip
def test_whether_terms_are_left_out(values: tuple[float, ...], more: bool) -> None:
    row = Row(1, 0, "offensive", 0, {f"term {n}": value for n, value in enumerate(values)}, 0.5, 0.5, True)
    assert unspoken(row) == more


def test_what_was_done_is_told_with_its_odds_and_reasons(case: Case, lived: Study) -> None:
    """In the worst history somebody attacks; the sum of the terms is the option's worth."""
    found, chapters = told(case, lived, chosen(lived, "worst"))
    acts = [decision for decision in decisions(found.ledger) if decision.acts]
    assert acts
    first = acts[0]
    text = next(one.text for one in chapters if one.first <= first.month <= one.last)
    assert DONE[first.chosen.option].split(" ")[0] in text
    assert "in favour: " in text.lower() or "against: " in text.lower()
    assert f"{sum(first.chosen.terms.values()):+.2f}".replace("-", "−") in text


def test_months_in_which_nothing_turned_are_folded_and_name_who_came_nearest(case: Case, lived: Study) -> None:
    quiet = int(np.argmin(lived.histories[None].arrays["action"].any(axis=2).sum(axis=1)))
    found, chapters = told(case, lived, quiet)
    folded = [one for one in chapters if "Nobody acts" in one.text]
    assert folded
    months = range(folded[0].first, folded[0].last + 1)
    held = [d for d in decisions(found.ledger) if d.kind == "challenge" and d.month in months]
    nearest = min(held, key=lambda d: (d.chosen.p, d.month))
    assert f"in month {nearest.month}:" in folded[0].text


def test_what_a_question_makes_happen_is_told_as_such(flagship: Case) -> None:
    asked = flagship.question("attack-on-syunik")
    assert asked is not None
    first = story(relive(flagship, "attack-on-syunik/do", asked.as_of[-1], SOME, 2))[0]
    assert first.first == first.last == 1
    assert "as the question has it" in first.text
    assert any(word in first.text for word in (" resists", " gives way"))


def test_every_term_and_option_has_words() -> None:
    made = {"gain", "joiners", "spared", *AttackTerms._fields, *HoldTerms._fields}
    assert TERMS["challenge"].keys() == made
    assert TERMS["join"].keys() == {"outcome", "danger", *JoinTerms._fields}
    assert DONE.keys() == set(ACTIONS[1:])
    assert {name for name in RESPONSES if not name.startswith("join")} == SHORT.keys()


def test_every_term_of_a_ledger_has_words(case: Case, lived: Study) -> None:
    for history in range(0, 160, 40):
        for decision in decisions(relive(case, lived.question.id, lived.as_of, SOME, history).ledger):
            for row in decision.options:
                assert row.terms.keys() <= TERMS[decision.kind].keys()


def row(actor: int, option: str, chosen: bool, uniform: float | None = 0.5, month: int = 1) -> Row:
    return Row(month, actor, option, -1, {}, 0.5, uniform, chosen)


def test_rows_are_parted_into_decisions() -> None:
    ledger = [
        row(0, "hold", False), row(0, "coerce", False), row(0, "offensive", True), row(1, "concede", False),
        row(1, "resist", True), row(2, "out", True), row(2, "join", False), row(3, "out", False),
        row(3, "diplomacy", True), row(0, "hold", True, month=2), row(4, "offensive", True, None, 3),
    ]  # fmt: skip
    found = decisions(ledger)
    assert [(d.kind, d.actor, d.month, len(d.options)) for d in found] == [
        ("challenge", 0, 1, 3), ("answer", 1, 1, 2), ("join", 2, 1, 2), ("respond", 3, 1, 2), ("challenge", 0, 2, 1),
        ("challenge", 4, 3, 1),
    ]  # fmt: skip
    assert [d.acts for d in found] == [True, False, False, False, False, True]
    assert [d.forced for d in found] == [False] * 5 + [True]


# --- which history


def test_best_and_worst_have_the_fewest_and_the_most_deaths(lived: Study) -> None:
    deaths = lived.histories[None].arrays["deaths"].sum((1, 2))
    assert deaths[chosen(lived, "best")] == deaths.min()
    assert deaths[chosen(lived, "worst")] == deaths.max()
    middle = np.quantile(deaths, (0.25, 0.75))
    assert middle[0] <= deaths[chosen(lived, "typical")] <= middle[1]


def test_of_equals_the_most_typical_and_then_the_first_is_told() -> None:
    rows: list[dict[str, Any]] = [
        {"history": h, "month": 1, "event": event, "actor": "", "place": "", "size": size}
        for h, event, size in [(1, "deaths", 5.0), (2, "deaths", 5.0), (2, "blockade", 1.0), (3, "deaths", 5.0)]
    ]
    table = pa.Table.from_pylist(rows, schema=SCHEMA)
    assert [choose(table, 4, kind) for kind in KINDS] == [1, 0, 1]


def test_histories_without_any_event_can_be_chosen() -> None:
    assert [choose(SCHEMA.empty_table(), 3, kind) for kind in KINDS] == [0, 0, 0]


def test_the_days_of_months_are_those_of_the_calendar(case: Case) -> None:
    texts = [one.text for one in story(relive(case, case.file.questions[0].id, date(2023, 10, 31), SOME, 0))]
    assert "from 31 October 2023" in texts[0]
    assert re.search(r"(30 November 2023|31 \w+ 2024|29 February 2024|30 \w+ 2024)", " ".join(texts))


def test_reasons_are_of_the_rivalry_in_which_something_is_decided(case: Case, lived: Study) -> None:
    """A side with two rivals has two borders and two truces; only one of each stands behind what it does to one."""
    found = relive(case, "next-year", lived.as_of, SOME, 0)
    (first,) = case.file.rivalries
    second = replace(
        first, id="other", sides=("southland", "islands"), border="sea", talks="other", truces=("sea_truce",)
    )
    both = replace(case, file=replace(case.file, rivalries=(first, second)))
    choices = Choices(replace(found, case=both))
    choices.backing.__dict__["read"] = frozenset({"mill_truce.type", "sea_truce.type"})  # both hold in this world
    rows = (Row(1, both.actors.index("southland"), "hold", -1, {}, 1.0, 0.5, True, rivalry=n) for n in (0, 1))
    mine, other = (choices._parties(Decision("challenge", (row,)), row) for row in rows)
    assert {"northland", "mill_border", "mill_truce"} <= mine and not {"islands", "sea", "sea_truce"} & mine
    assert {"islands", "sea", "sea_truce"} <= other and not {"northland", "mill_border", "mill_truce"} & other


@pytest.mark.parametrize("held", ["old", "new"])
def test_of_several_truces_the_one_that_holds_in_a_world_is_cited(held: str, tmp_path: Path) -> None:
    """Not the first by name, nor any once it was broken: a truce that a history makes rests on no claim."""
    folder = write_case(
        tmp_path / "two-rivers",
        case=("truces: [mill_truce]", "truces: [a_truce, mill_truce]"),
        entities=(
            "- {id: flood_march",
            "- {id: a_truce, name: Truce of A, kind: pact}\n- {id: flood_march",
        ),
    )
    record = folder / "claims" / "record.yaml"
    first = record.read_text("utf-8")
    again = first[first.index("- slot: mill_truce.in_force") :].replace("mill_truce", "a_truce")
    day = {"old": "2015-08-10", "new": "2018-03-10"}[held]
    record.write_text(first + again.replace("2016-01-10", day).replace("2016-01-11", day), "utf-8")
    two = load_case(str(folder))
    found = relive(two, "next-year", two.file.questions[0].as_of[-1], SOME, 0)
    backing, holds = Backing(found), {"old": "mill_truce", "new": "a_truce"}[held]
    other = ({"mill_truce", "a_truce"} - {holds}).pop()
    assert holds in backing.own(0, 1) and other not in backing.own(0, 1)
    cited = {word.claim for words in backing.won.values() for word in words if holds in word.about}
    assert (
        backing.claim(TERMS["challenge"]["breach"], "southland", {"northland", "southland", *backing.own(0, 1)})
        in cited
    )
    found.record.phase[0, 0, 0] = FIGHT
    assert backing.own(0, 1) & {holds} and not backing.own(0, 2) & {holds, other}


def test_whose_side_a_power_joins_is_said() -> None:
    pairs = [("north", "south"), ("south", "north")]
    join, against = RESPONSES.index("join"), RESPONSES.index("join_attacker")
    assert joined(pairs, (join, -1), ("join", "join_attacker")) == ["south"]
    assert joined(pairs, (against, -1), ("join", "join_attacker")) == ["north"]
    assert joined(pairs, (-1, join), ("join",)) == ["north"]
    assert joined(pairs, (against, 0), ("join",)) == []


def test_a_truce_brings_nobody_into_a_fight(flagship: Case) -> None:
    asked = flagship.question("attack-on-syunik")
    assert asked is not None
    truces = {truce for rivalry in flagship.file.rivalries for truce in rivalry.truces}
    by_id = {claim.id: claim for claim in flagship.claims}
    cited = 0
    for history in (2, 5, 9):
        backing = Backing(relive(flagship, "attack-on-syunik/do", asked.as_of[-1], SOME, history))
        for term in (TERMS["challenge"]["joiners"], TERMS["join"]["honour"]):
            for who in flagship.actors:
                if claim := backing.claim(term, who, (*flagship.actors, *truces)):
                    cited += 1
                    assert by_id[claim].slot.partition(".")[0] not in truces
    assert cited
