"""Exclusive outcomes: that exactly one comes true is told where their bounds show otherwise, and only there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cases.making import write_case

from detente.cases.check import check, load
from detente.cases.check_exclusive import check_exclusive
from detente.cases.found import Found
from detente.cases.model import Outcome, Question
from detente.names.faults import Keys

HERE: Keys = ("questions", 0)
AT = "{deaths: {at_least: 25}}"
BELOW = "{deaths: {less_than: 25}}"


def asked(*when: Mapping[str, Any], first_of: tuple[str, ...] = ()) -> Question:
    outcomes = tuple(Outcome(f"o{n}", "label", each) for n, each in enumerate(when))
    return Question("q", "text", (), 12, outcomes, exclusive=True, first_of=first_of)


def reasons(question: Question) -> list[str]:
    found = Found(Path("nowhere"))
    check_exclusive(question, HERE, found)
    return [fault.reason for fault in found.faults()]


@pytest.mark.parametrize(
    ("outcomes", "told"),
    [
        ((AT, BELOW), []),
        ((AT, "{otherwise: {}}"), []),
        (("{agreement: {}}", "{otherwise: {}}"), []),
        ((AT,), ["with so many deaths none of the outcomes comes true"]),
        (("{agreement: {}}", BELOW), ["exactly one outcome should come true, and perhaps none does"]),
        ((AT, "{deaths: {less_than: 20}}"), ["with so many deaths none of the outcomes comes true"]),
        ((AT, "{deaths: {less_than: 30}}"), ["two outcomes that should exclude each other hold at once"]),
        ((AT, "{deaths_in_month: {less_than: 25}}"), ["exactly one outcome should come true, and perhaps none does"]),
    ],
)
def test_it_is_a_warning_of_the_check(outcomes: tuple[str, ...], told: list[str], tmp_path: Path) -> None:
    folder = write_case(tmp_path)
    path = folder / "case.yaml"
    text = path.read_text("utf-8")
    a, b = text.index("  outcomes:\n"), text.index("levers:\n")
    rows = "".join(f"  - {{id: o{n}, label: l, when: {when}}}\n" for n, when in enumerate(outcomes))
    path.write_text(text[:a] + "  exclusive: true\n  outcomes:\n" + rows + text[b:], "utf-8")
    (folder / "resolutions.yaml").unlink()
    case, faults = load(folder)
    assert case is not None, faults
    found = check(case, frozenset()).faults
    assert [(fault.reason, fault.severity) for fault in found] == [(reason, "warning") for reason in told]
    assert all(fault.line for fault in found)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=6, unique=True), st.randoms())
def test_every_partition_of_the_deaths_is_right_and_no_part_of_one(cuts: list[int], mixed: Random) -> None:
    ends = [0, *sorted(cuts)]
    parts: list[dict[str, Any]] = [
        {"deaths": {"at_least": low, **({"less_than": high} if high else {})}}
        for low, high in zip(ends, [*ends[1:], None], strict=True)
    ]
    mixed.shuffle(parts)
    assert reasons(asked(*parts)) == []
    assert len(reasons(asked(*parts[1:]))) == 1
    assert reasons(asked(*parts[1:], {"otherwise": {}})) == []


def test_the_first_to_come_excludes_the_others() -> None:
    both = ({"deaths": {"at_least": 1}}, {"deaths": {"at_least": 25}})
    assert len(reasons(asked(*both, {"otherwise": {}}))) == 1
    assert reasons(asked(*both, {"otherwise": {}}, first_of=("o0", "o1"))) == []
