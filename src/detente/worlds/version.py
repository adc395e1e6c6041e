"""Which version of the model this is: a digest of all that decides what is believed and lived, data included.

Compiled kernels are kept by a digest of their own sources (``numerics/compiled.py``). An edited prior leaves those
alone and makes another model all the same.
"""

from __future__ import annotations

from functools import cache

from detente.cache import source_digest
from detente.numerics import compiled

_KNOWN = ("claims/model.py", "claims/reading.py", "claims/vintage.py", "cases/model.py", "cases/series.py")  # and when
_DECIDE = ("beliefs", *_KNOWN, "names", "worlds")
_KINDS = (".py", ".yaml", ".csv")


@cache
def model_digest() -> str:
    """20 hex digits over beliefs, names and worlds with their data, what is known when, and how it is compiled."""
    return source_digest(*_DECIDE, also=compiled.source_digest(), kinds=_KINDS)
