"""What the rules over a whole case file share: who is in it, what stands twice, what leads back to itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from detente.cases.model import CaseFile
from detente.names.faults import Keys

Wrong = tuple[Keys, str, str, object]
"""Where, why, what to do, and what stood there."""


def circle(start: str, leads: Mapping[str, str]) -> tuple[str, ...]:
    """The way from ``start`` back to itself, empty where ``leads`` never leads back; told of one start only."""
    way = [start]
    while (after := leads.get(way[-1])) is not None:
        if after == start:
            return (*way, start) if start == min(way) else ()
        if after in way:
            break
        way.append(after)
    return ()


def repeated(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Each name that stood before, with its place."""
    seen: set[str] = set()
    for n, name in enumerate(names):
        if name in seen:
            yield n, name
        seen.add(name)


def sides(case: CaseFile) -> set[str]:
    """Everybody who is a side of a rivalry."""
    return {side for rivalry in case.rivalries for side in rivalry.sides}


def actors(case: CaseFile) -> set[str]:
    """Sides and outsiders."""
    return sides(case) | {outsider.id for outsider in case.outsiders}
