"""What lies between two answers: the second lived again without each change of claims, and on the first one's day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from detente.claims.model import Claim
from detente.findings.changes import Changed, changes, known, undone
from detente.findings.study import Halves, Study, filler_of, study

Progress = Callable[[str, int, int], None]


class Explained:
    """The steps from one answer to the other: terms, then time, then claims.

    ``then`` has the terms of the second side on the day and with the claims of the first, ``base`` the second side
    without any change of claims. ``terms`` says whether anything but claims and days differs.
    """

    def __init__(self, a: Study, b: Study, terms: bool, progress: Progress | None) -> None:
        self.b = b
        was, now = known(a.case, a.as_of, a.options), known(b.case, b.as_of, b.options)
        self.sources = {**a.case.sources, **b.case.sources}
        self.now = tuple(now.values())
        self.without: list[tuple[Changed, Halves]] = []
        idle: list[Changed] = []
        every = changes((a.case, a.options), (b.case, b.options), was, now)
        for number, change in enumerate(every):
            hits = self._lived_without((change,))
            if hits is None:
                idle.append(change)
            else:
                self.without.append((change, hits))
            if progress:
                progress(b.question.id, number + 1, len(every))
        self.idle = tuple(idle)
        self.base: Halves = self._lived_without(every) or b.hits
        self.then: Halves = self.base
        if a.as_of != b.as_of:
            self.then = self._lived_then(a, tuple(was.values())) if terms else a.hits

    def _lived_without(self, taken_back: Sequence[Changed]) -> Halves | None:
        """Hits without these changes; None where not one world differs."""
        of = self.b
        case = replace(of.case, claims=undone(self.now, taken_back), sources=self.sources)
        options = replace(of.options, left_out=frozenset())
        if not any(change.could_move for change in taken_back):
            return None
        if filler_of(case, of.as_of, options).fill().tobytes() == of.worlds.tobytes():
            return None
        return study(case, of.question, of.as_of, options).hits

    def _lived_then(self, a: Study, claims: tuple[Claim, ...]) -> Halves:
        """Hits on the terms of the second side, on the day of the first and with its claims."""
        case = replace(self.b.case, claims=claims, sources=self.sources)
        return study(case, self.b.question, a.as_of, replace(self.b.options, left_out=frozenset())).hits
