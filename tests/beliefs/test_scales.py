"""Phrases to probabilities: the survey's own numbers come back, order holds, unknown words are refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.beliefs.scales import DEFAULT_SCALE, SCALES, meaning, measures, phrase_quantile, phrases
from detente.beliefs.synonyms import SYNONYMS
from detente.beliefs.tablefile import read_table
from detente.errors import UsageError

GRID = (np.arange(200_000) + 0.5) / 200_000
EVERY = [(scale, phrase) for scale in SCALES for phrase in phrases(scale)]

# From the raw judgements by another script (capphrase_summary.csv): mean, sd, p05, p50, p95 in per cent.
SUMMARY = {
    "Almost No Chance": (3.9, 6.0, 1, 2, 10),
    "Unlikely": (19.0, 11.3, 5, 20, 40),
    "Could Happen": (39.7, 18.2, 10, 40, 70),
    "About Even": (50.0, 3.7, 49, 50, 51),
    "Realistic Possibility": (57.0, 20.5, 20, 60, 85),
    "Likely": (72.6, 10.3, 60, 75, 90),
    "Highly Likely": (85.3, 10.9, 75, 90, 95),
    "Will Happen": (97.6, 6.9, 90, 100, 100),
}


@pytest.mark.parametrize("phrase", SUMMARY)
def test_survey_comes_back(phrase: str) -> None:
    mean, sd, *quantiles = SUMMARY[phrase]
    drawn = phrase_quantile(phrase, GRID) * 100.0
    assert drawn.mean() == pytest.approx(mean, abs=0.25)
    assert drawn.std() == pytest.approx(sd, abs=0.25)
    got = phrase_quantile(phrase, np.array([0.05, 0.5, 0.95])) * 100.0
    assert np.abs(got - quantiles).max() <= 0.5


def test_every_phrase_has_all_5174_readers() -> None:
    rows = read_table("capphrase.csv")
    assert len(rows) == 19
    assert {sum(int(count or 0) for key, count in row.items() if key != "phrase") for row in rows} == {5174}


@pytest.mark.parametrize(("scale", "phrase"), EVERY)
def test_stays_inside_and_never_falls(scale: str, phrase: str) -> None:
    u = np.concatenate([[0.0, 2.0**-53], GRID[::20], [1.0 - 2.0**-53, 1.0]])
    drawn = phrase_quantile(phrase, u, scale)
    assert (np.diff(drawn) >= 0.0).all()
    assert (drawn[1:-1] > 0.0).all()
    assert (drawn[1:-1] < 1.0).all() or drawn[-1] == 1.0
    assert (drawn[1:-2] < 1.0).all()


@given(st.sampled_from(EVERY), st.lists(st.floats(0.0, 1.0), min_size=1, max_size=9))
def test_arrays_are_the_scalars(which: tuple[str, str], u: list[float]) -> None:
    scale, phrase = which
    drawn = phrase_quantile(phrase, np.array([u, u]), scale)
    assert drawn.shape == (2, len(u))
    assert drawn.tolist() == [[phrase_quantile(phrase, value, scale) for value in u]] * 2


def test_ranges_are_the_yardsticks() -> None:
    ends = np.array([0.0, 0.5, 1.0])
    assert phrase_quantile("unlikely", ends, "icd203") == pytest.approx([0.20, 0.325, 0.45])
    assert phrase_quantile("Realistic possibility", ends, "phia") == pytest.approx([0.40, 0.45, 0.50])
    assert phrase_quantile("probably not", ends, "kent") == pytest.approx([0.20, 0.30, 0.40])


def test_every_yardstick_row_is_a_range_and_says_whether_it_was_checked() -> None:
    for row in read_table("yardsticks.csv"):
        assert row["scale"] in SCALES
        assert 0 <= int(row["low"]) < int(row["high"]) <= 100
        assert row["checked"] in ("yes", "no")
    assert [row["scale"] for row in read_table("scales.csv")] == list(SCALES)


@pytest.mark.parametrize(
    ("wording", "phrase", "scale"),
    [
        ("probably", "Probable", "capphrase"),
        ("ALMOST  certainly", "Almost Certain", "capphrase"),
        ("better-than-even", "Better than Even", "capphrase"),
        ("toss-up", "About Even", "capphrase"),
        ("possibly", "Could Happen", "capphrase"),
        ("probably", "likely", "nato"),
        ("even odds", "roughly even chance", "icd203"),
        ("unlikely", "probably not", "kent"),
        ("very likely", "very likely", "ipcc"),
    ],
)
def test_synonyms(wording: str, phrase: str, scale: str) -> None:
    assert meaning(wording, scale).low.tolist() == meaning(phrase, scale).low.tolist()


def test_every_synonym_leads_somewhere() -> None:
    known = {phrase for scale in SCALES for phrase in phrases(scale)}
    assert all(known.intersection(candidates) for candidates in SYNONYMS.values())


@given(st.floats(0.0, 1.0), st.sampled_from(["very", "extremely", "Highly"]))
def test_intensifiers_move_half_way(u: float, word: str) -> None:
    assert phrase_quantile(f"{word} probable", u) == pytest.approx((phrase_quantile("probable", u) + 1.0) / 2.0)
    assert phrase_quantile(f"{word} improbable", u) == pytest.approx(phrase_quantile("improbable", u) / 2.0)
    assert phrase_quantile(f"{word}, {word} probable", u) == pytest.approx((phrase_quantile("probable", u) + 3.0) / 4.0)


def test_a_measured_wording_beats_the_rule() -> None:
    assert phrase_quantile("highly likely", 0.5) == pytest.approx(0.90, abs=0.005)


@pytest.mark.parametrize("phrase", ["very possible", "extremely even chance", "highly realistic possibility"])
def test_what_straddles_one_half_is_not_intensified(phrase: str) -> None:
    with pytest.raises(UsageError, match="straddles one half"):
        phrase_quantile(phrase, 0.5)


def test_refusals_say_what_is_known() -> None:
    with pytest.raises(UsageError, match="It knows: almost no chance"):
        phrase_quantile("plausible", 0.5)
    with pytest.raises(UsageError, match=r"It knows: remote chance.*almost certain"):
        phrase_quantile("could happen", 0.5, "phia")
    with pytest.raises(UsageError, match="It knows"):
        phrase_quantile("very", 0.5)
    with pytest.raises(UsageError, match="Use one of: capphrase, icd203"):
        phrase_quantile("likely", 0.5, "gallup")
    for bad in (-0.1, 1.1, float("nan")):
        with pytest.raises(UsageError, match="between 0 and 1"):
            phrase_quantile("likely", bad)


def test_bits_are_pinned() -> None:
    """Stored runs carry these: a change of a last bit is a change of answer."""
    u = np.array([0.01, 0.25, 0.5, 0.75, 0.99])
    got = [value.hex() for phrase in ("likely", "very unlikely") for value in phrase_quantile(phrase, u).tolist()]
    assert got == [
        "0x1.b089a02752546p-2",
        "0x1.548a7bdaf0e24p-1",
        "0x1.7e68a4b949ec6p-1",
        "0x1.988f469598c1ep-1",
        "0x1.e5fb485467e5bp-1",
        "0x1.c8dbd63d2f653p-9",
        "0x1.9a03dfe56e6d1p-5",
        "0x1.94d953577b1d3p-4",
        "0x1.0274476d15eb3p-3",
        "0x1.f31b00891f193p-3",
    ]


@pytest.mark.parametrize("phrase", ["impossible", "no chance at all", "out of the question", "will never", "doubtful"])
def test_a_hedge_that_denies_supports_little(phrase: str) -> None:
    """Before it was measured by its like, a denial in strong words weighed like a flat assertion."""
    assert measures(phrase, DEFAULT_SCALE)
    assert phrase_quantile(phrase, np.array([0.5]), DEFAULT_SCALE)[0] < 0.4
