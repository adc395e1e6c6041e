"""Random numbers by counter: each is a pure function of what it is for, so order and workers don't matter.

Philox4x32-10 of Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11.

Every word is an ``np.uint64`` that holds 32 bits. A product of two such words fits 64 bits and a sum is
masked, so nothing ever wraps: compiled code and plain Python (where NumPy warns of wrapping) give the same
bits. Integers are masked while still signed, then made unsigned: plain NumPy refuses ``np.uint64(-1)``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from detente.numerics.compiled import inlined, kernel

_LOW = np.uint64(0xFFFFFFFF)
_WORD = np.uint64(32)
_TWELVE = np.uint64(12)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_ONE = np.uint64(0x3FF << 52)  # the bits of 1.0; with those of a cell's number after them, that of 1 + cell / 2**52
_ALL_BUT_HALF_A_CELL = 1.0 - 2.0**-53


@inlined
def word(value: int) -> np.uint64:
    """Return the low 32 bits of an integer (two's complement if negative) as an unsigned word."""
    return np.uint64(int(value) & 0xFFFFFFFF)


@inlined
def philox(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Return the four words of Philox4x32-10 for counter ``c0..c3`` and key ``k0, k1``; each from `word`.

    The ten rounds are written out: compilers work out several blocks at once only where they see no loop within.
    """
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, k0, k1)
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, _key(k0, 1, _WEYL_0), _key(k1, 1, _WEYL_1))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, _key(k0, 2, _WEYL_0), _key(k1, 2, _WEYL_1))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, _key(k0, 3, _WEYL_0), _key(k1, 3, _WEYL_1))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, _key(k0, 4, _WEYL_0), _key(k1, 4, _WEYL_1))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, _key(k0, 5, _WEYL_0), _key(k1, 5, _WEYL_1))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, _key(k0, 6, _WEYL_0), _key(k1, 6, _WEYL_1))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, _key(k0, 7, _WEYL_0), _key(k1, 7, _WEYL_1))
    c0, c1, c2, c3 = _round(c0, c1, c2, c3, _key(k0, 8, _WEYL_0), _key(k1, 8, _WEYL_1))
    return _round(c0, c1, c2, c3, _key(k0, 9, _WEYL_0), _key(k1, 9, _WEYL_1))


@inlined
def _round(
    c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Mix the four words with one round's key."""
    product_0 = _MULTIPLIER_0 * c0
    product_1 = _MULTIPLIER_1 * c2
    return (product_1 >> _WORD) ^ c1 ^ k0, product_1 & _LOW, (product_0 >> _WORD) ^ c3 ^ k1, product_0 & _LOW


@inlined
def _key(key: np.uint64, turn: int, step: np.uint64) -> np.uint64:
    """Half of the key of a round: ``turn`` steps on."""
    return (key + np.uint64(turn) * step) & _LOW


@inlined
def uniform(seed: int, world: int, life: int, month: int, ident: int, purpose: int) -> float:
    """Return the uniform that belongs to these six numbers: the midpoint of one of 2**52 cells, never 0 or 1.

    Args:
        seed: of the run, any signed 64-bit number.
        world: number of the belief draw, below 2**32.
        life: which life of that world, below 2**16.
        month: of the history, below 2**16; 0 for draws made before month 1.
        ident: `stable_id` of whom the draw is about, below 2**32; 0 for nobody.
        purpose: what the draw decides, below 2**32.

    Larger numbers keep their low bits only. 52 random bits rather than 53, because (2**53 - 1) + 0.5 is no
    double and would round to a uniform of exactly 1; here every value, and 1 minus every value, is exact. The bits
    are written into a double rather than converted, as processors do that to several at once.
    """
    # int() lets plain Python take NumPy's narrow integers, which would overflow in the shift.
    period = word(((int(life) & 0xFFFF) << 16) | (int(month) & 0xFFFF))
    high, low, _, _ = philox(word(world), period, word(ident), word(purpose), word(seed), word(int(seed) >> 32))
    cell = ((high << _WORD) | low) >> _TWELVE
    return float(np.uint64(cell | _ONE).view(np.float64) - _ALL_BUT_HALF_A_CELL)


@kernel
def uniforms(seed: int, worlds: int, life: int, month: int, ident: int, purpose: int) -> NDArray[np.float64]:
    """Return `uniform` of worlds 0 to ``worlds`` - 1, shape (worlds,)."""
    drawn = np.empty(worlds, dtype=np.float64)
    for world in range(worlds):
        drawn[world] = uniform(seed, world, life, month, ident, purpose)
    return drawn
