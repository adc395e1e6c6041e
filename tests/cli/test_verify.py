from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Call
from tests.cli.running import refused

from detente.cli.verify import digits
from detente.verification import families
from detente.verification.views import ACTUALS

Ask = Callable[..., Any]
KEYS = {"id", "source", "expected", "got", "tolerance", "pass"}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without reference data beside it."""
    here = tmp_path / "somewhere" / "here"
    here.mkdir(parents=True)
    monkeypatch.chdir(here)
    return here


def test_the_document(ask: Ask) -> None:
    found = ask("verify", "--only", "contest", "--only", "views-zero-2020")
    assert [row["id"] for row in found["checks"]] == [
        "contest-symmetric", "contest-monotone", "contest-tullock", "views-zero-2020",
    ]  # fmt: skip
    assert all(row.keys() >= KEYS for row in found["checks"])
    assert [row["pass"] for row in found["checks"]] == [True, True, True, None]
    assert found["checks"][3]["got"] is None
    assert found["checks"][3]["reason"]


def test_the_table_says_what_is_not_here(call: Call) -> None:
    result = call("verify", "--only", "views-zero", "--only", "eu-emissions")
    assert result.exit_code == 0
    assert "eu-emissions-median\t7\t7\t0\ttrue" in result.stdout
    assert "views-zero-2020\t32.041\t\t0.0005\tnot here" in result.stdout
    assert "2 checks true, 0 false, 4 not here." in result.stdout


def actuals(folder: Path, deaths: str) -> Path:
    """Reference data in which every country-month of five years has so many deaths."""
    file = folder / ACTUALS
    file.parent.mkdir(parents=True)
    rows = [f"1,{deaths},{year},{month}" for year in range(2018, 2024) for month in range(1, 13)]
    file.write_text("\n".join(["country_id,outcome,year,month", *rows]), "utf-8")
    return folder


def test_data_beside_the_working_directory_are_found_and_a_false_check_is_exit_code_1(
    elsewhere: Path, call: Call
) -> None:
    actuals(elsewhere.parent / "shared", "32.041")
    result = call("verify", "--only", "views-zero")
    assert result.exit_code == 1
    assert "1 check true, 3 false, 0 not here." in result.stdout
    assert "views-zero-2021\t87.339\t32.041\t0.0005\tfalse" in result.stdout


def test_data_elsewhere(tmp_path: Path, ask: Ask) -> None:
    folder = actuals(tmp_path / "mine", "32.041")
    found = ask("verify", "--only", "views-zero-2020", "--only", "leblang-loglik", "--shared", folder)["checks"]
    assert [row["pass"] for row in found] == [None, True]
    assert "games_leblang2003.csv" in found[0]["reason"]


def test_a_wrong_number_is_false(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = replace(families.chosen(["contest-tullock"])[0], expected=0.65)
    monkeypatch.setattr(families, "FAMILIES", {"Laws of theory": (wrong,)})
    result = call("verify")
    assert result.exit_code == 1
    assert "contest-tullock\t0.65\t0.64\t1e-12\tfalse" in result.stdout


def test_refusals(tmp_path: Path, call: Call) -> None:
    refused(call("verify", "--only", "contets-tullock"), 2, "contest-tullock")
    assert call("verify", "--shared", tmp_path / "nowhere").exit_code == 2
    refused(call("verify", "--only", "views", "--shared", actuals(tmp_path / "bad", "many")), 3, "number")


@pytest.mark.parametrize(
    ("number", "tolerance", "shown"),
    [(1 / 3, 5e-4, "0.33333"), (2e-16, 1e-12, "0"), (-1e-9, 1e-6, "0"), (26.43, 24.8, "26"), (3.0, 0.0, "3")],
)
def test_digits_go_one_beyond_the_tolerance(number: float, tolerance: float, shown: str) -> None:
    assert digits(number, tolerance) == shown
