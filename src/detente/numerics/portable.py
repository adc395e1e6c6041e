"""exp, log and the normal quantile with the same bits on every processor.

They use + - * / and the square root only: IEEE 754 fixes those five to the last bit, and no library's exp or log.
`math.frexp` is exact, powers of two are read from a table, and those between them from one that is worked out in
decimals. exp is after Tang (1989), "Table-driven implementation of the exponential function in IEEE floating-point
arithmetic", ACM Transactions on Mathematical Software 15(2), 144-157; log follows fdlibm:

    Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
    Developed at SunSoft, a Sun Microsystems, Inc. business. Permission to use, copy, modify, and distribute
    this software is freely granted, provided that this notice is preserved.
"""

from __future__ import annotations

import math
from decimal import Decimal, localcontext

import numpy as np
from numpy.typing import NDArray

from detente.numerics.compiled import kernel

_LN2_HIGH = 6.93147180369123816490e-01  # its last 21 bits are 0, so that small multiples of it are exact
_LN2_LOW = 1.90821492927058770002e-10
_EXP_OVERFLOWS = 7.09782712893383973096e02
_EXP_VANISHES = -7.45133219101941108420e02
_LN10 = 2.302585092994046
LN2 = 0.6931471805599453
_HALF_ROOT_2 = 0.7071067811865476
_FRACTION = np.int64(2**52 - 1)  # the bits of a double after its leading 1
_HALF = np.int64(1022 << 52)  # those of 0.5
_EXPONENT = np.int64(52)  # where the exponent begins
_PER_STEP = 92.33248261893580  # 64 / ln 2: exp's table takes 64 steps from one power of two to the next
_ROUNDER = 6755399441055744.0  # 1.5 * 2**52: what is added to it is rounded to an integer, which its last bits hold
_ROUNDER_BITS = np.int64(0x4338000000000000)
# 2.0**k at index k + 1022, for every k whose power is a normal double.
_POWERS = np.array([math.ldexp(1.0, k) for k in range(-1022, 1024)], dtype=np.float64)


def _powers_of_two() -> NDArray[np.float64]:
    """2**(j / 64) as a double, and what that lacks, (64, 2)."""
    with localcontext() as context:
        context.prec = 40
        step = Decimal(2).ln() / 64
        exact = [(step * j).exp() for j in range(64)]
        return np.array([(float(power), float(power - Decimal(float(power)))) for power in exact])


_TWO_TO = _powers_of_two()


@kernel
def exp_(x: float) -> float:
    """Return e to ``x`` within 1 unit in the last place; inf above 709.78, 0 below -745.13, nan for nan."""
    if not -708.0 < x < 709.0:
        return _exp_far(x)
    y, n = _exp_near(x)
    bits = np.float64(y).view(np.int64) + ((n >> 6) << _EXPONENT)
    return float(np.int64(bits).view(np.float64))


@kernel
def _exp_near(x: float) -> tuple[float, np.int64]:
    """Return y from 1 to 2 and n such that e to ``x`` is y times 2 to the n // 64.

    With n the integer next to 64 x / ln 2, e^x is 2^(n / 64) from the table times e^r, where r is at most 0.0055 either
    way.
    """
    shifted = x * _PER_STEP + _ROUNDER
    n = np.float64(shifted).view(np.int64) - _ROUNDER_BITS
    steps = shifted - _ROUNDER
    r = (x - steps * (_LN2_HIGH / 64.0)) - steps * (_LN2_LOW / 64.0)
    t = r * r
    curve = r + t * ((0.5 + r * (1.0 / 6.0)) + t * ((1.0 / 24.0) + r * (1.0 / 120.0)))
    j = n & 63
    return float(_TWO_TO[j, 0] + (_TWO_TO[j, 1] + _TWO_TO[j, 0] * curve)), n


@kernel
def _exp_far(x: float) -> float:
    """Return e to ``x`` where that may be no normal double."""
    if x != x:
        return math.nan
    if x > _EXP_OVERFLOWS:
        return math.inf
    if x < _EXP_VANISHES:
        return 0.0
    y, n = _exp_near(x)
    return scale(y, int(n >> 6))


@kernel
def scale(x: float, k: int) -> float:
    """Return ``x`` times 2 to the ``k`` rounded once, for ``x`` near 1 and ``k`` from -1076 to 1024."""
    # float() keeps plain Python free of NumPy scalars, which divide by zero differently.
    if k > 1023:
        return x * float(_POWERS[1022 + k - 1]) * 2.0
    if k < -1022:
        # The first product is exact; the second rounds once, into the denormals.
        return x * float(_POWERS[1022 + k + 100]) * float(_POWERS[1022 - 100])
    return x * float(_POWERS[1022 + k])


@kernel
def log_(x: float) -> float:
    """Return the natural logarithm of ``x`` within 1 unit in the last place; -inf at 0, nan below it."""
    if x != x or x < 0.0:
        return math.nan
    if x == 0.0:
        return -math.inf
    if x == math.inf:
        return math.inf
    m, k = parts(x)
    if m < _HALF_ROOT_2:
        m = m + m
        k = k - 1
    f = m - 1.0
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    even = 2.222219843214978396e-01 + w * 1.531383769920937332e-01
    even = w * (3.999999999940941908e-01 + w * even)
    odd = 1.818357216161805012e-01 + w * 1.479819860511658591e-01
    odd = 2.857142874366239149e-01 + w * odd
    odd = z * (6.666666666666735130e-01 + w * odd)
    half = 0.5 * f * f
    return k * _LN2_HIGH - ((half - (s * (half + (odd + even)) + k * _LN2_LOW)) - f)


@kernel
def parts(x: float) -> tuple[float, int]:
    """Return m in [0.5, 1) and k such that ``x`` = m * 2**k, for finite ``x`` > 0: `math.frexp` without the call."""
    bits = np.float64(x).view(np.int64)
    k = int(bits >> 52)
    if k == 0:  # a denormal
        return math.frexp(x)
    return float(np.int64((bits & _FRACTION) | _HALF).view(np.float64)), k - 1022


@kernel
def log10_(x: float) -> float:
    """Return the decimal logarithm of ``x``, within 2 units in the last place; -inf at 0, nan below it."""
    return log_(x) / _LN10


@kernel
def normal_quantile(p: float) -> float:
    """Return the standard normal value below which a share ``p`` lies; infinite at 0 and 1, nan outside.

    Algorithm AS 241 (PPND16), relative error below 1e-15. Source: Wichura (1988), "The percentage points of
    the normal distribution", Applied Statistics 37(3), 477-484.
    """
    if p != p or p < 0.0 or p > 1.0:
        return math.nan
    if p == 0.0:
        return -math.inf
    if p == 1.0:
        return math.inf
    q = p - 0.5
    if -0.425 <= q <= 0.425:
        return _central(q)
    tail = _tail(math.sqrt(-log_(p if q < 0.0 else 1.0 - p)))
    return -tail if q < 0.0 else tail


@kernel
def _central(q: float) -> float:
    """Return the quantile of 0.5 + ``q`` for q from -0.425 to 0.425."""
    r = 0.180625 - q * q
    a = 3.3430575583588128105e4 + r * 2.5090809287301226727e3
    a = 6.7265770927008700853e4 + r * a
    a = 4.5921953931549871457e4 + r * a
    a = 1.3731693765509461125e4 + r * a
    a = 1.9715909503065514427e3 + r * a
    a = 1.3314166789178437745e2 + r * a
    a = 3.3871328727963666080e0 + r * a
    b = 2.8729085735721942674e4 + r * 5.2264952788528545610e3
    b = 3.9307895800092710610e4 + r * b
    b = 2.1213794301586595867e4 + r * b
    b = 5.3941960214247511077e3 + r * b
    b = 6.8718700749205790830e2 + r * b
    b = 4.2313330701600911252e1 + r * b
    b = 1.0 + r * b
    return q * a / b


@kernel
def _tail(r: float) -> float:
    """Return the upper quantile of a tail share t from r = sqrt(-log t)."""
    if r <= 5.0:
        r = r - 1.6
        c = 2.27238449892691845833e-2 + r * 7.74545014278341407640e-4
        c = 2.41780725177450611770e-1 + r * c
        c = 1.27045825245236838258e0 + r * c
        c = 3.64784832476320460504e0 + r * c
        c = 5.76949722146069140550e0 + r * c
        c = 4.63033784615654529590e0 + r * c
        c = 1.42343711074968357734e0 + r * c
        d = 5.47593808499534494600e-4 + r * 1.05075007164441684324e-9
        d = 1.51986665636164571966e-2 + r * d
        d = 1.48103976427480074590e-1 + r * d
        d = 6.89767334985100004550e-1 + r * d
        d = 1.67638483018380384940e0 + r * d
        d = 2.05319162663775882187e0 + r * d
        return c / (1.0 + r * d)
    r = r - 5.0
    e = 2.71155556874348757815e-5 + r * 2.01033439929228813265e-7
    e = 1.24266094738807843860e-3 + r * e
    e = 2.65321895265761230930e-2 + r * e
    e = 2.96560571828504891230e-1 + r * e
    e = 1.78482653991729133580e0 + r * e
    e = 5.46378491116411436990e0 + r * e
    e = 6.65790464350110377720e0 + r * e
    f = 1.42151175831644588870e-7 + r * 2.04426310338993978564e-15
    f = 1.84631831751005468180e-5 + r * f
    f = 7.86869131145613259100e-4 + r * f
    f = 1.48753612908506148525e-2 + r * f
    f = 1.36929880922735805310e-1 + r * f
    f = 5.99832206555887937690e-1 + r * f
    return e / (1.0 + r * f)


# One loop over a given function would be compiled again at every start: numba keeps no such code.


@kernel
def exp_array(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `exp_` of each element of a one-dimensional array."""
    result = np.empty(x.size, dtype=np.float64)
    for i in range(x.size):
        result[i] = exp_(x[i])
    return result


@kernel
def log_array(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `log_` of each element of a one-dimensional array."""
    result = np.empty(x.size, dtype=np.float64)
    for i in range(x.size):
        result[i] = log_(x[i])
    return result


@kernel
def normal_quantile_array(u: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `normal_quantile` of each element of a one-dimensional array."""
    result = np.empty(u.size, dtype=np.float64)
    for i in range(u.size):
        result[i] = normal_quantile(u[i])
    return result
