"""Ranks claims for a question: fit of words and names, who is asked for, what stands beside, then variety."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    """

    question: Question
    claims: tuple[Ranked, ...]
    unknown: int = 0
    unheard: tuple[Ranked, ...] = ()

    @property
    def is_foreign(self) -> bool:
        """Whether hardly any word of the question is known."""
        return 2 * self.unknown > len(self.question.terms)


class Library:
    """Claims made ready for questions. They come as they are known by the day that is asked for."""

    def __init__(self, claims: Sequence[Claim], entities: Entities, sources: Mapping[str, Source]) -> None:
        self._claims = tuple(sorted(claims, key=lambda claim: claim.id))
        self._sources = sources
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
        return Ranking(question, ranked, unknown, others)

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
