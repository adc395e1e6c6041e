"""The line read aloud, the rate of the class beside it, and when a gap must be explained."""

from __future__ import annotations

import re

import numpy as np
import pytest

from detente.beliefs.reference import reference_rate, reference_rates
from detente.cases.model import Outcome
from detente.findings.baseline import baseline
from detente.findings.estimate import estimate
from detente.findings.headline import Confidence, confidence, first_line, gap_note, shown


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


SLOT = ("russia.attention", "Russia's attention", 0.5)  # its address, its name, its share
LINE = re.compile(
    r"[A-Z][a-z -]+ \(([<>]?0\.\d\d)(, range [<>]?0\.\d\d–[<>]?0\.\d\d)?\): .+; confidence (low|moderate): .+"
)


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.62, 0.97, 1.0])
@pytest.mark.parametrize("lives", [1, 4])
def test_the_first_line_can_be_read_aloud(share: float, lives: int) -> None:
    hits = np.zeros((100, lives), np.bool_)
    hits[: round(share * 100)] = True
    found = estimate(hits)
    line = first_line("it happens", found, confidence(2, 0.5, 0, False, 0))
    said = LINE.fullmatch(line)
    assert said, line
    assert said[1] == shown(found.shown_p)
    assert (said[2] is None) == (found.interval is None)
    assert "it happens; confidence low: 2 origins, 50% of the weight on our priors" in line


def test_never_nought_or_one() -> None:
    assert [shown(p) for p in (0.0, 0.0049, 0.005, 0.5, 0.995, 0.9951, 1.0)] == [
        "<0.01", "<0.01", "0.01", "0.50", "0.99", ">0.99", ">0.99",
    ]  # fmt: skip


def test_confidence_and_its_reasons() -> None:
    assert confidence(1, 0.2, 0, False, 0).level == "low"
    assert confidence(3, 0.2, 0, False, 0) == Confidence(
        "moderate", ("3 origins", "20% of the weight on our priors", "no scored record of such answers yet")
    )
    assert confidence(3, 0.6, 0, False, 0).level == "low"
    stale = confidence(3, 0.2, 2, True, 0)
    assert stale.level == "low"
    assert {"2 of the slots it hangs on contested", "stale evidence"} <= set(stale.reasons)
    assert "1 origin" in confidence(1, 0.2, 0, False, 0).reasons


@pytest.mark.parametrize(
    ("p", "rate", "said"),
    [
        (0.3, 0.1, False), (0.301, 0.1, True), (0.1, 0.3, False), (0.099, 0.3, True), (0.5, 0.5, False),
        (0.5, 0.0, False), (0.9, 0.01, True),
    ],
)  # fmt: skip
def test_a_gap_of_more_than_three_times_is_explained(p: float, rate: float, said: bool) -> None:
    hits = np.arange(400).reshape(100, 4) < p * 400
    note = gap_note(p, rate, [SLOT], {"russia.attention": np.linspace(1, 0, 100)}, hits)
    assert (note is not None) == said
    if note:
        assert ("less likely" in note) == (p < rate)
        assert "Russia's attention" in note
        assert len(note.rstrip(".").split(". ")) == 2


def test_a_gap_without_drivers_says_that_too_few_have_it() -> None:
    note = gap_note(0.001, 0.1, [], {}, np.zeros((10, 4), np.bool_))
    assert note is not None
    assert "too few histories" in note
