"""One question as of one day: its beliefs, its worlds, and the histories they lived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Assumed, Beliefs, Terms, believe
from detente.beliefs.hearing import hearing
from detente.beliefs.scales import DEFAULT_SCALE
from detente.beliefs.some import some
from detente.beliefs.theories import theory_slots
from detente.cases.model import Case, Made, Question
from detente.claims.vintage import Vintage
from detente.engine.memory import check_fits
from detente.engine.run import CHUNK, MOST_HISTORIES, chunks, run
from detente.engine.workshop import Workshop
from detente.errors import Fault, UsageError
from detente.findings.evaluate import outcomes
from detente.findings.living import COMPARED, Otherwise, changed, live_by_chunks
from detente.histories.record import Histories, Names
from detente.worlds.fill import Filler
from detente.worlds.kernel.history import live_into, room
from detente.worlds.past import Past
from detente.worlds.setup import ACTIONS, MECHANISMS, RESPONSES
from detente.worlds.shape import Turn, dyads, places, shape

Bools = NDArray[np.bool_]
Worlds = Any  # a record array, a row a draw
Halves = dict[str | None, dict[str, Bools]]  # by half of the question and outcome, (histories,)


@dataclass(frozen=True, slots=True)
class Options:
    """How to run: ``worlds`` counts histories of each question (draws times lives)."""

    worlds: int = 4000
    lives: int = 4
    seed: int = 1
    vintage: Vintage = "published"
    scale: str = DEFAULT_SCALE
    assumed: tuple[Assumed, ...] = ()
    left_out: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    as_of: date | None = None
    months: int | None = None
    workers: int = field(default=1, compare=False)
    chunk: int = field(default=CHUNK, compare=False)
    workshop: Workshop = field(default=Workshop(), compare=False)  # for what is too large to be lived at once

    def __str__(self) -> str:
        """What decides the result: sets in order, nothing of how the work is shared."""
        decisive = {each.name: getattr(self, each.name) for each in fields(self) if each.compare}
        return str({name: sorted(v) if isinstance(v, frozenset) else v for name, v in decisive.items()})

    @property
    def draws(self) -> int:
        """Belief draws; histories that lives doesn't divide are rounded up."""
        return -(-self.worlds // self.lives)


def check_options(options: Options) -> None:
    """Raise UsageError for what can't be run."""
    if not 1 <= options.worlds <= MOST_HISTORIES:
        remedy = f"Ask for 1 to {MOST_HISTORIES:,} worlds a question; 4,000 is usual."
        raise UsageError(Fault("that many worlds can't be run", remedy, path="--worlds", value=f"{options.worlds:,}"))
    if not 1 <= options.lives <= 1000:
        raise UsageError(Fault("a world has 1 to 1,000 lives", "4 is usual.", path="--lives", value=str(options.lives)))
    if not -(2**63) <= options.seed < 2**63:
        raise UsageError(Fault("a seed has 64 bits", "Give a smaller number.", path="--seed", value=str(options.seed)))
    for name in sorted(options.off - set(MECHANISMS)):
        known = f"Mechanisms: {', '.join(MECHANISMS)}."
        raise UsageError(Fault("there is no such mechanism", known, path="--off", value=name))


class Again(NamedTuple):
    """The draws that were lived again, and their histories by half of the question; none where no draw was."""

    changed: NDArray[np.int64]
    lived: dict[str | None, Histories]


@dataclass(frozen=True)
class Study:
    """Beliefs and worlds of a question as of a day, and what they lived in each of its halves."""

    case: Case
    question: Question
    as_of: date
    months: int
    options: Options
    beliefs: Beliefs
    unfilled: Filler  # or filled, if its worlds were lived all at once
    histories: dict[str | None, Histories]
    hits: Halves
    memory: dict[str, Halves] = field(default_factory=dict)
    firsts: dict[int, Study] = field(default_factory=dict)
    setups: dict[str | None, Any] = field(default_factory=dict)

    @property
    def filler(self) -> Filler:
        """What filled the worlds; where these were lived by chunks and forgotten, they are filled now."""
        if not self.unfilled.read:
            self.unfilled.fill()
        return self.unfilled

    @property
    def worlds(self) -> Any:
        """The worlds that were lived."""
        return self.filler.worlds

    @property
    def settled(self) -> dict[str, NDArray[np.float64]]:
        """How much of the costs of attacking each side bears in the worlds that were lived, by slot."""
        return self.unfilled.settled or self.filler.settled

    @property
    def read(self) -> frozenset[str]:
        """The slots that filling worlds read: what is believed of them, and the record of deaths."""
        return frozenset[str]().union(*self.filler.read)

    @property
    def by_chunks(self) -> bool:
        """Whether worlds are filled, lived and forgotten a chunk at a time."""
        return self.options.workshop.takes(self.options.draws * self.options.lives * self.months)

    @property
    def last_year(self) -> float:
        """Deaths between the sides in the year before, as far as was known."""
        return sum(past.last_year for past in self.unfilled.pasts.values())

    def struck(self, source: str) -> Halves:
        """Hits without a source: only draws whose world changed are lived again, so it equals deletion exactly."""
        return self._on(self.beliefs.without(source), self.beliefs.touched_by(source))

    def without_theory(self, source: str) -> Halves:
        """Hits without what a source says of causes; its facts stay."""
        return self._on(self.beliefs.without_theory(source), theory_slots(self.beliefs.touched_by(source)))

    def hearing(self, whom: Mapping[str, str]) -> Halves:
        """Hits where on each of these slots one analyst alone is heard and trusted."""
        return self._on(hearing(self.beliefs, whom), frozenset(whom))

    def balanced(self) -> Halves:
        """Hits where no standpoint has more than half of the weight on a slot."""
        uneven = self.beliefs.uneven()
        return self._on(self.beliefs.balanced(uneven), uneven)

    def again(self, beliefs: Beliefs, touched: frozenset[str]) -> Again:
        """The draws whose world is another on beliefs that differ on the slots touched, and what they live then."""
        differing = self.beliefs.differing(beliefs, touched)
        if self.options.assumed:  # what is assumed hides what is believed, from which costs are inferred
            differing |= self.beliefs.believed.differing(beliefs.believed, touched)
        found: Beliefs | Worlds = beliefs
        draws = np.arange(0)
        if self.by_chunks and differing:
            parts = chunks(np.arange(self.options.draws), COMPARED)
            draws = np.concatenate([changed(self.case, self.beliefs, beliefs, differing, part) for part in parts])
        elif differing:
            refilled = self.filler.refilled(beliefs, differing)
            draws, found = refilled.changed, refilled.worlds()
        return Again(draws, {half: _live(self, half, found, draws) for half in self.hits if draws.size})

    def turned(self, turn: Turn, otherwise: Otherwise | None = None) -> Again:
        """What is lived where something is otherwise from a month on, in the halves that last so long."""
        draws = np.arange(self.options.draws)
        if otherwise:
            parts = (otherwise.changed(self.case, self.beliefs, part) for part in chunks(draws, COMPARED))
            draws = np.concatenate([*parts])
        found = self.beliefs if self.by_chunks else self.worlds
        long = [half for half, lived in self.histories.items() if turn.month <= lived.months and draws.size]
        return Again(draws, {half: _live(self, half, found, draws, turn, otherwise) for half in long})

    def hits_of(self, again: Again) -> Halves:
        """Hits where some draws lived again and the others as before."""
        result = {half: {name: hit.copy() for name, hit in before.items()} for half, before in self.hits.items()}
        for half, lived in again.lived.items():
            for name, hit in outcomes(self.question, _chosen(self.question, half), lived).items():
                self.put(again, result[half][name], hit)
        return result

    def put(self, again: Again, before: NDArray[Any], after: NDArray[Any]) -> None:
        """Write what the changed draws show, a value a history, into what all showed before."""
        before.reshape(-1, self.options.lives)[again.changed] = after.reshape(-1, self.options.lives)

    def first(self, histories: int) -> Study:
        """The same study of the first so many histories, in whole draws; what they lived is left behind."""
        draws = min(self.options.draws, max(1, histories // self.options.lives))
        if draws not in self.firsts:
            self.firsts[draws] = self._first(draws)
        return self.firsts[draws]

    def _first(self, draws: int) -> Study:
        options = replace(self.options, worlds=draws * self.options.lives)
        beliefs = self.beliefs.first(draws)
        hits = {half: {o: hit[: options.worlds] for o, hit in named.items()} for half, named in self.hits.items()}
        filler = Filler(self.case, beliefs)
        if self.by_chunks:
            filler.fill()
        else:
            filler.worlds, filler.pasts, filler.read = self.worlds[:draws], self.filler.pasts, self.filler.read
            filler.settled = {slot: values[:draws] for slot, values in self.settled.items()}
        return replace(self, options=options, beliefs=beliefs, unfilled=filler, histories={}, hits=hits, firsts={})

    def put_away(self) -> Study:
        """The same study in little memory: its worlds are filled again, and its histories unpacked, when asked for."""
        filler = Filler(self.case, self.beliefs)
        filler.pasts, filler.settled = self.unfilled.pasts, self.unfilled.settled
        histories = {half: lived.packed() for half, lived in self.histories.items()}
        return replace(self, unfilled=filler, histories=histories, firsts={})

    def _on(self, beliefs: Beliefs, touched: frozenset[str]) -> Halves:
        """Hits on beliefs that differ on the slots touched."""
        return self.hits_of(self.again(beliefs, touched))


def study(case: Case, question: Question, as_of: date, options: Options) -> Study:
    """Draw beliefs, fill worlds, live them in every half of the question, and see which outcomes held."""
    return studied(case, question, as_of, options, filler_of(case, as_of, options))


def studied(case: Case, question: Question, as_of: date, options: Options, filler: Filler) -> Study:
    """The study of what a filler fills."""
    months = options.months or question.months
    found = Study(case, question, as_of, months, options, filler.beliefs, filler, {}, {})
    if found.by_chunks:
        check_fits(options.draws, options.draws * options.lives, months)
        filler.pasts = _pasts(filler)
    for half in halves(question):
        histories = _live(found, half, filler.beliefs if found.by_chunks else found.worlds, np.arange(options.draws))
        found.histories[half] = histories
        found.hits[half] = outcomes(question, _chosen(question, half), histories)
    return found


def filler_of(case: Case, as_of: date, options: Options) -> Filler:
    """What fills worlds from the beliefs that the case holds as of a day."""
    terms = Terms(as_of, options.seed, options.draws, options.vintage, options.scale, options.left_out, options.assumed)
    return Filler(case, believe(case.grounds, terms))


def halves(question: Question) -> tuple[str | None, ...]:
    """A question with an intervention has two answers: what if it is made to happen, and does it."""
    return ("do", "chance") if question.given else (None,)


def _chosen(question: Question, half: str | None) -> tuple[Any, ...]:
    return tuple(o for o in question.outcomes if o.of is None or o.of == half)


def _pasts(filler: Filler) -> dict[int, Past]:
    """The record of each rivalry, the same in all worlds; what fills one draws the beliefs of all."""
    one = Filler(filler.case, some(filler.beliefs, np.arange(1)))
    one.fill()
    return one.pasts


def _live(
    of: Study, half: str | None, found: Beliefs | Worlds, draws: NDArray[np.int64], turn: Turn | None = None,
    otherwise: Otherwise | None = None,
) -> Histories:  # fmt: skip
    """Live draws of worlds, or of those that beliefs fill a chunk at a time; something may turn in some month."""
    if half not in of.setups:
        of.setups[half] = _setup(of, half)
    setup = of.setups[half] if turn is None else _setup(of, half, turn)
    lives, workers, size = of.options.lives, of.options.workers, of.options.chunk
    dyad = int(setup.forced_dyad) if setup.forced_dyad >= 0 else None
    if isinstance(found, Beliefs):
        lived = live_by_chunks(of.options.workshop, of.case, found, setup, draws, lives, workers, size, otherwise)
        if turn is None and draws.size == of.options.draws and found is of.beliefs:
            of.unfilled.settled = lived.settled
        return Histories(names(of.case), lived.arrays, lives, lived.holder, lived.closed, dyad)
    others = otherwise.fill(of.case, found, np.arange(found.size)) if otherwise else found
    record = run(
        lambda part, rows: live_into(rows, setup, found, part, lives, others),
        lambda count: room(setup, count * lives), draws, workers, size,
    )  # fmt: skip
    count, start = len(of.case.file.places), others if setup.turn == 1 else found
    holder, closed = start.holder[draws, :count], start.closed[draws, :count]
    return Histories(names(of.case), record._asdict(), lives, holder, closed, dyad)


def _setup(of: Study, half: str | None, turn: Turn | None = None) -> Any:
    """The shape of the histories of half of a question."""
    made: Made | None = of.question.given.do if half == "do" and of.question.given else None
    months = of.options.months or (of.question.given.months if made and of.question.given else of.months)
    return shape(of.case, of.as_of, months, of.options.seed, made, of.options.off, turn)


def names(case: Case) -> Names:
    """The names behind the model's indices."""
    rivalries = tuple(r.id for r in case.file.rivalries)
    return Names(case.actors, tuple(places(case)), rivalries, tuple(dyads(case)), ACTIONS, RESPONSES)


def at_days(question: Question, options: Options) -> tuple[date, ...]:
    """The days as of which a question is answered."""
    return (options.as_of,) if options.as_of else question.as_of
