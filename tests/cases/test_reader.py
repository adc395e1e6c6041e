"""A case is read once, and again when a word of it changes."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from tests.cases.making import write_case

from detente import cache
from detente.cases import reader
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.errors import InputError


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "cache"))
    cache._kept_in.cache_clear()


def parts(case: Case) -> dict[str, object]:
    """Everything that a case holds, to be compared."""
    found = {field.name: getattr(case, field.name) for field in fields(case)}
    return found | {"entities": list(case.entities.values()), "ids": [claim.id for claim in case.claims]}


def test_what_is_kept_is_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_case(tmp_path / "case")
    first = load_case(str(folder))
    monkeypatch.setattr(reader, "_described", _renamed("_described"))
    monkeypatch.setattr(reader, "_series", _renamed("_series"))
    again = load_case(str(folder))
    assert parts(again) == parts(first)
    assert again.entities.find("Northland") == first.entities.find("Northland") != ()


def _renamed(name: str) -> object:
    """A reader of that name that reads nothing."""

    def none(folder: Path) -> None:
        raise AssertionError(folder)

    none.__name__ = name
    return none


@pytest.mark.parametrize(("file", "old", "new"), [
    ("case.yaml", "months: 12", "months: 6"),
    ("sources.yaml", "reliability: C", "reliability: B"),
    ("entities.yaml", "variants: [Harbour]", "variants: [Haven]"),
    ("claims/record.yaml", "value: cessation", "value: alliance"),
    ("series/series.yaml", "release_lag_days: 20", "release_lag_days: 30"),
    ("series/gdp.csv", "2020,9.0", "2020,9.5"),
    ("resolutions.yaml", "happened: false", "happened: true"),
])  # fmt: skip
def test_an_edit_shows_at_once(file: str, old: str, new: str, tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    path, before = folder / file, parts(load_case(str(folder)))
    text = path.read_text("utf-8")
    path.write_text(text.replace(old, new, 1), "utf-8")
    after = parts(load_case(str(folder)))
    assert {name for name in before if before[name] != after[name]} - {"digest", "claims_digest", "ids"}
    path.write_text(text, "utf-8")
    assert parts(load_case(str(folder))) == before


@pytest.mark.parametrize("file", ["case.yaml", "sources.yaml", "entities.yaml", "series/series.yaml", "series/gdp.csv"])
def test_a_fault_is_told_each_time(file: str, tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    load_case(str(folder))
    (folder / file).write_text("", "utf-8")
    told = []
    for _ in range(2):
        with pytest.raises(InputError) as refusal:
            load_case(str(folder))
        told.append([str(fault) for fault in refusal.value.faults])
    assert told[0] == told[1]
    assert file in told[0][0]


def test_what_is_no_file_is_told_as_such(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    (folder / "entities.yaml").unlink()
    (folder / "entities.yaml").mkdir()
    with pytest.raises(InputError, match="can't be read"):
        load_case(str(folder))


def test_a_case_may_have_no_series(tmp_path: Path) -> None:
    folder = write_case(tmp_path / "case")
    for path in (folder / "series").iterdir():
        path.unlink()
    assert {claim.source for claim in load_case(str(folder)).claims} == {"record", "walker-2021"}
    (folder / "series").rmdir()
    assert {claim.source for claim in load_case(str(folder)).claims} == {"record", "walker-2021"}
