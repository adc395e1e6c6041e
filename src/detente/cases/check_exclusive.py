"""Outcomes of which exactly one should come true: told where two can, or none, as far as their bounds show it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from detente.cases.found import Found
from detente.cases.model import Outcome, Question
from detente.names.faults import Keys

FILE = "case.yaml"
COUNTS = ("deaths", "deaths_in_month")
HALVES = ("do", "chance")

Span = tuple[float, float]
"""Whole numbers of deaths, from the first up to the last but without it."""


def check_exclusive(question: Question, here: Keys, found: Found) -> None:
    """Warn of a question that calls itself exclusive where several of its outcomes may come true, or none."""
    for half in HALVES if question.given else (None,):
        chosen = [o for o in question.outcomes if o.of is None or o.of == half]
        for reason, remedy, value in _wrong(question, chosen) if question.exclusive else ():
            if found.once("exclusive", f"{question.id} {reason} {value}"):
                found.add(FILE, (*here, "exclusive"), reason, remedy, value, "warning")


def _wrong(question: Question, chosen: Sequence[Outcome]) -> Iterator[tuple[str, str, str]]:
    spans = [] if question.first_of else _spans(chosen)
    rest = any("otherwise" in outcome.when for outcome in chosen)
    for (_, end), (start, _) in pairwise(sorted(spans)):
        if start < end:
            remedy = "Let each begin where the other ends, or drop `exclusive`."
            yield "two outcomes that should exclude each other hold at once", remedy, f"{start:g} deaths"
    if rest or not chosen:
        return
    remedy = "Add an outcome `when: {otherwise: {}}` for the rest, or drop `exclusive`."
    if len(spans) < len(chosen):
        yield "exactly one outcome should come true, and perhaps none does", remedy, question.id
    else:
        for low, high in _gaps(spans):
            value = f"{low:g} or more" if math.isinf(high) else f"{low:g} to {high - 1:g}"
            yield "with so many deaths none of the outcomes comes true", remedy, value


def _spans(chosen: Sequence[Outcome]) -> list[Span]:
    """The bounds of outcomes that all count the same deaths; none where they speak of different things."""
    plain = [next(iter(outcome.when.items())) for outcome in chosen if "otherwise" not in outcome.when]
    if any(word not in COUNTS for word, _ in plain):
        return []
    if len({(word, tuple(sorted(rest.get("places", ())))) for word, rest in plain}) > 1:
        return []
    return [(_whole(rest.get("at_least", 0)), _whole(rest.get("less_than", math.inf))) for _, rest in plain]


def _whole(bound: float) -> float:
    return max(0.0, bound if math.isinf(bound) else math.ceil(bound))


def _gaps(spans: Sequence[Span]) -> Iterator[Span]:
    """Numbers of deaths that lie within no span."""
    reached = 0.0
    for low, high in sorted(spans):
        if low > reached:
            yield reached, low
        reached = max(reached, high)
    if reached < math.inf:
        yield reached, math.inf
