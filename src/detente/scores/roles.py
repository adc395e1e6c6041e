"""What each mechanism is there for: load-bearing where leaving it out was measured to cost, else descriptive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.names.yamlfile import parse_yaml

FILE = "roles.yaml"
LOAD_BEARING, DESCRIPTIVE, UNMEASURED, FRAME = "load-bearing", "descriptive", "unmeasured", "frame"
ROLES = (LOAD_BEARING, DESCRIPTIVE, UNMEASURED)  # the weightiest first


@dataclass(frozen=True, slots=True)
class Role:
    """A mechanism's role, and the measurement that it rests on."""

    role: str
    measured: str | None = None


@cache
def roles() -> Mapping[str, Role]:
    """The role of each mechanism."""
    rows = parse_yaml((files("detente.scores") / FILE).read_text("utf-8"), FILE)
    return {name: Role(**row) for name, row in rows.items()}


def leading(found: Iterable[Role]) -> str:
    """The weightiest role of several mechanisms."""
    return min((one.role for one in found), key=ROLES.index)
