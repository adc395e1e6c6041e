"""One history of an answer, lived again by the uncompiled twin: who chose what, among which options, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from detente.cases.model import Case
from detente.errors import Fault, UsageError
from detente.findings.study import Options, filler_of
from detente.worlds.kernel.twin import ledger_rows, replay
from detente.worlds.shape import places, shape


def ledger(case: Case, answer: str, as_of: date, options: Options, world: int) -> list[dict[str, Any]]:
    """The ledger of history ``world``: draw ``world`` div lives, life ``world`` mod lives.

    Only as many draws are made as the history needs: a draw is the same in whatever number it comes.
    """
    name, _, half = answer.partition("/")
    question = case.question(name)
    if question is None:
        raise UsageError(Fault("the case has no such question", "See `detente run`.", value=answer))
    draw, life = divmod(world, options.lives)
    few = replace(options, worlds=(draw + 1) * options.lives)
    worlds = filler_of(case, as_of, few).fill()
    given = question.given if half == "do" else None
    months = options.months or (given.months if given else question.months)
    setup = shape(case, as_of, months, few.seed, given.do if given else None, few.off)
    return ledger_rows(replay(setup, worlds, draw, life).ledger, case.actors, places(case))
