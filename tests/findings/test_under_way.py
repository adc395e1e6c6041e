"""Fighting that was known to be under way on an answer's day: said, as histories begin in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from tests.cases.making import write_case

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.findings.under_way import under_way
from detente.report.glance import under_way as words

CLASH = """- slot: flood_march.{slot}
  kind: event
  value: {value}
  by: northland
  event_time: {day}
  known_from: {known}
  citation: Northland Gazette
  paraphrase: As it was told.
"""
BEGUN = [("start", "2021-02-20", "2021-02-20"), ("initiator", "southland", "2021-02-20")]


def as_of(case: Case, day: date, left_out: frozenset[str] = frozenset(), vintage: str = "published") -> Any:
    options: Any = SimpleNamespace(vintage=vintage, left_out=left_out)
    study: Any = SimpleNamespace(case=case, as_of=day, options=options)
    return under_way(study)


@pytest.mark.parametrize(("day", "since"), [
    (date(2020, 9, 27), None),
    (date(2020, 9, 28), "2020-09-27"),
    (date(2020, 10, 15), "2020-09-27"),
    (date(2020, 11, 10), "2020-09-27"),  # that it ended was known a day later
    (date(2020, 11, 11), None),
    (date(2022, 9, 17), None),
    (date(2026, 7, 31), None),
])  # fmt: skip
def test_a_war_is_under_way_from_the_day_it_was_known_of_until_its_end_was(
    flagship: Case, day: date, since: str | None
) -> None:
    found = as_of(flagship, day)
    assert (found and found["since"]) == since
    if found:
        known = {claim.id: claim.known_from for claim in flagship.claims}
        assert found["claims"] and all(known[claim] <= day for claim in found["claims"])
        assert "2020" in found["label"] and "begins each history in peace" in words({"under_way": found})
    assert as_of(flagship, day, frozenset({"public-record"})) is None
    assert words({"under_way": None}) == words({}) == ""


@pytest.mark.parametrize(("told", "fighting"), [
    (BEGUN, True),
    ([BEGUN[0], ("deaths[own=northland]", "3\n  unit: persons", "2021-02-20")], True),
    ([BEGUN[0]], False),  # nobody says that a side fought
    ([BEGUN[0], ("initiator", "harbour", "2021-02-20")], False),
    ([BEGUN[0], ("deaths", "3\n  unit: persons", "2021-02-20")], False),  # whose, and at whose hands?
    ([*BEGUN, ("end", "2021-02-21", "2021-02-21")], False),
    ([*BEGUN, ("duration", "2\n  unit: days", "2021-02-21")], False),
    ([*BEGUN, ("end", "2021-04-21", "2021-02-21")], True),
])  # fmt: skip
def test_what_makes_an_event_fighting_that_goes_on(tmp_path: Any, told: list[Any], fighting: bool) -> None:
    folder = write_case(tmp_path / "two-rivers")
    record = folder / "claims" / "record.yaml"
    lines = "".join(CLASH.format(slot=s, value=v, day=d, known=d) for s, v, d in told)
    record.write_text(record.read_text("utf-8") + lines, "utf-8")
    case, day = load_case(str(folder)), date(2021, 3, 10)
    assert (as_of(case, day) is not None) == fighting
    assert as_of(case, date(2021, 2, 19)) is None
    (rivalry,) = case.file.rivalries
    listed = replace(case, file=replace(case.file, rivalries=(replace(rivalry, events=("flood_march",)),)))
    assert (as_of(listed, day) is not None) == (fighting or told[-1][0] == "deaths")


def test_a_truce_since_ends_it(tmp_path: Any) -> None:
    folder = write_case(tmp_path / "two-rivers", claims__record=("event_time: 2016-01-10", "event_time: 2021-02-28"))
    record = folder / "claims" / "record.yaml"
    lines = "".join(CLASH.format(slot=s, value=v, day=d, known=d) for s, v, d in BEGUN)
    record.write_text(record.read_text("utf-8") + lines, "utf-8")
    assert as_of(load_case(str(folder)), date(2021, 2, 27) + timedelta(days=10)) is None
