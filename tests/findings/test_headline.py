"""The line read aloud, the rate of the class beside it, and when a gap must be explained."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from detente.beliefs.reference import reference_rate, reference_rates
from detente.cases.model import Case, Outcome, Question
from detente.cases.reader import load_case
from detente.findings.answers import OutcomeAnswer, told_beside
from detente.findings.as_json import run_to_json
from detente.findings.baseline import baseline
from detente.findings.estimate import Estimate, estimate
from detente.findings.evidence import Evidence, one_sided
from detente.findings.headline import WIDE, Beside, Confidence, confidence, first_line, gap_note, opposite, shown
from detente.findings.runs import Run, run_case
from detente.findings.study import Options
from detente.names.yamlfile import read_yaml
from detente.sources.model import Source, Standpoint


def outcome(*reference: str) -> Outcome:
    return Outcome("o", "it happens", {"blockade": {}}, reference)


def test_no_class_no_rate() -> None:
    assert baseline(outcome(), 12, 0.0) is None


def test_a_yearly_rate_is_carried_to_the_horizon() -> None:
    rate = reference_rate("rivalry.contiguous.1946-2010.war")
    assert rate.months == 12
    for months in (1, 6, 12, 24, 36):
        expected = 1 - (1 - rate.rate) ** (months / 12)
        assert baseline(outcome(rate.id), months, 0.0) == pytest.approx(expected)


def test_a_rate_of_two_years_is_reached_after_two_years() -> None:
    two = reference_rate("restart.interstate.2y")
    assert baseline(outcome(two.id), 24, 0.0) == pytest.approx(two.rate)
    assert baseline(outcome(two.id), 48, 0.0) == pytest.approx(1 - (1 - two.rate) ** 2)


def test_a_rate_per_dispute_has_no_horizon() -> None:
    name = next(name for name, rate in reference_rates().items() if rate.months is None)
    assert baseline(outcome(name), 1, 0.0) == baseline(outcome(name), 120, 0.0) == reference_rate(name).rate


def test_between_two_horizons_the_rate_lies_between_them() -> None:
    two, five = reference_rate("restart.interstate.2y"), reference_rate("restart.interstate.5y")
    both = outcome(two.id, five.id)
    assert baseline(both, 24, 0.0) == pytest.approx(two.rate)
    assert baseline(both, 60, 0.0) == pytest.approx(five.rate)
    found = [baseline(both, months, 0.0) or 0.0 for months in (6, 12, 24, 36, 48, 60)]
    assert found == sorted(found)
    assert 0 < found[0] < found[-1] < 1


def test_the_last_years_deaths_choose_the_row() -> None:
    bins = {0: "0", 1: "1-24", 24: "1-24", 25: "25-99", 99: "25-99", 100: "100-999", 999: "100-999", 1000: "1000-up"}
    for deaths, name in bins.items():
        row = reference_rate(f"deaths.after-{name}.12m.25")
        assert baseline(outcome("deaths.after-*.12m.25"), 12, deaths) == pytest.approx(row.rate)


LEVEL = ("model.tail", "how rarely many die")  # its address, its name
LINE = re.compile(
    r"[A-Z][a-z -]+ on the PHIA scale \(([<>]?0\.\d\d), "
    r"(range (?:0\.\d\d–0\.\d\d|<0\.01 to [<>]?0\.\d\d|0\.\d\d to >0\.99)"
    r"(?:, so little is settled)?|no range: .+)\): .+; "
    r"confidence (low|moderate): .+"
)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.62, 0.97, 1.0])
@pytest.mark.parametrize("lives", [1, 4])
def test_the_first_line_can_be_read_aloud(share: float, lives: int) -> None:
    hits = np.zeros((100, lives), np.bool_)
    hits[: round(share * 100)] = True
    found = estimate(hits)
    line = first_line(outcome(), found, confidence(2, 0.5, 0, False, None))
    said = LINE.fullmatch(line)
    assert said, line
    assert said[1] == shown(found.shown_p)
    assert said[2].startswith("range") == (found.interval is not None)
    low, high = found.interval or (0.0, 0.0)
    assert said[2].endswith("so little is settled") == (high - low > WIDE)
    assert "it happens; confidence low: evidence of about 2 origins, 50% of the weight on our priors" in line


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.62, 1.0])
@pytest.mark.parametrize("lives", [1, 4])
def test_a_no_is_told_by_its_opposite_and_as_what_is_counted(share: float, lives: int) -> None:
    hits = np.zeros((100, lives), np.bool_)
    hits[: round(share * 100)] = True
    found, told = estimate(hits), estimate(~hits)
    counted = replace(outcome(), opposite="it holds")
    line = first_line(counted, found, confidence(2, 0.5, 0, False, None))
    said = LINE.fullmatch(line)
    assert said, line
    assert said[1] == shown(told.shown_p)
    assert "): it holds. What is counted is the opposite, it happens (" + shown(found.shown_p) in line
    assert first_line(outcome(), told, confidence(2, 0.5, 0, False, None)).startswith(line.partition("): ")[0])


@pytest.mark.parametrize("share", [0.0, 0.03, 0.5, 0.98, 1.0])
def test_the_opposite_is_the_estimate_of_its_absence(share: float) -> None:
    hits = np.zeros((100, 4), np.bool_)
    hits[: round(share * 100)] = True
    flipped, absent = opposite(estimate(hits)), estimate(~hits)
    assert flipped.p == pytest.approx(absent.p)
    assert flipped.shown_p == pytest.approx(absent.shown_p)
    assert flipped.interval == pytest.approx(absent.interval, abs=1e-3)


def test_a_likelier_outcome_than_the_one_asked_about_is_named(small: Run) -> None:
    (war,) = (a for a in small.answers if a.question.id == "july-2020")
    most = max(war.outcomes, key=lambda o: o.found.p)
    assert most.outcome.id != war.lead
    assert f". Likelier is {most.outcome.label} ({shown(most.found.shown_p)}); confidence" in war.headline
    assert all("Likelier is" not in a.headline for a in small.answers if not a.question.exclusive)


NONE = Evidence((), (), (), (), ())


def answered(exclusive: bool, asks: str | None = None, **p: float) -> tuple[Beside, ...]:
    """What stands beside the lead of a question with these outcomes, of exclusive ones the likeliest leading."""
    found = [
        OutcomeAnswer(replace(outcome(), id=name, label=name), Estimate(x, None, 0.01, None, 4000), NONE, None, None,
                      None, None, None)
        for name, x in p.items()
    ]  # fmt: skip
    question = Question("q", "Q?", (date(2020, 1, 1),), 6, tuple(o.outcome for o in found), exclusive, asks=asks)
    named = next((o for o in found if o.outcome.id == asks), None)
    lead = named or (max(found, key=lambda o: o.found.p) if exclusive else found[0])
    return told_beside(question, lead, found)


@pytest.mark.parametrize(
    ("exclusive", "asks", "p", "said"),
    [
        (True, None, {"deal": 0.01, "war": 0.52, "none": 0.47}, [("Asked about first:", "deal")]),
        (True, None, {"war": 0.52, "none": 0.48}, []),
        (True, "war", {"war": 0.2, "none": 0.8}, [("Likelier is", "none")]),
        (False, None, {"trivial": 0.997, "telling": 0.4, "rare": 0.1}, [("More open is", "telling")]),
        (False, None, {"rare": 0.001, "sure": 0.999}, []),
        (False, None, {"open": 0.6, "more": 0.5}, []),
    ],
)
def test_the_first_line_names_what_a_reader_of_it_alone_must_know(
    exclusive: bool, asks: str | None, p: dict[str, float], said: list[tuple[str, str]]
) -> None:
    found = answered(exclusive, asks, **p)
    assert [(each.how, each.label) for each in found] == said
    line = first_line(outcome(), Estimate(0.5, (0.0, 1.0), 0.01, 0.5, 4000), confidence(3, 0.2, 0, False, None), found)
    assert all(f". {how} {label} ({shown(p[label])})" in line for how, label in said)
    assert "range <0.01 to >0.99, so little is settled" in line


def test_whether_a_truce_holds_is_answered_by_its_holding(small: Run) -> None:
    for truce in (a for a in small.answers if a.question.id == "ceasefire-2020"):
        lead = next(o for o in truce.outcomes if o.outcome.id == truce.lead)
        assert lead.outcome.opposite and f"): {lead.outcome.opposite}. " in truce.headline
        assert truce.headline.startswith("Remote chance")
    for said, answer in zip(run_to_json(small)["answers"], small.answers, strict=True):
        for told, found in zip(said["outcomes"], answer.outcomes, strict=True):
            assert (told["opposite"] is not None) == (found.outcome.opposite is not None)
            if told["opposite"]:
                assert told["opposite"]["p"] == pytest.approx(1 - told["p"])


def test_never_nought_or_one() -> None:
    assert [shown(p) for p in (0.0, 0.0049, 0.005, 0.5, 0.995, 0.9951, 1.0)] == [
        "<0.01", "<0.01", "0.01", "0.50", "0.99", ">0.99", ">0.99",
    ]  # fmt: skip


def test_confidence_and_its_reasons() -> None:
    assert confidence(1, 0.2, 0, False, None).level == "low"
    assert confidence(3, 0.2, 0, False, None) == Confidence(
        "moderate",
        (
            "evidence of about 3 origins",
            "20% of the weight on our priors",
            "no forecast made beforehand has come due yet",
        ),
    )
    assert confidence(3, 0.6, 0, False, None).level == "low"
    stale = confidence(3, 0.2, 2, True, None)
    assert stale.level == "low"
    assert {"2 of the beliefs it hangs on contested", "stale evidence"} <= set(stale.reasons)
    assert "one of the beliefs it hangs on contested" in confidence(3, 0.2, 1, False, None).reasons
    assert "evidence of about 1 origin" in confidence(1, 0.2, 0, False, None).reasons
    aside = confidence(3, 0.2, 0, False, "90% of the analyses' weight from Northland")
    assert aside.level == "low"
    assert "one-sided evidence: 90% of the analyses' weight from Northland" in aside.reasons


def test_one_world_is_said_to_give_no_range() -> None:
    line = first_line(outcome(), estimate(np.array([[1, 0, 0, 1]])), confidence(0, 1.0, 0, False, None))
    assert "(0.50, no range: a single world tells nothing of beliefs)" in line


@pytest.mark.parametrize("case", ["south-caucasus", "kosovo-serbia"])
def test_no_registered_forecast_has_come_due_so_none_is_called_sure(case: str) -> None:
    """Once one has, the record of such answers must be told instead."""
    entries = read_yaml(load_case(case).path / "register.yaml")["register"]
    assert {entry["kind"] for entry in entries} == {"forecast"}


@pytest.fixture(scope="module")
def second() -> Run:
    return run_case(load_case("kosovo-serbia"), (), Options(worlds=40, workers=2))


def test_every_first_line_of_both_cases_can_be_read_aloud(small: Run, second: Run) -> None:
    """A word and its scale, a number that is never 0 or 1, a range, and confidence with its reasons."""
    for answer in (*small.answers, *second.answers):
        said = LINE.fullmatch(answer.headline)
        assert said, answer.headline
        assert ("stale evidence" in answer.headline) == answer.stale
        assert ("one-sided evidence" in answer.headline) == any("one-sided" in r for r in answer.confidence.reasons)
        for found in answer.outcomes:
            lo, hi = found.found.interval or (0.5, 0.5)
            assert lo <= found.found.shown_p <= hi
            assert hi >= 3 / answer_draws(found.found.n) or found.found.p > 0.5
        assert answer.confidence.level == "low" or answer.confidence.level == "moderate"


def answer_draws(histories: int) -> int:
    return histories // 4


def spoken(*said: tuple[str, float]) -> list[tuple[Any, float]]:
    return [(SimpleNamespace(origin=origin), share) for origin, share in said]


def test_evidence_from_one_standpoint_is_called_one_sided() -> None:
    def source(name: str, country: str, kind: Any = "analysis") -> Source:
        day = date(2021, 1, 1)
        return Source(name, name, (day, day), standpoint=Standpoint(None, country), kind=kind)

    ours = source("a", "Northland"), source("b", "Northland")
    listed = [*ours, source("c", "Southland"), source("d", "none", "record")]
    sources = {each.id: each for each in listed}
    whose = "of the analyses' weight from"
    assert one_sided(sources, spoken(("a", 0.1), ("b", 0.1), ("d", 0.7))) == f"all {whose} one country (Northland)"
    assert one_sided(sources, spoken(("a", 0.4), ("b", 0.4), ("c", 0.2))) == f"80% {whose} one country (Northland)"
    assert one_sided(sources, spoken(("c", 0.4), ("a", 0.1))) == f"80% {whose} one country (Southland)"
    for several in (spoken(("a", 0.2), ("c", 0.1)), spoken(("d", 0.9)), spoken(("a", 0.01), ("d", 0.9)), []):
        assert one_sided(sources, several) is None


@pytest.mark.parametrize(
    ("p", "rate", "said"),
    [
        (0.3, 0.1, False), (0.301, 0.1, True), (0.1, 0.3, False), (0.099, 0.3, True), (0.5, 0.5, False),
        (0.5, 0.0, False), (0.9, 0.01, True),
    ],
)  # fmt: skip
def test_a_gap_of_more_than_three_times_is_told(p: float, rate: float, said: bool) -> None:
    hits = np.arange(400).reshape(100, 4) < p * 400
    note = gap_note(p, rate, [LEVEL], {LEVEL[0]: np.arange(100.0)}, hits)
    assert (note is not None) == said
    if note:
        assert ("less likely" in note) == (p < rate)
        assert len(note.rstrip(".").split(". ")) == 2


@pytest.mark.parametrize("words", [False, True])
def test_a_level_is_a_reason_for_the_gap_only_where_its_middle_closes_it(words: bool) -> None:
    """A level that an answer varies with explains nothing of a gap that is there at the level's middle too."""
    rng = np.random.default_rng(1)
    level = rng.integers(0, 9, 3000) if words else rng.random(3000)
    top = level > (6 if words else 2 / 3)

    def note(*, middle: float) -> str:
        hits = rng.random((3000, 4)) < np.where(top, 0.6, middle)[:, None]
        return gap_note(float(hits.mean()), 0.04, [LEVEL], {LEVEL[0]: level}, hits) or ""

    assert f"in the middle of “{LEVEL[1]}” (0.0" in note(middle=0.04)
    assert "isn't traced to one belief" in note(middle=0.15)
    assert LEVEL[1] not in note(middle=0.15)


def test_what_moves_the_answer_is_told_beside_a_gap_and_which_way() -> None:
    hits = np.arange(400).reshape(100, 4) >= 200
    note = gap_note(0.5, 0.1, [], {"a": np.arange(100.0), "b": np.arange(100)}, hits, [("a", "Arms"), ("b", "Side")])
    assert note is not None
    assert note.endswith("; what moves the answer most: Arms (higher in histories in which it happens); Side.")


def test_too_few_worlds_to_see_it_make_it_no_likelier() -> None:
    """One in six is more than three times the rate; but none of four histories had it."""
    assert gap_note(0.0, 0.03, [], {}, np.zeros((1, 4), np.bool_)) is None
    assert "less likely" in (gap_note(0.0, 0.03, [], {}, np.zeros((1000, 4), np.bool_)) or "")


@pytest.mark.parametrize("column", [np.arange(10.0), np.full(10, np.nan), np.arange(10)])
def test_so_few_histories_trace_a_gap_to_nothing(column: NDArray[Any]) -> None:
    note = gap_note(0.001, 0.1, [LEVEL], {LEVEL[0]: column}, np.zeros((10, 4), np.bool_))
    assert note is not None
    assert "isn't traced to one belief" in note


def test_another_window_than_the_question_s_own_is_said(flagship: Case, small: Run) -> None:
    longer = run_case(flagship, ("july-2020",), Options(worlds=40, months=7)).answers[0]
    assert longer.question.text.endswith("(here over 7 months)") and "(here over 7 months)" in longer.headline
    assert all(found.outcome.label.endswith("(here over 7 months)") for found in longer.outcomes)
    assert not any("here over" in own.headline + own.question.text for own in small.answers)
