from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.panel.making import ROW, table

from detente.errors import InputError
from detente.panel.rows import came, read_rows


def written(folder: Path, text: str) -> Path:
    path = folder / "panel.csv"
    path.write_text(text, "utf-8")
    return path


def test_columns_and_order(tmp_path: Path) -> None:
    rows = read_rows(
        written(
            tmp_path,
            table(
                {
                    "year": "1951",
                    "gml_onset": "1",
                    "gml_ongoing": "1",
                    "gml_onset_fatlev": "6",
                    "gml_onset_hostlev": "5",
                },
                {"year": "1950", "major2": "1"},
                {"year": "1950", "ccode2": "70", "gml_onset": "1", "gml_ongoing": "1", "gml_onset_hostlev": "4"},
            ),
        )
    )
    assert rows.year.tolist() == [1950, 1951, 1950]
    assert rows.pair.tolist() == [0, 0, 1]
    assert rows.states.tolist() == [[2, 20], [2, 20], [2, 70]]
    assert rows.major.tolist() == [1, 0, 0]
    assert rows.strength[0].tolist() == [0.02, 0.01]
    assert [came(rows, name).tolist() for name in ("dispute_onset", "fatal_onset", "over_100_deaths", "war")] == [
        [False, True, True], [False, True, False], [False, True, False], [False, True, False]
    ]  # fmt: skip
    assert np.isnan(rows.deaths[2])  # unknown: not known to have killed


@pytest.mark.parametrize(("level", "over"), [("2", False), ("3", True)])
def test_level_3_begins_at_101_deaths(tmp_path: Path, level: str, over: bool) -> None:
    rows = read_rows(written(tmp_path, table({"gml_onset": "1", "gml_ongoing": "1", "gml_onset_fatlev": level})))
    assert rows.over_100.tolist() == [over]


def test_years_that_are_not_asked_for_may_have_gaps(tmp_path: Path) -> None:
    rows = read_rows(written(tmp_path, table({}, {"year": "2015", "gml_onset": "", "cinc1": ""})))
    assert rows.year.tolist() == [1950]


@pytest.mark.parametrize(
    ("text", "line", "path"),
    [
        (table({"cinc1": ""}), 2, "cinc1"),
        (table({}, {"year": "soon"}), 3, "year"),
        (table({"land_contig": "2"}), 2, "land_contig"),
        (table({"cinc2": "0"}), 2, "cinc2"),
        (table({"gml_onset_fatlev": "-9"}), 2, "gml_onset_fatlev"),
        (table({"cinc1": "nan"}), 2, "cinc1"),
        (table({}, {}), 0, "year"),
    ],
)
def test_what_is_wrong_and_where(tmp_path: Path, text: str, line: int, path: str) -> None:
    with pytest.raises(InputError) as refused:
        read_rows(written(tmp_path, text))
    fault = refused.value.faults[0]
    assert (fault.line, fault.path) == (line, path)
    assert fault.remedy


def test_a_short_line_and_a_missing_column(tmp_path: Path) -> None:
    short = table({}) + "2,20,1951\n"
    with pytest.raises(InputError, match="not a number"):
        read_rows(written(tmp_path, short))
    names = [name for name in ROW if name != "cinc1"]
    with pytest.raises(InputError) as refused:
        read_rows(written(tmp_path, ",".join(names) + "\n"))
    assert [(fault.reason, fault.path) for fault in refused.value.faults] == [("the column is missing", "cinc1")]


@pytest.mark.parametrize("text", ["", table({"year": "1900"}), "a,b\n1,2\n"])
def test_what_is_no_panel(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError):
        read_rows(written(tmp_path, text))
