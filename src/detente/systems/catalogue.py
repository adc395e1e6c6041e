"""What the fifteen systems are, and which of them a slot is shown under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from detente.cases.model import Case
from detente.names.catalogue import catalogue, parse_address
from detente.names.yamlfile import parse_yaml
from detente.systems.wiring import coefficients

FILE = "systems.yaml"
THEORY = "makes"  # the attribute of claims about causes


@dataclass(frozen=True, slots=True)
class System:
    """One system; ``mechanisms`` are the files that move it, empty for the two that are the frame of the others.

    ``feeds_others`` where all that move start from it.
    """

    id: str
    name: str
    label: str
    mechanisms: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    frame: str | None = None
    feeds_others: bool = False


@cache
def systems() -> Mapping[str, System]:
    """All systems by id, in the order of ``systems.yaml``."""
    rows = parse_yaml((files("detente.systems") / FILE).read_text("utf-8"), FILE)
    return {key: System(key, **{field: _frozen(value) for field, value in row.items()}) for key, row in rows.items()}


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@cache
def system_by_mechanism() -> Mapping[str, str]:
    """The system that each mechanism moves."""
    return {mechanism: system.id for system in systems().values() for mechanism in system.mechanisms}


def system_of(slot: str, case: Case) -> str:
    """The system a slot is shown under: by the kind of its subject, else by the mechanism which it feeds."""
    subject = parse_address(slot).subject
    return _shown_under(slot, kind_of(subject, case), case.theories.coefficient(subject) or subject)


@lru_cache(maxsize=1 << 14)  # the same slots are asked for on each day
def _shown_under(slot: str, kind: str, spoken_of: str) -> str:
    address = parse_address(slot)
    if address.attribute == THEORY and spoken_of in coefficients():
        return system_by_mechanism()[coefficients()[spoken_of]]
    attribute = catalogue()[address.attribute]
    named = attribute.system.get(kind) or attribute.system.get("any")
    return named or system_by_mechanism()[attribute.feeds or ""]


def kind_of(subject: str, case: Case) -> str:
    """The kind of a slot's subject; ``truce`` for a pact that the case lists as one."""
    if subject in truces(case):
        return "truce"
    return case.entities[subject].kind if subject in case.entities else "any"


def truces(case: Case) -> frozenset[str]:
    """The pacts that end fighting between sides of the case."""
    return frozenset(pact for rivalry in case.file.rivalries for pact in rivalry.truces)
