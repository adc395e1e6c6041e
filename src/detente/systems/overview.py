"""The fifteen systems of a case as of a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.beliefs.current import feeds_model
from detente.beliefs.draws import Beliefs
from detente.cases.model import Case
from detente.claims.model import Claim
from detente.errors import InputError
from detente.scores.roles import FRAME, Role, leading, roles
from detente.systems.arrows import arrows, hanging
from detente.systems.catalogue import System, system_of, systems
from detente.systems.known import Known, Now
from detente.worlds.fill import Filler
from detente.worlds.past import Past


@dataclass(frozen=True, slots=True)
class View:
    """One system as of the day: what is believed of it, who speaks of it, what moves it, what hangs on it.

    ``state`` are the slots that the model reads and of which anything is believed; ``roles`` those of its mechanisms
    in this case, ``role`` the weightiest; ``feeds`` maps the systems it feeds to what they take; ``through`` are
    questions that hang on it only by way of others.
    """

    system: System
    state: tuple[Now, ...]
    claims: tuple[Claim, ...]
    roles: Mapping[str, Role]
    role: str
    feeds: Mapping[str, tuple[str, ...]]
    takes: tuple[str, ...]
    questions: tuple[str, ...]
    through: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources that speak of it."""
        return tuple(sorted({claim.source for claim in self.claims}))


@dataclass(frozen=True, slots=True)
class Overview:
    """All systems of a case as of a day; ``unfilled`` says why the model could not be filled, where it couldn't."""

    known: Known
    views: tuple[View, ...]
    unfilled: str | None

    def view(self, system: str) -> View:
        """The system of that id."""
        return next(view for view in self.views if view.system.id == system)


def overview(case: Case, beliefs: Beliefs, stated: bool = True) -> Overview:
    """Gather the systems of a case on beliefs; where not ``stated`` what they feed and who speaks of them only."""
    known = Known(case, beliefs)
    slots, deaths, unfilled = read_by_model(case, beliefs) if stated else ([], [], None)
    states = _grouped([*deaths, *(now for slot in slots if (now := known.now(slot)) is not None)], case)
    claims = _claims(known)
    hang = hanging(case)
    measured = roles(case.id)
    views = [
        _view(system, states.get(name, ()), claims.get(name, ()), hang[name], measured)
        for name, system in systems().items()
    ]
    return Overview(known, tuple(views), unfilled)


def read_by_model(case: Case, beliefs: Beliefs) -> tuple[list[str], list[Now], str | None]:
    """The slots that worlds are filled from, and each rivalry's deaths of the last twelve months, which they sum.

    Where a number is missing: the slots with claims that a mechanism reads, no deaths, and what is missing.
    """
    filler = Filler(case, beliefs)
    try:
        filler.fill()
    except InputError as missing:
        told = (slot for slot in beliefs.claims if feeds_model(slot) and "=" not in slot)
        return sorted({*told, *beliefs.slots}), [], str(missing)
    deaths = [_deaths(rivalry.border, filler.pasts[q]) for q, rivalry in enumerate(case.file.rivalries)]
    return sorted(beliefs.slots), deaths, None


def _deaths(border: str, past: Past) -> Now:
    total = past.last_year
    return Now(f"{border}.deaths[last_12_months]", "persons", total, total, total, (), (), 1.0)


def _view(
    system: System,
    state: Sequence[Now],
    claims: Sequence[Claim],
    hang: tuple[tuple[str, ...], tuple[str, ...]],
    measured: Mapping[str, Role],
) -> View:
    own = {name: measured[name] for name in system.mechanisms}
    takes = tuple(name for name, fed in arrows().items() if system.id in fed)
    role = FRAME if system.frame else leading(own.values())
    return View(system, tuple(state), tuple(claims), own, role, arrows()[system.id], takes, *hang)


def _grouped(found: Sequence[Now], case: Case) -> dict[str, list[Now]]:
    """By system; within it what rests on claims first."""
    groups: dict[str, list[Now]] = {}
    for now in sorted(found, key=lambda one: (-round(one.claimed, 2), -len(one.won), one.slot)):
        groups.setdefault(system_of(now.slot, case), []).append(now)
    return groups


def _claims(known: Known) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for slot, claims in known.by_slot.items():
        groups.setdefault(system_of(slot, known.case), []).extend(claims)
    return groups
