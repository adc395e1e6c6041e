"""``detente why``: from an answer to its drivers, claims and passages, and to one history's decisions."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.cases.making import write_case
from tests.cli.running import ask, call, contents, refused

from detente.cases.reader import load_case
from detente.cli.why import show_drivers
from detente.histories.folder import find_run, read_run
from detente.report.naming import named

FEW = ("--worlds", 80)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("why") / "runs"
    ask("run", "-q", "three-tracks", "-q", "attack-on-syunik", *FEW, "--out", out)
    return out


def why(runs: Path, *words: object) -> Any:
    return ask("why", *words, "--runs", runs)


def test_drivers_and_trace(runs: Path) -> None:
    found = why(runs, "three-tracks:blockade")
    assert found.keys() >= {"finding", "drivers", "trace", "ledger", "story"}
    run, question, outcome = found["finding"].split(":")
    assert (run, question, outcome) == (runs.joinpath("latest").read_text("utf-8").strip(), "three-tracks", "blockade")
    assert found["ledger"] is found["story"] is None
    claims = {claim.id: claim for claim in load_case("south-caucasus").claims}
    assert found["trace"]
    for row in found["trace"]:
        assert row.keys() >= {"claim", "source", "paragraph", "anchor", "quotation", "paraphrase"}
        claim = claims[row["claim"]]
        assert (row["source"], row["paraphrase"]) == (claim.source, claim.paraphrase)
        assert row["quotation"] is None  # nobody attached the texts
        assert str(claim.known_from) <= "2022-09-17"
    for driver in found["drivers"]:
        assert driver.keys() >= {"kind", "id", "share", "interval", "claims"}
        assert set(driver["claims"]) <= set(claims)


@pytest.mark.parametrize("day", ["2022-09-15", "2022-09-17"])
def test_each_day_of_a_question_can_be_traced(runs: Path, day: str) -> None:
    found = why(runs, "three-tracks", "--as-of", day, "--world", "worst")
    answers = read_run(find_run(runs, None))["answers"]
    (answer,) = (a for a in answers if (a["question"], a["as_of"]) == ("three-tracks", day))
    lead = next(outcome for outcome in answer["outcomes"] if outcome["id"] == answer["lead"])
    assert found["drivers"] == lead["drivers"]
    known = {claim.id: claim.known_from.isoformat() for claim in load_case("south-caucasus").claims}
    assert all(known[row["claim"]] <= day for row in (*found["trace"], *found["story"]["claims"]))
    most = max(why(runs, "three-tracks", "--as-of", day, "--world", n)["story"]["deaths"] for n in range(0, 80, 16))
    assert found["story"]["deaths"] >= most
    assert f"as of {day}" in call("why", "three-tracks", "--as-of", day, "--runs", runs).stdout


def test_the_run_may_be_named(runs: Path) -> None:
    run = runs.joinpath("latest").read_text("utf-8").strip()
    assert why(runs, f"{run}:three-tracks:blockade") == why(runs, "three-tracks:blockade")
    assert why(runs, f"{run}:attack-on-syunik/do")["finding"].startswith(f"{run}:attack-on-syunik/do:")


def test_of_which_half_is_told_is_said_where_nobody_named_one(runs: Path) -> None:
    """A history of one half has the number of another one in the other."""
    both = " ".join(call("why", "attack-on-syunik", "--world", 7, "--runs", runs).stdout.split())
    assert both.startswith("Of the halves of this question attack-on-syunik/chance is told; name attack-on-syunik/do")
    for finding in ("attack-on-syunik/chance", "attack-on-syunik/do", "three-tracks"):
        assert "Of the halves" not in call("why", finding, "--runs", runs).stdout


def test_what_is_taken_where_somebody_is_made_to_act(runs: Path) -> None:
    answers = read_run(find_run(runs, None))["answers"]
    (do,) = (a for a in answers if a["question"] == "attack-on-syunik/do")
    most = do["taken"][0]
    said = f"{most['by_label']} takes {most['label']} in {100 * most['p']:.0f} of 100 such histories"
    shown = {half: call("why", f"attack-on-syunik/{half}", "--runs", runs).stdout for half in ("do", "chance")}
    assert said in shown["do"] and "of 100 such histories" not in shown["chance"]


def test_a_half_is_found_by_its_outcome(runs: Path) -> None:
    assert "attack-on-syunik/do" in why(runs, "attack-on-syunik:russia_joins")["finding"]
    assert "attack-on-syunik/chance" in why(runs, "attack-on-syunik:attacked")["finding"]


@pytest.mark.parametrize("world", [0, 79])
def test_the_ledger_of_a_history(runs: Path, world: int) -> None:
    rows = why(runs, "attack-on-syunik/do", "--world", world)["ledger"]
    case = load_case("south-caucasus")
    assert rows
    for row in rows:
        assert set(row) == {"month", "actor", "option", "terms", "p", "uniform", "chosen"}
        assert 1 <= row["month"] <= 6
        assert row["actor"] in case.actors
        assert all(isinstance(value, int | float) for value in row["terms"].values())
        assert 0 <= row["p"] <= 1
        assert row["uniform"] is None or 0 < row["uniform"] < 1
        assert isinstance(row["chosen"], bool)
    first = rows[0] if rows[0]["uniform"] is None else next(r for r in rows if r["uniform"] is None)
    assert (first["month"], first["actor"], first["option"]) == (1, "azerbaijan", "offensive syunik")


def test_text(runs: Path) -> None:
    shown = call("why", "three-tracks:blockade", "--world", "worst", "--runs", runs)
    assert shown.exit_code == 0
    assert shown.stderr == ""
    text = " ".join(shown.stdout.split())
    found = why(runs, "three-tracks:blockade")
    assert "a blockade first" in text
    assert "What these do can't be told from chance" in text
    assert all(row["claim"] in text for row in found["trace"])
    for kind in ("source", "mechanism"):
        sure = [driver for driver in found["drivers"] if driver["interval"][0] > 0]
        rolled = [driver["label"] for driver in sure if driver["kind"] == kind]
        assert (f"The same by {kind}, what several explain shared out:" in text) == bool(rolled)
        assert all(label in text for label in rolled)
    assert "the most deaths" in text
    assert "Month" in text


@pytest.mark.parametrize("kind", ["typical", "best", "worst"])
def test_a_history_is_told_as_a_story(runs: Path, kind: str) -> None:
    found = why(runs, "attack-on-syunik/do", "--world", kind)
    told = found["story"]
    assert told.keys() == {"history", "chosen", "deaths", "months", "claims", "unit"}
    assert found["ledger"] == why(runs, "attack-on-syunik/do", "--world", told["history"])["ledger"]
    assert (told["months"][0]["first"], told["months"][-1]["last"]) == (1, 6)
    assert "as the question has it" in told["months"][0]["text"]
    cited = {claim for month in told["months"] for claim in month["claims"]}
    assert {claim["claim"] for claim in told["claims"]} == cited


def test_best_and_worst_are_as_far_apart_as_can_be(runs: Path) -> None:
    best, worst = (why(runs, "three-tracks", "--world", kind)["story"]["deaths"] for kind in ("best", "worst"))
    some = [why(runs, "three-tracks", "--world", world)["story"]["deaths"] for world in (0, 5, 40)]
    assert best <= min(some) <= max(some) <= worst


def test_a_run_of_an_older_model_is_not_told(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.worlds.version.model_digest", lambda: "another")
    for asked in (("--world", "best"), ("--doubt", "conversation-2022"), ("--disagree",)):
        refused(call("why", "three-tracks", *asked, "--runs", runs), 2, "the model has changed", "detente run")
    assert why(runs, "three-tracks")["drivers"] is not None


def test_an_outcome_that_never_comes_hangs_on_nothing(tmp_path: Path) -> None:
    """And one world, or one life of each, tells nothing of beliefs."""
    case = write_case(tmp_path / "case", case=("deaths_in_month: {at_least: 25}", "deaths: {at_least: 9000000}"))
    for words, said in ((FEW, "in no history"), (("--worlds", 1), "can't tell"), ((*FEW, "--lives", 1), "can't tell")):
        run = ask("run", case, *words, "--out", tmp_path / "runs")
        answer = run["answers"][0]
        assert not any(number in answer["headline"] for number in ("0.00", "1.00"))
        assert ("no range" in answer["headline"]) == (said == "can't tell")
        text = call("why", "next-year", "--world", "typical", "--runs", tmp_path / "runs").stdout
        assert said in " ".join(text.split())
        assert "Month" in text


def test_what_chance_may_have_done_is_named_apart(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As the page does: a share whose interval reaches down to 0 is no reason."""
    for outcome in ("blockade", "deaths_25_in_month"):
        slots = [d for d in why(runs, f"three-tracks:{outcome}")["drivers"] if d["kind"] == "slot"]
        text = " ".join(call("why", f"three-tracks:{outcome}", "--runs", runs).stdout.split())
        _, _, apart = text.partition("What these do can't be told from chance: ")
        assert all((d["label"] in apart) == (not d["interval"][0] > 0) for d in slots)
    rows = [
        {"kind": "slot", "id": "a", "label": "what surely moves it", "share": 0.3, "interval": [0.1, 0.5]},
        {"kind": "slot", "id": "b", "label": "what may not", "share": 0.4, "interval": [0.0, 0.9]},
    ]
    show_drivers("It hangs on:", rows)
    told = capsys.readouterr().out
    assert told == "It hangs on:\n  30 % (10–50 %)  what surely moves it\n"
    show_drivers("It hangs on:", rows[1:])
    assert capsys.readouterr().out == ""


def test_why_the_analysts_disagree(runs: Path) -> None:
    found = why(runs, "three-tracks:blockade", "--disagree")["disagreements"]
    apart = [abs(pair["moved"]["blockade"]["difference"]) for pair in found]
    assert len(found) == 3
    assert apart == sorted(apart, reverse=True)
    assert all(pair["method"] == "forced" for pair in found)
    for pair in found:
        for premise in pair["premises"]:
            assert premise.keys() >= {"slot", "label", "kind", "contested", "says", "claims", "moves"}
            assert premise["moves"].keys() == premise["in_first"].keys() == premise["in_second"].keys()
    shown = call("why", "three-tracks:blockade", "--disagree", "--runs", runs)
    text = " ".join(shown.stdout.split())
    assert shown.stderr == ""
    name = named(read_run(find_run(runs, None)))
    assert all(name(pair["words"]) in text for pair in found)
    assert why(runs, "three-tracks:blockade")["disagreements"] is None


@pytest.mark.parametrize("source", ["sais-2023", "ucdp-deaths"])
def test_an_answer_without_a_source_that_is_doubted(runs: Path, source: str) -> None:
    """So few histories can't stand for the rest, so its claims are struck out."""
    found = why(runs, "three-tracks:blockade", "--doubt", source)["doubted"]
    assert (found["source"], found["method"], found["worlds"]) == (source, "forced", 80)
    run = read_run(find_run(runs, None))
    told = next(a for a in run["answers"] if a["question"] == "three-tracks")
    struck = {row["source"]: row["p"] for row in told["without"]}
    assert found["p"] == struck.get(source, found["p"])
    shown = call("why", "three-tracks:blockade", "--doubt", source, "--runs", runs)
    assert f"Without {named(run)(source)} [{source}]: " in " ".join(shown.stdout.split())
    assert why(runs, "three-tracks:blockade")["doubted"] is None


def test_one_analyst_has_nobody_to_disagree_with(tmp_path: Path) -> None:
    ask("run", write_case(tmp_path / "case"), *FEW, "--out", tmp_path / "runs")
    shown = call("why", "next-year", "--disagree", "--runs", tmp_path / "runs")
    assert "No two analysts" in shown.stdout


BAD: list[tuple[tuple[object, ...], tuple[str, ...]]] = [
    (
        ("july-2020",),
        (
            "july-2020",
            "no answer to this question",
            "three-tracks",
            "detente run south-caucasus -q july-2020",
            "RUN:july-2020",
        ),
    ),
    (("three-tracks:flood",), ("flood", "no such outcome", "blockade")),
    (("r-0000000000:three-tracks",), ("r-0000000000", "no such run", "Known: r-")),
    (("a:b:c:d",), ("not the name of a finding", "RUN:QUESTION:OUTCOME")),
    (("",), ("not the name of a finding",)),
    ((":",), ("not the name of a finding",)),
    (("three-tracks", "--doubt", ""), ("--doubt", "no such source")),
    (("three-tracks", "--doubt", "nobody"), ("--doubt", "nobody", "no such source", "sais-2023")),
    (("three-tracks", "--doubt", "public-record"), ("rests on this record", "--without CLAIM")),
    (("three-tracks", "--world", -1), ("--world", "got -1", "0 to 79")),
    (("three-tracks", "--world", 80), ("--world", "got 80", "0 to 79")),
    (("three-tracks", "--world", "x"), ("--world", "got x", "typical, best, worst")),
    (("three-tracks", "--world", ""), ("--world", "0 to 79")),
    (("three-tracks", "--world", "1.5"), ("--world", "got 1.5")),
    ((), ("FINDING",)),
    (("three-tracks", "--as-of", "2022-09-16"), ("2022-09-16", "as of 2022-09-15, 2022-09-17")),
    (("three-tracks", "--as-of", "then"), ("--as-of", "not a day")),
]


@pytest.mark.parametrize(("words", "said"), BAD, ids=lambda x: " ".join(map(str, x)))
def test_bad_input(runs: Path, words: tuple[object, ...], said: tuple[str, ...]) -> None:
    before = contents(runs)
    refused(call("why", *words, "--runs", runs), 2, *said)
    assert contents(runs) == before


def test_before_the_first_run(tmp_path: Path) -> None:
    refused(call("why", "july-2020", "--runs", tmp_path / "none"), 2, "no run yet", "detente run")


def test_a_case_that_changed_since(tmp_path: Path) -> None:
    """The run kept it: what is traced is what was run, though a source be gone meanwhile."""
    case = write_case(tmp_path / "case")
    ask("run", case, *FEW, "--out", tmp_path / "runs")
    assert ask("why", "next-year", "--runs", tmp_path / "runs")["ledger"] is None
    path = case / "claims" / "record.yaml"
    before = ask("why", "next-year", "--world", 3, "--doubt", "walker-2021", "--runs", tmp_path / "runs")
    path.write_text(path.read_text("utf-8").replace("moved into", "entered"), "utf-8")
    assert ask("why", "next-year", "--world", 3, "--doubt", "walker-2021", "--runs", tmp_path / "runs") == before


def test_a_case_that_is_gone(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    ask("run", case, *FEW, "--out", tmp_path / "runs")
    shutil.rmtree(case)
    shown = call("why", "next-year", "--runs", tmp_path / "runs")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "What it hangs on" in shown.stdout or "No belief" in shown.stdout


def test_a_corrupt_run_is_refused(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    run = tmp_path / "runs" / ask("run", case, *FEW, "--out", tmp_path / "runs")["run"]["id"]
    whole = contents(run)
    for name, raw in whole.items():
        (run / name).write_bytes(raw[:-3])
        for words in (("why", "next-year"), ("report",)):
            refused(call(*words, "--runs", tmp_path / "runs"), 3, str(run), "detente run")
        (run / name).write_bytes(raw)
    assert ask("why", "next-year", "--runs", tmp_path / "runs")["finding"].endswith("deaths_25_in_month")


def test_the_words_are_quoted_where_the_text_is_attached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    attacked = (
        "given: {do: {actor: southland, action: offensive, place: mill_valley}, text: Southland attacks}\n  outcomes:\n"
        "  - {id: deaths, label: deaths, when: {deaths: {at_least: 1}}, of: chance}"
    )
    case = write_case(tmp_path / "case", case=("outcomes:", attacked))  # what Harbour then does hangs on its attention
    file = case / "case.yaml"
    answers = "when: {responds: {actor: harbour, how: [join]}}\n    of: do"
    file.write_text(file.read_text("utf-8").replace("when: {deaths_in_month: {at_least: 25}}", answers), "utf-8")
    ask("run", case, "--worlds", 2000, "--out", tmp_path / "runs")
    assert call("attach", case, case / "walker.txt").exit_code == 0
    rows = ask("why", "next-year/do", "--runs", tmp_path / "runs")["trace"]
    quoted = {row["slot"]: row["quotation"] for row in rows}
    assert any(quoted.values())
    text = (case / "walker.txt").read_text("utf-8")
    assert all(words is None or words in text for words in quoted.values())


def test_a_source_that_speaks_of_deaths_alone_bears_on_the_answer(tmp_path: Path) -> None:
    """What is told without it is the answer without it, in words and in the document."""
    busy = "slot: harbour.attention\n"
    dead = {"slot: flood_march.displaced": "slot: flood_march.deaths", "value: 300": "value: 5000"}
    dead[busy] = f"{busy}  status: rejected\n"
    path = write_case(tmp_path / "case")
    file = path / "claims" / "walker-2021.yaml"
    text = file.read_text("utf-8")
    for old, new in dead.items():
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    runs = tmp_path / "runs"
    ask("run", path, *FEW, "--out", runs)
    found = why(runs, "next-year", "--doubt", "walker-2021")["doubted"]
    (lead,) = found["p"]
    alone = ask("run", path, *FEW, "--without", "walker-2021", "--out", tmp_path / "bare")
    assert found["p"][lead] == alone["answers"][0]["outcomes"][0]["p"]
    assert found["claims"] > 0
    shown = " ".join(call("why", "next-year", "--doubt", "walker-2021", "--runs", runs).stdout.split())
    assert "as with it" not in shown and "lived with its claims struck out" in shown
