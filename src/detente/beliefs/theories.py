"""Claims about causes, read as claims about the model: whether a mechanism works, and which way.

A case says which of the causes that its authors name speaks of which coefficient. All claims on one coefficient compete
on one slot, ``COEFFICIENT.makes``, in the model's own words: more_likely (as the model has it), less_likely (the other
way round), no_effect. The size of the effect is not theirs to say. Where the negative of a coefficient would mean
nothing (``one_way``), the other way round counts as no effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import numpy as np
import yaml
from numpy.typing import NDArray

from detente.beliefs.race import Draw
from detente.claims.model import Claim

WORKS, REVERSED, ABSENT = "more_likely", "less_likely", "no_effect"
MAKES = ".makes"
SIGNS = {WORKS: 1.0, REVERSED: -1.0, ABSENT: 0.0}

Agrees = Literal["more_likely", "less_likely"]


@dataclass(frozen=True, slots=True)
class Theories:
    """What the causes that a case's authors name have to do with the model.

    ``speak_of``: by coefficient the names that speak of it, each with the word by which an author says what the model
    has. ``move_nothing``: names that speak of no coefficient, each with the reason.
    """

    speak_of: Mapping[str, Mapping[str, Agrees]] = field(default_factory=dict)
    move_nothing: Mapping[str, str] = field(default_factory=dict)

    def coefficient(self, name: str) -> str | None:
        """The coefficient that a named cause speaks of; None for one that speaks of none, or isn't listed."""
        return next((coefficient for coefficient, names in self.speak_of.items() if name in names), None)

    def lists(self, name: str) -> bool:
        """Whether the case says what a name speaks of, or that it moves nothing."""
        return name in self.move_nothing or self.coefficient(name) is not None


NO_THEORIES = Theories()


@cache
def _file() -> Mapping[str, Any]:
    text = files("detente.beliefs").joinpath("theories.yaml").read_text(encoding="utf-8")
    read: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return read


def spoken_of() -> Mapping[str, str]:
    """Coefficients that claims about causes may speak of, each with what the model has it do."""
    found: Mapping[str, str] = _file()["coefficients"]
    return found


@cache
def one_way() -> frozenset[str]:
    """Coefficients that no claim can turn round, only take out."""
    return frozenset(_file()["one_way"])


def slot_of(coefficient: str) -> str:
    """The slot on which claims about a coefficient compete."""
    return f"{coefficient}{MAKES}"


def theory_slots(slots: Iterable[str]) -> frozenset[str]:
    """Of some slots those on which claims about causes compete, by coefficient or by name."""
    return frozenset(slot for slot in slots if slot.endswith(MAKES))


def with_theories(known: Mapping[str, tuple[Claim, ...]], theories: Theories) -> dict[str, tuple[Claim, ...]]:
    """The claims in force, with those about causes also on the slots of the coefficients they speak of."""
    found = dict(known)
    for coefficient in spoken_of():
        said = [
            _in_our_words(claim, coefficient, agrees)
            for name, agrees in sorted(theories.speak_of.get(coefficient, {}).items())
            for claim in known.get(slot_of(name), ())
        ]
        if said:
            found[slot_of(coefficient)] = tuple(said)
    return found


def _in_our_words(claim: Claim, coefficient: str, agrees: str) -> Claim:
    opposite = ABSENT if coefficient in one_way() else REVERSED
    said = claim.value.words[0]
    word = ABSENT if said == ABSENT else WORKS if said == agrees else opposite
    read = replace(claim, slot=slot_of(coefficient), value=replace(claim.value, words=(word,)))
    read.__dict__["id"] = claim.id  # the same claim under its own name
    return read


def signs(draw: Draw) -> NDArray[np.float64]:
    """What each world multiplies the coefficient by: 1, -1 or 0."""
    table = np.array([SIGNS[word] for word in draw.words])
    found: NDArray[np.float64] = table[draw.numbers.astype(np.int64)]
    return found
