"""``read --into``: nobody's words become the author's, and a day that the case knows is not changed unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from tests.cli.conftest import Call
from tests.cli.running import contents, refused

from detente.cases.reader import load_case
from detente.claims.model import Claim

LONG = "The mill by the dam was mended and the herds came down to the water before the snow fell on it. " * 4
ARTICLE = f"""Bridges of the valley

{LONG}

An old ferryman said that 300 people came back. Town officials deny any plan to burn 40 boats. About 70 boats are left.

2 comments

It was 900 people.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridges.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


@pytest.fixture
def shown(case: Path, article: Path, call: Call) -> Result:
    result = call("read", article, "--into", case, "--published", "2021-03-09", "--author", "B. Renner")
    assert result.exit_code == 0, result.output
    return result


def numbers(case: Path) -> dict[float | None, Claim]:
    found = [claim for claim in load_case(str(case)).claims if claim.source == "bridges"]
    return {claim.value.low: claim for claim in found if claim.kind == "measure"}


@pytest.mark.parametrize(
    ("number", "by", "stance", "weight"),
    [
        (300, "old_ferryman", "reports", 1),
        (40, "town_officials", "disputes", 1),
        (70, "bridges", "endorses", 1),
        (900, "reader_comment", "endorses", 0),
    ],
)
def test_who_said_it_is_kept(shown: Result, case: Path, number: int, by: str, stance: str, weight: int) -> None:
    claim = numbers(case)[number]
    assert (claim.asserted_by, claim.stance, claim.weight) == (by, stance, weight)


def test_speakers_whom_the_case_does_not_know_are_told(shown: Result) -> None:
    words = " ".join(shown.stdout.split())
    assert "2 speakers not among the entities: old_ferryman, town_officials." in words
    assert "entities.yaml" in words


def test_what_a_stranger_says_is_accepted_only_once_he_is_known(shown: Result, case: Path, call: Call) -> None:
    who = ("--who", "A. Analyst", "--reason", "seen it")
    slot = ("--slot", "harbour.account[boats]")
    claim = numbers(case)[40]
    refused(call("claim", "edit", case, claim.id, *slot, *who), 3, "town_officials")
    done = call("claim", "edit", case, claim.id, *slot, "--by", "northland", *who)
    assert done.exit_code == 0, done.output


def test_another_day_of_a_known_source_is_refused(shown: Result, case: Path, article: Path, call: Call) -> None:
    before = contents(case)
    again = ("read", article, "--into", case, "--published")
    refused(call(*again, "2020-01-01"), 2, "2020-01-01", "2021-03-09", "sources.yaml")
    assert contents(case) == before
    assert call(*again, "2021-03-09").exit_code == 0
    assert contents(case) == before


def test_the_source_bears_the_title_of_its_text(shown: Result, case: Path, article: Path, call: Call) -> None:
    assert load_case(str(case)).sources["bridges"].title == "Bridges of the valley"
    article.write_text(ARTICLE.replace("300", "310"), "utf-8")
    named = ("--source", "other", "--title", "Another")
    assert call("read", article, "--into", case, "--published", "2021-03-09", *named).exit_code == 0
    assert load_case(str(case)).sources["other"].title == "Another"


def test_one_text_is_not_read_twice_under_two_names(shown: Result, case: Path, article: Path, call: Call) -> None:
    before = contents(case)
    again = call("read", article, "--into", case, "--published", "2021-03-09", "--source", "bridges-again")
    refused(again, 2, "the source bridges", "two voices", "bridges-again")
    assert contents(case) == before


def test_a_day_of_publication_that_lies_ahead_is_told(case: Path, article: Path, call: Call) -> None:
    shown = call("read", article, "--into", case, "--published", "2925-03-09")
    assert shown.exit_code == 0
    assert "warning: --published: this day lies ahead (got 2925-03-09)" in shown.stderr


@pytest.mark.parametrize("name", ["yes", "no", "on", "off", "null", "2021", "2021-03-09", "true", "1e5"])
def test_a_source_may_be_called_what_yaml_takes_for_something_else(
    name: str, case: Path, article: Path, call: Call
) -> None:
    shown = call("read", article, "--into", case, "--published", "2021-03-09", "--source", name)
    assert shown.exit_code == 0, shown.output
    assert load_case(str(case)).sources[name].id == name
    assert "0 errors" in call("check", case).stdout


def test_more_proposals_than_a_file_holds(
    case: Path, article: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(case)
    monkeypatch.setattr("detente.cli.read.LIMIT", 100)
    refused(call("read", article, "--into", case, "--published", "2021-03-09"), 3, "10 MB", str(article), "Split")
    assert contents(case) == before
