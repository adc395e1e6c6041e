"""What the measures that a case lists would do to an answer, history by history.

A lever puts values in place of what is believed of some slots. Worlds are filled anew by the parts that read them, and
only those that came out another are lived again, with the same luck: history n with the lever differs from history n
without it in nothing else. Levers are measured each against doing nothing, and never against one another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.cases.model import Case, Lever, Outcome
from detente.errors import Fault, UsageError
from detente.findings.compare import Shift, Word
from detente.findings.estimate import Gap, paired_mean
from detente.findings.evidence import values
from detente.findings.failing import Failing, fails_when
from detente.findings.parts import paired
from detente.findings.study import Again, Halves, Options, Study, at_days, halves, study
from detente.histories.record import Histories
from detente.worlds.fill import Filler

Counts = NDArray[np.int64]
Pair = tuple[float, float]
TAILS = (0.95, 0.99)
UNSEEN = 3.0 / 1.645  # standard errors in the end of a 90 % interval: what n histories don't show is below 3 in n
FEWEST = 30  # worlds whose deaths change, below which neither fewer nor more is said


class Moved(NamedTuple):
    """An outcome with and without the lever: the shift, and the shares of histories in which it came or went."""

    shift: Shift
    came: float
    went: float

    @property
    def worse(self) -> float | None:
        """Share of histories in which the lever made the outcome worse; None where no way is better."""
        better = self.shift.outcome.better
        return None if better is None else self.went if better == "higher" else self.came


class Regret(NamedTuple):
    """Having done the worse of the two: in what share of histories more died for it, and how many more on average."""

    share: float
    deaths: float


@dataclass(frozen=True, slots=True)
class Toll:
    """Deaths in the window without and with the lever: mean, tails, and what either choice is regretted for.

    ``worlds`` are those in which they differ.
    """

    mean: Pair
    tails: tuple[Pair, ...]
    found: Gap
    pulled: Regret
    left: Regret
    worlds: int

    @property
    def word(self) -> Word:
        """Fewer deaths are better: whether they surely became fewer or more, or that it can't be told."""
        low, high = self.found.interval
        if not self.pulled.share and not self.left.share:
            return "unchanged"
        if self.worlds < FEWEST:
            return "can't tell"
        return "deteriorated" if low > 0 else "improved" if high < 0 else "can't tell"

    def said_of(self, moved: Moved) -> Word:
        """What became of an outcome; nothing is said to improve that comes at the price of surely more deaths."""
        dearly = self.word == "deteriorated" and moved.shift.word == "improved"
        return moved.shift.way if dearly else moved.shift.word


@dataclass(frozen=True, slots=True)
class Pulled:
    """One lever on one half of a question; ``changed`` is the share of worlds that are another for it."""

    lever: Lever
    changed: float
    unread: tuple[str, ...]
    outcomes: tuple[Moved, ...]
    toll: Toll
    fails_when: tuple[Failing, ...] | None

    def said(self, which: Word) -> tuple[str, ...]:
        """What surely ``improved`` or ``deteriorated``: labels of outcomes, then deaths."""
        named = [(moved.shift.outcome.label, moved.shift.word) for moved in self.outcomes]
        return tuple(label for label, word in (*named, ("deaths in the window", self.toll.word)) if word == which)


@dataclass(frozen=True, slots=True)
class Answer:
    """One half of a question: each lever by id, and those that make no sense yet on its day."""

    study: Study
    half: str | None
    levers: tuple[Pulled, ...]
    later: tuple[Lever, ...]

    @property
    def id(self) -> str:
        """As answers are called."""
        return self.study.question.id if self.half is None else f"{self.study.question.id}/{self.half}"


def choose_levers(case: Case, wanted: Sequence[str]) -> tuple[Lever, ...]:
    """The levers of those ids, or all, by id. Raises UsageError where there is none such."""
    known = {lever.id: lever for lever in sorted(case.file.levers, key=lambda lever: lever.id)}
    if not known:
        remedy = "Add `levers:` to its case.yaml; docs/case-format.md shows how."
        raise UsageError(Fault("the case lists no levers", remedy, value=case.id))
    for name in wanted:
        if name not in known:
            raise UsageError(Fault("no such lever", f"The case has {', '.join(known)}.", path="--only", value=name))
    return tuple(lever for name, lever in known.items() if not wanted or name in wanted)


def pull_all(case: Case, question: str, levers: Sequence[Lever], options: Options) -> tuple[Answer, ...]:
    """Every lever on every half of a question, as of the last day on which it is asked."""
    asked = case.question(question)
    assert asked is not None, "questions are chosen from the case's"
    found = study(case, asked, at_days(asked, options)[-1], options)
    ready = [lever for lever in levers if makes_sense(lever, found.as_of)]
    each = [pull(found, lever) for lever in ready]
    later = tuple(lever for lever in levers if lever not in ready)
    return tuple(Answer(found, half, tuple(one[half] for one in each), later) for half in halves(asked))


def makes_sense(lever: Lever, as_of: date) -> bool:
    """Whether the measure could be taken on that day."""
    return lever.from_ is None or lever.from_ <= as_of


def pull(of: Study, lever: Lever) -> dict[str | None, Pulled]:
    """One lever on every half of a study."""
    beliefs = of.beliefs.assuming(lever.assumed())
    again = of.again(beliefs, frozenset(lever.assume))
    columns, hits = values(of.beliefs, of.settled), of.hits_of(again)
    found = {}
    for half in of.hits:
        before, after = deaths_of(of.histories[half]), deaths_after(of, half, again)
        found[half] = Pulled(
            lever,
            again.changed.size / of.options.draws,
            tuple(sorted(lever.assume.keys() - beliefs.slots.keys())),
            tuple(moved(of, outcome, half, hits) for outcome in of.question.outcomes if outcome.id in hits[half]),
            toll(before, after, of.options.lives),
            fails_when(of.beliefs, columns, (after > before).reshape(-1, of.options.lives)),
        )
    return found


def unread(filler: Filler, lever: Lever) -> frozenset[str]:
    """Slots of a lever that nothing reads, not even with the lever in place."""
    beliefs = filler.beliefs.assuming(lever.assumed())
    filler.refill(beliefs, frozenset(lever.assume))
    return frozenset(lever.assume.keys() - beliefs.slots.keys())


def moved(of: Study, outcome: Outcome, half: str | None, hits: Halves) -> Moved:
    """An outcome before, and as some hits have it after."""
    before, after = of.hits[half][outcome.id], hits[half][outcome.id]
    p = float(before.mean()), float(after.mean())
    alike = bool((after == before).all())
    shift = Shift(outcome, p, paired(after, before, of.options.lives), alike)
    return Moved(shift, float((after & ~before).mean()), float((before & ~after).mean()))


def deaths_of(histories: Histories) -> Counts:
    """Deaths of each history over the whole window."""
    return histories.each(lambda part: part.arrays["deaths"].sum((1, 2), dtype=np.int64))


def deaths_after(of: Study, half: str | None, again: Again) -> Counts:
    """Deaths of each history of a half where some draws lived again."""
    after = deaths_of(of.histories[half]).copy()
    if half in again.lived:
        of.put(again, after, deaths_of(again.lived[half]))
    return after


def toll(before: Counts, after: Counts, lives: int) -> Toll:
    """What deaths of paired histories come to.

    Where few change, the rare large changes aren't seen. To the error is therefore added what they may come to by the
    rule of three: so many more histories that come to as many deaths as those with any do, of which wars weigh most.
    """
    tails = tuple((float(np.quantile(before, q)), float(np.quantile(after, q))) for q in TAILS)
    gap = after - before
    found, worlds = paired_mean(gap.reshape(-1, lives)), int(gap.reshape(-1, lives).any(axis=1).sum())
    unseen = UNSEEN * _deadly(np.concatenate([before, after])) / gap.size if worlds else 0.0
    return Toll(
        (float(before.mean()), float(after.mean())),
        tails,
        found._replace(se=math.hypot(found.se, unseen)),
        _regret(gap),
        _regret(-gap),
        worlds,
    )


def _deadly(deaths: Counts) -> float:
    """The root of the mean square of deaths where anybody died."""
    some = deaths[deaths > 0].astype(np.float64)
    return math.sqrt(float(some @ some) / some.size) if some.size else 0.0


def _regret(gap: Counts) -> Regret:
    return Regret(float((gap > 0).mean()), float(np.maximum(gap, 0).mean()))
