"""All checks, in families, and what others published that has no place here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from detente.verification import calibration, own_rate, quantal, recovery, spatial, strategic, views
from detente.verification.check import Check, Result, Shared, run
from detente.verification.theory import attackers, contests, incidents, outsiders, truces

FAMILIES: Mapping[str, Sequence[Check]] = {
    "Laws of theory": (
        *contests.CHECKS, *attackers.CHECKS, *outsiders.CHECKS, *truces.CHECKS, *incidents.CHECKS,
    ),
    "Quantal response": quantal.CHECKS,
    "Strategic choice": strategic.CHECKS,
    "Spatial bargaining": spatial.CHECKS,
    "Scoring": views.CHECKS,
    "Recovery": (*recovery.CHECKS, *own_rate.CHECKS, *calibration.CHECKS),
}  # fmt: skip
SKIPPED = quantal.SKIPPED  # id, source, why


def checks() -> Iterator[Check]:
    """Every check, in the order of the page."""
    for family in FAMILIES.values():
        yield from family


def chosen(only: Sequence[str] = ()) -> list[Check]:
    """The checks of these ids; an id that no check has stands for all that start so. All, where none is given."""
    known = {check.id: check for check in checks()}
    ids = {one for name in only for one in ([name] if name in known else [i for i in known if i.startswith(name)])}
    return [check for name, check in known.items() if name in ids or not only]


def verify(shared: Shared, only: Sequence[str] = ()) -> list[Result]:
    """Results of the chosen checks, in the order of the page."""
    return [run(check, shared) for check in chosen(only)]
