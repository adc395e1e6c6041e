"""What the how-to pages tell a reader to do can be done, command by command."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.docs.commands import ROOT
from tests.docs.running import follow

from detente.cli.main import detente

PAGES = sorted((ROOT / "docs" / "how-to").glob("*.md"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    for text in (ROOT / "docs" / "how-to").glob("*.txt"):
        shutil.copy(text, place)
    return place


def done(page: str, here: Path) -> list[tuple[str, Result]]:
    path = ROOT / "docs" / "how-to" / page
    results = follow(path.read_text("utf-8"), here)
    for line, result in results:
        assert result.exit_code == 0, f"{line}\n{result.output}"
    return results


def test_the_pages() -> None:
    assert [page.stem for page in PAGES] == [
        "counterfactual",
        "disagree",
        "large-runs",
        "monthly-update",
        "new-case",
        "other-languages",
        "ten-minutes",
    ]


def test_ten_minutes(here: Path) -> None:
    results = done("ten-minutes.md", here)
    said = {line.split()[1] + " " + line.split()[2]: result.output for line, result in results}
    assert "10 claims accepted" in said["claim accept"]
    compared = said["compare before"]
    assert "Does fighting kill anyone" in compared
    assert "can't move it" in compared
    asked = CliRunner().invoke(detente, ["compare", "before", "after", "--explain", "--json"])
    judged = next((here.parent / "data/detente/cases/april/claims").glob("judgement-*")).read_text("utf-8")
    mine = re.findall(r"id: (c-\w+)", judged)
    outcomes = [o for answer in json.loads(asked.stdout)["answers"] for o in answer["outcomes"]]
    assert any(moved["claims"] == mine and moved["clear"] for o in outcomes for moved in o["moved_by"])
    files = here.parent / "data" / "detente" / "cases" / "april" / "claims"
    text = (files / "crossing.yaml").read_text("utf-8")
    assert text.count("what: accepted, by: A. Analyst") == 10
    assert "by: A. Analyst" in (files / "judgement-a-analyst.yaml").read_text("utf-8")


def test_a_new_case(here: Path) -> None:
    results = done("new-case.md", here)
    assert ["0 errors" in result.output for line, result in results if line == "detente check valley"] == [True, True]
    assert "schema" in (here / "valley" / "case.yaml").read_text("utf-8")


def test_another_language(here: Path) -> None:
    results = done("other-languages.md", here)
    _, shown = results[-1]
    assert "La Russie a d'autres soucis" in shown.output
    kept = (here.parent / "data/detente/cases/mine/claims/village-2026.yaml").read_text("utf-8")
    assert "translator: T. Ranslator" in kept
    assert "soucis" not in kept.replace("anchor: La Russie a d'autres soucis", "")
    assert "status: proposed" not in kept


def test_a_monthly_update(here: Path) -> None:
    past, *_, added, compared = (result.output for _, result in done("monthly-update.md", here))
    assert "newly known:" in past
    assert "the passage of time" in past
    assert "added" in added or "Report" in added
    assert "Besides claims these differ: time from 2026-04-30 to 2026-05-31." in compared
    asked = CliRunner().invoke(detente, ["compare", "april", "may", "--explain", "--json"])
    for outcome in json.loads(asked.stdout)["answers"][0]["outcomes"]:
        parts = [outcome["because"][name]["difference"] for name in ("claims", "time", "terms", "model")]
        assert sum(parts) == pytest.approx(outcome["difference"])


def test_a_large_run(here: Path) -> None:
    ((_, shown),) = done("large-runs.md", here)
    assert "Report: large" in shown.output


def test_a_counterfactual(here: Path) -> None:
    attack, hold, believe, both = (result.output for _, result in done("counterfactual.md", here))
    assert "Azerbaijan is made to attack Syunik/Zangezur on a limited scale against Armenia" in " ".join(attack.split())
    assert "has this choice in that month in" in hold
    assert "(the war elsewhere ends)" in " ".join(believe.split())
    assert "They part in month" in both


def test_disagreeing(here: Path) -> None:
    results = done("disagree.md", here)
    _, compared = results[-1]
    assert "No claim moved it." in compared.output or "added:" in compared.output
    kept = (here.parent / "data/detente/cases/mine/claims/crossing.yaml").read_text("utf-8")
    assert "status: superseded" in kept
    assert "status: rejected" in kept
