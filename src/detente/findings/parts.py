"""The parts that the change of an answer is made of: claims, time, terms and the version of the model.

They are the steps of one walk from the first answer to the second, so their sum is the difference and nothing is
left over.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from detente.findings.estimate import Difference, difference, estimate
from detente.findings.study import Bools

NOTHING = Difference(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a finished run kept of an answer: the digest of its histories, and each outcome's p with its error."""

    digest: str
    found: Mapping[str, tuple[float, float]]


class Parts(NamedTuple):
    """What each kind of change did to an outcome; ``rest`` is all that is not claims.

    ``claims`` is what they did on the second day; ``time`` what the days between did to what was believed on the
    first; ``terms`` what was asked otherwise; ``model`` what the kept answers owe to another version of the model.
    """

    claims: Difference
    rest: Difference
    time: Difference
    terms: Difference
    model: Difference


def parts(steps: tuple[Bools, Bools, Bools, Bools], lives: int, model: Difference) -> Parts:
    """The parts from the histories of the first side, after its terms, after the time, and of the second side."""
    first, then, base, last = steps
    return Parts(
        claims=paired(last, base, lives),
        rest=added((paired(base, first, lives), model)),
        time=_step(base, then, lives),
        terms=_step(then, first, lives),
        model=model,
    )


def _step(after: Bools, before: Bools, lives: int) -> Difference:
    return NOTHING if (after == before).all() else paired(after, before, lives)


def of_version(hits: Bools, lives: int, kept: tuple[float, float] | None) -> Difference:
    """How much likelier an outcome is by this version of the model than as another one's run kept it.

    That run's histories are not there to be paired, so the errors of both count, as if they were independent.
    """
    if kept is None:
        return NOTHING
    now = estimate(hits.reshape(-1, lives))
    return Difference(now.p - kept[0], math.hypot(now.mc_error, kept[1]))


def paired(after: Bools, before: Bools, lives: int) -> Difference:
    """How much likelier an outcome is in the histories ``after`` than in their pairs ``before``."""
    return difference(after.reshape(-1, lives), before.reshape(-1, lives))


def added(found: Iterable[Difference]) -> Difference:
    """The sum of differences whose errors are independent."""
    each = tuple(found)
    return Difference(sum(d.delta for d in each), math.hypot(*(d.se for d in each)))
