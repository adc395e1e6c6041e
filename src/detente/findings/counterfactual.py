"""What one decision or one belief, changed from a month on, would have changed: history by history, with equal luck.

Everything before that month stays as it was, bit for bit, and so do the keyed random numbers after it. History n with
the change differs from history n without it in what was changed and in what follows from that. A decision is changed
only where the side has it: the rivalry is at peace in that month, and to act the side must have that option; else the
history is left as it was. A slot's value is set in the worlds that believe something else: what a mechanism reads
changes from then on, and what a history begins with takes its new value then and lives on from there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.cases.model import Case, Made
from detente.findings.levers import Moved, Toll, deaths_after, deaths_of, moved, toll
from detente.findings.living import Otherwise
from detente.findings.study import Again, Bools, Options, Study, at_days, halves, study
from detente.findings.supposed import HOLD, Change
from detente.histories.record import Histories
from detente.worlds.setup import PEACE


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """One change in one half of a question.

    ``open`` is the share of histories in which the side had the decision, None where it is a slot that changes;
    ``changed`` the share of worlds that turn into another, None where it is a decision; ``unread`` says that nothing
    reads the slot.
    """

    study: Study
    half: str | None
    change: Change
    open: float | None
    changed: float | None
    unread: bool
    outcomes: tuple[Moved, ...]
    toll: Toll

    @property
    def id(self) -> str:
        """As answers are called."""
        return self.study.question.id if self.half is None else f"{self.study.question.id}/{self.half}"


def windows(case: Case, question: str, options: Options) -> dict[str | None, int]:
    """The halves of a question, each with the months that it looks ahead."""
    asked = case.question(question)
    assert asked is not None, "questions are chosen from the case's"
    of_do = asked.given.months if asked.given else asked.months
    return {half: options.months or (of_do if half == "do" else asked.months) for half in halves(asked)}


def counterfactual(case: Case, question: str, change: Change, options: Options) -> tuple[Counterfactual, ...]:
    """The change in each half of a question that lasts so long, as of the last day on which it is asked."""
    asked = case.question(question)
    assert asked is not None, "questions are chosen from the case's"
    return turned(study(case, asked, at_days(asked, options)[-1], options), change)


def turned(of: Study, change: Change) -> tuple[Counterfactual, ...]:
    """The change in each half of a study that lasts so long."""
    believed = None
    if change.assumed:
        believed = Otherwise(of.beliefs.assuming((change.assumed,)), change.assumed.slot)
    again = of.turned(change.turn, believed)
    hits = of.hits_of(again)
    found = []
    for half in (half for half, lived in of.histories.items() if change.month <= lived.months):
        before, after = deaths_of(of.histories[half]), deaths_after(of, half, again)
        found.append(
            Counterfactual(
                of,
                half,
                change,
                None if change.made is None else float(_open(of, half, change, change.made, again).mean()),
                again.changed.size / of.options.draws if believed else None,
                bool(believed and not again.changed.size and _unread(believed)),
                tuple(moved(of, outcome, half, hits) for outcome in of.question.outcomes if outcome.id in hits[half]),
                toll(before, after, of.options.lives),
            )
        )
    return tuple(found)


def _unread(believed: Otherwise) -> bool:
    """Whether filling worlds asked for the slot."""
    read = {*believed.beliefs.slots, *(f"model.{name}" for name in believed.beliefs.coefficients)}
    return believed.slot not in read


def _open(of: Study, half: str | None, change: Change, made: Made, again: Again) -> Bools:
    """In which histories the side had the decision: at peace till then, and it did as it was made to."""
    before, after, m = of.histories[half], again.lived[half], change.month - 1
    d = before.names.dyads.index((made.actor, str(made.to)))
    if m == 0 and before.made is not None and before.made // 2 == d // 2:
        return np.zeros(before.count, bool)  # the question has decided for both sides
    did = _month(after, "action", m, d) == before.names.actions.index(made.action)
    if made.action != HOLD:
        did &= _month(after, "objective", m, d) == before.names.places.index(made.place)
    peace: Bools = did if m == 0 else did & (_month(before, "phase", m - 1, d // 2) == PEACE)
    return peace


def _month(histories: Histories, field: str, month: int, index: int) -> Bools:
    """One column of a field, a value a history."""
    return histories.each(lambda part: part.arrays[field][:, month, index])
