"""``detente.load``, ``run`` and ``open_run``: the same as the command line, and refusals in a caller's words."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cli.running import ask

import detente
from detente.errors import DetenteError, InputError, UsageError
from detente.notebook.run import Run

FEW: dict[str, Any] = {"worlds": 40, "workers": 1}
LATE = date(2021, 3, 9)


def test_importing_the_package_imports_nothing_else() -> None:
    heavy = "{'numpy', 'numba', 'pyarrow', 'pydantic', 'jinja2'}"
    code = f"import sys, detente; assert not {heavy} & set(sys.modules); assert 'run' in dir(detente)"
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = detente.nothing


TERMS: list[tuple[dict[str, Any], tuple[object, ...]]] = [
    ({}, ()),
    (
        {
            "questions": ["next-year"],
            "assume": {"southland.worth[mill_valley]": (1.5, 2.0, "it says so")},
            "without": "walker-2021",
            "off": ["border"],
            "as_of": LATE,
            "months": 6,
            "vintage": "reconstructed",
            "lives": 2,
            "seed": 7,
        },
        (
            *("-q", "next-year", "--assume", 'southland.worth[mill_valley]=1.5..2.0:"it says so"'),
            *("--without", "walker-2021", "--off", "border", "--as-of", "2021-03-09", "--months", 6),
            *("--vintage", "reconstructed", "--lives", 2, "--seed", 7),
        ),
    ),
]


@pytest.mark.parametrize(("terms", "words"), TERMS, ids=["none", "all"])
def test_the_same_as_the_command_line(
    folder: Path, tmp_path: Path, terms: dict[str, Any], words: tuple[object, ...]
) -> None:
    found = detente.run(folder, **terms, **FEW)
    told = ask("run", folder, *words, "--worlds", 40, "--workers", 1, "--out", tmp_path)
    assert found.digest == told["run"]["result_digest"]
    assert found.id == told["run"]["id"]
    for name in ("answers", "options", "assumptions", "sources", "command"):
        assert found.findings[name] == told[name], name


def test_what_is_given_in_several_ways_is_the_same(folder: Path) -> None:
    case = detente.load(str(folder))
    first = detente.run(case, "next-year", as_of=datetime(2021, 3, 9, 12), without=["walker-2021"], **FEW)
    second = detente.run(str(folder), ["next-year"], as_of="2021-03-09", without="walker-2021", **FEW)
    assert first.digest == second.digest


def test_a_run_that_is_kept(folder: Path, tmp_path: Path) -> None:
    told = ask("run", folder, "--worlds", 40, "--workers", 1, "--out", tmp_path / "runs")
    lived = detente.run(folder, **FEW)
    for opened in (
        detente.open_run(tmp_path / "runs" / told["run"]["id"]),
        detente.open_run(told["run"]["id"], runs=tmp_path / "runs"),
        detente.open_run(tmp_path / "runs"),
        detente.open_run(runs=tmp_path / "runs"),
    ):
        assert opened.digest == lived.digest
        assert opened.table().equals(lived.table())
        assert opened["next-year"].events().equals(lived["next-year"].events())
        assert opened["next-year"].why().trace.table().equals(lived["next-year"].why().trace.table())


def test_a_kept_run_keeps_its_case(folder: Path, tmp_path: Path) -> None:
    """The folder it lay in may be gone: the trace is that of the case as it was."""
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    ask("run", copy, "--worlds", 40, "--out", tmp_path / "runs")
    shutil.rmtree(copy)
    kept = detente.open_run(runs=tmp_path / "runs")["next-year"].why()
    assert repr(kept) == repr(detente.run(folder, **FEW)["next-year"].why())


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"worlds": 0}, "worlds: that many worlds"),
    ({"worlds": 40.5}, "worlds: must be a whole number"),
    ({"lives": 0}, "lives: "),
    ({"months": 0}, "months: too small"),
    ({"workers": 0}, "workers: too small"),
    ({"seed": 2**64}, "seed: "),
    ({"questions": "other"}, "questions: the case has no such question"),
    ({"questions": [1]}, "questions: must be a text"),
    ({"without": "other"}, "without: "),
    ({"off": ["other"]}, "off: "),
    ({"as_of": "yesterday"}, "as_of: not a day"),
    ({"as_of": 5}, "as_of: not a day"),
    ({"vintage": "other"}, "no such vintage"),
    ({"vintage": None}, "no such vintage"),
    ({"assume": {"southland.worth[mill_valley]": (1, 2, 3)}}, "assume: not an assumption"),
    ({"assume": {"southland.worth[mill_valley]": None}}, "assume: not a value"),
    ({"assume": "southland.worth[mill_valley]"}, "assume: not an assumption"),
    ({"assume": {"harbour.account": "busy"}}, "no mechanism reads this slot"),
]


@pytest.mark.parametrize(("terms", "said"), REFUSED, ids=[said[:30] for _, said in REFUSED])
def test_refusals(folder: Path, terms: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        detente.run(folder, **{**FEW, **terms})
    shown = "\n".join(caught.value._render_traceback_())
    assert said in shown
    assert "--" not in shown.partition(".")[0]  # options are the command line's
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_refusals_of_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="no such case"):
        detente.load("nowhere")
    with pytest.raises(UsageError, match="no run yet"):
        detente.open_run()
    with pytest.raises(UsageError, match="no such run"):
        detente.open_run("r-none")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{}", "utf-8")
    with pytest.raises(InputError):
        detente.open_run("broken")


def test_what_the_system_refuses_is_said(small: Run, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the system refuses"):
        small["next-year"].plot().save(tmp_path / "no" / "such.svg")


def test_a_fault_steers_no_terminal() -> None:
    with pytest.raises(DetenteError) as caught:
        detente.load("a\x1b[31mb\n")
    assert "\x1b" not in "".join(caught.value._render_traceback_())
