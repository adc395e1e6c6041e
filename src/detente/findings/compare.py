"""Two answers to one question, history by history, and which claims moved the one to the other.

Both sides are lived with the same seed, so that history n of one differs from history n of the other only in what
was changed: the difference is that of pairs, and far surer than either answer alone. What a claim did is found by
living the second side again without that one change. A finished run that another version of the model made stays as it
was kept: what this version makes of it is one part of the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from detente.cases.model import Case, Outcome, Question
from detente.errors import Fault, UsageError
from detente.findings.changes import Changed
from detente.findings.estimate import Difference, estimate
from detente.findings.explained import Explained, Progress
from detente.findings.parts import NOTHING, Parts, Recorded, added, of_version, paired, parts
from detente.findings.study import Bools, Options, Study, at_days, halves, study
from detente.histories.record import combine, digests_of
from detente.worlds.shape import dyads

Word = Literal["rose", "fell", "improved", "deteriorated", "hardly changed", "can't tell", "unchanged"]
LEAST = 0.01  # a smaller change of probability is none for anybody who reads two decimals


@dataclass(frozen=True)
class Side:
    """A case as it was, and the terms on which it is answered.

    ``recorded`` is what a finished run kept, by answer and day.
    """

    name: str
    case: Case
    options: Options
    recorded: Mapping[tuple[str, date], Recorded]


@dataclass(frozen=True, slots=True)
class Moved:
    """What one change of claims does to an outcome: the answer less the answer without that change."""

    change: Changed
    found: Difference

    @property
    def clear(self) -> bool:
        """Whether the change surely moved the outcome: its 90 % interval holds no zero."""
        low, high = self.found.interval
        return low > 0 or high < 0


@dataclass(frozen=True, slots=True)
class Shift:
    """One outcome on both sides. What explains the difference is None where nobody asked for it.

    ``alike`` says that not one history has the outcome on one side and lacks it on the other.
    """

    outcome: Outcome
    p: tuple[float, float]
    found: Difference
    alike: bool = False
    parts: Parts | None = None
    moved_by: tuple[Moved, ...] | None = None
    same: int = 0
    """Changes of claims that made other worlds, and yet the same outcome in every history."""

    @property
    def word(self) -> Word:
        """Rose or fell; better or worse only where the case says which way that is.

        Hardly changed is what is too small for two decimals; what may be 0 or more than that can't be told.
        """
        low, high = self.found.interval
        if self.alike:
            return "unchanged"
        if low > -LEAST and high < LEAST:
            return "hardly changed"
        if low <= 0 <= high:
            return "can't tell"
        if abs(self.found.delta) < LEAST:
            return "hardly changed"
        if self.outcome.better is None:
            return self.way
        return "improved" if (low > 0) == (self.outcome.better == "higher") else "deteriorated"

    @property
    def way(self) -> Word:
        """Which way it went, whatever is better."""
        return "rose" if self.found.delta > 0 else "fell"


@dataclass(frozen=True, slots=True)
class Compared:
    """One half of one question on both sides; ``besides`` names what differs besides claims.

    ``paired`` is false for two conflicts: they share no rivalry, so luck that is keyed alike means nothing.
    """

    question: Question
    half: str | None
    as_of: tuple[date, date]
    shifts: tuple[Shift, ...]
    besides: tuple[str, ...]
    idle: tuple[Changed, ...] | None = None
    paired: bool = True

    @property
    def id(self) -> str:
        """As answers are called."""
        return self.question.id if self.half is None else f"{self.question.id}/{self.half}"


def compare(
    a: Side, b: Side, wanted: Sequence[str] = (), explain: bool = False, progress: Progress | None = None
) -> tuple[Compared, ...]:
    """Compare the answers to the questions that both sides have.

    Raises UsageError where the histories can't be paired or nothing is asked of both.
    """
    _check_pairs(a.options, b.options)
    if explain and not _one_conflict(a.case, b.case):
        remedy = "Leave out --explain, or compare a case with its copy."
        raise UsageError(Fault("no change of claims leads from one conflict to another", remedy, path="--explain"))
    found: list[Compared] = []
    for question, days in _pairs(a, b, wanted):
        was = a.case.question(question.id)
        assert was is not None, "paired questions stand on both sides"
        one, two = _lived(a, was, days[0]), _lived(b, question, days[1])
        found.extend(_compared(one, two, explain, progress))
    return tuple(found)


def _check_pairs(a: Options, b: Options) -> None:
    for what, one, two in (("seeds", a.seed, b.seed), ("lives", a.lives, b.lives), ("worlds", a.draws, b.draws)):
        if one != two:
            remedy = "Run one of them again on the terms of the other."
            raise UsageError(Fault(f"histories of other {what} can't be paired", remedy, value=f"{one} and {two}"))


def _one_conflict(a: Case, b: Case) -> bool:
    """Whether the two have a rivalry in common, in which a history of one can be the pair of a history of the other."""
    return not set(dyads(a)).isdisjoint(dyads(b))


def _pairs(a: Side, b: Side, wanted: Sequence[str]) -> Iterator[tuple[Question, tuple[date, date]]]:
    """Questions of both sides with their days: each day that both have, else the last of each."""
    shared = [q for q in b.case.file.questions if a.case.question(q.id) and _asked(a, q.id) and _asked(b, q.id)]
    for name in wanted:
        if name not in [q.id for q in shared]:
            listed = ", ".join(q.id for q in shared) or "none"
            raise UsageError(Fault("not a question of both sides", f"Both answer {listed}.", path="-q", value=name))
    if not shared:
        raise UsageError(Fault("the two answer no question in common", "Compare runs of one case or its copies."))
    for question in shared:
        if not wanted or question.id in wanted:
            was = a.case.question(question.id)
            days = at_days(was, a.options) if was else (), at_days(question, b.options)
            common = [day for day in days[1] if day in days[0]]
            yield from ((question, pair) for pair in ([(d, d) for d in common] or [(days[0][-1], days[1][-1])]))


def _asked(side: Side, question: str) -> bool:
    return not side.recorded or any(name.partition("/")[0] == question for name, _ in side.recorded)


@dataclass(frozen=True, slots=True)
class _Lived:
    """The study of one side, and what its run kept of those halves that this version of the model lives otherwise."""

    study: Study
    kept: Mapping[str | None, Recorded]

    def p(self, half: str | None, outcome: Outcome) -> float:
        """As the run kept it, else as lived."""
        kept = self._kept(half, outcome)
        return float(self.study.hits[half][outcome.id].mean()) if kept is None else kept[0]

    def version(self, half: str | None, outcome: Outcome) -> Difference:
        """What this version of the model makes of it, less what the run kept."""
        return of_version(self.study.hits[half][outcome.id], self.study.options.lives, self._kept(half, outcome))

    def _kept(self, half: str | None, outcome: Outcome) -> tuple[float, float] | None:
        return self.kept[half].found.get(outcome.id) if half in self.kept else None


def _lived(side: Side, question: Question, day: date) -> _Lived:
    found = study(side.case, question, day, side.options)
    kept = {}
    for half in halves(question):
        recorded = side.recorded.get((question.id if half is None else f"{question.id}/{half}", day))
        if recorded and recorded.digest != combine(digests_of(found.histories[half])):
            kept[half] = recorded
    return _Lived(found, kept)


def _compared(one: _Lived, two: _Lived, explain: bool, progress: Progress | None) -> Iterator[Compared]:
    a, b = one.study, two.study
    terms, days = list(_terms(a, b)), (a.as_of, b.as_of)
    told = Explained(a, b, bool(terms), progress) if explain else None
    time = [f"time from {a.as_of} to {b.as_of}"] if a.as_of != b.as_of else []
    pairs = _one_conflict(a.case, b.case)
    for half in halves(b.question):
        if half in a.hits:
            model = ["the version of the model"] if half in one.kept or half in two.kept else []
            shifts = [_shift(one, two, half, o, told) for o in b.question.outcomes if _both(a, b, half, o)]
            besides = (*time, *terms, *model)
            yield Compared(b.question, half, days, tuple(shifts), besides, told.idle if told else None, pairs)


def _both(a: Study, b: Study, half: str | None, outcome: Outcome) -> bool:
    return outcome.id in a.hits[half] and outcome.id in b.hits[half]


def _shift(a: _Lived, b: _Lived, half: str | None, outcome: Outcome, told: Explained | None) -> Shift:
    lives = b.study.options.lives
    one, two = (side.study.hits[half][outcome.id] for side in (a, b))
    before, after = a.version(half, outcome), b.version(half, outcome)
    model = added((before, Difference(-after.delta, after.se)))
    pairs = _one_conflict(a.study.case, b.study.case)
    between = paired(two, one, lives) if pairs else _unpaired(two, one, lives)
    alike = pairs and model == NOTHING and bool((one == two).all())
    called = outcome if pairs else replace(outcome, better=None)  # another conflict is no improvement on this one
    plain = Shift(called, (a.p(half, outcome), b.p(half, outcome)), added((between, model)), alike)
    if told is None:
        return plain
    effects = [(change, hits[half][outcome.id]) for change, hits in told.without]
    moved = [Moved(change, paired(two, hits, lives)) for change, hits in effects if (hits != two).any()]
    moved.sort(key=lambda each: (-abs(each.found.delta), each.change.name))
    then, base = told.then[half][outcome.id], told.base[half][outcome.id]
    walk = parts((one, then, base, two), lives, model)
    return replace(plain, parts=walk, moved_by=tuple(moved), same=len(effects) - len(moved))


def _unpaired(after: Bools, before: Bools, lives: int) -> Difference:
    """How much likelier an outcome is in histories than in others that have nothing to do with them."""
    was = estimate(before.reshape(-1, lives))
    return of_version(after, lives, (was.p, was.mc_error))


def _terms(a: Study, b: Study) -> Iterator[str]:
    """What differs between the sides besides claims, days and the model."""
    if replace(a.question, as_of=()) != replace(b.question, as_of=()):
        yield "the question"
    files = (replace(side.case.file, questions=(), levers=(), id="", title="") for side in (a, b))
    if next(files) != next(files):
        yield "the case's actors, places or priors"
    if a.case.theories != b.case.theories:
        yield "what authors' causes are taken to speak of"
    if {s: (v.kind, v.reliability, v.origins) for s, v in a.case.sources.items() if s in b.case.sources} != {
        s: (v.kind, v.reliability, v.origins) for s, v in b.case.sources.items() if s in a.case.sources
    }:
        yield "how far sources are trusted"
    for name, words in (("assumed", "assumptions"), ("off", "mechanisms switched off"), ("months", "the horizon"),
                        ("vintage", "the vintage"), ("scale", "the scale of words")):  # fmt: skip
        if getattr(a.options, name) != getattr(b.options, name):
            yield words
