"""The model's crisis as a likelihood: both rivals' years solved backwards, many rows at once.

Each side holds or chooses to coerce, a limited attack, or an offensive; an attacked target concedes or resists.
Every move is a logit in the mover's own expected utility: the tree of ``worlds/kernel/game.py`` without outside
powers, of whom the panel says nothing. A year is quiet where both sides hold; an attack that is resisted kills, an
offensive more than 100. Utilities are log-odds: the precision of choice is in them.

    resisted  worth * gain * chance - cost + push (+ force, for attacks)
    conceded  worth * gain - MOBILISE * cost + push + force
    resist    worth * gain * (1 - chance) + resolve
    hold      0
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from detente.numerics.logistic import logistic
from detente.panel.rows import Floats

GAIN = (0.1, 0.5, 1.0)  # share of the worth that each action gains (assumption)
MOBILISE = 0.5  # share of an attack's cost paid even if the target concedes: the prior's middle


class Utilities(NamedTuple):
    """Indices of each row, (rows,), log-odds."""

    worth: Floats
    coerce: Floats  # costs
    limited: Floats
    offensive: Floats
    resolve: Floats  # of the target: its leader's risk at home less what fighting costs
    push: Floats  # what is added to acting rather than holding
    force: Floats  # what is added to attacking rather than coercing


class Side(NamedTuple):
    """One side's year: hold first, (4, rows); and whether limited attack and offensive are resisted, (2, rows)."""

    choice: Floats
    resist: Floats


def side(u: Utilities, mine: Floats, theirs: Floats) -> Side:
    """Solve one side's year; its chance of winning is Tullock's with a decisiveness of 1."""
    chance = mine / (mine + theirs)
    values = [0.0 * u.worth, u.worth * GAIN[0] - u.coerce + u.push]
    resists = []
    for gain, cost in ((GAIN[1], u.limited), (GAIN[2], u.offensive)):
        resist = logistic(u.worth * gain * (1.0 - chance) + u.resolve)
        fought, conceded = u.worth * gain * chance - cost, u.worth * gain - MOBILISE * cost
        values.append(conceded + resist * (fought - conceded) + u.push + u.force)
        resists.append(resist)
    odds = np.exp(np.array(values) - np.max(values, axis=0))
    return Side(odds / odds.sum(0), np.array(resists))


def year(u: Utilities, strength: Floats) -> Floats:
    """P of no dispute, one without deaths, one with up to 100, one with more, (4, rows); both sides may begin one."""
    below = np.ones((4, u.worth.size))
    for mine, theirs in (strength.T, strength.T[::-1]):
        choice, resist = side(u, mine, theirs)
        quiet, fought = choice[0], choice[2:] * resist
        bloodless = 1.0 - fought.sum(0)
        below[:3] *= np.array([quiet, bloodless, bloodless + fought[0]])
    return np.diff(below, axis=0, prepend=0.0)
