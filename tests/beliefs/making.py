"""Synthetic claims on one slot of a made-up case, and beliefs drawn from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
from hypothesis import strategies as st

from detente.beliefs.draws import Assumed, Beliefs, Terms, believe
from detente.beliefs.grounds import Grounds
from detente.beliefs.race import Draw
from detente.beliefs.theories import Agrees, Theories, spoken_of
from detente.claims.model import Claim, Modality, Value
from detente.sources.model import Source

SLOT = "harbour.attention"  # takes a share, has a prior
HOLDER = "mill_valley.holder"  # takes a word, has none
AS_OF = date(2021, 6, 1)
DAY = date(2021, 3, 4)


def source(name: str, kind: Any = "analysis", reliability: Any = "C", **more: Any) -> Source:
    return Source(name, name, (DAY, DAY), kind=kind, reliability=reliability, **more)


SOURCES = {
    s.id: s
    for s in (
        source("able", reliability="A"),
        source("baker", reliability="C"),
        source("charlie", reliability="E"),
        source("record", kind="record"),
        source("series", kind="series"),
    )
}
RECORDS = frozenset({"record", "series"})
CAUSE = "cause_of_"  # before a coefficient, a cause that authors may say makes what it stands for more likely
DETERS = "clash_deters"  # and one that they may say makes joining less likely
SPEAK_OF: dict[str, dict[str, Agrees]] = {name: {f"{CAUSE}{name}": "more_likely"} for name in spoken_of()}
THEORIES = Theories(SPEAK_OF | {"b_danger": {DETERS: "less_likely"}})


def share(number: float) -> Value:
    return Value("point", number, number, unit="share")


def word(text: str) -> Value:
    return Value("category", words=(text,))


def say(who: str, value: Value | float, slot: str = SLOT, **changes: Any) -> Claim:
    """``who`` says that the slot has the value."""
    claim = Claim(
        source=who,
        slot=slot,
        kind="relation",
        value=value if isinstance(value, Value) else share(value),
        asserted_by=who,
        known_from=DAY,
        paraphrase="made up",
        origin=who,
        citation=f"{who} on {slot}",
        credibility=1,
    )
    return replace(claim, **changes)


def hedged(phrase: str) -> Modality:
    return Modality("graded", phrase=phrase)


def beliefs(claims: Iterable[Claim], draws: int = 400, assumed: tuple[Assumed, ...] = (), **terms: Any) -> Beliefs:
    known: dict[str, Any] = {"as_of": AS_OF, "seed": 1, "draws": draws, "assumed": assumed} | terms
    return believe(Grounds(claims, SOURCES, RECORDS, {}, THEORIES), Terms(**known))


def drawn(claims: Iterable[Claim], slot: str = SLOT, draws: int = 400, **terms: Any) -> Draw:
    return beliefs(claims, draws, **terms).draw(slot)


def values(draw: Draw) -> list[Any]:
    """What each world believes, words as words."""
    return [draw.words[int(n)] if draw.words else n for n in draw.numbers]


def winners(draw: Draw) -> list[str]:
    return ["" if w < 0 else draw.labels[w] for w in draw.winner]


def same(first: Draw, second: Draw) -> bool:
    """Whether two draws are equal to the bit, whatever their claims are called."""
    return np.array_equal(first.numbers.view(np.uint64), second.numbers.view(np.uint64)) or (
        values(first) == values(second) and not np.isnan(first.numbers).any()
    )


SHARES = st.floats(0.0, 1.0).map(lambda x: round(x, 3) + 0.0)
CLAIMS = st.lists(
    st.builds(
        say,
        st.sampled_from(["able", "baker", "charlie"]),
        SHARES,
        credibility=st.integers(1, 6),
        asserted_by=st.sampled_from(["one", "two"]),
        modality=st.sampled_from([Modality(), Modality("possible"), hedged("likely"), hedged("unlikely")]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda claim: claim.id,
)
