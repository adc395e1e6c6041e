"""A document, frozen: who wrote it, when and where from, its text normalised once, and its passages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

SourceKind = Literal["analysis", "record", "series", "judgement"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Zone = Literal["body", "title", "caption", "quote", "pull-quote", "comment", "bio", "teaser", "furniture"]

ZONES: tuple[Zone, ...] = get_args(Zone)
SILENT_ZONES: frozenset[Zone] = frozenset({"comment", "bio", "teaser", "caption", "furniture"})
"""Zones that weigh nothing unless the analyst says so."""


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where an author writes from, as stated: affiliation and country, and on what basis we say so."""

    affiliation: str | None = None
    country: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: citation, day of publication with its basis, standpoint and how far it is trusted.

    ``published`` is a range of days, inclusive, because many texts don't state theirs; the source counts from
    the first. ``reliability`` is the Admiralty letter, where F means that it cannot be judged, not that it is
    worst. An ``analysis`` has an author's text, a ``record`` collects dated public facts each with a citation
    of its own, a ``series`` is a data set.
    """

    id: str
    title: str
    published: tuple[date, date]
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published_basis: str = "stated"
    url: str | None = None
    language: str = "en"
    standpoint: Standpoint = Standpoint()
    licence_note: str = ""
    reliability: Reliability = "F"
    reliability_by: str = ""
    reliability_why: str = ""
    kind: SourceKind = "analysis"
    origins: tuple[str, ...] = ()
    """Prefixes of the origins that this source stands for, besides its own id."""

    @property
    def counts_from(self) -> date:
        """The first day on which what it says can count."""
        return self.published[0]


@dataclass(frozen=True, slots=True)
class Text:
    r"""A text normalised once (NFC, ``\n``): every offset in detente counts code points of ``text``.

    ``sha256`` is the digest of the text in UTF-8; ``extractor`` and ``version`` say what made it from the
    bytes, and ``encoding`` how these were read (with "guessed" where nothing states it).
    """

    chars: int
    sha256: str
    text: str
    extractor: str
    version: str
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence: ``text[start:end]``, its paragraph, its number within that (both from 1) and its zone."""

    start: int
    end: int
    paragraph: int
    sentence: int
    zone: Zone = "body"


@dataclass(frozen=True, slots=True)
class Document:
    """A frozen text and its passages in order; ``published`` anchors relative dates where it is known.

    ``raw_sha256`` is the digest of the bytes that it was read from.
    """

    text: Text
    passages: tuple[Passage, ...]
    published: date | None = None
    raw_sha256: str = ""
