"""The first line of an answer: a word, a number, a range, and how sure we are of it and why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.words import word_for
from detente.cases.model import Outcome
from detente.findings.estimate import Estimate, estimate

WIDE = 0.5  # of a range beyond which the word says less than the range
LARGE_GAP = 3.0  # times: a larger one is explained
FEWEST = 30  # draws in the middle third of a level, for what happens there to be told
_SURE = 1.6448536269514722  # normal quantile of 0.95
NO_RECORD = "no forecast made beforehand has come due yet"  # while no forecast that a register holds has come due


@dataclass(frozen=True, slots=True)
class Confidence:
    """Low, moderate or high, with the reasons in order of weight."""

    level: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """An outcome that the first line names besides the leading one, and how it is introduced."""

    how: str
    label: str
    p: float


def confidence(origins: int, on_priors: float, disagree: int, stale: bool, side: str | None) -> Confidence:
    """Judge by effective origins, weight on priors, disagreement, age and one-sidedness; `NO_RECORD`, no "high".

    ``side`` says whose evidence it nearly all is, if it is one's.
    """
    heard = f"evidence of about {origins} origin{'s' if origins != 1 else ''}" if origins else "no evidence"
    reasons = [heard, f"{on_priors:.0%} of the weight on our priors"]
    if disagree:
        reasons.append(f"{'one' if disagree == 1 else disagree} of the beliefs it hangs on contested")
    if stale:
        reasons.append("stale evidence")
    if side:
        reasons.append(f"one-sided evidence: {side}")
    reasons.append(NO_RECORD)
    low = origins < 3 or on_priors > 0.5 or stale or side is not None
    return Confidence("low" if low else "moderate", tuple(reasons))


def first_line(outcome: Outcome, found: Estimate, trust: Confidence, beside: Sequence[Beside] = ()) -> str:
    """The answer as a sentence that could be read aloud; the scale that the word is taken from is named.

    An outcome that would be a no is told by its opposite, which answers the question as it is asked, and after it as
    what was counted. ``beside`` are other outcomes that a reader of this line alone must know of.
    """
    told = opposite(found) if outcome.opposite else found
    said = word_for(told.shown_p)
    band = _band(told)
    if told.interval and told.interval[1] - told.interval[0] > WIDE:
        band += ", so little is settled"
    word = f"{said.word[0].upper()}{said.word[1:]} on the {said.scale.upper()} scale"
    answer = f"{word} ({shown(told.shown_p)}, {band}): {outcome.opposite or outcome.label}"
    if outcome.opposite:
        answer += f". What is counted is the opposite, {outcome.label} ({shown(found.shown_p)}, {_band(found)})"
    answer += "".join(f". {each.how} {each.label} ({shown(each.p)})" for each in beside)
    return f"{answer}; confidence {trust.level}: {', '.join(trust.reasons)}"


def opposite(found: Estimate) -> Estimate:
    """The probability that it does not come about: as uncertain, from the other end."""
    flipped = (1.0 - found.interval[1], 1.0 - found.interval[0]) if found.interval else None
    return replace(found, p=1.0 - found.p, interval=flipped)


def _band(found: Estimate) -> str:
    ends = list(dict.fromkeys(shown(end) for end in found.interval or ()))
    between = " to " if any(end[0] in "<>" for end in ends) else "–"
    return f"range {between.join(ends)}" if ends else f"no range: {found.note}"


def shut(p: float) -> bool:
    """Whether a probability is shown as a bound only, or as nearly that."""
    return p < 0.01 or p > 0.99


def shown(p: float) -> str:
    """Two decimals, and never 0 or 1."""
    if p < 0.005:
        return "<0.01"
    return ">0.99" if p > 0.995 else f"{p:.2f}"


def gap_note(
    p: float,
    rate: float,
    levels: Sequence[tuple[str, str]],
    columns: Mapping[str, NDArray[Any]],
    hits: NDArray[np.bool_],
    drivers: Sequence[tuple[str, str]] = (),
) -> str | None:
    """How far an outcome is from its class, where it is more than three times likelier or less likely; else None.

    ``levels`` are the model's levels that surely move it, by slot with their names: their draws are those of the class,
    so their middle is the class's own. One is given as a reason only if it closes most of the gap when it lies in the
    middle third of its draws; that an answer varies with it is none. The surest ``drivers``, by slot with their names,
    are told as what moves the answer. ``hits`` is (draws, lives). No hit at all is read as one in two more histories,
    which can show that it is less likely and never that it is likelier.
    """
    none, p = p <= 0, max(p, 1.0 / (hits.size + 2))
    if rate <= 0 or 1 / LARGE_GAP <= p / rate <= LARGE_GAP or (none and p > rate):
        return None
    times = p / rate if p > rate else rate / p
    direction = "likelier" if p > rate else "less likely"
    closing = ((called, _closed(p, rate, columns[slot], hits)) for slot, called in levels if slot in columns)
    told = next(
        (
            f"Most of that is gone in histories that lie in the middle of “{called}” ({left:.3f})"
            for called, left in closing
            if left
        ),
        "It isn't traced to one belief; it comes of what is held of this case and of such rivalries taken together",
    )
    weight = hits.mean(axis=1)
    parts = [called + _direction(columns[slot], weight) for slot, called in drivers[:2] if slot in columns]
    moved = f"; what moves the answer most: {'; '.join(parts)}" if parts else ""
    return f"About {times:.0f} times {direction} than in comparable cases ({rate:.3f}). {told}{moved}."


def _direction(column: NDArray[Any], weight: NDArray[np.float64]) -> str:
    """Whether a number is higher or lower where the outcome happens; nothing of a word, which is neither."""
    if column.dtype.kind != "f":
        return ""
    with_it, without = _mean(column, weight), _mean(column, 1 - weight)
    if math.isnan(with_it) or math.isnan(without) or with_it == without:
        return ""
    return f" ({'higher' if with_it > without else 'lower'} in histories in which it happens)"


def _mean(column: NDArray[Any], weight: NDArray[np.float64]) -> float:
    known = ~np.isnan(column)
    total = weight[known].sum()
    return float((column[known] * weight[known]).sum() / total) if total > 0 else math.nan


def _closed(p: float, rate: float, column: NDArray[Any], hits: NDArray[np.bool_]) -> float | None:
    """The probability in the middle third of draws of a level; None where most of the gap, in times, is surely left."""
    middle = hits[_middle(column, hits.mean(axis=1))]
    if len(middle) < FEWEST:
        return None
    found = estimate(middle)
    far = found.shown_p + math.copysign(_SURE * found.mc_error, p - rate)
    return found.shown_p if far > 0 and abs(math.log(far / rate)) < 0.5 * abs(math.log(p / rate)) else None


def _middle(column: NDArray[Any], weight: NDArray[np.float64]) -> NDArray[np.bool_]:
    """The draws in the middle third of a number, or of sets in the order of how often the outcome happens with them."""
    order = column
    if column.dtype.kind != "f":
        _, code = np.unique(column, return_inverse=True)
        order = (np.bincount(code, weight) / np.bincount(code))[code]
    low, high = np.nanquantile(order, (1 / 3, 2 / 3)) if not np.isnan(order).all() else (1.0, 0.0)
    inside: NDArray[np.bool_] = (order >= low) & (order <= high)
    return inside
