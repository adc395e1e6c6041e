"""Claims that name a year after the day from which they could be known: an answer as of that day tells of later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.cases.check_claims import PUT_ASIDE, placed
from detente.cases.found import Found
from detente.cases.model import Case
from detente.claims.model import Claim
from detente.names.catalogue import catalogue, parse_address

_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d/]|[.,]\d)")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
# what is laid down beforehand has a day by which, or up to which: "prolonged to 2044", "dissolved by 1 January 2024"
_TERM = re.compile(
    r"\b(?:by|to|until|till|through)\s+(?:at\s+(?:least|most)\s+)?(?:the\s+)?"
    rf"(?:(?:start|beginning|middle|end)\s+of\s+)?(?:\d{{1,2}}\s+)?(?:(?:{_MONTHS})\s+)?$",
    re.I,
)
_PLAN = re.compile(
    r"\b(?:will|would|shall|should|(?:is|are|was|were)\s+(?:due\s+)?to|planned"
    r"|ends|expires|runs?\s+out|foresees?|expects?)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_CHECK = re.compile(r"\((?:checked|unchecked|published later)\b[^()]*(?:\([^()]*\)[^()]*)*\)", re.I)
_ADDRESS = re.compile(r"https?://\S+")
REMEDY = (
    "Say only what could be known on that day, and make what came later a claim of its own, or correct known_from. "
    "What a citation was looked up in later goes into brackets: (checked against …), (published later: …)."
)


def check_hindsight(case: Case, found: Found) -> None:
    """Warn of paraphrases, values and citations that name a year which lay ahead when the claim became known."""
    for file, here, claim in placed(case):
        if claim.status in PUT_ASIDE or claim.kind == "prediction":
            continue
        for field, text in told(claim):
            years = later_years(text, claim.known_from.year)
            if years:
                reason = f"names a year after the day on which it was known, {claim.known_from}"
                found.add(file, (*here, field), reason, REMEDY, years[0], "warning")


def told(claim: Claim) -> Iterator[tuple[str, str]]:
    """What a claim tells in words, by field; a slot that takes a day may take one that lies ahead."""
    if catalogue()[parse_address(claim.slot).attribute].type != "date":
        yield "paraphrase", claim.paraphrase
        yield "value", " ".join(claim.value.words).replace("_", " ")
    yield "citation", _ADDRESS.sub("", _CHECK.sub("", claim.citation or ""))


def later_years(text: str, year: int) -> list[str]:
    """The years in ``text`` after ``year``, but for those of plans and terms."""
    return [
        match[0]
        for sentence in _SENTENCE.split(text)
        if not _PLAN.search(sentence)
        for match in _YEAR.finditer(sentence)
        if int(match[0]) > year and not _TERM.search(sentence[: match.start()])
    ]
