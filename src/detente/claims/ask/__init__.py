"""Asking a case: which claims bear on a question, best first. Retrieves and never composes."""

from detente.claims.ask.beside import Row, with_answers
from detente.claims.ask.offices import offices_asked, rightful
from detente.claims.ask.passages import RankedPassage, rank_passages
from detente.claims.ask.ranking import Library, Ranked, Ranking

__all__ = [
    "Library", "Ranked", "RankedPassage", "Ranking", "Row", "offices_asked", "rank_passages", "rightful",
    "with_answers",
]  # fmt: skip
