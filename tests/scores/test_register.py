"""The register only grows, says what came of what, and shows when it was tampered with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.scores.conftest import FEW

from detente.cases.model import Case, Question, Resolution
from detente.errors import InputError, UsageError
from detente.findings.study import Options
from detente.scores.forecasts import _at_most, _months, forecasts, registered, resolutions
from detente.scores.plan import Plan, month_index
from detente.scores.record import Record
from detente.scores.register import add, entry_id, read_register, register_path, registers

MADE = date(2026, 11, 22)


@pytest.fixture(scope="module")
def entries(flagship: Case) -> list[dict[str, Any]]:
    return forecasts(flagship, FEW, MADE)


@pytest.fixture
def path(tmp_path: Path, entries: list[dict[str, Any]]) -> Path:
    add(tmp_path / "register.yaml", entries)
    return tmp_path / "register.yaml"


def test_every_open_question_with_all_that_repeats_it(entries: list[dict[str, Any]], flagship: Case) -> None:
    (entry,) = entries
    assert (entry["question"], entry["as_of"], entry["made_on"]) == ("next-year", "2026-05-31", "2026-11-22")
    assert set(entry["run"]) == {"case", "claims", "code", "result", "seed", "worlds", "lives"}
    assert entry["run"]["claims"] == flagship.claims_digest
    assert all(0 < outcome["p"] < 1 for outcome in entry["outcomes"])


def test_it_reads_as_written_and_only_grows(path: Path, entries: list[dict[str, Any]]) -> None:
    before = path.read_bytes()
    (kept,) = read_register(path)
    assert {name: value for name, value in kept.items() if name != "id"} == entries[0]
    other = {
        **entries[0],
        "as_of": "2026-10-31",
        "outcomes": [{"id": "x", "label": "a: “b” #c\n", "p": 0.0001, "interval": None}],
    }
    add(path, [other])
    assert path.read_bytes().startswith(before)
    assert [entry["as_of"] for entry in read_register(path)] == ["2026-05-31", "2026-10-31"]


def test_the_same_forecast_is_not_registered_twice(path: Path, entries: list[dict[str, Any]]) -> None:
    before = path.read_bytes()
    assert add(path, [{**entries[0], "made_on": "2027-01-01"}]) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize("change", [("2026-11-22", "2026-11-01"), ('"p": 0', '"p": 1'), ("next-year", "last-year")])
def test_a_changed_entry_shows(path: Path, change: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change), "utf-8")
    with pytest.raises(InputError, match="changed or lost"):
        read_register(path)


def test_a_lost_entry_shows(path: Path, entries: list[dict[str, Any]]) -> None:
    add(path, [{**entries[0], "as_of": "2026-10-31"}])
    head, first, second = path.read_text("utf-8").partition("register:\n")[1:2] + tuple(
        "- id" + part for part in path.read_text("utf-8").split("- id")[1:]
    )
    assert first != second
    path.write_text(head + second, "utf-8")
    with pytest.raises(InputError, match="changed or lost"):
        read_register(path)


@pytest.mark.parametrize("text", ["", "register: 3", "- x", "register: [3]", "register: [{kind: x, id: y}]"])
def test_what_is_no_register(text: str, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError):
        read_register(tmp_path / "r.yaml")


def test_ids_hang_on_content_and_on_what_came_before() -> None:
    assert entry_id({"a": 1}, "") == entry_id({"id": "x", "a": 1}, "")
    assert len({entry_id({"a": 1}, ""), entry_id({"a": 2}, ""), entry_id({"a": 1}, "f")}) == 3


def test_a_forecast_from_the_future_is_refused(flagship: Case) -> None:
    with pytest.raises(UsageError, match="can't know"):
        forecasts(flagship, FEW, date(2026, 1, 1))


def test_when_all_is_settled_nothing_is_registered(flagship: Case) -> None:
    done = replace(flagship, file=replace(flagship.file, questions=flagship.file.questions[:2]))
    with pytest.raises(UsageError, match="settled"):
        forecasts(done, Options(), MADE)


def test_what_the_case_resolves_is_resolved_once(path: Path, flagship: Case, plan: Plan) -> None:
    came = Resolution("next-year", "deaths_25_in_month", True, date(2027, 1, 5), "fighting", "a paper")
    case = replace(flagship, resolutions=(*flagship.resolutions, came))
    there = read_register(path)
    assert resolutions(flagship, plan, there, MADE) == []
    assert resolutions(case, plan, there, date(2027, 1, 4)) == []
    (found,) = resolutions(case, plan, there, date(2027, 1, 6))
    assert (found["forecast"], found["happened"]) == (there[0]["id"], True)
    add(path, [found])
    assert resolutions(case, plan, read_register(path), date(2028, 1, 6)) == []
    (shown,) = registered(read_register(path))
    assert shown["outcomes"][0]["happened"] is True


def at(entry: dict[str, Any], as_of: str, months: int) -> list[dict[str, Any]]:
    changed = {**entry, "as_of": as_of, "months": months}
    return [{"id": entry_id(changed, ""), **changed}]


@pytest.mark.parametrize(
    ("as_of", "months", "made_on", "happened"),
    [
        ("2020-08-31", 12, date(2020, 11, 20), True),  # as soon as it is out
        ("2020-08-31", 12, date(2020, 10, 19), None),  # September isn't out yet
        ("2024-12-31", 12, date(2026, 11, 22), False),
        ("2024-12-31", 12, date(2026, 1, 19), None),  # the last month isn't out yet
        ("2022-09-10", 6, date(2026, 11, 22), None),  # deaths of the month of the day: before it or after?
        ("2022-07-10", 6, date(2026, 11, 22), True),
    ],
)
def test_other_days_are_resolved_by_the_record_where_it_can_tell(
    as_of: str,
    months: int,
    made_on: date,
    happened: bool | None,
    entries: list[dict[str, Any]],
    flagship: Case,
    plan: Plan,
) -> None:
    found = resolutions(flagship, plan, at(entries[0], as_of, months), made_on)
    assert [each["happened"] for each in found] == ([] if happened is None else [happened])


def test_what_was_only_supposed_is_never_resolved(entries: list[dict[str, Any]], flagship: Case, plan: Plan) -> None:
    """Of an attack that a question makes happen nobody sees how it ends, whatever the record says of those months."""
    supposed = {**entries[0], "question": "next-year/do"}
    chance = {**entries[0], "question": "next-year/chance"}
    assert resolutions(flagship, plan, at(supposed, "2024-12-31", 12), date(2026, 11, 22)) == []
    assert len(resolutions(flagship, plan, at(chance, "2024-12-31", 12), date(2026, 11, 22))) == 1


def test_only_what_was_foretold_is_resolved(entries: list[dict[str, Any]], flagship: Case, plan: Plan) -> None:
    silent = {**entries[0], "outcomes": []}
    assert resolutions(flagship, plan, at(silent, "2024-12-31", 12), date(2026, 11, 22)) == []


def test_bundled_cases_keep_theirs_in_the_user_s_folder(
    flagship: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert register_path(flagship) == tmp_path / "detente" / "registers" / "south-caucasus.yaml"
    assert register_path(replace(flagship, path=tmp_path)) == tmp_path / "register.yaml"
    own = register_path(flagship)
    own.parent.mkdir(parents=True)
    own.write_text("register:\n", "utf-8")
    assert own.resolve() in registers(flagship)


def test_the_register_that_comes_with_the_case_is_whole(flagship: Case) -> None:
    shipped = read_register(flagship.path / "register.yaml")
    assert {entry["as_of"] for entry in shipped} >= {"2026-05-31"}
    assert all(entry["made_on"] >= entry["as_of"] for entry in shipped)


def test_a_month_of_the_window_may_hold_deaths_of_two() -> None:
    """From mid-February on its months begin within those of the record."""
    start = month_index("2020-01")
    record = Record(start, np.array([0.0, 0.0, 4.0, 4.0, 4.0, 0.0, 0.0]))
    inside, touched = _months(date(2020, 2, 15), 3)
    assert (inside, touched) == (range(start + 2, start + 4), range(start + 1, start + 5))
    assert _at_most(record, inside, touched, "deaths_in_month") == 8.0
    assert _at_most(record, *_months(date(2020, 1, 31), 3), "deaths_in_month") == 4.0


def test_what_came_first_the_record_of_deaths_can_t_tell(
    entries: list[dict[str, Any]], flagship: Case, plan: Plan
) -> None:
    def racing(question: Question) -> Question:
        return replace(question, first_of=tuple(outcome.id for outcome in question.outcomes))

    file = replace(flagship.file, questions=tuple(map(racing, flagship.file.questions)))
    race = replace(flagship, file=file)
    assert resolutions(race, plan, at(entries[0], "2020-08-31", 12), date(2020, 11, 20)) == []
    (never,) = resolutions(race, plan, at(entries[0], "2024-12-31", 12), date(2026, 11, 22))
    assert never["happened"] is False
