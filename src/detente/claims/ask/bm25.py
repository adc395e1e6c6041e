"""BM25F (Robertson and Zaragoza 2009): how well a document of several fields fits weighted terms."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence

K1 = 0.8  # how fast repeating a word stops to count
B = 0.4  # how much long documents are discounted; ours are all short

Terms = Mapping[str, float]


class Index:
    """Documents as weighted term counts: ``counts[d][term]`` is the sum of field weights where the term stands."""

    def __init__(self, documents: Sequence[Iterable[tuple[float, Sequence[str]]]]) -> None:
        self._postings: dict[str, dict[int, float]] = {}
        lengths = []
        for number, fields in enumerate(documents):
            length = 0.0
            for weight, terms in fields:
                length += weight * len(terms)
                for term in terms:
                    row = self._postings.setdefault(term, {})
                    row[number] = row.get(number, 0.0) + weight
            lengths.append(length)
        self._size = len(lengths)
        mean = sum(lengths) / self._size if self._size else 1.0
        self._norm = [1 - B + B * length / (mean or 1.0) for length in lengths]

    def rarity(self, term: str) -> float:
        """Inverse document frequency, never negative; 0 for a term that stands nowhere."""
        having = len(self._postings.get(term, ()))
        return math.log(1 + (self._size - having + 0.5) / (having + 0.5)) if having else 0.0

    def holding(self, term: str) -> Collection[int]:
        """The numbers of the documents in which a term stands."""
        return self._postings.get(term, {}).keys()

    def scores(self, query: Sequence[Terms]) -> list[float]:
        """One score a document, 0 where nothing fits.

        Each part of ``query`` holds a term and what may stand for it with their weights; of one part only the
        best fit counts, so that synonyms don't add up.
        """
        total = [0.0] * self._size
        for alternatives in query:
            best: dict[int, float] = {}
            for term, weight in alternatives.items():
                rarity = self.rarity(term)
                for number, count in self._postings.get(term, {}).items():
                    fit = weight * rarity * count * (K1 + 1) / (count + K1 * self._norm[number])
                    if fit > best.get(number, 0.0):
                        best[number] = fit
            for number, fit in best.items():
                total[number] += fit
        return total

    def worth(self, alternatives: Terms) -> float:
        """How much a part of a query tells one document from another: at most, by what may stand for it."""
        return max((self.rarity(term) * weight for term, weight in alternatives.items()), default=0.0)

    def shares(self, query: Sequence[Terms]) -> list[float]:
        """The share of the query's worth that each document holds, however often and at whatever length."""
        held = [0.0] * self._size
        for alternatives in query:
            best: dict[int, float] = {}
            for term, weight in alternatives.items():
                worth = weight * self.rarity(term)
                for number in self._postings.get(term, ()):
                    best[number] = max(worth, best.get(number, 0.0))
            for number, worth in best.items():
                held[number] += worth
        full = sum(map(self.worth, query))
        return [one / full for one in held] if full else held
