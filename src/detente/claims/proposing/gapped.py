"""Numbers that lean on what stands before them.

A second party takes over the verb of the first ("Ukraine reports 107 dead, Russia 40"); a sum is parted behind a colon.
"""

from __future__ import annotations

import re

from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.spotting import ONE

_BOUNDS = any_of(lexicon("quantities")["bounds"].values())
_DATES = lexicon("dates")
_NO_PARTY = any_of([*_DATES["months"], *_DATES["weekdays"], *_DATES["short_months"], lexicon("whose")["no_party"]])
_WHO = (
    rf"(?P<who>(?:[Tt]he\s)?(?!(?:{_NO_PARTY})\b)[A-ZÀ-Ž][\w’'-]*(?:\s(?:of\s)?[A-ZÀ-Ž][\w’'-]*){{0,3}}"
    rf"|the\s(?:(?!(?:{_NO_PARTY})\b)[a-z-]+s|{any_of([lexicon('whose')['collectives']])}))"
)
_JOINT = r"(?:[,;]\s(?:and\s|while\s|but\s|with\s)?|\s(?:and|while|but)\s)"
_HOW_MANY = rf"(?:(?:only|just|a\stotal\sof|another|{_BOUNDS})\s)*{ONE}(?!\w)"
GAP = re.compile(rf"{_JOINT}{_WHO}\s(?=(?:(?:at|of|for)\s)?{_HOW_MANY})")
_TAKES_OVER = re.compile(rf"{_JOINT}{_WHO}\s(?:(?:at|of|for)\s)?\Z")
HOW_MANY = re.compile(_HOW_MANY, re.IGNORECASE)
_TOLD = re.compile(
    rf"\b(?:(?:{any_of([lexicon('quantities')['told']])})|(?:put|puts|number|toll|total|stands|stood)\b[^.;]{{0,40}}\sat)\s\Z"
)
_ALONE = re.compile(r"\s*(?:[.,;)”\"]|\Z|(?:and|but|while)\s)")
_JOINED = re.compile(r"[,;]\s|\s(?=(?:and|while|but)\s)")
_PARTS = re.compile(rf"(?:{_HOW_MANY}(?:\s[\w-]+){{1,5}}?(?:,\s(?:and\s)?|\sand\s))*", re.IGNORECASE)
_OPENS_PARTS = re.compile(r":\s|\s[–—]\s|[–—]|\s--\s")
_SUM = re.compile(rf"{ONE}(?:\s[\w-]+){{1,6}}\Z", re.IGNORECASE)
_TOLL = re.compile(
    rf"\b(?:{any_of([lexicon('quantities')['tolls']])})\b(?:\s(?:[\w’'-]+\s){{0,4}}?(?:to|at)|(?:\s[\w’'-]+){{0,3}}?\s(?:{any_of([lexicon('quantities')['reached']])}))\s"
    r"(?:(?:as\shigh\sas|a\stotal\sof)\s)?\Z",
    re.IGNORECASE,
)
_BY = re.compile(r"\s(?:by|at\sthe\shands\sof)\s")
FAR = 80  # characters back in which the party's name begins


def party_before(text: str, start: int, number: int) -> tuple[int, int] | None:
    """The words of the party directly before a number whose verb stands with another's: who it is, or None."""
    for joint in _JOINED.finditer(text, max(start, number - FAR), number):
        if found := _TAKES_OVER.fullmatch(text, joint.start(), number):
            return found.span("who")
    return None


def counts_on(text: str, number: int, end: int, stop: int) -> bool:
    """Whether a number alone counts what was counted last: "The governor said 23; the ombudsman 24."."""
    if not _ALONE.match(text, end, stop):
        return False
    begin = max(0, number - FAR)
    return bool(_TOLD.search(text, begin, number) or party_before(text, begin, number))


def is_toll(text: str, number: int) -> bool:
    """Whether a toll is said to be the number: "the death toll climbed to 33"."""
    return bool(_TOLL.search(text, max(0, number - FAR), number))


def is_part(text: str, number: int, end: int) -> bool:
    """Whether a number without a noun is the part of a sum that somebody did: "33 killings: 19 by the army"."""
    return bool(_BY.match(text, end) and head_of(text, max(0, number - 2 * FAR), number) is not None)


def head_of(text: str, start: int, number: int) -> int | None:
    """Where the sum ends that a number is part of ("lost 157 people: 118 soldiers and 39 civilians"), or None."""
    opens = list(_OPENS_PARTS.finditer(text, start, number))
    if not opens or not _PARTS.fullmatch(text, opens[-1].end(), number):
        return None
    head = opens[-1].start()
    return head if _SUM.search(text, max(start, head - 60), head) else None
