"""Numbers in running text with bounds and units: "nearly half a million people" is about 500,000 persons.

A year, an ordinal, a footnote mark, a time of day and the number in a name are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.claims.model import Bound
from detente.claims.proposing.counted import Counted, counted, is_measured, people_before
from detente.claims.proposing.gapped import counts_on, is_part, is_toll
from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.numbers import is_scaled
from detente.claims.proposing.spotting import ONE, YEAR, Spotted, number_at, spotted

Span = tuple[int, int]
MANKIND = 1e10  # more than this are no people
LARGEST = 1e18  # longer rows of digits are no quantities


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as said at ``[start, end)``: range, bound and unit, and the noun it counts (``displaced``).

    ``low`` and ``high`` are in ``unit``; ``factor`` is what the number as said was multiplied by.
    """

    start: int
    end: int
    low: float
    high: float
    bound: Bound
    unit: str
    noun: str
    factor: float = 1.0


_LEXICON: dict[str, Any] = lexicon("quantities")
_AFTER = re.compile(
    "|".join(rf"(?P<{bound}>\s(?:{any_of([words])})\b)" for bound, words in _LEXICON["bounds_after"].items())
    + r"|(?P<plus>\s?\+(?!\s?\d)|-plus\b)|(?P<odd>-odd\b)|(?P<strong>-strong\b)",
    re.IGNORECASE,
)
_MARKS: dict[str, Bound] = {"plus": "at_least", "odd": "about", "strong": "exact"}
_NAMED = re.compile(rf"(?<![\w-])(?:{any_of([_LEXICON['names_before']])})\s*\Z", re.IGNORECASE)
_MODEL = re.compile(r"(?<![.!?]\s)\b[A-Z][\w-]+\s\Z")
_ATTACHED = re.compile(r"[\w\[.:/+#=-]\Z")
_FOLLOWED = re.compile(
    r"\s?(?:a\.m|p\.m|am\b|pm\b|o['’]clock)|[:/+]\d|/|[-\s](?:year|month|week|day)s?[-\s]olds?|\]|°|\s?degrees|\s?BC\b"
)
_JOINED = re.compile(r"-[A-Za-z]")
_SHARED = re.compile(rf"(?:\s(?-i:[A-Z])[\w-]+)?\s(?:and|or|to)\s(?={ONE})", re.IGNORECASE)
_PART_OF = re.compile(r"\sof\s(?:the|its|their|them|those|these)\b|\sin\s(?:1[5-9]|20)\d\d\b")
_DETERMINED = re.compile(
    r"(?:\b(?:the|these|those|their|its|his|her|our|your|my|all|both|other)|['’]s|s['’])\s\Z", re.I
)
_FATE_BEFORE = re.compile(rf"\b(?:{any_of([_LEXICON['fate_before']])})\s\Z")
_FATE_AFTER = re.compile(
    r"\s(?:(?:others?|more|still|later|then|also|found|have|had|has|were|are|was|been|of (?:them|whom|those))\s)*"
    rf"(?:{any_of([_LEXICON['fate_after']])})\b"
)
_NOT = re.compile(r"(?:,|\sand|\sbut)\snot\s(?:the\s)?\Z")
_NONE_OF = re.compile(
    rf"\b(?:{any_of([_LEXICON['none']])})\sof\s(?:(?:the|its|his|her|their|our|these|those|all)\s)?(?:[\w’'-]+\s){{0,2}}\Z",
    re.IGNORECASE,
)
_ONE = re.compile(ONE, re.IGNORECASE)
_AGE = re.compile(r"(?:over|under|above|below|some|perhaps)\s", re.IGNORECASE)  # "those under 30"
_POINTS_AT = re.compile(r"\s(?:of|an?|the)\s")
_POINTED_AT = re.compile(r"\b(?:first|second|third|last|next|this|that|each|every|no|any)\s\Z", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:just|only|within|for|lasted)\s\Z", re.IGNORECASE)
_LATER = re.compile(r"\s(?:(?:later|earlier|ago)\b|on,)")
_OWNER = r"(?-i:[A-ZÀ-Ž])[\w-]*(?:\s(?-i:[A-ZÀ-Ž])[\w-]*){0,2}(?:[’']s|(?<=s)[’'])"
_OF_SET = re.compile(
    rf"\s(?:out\sof\s|of\s(?=the|its|their|these|those|his|her|our|all|{_OWNER}))"
    rf"(?:(?P<owner>{_OWNER})\s|(?:the|its|their|these|those|his|her|our|all)\s(?:\w+\s)?)?{ONE}",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\sof\s(?:them|whom|which|those|these)\b")
_BETWEEN = re.compile(r"between\s", re.IGNORECASE)
_COUNTS = re.compile(rf"\s(?:{any_of([lexicon('dates')['counted_after']])})\b")
_DATED = re.compile(r"\b(?:in|since|by|until|from|of|the)\s\Z", re.IGNORECASE)
_OVER = re.compile(r"over\s", re.IGNORECASE)
_EXCEEDS = re.compile(rf"(?:\b(?:{any_of([_LEXICON['before_over']])})\s)\Z", re.IGNORECASE)


def quantities(text: str, start: int = 0, end: int | None = None, taken: Sequence[Span] = ()) -> Iterator[Quantity]:
    """Every quantity in ``text[start:end]``, in order, none within the spans ``taken`` by dates."""
    stop = len(text) if end is None else end
    at = start
    for said in spotted(text, start, stop):
        if said.number >= at and not any(low < said.end and said.number < high for low, high in taken):
            pause = min((low for low, _ in taken if low >= said.end), default=stop)
            is_none = _is_name(text, said) or _is_withdrawn(text, start, said)
            quantity = None if is_none else _measured(text, said, min(pause, stop))
            if quantity:
                at = quantity.end
                yield quantity


def _is_withdrawn(text: str, start: int, said: Spotted) -> bool:
    """Whether it is what a number is not: "1,500, not 2,500"; or whom none of them was: "none of the 40 soldiers"."""
    if _NONE_OF.search(text, max(start, said.start - 50), said.start):
        return True
    is_not = _NOT.search(text, max(start, said.start - 14), said.start)
    return bool(is_not and _ONE.search(text, max(start, is_not.start() - 40), is_not.start()))


def _is_name(text: str, said: Spotted) -> bool:
    """Whether it is a mark, an address, a time or part of a name."""
    before = text[max(0, said.number - 14) : said.number]
    if _ATTACHED.search(before) or _FOLLOWED.match(text, said.end):
        return True
    if _NAMED.search(before) and not said.unit and not is_scaled(said.words):  # "now number 26,145"
        return True
    if not said.low <= said.high <= LARGEST:  # also what is no finite number
        return True
    is_year = bool(YEAR.fullmatch(said.words)) and said.bound == "exact" and not said.unit
    return is_year and (_DATED.search(before) is not None or not _COUNTS.match(text, said.end))


def _measured(text: str, said: Spotted, stop: int) -> Quantity | None:
    """The quantity, or None where the number measures nothing."""
    end, bound = _after(text, said.end, said.bound, stop)
    if said.unit:
        return _quantity(said, end, bound, Counted(end, said.unit, 1.0, said.unit))
    if some := _of_set(text, said, end, stop):
        return _quantity(said, some.end, bound, some)
    thing = counted(text, end, stop)
    if _JOINED.match(text, end, stop) and not _is_joined(text, end, thing):
        return None  # a nine-point plan, a four-star general
    if thing is None or (thing.unit == "count" and not _counts(text, said, thing)):
        return _bare(text, said, end, bound, stop, thing)
    if _is_moment(text, said, thing):
        return None
    after, later = _after(text, thing.end, bound, stop)
    if thing.unit == "days" and _spans(text, said, thing.end):
        said, later = replace(said, start=said.number), "exact"
    return _quantity(said, after, later, thing)


def _of_set(text: str, said: Spotted, end: int, stop: int) -> Counted | None:
    """What some of a set are: "seven of the eight sites", "fifteen of them"."""
    if said.high < 2:
        return None
    if them := _OF_THEM.match(text, end, stop):
        return Counted(them.end(), "", 1.0, "")
    whole = _OF_SET.match(text, end, stop)
    thing = counted(text, whole.end(), stop) if whole else None
    return replace(thing, end=end) if thing and whole and whole["owner"] else thing  # whose number says more


def _spans(text: str, said: Spotted, end: int) -> bool:
    """Whether "over" means during, as in "over two decades", and not more than, as in "for over two decades"."""
    before = text[max(0, said.start - 12) : said.start]
    return bool(_OVER.match(text, said.start)) and not _EXCEEDS.search(before) and not text.startswith(" of ", end)


def _quantity(said: Spotted, end: int, bound: Bound, thing: Counted) -> Quantity:
    low, high = (round(number * thing.factor, 9) for number in (said.low, said.high))
    return Quantity(said.start, end, low, high, bound, thing.unit, thing.noun, thing.factor)


def _after(text: str, end: int, bound: Bound, stop: int) -> tuple[int, Bound]:
    """Where the number ends and its bound, when words after it say more: "500 or more", "300+", "30-odd"."""
    found = _AFTER.match(text, end, stop)
    if not found or found.lastgroup is None:
        return end, bound
    later: Bound = _MARKS.get(found.lastgroup) or found.lastgroup  # type: ignore[assignment]
    return found.end(), later if later != "exact" else bound


def _is_joined(text: str, end: int, thing: Counted | None) -> bool:
    """Whether a unit hangs on the number by a hyphen: "44-day", but also "1,700-square-mile"."""
    if thing is None or thing.unit == "count":
        return False
    return thing.unit == "square_km" or " " not in text[end : thing.end].strip("-")


def _counts(text: str, said: Spotted, thing: Counted) -> bool:
    """Whether a number before a plural noun says how many, and doesn't just point at them or name them."""
    if not is_measured(thing.noun) or said.words.lower() == "one":
        return False
    if said.words.isdigit() and said.low >= 100 and _MODEL.search(text, max(0, said.start - 24), said.number):
        return False
    return (
        said.words[:1].isdigit() or said.high > 3 or not _DETERMINED.search(text, max(0, said.number - 12), said.number)
    )


def _is_moment(text: str, said: Spotted, thing: Counted) -> bool:
    if said.words.lower() == "one":  # one day, one of the soldiers, the second one
        points = _POINTS_AT.match(text, said.end) or _POINTED_AT.search(text, max(0, said.number - 8), said.number)
        lasts = said.bound != "exact" or _ONLY.search(text, max(0, said.number - 8), said.number)
        return bool(points) or (thing.unit in ("days", "ratio") and not lasts)
    return thing.unit == "days" and said.bound == "exact" and bool(_LATER.match(text, thing.end))


def _bare(text: str, said: Spotted, end: int, bound: Bound, stop: int, thing: Counted | None) -> Quantity | None:
    """A number without a unit: it counts where it shares the next one's, is somebody's fate, or is large or bounded."""
    shared = _shared(text, end, stop) if thing is None else None
    if shared:
        return _quantity(said, end, bound, shared)
    fate = _FATE_BEFORE.search(text, max(0, said.start - 14), said.start) or _FATE_AFTER.match(text, end, stop)
    if fate and said.words.lower() != "one":
        return _quantity(said, end, bound, Counted(end, "persons", 1.0, fate[0].split()[-1]))
    follows = counts_on(text, said.start, end, stop) or is_part(text, said.start, end)
    if said.words.lower() != "one" and (is_toll(text, said.start) or (follows and people_before(text, said.start))):
        return _quantity(said, end, bound, Counted(end, "persons", 1.0, ""))
    is_share = said.words[0].isdigit() and _PART_OF.match(text, end, stop)
    is_bounded = bound != "exact" and said.high >= (100 if _AGE.match(text, said.start) else 5)
    is_span = said.low < said.high and _BETWEEN.match(text, said.start)
    is_sure = is_share or is_bounded or is_span or said.is_vague or is_scaled(said.words)
    unit = people_before(text, said.start) if said.high <= MANKIND else ""
    return _quantity(said, end, bound, Counted(end, unit, 1.0, "")) if is_sure else None


def _shared(text: str, end: int, stop: int) -> Counted | None:
    """What the next number counts, where this one is joined to it: "31 and 90 soldiers"."""
    joint = _SHARED.match(text, end, stop)
    reached = number_at(text, joint.end(), stop) if joint else None
    thing = counted(text, reached, stop) if reached else None
    return thing if thing and (thing.unit != "count" or is_measured(thing.noun)) else None
