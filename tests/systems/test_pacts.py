from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.systems.making import folder, known, row

from detente.systems.pacts import Pact, ledger, scope
from detente.systems.terms import UNTOLD, Term


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return folder(tmp_path / "two-rivers")


def truce(path: Path, day: date) -> Pact:
    return next(pact for pact in ledger(known(path, day)) if pact.id == "mill_truce")


def terms(path: Path, day: date) -> dict[str, Term]:
    return {term.id: term for term in truce(path, day).terms}


def test_each_term_once_with_whom_it_binds_and_by_when(path: Path) -> None:
    found = terms(path, date(2021, 3, 10))
    assert set(found) == {"southland_withdrawal", "observers", "bridge"}
    assert {name: term.addressees for name, term in found.items()} == {
        "southland_withdrawal": ("southland",), "observers": ("northland", "southland"), "bridge": ("northland",),
    }  # fmt: skip
    assert found["bridge"].deadline == date(2016, 6, 30)
    assert found["southland_withdrawal"].deadline is None


def test_kept_is_found_under_the_bare_name_and_denials_stand_beside(path: Path) -> None:
    term = terms(path, date(2021, 3, 10))["southland_withdrawal"]
    assert term.word == "kept"
    (said,) = term.kept
    assert [claim.asserted_by for claim in said.claims] == ["northland"]
    assert [claim.asserted_by for claim in said.denied] == ["southland"]


def test_a_denial_makes_a_dispute_of_what_is_believed(path: Path) -> None:
    early, late = (terms(path, day)["southland_withdrawal"] for day in (date(2016, 3, 3), date(2021, 3, 10)))
    assert (early.word, early.disputed) == ("kept", False)
    assert (late.word, late.disputed) == ("kept", True)
    assert late.words == (("yes", ("northland",)),)


@pytest.mark.parametrize(("other", "disputed"), [("yes", False), ("partly", False), ("no", True)])
def test_yes_and_no_at_once_are_a_dispute(other: str, disputed: bool, path: Path) -> None:
    file = path / "claims" / "record.yaml"
    more = row("mill_truce.term_kept[observers]", f'"{other}"', "2016-05-02", by="southland")
    file.write_text(file.read_text("utf-8").rstrip("\n") + more + "\n", "utf-8")
    term = terms(path, date(2021, 3, 10))["observers"]
    assert term.disputed == disputed
    assert {who for _, names in term.words for who in names} == {"northland", "southland"}


def test_a_deadline_that_was_moved(path: Path) -> None:
    early, late = (terms(path, day)["observers"] for day in (date(2017, 2, 1), date(2017, 2, 2)))
    assert (early.deadline, early.moved) == (date(2017, 12, 31), ())
    assert (late.deadline, late.moved) == (date(2018, 12, 31), (date(2017, 12, 31),))


def test_past_its_deadline_and_nobody_says(path: Path) -> None:
    assert [terms(path, date(2016, month, 2))["bridge"].overdue for month in (6, 7)] == [False, True]
    later = terms(path, date(2021, 3, 10))
    assert later["bridge"].word == UNTOLD
    assert not later["observers"].overdue  # it was kept


def test_nothing_is_known_before_it_was(path: Path) -> None:
    early = truce(path, date(2016, 1, 20))
    assert {term.word for term in early.terms} == {UNTOLD}
    assert (early.from_, early.to) == (date(2016, 1, 10), None)
    assert [said.denied for term in early.terms for said in term.kept] == []
    assert ledger(known(path, date(2015, 7, 1))) == ()


def test_from_when_to_when(path: Path) -> None:
    late = truce(path, date(2021, 3, 10))
    assert late.in_force is not None
    assert (late.in_force.word, late.from_, late.to) == ("no", date(2016, 1, 10), date(2021, 1, 6))


def test_scope_has_pacts_that_end_no_fighting(path: Path) -> None:
    (pact,) = scope(known(path))
    assert pact.id == "old_pact"
    assert [(now.slot, now.word) for now in pact.covers] == [("old_pact.covers[mill_valley]", "no")]
    assert [now.slot for now in pact.members] == ["old_pact.member[harbour]"]
    assert pact.from_ == date(2011, 1, 2)
