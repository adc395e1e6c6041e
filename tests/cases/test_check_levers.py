"""Faults of levers: each with its line, what is wrong with which value, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.making import write_case

from detente.cases.check import check, load
from detente.cases.model import Case
from detente.cases.reader import bundled, load_case

ASSUMED = "{harbour.attention: free, harbour.resolve: 0.4..0.8}"


def changed(folder: Path, old: str, new: str) -> Path:
    return write_case(folder / "two-rivers", case=(old, new))


def loaded(folder: Path, old: str = ASSUMED, new: str = ASSUMED) -> Case:
    return load_case(str(changed(folder, old, new)))


@pytest.mark.parametrize(("old", "new", "key", "value", "reason"), [
    ("by: [harbour]", "by: [harbor]", "by", "harbor", "no such actor"),
    ("by: [harbour]", "by: [walker]", "by", "walker", "no such actor"),
    ("by: [harbour]", "by: []", "by", "observers", "nobody is said"),
    (ASSUMED, "{}", "assume", "observers", "assumes nothing"),
    (ASSUMED, "{harbor.attention: free}", "assume", "harbor", "not among the entities"),
    (ASSUMED, '{"harbour.worth[mil_valley]": some}', "assume", "mil_valley", "not among the entities"),
    (ASSUMED, "{harbour.worth: some}", "assume", "harbour.worth", "needs a key"),
    (ASSUMED, "{harbour.stance: southlandd}", "assume", "southlandd", "not among the entities"),
    (ASSUMED, "{harbour.atention: free}", "assume", "harbour.atention", "no slot has this attribute"),
    (ASSUMED, "{harbour: free}", "assume", "harbour", "not the address"),
    (ASSUMED, "{harbour.attention: busy}", "assume", "busy", "takes numbers"),
    (ASSUMED, "{harbour.attention: 0.5..1.5}", "assume", "0.5..1.5", "outside the slot's range"),
    (ASSUMED, "{harbour.attention: .inf}", "assume", "inf", "takes numbers"),
    (ASSUMED, "{mill_truce.type: 1}", "assume", "1..1", "takes words"),
    (ASSUMED, "{mill_truce.start: soon}", "assume", "soon", "takes words"),
    (ASSUMED, "{harbour.account: x}", "assume", "harbour.account", "no mechanism reads"),
    (ASSUMED, "{model.lam: 3}", "assume", "model.lam", "model's own coefficients"),
])  # fmt: skip
def test_what_can_not_be_pulled(tmp_path: Path, old: str, new: str, key: str, value: str, reason: str) -> None:
    case = loaded(tmp_path, old, new)
    text = (case.path / "case.yaml").read_text("utf-8").splitlines()
    (fault,) = check(case, frozenset()).faults
    assert fault.severity == "error"
    assert reason in fault.reason
    assert fault.value == value
    assert fault.remedy
    assert fault.file.endswith("case.yaml")
    assert text[fault.line - 1].strip().startswith(f"{key}:")
    assert fault.path.startswith(f"levers[0].{key}")


@pytest.mark.parametrize(("old", "new", "reason"), [
    ("kind: civilian", "kind: secret", "'civilian'"),
    ("kind: civilian", "kin: civilian", "not a field here"),
    ("label: Civilian observers at the mill", "", "field required"),
    (ASSUMED, "[harbour.attention]", "dictionary"),
    ("from: 2016-01-10", "from: soon", "date"),
])  # fmt: skip
def test_what_is_no_lever(tmp_path: Path, old: str, new: str, reason: str) -> None:
    case, faults = load(changed(tmp_path, old, new))
    assert case is None
    assert any(reason in fault.reason and fault.line for fault in faults), faults


def test_ids_stand_once(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "two-rivers")
    path = folder / "case.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + text[text.index("- id: observers") :], "utf-8")
    (fault,) = check(load_case(str(folder)), frozenset()).faults
    assert (fault.reason, fault.path) == ("two levers have this id", "levers[1].id")


def test_a_slot_that_is_never_read_is_a_warning(tmp_path: Path) -> None:
    (fault,) = check(loaded(tmp_path), frozenset(), unread={"observers": {"harbour.resolve"}}).faults
    assert (fault.severity, fault.value) == ("warning", "harbour.resolve")
    assert fault.line


@pytest.mark.parametrize(("new", "wrong"), [
    ("{northland.edge: superior}", ["northland"]),
    ('{"harbour.embargo[southland]": "yes"}', ["southland"]),
    ("{northland.edge: superior, southland.edge: superior}", []),
    ("{harbour.attention: free}", []),
])  # fmt: skip
def test_measures_come_for_both_sides(tmp_path: Path, new: str, wrong: list[str]) -> None:
    faults = check(loaded(tmp_path, new=new), frozenset()).faults
    assert [fault.value for fault in faults] == wrong
    assert all(fault.severity == "warning" and "one side alone" in fault.reason for fault in faults)


@pytest.mark.parametrize("folder", sorted(bundled().iterdir()), ids=lambda folder: folder.name)
def test_bundled_levers_belong_to_nobody_s_generals(folder: Path) -> None:
    levers = load_case(str(folder)).file.levers
    sides = {side for rivalry in load_case(str(folder)).file.rivalries for side in rivalry.sides}
    assert levers
    for lever in levers:
        assert lever.why.endswith(".")
        assert lever.kind != "arms" or not sides & set(lever.by)
    arms = [lever for lever in levers if lever.kind == "arms"]
    assert {slot.partition(".")[0] for lever in arms for slot in lever.assume} == sides
    assert (
        len({frozenset(slot.partition(".")[2] + str(value) for slot, value in lever.assume.items()) for lever in arms})
        == 1
    )
