"""``detente run``: what it prints and keeps, and how it refuses."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import Result
from tests.cases.making import write_case
from tests.cli.running import ask, call, contents, refused

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.cli import main as cli
from detente.cli.run import number
from detente.engine.shelf import CHUNK
from detente.errors import UsageError
from detente.findings.as_json import run_to_json
from detente.findings.asked import parse_assumed
from detente.findings.runs import run_case
from detente.findings.study import Options
from detente.histories.folder import read_run
from detente.histories.tables import SCHEMA
from detente.report.naming import named
from detente.worlds.setup import MECHANISMS

FEW = ("--worlds", 80)
HEX64 = set("0123456789abcdef")


class Made:
    """One run of every question, 80 worlds each."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.document = ask("run", *FEW, "--out", out)
        self.folder = out / self.document["run"]["id"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("made") / "runs")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The same run in words."""
    return call("run", *FEW, "--out", tmp_path_factory.mktemp("shown"))


# --- what it prints


def is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def is_interval(value: Any) -> bool:
    return value is None or (len(value) == 2 and all(map(is_share, value)) and value[0] <= value[1])


def test_the_run_says_what_it_is(made: Made) -> None:
    run = made.document["run"]
    assert made.document["case"] == "south-caucasus"
    assert run["id"].startswith("r-")
    assert (run["seed"], run["worlds"], run["lives"]) == (1, 80, 4)
    assert isinstance(run["world_months"], int)
    assert run["seconds"] >= 0
    for name in ("case_digest", "claims_digest", "result_digest"):
        assert len(run[name]) == 64
        assert set(run[name]) <= HEX64
    assert set(run["code_digest"]) <= HEX64


def test_every_answer_has_the_fields_that_are_promised(made: Made) -> None:
    fields: dict[str, Any] = {
        "question": str, "text": str, "as_of": str, "vintage": str, "months": int, "given": dict | None,
        "exclusive": bool, "headline": str, "confidence": dict, "newest_claim": str | None, "stale": bool,
        "outcomes": list, "without": list, "only": list, "balanced": dict | None, "learn_next": list, "responses": list,
    }  # fmt: skip
    assert len(made.document["answers"]) == 10  # six questions, three as of two days, one in two halves
    for answer in made.document["answers"]:
        assert {name for name, kind in fields.items() if not isinstance(answer[name], kind)} == set()
        assert answer["vintage"] == "published"
        assert answer["confidence"]["level"] in ("low", "moderate", "high")
        assert all(isinstance(reason, str) for reason in answer["confidence"]["reasons"])
        assert answer["given"] is None or isinstance(answer["given"]["do"], str)
        assert all(drop["narrows_by"] > 0 and isinstance(drop["slot"], str) for drop in answer["learn_next"])
        ids = {outcome["id"] for outcome in answer["outcomes"]}
        for row in answer["without"]:
            assert row["p"].keys() == row["mc_error"].keys() == ids
            assert row["method"] in ("forced", "conditioned")
        for row in answer["only"]:
            assert row["p"].keys() == row["mc_error"].keys() == ids
        for row in answer["responses"]:
            assert sum(row["p"].values()) == pytest.approx(1)


def test_a_war_that_is_under_way_is_said(tmp_path: Path) -> None:
    """The model begins in peace, so an answer of that day is of what follows."""
    asked = ("south-caucasus", "-q", "july-2020", "--worlds", 8, "--out", tmp_path / "runs", "--as-of")
    text = " ".join(call("run", *asked, "2020-10-15").stdout.split())
    assert "Fighting was under way on that day: Second Nagorno-Karabakh War" in text
    assert "Fighting was under way" in call("why", "july-2020", "--runs", tmp_path / "runs").stdout
    (answer,) = ask("run", *asked, "2020-11-15")["answers"]
    assert answer["under_way"] is None


def test_each_analyst_alone_is_said_in_a_line(made: Made, shown: Result) -> None:
    leading = [a for a in made.document["answers"] if a["only"]]
    assert leading
    name = named(made.document)
    text = " ".join(shown.stdout.split())
    for answer in leading:
        alone = ((name(row["source"]), number(row["p"][answer["lead"]], row["worlds"])) for row in answer["only"])
        assert ", ".join(f"{p} ({who})" for who, p in alone) in text
        assert not answer["voices"] or answer["voices"]["words"] in text
        assert not answer["learn_note"] or answer["learn_note"] in text
    assert [source["id"] for source in made.document["sources"] if source["id"] in text] == []


def test_every_outcome_has_the_fields_that_are_promised(made: Made) -> None:
    for answer in made.document["answers"]:
        for outcome in answer["outcomes"]:
            assert isinstance(outcome["id"], str)
            assert isinstance(outcome["label"], str)
            assert is_share(outcome["p"])
            assert is_interval(outcome["interval"])
            assert is_share(outcome["mc_error"])
            assert outcome["epistemic_share"] is None or is_share(outcome["epistemic_share"])
            rate = outcome["baselines"]["reference_class"]
            assert rate is None or is_share(rate)
            assert outcome["happened"] in (True, False, None)
            for driver in outcome["drivers"]:
                assert driver["kind"] in ("slot", "claim", "source", "mechanism")
                assert isinstance(driver["id"], str)
                assert is_share(driver["share"])
                assert is_interval(driver["interval"])
                assert all(name.startswith("c-") for name in driver["claims"])


def test_questions_and_days_come_in_order(made: Made) -> None:
    told = [(answer["question"], answer["as_of"]) for answer in made.document["answers"]]
    assert told[:3] == [("july-2020", "2020-07-21"), ("ceasefire-2020", "2020-11-11"), ("ceasefire-2020", "2020-11-13")]
    assert [name for name, _ in told if name.startswith("attack")] == ["attack-on-syunik/do", "attack-on-syunik/chance"]


def test_what_is_kept_is_what_is_printed(made: Made) -> None:
    assert read_run(made.folder) == made.document
    assert (made.out / "latest").read_text("utf-8").strip() == made.folder.name
    tables = sorted(made.folder.glob("*.parquet"))
    assert len(tables) == 10
    assert all(pq.read_schema(table).equals(SCHEMA) for table in tables)
    assert (made.folder / "report.html").read_text("utf-8").startswith("<!")


def test_the_text_asks_six_questions(made: Made, shown: Result) -> None:
    assert shown.exit_code == 0
    assert shown.stderr == ""
    for answer in made.document["answers"]:
        assert answer["text"] in " ".join(shown.stdout.split())
    paragraphs = [block for block in shown.stdout.split("\n\n") if block.strip()]
    assert len(paragraphs) == 7
    assert sum("?" in block for block in paragraphs[:6]) == 6
    assert sum(block.lstrip().startswith("Report:") for block in paragraphs) == 1
    assert "confidence low" in shown.stdout
    assert "The claims it hangs on:" in shown.stdout or "Read for this answer" in shown.stdout
    assert made.document["run"]["id"] in shown.stdout


def test_the_command_it_names_repeats_the_run(made: Made, tmp_path: Path) -> None:
    asked = ("run", "-q", "three-tracks", *FEW, "--assume", 'russia.attention=0.2..0.3:"busy"', "--off", "talks")
    first = ask(*asked, "--without", "sais-2023", "--out", tmp_path)
    assert first["options"]["assume"] == ['russia.attention=0.2..0.3:"busy"']
    assert all(part in first["command"] for part in ("--worlds 80", "--seed 1", "--off talks", "--without sais-2023"))
    other = ask(*asked, "--without", "sais-2023", "--out", tmp_path, "--workers", 1, "--chunk", 3)
    assert other["run"]["result_digest"] == first["run"]["result_digest"]
    rare = ask(*asked, "--lives", 2, "--scale", "kent", "--out", tmp_path)
    for run in (first, rare):
        again = ask(*shlex.split(run["command"])[1:], "--out", tmp_path)
        assert (again["run"]["id"], again["command"]) == (run["run"]["id"], run["command"])
    whole = next(a for a in made.document["answers"] if a["question"] == "three-tracks")
    assert whole["digest"] != first["answers"][0]["digest"]
    assert {o["happened"] for o in first["answers"][0]["outcomes"]} == {None}


def test_worlds_are_rounded_up_to_whole_draws(tmp_path: Path) -> None:
    found = ask("run", "-q", "july-2020", "--worlds", 81, "--out", tmp_path)
    assert found["run"]["worlds"] == 84
    assert ask("run", "-q", "july-2020", "--worlds", 1, "--lives", 1, "--out", tmp_path)["run"]["worlds"] == 1


def test_a_small_case_of_ones_own(tmp_path: Path) -> None:
    found = ask("run", write_case(tmp_path / "case"), *FEW, "--out", tmp_path / "runs")
    (answer,) = found["answers"]
    assert answer["outcomes"][0]["happened"] is False
    assert found["case"] == "two-rivers"


# --- how it refuses


BAD: list[tuple[tuple[object, ...], int, tuple[str, ...]]] = [
    (("-q", "july-2021"), 2, ("july-2021", "no such question", "july-2020")),
    (("--without", "ringler-2021"), 2, ("ringler-2021", "nothing of that name", "ringler-2020")),
    (("--without", "c-000000000000"), 2, ("c-000000000000", "nothing of that name", "theory:SOURCE")),
    (("--off", "gravity"), 2, ("gravity", "no such mechanism", "guarantees")),
    (("--assume", "russia.attention=0.5", "--assume", "russia.attention=0.6"), 2, ("assumed twice",)),
    (("--assume", "armenia.gdp=0"), 2, ("armenia.gdp", "gdp of 0")),
    (("--assume", "rusia.attention=0.5"), 2, ("rusia.attention", "changes nothing", "russia.attention")),
    (("--assume", "russia.atention=0.5"), 2, ("russia.atention", "Did you mean attention?")),
    (("--assume", "armenia.attention=0.5"), 2, ("armenia.attention", "changes nothing")),
    (("--assume", "russia.attention=1.5"), 2, ("1.5", "outside the slot's range", "0 <= LOW")),
    (("--assume", "russia.attention=0.5..0.2"), 2, ("0.5..0.2", "outside the slot's range")),
    (("--assume", "russia.attention=1e999"), 2, ("inf", "outside the slot's range")),
    (("--assume", "russia.attention"), 2, ("russia.attention", "not an assumption", "SLOT=VALUE")),
    (("--assume", "=0.5"), 2, ("not an assumption",)),
    (("--assume", "russia.attention="), 2, ("not an assumption",)),
    (("--assume", "russia.attention=.."), 2, ("the slot takes numbers",)),
    (("--assume", "russia.attention=sleepy"), 2, ("sleepy", "free, divided, bound")),
    (("--assume", "nagorno_karabakh.holder=mars"), 3, ("mars", "no side here")),
    (("--assume", "russia.account=x"), 2, ("no mechanism reads this slot",)),
    (("--assume", "model.lamda=1"), 2, ("model.lamda", "no such coefficient")),
    (("--assume", "model.half_life=-5"), 2, ("model.half_life", "-5", "makes sense", "0.1 <= LOW", "months")),
    (("--worlds", 0), 2, ("--worlds", "got 0", "4,000 is usual")),
    (("--worlds", -4), 2, ("--worlds", "got -4")),
    (("--worlds", 1_000_000_000), 2, ("1,000,000,000", "2,000,000")),
    (("--worlds", "many"), 2, ("'many' is not a valid integer",)),
    (("--lives", 0), 2, ("--lives", "got 0")),
    (("--seed", 2**64), 2, ("--seed", "64 bits")),
    (("--months", 0), 2, ("--months", "got 0", "1 or more")),
    (("--months", 1000), 2, ("1000", "1 to 480")),
    (("--workers", 0), 2, ("--workers", "got 0")),
    (("--chunk", 0), 2, ("--chunk", "got 0")),
    (("--scale", "gut"), 2, ("no such scale", "gut", "icd203")),
    (("--vintage", "later"), 2, ("later",)),
    (("--as-of", "yesterday"), 2, ("'yesterday' is not a day", "2020-11-10")),
    (("--as-of", "2020-02-30"), 2, ("2020-02-30",)),
    (("--as-of", "1900-01-01"), 3, ("nobody",)),
    (("--sede", 1), 2, ("--sede",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "said"), BAD, ids=lambda x: " ".join(map(str, x)) if isinstance(x, tuple) else ""
)
def test_bad_input(made: Made, words: tuple[object, ...], code: int, said: tuple[str, ...]) -> None:
    before = contents(made.out)
    refused(call("run", *FEW, "-q", "july-2020", *words, "--out", made.out), code, *said)
    assert contents(made.out) == before


def test_an_unknown_case(made: Made, tmp_path: Path) -> None:
    for name in ("atlantis", tmp_path, ""):
        refused(call("run", name, "--out", made.out), 2, "no such case", "south-caucasus")


def test_a_place_that_takes_no_runs(made: Made) -> None:
    file = made.folder / "report.html"
    refused(call("run", *FEW, "--out", file), 3, str(file), "can't be written", "--out")
    refused(call("run", *FEW, "--out", file / "runs"), 3, "can't be written", "--out")
    assert read_run(made.folder) == made.document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.attention=0.5", ("a.attention", 0.5, 0.5, None, "")),
        (" a.attention = .5..1. ", ("a.attention", 0.5, 1.0, None, "")),
        ("a.attention=-1e-3", ("a.attention", -0.001, -0.001, None, "")),
        ('a.attention=0..1:"he said so"', ("a.attention", 0.0, 1.0, None, "he said so")),
        ("a.attention=bound: because", ("a.attention", 0.0, 0.0, "bound", "because")),
        ("a.deaths[month=2020-01]=5", ("a.deaths[month=2020-01]", 5.0, 5.0, None, "")),
        ("a.dependence[b]=0.5", ("a.dependence[b]", 0.5, 0.5, None, "")),
        ("a.end=2020-11-10", ("a.end", 0.0, 0.0, "2020-11-10", "")),
    ],
)
def test_forms_of_an_assumption(text: str, expected: tuple[Any, ...]) -> None:
    found = parse_assumed(text)
    assert (found.slot, found.low, found.high, found.word, found.reason) == expected


@pytest.mark.parametrize("text", ["", "=", "a", "a=", "=b", "a=:", 'a="x"'])
def test_what_is_no_assumption(text: str) -> None:
    with pytest.raises(UsageError, match="not an assumption"):
        parse_assumed(text)


# --- cases that are not of the form: refused with file, line, path, value, reason and remedy


MISSHAPEN: list[tuple[str, str, str, str, str]] = [
    ("sources", "standpoint: {affiliation: The Lantern, country: islands, basis: stated}", "standpoint: x",
     "sources[0].standpoint", "not a standpoint"),
    ("sources", "publisher: The Lantern", "origins: 5", "sources[0].origins", "must be a list of texts"),
    ("sources", "publisher: The Lantern", "origins: walk", "sources[0].origins", "must be a list of texts"),
    ("sources", "authors: [A. Walker]", "authors: A. Walker", "sources[0].authors", "must be a list of texts"),
    ("sources", "publisher: The Lantern", "publisher: {a: b}", "sources[0].publisher", "must be a text"),
    ("sources", "id: walker-2021", "id: ../walker-2021", "sources[0].id", "not the id of a source"),
    ("sources", "published: [2021-03-04, 2021-03-04]", "published: [2021-03-04]", "sources[0].published", "not a day"),
    ("sources", "- Nobody writes from Southland.", "  who: nobody", "voices_absent", "must be a list of texts"),
    ("resolutions", "- question: next-year", "- ask: next-year", "resolutions[0]", "needs question and outcomes"),
    ("resolutions", "resolutions:", "resolution:", "resolutions", "no list of resolutions"),
    ("resolutions", "happened: false", "happened: 0", "resolutions[0].outcomes[0].happened", "neither true"),
    ("case", "troops: true", "trops: true", "outsiders[0].trops", "Did you mean troops?"),
    ("case", "title:", "titel: x\ntitle:", "titel", "Did you mean title?"),
    ("case", "from: walker-2021", "from: [1]", "questions[0].from", "valid string"),
    ("case", "from: walker-2021", "from_: walker-2021", "questions[0].from_", "Did you mean from?"),
    ("case", "next_to: [mill_valley]", "next_to: [mil_valley]", "places[0].next_to[0]", "Did you mean mill_valley?"),
    ("case", "id: next-year", "id: next/year", "questions[0].id", "not the id of a question"),
    ("case", "[2021-03-10]", "[]", "questions[0].as_of", "not a day or two days in order"),
    ("case", "{at_least: 25}", "{at_least: many}", "questions[0].outcomes[0].when", "at_least takes a number"),
    ("case", "{at_least: 25}", "{}", "questions[0].outcomes[0].when", "needs at_least or less_than"),
    ("case", "{at_least: 25}", "{at_least: 25, places: []}", "questions[0].outcomes[0].when", "at least one name"),
    ("case", "{deaths_in_month: {at_least: 25}}", "{any_of: []}", "questions[0].outcomes[0].when", "at least one expr"),
    ("case", "{deaths_in_month: {at_least: 25}}", "{any_of: [{otherwise: {}}]}", "questions[0].outcomes[0].when",
     "stands alone"),
    ("case", "{deaths_in_month: {at_least: 25}}", "{otherwise: {}}", "questions[0].outcomes", "not only `otherwise`"),
    ("case", "{deaths_in_month: {at_least: 25}}", "{responds: {actor: harbour, how: [sulk]}}",
     "questions[0].outcomes[0].when", "sulk is no response"),
    ("case", "  from: walker-2021", "  first_of: [x]", "questions[0].first_of", "no such outcome"),
    ("case", "label: 25", "of: do\n    label: 25", "questions[0].outcomes[0].of", "has no halves"),
    ("case", "rivalries:\n", "rivalries: 5\nx:\n", "rivalries", "valid"),
    ("series__series", "period: year", "period: week", "series[0].period", "unknown period"),
    ("series__series", "file: gdp.csv", "file: ../gdp.csv", "series[0].file", "no such file"),
    ("series__series", "release_lag_days: 60", "release_lag_days: soon", "series[0].release_lag_days", "needs the lag"),
    ("series__series", '{slot: "{actor}.gdp"', '{slot: "{who}.gdp"', "series[0].slots", "not the slots of a series"),
    ("series__series", "column: both", "column: neither", "", "no such column"),
    ("series__gdp", "9.1", "nan", "northland", "a series holds numbers"),
    ("series__gdp", "2019", "20190", "year", "not a period"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "path", "reason"), MISSHAPEN)
def test_a_misshapen_case(file: str, old: str, new: str, path: str, reason: str, tmp_path: Path) -> None:
    case = write_case(tmp_path / "case", **{file: (old, new)})
    shown = call("run", case, "--out", tmp_path / "runs")
    refused(shown, 3, reason)
    line = next(line for line in shown.stderr.splitlines() if reason in line)
    place, _, rest = line.partition(": ")
    name, _, inside = place.partition(" ")
    assert name.startswith(str(case / (file.replace("__", "/") if path else "series/deaths")))
    assert inside == path
    assert file == "resolutions" or path == "voices_absent" or name.rpartition(":")[2].isdigit()
    assert rest.count(". ") >= 1  # reason and remedy
    assert not (tmp_path / "runs").exists()


@pytest.mark.parametrize("name", ["case", "sources", "entities", "resolutions", "series/series", "claims/record"])
@pytest.mark.parametrize(
    "text", ["", "5", "- 5", "x", "{}", "[[1]]", "a: [", "\x00", "questions: 5\nsources: 5\nseries: 5"]
)
def test_a_file_of_nonsense(name: str, text: str, tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    path = case / f"{name}.yaml"
    path.write_text(text, "utf-8")
    shown = call("run", case, "--out", tmp_path / "runs")
    refused(shown, 3)
    assert str(path) in shown.stderr


@pytest.mark.parametrize("name", ["case", "sources", "resolutions", "series__series"])
def test_any_field_may_be_nonsense(name: str, tmp_path: Path) -> None:
    """Each value of each file in turn becomes a number, a list and a mapping: never a traceback."""
    case = write_case(tmp_path / "case")
    path = case / f"{name.replace('__', '/')}.yaml"
    lines = path.read_text("utf-8").splitlines()
    for n, line in enumerate(lines):
        head, colon, value = line.partition(": ")
        for other in ("7", "[7]", "{seven: 7}", '"\\0"') if colon and value else ():
            path.write_text("\n".join([*lines[:n], f"{head}: {other}", *lines[n + 1 :]]) + "\n", "utf-8")
            shown = call("check", case)
            assert shown.exit_code in (0, 1), shown.output
            assert "not of the form expected here" not in shown.output, (line, other, shown.output)


def test_a_case_that_asks_nothing(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    path = case / "case.yaml"
    path.write_text(path.read_text("utf-8").partition("questions:")[0] + "questions: []\n", "utf-8")
    refused(call("run", case, "--out", tmp_path / "runs"), 2, "asks nothing")


# --- interrupted


def _hears_interrupts() -> None:
    """A shell that runs the tests in the background lets them ignore the signal."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_leaves_earlier_runs_untouched(made: Made, tmp_path: Path) -> None:
    before = contents(made.out)
    source = str(Path(cli.__file__).parents[2])
    words = [
        sys.executable,
        "-m",
        "detente.cli.main",
        "run",
        "--worlds",
        "40000",
        "--workers",
        "1",
        "--out",
        str(made.out),
    ]
    environment = {**os.environ, "PYTHONPATH": source, "XDG_DATA_HOME": str(tmp_path)}
    running = subprocess.Popen(
        words,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hears_interrupts,
    )
    try:
        while not any(made.out.glob(f".work-*/*{CHUNK}")) and running.poll() is None:
            time.sleep(0.01)
        assert running.poll() is None, "it was over before it could be interrupted"
        running.send_signal(signal.SIGINT)
        said, complained = running.communicate(timeout=60)
    finally:
        running.kill()
    assert running.returncode == 4, complained
    assert said == ""
    assert "interrupted" in complained
    assert "Traceback" not in complained
    after = contents(made.out)
    assert {name: raw for name, raw in after.items() if not name.startswith(".work-")} == before  # finished chunks stay
    assert read_run(made.folder) == made.document


def test_json_is_plain(made: Made) -> None:
    assert json.loads(json.dumps(made.document, allow_nan=False)) == made.document


def test_assumptions_stand_first_with_their_reason_or_its_absence(tmp_path: Path) -> None:
    asked = ("run", "-q", "leverage", "--worlds", 16, "--out", tmp_path)
    assumed = ("--assume", 'russia.attention=0.8..1.0:"no war elsewhere"', "--assume", "iran.attention=bound")
    found = ask(*asked, *assumed)["assumptions"]
    told = [(row["slot"], row["value"], row["why"]) for row in found if row["yours"]]
    assert told == [
        ("russia.attention", "0.8..1.0", "assumed for this run: no war elsewhere"),
        ("iran.attention", "bound", "assumed for this run; no reason given"),
    ]
    assert [row["slot"] for row in found[:2]] == ["russia.attention", "iran.attention"]
    assert len({row["slot"] for row in found}) == len(found)
    shown = call(*asked, *assumed).stdout
    assert "no war elsewhere" in shown
    assert "no reason given" in shown


@pytest.fixture(scope="module")
def flagship() -> Case:
    return load_case("south-caucasus")


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_every_mechanism_can_be_left_out_of_a_question_about_responses(flagship: Case, mechanism: str) -> None:
    options = Options(worlds=40, off=frozenset({mechanism}))
    found = run_to_json(run_case(flagship, ("attack-on-syunik",), options))
    assert {answer["question"] for answer in found["answers"]} == {"attack-on-syunik/do", "attack-on-syunik/chance"}


def test_a_report_is_written_without_guarantees(tmp_path: Path) -> None:
    asked = ("run", "-q", "attack-on-syunik", "--worlds", 40, "--out", tmp_path / "runs", "--off", "guarantees")
    assert [answer["question"].partition("/")[2] for answer in ask(*asked)["answers"]] == ["do", "chance"]
    assert any(tmp_path.glob("runs/*/report.html"))
