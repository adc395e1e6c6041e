"""Shares of beliefs that come together, told apart so that they add up.

Slots of which one source speaks are believed together: in the worlds that trust it, it may win them all. Each then
explains what they share, and adding them up would count it again and again. Before shares go to claims, sources and
mechanisms they are therefore parted by relative weights (Johnson 2000, Multivariate Behavioral Research 35, 1-19):
beliefs that are independent keep theirs, two that are the same get half each, and together they have what they explain
jointly and no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from detente.findings.cuts import Cut, cut
from detente.findings.drivers import Driver, unit
from detente.findings.estimate import Floats

_LEAST = 0.02  # eigenvalue of a correlation matrix: what lies below is chance


def parted(found: Sequence[Driver], values: Mapping[str, ArrayLike | Cut], draw_p: ArrayLike) -> list[Driver]:
    """Return drivers of kind slot with shares that add up to what they explain jointly, at most 1, in their order.

    With S the first-order shares and R the correlations of the beliefs' conditional means, W = R^(1/2): the weight of
    s is sum_j W_sj^2 b_j^2, where b = W^-1 S^(1/2). Intervals keep their proportion to the share.

    Args:
        found: what `drivers` found.
        values: at least their slots, as given to `drivers`.
        draw_p: as given to `drivers`.
    """
    y = np.asarray(draw_p, dtype=np.float64).mean(axis=1)
    strong = [each for each in found if each.share > 0]
    if len(strong) < 2:
        return list(found)
    means = np.stack([_means(each.id, values[each.id], y) for each in strong])
    weights = _relative(_correlations(means), np.sqrt([each.share for each in strong]))
    weights /= max(1.0, float(weights.sum()))
    factor = {each.id: weight / each.share for each, weight in zip(strong, weights.tolist(), strict=True)}
    return [_scaled(each, factor.get(each.id, 1.0)) for each in found]


def _means(slot: str, drawn: ArrayLike | Cut, y: Floats) -> Floats:
    """Return what y is on average where a slot is as it is in each draw."""
    return (drawn if isinstance(drawn, Cut) else cut(slot, np.asarray(drawn), y.size)).means(y)


def _correlations(means: Floats) -> Floats:
    """Return the correlations of rows; one that is the same everywhere goes with no other."""
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.asarray(np.nan_to_num(np.corrcoef(means)))
    np.fill_diagonal(found, 1.0)
    return found


def _relative(correlations: Floats, to_p: Floats) -> Floats:
    """Return the relative weights of predictors correlated with p as ``to_p`` says."""
    sizes, turned = np.linalg.eigh(correlations)
    root = np.sqrt(np.maximum(sizes, _LEAST))
    half = (turned * root) @ turned.T
    slopes = (turned / root) @ (turned.T @ to_p)
    weights: Floats = (half * half) @ (slopes * slopes)
    return weights


def _scaled(driver: Driver, factor: float) -> Driver:
    low, high = driver.interval
    return replace(driver, share=unit(factor * driver.share), interval=(unit(factor * low), unit(factor * high)))
