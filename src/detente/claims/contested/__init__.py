"""Where claims contradict one another, and where they only seem to: stored and shown, never resolved at reading."""

from detente.claims.contested.judged import Judged, read_judged
from detente.claims.contested.pairs import OPPOSES, Background, Verdict, compare
from detente.claims.contested.rows import Apparent, ContestedSlot, apparent, contested

__all__ = [
    "OPPOSES", "Apparent", "Background", "ContestedSlot", "Judged", "Verdict", "apparent", "compare", "contested",
    "read_judged",
]  # fmt: skip
