"""How fast the whole model lives the flagship case, on how many cores, and whether time grows as the work does."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

import numpy as np
from benchmarks.timing import Life, best

from detente.cases.model import Case, Lever
from detente.cases.reader import load_case
from detente.engine.run import run
from detente.findings.levers import choose_levers, makes_sense
from detente.findings.study import Options, Study, filler_of, study
from detente.worlds.kernel.history import live_into, room
from detente.worlds.shape import shape

CASE = "south-caucasus"
QUESTIONS = ("next-year", "three-tracks")
AS_OF = date(2022, 9, 16)
LIVES = 4
DRAWS = 250  # different belief draws; more worlds are these again with luck of their own, so that all sizes are alike


class Pace(NamedTuple):
    """World-months a second: by workers, and on one core by histories and by months."""

    workers: dict[str, float]
    worlds: dict[int, float]
    months: dict[int, float]


class Flagship:
    """The case and its worlds as of the day."""

    def __init__(self, name: str = CASE, as_of: date = AS_OF, draws: int = DRAWS) -> None:
        self.case: Case = load_case(name)
        self.as_of = as_of
        self.worlds = filler_of(self.case, as_of, Options(worlds=draws * LIVES, lives=LIVES)).fill()

    def life(self, months: int, times: int = 1, workers: int = 1) -> Life:
        """All worlds ``times`` over, ``months`` long."""
        worlds = np.tile(self.worlds, times).view(np.recarray)
        setup, draws = shape(self.case, self.as_of, months, 1), np.arange(worlds.size)

        def play() -> None:
            run(
                lambda part, rows: live_into(rows, setup, worlds, part, LIVES),
                lambda count: room(setup, count * LIVES), draws, workers,
            )  # fmt: skip

        return Life(play, draws.size * LIVES * months)

    def months(self, question: str) -> int:
        """How long a question looks ahead."""
        asked = self.case.question(question)
        assert asked is not None, f"{question} is the flagship's"
        return asked.months


def pace(of: Flagship, largest: int, rounds: int) -> Pace:
    """The flagship's questions on one worker and two; on one core, histories to ``largest`` times as many, months to 8.

    One core's seconds are those that the processor worked. What can be short is short and done the more often: the
    best of many short rounds is where nobody else was at work.
    """
    months = {question: of.months(question) for question in QUESTIONS}
    usual, often = min(4, largest), 3 * rounds
    asked = {(name, workers): of.life(months[name], usual, workers) for name in QUESTIONS for workers in (1, 2)}
    found = best(asked, often)
    workers = {str(n): len(QUESTIONS) / sum(1.0 / found[name, n] for name in QUESTIONS) for n in (1, 2)}
    year = min(months.values())
    by_worlds = {n * of.worlds.size * LIVES: of.life(year, n).over(largest // n) for n in (1, 10, 100) if n <= largest}
    by_months = {year * n: of.life(year * n, usual).over(8 // n) for n in (1, 2, 4, 8)}
    return Pace(workers, best(by_worlds, rounds, time.process_time), best(by_months, often, time.process_time))


def uneven(rates: Mapping[int, float]) -> float:
    """How far the slowest pace lies below the fastest, as a share of it: 0 where time grows exactly as the work."""
    return 1.0 - min(rates.values()) / max(rates.values())


def what_if(of: Flagship, rounds: int, worlds: int = 2000, months: int = 24) -> float:
    """Milliseconds of one core from a changed belief to the changed answer, for the slowest of the case's levers."""
    question = of.case.question(QUESTIONS[0])
    assert question is not None, "it is the flagship's"
    found = study(of.case, question, question.as_of[-1], Options(worlds=worlds, months=months, lives=LIVES))
    ready = [lever for lever in choose_levers(of.case, ()) if makes_sense(lever, found.as_of)]
    each = {lever.id: Life(partial(_redraw, found, lever), 1) for lever in ready}
    return 1000.0 / min(best(each, rounds, time.process_time).values())


def _redraw(found: Study, lever: Lever) -> None:
    found.hits_of(found.again(found.beliefs.assuming(lever.assumed()), frozenset(lever.assume)))
