"""One history of an answer, lived again by the uncompiled twin: who chose what, among which options, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from detente.beliefs.draws import Beliefs
from detente.cases.model import Case
from detente.errors import Fault, UsageError
from detente.findings.living import Otherwise
from detente.findings.study import Options, filler_of
from detente.findings.supposed import Change
from detente.worlds.kernel.history import Record
from detente.worlds.kernel.twin import Row, ledger_rows, replay
from detente.worlds.shape import places, shape


@dataclass(frozen=True, slots=True)
class Relived:
    """One history in the open: its world and beliefs (those of draw ``draw``), what happened and what was weighed."""

    case: Case
    as_of: date
    history: int
    setup: Any
    world: Any
    beliefs: Beliefs
    draw: int
    record: Record
    ledger: Sequence[Row]

    def rows(self) -> list[dict[str, Any]]:
        """The ledger, JSON-ready."""
        return ledger_rows(self.ledger, self.case.actors, places(self.case))


def relive(
    case: Case, answer: str, as_of: date, options: Options, history: int, change: Change | None = None
) -> Relived:
    """History ``history`` of an answer: draw ``history`` div lives, life ``history`` mod lives.

    With a ``change`` the history turns there; its beliefs are then those that it turns to.

    Only as many draws are made as the history needs: a draw is the same in whatever number it comes.
    """
    name, _, half = answer.partition("/")
    question = case.question(name)
    if question is None:
        raise UsageError(Fault("the case has no such question", "See `detente run`.", value=answer))
    draw, life = divmod(history, options.lives)
    few = replace(options, worlds=(draw + 1) * options.lives)
    filler = filler_of(case, as_of, few)
    worlds = filler.fill()
    given = question.given if half == "do" else None
    months = options.months or (given.months if given else question.months)
    turn = change.turn if change else None
    setup = shape(case, as_of, months, few.seed, given.do if given else None, few.off, turn)
    beliefs, others = filler.beliefs, worlds
    if change and change.assumed:
        beliefs = beliefs.assuming((change.assumed,))
        others = Otherwise(beliefs, change.assumed.slot).fill(case, worlds, np.arange(few.draws))
    again = replay(setup, worlds, draw, life, others)
    return Relived(case, as_of, history, setup, worlds[draw], beliefs, draw, again.record, again.ledger)
