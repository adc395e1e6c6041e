"""Contradictions that a reader has judged and stored with the case: what no rule can tell from the words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.claims.model import Claim
from detente.names.faults import Faults
from detente.names.yamlfile import parse_yaml, read_text

FIELDS = ("sides", "why", "apparent")
_SIDE = re.compile(r"(?P<slot>[^=\[\]]+(?:\[[^\]]*\]?)?)(?:=(?P<value>.*))?")


@dataclass(frozen=True, slots=True)
class Judged:
    """Sides of which each excludes the others; a side lists slots, each with a value or ``*`` for what follows.

    ``apparent`` marks what only looks like a contradiction; ``why`` gives the reason in either case.
    """

    sides: tuple[tuple[str, ...], ...]
    why: str
    apparent: bool = False

    def claims_of(self, claims: Sequence[Claim]) -> list[list[Claim]]:
        """The claims on each side, in their order; a denial of a value is on no side that holds it."""
        read = ([_SIDE.fullmatch(one) for one in side] for side in self.sides)
        sides = [[(found["slot"], found["value"]) for found in side if found] for side in read]
        return [[claim for claim in claims if any(_is_of(claim, *one) for one in side)] for side in sides]


def _is_of(claim: Claim, slot: str, value: str | None) -> bool:
    if claim.stance == "disputes" or not _fits(slot, claim.slot):
        return False
    return value is None or _fits(value, claim.value.key())


def _fits(pattern: str, text: str) -> bool:
    return text.startswith(pattern[:-1]) if pattern.endswith("*") else text == pattern


def read_judged(path: Path) -> tuple[Judged, ...]:
    """The judgements in a file; none where there is no such file. Raises :class:`InputError` with every fault."""
    if not path.exists():
        return ()
    text = read_text(path)
    faults = Faults(path, text)
    raw = parse_yaml(text, path)
    if not isinstance(raw, list):
        faults.add((), "not a list of judgements", "Write `- sides: [[slot=value], [slot=value]]` and `why:`.")
    found = [_judged(item, number, faults) for number, item in enumerate(raw if isinstance(raw, list) else ())]
    faults.raise_errors()
    return tuple(one for one in found if one is not None)


def _judged(raw: Any, number: int, faults: Faults) -> Judged | None:
    remedy = "Write `sides: [[slot=value], [slot=value]]`, `why:` and, if it only looks so, `apparent: true`."
    sides = raw.get("sides") if isinstance(raw, Mapping) and set(raw) <= set(FIELDS) else None
    if (
        not isinstance(sides, list)
        or len(sides) < 2
        or not all(_is_side(side) for side in sides)
        or not isinstance(raw.get("why"), str)
    ):
        faults.add((number,), "not a judgement on a contradiction", remedy, str(raw))
        return None
    return Judged(tuple(tuple(side) for side in sides), raw["why"], raw.get("apparent") is True)


def _is_side(raw: object) -> bool:
    return isinstance(raw, list) and bool(raw) and all(isinstance(one, str) and _SIDE.fullmatch(one) for one in raw)
