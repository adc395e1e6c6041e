"""What each mechanism is there for: load-bearing where leaving it out was measured to cost, else descriptive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from detente.names.yamlfile import parse_yaml

FILE = "roles.yaml"
LOAD_BEARING, DESCRIPTIVE, UNMEASURED, FRAME = "load-bearing", "descriptive", "unmeasured", "frame"
ROLES = (LOAD_BEARING, DESCRIPTIVE, UNMEASURED)  # the weightiest first


@dataclass(frozen=True, slots=True)
class Role:
    """A mechanism's role, and the measurement that it rests on."""

    role: str
    measured: str | None = None


def roles(case: str) -> Mapping[str, Role]:
    """The role of each mechanism in a case: unmeasured in any but the one that was lived without each of them."""
    measured = _measured()
    return measured.roles if case == measured.case else dict.fromkeys(measured.roles, Role(UNMEASURED))


class _Measured(NamedTuple):
    case: str
    roles: Mapping[str, Role]


@cache
def _measured() -> _Measured:
    found = parse_yaml((files("detente.scores") / FILE).read_text("utf-8"), FILE)
    return _Measured(found["case"], {name: Role(**row) for name, row in found["roles"].items()})


def leading(found: Iterable[Role]) -> str:
    """The weightiest role of several mechanisms."""
    return min((one.role for one in found), key=ROLES.index)
