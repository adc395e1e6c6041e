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
from detente.report import board_view, naming, words
from detente.report.blocks import DENSE, Block, clip, height
from detente.report.board import read_board
from detente.report.brief import NOT, pages
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
    for needed in (a["text"], first, f"Confidence {sure}", "What happened since: War.", NOT, run["command"],
                   f"War {words.prob(lead['p'])} ({words.span(lead['interval'])}; comparable cases",
                   words.day(a["as_of"]), run["run"]["id"]):  # fmt: skip
        assert needed.rstrip(".") in text, needed
    names = naming.named(run)
    assert all(f"{n}. {names(c['source'])}: {c['paraphrase']}" in text for n, c in enumerate(a["claims"], 1))
    assert all(words.small(row["narrows_by"]) in text for row in a["learn_next"][:3])
    record = board_view.record(read_board(run["case"]), lead["p"], a["months"])
    assert " ".join(record.split()) in text


def test_the_source_that_moves_it_most_is_left_out(run: dict[str, Any]) -> None:
    a = run["answers"][0]
    a["outcomes"][2]["p"] = 0.4
    a["without"] = [
        {"source": "ringler-2020", "p": {"war": 0.3}, "mc_error": {"war": 0.01}, "method": "forced"},
        {"source": "statecraft-2020", "p": {"war": 0.45}, "mc_error": {"war": 0.01}, "method": "forced"},
    ]
    assert "Without Ringler 2020, whose words move it most, it would be 0.30 instead of 0.40." in told(
        pages(run, ["july-2020"])[0].blocks
    )
    a["without"][0]["mc_error"]["war"] = 0.1
    assert "no clear difference" in told(pages(run, ["july-2020"])[0].blocks)


def test_a_case_that_was_never_scored_says_so(run: dict[str, Any]) -> None:
    assert "No such answer was ever scored" in told(pages(run | {"case": "new"})[0].blocks)


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

    board = {"reliability": [row(0.2, 0.4, 6, 30, 0.1), row(0.2, 0.4, 6, 10, 0.5, 100), row(0.2, 0.4, 24, 5, 1.0),
                             row(0.7, 1.0, 6, 4, 1.0)]}  # fmt: skip
    assert board_view.record(board, 0.3, 7).startswith(
        "The nearest record there is, forecasts made afterwards as of earlier days that said 0.20–0.40. ≥ 25 deaths, "
        "6 months: of 30 that said 0.30 on average 10\u00a0% came about; ≥ 100 deaths, 6 months: of 10 that said "
        "0.30 on average 50\u00a0% came about."
    )
    assert "≥ 25 deaths, 6 months: of 4 that" in board_view.record(board, 1.0, 6)
    assert "No past forecast said as much" in board_view.record(board, 0.5, 6)


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
