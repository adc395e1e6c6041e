"""Words that say how surely something is said, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from detente.claims.model import ModalityClass

_HEDGES: tuple[tuple[ModalityClass, str], ...] = (
    ("rank", r"most (?:likely|probable)(?= \w+ (?:response|outcome|scenario|option|result|course))"),
    (
        "rank",
        r"(?:most (?:likely|probable)|likeliest)(?= (?:response|outcome|scenario|option|result|course))",
    ),
    (
        "graded",
        r"(?:very|highly|extremely|quite|rather|somewhat|more|less|most|almost)"
        r" (?:likely|unlikely|probable|improbable|certain(?:ly)?)",
    ),
    ("graded", r"(?:un)?likely|probably|(?:im)?probable|presumably|doubtful|certainly|inevitabl[ey]"),
    (
        "graded",
        r"(?:good|slim|remote|even|high|low|real|strong|small) (?:chance|probability|likelihood|prospects?)",
    ),
    (
        "intent",
        r"would like(?: \w+)? to|(?:wants?|wanted|hopes?|hoped|seeks?|sought|aims?|plans?|intends?|vows?) to",
    ),
    ("reported", r"allegedly|reportedly|supposedly|so-called|purportedly|is said to|are said to"),
    ("possible", r"may(?! \d)|might|could|possibly|perhaps|potentially|conceivably|can not be ruled out"),
)
_HEDGE = re.compile("|".join(rf"(?P<h{n}>\b(?:{words})\b)" for n, (_, words) in enumerate(_HEDGES)))
# only lower-case "may" is a hedge: "May 2018" and "in May" are a month
_VERBS = (
    r"(?:has |have |had |also |since )*"
    r"(?:said|says|say|claim(?:s|ed)?|alleg(?:e|es|ed)|report(?:s|ed)?|stat(?:es|ed)"
    r"|argu(?:e|es|ed)|declar(?:e|es|ed)|warn(?:s|ed)?|announc(?:es|ed)|insist(?:s|ed)?|den(?:y|ies|ied)"
    r"|confirm(?:s|ed)|estimat(?:es|ed)|told|admit(?:s|ted)|accus(?:es|ed)|believes?|suggest(?:s|ed))"
)
_SAYS = re.compile(rf"[\w\s,’'-]{{0,30}}?\b(?P<verb>{_VERBS})\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:the )?$")


@dataclass(frozen=True, slots=True)
class Hedge:
    """A cue at ``[start, end)`` and its class; ``words`` is the phrase to look up on a scale."""

    start: int
    end: int
    class_: ModalityClass
    words: str


def hedges(text: str, start: int = 0, end: int | None = None) -> Iterator[Hedge]:
    """Every hedge in ``text[start:end]``, the longest at each place."""
    for found in _HEDGE.finditer(text, start, len(text) if end is None else end):
        number = int((found.lastgroup or "h0")[1:])
        yield Hedge(found.start(), found.end(), _HEDGES[number][0], found[0].lower())


def says(text: str, name_start: int, name_end: int, end: int) -> str | None:
    """The verb by which the name at ``[name_start, name_end)`` is made to assert what follows, or None."""
    if _ACCORDING.search(text, max(0, name_start - 18), name_start):
        return "according to"
    found = _SAYS.match(text, name_end, end)
    return found["verb"] if found else None
