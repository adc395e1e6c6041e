"""The whole chain for one moment: values, risk attitudes, utilities, and each actor's chance to prevail."""

from __future__ import annotations

from typing import NamedTuple

from detente.bargain.contests import Floats, condorcet, pairwise, unique_positions, values
from detente.bargain.risk import attitudes, utilities


class Outlook(NamedTuple):
    """How actors stand before anyone moves."""

    risk: Floats  # (n,) -1/2 to 1
    utility: Floats  # (n, n) of row's actor for column's position
    chance: Floats  # (n,) that the actor's position is chosen; those who share one have the same


def outlook(power: Floats, positions: Floats, salience: Floats) -> Outlook:
    """The opening turn of KTAB's spatial model of politics for ``power`` (n,), ``positions`` and ``salience`` (n, d).

    Risk attitudes come from risk-neutral chances over all actors; the chances to prevail from contests among positions
    that differ, so that an actor gains nothing by having a twin. They sum to 1 over positions, not over actors.
    """
    value = values(positions, salience)
    risk = attitudes(condorcet(pairwise(power, value)))
    utility = utilities(value, risk)
    first, stands = unique_positions(positions)
    return Outlook(risk, utility, condorcet(pairwise(power, utility[:, first]))[stands])
