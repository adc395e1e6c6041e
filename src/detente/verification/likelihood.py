"""Maximum likelihood where a row depends on the parameters through a few linear indices, as utilities do.

A model is a function from K indices, each (rows,), to log-likelihoods (rows,). Index k is ``designs[k] @ b_k``.
Derivatives are taken by central differences along each index, a handful of calls whatever the number of
coefficients, and carried to the coefficients by the designs. Newton's method; where the surface bends the wrong way
the step still goes uphill (Dauphin et al. 2014, saddle-free Newton).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Model = Callable[[Sequence[Floats]], Floats]

STEP = 2e-4  # of an index: second differences keep about seven digits
ENOUGH = 1e-9  # predicted gain in log-likelihood at which to stop
MOST = 200  # iterations
HALVINGS = 40
FLATTEST = 1e-9  # curvature of a direction against the most curved one, or 1


class Fit(NamedTuple):
    """Where the climb ended; nan throughout if it did not get to the top."""

    loglik: float
    coefficients: Floats  # those of the first index first


class Slope(NamedTuple):
    """Log-likelihood, gradient and the matrix to divide it by."""

    value: float
    gradient: Floats
    curvature: Floats


def maximise(model: Model, designs: Sequence[Floats], start: ArrayLike | None = None) -> Fit:
    """Climb from ``start`` (coefficients in the order of ``designs``), or from zeros."""
    b = np.zeros(sum(x.shape[1] for x in designs)) if start is None else np.array(start, np.float64)
    for _ in range(MOST):
        here = slope(model, designs, b)
        step = np.asarray(np.linalg.solve(here.curvature, here.gradient), np.float64)
        gain = float(here.gradient @ step)
        if gain < ENOUGH:
            return Fit(here.value, b)
        share = _share(model, designs, b, step, here.value, gain)
        if share == 0.0:
            break
        b = b + share * step
    return Fit(np.nan, np.full(b.size, np.nan))


def _share(model: Model, designs: Sequence[Floats], b: Floats, step: Floats, value: float, gain: float) -> float:
    """The largest halving of the step that brings what it should; 0 if none does."""
    for halved in range(HALVINGS):
        share = 0.5**halved
        if model(indices(designs, b + share * step)).sum() >= value + 1e-4 * share * gain:
            return float(share)
    return 0.0


def indices(designs: Sequence[Floats], b: Floats) -> list[Floats]:
    """The K linear indices at coefficients ``b``."""
    ends = np.cumsum([design.shape[1] for design in designs])
    return [design @ part for design, part in zip(designs, np.split(b, ends[:-1]), strict=True)]


def slope(model: Model, designs: Sequence[Floats], b: Floats) -> Slope:
    """Log-likelihood at ``b``, its gradient, and minus its second derivatives or what stands in for them."""
    u = indices(designs, b)

    def at(*moves: tuple[int, float]) -> Floats:
        moved = list(u)
        for k, by in moves:
            moved[k] = moved[k] + by
        return model(moved)

    here = at()
    up, down = ([at((k, by)) for k in range(len(u))] for by in (STEP, -STEP))
    gradient = np.concatenate([x.T @ (p - m) / (2 * STEP) for x, p, m in zip(designs, up, down, strict=True)])

    def second(j: int, k: int) -> Floats:
        if j == k:
            return (up[j] - 2 * here + down[j]) / STEP**2
        both, apart = at((j, STEP), (k, STEP)) + at((j, -STEP), (k, -STEP)), at((j, STEP), (k, -STEP))
        return (both - apart - at((j, -STEP), (k, STEP))) / (4 * STEP**2)

    numbered = list(enumerate(designs))
    hessian = np.block([[x.T @ (z * second(j, k)[:, None]) for k, z in numbered] for j, x in numbered])
    return Slope(float(here.sum()), gradient, _positive(-0.5 * (hessian + hessian.T)))


def _positive(curvature: Floats) -> Floats:
    """The same with every direction bent upward as much as it is bent at all."""
    size, direction = np.linalg.eigh(curvature)
    size = np.abs(size)
    return np.asarray(direction * np.maximum(size, FLATTEST * max(size.max(), 1.0)) @ direction.T)
