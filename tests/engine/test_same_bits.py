"""The same result on any number of workers, in chunks of any size, kept or not, compiled or not, on any processor."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.cli import main as cli
from detente.engine import workshop
from detente.engine.shelf import Shelf
from detente.engine.workshop import Workshop
from detente.findings.as_json import run_to_json
from detente.findings.runs import Run, run_case
from detente.findings.study import Options, study
from detente.histories.packed import Joined
from detente.histories.record import digests, digests_of
from detente.worlds.kernel.twin import replay
from detente.worlds.shape import shape

QUESTION = "next-year"
DIGEST = """
from detente.cases.reader import load_case
from detente.findings.runs import run_case
from detente.findings.study import Options
print(run_case(load_case("south-caucasus"), ("next-year",), Options(worlds=200)).result_digest)
"""
FEW = 48  # a dozen draws: chunks of five leave a smaller one


@pytest.fixture(scope="module")
def case() -> Case:
    return load_case("south-caucasus")


@pytest.fixture(scope="module")
def plain(case: Case) -> Run:
    return run_case(case, (QUESTION,), Options(worlds=FEW))


def said(run: Run) -> Any:
    """All that a run says, but for how long it took."""
    found = run_to_json(run)
    found["run"].pop("seconds")
    return found


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("chunk", [1, 5, 10_000])
@pytest.mark.parametrize("large", [False, True])
def test_workers_and_chunks(
    case: Case, plain: Run, workers: int, chunk: int, large: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(workshop, "LARGE", 0)
    shelf = Shelf(tmp_path / "work")
    run = run_case(case, (QUESTION,), Options(worlds=FEW, workers=workers, chunk=chunk, workshop=Workshop(shelf)))
    assert run.result_digest == plain.result_digest
    assert said(run) == said(plain)
    assert run.tables.keys() == plain.tables.keys()
    assert all(run.tables[name].equals(table) for name, table in plain.tables.items())
    assert (shelf.count() > 0) == large


def test_events_made_anew_are_those_that_were_told(case: Case) -> None:
    run = run_case(case, ("leverage",), Options(worlds=FEW), tell=lambda part: part.tables)
    told = {name: table for tables in run.told for name, table in tables.items()}
    assert list(run.tables) == list(told)
    assert len(run.tables) == len(told) > 1
    assert all(run.tables[name].equals(table) for name, table in told.items())


def test_what_a_run_put_away_comes_back(case: Case, plain: Run) -> None:
    asked = case.question(QUESTION)
    assert asked is not None
    found, kept = study(case, asked, asked.as_of[-1], Options(worlds=FEW)), plain.studies[-1]
    assert kept.unfilled.read == []
    assert kept.last_year == found.last_year
    assert kept.worlds.tobytes() == found.worlds.tobytes()
    assert isinstance(kept.histories[None].arrays, Joined)
    assert digests_of(kept.histories[None]) == digests_of(found.histories[None])


@pytest.mark.slow
def test_the_plain_twin_of_fifty_worlds(case: Case) -> None:
    asked = case.question(QUESTION)
    assert asked is not None
    found = study(case, asked, asked.as_of[-1], Options(worlds=50, lives=2))
    setup = shape(case, found.as_of, found.months, 1)
    twins = [replay(setup, found.worlds, h // 2, h % 2).record._asdict() for h in range(50)]
    assert [digests(twin)[0] for twin in twins] == digests_of(found.histories[None])


@pytest.mark.slow
def test_the_plainest_processor(case: Case, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(cli.__file__).parents[2]),
        "NUMBA_CPU_NAME": "generic",
        "NUMBA_CPU_FEATURES": "",
        "NUMBA_CACHE_DIR": str(tmp_path),
    }
    words = [sys.executable, "-c", DIGEST]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=1200)
    assert done.stdout.strip() == run_case(case, (QUESTION,), Options(worlds=200)).result_digest, done.stderr
