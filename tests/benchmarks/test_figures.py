"""The benchmark's document, its words beside the budgets, and its history."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import benchmarks.__main__ as command
import pytest
from benchmarks.figures import Figures, machine, to_json
from benchmarks.flagship import Pace, uneven
from benchmarks.peers.agreement import Figure
from benchmarks.peers.race import DisagreementError
from benchmarks.starting import Ran, Starting, spend
from benchmarks.timing import Life, best
from benchmarks.words import append, say

RATES = {"detente": 900.0, "mesa once": 9.0, "mesa anew": 3.0, "numpy once": 600.0, "numpy anew": 100.0}


def figures(**changed: Any) -> Figures:
    pace = Pace({"1": 100.0, "2": 190.0}, {1000: 100.0, 10000: 99.0}, {12: 100.0, 24: 50.0})
    starting = Starting(Ran(0.2, 0.1, 15.0), Ran(60.0, 50.0, 400.0), Ran(10.0, 12.0, 300.0))
    return Figures("a machine", pace, RATES, 2.5, starting, 5000.0, 300.0)._replace(**changed)


def test_the_document_has_its_keys_and_null_for_who_is_not_here() -> None:
    document = to_json(figures())
    assert document == {
        "machine": "a machine",
        "world_months_per_second": {"1": 100.0, "2": 190.0},
        "peers": {"detente": 900.0, "mesa": 9.0, "numpy": 600.0, "c": None},
        "first_run_seconds": 60.0,
        "warm_run_seconds": 10.0,
        "import_seconds": 0.2,
        "peak_memory_mb": 300.0,
        "read_words_per_second": 5000.0,
        "what_if_milliseconds": 300.0,
    }


def test_budgets_are_held_against_a_peers_best() -> None:
    said = say(figures())
    assert "detente is 9 times as fast" in said
    assert "against its best, budget 100: kept" in said  # 900 to 9
    assert "against its best, budget 3: MISSED" in said  # 900 to 600, though 900 to 100 solved anew
    assert re.search(r"^  c +not here$", said, re.M)


def test_what_costs_too_much_is_said() -> None:
    assert "uneven by 1%, budget 10%: kept" in say(figures()) and "uneven by 50%, budget 10%: MISSED" in say(figures())
    assert "38.0 s of a processor, budget 45: kept" in say(figures())
    assert "budget 350: MISSED" in say(figures(what_if=400.0))
    assert "10.0 s, budget 3.5: MISSED" in say(figures())
    assert "100 world-months/s, budget 100,000: MISSED" in say(figures())
    assert "1.90 times as many, budget 1.8: kept" in say(figures())


def test_the_history_grows_by_a_line(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    for day in (date(2026, 6, 1), date(2026, 7, 1)):
        append(path, day, figures())
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert [row["date"] for row in rows] == ["2026-06-01", "2026-07-01"]
    assert rows[0]["machine"] == "a machine" and rows[0]["world_months_per_second_2"] == "190"
    assert rows[0]["game_numpy_once"] == "600" and rows[0]["game_c_once"] == ""


def test_no_ratio_where_the_peers_disagree(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def disagree(_: Any) -> Figures:
        raise DisagreementError({"c once": [Figure("share resisted", 0.5, 0.9, 8.0)]})

    monkeypatch.setattr(command, "measure", disagree)
    assert command.main([]) == 1
    out, err = capsys.readouterr()
    assert out == "" and "c once: share resisted: 0.9, detente 0.5, 8.0 standard errors apart" in err


def test_only_a_dated_measurement_in_full_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    history = tmp_path / "history.csv"
    monkeypatch.setattr(command, "measure", lambda _: figures())
    monkeypatch.setattr(command, "HISTORY", history)
    command.main([])
    command.main(["--quick", "--date", "2026-06-01"])
    assert not history.exists()
    command.main(["--json", "--date", "2026-06-01"])
    assert history.exists() and '"machine": "a machine"' in capsys.readouterr().out


def test_the_best_round_counts_and_work_is_made_equal() -> None:
    ticks = iter([0.0, 4.0, 10.0, 12.0])
    calls: list[int] = []
    job = Life(lambda: calls.append(1), 10).over(3)
    assert best({"job": job}, 2, lambda: next(ticks)) == {"job": 15.0} and len(calls) == 6


def test_what_a_command_costs_is_its_own_memory(tmp_path: Path) -> None:
    held = bytearray(300_000_000)
    held[::4096] = b"x" * len(held[::4096])  # only memory that is touched counts
    costs = spend((sys.executable, "-c", "import os; assert os.environ['GIVEN'] == 'yes'"), tmp_path, GIVEN="yes")
    assert costs.seconds > 0 and costs.worked > 0 and 1 < costs.megabytes < 100
    with pytest.raises(subprocess.CalledProcessError):
        spend((sys.executable, "-c", "raise SystemExit(3)"), tmp_path)


def test_even_is_as_the_slowest_to_the_fastest() -> None:
    assert uneven({1: 100.0, 2: 80.0}) == pytest.approx(0.2)


def test_a_machine_says_what_it_is() -> None:
    assert "Python" in machine() and "cores" in machine() and "\n" not in machine()


def test_the_page_shows_a_row_of_the_history() -> None:
    root = Path(__file__).parents[2]
    page = root.joinpath("docs", "bench.md").read_text("utf-8")
    with root.joinpath("benchmarks", "history.csv").open(encoding="utf-8", newline="") as file:
        rows = [{name: _plain(value) for name, value in row.items()} for row in csv.DictReader(file)]
    lines = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("|") and "`" in line]
    told: dict[str, str] = {}
    for _, columns, *figures_ in lines:
        told |= dict(zip(re.findall(r"`(\w+)`", columns), map(_plain, figures_), strict=False))
    assert told.keys() == set(rows[0]) - {"date", "machine"}
    assert any(told.items() <= row.items() for row in rows)


def _plain(figure: str) -> str:
    return figure.replace(",", "").strip()
