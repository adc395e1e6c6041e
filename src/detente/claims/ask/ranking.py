"""Ranks claims for a question: fit of words and names, who is asked for, what stands beside, then variety."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from detente.claims.ask.bm25 import Index
from detente.claims.ask.documents import events_by_period, fields
from detente.claims.ask.naming import Spellings
from detente.claims.ask.question import Question, understand
from detente.claims.model import Claim
from detente.names.entities import Entities
from detente.sources.model import Source

ELSEWHERE = 0.3  # what a claim of another source counts where the question names its sources
BACKGROUND = 0.8  # what record and readings count beside what the analyses say
ASKED_FOR = 1.5  # gain of a reader's comment where comments are asked for
SHARE = 0.85  # what each claim that a source is ahead of the others asked for counts
BESIDE = 0.3  # what a claim gains of the fit of its neighbour in the text
NEAR = 160  # characters within which claims stand beside one another
VARIED = 60  # how many claims are put in order with an eye to variety; the rest follow as they fit
NOTHING = 0.55  # of what others say of the rest of a question, what a source that is named hardly speaks of it
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim and how well it fits; only the order of scores means something."""

    claim: Claim
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The question as it was understood, and the claims that bear on it, best first.

    ``unknown`` counts the terms of the question of which nothing stands in any claim. ``unheard`` are readers' comments
    that bear on it, best first, where the question doesn't ask for them.

    ``absent`` are words that stand in no claim, nor anything that may stand for them; ``read_as`` are names by the
    words that misspell them. ``silent`` are ids of sources and persons named that hardly speak of the rest of the
    question.
    """

    question: Question
    claims: tuple[Ranked, ...]
    unknown: int = 0
    unheard: tuple[Ranked, ...] = ()
    absent: tuple[str, ...] = ()
    read_as: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    silent: tuple[str, ...] = ()

    @property
    def is_foreign(self) -> bool:
        """Whether hardly any word of the question is known."""
        return 2 * self.unknown > len(self.question.terms)


class Library:
    """Claims made ready for questions. They come as they are known by the day that is asked for."""

    def __init__(self, claims: Sequence[Claim], entities: Entities, sources: Mapping[str, Source]) -> None:
        self._claims = tuple(sorted(claims, key=lambda claim: claim.id))
        self._sources = sources
        self._entities = entities
        self._spellings = Spellings(entities)
        self._beside = _neighbours(self._claims)
        elsewhere = {claim.asserted_by for claim in self._claims if claim.weight > 0}
        self._readers = frozenset(claim.asserted_by for claim in self._claims if claim.weight == 0) - elsewhere
        events = events_by_period(self._claims, entities)
        self._index = Index([fields(claim, entities, self._spellings, events) for claim in self._claims])

    def rank(self, text: str) -> Ranking:
        """The claims that bear on the question in ``text``, best first; equal scores in the order of their ids.

        Readers' comments are only listed where the question asks for them.
        """
        read_as = dict(self._misspelt(understand(text, self._spellings, self._sources)))
        for written, name in read_as.items():
            text = re.sub(rf"\b{re.escape(written)}\b", name, text)
        question = understand(text, self._spellings, self._sources)
        fit = self._index.scores(question.terms)
        near = [max((fit[other] for other in others), default=0.0) for others in self._beside]
        scored = [
            ((own + BESIDE * other) * self._standing(claim, question), claim)
            for claim, own, other in zip(self._claims, fit, near, strict=True)
            if own + other > 0
        ]
        heard = [entry for entry in scored if question.comments or entry[1].weight > 0]
        unheard = [entry for entry in scored if not question.comments and entry[1].weight == 0]
        unknown = sum(not any(map(self._index.rarity, alternatives)) for alternatives in question.terms)
        ranked, others = (tuple(_varied(entries, question.sources)) for entries in (heard, unheard))
        absent, silent = self._absent(question), tuple(self._silent(question))
        return Ranking(question, ranked, unknown, others, absent, MappingProxyType(read_as), silent)

    def _absent(self, question: Question) -> tuple[str, ...]:
        """The words of which nothing stands in any claim; a single letter is no word."""
        read = zip(question.words, question.terms, strict=True)
        return tuple(word for word, term in read if len(word) > 1 and not any(map(self._index.rarity, term)))

    def _misspelt(self, question: Question) -> Iterator[tuple[str, str]]:
        """Words that stand in no claim, each with the one name that it may be meant for."""
        for word in self._absent(question):
            name = self._spellings.nearest(word.casefold())
            if name is not None:
                yield word, name

    def _silent(self, question: Question) -> Iterator[str]:
        """Sources named whose claims hold far less of the question than others; persons on whom none holds the rest."""
        if question.sources:
            shares = self._index.shares(question.terms)
            others = self._most(shares, [c.source not in question.sources for c in self._claims])
            for source in sorted(question.sources):
                if self._most(shares, [c.source == source for c in self._claims]) < NOTHING * others:
                    yield source
        for term in question.terms:
            persons = self._persons(term)
            shares = self._index.shares([other for other in question.terms if other is not term]) if persons else []
            if any(shares) and not any(shares[number] for one in persons for number in self._index.holding(f"@{one}")):
                yield from persons

    def _persons(self, term: Mapping[str, float]) -> list[str]:
        """Whom a term names, where it names people and nothing else."""
        named = [one[1:] for one in term if one.startswith("@")]
        return named if all(one in self._entities and self._entities[one].kind == "person" for one in named) else []

    @staticmethod
    def _most(shares: Sequence[float], whose: Sequence[bool]) -> float:
        return max((share for share, is_theirs in zip(shares, whose, strict=True) if is_theirs), default=0.0)

    def _standing(self, claim: Claim, question: Question) -> float:
        """What speaks for a claim besides its words."""
        gain = question.kinds.get(claim.kind, 1.0)
        if question.sources and claim.source not in question.sources:
            gain *= ELSEWHERE
        elif self._sources[claim.source].kind != "analysis":
            gain *= BACKGROUND
        return gain * (ASKED_FOR if claim.weight == 0 and self._is_called(claim, question) else 1.0)

    def _is_called(self, claim: Claim, question: Question) -> bool:
        """Whether the question asks for readers' comments, and for this reader where it names any."""
        named = question.entities & self._readers
        return question.comments and (not named or claim.asserted_by in named)


def _neighbours(claims: Sequence[Claim]) -> list[list[int]]:
    """For each claim those that stand beside it in the same text: one sentence often holds several."""
    by_source: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        if claim.at is not None:
            by_source.setdefault(claim.source, []).append(number)
    found: list[list[int]] = [[] for _ in claims]
    for group in by_source.values():
        for one in group:
            found[one] = [other for other in group if other != one and _gap(claims[one], claims[other]) <= NEAR]
    return found


def _gap(first: Claim, second: Claim) -> int:
    assert first.at is not None
    assert second.at is not None
    return max(first.at.start - second.at.end, second.at.start - first.at.end)


def _varied(scored: Sequence[tuple[float, Claim]], sources: frozenset[str]) -> list[Ranked]:
    """Best first; where a question names several sources, one heard more often than the others counts less."""
    left = sorted(scored, key=lambda entry: (-round(entry[0], DIGITS), entry[1].id))
    head, tail = left[:VARIED], left[VARIED:]
    found: list[Ranked] = []
    heard = Counter(dict.fromkeys(sources, 0))
    while head:
        fewest = min(heard.values(), default=0)
        worth = [round(score * SHARE ** max(heard[claim.source] - fewest, 0), DIGITS) for score, claim in head]
        best = max(range(len(head)), key=lambda number: (worth[number], -number))
        claim = head.pop(best)[1]
        found.append(Ranked(claim, min(worth[best], found[-1].score if found else worth[best])))
        if claim.source in sources:
            heard[claim.source] += 1
    last = found[-1].score if found else 0.0
    return [*found, *(Ranked(claim, min(round(score, DIGITS), last)) for score, claim in tail)]
