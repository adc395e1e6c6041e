"""Claims for tests: made up, on made-up texts."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from detente.claims.locators import locate
from detente.claims.model import Claim, Modality, Value
from detente.sources.model import Source

PUBLISHED = date(2021, 3, 4)
SOURCE = Source("valley-2021", "Floods in the valley", (PUBLISHED, PUBLISHED))
RECORD = Source("record", "Public record", (PUBLISHED, PUBLISHED), kind="record")
TEXT = "Floods\n\nNearly 300 people left the valley, the mayor said. The dam is unlikely to hold.\n\nRain fell."


def point(number: float, bound: Any = "exact", unit: str = "persons") -> Value:
    return Value("point", float(number), float(number), bound=bound, unit=unit)


def word(value: str) -> Value:
    return Value("category", words=(value,))


def make(slot: str = "flood.displaced", value: Value | None = None, **changes: Any) -> Claim:
    claim = Claim(
        source=SOURCE.id,
        slot=slot,
        kind="measure",
        value=value or point(300, "about"),
        asserted_by="mayor",
        known_from=PUBLISHED,
        paraphrase="About three hundred had to leave.",
        origin=SOURCE.id,
        at=locate(TEXT, "Nearly 300 people"),
    )
    return replace(claim, **changes)


DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda ends: (min(ends), max(ends)))
IDS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
PROSE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip)
NUMBERS = st.floats(0, 1e12, allow_nan=False) | st.integers(0, 10**9).map(float)
BOUNDS = st.sampled_from(["exact", "about", "at_least", "at_most"])
VALUES = st.one_of(
    st.builds(point, NUMBERS, BOUNDS),
    st.tuples(NUMBERS, NUMBERS).map(
        lambda ends: Value("point" if ends[0] == ends[1] else "interval", min(ends), max(ends), unit="persons")
    ),
    st.just(Value("unknown")),
    st.just(Value("none")),
)
MODALITIES = st.builds(
    Modality,
    st.sampled_from(["asserted", "graded", "possible", "rank", "intent", "reported"]),
    st.none() | st.tuples(st.integers(0, 9), st.integers(10, 20)),
    st.none() | PROSE,
    st.sampled_from(["capphrase", "icd203"]),
)
CLAIMS = st.builds(
    make,
    slot=IDS.map(lambda subject: f"{subject}.displaced[a=b c]"),
    value=VALUES,
    asserted_by=IDS,
    paraphrase=PROSE,
    origin=IDS,
    note=st.none() | PROSE,
    condition=st.none() | PROSE,
    event_time=st.none() | PERIODS,
    modality=MODALITIES,
    attribution=st.lists(IDS, max_size=2).map(tuple),
    stance=st.sampled_from(["endorses", "reports", "disputes"]),
    credibility=st.integers(1, 6),
    weight=st.sampled_from([0.0, 0.25, 1.0]),
    status=st.sampled_from(["accepted", "proposed", "rejected"]),
    known_from=st.integers(0, 400).map(lambda days: date.fromordinal(PUBLISHED.toordinal() + days)),
    links=st.lists(st.tuples(IDS, IDS), max_size=2).map(tuple),
)
