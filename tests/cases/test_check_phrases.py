"""Hedges without a probability, and proposals that name nobody: each told once, with what can be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.making import write_case

from detente.beliefs.scales import phrases
from detente.cases.check import check, load
from detente.errors import Fault

SHARE = "[0.5, 0.6]\n  unit: share"


def said(slot: str, value: str, more: str) -> str:
    return (
        f"- slot: {slot}\n  kind: relation\n  value: {value}\n  by: walker\n  citation: p. 1\n  paraphrase: x\n{more}"
    )


def faults(folder: Path, *claims: str) -> list[Fault]:
    path = write_case(folder) / "claims" / "walker-2021.yaml"
    path.write_text(path.read_text("utf-8") + "".join(claims), "utf-8")
    case, wrong = load(folder)
    assert case is not None, wrong
    return list(check(case, frozenset()).faults)


@pytest.mark.parametrize(
    ("modality", "told"),
    [
        ("{class: graded, phrase: unthinkable}", "doesn't measure this phrase"),
        ("{class: graded, phrase: banana}", "doesn't measure this phrase"),
        ("{class: graded}", "without its phrase"),
        ("{class: graded, phrase: Very likely}", None),
        ("{class: graded, phrase: almost impossible}", None),
        ("{class: possible, phrase: may well}", None),
        ("{class: reported, phrase: apparently}", None),
    ],
)
def test_a_hedge_that_is_no_probability_is_told(modality: str, told: str | None, tmp_path: Path) -> None:
    found = faults(tmp_path, said("islands.attention", "free", f"  modality: {modality}\n"))
    assert [fault.severity for fault in found] == ["warning"] * (told is not None)
    for fault in found:
        assert told is not None and told in fault.reason
        assert fault.line
        assert any(phrase in fault.remedy for phrase in phrases())


@pytest.mark.parametrize(
    ("slot", "more"),
    [
        ("islands.intent[mill_valley]", ""),  # which nothing weighs
        ("islands.attention", "  status: rejected\n"),
        ("islands.attention", "  weight: 0\n"),
        ("islands.attention", "  stance: disputes\n"),
    ],
)
def test_where_no_belief_rests_on_it_nothing_is_said(slot: str, more: str, tmp_path: Path) -> None:
    hedged = "  modality: {class: graded, phrase: unthinkable}\n"
    assert faults(tmp_path, said(slot, "free", hedged + more)) == []


def test_each_phrase_is_told_once(tmp_path: Path) -> None:
    hedged = "  modality: {class: graded, phrase: %s}\n"
    words = {"islands.attention": "unthinkable", "islands.resolve": "Unthinkable", "harbour.resolve": "arguably"}
    more = [said(slot, SHARE, hedged % word) for slot, word in words.items()]
    assert [fault.value for fault in faults(tmp_path, *more)] == ["unthinkable", "arguably"]


def test_proposals_that_name_nobody_are_one_line(tmp_path: Path) -> None:
    proposed = "  status: proposed\n"
    slots = ("unknown.attention", "unknown.resolve", "islands.dependence[unknown]")
    found = faults(tmp_path, *(said(slot, "unknown", proposed) for slot in slots))
    assert [(fault.value, fault.severity, bool(fault.line)) for fault in found] == [("3", "warning", True)]
    assert "entities" not in found[0].remedy
    assert "reject" in found[0].remedy


def test_what_is_put_aside_is_not_asked_for_its_names(tmp_path: Path) -> None:
    aside = [said(f"{name}.attention", "free", f"  status: {name}\n") for name in ("rejected", "superseded")]
    assert faults(tmp_path, *aside) == []


@pytest.mark.parametrize("status", ["accepted", "proposed"])
def test_a_misspelt_name_is_told_still(status: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, said("harbor.attention", "free", f"  status: {status}\n"))
    assert (fault.value, "Did you mean harbour?" in fault.remedy) == ("harbor", True)
