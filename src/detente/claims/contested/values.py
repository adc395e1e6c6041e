"""Whether a slot can have two values: ranges that meet, roundings, days, and words that exclude one another."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import cache
from importlib.resources import files

from detente.claims.model import Value
from detente.names.catalogue import Attribute, parse_day_range
from detente.names.yamlfile import parse_yaml

ABOUT = 0.1  # "about 100" is taken as 90 to 110
SIDE_BY_SIDE = frozenset(
    {
        "account", "called", "intent", "meeting", "participants", "place", "position", "prediction", "status",
        "supplies", "term",
    }
)  # fmt: skip
"""Attributes of which several values hold at once: another word or number alone is no contradiction."""

Range = tuple[float, float]


def clash(first: Value, second: Value, attribute: Attribute) -> str | None:
    """How two values relate: ``clash``, or why they agree although they differ; None where they are simply alike."""
    if first.key() == second.key() or "unknown" in (first.type, second.type):
        return None
    if first.words and second.words and not (_is_reading(first, attribute) and _is_reading(second, attribute)):
        return _words_clash(first.words, second.words, attribute)
    if _unlike(first, second, attribute):
        return None
    ends = span(first, attribute), span(second, attribute)
    if ends[0] is None or ends[1] is None:
        return "clash"
    if meet(ends[0], ends[1]):
        return "neighbouring readings" if first.words or second.words else "their ranges meet"
    rounded = widened(first, ends[0]), widened(second, ends[1])
    return "one is a rounding of the other" if meet(*rounded) else "clash"


def _unlike(first: Value, second: Value, attribute: Attribute) -> bool:
    """Whether a number is set beside what it can't be held against: another unit, or another of several values."""
    if "none" in (first.type, second.type) or ("none",) in (first.words, second.words):
        return False
    units = {value.unit or attribute.unit for value in (first, second) if value.low is not None}
    units |= {attribute.unit} if first.words or second.words else set()  # a word is read in the slot's own unit
    return len(units) > 1 or attribute.name in SIDE_BY_SIDE


def span(value: Value, attribute: Attribute) -> Range | None:
    """The numbers that a value allows; None for a word that stands for none."""
    if value.low is None or value.high is None:
        word = value.words[0] if value.words else value.type
        return (0.0, 0.0) if word == "none" and word not in attribute.readings else attribute.readings.get(word)
    if value.bound == "at_least":
        return (value.low, math.inf)
    if value.bound == "at_most":
        return (-math.inf, value.high)
    slack = ABOUT if value.bound == "about" else 0.0
    return (value.low - slack * abs(value.low), value.high + slack * abs(value.high))


def widened(value: Value, ends: Range) -> Range:
    """The range with half a unit of the last digit that is given: 2,000 may be a rounding of 1,960, 0.2 of 0.23."""
    if value.bound != "exact":
        return ends
    low, high = (_half_unit(end) for end in (value.low, value.high))
    return (ends[0] - low, ends[1] + high)


def meet(first: Range, second: Range) -> bool:
    """Whether some number lies in both."""
    return first[0] <= second[1] and second[0] <= first[1]


def _half_unit(number: float | None) -> float:
    exponent = Decimal(f"{number or 0:.12g}").normalize().as_tuple().exponent
    return 10.0**exponent / 2 if number and isinstance(exponent, int) else 0.0


def _is_reading(value: Value, attribute: Attribute) -> bool:
    return len(value.words) == 1 and value.words[0] in attribute.readings


def _words_clash(first: tuple[str, ...], second: tuple[str, ...], attribute: Attribute) -> str | None:
    if len(first) > 1 or len(second) > 1:
        return "clash" if _orders_differ(first, second) else None
    if attribute.type == "date":
        days = parse_day_range(first[0]), parse_day_range(second[0])
        meets = days[0] and days[1] and days[0][0] <= days[1][1] and days[1][0] <= days[0][1]
        return "one day lies within the other period" if meets else "clash"
    if attribute.many or attribute.name in SIDE_BY_SIDE:
        return "clash" if exclude(first[0], second[0]) else None
    if attribute.graded and {first[0], second[0]} <= set(attribute.words):
        steps = abs(attribute.words.index(first[0]) - attribute.words.index(second[0]))
        return "neighbouring grades" if steps == 1 else "clash"
    return "clash"


def _orders_differ(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if len(first) == 1 or len(second) == 1:
        word, order = (first[0], second) if len(first) == 1 else (second[0], first)
        return word != order[0]
    shared = [word for word in first if word in second]
    return shared != [word for word in second if word in first]


def exclude(first: str, second: str) -> bool:
    """Whether two free words can't both hold by the meaning of their parts: none, only, not, and plain opposites."""
    parts = [tuple(word.split("_")) for word in (first, second)]
    if "none" in (first, second):
        return True
    return any(_excludes(one, other) for one, other in (parts, parts[::-1]))


def _excludes(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one[0] == "only" and other[0] != "only":
        return not set(one[1:]) <= set(other) or other[:2] == ("one", "of")
    if one[0] in ("not", "no") and one[1:] == other:
        return True
    return any(
        (left in one and right in other) for left, right in _opposites() if left not in other and right not in one
    )


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    text = files("detente.claims.contested").joinpath("opposites.yaml").read_text(encoding="utf-8")
    return tuple((left, right) for left, right in parse_yaml(text, "opposites.yaml"))
