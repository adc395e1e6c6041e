"""Models whose first-order shares are known exactly: what drivers must find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Model = tuple[dict[str, NDArray[Any]], Floats, dict[str, float]]  # values by slot, p by draw, exact shares


def linear(draws: int, rng: np.random.Generator) -> Model:
    """p = .5 + .6 a + .3 b + .15 c with a, b uniform on (-.5, .5) and c one of -1, 0, 1; two inert beliefs."""
    a, b, c = rng.random(draws) - 0.5, rng.random(draws) - 0.5, rng.integers(-1, 2, draws)
    inert = {"inert": rng.normal(size=draws), "inert category": rng.integers(0, 7, draws)}
    parts = {"a": 0.36 / 12, "b": 0.09 / 12, "c": 0.0225 * 2 / 3}
    return {"a": a, "b": b, "c": c, **inert}, 0.5 + 0.6 * a + 0.3 * b + 0.15 * c, _shares(parts, sum(parts.values()))


def interaction(draws: int, rng: np.random.Generator) -> Model:
    """p = .5 + .5 a + .3 b + 1.2 a b: the product's variance is nobody's alone."""
    a, b = rng.random(draws) - 0.5, rng.random(draws) - 0.5
    parts = {"a": 0.25 / 12, "b": 0.09 / 12}
    total = sum(parts.values()) + 1.44 / 144
    return {"a": a, "b": b, "inert": rng.random(draws)}, 0.5 + 0.5 * a + 0.3 * b + 1.2 * a * b, _shares(parts, total)


def correlated(draws: int, rng: np.random.Generator) -> Model:
    """p = .5 + .1 a + .1 b with normals that correlate by .6: E(p | a) = .5 + (.1 + .06) a, so each explains .8."""
    a = rng.normal(size=draws)
    b = 0.6 * a + 0.8 * rng.normal(size=draws)
    p = np.clip(0.5 + 0.1 * a + 0.1 * b, 0, 1)
    return {"a": a, "b": b, "inert": rng.normal(size=draws)}, p, _shares({"a": 0.0256, "b": 0.0256}, 0.032)


def one_source(draws: int, rng: np.random.Generator) -> Model:
    """p = .3 + .2 x + .15 y + .2 z: a source trusted in 2 of 5 worlds wins x, in 4 of 5 of these y too; z is apart."""
    trusted, also, alone = (rng.random(draws) < share for share in (0.4, 0.8, 0.7))
    x, y, z = (part.astype(int) for part in (trusted, trusted & also, alone))
    apart, within = 0.04 * 0.21, 0.4 * 0.16 * 0.0225  # z; y where x is settled
    by_x = 0.24 * (0.2 + 0.15 * 0.8) ** 2
    if_not_y = 0.2 * 0.08 / 0.68  # p less .3 + .2 E z where y is 0: .08 of .68 worlds have x
    by_y = 0.32 * 0.68 * (0.35 - if_not_y) ** 2
    values = {"first": x, "second": y, "alone": z, "inert": rng.integers(0, 3, draws)}
    return (
        values,
        0.3 + 0.2 * x + 0.15 * y + 0.2 * z,
        _shares({"first": by_x, "second": by_y, "alone": apart}, by_x + within + apart),
    )


MODELS: dict[str, Callable[[int, np.random.Generator], Model]] = {
    "linear": linear, "interaction": interaction, "correlated": correlated, "one source": one_source,
}  # fmt: skip


def lived(p: Floats, lives: int, seed: int) -> NDArray[np.bool_]:
    """So many lives of each draw."""
    return np.random.default_rng(seed + 1000).random((len(p), lives)) < p[:, None]


def _shares(parts: dict[str, float], total: float) -> dict[str, float]:
    return {slot: part / total for slot, part in parts.items()}
