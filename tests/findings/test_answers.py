"""What an answer rests on and is told without: every source that somebody answers for, not only the analyses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.cases.making import write_case

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.findings.answers import _hangs_on
from detente.findings.as_json import known_sources, off_the_ends, run_to_json
from detente.findings.estimate import Estimate
from detente.findings.evidence import authored
from detente.findings.labels import claim_words
from detente.findings.runs import run_case
from detente.findings.study import Options

HOUSE = """- id: house
  kind: judgement
  title: What the house thinks
  authors: [The house]
  reliability: C
  reliability_by: you
  reliability_why: our own reading
"""
BUSY = """source: house
claims:
- slot: harbour.resolve
  kind: measure
  value: [0.05, 0.1]
  unit: share
  by: house
  event_time: 2021-03-01
  known_from: 2021-03-02
  credibility: 2
  citation: A reading of ours
  paraphrase: Harbour would hardly move.
"""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = write_case(tmp_path_factory.mktemp("j") / "two-rivers", sources=("sources:\n", f"sources:\n{HOUSE}"))
    (folder / "claims" / "house.yaml").write_text(BUSY, "utf-8")
    return load_case(str(folder))


@pytest.fixture(scope="module")
def said(judged: Case) -> Any:
    return run_to_json(run_case(judged, (), Options(worlds=400)))["answers"][0]


def test_each_source_that_somebody_answers_for_is_struck_out_in_turn(judged: Case, said: Any) -> None:
    assert [row["source"] for row in said["without"]] == ["house", "walker-2021"]
    assert {claim["source"] for claim in said["claims"]} >= {"house", "walker-2021"}
    assert [row["source"] for row in said["only"]] == ["walker-2021"]  # who has an author's view


def test_claims_of_authors_come_by_what_they_carry_whoever_made_them(judged: Case) -> None:
    by_source = {
        source: next(c for c in judged.claims if c.source == source) for source in ("house", "walker-2021", "gdp")
    }
    study: Any = type("Of", (), {"case": judged, "beliefs": type("B", (), {"claims": {}, "slots": {}})})
    used = [(by_source["gdp"], 0.5), (by_source["house"], 0.3), (by_source["walker-2021"], 0.1)]
    assert [claim.source for claim, _ in _hangs_on(study, used)] == ["house", "walker-2021", "gdp"]
    assert not authored(judged.sources["gdp"]) and not authored(judged.sources["record"])


@pytest.mark.parametrize(
    ("counts", "n"), [((0, 4, 36), 40), ((0, 0, 40), 40), ((1, 1), 2), ((0, 0, 0, 0, 1), 1), ((13, 27), 40)]
)
def test_no_probability_is_told_as_0_or_1_and_exclusive_ones_sum_to_one(counts: tuple[int, ...], n: int) -> None:
    """Whoever scores an answer by its logarithm gets a finite number."""
    found = [Estimate(count / n, None, 0.1, None, n) for count in counts]
    told = off_the_ends(found, exclusive=True)
    assert all(0 < p < 1 for p in told) and sum(told) == pytest.approx(1.0)
    assert all(abs(p - each.p) <= len(counts) / (n + 2) for p, each in zip(told, found, strict=True))
    assert off_the_ends(found, exclusive=False) == [each.shown_p for each in found]
    if 0 not in counts:
        assert told == [each.p for each in found]


def test_a_run_lists_the_sources_that_were_out_by_its_latest_day(flagship: Case) -> None:
    for day, vintage in ((date(2020, 7, 21), "published"), (date(2020, 7, 21), "reconstructed")):
        run: Any = type("Of", (), {"case": flagship, "answers": [type("A", (), {"as_of": day})]})
        run.options = Options(vintage=vintage)  # type: ignore[arg-type]
        listed = {source.id for source in known_sources(run)}
        later = {name for name, source in flagship.sources.items() if source.counts_from > day}
        assert later >= {"sais-2023", "poghosyan-2023"} and listed >= {"ringler-2020", "public-record", "ucdp-deaths"}
        assert (not listed & later) == (vintage == "published")
    run.answers = [type("A", (), {"as_of": date(2026, 7, 31)})]
    assert {source.id for source in known_sources(run)} == set(flagship.sources)


def test_a_value_of_a_series_is_told_by_what_it_is_of(judged: Case) -> None:
    claims = {claim.slot: claim for claim in judged.claims}
    told = {slot: claim_words(claim, judged) for slot, claim in claims.items()}
    assert told["harbour.gdp"].startswith("Harbour: ") and told["harbour.gdp"].endswith(", 2020: 82 billion US dollars")
    assert "2020-12: 0" in told["mill_border.deaths[month=2020-12]"]
    assert told["harbour.resolve"] == "Harbour would hardly move."
