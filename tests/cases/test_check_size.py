"""The limits of the model: told by the check of a case file, said in the guide, and those of the layout."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.making import FORMAT, write_case
from tests.cli.running import call, refused

from detente.cases import check_size
from detente.cases.check import load
from detente.cases.model import MOST_MONTHS
from detente.worlds import layout

RIVALS = "".join(f"- {{id: r{n}, sides: [a{n}, b{n}], border: b{n}_line, talks: t{n}}}\n" for n in range(3))
OUTSIDERS = "".join(f"- {{id: o{n}}}\n" for n in range(13))
TROOPS = "".join(f"- {{id: o{n}, troops: true}}\n" for n in range(6))
PLACES = "".join(f"- {{id: p{n}}}\n" for n in range(10))
BEYOND = [
    ("outsiders:\n", RIVALS + "outsiders:\n", "rivalries", 4, layout.RIVALRIES),
    ("outsiders:\n", "outsiders:\n" + OUTSIDERS, "sides and outsiders", 17, layout.ACTORS),
    ("outsiders:\n", "outsiders:\n" + TROOPS, "outsiders with troops", 7, layout.PLAYERS),
    ("places:\n", "places:\n" + PLACES, "places", 13, layout.PLACES),
]


def test_the_limits_are_those_of_the_layout() -> None:
    sizes = (check_size.MOST_ACTORS, check_size.MOST_PLACES, check_size.MOST_RIVALRIES, check_size.MOST_WITH_TROOPS)
    assert sizes == (layout.ACTORS, layout.PLACES, layout.RIVALRIES, layout.PLAYERS)


def test_the_guide_says_them() -> None:
    text = " ".join(FORMAT.read_text("utf-8").split())
    for said in (
        f"{layout.RIVALRIES} rivalries",
        f"{layout.ACTORS} actors",
        f"{layout.PLAYERS} outsiders with `troops`",
        f"{layout.PLACES} places",
        f"{MOST_MONTHS} months",
    ):
        assert said in text, said


@pytest.mark.parametrize(("old", "new", "what", "number", "most"), BEYOND, ids=[row[2] for row in BEYOND])
def test_a_case_beyond_them_is_refused(
    old: str, new: str, what: str, number: int, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = write_case(tmp_path / "two-rivers", case=(old, new))
    case, faults = load(folder)
    assert case is None
    told = [(fault.reason, fault.value, bool(fault.line)) for fault in faults]
    assert told == [(f"more {what} than the model has room for, which are {most}", str(number), True)]
    assert call("check", folder).exit_code == 1
    refused(call("run", folder, "--worlds", 20), 3, what, str(most), faults[0].remedy)
    one_fewer = new.replace(RIVALS.splitlines(keepends=True)[0], "")
    one_fewer = (
        one_fewer.replace("- {id: o0}\n", "").replace("- {id: o0, troops: true}\n", "").replace("- {id: p0}\n", "")
    )
    case, faults = load(write_case(tmp_path / "smaller", case=(old, one_fewer)))
    assert (case is not None, faults) == (True, ())
