"""The ledger of the bundled cases: terms with addressees and deadlines, kept or not, and by whose word, as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from detente.beliefs.draws import Terms, believe
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.systems.known import Known, Said
from detente.systems.pacts import Pact, ledger
from detente.systems.tables import formats, routes
from detente.systems.terms import UNTOLD, Term

SIDES = ("armenia", "azerbaijan")
DAYS = ("1995-01-01", "2016-06-01", "2020-11-14", "2021-06-01", "2023-01-01", "2023-09-20", "2024-06-01", "2026-05-31")


@cache
def read(name: str) -> Case:
    return load_case(name)


@cache
def case(name: str, day: str) -> Known:
    found = read(name)
    terms = Terms(date.fromisoformat(day), 1, 60)
    return Known(found, believe(found.grounds._replace(priors={}), terms))


@cache
def pacts(day: str, name: str = "south-caucasus") -> dict[str, Pact]:
    return {pact.id: pact for pact in ledger(case(name, day))}


def terms(pact: str, day: str, name: str = "south-caucasus") -> dict[str, Term]:
    return {term.id: term for term in pacts(day, name)[pact].terms}


def told(pact: Pact) -> Iterator[Said]:
    yield from pact.violations
    for term in pact.terms:
        yield from (*term.said, *term.kept)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", ["south-caucasus", "kosovo-serbia"])
def test_no_claim_shows_before_it_could_be_known(name: str, day: str) -> None:
    heard = [claim for pact in ledger(case(name, day)) for said in told(pact) for claim in (*said.claims, *said.denied)]
    assert all(claim.known_from <= date.fromisoformat(day) for claim in heard)


def test_a_later_day_for_a_handover_does_not_show_before_it_was_agreed() -> None:
    before, after, done = (terms("ceasefire_2020", f"2020-11-{day}")["handover_of_kalbajar"] for day in (14, 16, 26))
    assert (before.deadline, before.moved, before.word) == (date(2020, 11, 15), (), UNTOLD)
    assert (after.deadline, after.moved, after.word) == (date(2020, 11, 25), (date(2020, 11, 15),), UNTOLD)
    assert (done.word, done.overdue) == ("kept", False)


def test_pacts_of_which_nobody_had_heard_are_not_there() -> None:
    assert "ceasefire_2020" not in pacts("2016-06-01")
    assert "sochi_statement_2022" in pacts("2023-01-01")
    assert "joint_statement_2023" not in pacts("2023-01-01")
    assert "ohrid_agreement" not in pacts("2022-01-01", "kosovo-serbia")


@pytest.mark.parametrize("pact", ["ceasefire_1994", "ceasefire_2020", "sept_2022_ceasefire", "ceasefire_2023"])
def test_every_term_of_a_truce_says_whom_it_binds(pact: str) -> None:
    assert all(term.addressees for term in pacts("2024-06-01")[pact].terms)


def test_the_mandate_binds_all_three_and_ends_after_five_years() -> None:
    early, late = (terms("ceasefire_2020", day)["mandate"] for day in ("2021-06-01", "2026-05-31"))
    assert early.addressees == late.addressees == (*SIDES, "russia")
    assert early.deadline == date(2025, 11, 9)
    assert (early.word, late.word) == (UNTOLD, "partly kept")


def test_what_one_side_calls_broken_and_the_other_denies_is_disputed() -> None:
    for key in ("prisoners", "armenian_withdrawal", "lachin_corridor", "routes_to_nakhchivan"):
        assert terms("ceasefire_2020", "2024-06-01")[key].disputed, key
    assert not terms("ceasefire_2020", "2023-01-01")["armenian_withdrawal"].disputed
    assert not terms("ceasefire_2020", "2024-06-01")["handover_of_agdam"].disputed


def test_breaches_are_told_by_both_sides() -> None:
    for pact in ("ceasefire_2020", "sept_2022_ceasefire"):
        term = terms(pact, "2023-01-01")["ceasefire"]
        names = {claim.asserted_by.partition("_")[0] for said in term.kept for claim in said.claims}
        assert names >= set(SIDES)


def test_the_border_ceasefire_of_2022_has_no_end_on_record() -> None:
    pact = pacts("2024-06-01")["sept_2022_ceasefire"]
    assert pact.in_force is not None
    assert (pact.in_force.word, pact.to) == ("yes", None)
    ended = pacts("2024-06-01")["ceasefire_2020"]
    assert ended.to == date(2023, 9, 19)


def test_what_became_late_is_said_so() -> None:
    commission = {day: terms("sochi_statement_2021", day)["border_commission"] for day in ("2022-03-01", "2023-01-01")}
    assert commission["2022-03-01"].overdue
    assert commission["2022-03-01"].deadline == date(2021, 12, 31)
    assert commission["2023-01-01"].moved == (date(2021, 12, 31),)
    assert commission["2023-01-01"].word == "kept"


def test_a_route_s_regime_changes_with_its_controller() -> None:
    found = {}
    for day in ("2021-06-01", "2023-01-01", "2023-05-01", "2024-06-01"):
        (road,) = (route for route in routes(case("south-caucasus", day)) if route.id == "lachin_corridor")
        assert road.regime is not None
        found[day] = road.regime.word
    assert len(set(found.values())) == 4


def test_formats_of_a_day_with_who_sits_there() -> None:
    early, late = (
        {one.id: one for one in formats(case("south-caucasus", day))} for day in ("2021-06-01", "2024-06-01")
    )
    assert "delimitation_commissions" not in early
    assert late["delimitation_commissions"].participants
    assert late["bilateral_format"].last is not None
    assert late["bilateral_format"].last.when[0] == date(2023, 12, 7)


def test_the_other_case_names_whom_its_agreements_bind() -> None:
    for pact in ("military_technical_agreement", "brussels_agreement", "ohrid_agreement"):
        assert all(term.addressees for term in pacts("2024-06-01", "kosovo-serbia")[pact].terms)
    ohrid = terms("ohrid_agreement", "2024-06-01", "kosovo-serbia")
    assert (ohrid["joint_committee"].word, ohrid["donor_conference"].overdue) == ("kept", True)
    withdrawal = terms("military_technical_agreement", "2000-01-01", "kosovo-serbia")["withdrawal"]
    assert (withdrawal.word, withdrawal.deadline) == ("kept", date(1999, 6, 20))
