"""What a claim is: somebody says that a slot of the case had a value.

One claim is one asserter, one slot, one value; a sentence may hold five. A claim never holds the words of
its source: it holds a locator (offsets and a digest) with which the sentence is found again in the reader's
own copy, and a paraphrase in our words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

Kind = Literal[
    "measure", "fact", "event", "relation", "mechanism", "prediction", "stake", "opinion", "characterisation", "alias"
]
Status = Literal["proposed", "accepted", "rejected", "superseded"]
ValueType = Literal["point", "interval", "category", "order", "unknown", "none"]
Bound = Literal["exact", "about", "at_least", "at_most"]
ModalityClass = Literal["asserted", "graded", "possible", "rank", "intent", "reported"]
Stance = Literal["endorses", "reports", "disputes"]

DIGITS = 12  # of the content hash, enough for millions of claims without a collision worth fearing


@dataclass(frozen=True, slots=True)
class Value:
    """What the slot is said to be.

    ``point`` uses ``low == high``; ``interval`` uses both; ``category`` uses ``words[0]``; ``order`` lists
    ``words`` best first. ``original`` keeps the source's own number where our reading of it differs.
    """

    type: ValueType
    low: float | None = None
    high: float | None = None
    words: tuple[str, ...] = ()
    bound: Bound = "exact"
    unit: str | None = None
    original: str | None = None

    def key(self) -> str:
        """The value as one string: equal keys mean equal values, whatever the wording."""
        if self.type in ("point", "interval"):
            number = f"{self.low!r}" if self.low == self.high else f"{self.low!r}..{self.high!r}"
            return f"{number} {self.bound} {self.unit or ''}".strip()
        return ">".join(self.words) if self.words else self.type


@dataclass(frozen=True, slots=True)
class Locator:
    """Where the words stand: code-point offsets in the source's frozen text, and how to recognise them.

    ``sha256`` is the digest of ``text[start:end]`` in UTF-8; ``anchor`` is the first five words of the
    paragraph's span, enough for a reader to find it by eye.
    """

    start: int
    end: int
    sha256: str
    paragraph: int
    anchor: str
    zone: str = "body"


@dataclass(frozen=True, slots=True)
class Modality:
    """How surely it is said: the class, the cue's span if one stands in the text, and the phrase on its scale."""

    class_: ModalityClass = "asserted"
    cue: tuple[int, int] | None = None
    phrase: str | None = None
    scale: str = "capphrase"


@dataclass(frozen=True, slots=True)
class Change:
    """What an analyst did to a claim (``added``, ``accepted``, ``weight 1 to 0.5``), who, and why."""

    what: str
    by: str
    why: str


@dataclass(frozen=True)
class Claim:
    """One assertion. See the module docstring; dates are days, ``event_time`` is inclusive at both ends.

    ``known_from`` is the first day on which the world could know the claim; ``weight`` is 1 unless the zone
    it stands in weighs nothing (a reader's comment). ``origin`` names the group of claims that go back to one
    root: they share trust and can't outvote anyone by being repeated. ``translator`` put the words into English;
    ``changes`` are the analysts' decisions on it, oldest first.
    """

    source: str
    slot: str
    kind: Kind
    value: Value
    asserted_by: str
    known_from: date
    paraphrase: str
    origin: str
    at: Locator | None = None
    citation: str | None = None
    attribution: tuple[str, ...] = ()
    stance: Stance = "endorses"
    modality: Modality = Modality()
    condition: str | None = None
    event_time: tuple[date, date] | None = None
    event_basis: str | None = None
    known_basis: str = "publication"
    credibility: int = 6
    weight: float = 1.0
    status: Status = "accepted"
    made_by: str = "person"
    note: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    translator: str | None = None
    changes: tuple[Change, ...] = ()

    @cached_property
    def id(self) -> str:
        """Content hash of source text, span, slot, value and asserter: the same claim has the same name anywhere."""
        span = f"{self.at.start}:{self.at.end}:{self.at.sha256}" if self.at else self.citation or ""
        when = f"{self.event_time[0]}/{self.event_time[1]}" if self.event_time else ""
        root = "\x1f".join((self.source, span, self.slot, self.value.key(), self.asserted_by, when))
        return "c-" + hashlib.sha256(root.encode()).hexdigest()[:DIGITS]
