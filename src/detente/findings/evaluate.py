"""Outcomes over histories: which histories an expression is true of, and when it first came true.

The words are those of ``cases.expressions``. What can only become true (a death toll reached, a place taken) has a
first month; what is judged over the whole window (fewer than, survives) has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.cases.model import Outcome, Question
from detente.histories.record import Histories

Bools = NDArray[Any]  # of truth values; NumPy's reductions return their elements untyped
Ints = NDArray[Any]  # of whole numbers

NEVER = 1_000_000  # a month after every window
RISE = 1e-9  # a standing that moved less did not move


def outcomes(question: Question, chosen: Sequence[Outcome], histories: Histories) -> dict[str, Bools]:
    """Which histories each outcome holds in, (histories,). Exclusive outcomes with an order: the first to come."""
    each = [_outcomes(question, chosen, part) for part in histories.parts()]
    return each[0] if len(each) == 1 else {name: np.concatenate([found[name] for found in each]) for name in each[0]}


def _outcomes(question: Question, chosen: Sequence[Outcome], histories: Histories) -> dict[str, Bools]:
    if question.first_of:
        return _first_of(question, chosen, histories)
    found: dict[str, Bools] = {}
    for outcome in chosen:
        if "otherwise" not in outcome.when:
            found[outcome.id] = holds(outcome.when, histories)
    for outcome in chosen:
        if "otherwise" in outcome.when:
            found[outcome.id] = ~np.logical_or.reduce(list(found.values()))
    return {outcome.id: found[outcome.id] for outcome in chosen}


def _first_of(question: Question, chosen: Sequence[Outcome], histories: Histories) -> dict[str, Bools]:
    when = {o.id: o.when for o in chosen}
    months = np.stack([need_first(when[name], histories) for name in question.first_of])
    winner = np.where(months.min(0) < NEVER, months.argmin(0), -1)  # argmin: the earlier in the list wins a tie
    found = {name: winner == i for i, name in enumerate(question.first_of)}
    return {o.id: found.get(o.id, winner < 0) for o in chosen}


def need_first(when: Mapping[str, Any], histories: Histories) -> Ints:
    """As ``first_month``, of an expression that has one."""
    first = first_month(when, histories)
    if first is None:
        raise ValueError(f"{when} has no first month")
    return first


def holds(when: Mapping[str, Any], histories: Histories) -> Bools:
    """Histories of which the expression is true."""
    first = first_month(when, histories)
    if first is not None:
        return first < NEVER
    ((word, rest),) = when.items()
    if word == "any_of":
        return np.logical_or.reduce([holds(part, histories) for part in rest])
    if word == "all_of":
        return np.logical_and.reduce([holds(part, histories) for part in rest])
    return _WHOLE[word](rest, histories)


def first_month(when: Mapping[str, Any], histories: Histories) -> Ints | None:
    """Month (from 0) in which the expression first became true, ``NEVER`` if it didn't; None where it has none."""
    return histories.each(lambda part: _first_month(when, part)) if has_first(when) else None


def came(outcome: Outcome, histories: Histories, hits: NDArray[np.bool_]) -> Ints | None:
    """Month (from 0) in which an outcome came about in each history, ``NEVER`` where it isn't the answer.

    Where outcomes exclude one another, it isn't in histories in which another came first. None where it is judged over
    the whole window.
    """
    first = None if "otherwise" in outcome.when else first_month(outcome.when, histories)
    return None if first is None else np.where(hits.ravel(), first, NEVER)


def has_first(when: Mapping[str, Any]) -> bool:
    """Whether there is a month in which the expression first becomes true."""
    ((word, rest),) = when.items()
    return all(map(has_first, rest)) if word == "any_of" else word in _MONTHLY and "less_than" not in rest


def _first_month(when: Mapping[str, Any], histories: Histories) -> Ints:
    ((word, rest),) = when.items()
    if word == "any_of":
        return np.min(np.stack([_first_month(part, histories) for part in rest]), 0)
    true = _MONTHLY[word](rest, histories)
    return np.where(true.any(1), true.argmax(1), NEVER).astype(np.int64)


def _deaths(rest: Mapping[str, Any], histories: Histories) -> Ints:
    deaths = histories.arrays["deaths"]
    if "places" in rest:
        deaths = deaths[:, :, [histories.names.places.index(place) for place in rest["places"]]]
    return deaths.sum(2, dtype=np.int64)


def _deaths_so_far(rest: Mapping[str, Any], histories: Histories) -> Bools:
    return _deaths(rest, histories).cumsum(1) >= rest["at_least"]


def _deaths_in_month(rest: Mapping[str, Any], histories: Histories) -> Bools:
    return _deaths(rest, histories) >= rest["at_least"]


def _changed(rest: Mapping[str, Any], histories: Histories) -> Bools:
    start = np.repeat(histories.holder, histories.lives, axis=0)[:, None]
    return _at(histories.arrays["holder"] != start, rest, histories)


def _seized(rest: Mapping[str, Any], histories: Histories) -> Bools:
    return _at(histories.arrays["seized"] == 1, rest, histories)


def _at(true: Bools, rest: Mapping[str, Any], histories: Histories) -> Bools:
    chosen = [histories.names.places.index(place) for place in rest.get("places", histories.names.places)]
    return np.logical_or.reduce(true[:, :, chosen], axis=2)


def _blockade(rest: Mapping[str, Any], histories: Histories) -> Bools:
    start = np.repeat(histories.closed, histories.lives, axis=0)[:, None]
    before = np.concatenate([start, histories.arrays["closed"][:, :-1]], axis=1)
    return ((histories.arrays["closed"] == 1) & (before == 0)).any(2)


def _agreement(rest: Mapping[str, Any], histories: Histories) -> Bools:
    return (histories.arrays["agreed"] == 1).any(2)


def _window(rest: Mapping[str, Any], histories: Histories) -> Bools:
    total = _deaths(rest, histories).sum(1)
    return (total >= rest.get("at_least", 0)) & (total < rest.get("less_than", np.inf))


def _worst_month(rest: Mapping[str, Any], histories: Histories) -> Bools:
    worst = _deaths(rest, histories).max(1)
    return (worst >= rest.get("at_least", 0)) & (worst < rest.get("less_than", np.inf))


def _survives(rest: Mapping[str, Any], histories: Histories) -> Bools:
    return histories.arrays["alive"][:, -1, histories.names.places.index(rest["place"])] == 1


def _responds(rest: Mapping[str, Any], histories: Histories) -> Bools:
    wanted = [histories.names.responses.index(how) for how in rest["how"]]
    who = [histories.names.actors.index(a) for a in rest.get("actors", [rest.get("actor")])]
    response = histories.arrays["response"]
    if histories.made is not None:
        response = response[:, :1, histories.made : histories.made + 1]
    return np.logical_or.reduce(np.isin(response[..., who], wanted), axis=(1, 2, 3))


def _rises(rest: Mapping[str, Any], histories: Histories) -> Bools:
    a, r = histories.names.actors.index(rest["actor"]), histories.names.actors.index(rest["with"])
    return histories.arrays["standing"][:, a, r] > RISE


_MONTHLY = {
    "deaths": _deaths_so_far,
    "deaths_in_month": _deaths_in_month,
    "control_change": _changed,
    "seized": _seized,
    "blockade": _blockade,
    "agreement": _agreement,
}
_WHOLE = {
    "deaths": _window,
    "deaths_in_month": _worst_month,
    "polity_survives": _survives,
    "responds": _responds,
    "standing_rises": _rises,
}
