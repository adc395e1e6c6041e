"""Sentences of attached texts that bear on a question; they are shown beside the claims, never merged with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from detente.claims.ask.bm25 import Index
from detente.claims.ask.naming import Spellings
from detente.claims.ask.question import Question
from detente.claims.ask.words import stems
from detente.names.entities import Entities
from detente.sources.model import SILENT_ZONES, Passage
from detente.sources.plain import read_plain

ELSEWHERE = 0.3  # what a sentence of another source counts where the question names its sources
DIGITS = 6


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A sentence of a source, its words, and how well it fits."""

    source: str
    passage: Passage
    words: str
    score: float


def rank_passages(question: Question, texts: Mapping[str, str], entities: Entities) -> tuple[RankedPassage, ...]:
    """The sentences that fit, best first; ``texts`` are frozen, by source.

    Comments, biographies and what else weighs nothing are only looked at where the question asks for comments.
    """
    spellings = Spellings(entities)
    found = [
        (source, passage, text[passage.start : passage.end])
        for source, text in sorted(texts.items())
        for passage in read_plain(text.encode("utf-8"), source).passages
        if passage.zone not in SILENT_ZONES or (question.comments and passage.zone == "comment")
    ]
    index = Index([[(1.0, stems(words)), (1.0, _names(words, spellings))] for _, _, words in found])
    ranked = [
        RankedPassage(source, passage, words, round(score * _share(source, question), DIGITS))
        for (source, passage, words), score in zip(found, index.scores(question.terms), strict=True)
        if score > 0
    ]
    return tuple(sorted(ranked, key=lambda one: (-one.score, one.source, one.passage.start)))


def _names(words: str, spellings: Spellings) -> list[str]:
    return [f"@{one}" for mention in spellings.find(words) for one in sorted(mention.ids)]


def _share(source: str, question: Question) -> float:
    return ELSEWHERE if question.sources and source not in question.sources else 1.0
