"""Fits the game to what the rows show: penalised maximum likelihood, nearer years weighing more.

A penalty is one more row whose log-likelihood is that of a normal prior: the climb (``verification.likelihood``)
needs to know nothing of it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.errors import Fault, InputError
from detente.panel.circumstances import Circumstances
from detente.panel.design import Design, Prior
from detente.panel.game import Utilities, year
from detente.panel.rows import DEATHS_OVER_100, Floats, Ints, Rows
from detente.verification.likelihood import indices, maximise

LEAST = 1e-12  # a probability that rounds to 0 still has a logarithm
UNKNOWN = -1  # a dispute began, and how many it killed isn't known


def ended(rows: Rows) -> Ints:
    """What the year brought: 0 nothing, 1 a dispute without deaths, 2 with up to 100, 3 with more; or `UNKNOWN`."""
    deaths = np.where(
        np.isnan(rows.deaths), UNKNOWN, np.select([rows.deaths >= DEATHS_OVER_100, rows.deaths >= 1], [3, 2], 1)
    )
    return np.where(rows.onset, deaths, 0).astype(np.int64)


def weights(years: Ints, fading: float) -> Floats:
    """1 for the last year, half as much every ``fading`` years before it."""
    return np.asarray(0.5 ** ((years.max() - years) / fading))


def loglik(chances: Floats, came: Ints) -> Floats:
    """Log-likelihood of each row; ``chances`` as `year` gives them."""
    known = chances[np.maximum(came, 0), np.arange(came.size)]
    return np.asarray(np.log(np.maximum(np.where(came == UNKNOWN, 1.0 - chances[0], known), LEAST)))


def fit(at: Circumstances, came: Ints, weight: Floats, design: Design) -> Floats:
    """Coefficients in the order of ``design.terms()``. Raises InputError where the climb doesn't end."""
    count, priors = came.size, design.priors()
    means, sds = np.array([prior.mean for prior in priors]), np.array([prior.sd for prior in priors])

    def model(u: Sequence[Floats]) -> Floats:
        chances = year(Utilities(*(index[:count] for index in u)), at.strength)
        off = sum(index[count:] for index in u) - means / sds
        return np.concatenate([weight * loglik(chances, came), -0.5 * off**2])

    found = maximise(model, _penalised(designs(at, design), priors), means)
    if np.isnan(found.loglik):
        raise InputError(Fault("the game can't be fitted to these rows", "Pass rows with disputes of every kind."))
    return found.coefficients


def designs(at: Circumstances, design: Design) -> list[Floats]:
    """One matrix for each index of the game."""
    return [at.design(*names) for names in design.terms().values()]


def _penalised(matrices: Sequence[Floats], priors: Sequence[Prior]) -> list[Floats]:
    """The matrices with a row for each coefficient below them, in which it alone speaks, in sds of its prior."""
    alone = np.diag([1.0 / prior.sd for prior in priors])
    ends = np.cumsum([matrix.shape[1] for matrix in matrices])[:-1]
    return [np.vstack(parts) for parts in zip(matrices, np.split(alone, ends, axis=1), strict=True)]


def chances(at: Circumstances, coefficients: Floats, design: Design) -> Floats:
    """What the fitted game expects of each row's year, (4, rows)."""
    return year(Utilities(*indices(designs(at, design), coefficients)), at.strength)


def at_least(levels: Floats) -> Floats:
    """P of a dispute, of a fatal one and of one of over 100 deaths, (3, rows), from ``chances``."""
    return levels[::-1].cumsum(0)[::-1][1:]
