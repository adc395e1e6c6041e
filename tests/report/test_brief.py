"""The brief: one page in three formats, with the run's own numbers and words."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from detente.errors import UsageError
from detente.report import board_view, naming, render, words
from detente.report.blocks import DENSE, Block, clip, height
from detente.report.board import read_board
from detente.report.brief import KNOWING, NOT, pages
from detente.report.brief_faces import FORMATS
from detente.report.docx import docx
from detente.sources.docx import read_docx

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
NASTY = "<script>alert(1)</script>\"'& # *x* \u202e"


def told(blocks: Any) -> str:
    return " ".join(" ".join(f"{b.head} {b.text}" for b in blocks).split())


def test_a_brief_says_what_a_reader_of_one_page_needs(run: dict[str, Any]) -> None:
    a = run["answers"][0]
    (page,) = pages(run, ["july-2020"])
    text = told(page.blocks)
    lead = next(o for o in a["outcomes"] if o["label"] == "War")
    first, _, sure = a["headline"].partition("; confidence ")
    for needed in (a["text"], first, f"Confidence {sure}", "What happened since: War.", NOT + KNOWING, run["command"],
                   f"War {words.prob(lead['p'])} ({words.span(lead['interval'])}; comparable cases",
                   words.day(a["as_of"]), run["run"]["id"]):  # fmt: skip
        assert needed.rstrip(".") in text, needed
    names = naming.named(run)
    assert all(f"{n}. {names(c['source'])}: {c['paraphrase']}" in text for n, c in enumerate(a["claims"], 1))
    assert all(words.small(row["narrows_by"]) in text for row in a["learn_next"][:3])
    record = board_view.record(read_board(run["case"]), lead, a["months"], a["outcomes"])
    assert " ".join(record.split()) in text


def without(source: str, p: float, low: float, high: float) -> dict[str, Any]:
    moved = {"war": {"difference": p - 0.4, "interval": [low, high]}}
    return {"source": source, "p": {"war": p}, "mc_error": {"war": 0.1}, "moved": moved, "method": "forced"}


def test_fighting_that_was_under_way_is_said_below_the_answer(run: dict[str, Any]) -> None:
    said = "Fighting was under way on that day: the clash. The model begins each history in peace."
    run["answers"][0]["under_way"] = {"event": "clash", "words": said}
    (page,) = pages(run, ["july-2020"])
    assert [block.text for block in page.blocks[2:4]].count(said) == 1
    assert said in " ".join(html.fromstring(render(run)).text_content().split())


def test_the_source_that_moves_it_most_is_left_out(run: dict[str, Any]) -> None:
    """Whether that is clear is judged by pairs of histories, not by the error of one side."""
    a = run["answers"][0]
    a["outcomes"][2]["p"] = 0.4
    a["without"] = [without("ringler-2020", 0.3, -0.15, -0.05), without("statecraft-2020", 0.45, 0.01, 0.09)]
    most = "Without Ringler 2020, whose words of all authors’ move it most, it would be 0.30 instead of 0.40"
    assert f"{most}: −0.100 (−0.150 to −0.050)." in told(pages(run, ["july-2020"])[0].blocks)
    a["without"] = [without("ringler-2020", 0.3, -0.23, 0.03)]
    assert f"{most}: −0.100 (−0.230 to +0.030), no clear difference in so" in told(pages(run, ["july-2020"])[0].blocks)
    del a["without"][0]["moved"]  # as runs were kept before
    assert f"{most}; how surely, this run doesn’t say." in told(pages(run, ["july-2020"])[0].blocks)


def test_a_source_that_surely_moves_it_comes_before_one_that_may_not(run: dict[str, Any]) -> None:
    a = run["answers"][0]
    a["outcomes"][2]["p"] = 0.4
    a["without"] = [without("ringler-2020", 0.3, -0.23, 0.03), without("statecraft-2020", 0.45, 0.01, 0.09)]
    assert "it would be 0.45 instead of 0.40: +0.050 (+0.010 to +0.090)." in told(pages(run, ["july-2020"])[0].blocks)
    a["without"] = [without("ringler-2020", 0.42, 0.0002, 0.0398)]
    assert "+0.020 (just above 0 to +0.040)." in told(pages(run, ["july-2020"])[0].blocks)
    a["without"] = [without("ringler-2020", 0.401, -0.002, 0.004)]
    assert "Without any one author’s word it would still be 0.40." in told(pages(run, ["july-2020"])[0].blocks)


def test_worlds_that_believe_one_and_the_other_are_told_as_that_and_as_the_best_of_many(run: dict[str, Any]) -> None:
    """Of dozens of differences the largest is large by chance: it is told only where all of them would hold."""
    a = run["answers"][0]
    premise = {"label": "the edge", "says": {"ringler-2020": "even", "statecraft-2020": None}, "slot": "x.edge"}
    moves = {"war": {"difference": 0.18, "interval": [0.08, 0.28]}}
    pair = {"sources": ["ringler-2020", "statecraft-2020"], "differences": 1, "premises": [premise | {"moves": moves}]}
    a["disagreements"] = [pair]
    shown = told(pages(run, ["july-2020"])[0].blocks)
    assert (
        "most goes with the edge: in worlds that believe no author on it the probability is 0.18 (0.08 to 0.28) higher "
        "than in those that believe Ringler 2020 (even), all else as it falls." in shown
    )
    a["disagreements"] = [pair | {"differences": 4}]
    assert "most goes with the edge" in told(pages(run, ["july-2020"])[0].blocks)
    a["disagreements"] = [pair, pair | {"differences": 59}]
    assert "most goes with" not in told(pages(run, ["july-2020"])[0].blocks)


def test_a_premise_with_which_it_is_lower_is_told_as_lower(run: dict[str, Any]) -> None:
    moves = {"war": {"difference": -0.18, "interval": [-0.28, -0.08]}}
    premise = {"label": "the edge", "says": {"ringler-2020": "even"}, "slot": "x.edge", "moves": moves}
    pair = {"sources": ["ringler-2020", "statecraft-2020"], "differences": 1, "premises": [premise]}
    run["answers"][0]["disagreements"] = [pair]
    assert "the probability is 0.18 (0.08 to 0.28) lower than" in told(pages(run, ["july-2020"])[0].blocks)


def test_who_is_not_heard_is_never_cut_in_a_sentence(run: dict[str, Any]) -> None:
    voices = [f"No author writing from the {n}th of some places nearby and far away." for n in range(9)]
    assert " ".join(voices) in told(pages(run | {"voices_absent": voices}, ["july-2020"])[0].blocks)
    shown = told(pages(run | {"voices_absent": voices * 4}, ["july-2020"])[0].blocks)
    (line,) = re.findall("Who is not heard: (.*?) Run sample|$", shown)[:1]
    assert re.fullmatch(
        r"(No author writing from the \d+th [^.…]*\. )+\d+ more are named in the whole report\..*", line
    )


def test_nothing_is_said_to_have_followed_an_open_question(run: dict[str, Any]) -> None:
    """One half of a question may be settled: what followed is known to whoever made the other."""
    knowing = "were made knowing what followed"
    assert knowing in told(pages(run, ["july-2020"])[0].blocks)
    assert knowing in told(pages(run, ["attack-on-syunik/do"])[0].blocks)
    assert knowing not in told(pages(run, ["next-year"])[0].blocks)
    assert knowing in told(pages(run, ["july-2020", "next-year"])[0].blocks)


def test_what_a_side_that_is_made_to_act_takes_is_told(run: dict[str, Any]) -> None:
    (do,) = (a for a in run["answers"] if a["question"] == "attack-on-syunik/do")
    rows = [("Ridge", 0.784), ("Valley", 0.29), ("Hill", 0.1), ("Fen", 0.004)]
    do["taken"] = [{"place": w, "label": w, "by": "north", "by_label": "Northland", "p": p} for w, p in rows]
    said = "Northland takes Ridge in 78 of 100 such histories; Valley in 29 and Hill in 10."
    assert said in told(pages(run, ["attack-on-syunik/do"])[0].blocks)
    do["taken"] = do["taken"][3:]
    assert "takes" not in told(pages(run, ["attack-on-syunik/do"])[0].blocks)


def test_a_case_that_was_never_scored_says_so(run: dict[str, Any]) -> None:
    assert "No such answer was ever scored" in told(pages(unsettled(run) | {"case": "new"})[0].blocks)


def unsettled(run: dict[str, Any]) -> dict[str, Any]:
    """The run before anything followed."""
    for answer in run["answers"]:
        for outcome in answer["outcomes"]:
            outcome["happened"] = None
    return run


def test_what_became_of_an_answer_itself_is_no_less_than_a_score(run: dict[str, Any]) -> None:
    """Beside an outcome marked as happened, none may read that no such answer was ever scored."""
    one = {"label": "calm", "p": 0.49, "happened": True}
    said = board_view.record(None, {"p": 0.6}, 6, [{"label": "war", "p": 0.6, "happened": None}, one])
    assert said.startswith(
        "Asked of this one window and scored: of “calm” it said 0.49, and it happened. One case shows"
    )
    said = board_view.record(None, {"p": 0.6}, 6, [one, {"label": "war", "p": 0.6, "happened": False}])
    assert "of “war” it said 0.60, and it did not happen. So few cases show nothing" in said
    assert "No such answer was ever scored" not in told(pages(run | {"case": "new"}, ["july-2020"])[0].blocks)


@pytest.mark.parametrize(
    ("n", "said", "came", "lesson"),
    [
        (155, 0.14, 0.039, "came true about a quarter as often as they said."),
        (100, 0.2, 0.1, "came true about half as often as they said."),
        (100, 0.2, 0.5, "came true about 2.5 times as often as they said."),
        (100, 0.2, 0.0, "So none of such answers came true, where their numbers add up to 20."),
        (100, 0.2, 0.19, ""),
        (20, 0.2, 0.0, ""),
        (100, 0.0, 0.1, ""),
    ],
)
def test_what_the_record_teaches(n: int, said: float, came: float, lesson: str) -> None:
    board = {"reliability": [{"target": "deaths_ge_25", "lo": 0.1, "hi": 0.3, "horizon": 6, "n": n, "p": said,
                              "happened": came}]}  # fmt: skip
    shown = board_view.record(board, {"p": 0.2, "kind": "deaths"}, 6)
    assert ("such answers came true" in shown) == bool(lesson) and lesson in shown


def test_the_record_is_that_of_forecasts_that_said_as_much() -> None:
    def row(lo: float, hi: float, horizon: int, n: int, happened: float, bar: int = 25) -> dict[str, Any]:
        return {
            "target": f"deaths_ge_{bar}",
            "lo": lo,
            "hi": hi,
            "horizon": horizon,
            "n": n,
            "p": (lo + hi) / 2,
            "happened": happened,
        }

    board = {"reliability": [row(0.2, 0.4, 6, 30, 0.1), row(0.2, 0.4, 6, 134, 0.0, 100), row(0.2, 0.4, 24, 5, 1.0),
                             row(0.7, 1.0, 6, 4, 1.0)]}  # fmt: skip
    said = board_view.record(board, {"p": 0.3, "kind": "deaths"}, 7)
    assert said.startswith(
        "The nearest record there is: forecasts, made afterwards as of earlier days, that said 0.20–0.40. ≥ 25 deaths, "
        "6 months: 3 of 30 (10\u00a0%), which said 0.30 on average, came about; ≥ 100 deaths, 6 months: none of 134, "
        "which said 0.30 on average, came about."
    )
    assert "≥ 25 deaths, 6 months: all of 4, which" in board_view.record(board, {"p": 1.0, "kind": "deaths"}, 6)
    assert "No past forecast said as much" in board_view.record(board, {"p": 0.5, "kind": "deaths"}, 6)
    assert "forecasts of deaths, whatever this answer is of, made" in board_view.record(board, {"p": 0.3}, 7)


def test_an_outcome_of_another_kind_has_no_record(run: dict[str, Any]) -> None:
    """How often forecasts of deaths came about tells nothing of who joins a war."""
    board = read_board(run["case"])
    for p in (0.05, 0.3, 0.9):
        assert "No such answer was ever scored" in board_view.record(board, {"p": p, "kind": "other"}, 6)
    unsettled(run)["answers"][0]["outcomes"][2]["kind"] = "other"
    shown = told(pages(run, ["july-2020"])[0].blocks)
    assert "No such answer was ever scored" in shown and "≥ 25 deaths" not in shown


def test_all_on_one_page_or_a_page_each(run: dict[str, Any]) -> None:
    names = [answer["question"] for answer in run["answers"]]
    each = pages(run)
    assert [page.suffix for page in each] == [f"-{n.replace('/', '-')}" for n in dict.fromkeys(names)]
    assert [page.suffix for page in pages(run, ["july-2020", "next-year"])] == [""]
    assert [told(p.blocks).count("How sure:") for p in pages(run, ["attack-on-syunik"])] == [2]
    assert told(pages(run, ["attack-on-syunik/do"])[0].blocks).count("How sure:") == 1
    with pytest.raises(UsageError, match=r"no such question .*july-2020"):
        pages(run, ["july-2021"])


def stuffed(value: Any) -> Any:
    """The same document with every sentence far longer."""
    if isinstance(value, dict):
        return {
            key: item if key in {"id", "question", "source", "as_of"} else stuffed(item) for key, item in value.items()
        }
    if isinstance(value, list):
        return [stuffed(item) for item in value]
    return value + " and so it goes on" * 60 if isinstance(value, str) and " " in value else value


def test_however_long_its_words_a_question_fits_a_page(run: dict[str, Any]) -> None:
    longest = pages(stuffed(run))
    assert len(longest) == 7
    assert all(height(page.blocks) <= (DENSE if page.dense else 1) for page in longest)


@pytest.mark.skipif(not CHROMIUM, reason="only where a browser prints")
@pytest.mark.parametrize("long", [False, True])
def test_it_prints_on_one_page(run: dict[str, Any], tmp_path: Path, long: bool) -> None:
    from pypdf import PdfReader

    page = max(pages(stuffed(run) if long else run), key=lambda each: height(each.blocks))
    (tmp_path / "brief.html").write_bytes(FORMATS["html"](page))
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    target = f"--print-to-pdf={tmp_path / 'brief.pdf'}"
    subprocess.run([str(CHROMIUM), *flags, target, str(tmp_path / "brief.html")], check=True, capture_output=True)
    printed = PdfReader(tmp_path / "brief.pdf").pages
    assert len(printed) == 1
    assert [round(float(x)) for x in printed[0].mediabox[2:]] == [595, 842]


def test_a_docx_is_read_back_to_the_same_words(run: dict[str, Any]) -> None:
    for page in pages(run):
        made = FORMATS["docx"](page)
        assert " ".join(read_docx(made).text.text.split()) == told(page.blocks)
        assert made == FORMATS["docx"](page)


def test_a_docx_is_one_a4_page_with_its_styles() -> None:
    made = docx([Block("question", "Is it?"), Block("text", "So & <so>.", "Then:")], "A brief", dense=True)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        parts = {name: html.etree.fromstring(archive.read(name)) for name in archive.namelist()}
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    size = parts["word/document.xml"].find(f".//{space}pgSz")
    assert (size.get(f"{space}w"), size.get(f"{space}h")) == ("11906", "16838")
    used = {el.get(f"{space}val") for el in parts["word/document.xml"].iter(f"{space}pStyle")}
    assert used <= {el.get(f"{space}styleId") for el in parts["word/styles.xml"].iter(f"{space}style")}
    named = {el.get("PartName") for el in parts["[Content_Types].xml"] if el.get("PartName")}
    assert {name.lstrip("/") for name in named} <= parts.keys()


def test_html_holds_the_words_and_nothing_else(run: dict[str, Any]) -> None:
    run["answers"][0]["claims"][0]["paraphrase"] = NASTY
    (page,) = pages(run, ["july-2020"])
    made = FORMATS["html"](page).decode()
    assert " ".join(html.fromstring(made).find("body").text_content().split()) == words.clean(told(page.blocks))
    assert "<script" not in made and "\u202e" not in made
    assert not re.search(r"https?:|src=|href=|url\(|@import|\son\w+=", made)


def test_markdown_holds_no_mark_of_the_run(run: dict[str, Any]) -> None:
    run["answers"][0]["claims"][0]["paraphrase"] = NASTY
    made = FORMATS["md"](pages(run, ["july-2020"])[0]).decode()
    assert r"\<script\>alert(1)\</script\>" in made and r"\# \*x\*" in made
    assert [line[:2] for line in made.splitlines() if line.startswith("#")] == ["# ", "##"]


def test_clip_cuts_at_a_word() -> None:
    assert clip("one two three", 13) == "one two three"
    assert clip("one two three", 11) == "one two …"
    assert len(clip("x" * 50, 10)) <= 10


def test_the_least_there_can_be() -> None:
    for run in ({}, {"case": "x", "answers": [{"question": "q", "outcomes": [{"id": "o", "p": 0.3}]}]}):
        for form in FORMATS.values():
            assert all(form(page) for page in pages(run))
