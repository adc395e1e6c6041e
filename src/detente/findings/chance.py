"""How much of an outcome's variance a belief that doesn't matter seems to explain, by chance and by being picked."""

from __future__ import annotations

import math

from detente.findings.cuts import Cut
from detente.numerics.portable import normal_quantile

TAIL = 0.025  # how often the best of beliefs that don't matter may pass, at most


def by_chance(of: Cut, looked_at: int) -> float:
    """The share of the variance of draws that a belief cut so passes by chance, with `TAIL` over so many of them.

    What bins and the lines along them explain of noise is a chi-square of as many degrees of freedom, over the number
    of draws; what is expected of it has been subtracted from a driver's share. In bins of few draws that is itself a
    guess, which widens it; and shares are of all categories, those drawn once included (`Cut.whole`).
    """
    freedom = max(of.freedom, 1)
    above = chi_square_quantile(freedom, TAIL / max(looked_at, 1)) - freedom
    return above * of.guessed * of.whole / of.code.size


def chi_square_quantile(freedom: int, tail: float) -> float:
    """Return what a chi-square variable passes with chance ``tail``: Wilson & Hilferty (1931), PNAS 17, 684-688.

    Within 5 % for one degree of freedom, within 2 % from three on.
    """
    part = 2.0 / (9.0 * freedom)
    root = 1.0 - part - normal_quantile(tail) * math.sqrt(part)
    return freedom * root * root * root
