"""The shipped numbers are those that the data give, and say what they must."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.panel.making import OWN_COPY, as_table, simulated, table
from tests.panel.page import page

from detente.panel.__main__ import main, provenance
from detente.panel.design import CHOSEN, RIVALS, TRAINED_TO, VARIANTS
from detente.panel.evaluation import evaluate
from detente.panel.gates import gates
from detente.panel.rows import read_rows
from detente.panel.shipped import FILE, as_text, estimates, panel_scores
from detente.panel.windows import mean_scores, of_logistics

SHIPPED = estimates()


def test_the_block_has_the_shape_of_a_score() -> None:
    block = panel_scores()
    assert [row["target"] for row in block["targets"]] == ["dispute_onset", "fatal_onset", "over_100_deaths", "war"]
    for row in block["targets"]:
        assert {"target", "horizon", "n", "events", "runs", "brier", "log", "interval", "skill"} <= set(row)
        assert 0 < row["runs"] <= row["events"] < row["n"] == block["provenance"]["rows"]["scored"]
        for name in (*RIVALS, "constant"):
            low, high = row["interval"][name]
            assert low < row["difference"][name] < high
            # skill is 1 - log / that of the baseline, which is ours and the difference
            assert row["skill"][name] == pytest.approx(
                1 - row["log"] / (row["log"] + row["difference"][name]), abs=1e-4
            )
    json.dumps(block)


def test_the_gates_follow_from_the_scores() -> None:
    assert json.loads(as_text({"gates": gates(SHIPPED["targets"])}))["gates"] == SHIPPED["gates"]
    assert len(SHIPPED["gates"]) == 8


def test_each_target_lies_within_the_one_before() -> None:
    events = [row["events"] for row in SHIPPED["targets"][:3]]
    assert events == sorted(events, reverse=True)


def test_it_was_fitted_to_the_years_before_those_it_is_scored_on() -> None:
    years = SHIPPED["provenance"]["years"]
    assert years["training"][1] == TRAINED_TO == years["scored"][0] - 1


def test_estimates_are_those_of_the_chosen_design() -> None:
    named = [(one["utility"], one["covariate"]) for one in SHIPPED["coefficients"]]
    assert named == [(index, name) for index, names in CHOSEN.terms().items() for name in names]
    assert set(VARIANTS) < set(SHIPPED["windows"])


def test_it_holds_no_row_of_the_data() -> None:
    assert len(FILE.read_text("utf-8")) < 20_000


def test_what_is_no_panel_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(table({"cinc1": "much"}), "utf-8")
    assert main([str(path), str(tmp_path / "out.json")]) == 3
    assert "cinc1" in capsys.readouterr().err
    assert main([]) == 2
    assert not (tmp_path / "out.json").exists()


def test_rebuilding_from_an_invented_panel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    b = np.array([1.5, 3.5, 3.0, 4.0, 0.0, -0.4, 0.3, 0.2, 0.2, 0.5, 0.0, 0.3, 0.3, 0.0])
    path, out = tmp_path / "panel.csv", tmp_path / "out.json"
    path.write_text(as_table(simulated(CHOSEN, b, pairs=12, years=65, seed=5)), "utf-8")
    monkeypatch.setattr("detente.panel.__main__.VARIANTS", {"chosen": CHOSEN})
    code = main([str(path), str(out)])
    built = json.loads(out.read_text("utf-8"))
    assert set(built) == set(SHIPPED)
    assert built["provenance"]["rows"] == {"training": 12 * 45, "scored": 12 * 20}
    assert code == int(not all(gate["pass"] for gate in built["gates"]))
    assert len(capsys.readouterr().out.splitlines()) == 8
    assert "## Result" in page(built | {"windows": SHIPPED["windows"]})


needs_the_data = pytest.mark.skipif(not OWN_COPY.is_file(), reason="the panel of rivalry-years is not here")


def close(one: Any, two: Any, path: str = "") -> None:
    """Equal but for the last digits of numbers, which differ between machines."""
    if isinstance(one, dict):
        assert set(one) == set(two), path
        for key in one:
            close(one[key], two[key], f"{path}.{key}")
    elif isinstance(one, list):
        assert len(one) == len(two), path
        for n, pair in enumerate(zip(one, two, strict=True)):
            close(*pair, f"{path}[{n}]")
    elif isinstance(one, float):
        assert one == pytest.approx(two, abs=1e-4), path
    else:
        assert one == two, path


@needs_the_data
def test_the_data_give_the_shipped_numbers() -> None:
    rows = read_rows(OWN_COPY)
    again = evaluate(rows) | {"provenance": provenance(OWN_COPY, rows)}
    close(again, {key: SHIPPED[key] for key in again})


@needs_the_data
def test_the_data_give_the_logistics_windows() -> None:
    rows = read_rows(OWN_COPY, last=TRAINED_TO)
    again = {name: mean_scores(rows, p) for name, p in of_logistics(rows).items()}
    close(again, {key: SHIPPED["windows"][key] for key in again})
