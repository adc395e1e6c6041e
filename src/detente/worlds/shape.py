"""From a case to the fixed shape of its model: who and where the indices are."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from detente.cases.model import Case, Made, Place
from detente.errors import Fault, InputError, UsageError
from detente.numerics.ids import stable_id
from detente.worlds.layout import ACTORS, MONTHS, PLACES, PLAYERS, RIVALRIES, records
from detente.worlds.setup import ACTIONS, ANYBODYS, HOLD, MECHANISMS, NOBODYS, Setup


class Turn(NamedTuple):
    """From which month on (1 is the first) something is otherwise: what a side does in it, else what is believed."""

    month: int
    made: Made | None = None  # to act, or to hold wherever it is


def dyads(case: Case) -> list[tuple[str, str]]:
    """Directed dyads, challenger first: both directions of each rivalry in turn."""
    return [pair for r in case.file.rivalries for pair in (r.sides, r.sides[::-1])]


def places(case: Case) -> list[str]:
    """Place ids in the order of the model's arrays."""
    return [place.id for place in case.file.places]


def shape(
    case: Case, as_of: date, months: int, seed: int, made: Made | None = None, off: frozenset[str] = frozenset(),
    turn: Turn | None = None,
) -> Any:  # fmt: skip
    """The setup record. Raises InputError where the case is too large, UsageError for what it doesn't have."""
    _check_size(case, months)
    actor = {name: a for a, name in enumerate(case.actors)}
    place = {name: k for k, name in enumerate(places(case))}
    s = records(Setup, 1)[0]
    s.months, s.seed = months, seed
    s.actors, s.places, s.rivalries = len(actor), len(place), len(case.file.rivalries)
    s.dyads = 2 * s.rivalries
    s.actor_id[: s.actors] = [stable_id(name) for name in actor]
    s.place_id[: s.places] = [stable_id(name) for name in place]
    s.consenter[:] = s.keeper[:] = -1
    for outsider in case.file.outsiders:
        a = actor[outsider.id]
        s.outsider[a], s.troops[a] = 1, int(outsider.troops)
        s.consenter[a] = actor[outsider.consent] if outsider.consent else -1
    for k, spot in enumerate(case.file.places):
        s.objective[k] = int(spot.home is None)
        s.polity[k], s.guarded[k], s.pipeline[k] = _polity(case, spot, actor), int(spot.keepers), int(spot.pipeline)
        s.route_through[k] = place[spot.route.through] if spot.route else -1
        for other in spot.next_to:
            s.adjacent[k, place[other]] = s.adjacent[place[other], k] = 1
    _fill_rivalries(s, case, actor)
    for month in range(1, months + 1):
        s.winter[month] = int((as_of.month - 1 + month - 1 + (as_of.day + 15) // 30) % 12 + 1 in case.file.winter)
    for name in MECHANISMS:
        s[f"on_{name}"] = int(name not in off)
    _force(s, case, made, place)
    _turn(s, case, turn, place)
    return s


def _polity(case: Case, spot: Place, actor: dict[str, int]) -> int:
    """The side that the polity of a place counts with."""
    if spot.polity is None:
        return NOBODYS
    return actor.get(case.file.clients.get(spot.polity, spot.polity), ANYBODYS)


def _fill_rivalries(s: Any, case: Case, actor: dict[str, int]) -> None:
    for q, rivalry in enumerate(case.file.rivalries):
        s.rivalry_id[q] = stable_id(rivalry.id)
        if rivalry.keepers:
            s.keeper[q] = actor[rivalry.keepers.provider]
        for side in (0, 1):
            d = 2 * q + side
            challenger, target = rivalry.sides[side], rivalry.sides[1 - side]
            s.challenger[d], s.target[d] = actor[challenger], actor[target]
            s.rivalry[d], s.mirror[d] = q, 2 * q + 1 - side
            s.dyad_id[d] = stable_id(f"{challenger}>{target}")


def _force(s: Any, case: Case, made: Made | None, place: dict[str, int]) -> None:
    s.forced_dyad = s.forced_place = -1
    if made is None:
        return
    s.forced_dyad, s.forced_place, s.forced_action = _made(case, made, place, ACTIONS[1:])


def _turn(s: Any, case: Case, turn: Turn | None, place: dict[str, int]) -> None:
    s.turn_dyad = s.turn_place = -1
    if turn is None:
        return
    if not 1 <= turn.month <= s.months:
        remedy = f"Name month 1 to {s.months}."
        raise UsageError(Fault("not a month of the window", remedy, value=str(turn.month)))
    s.turn = turn.month
    if turn.made is None:
        return
    d, k, action = _made(case, turn.made, place, ACTIONS)
    if turn.month > 1 or s.forced_dyad not in (d, s.mirror[d]):  # else the question has decided for both sides
        s.turn_dyad, s.turn_place, s.turn_action = d, k, action


def _made(case: Case, made: Made, place: dict[str, int], actions: tuple[str, ...]) -> tuple[int, int, int]:
    """The dyad, place and action of what somebody is made to do; a place of -1 for holding."""
    found = [
        d
        for d, (challenger, target) in enumerate(dyads(case))
        if challenger == made.actor and made.to in (None, target)
    ]
    somewhere = made.place in place or made.action == ACTIONS[HOLD]
    if not found or not somewhere or made.action not in actions:
        remedy = f"Name a side of a rivalry, a place of the case and one of {', '.join(actions)}."
        raise UsageError(
            Fault("this can't be made to happen", remedy, value=f"{made.actor} {made.action} {made.place}")
        )
    return found[0], place.get(made.place, -1), ACTIONS.index(made.action)


def _check_size(case: Case, months: int) -> None:
    """Refuse what the fixed layout has no room for."""
    troops = sum(o.troops for o in case.file.outsiders)
    sizes = [
        ("actors", len(case.actors), ACTORS),
        ("places", len(case.file.places), PLACES),
        ("rivalries", len(case.file.rivalries), RIVALRIES),
        ("outside powers with troops", troops, PLAYERS),
    ]
    faults = [
        Fault(
            f"more {what} than the model has room for",
            f"At most {most}; see worlds/layout.py.",
            str(case.path),
            value=str(n),
        )
        for what, n, most in sizes
        if n > most
    ]
    if faults:
        raise InputError(*faults)
    if not 1 <= months <= MONTHS:
        raise UsageError(Fault("a history can't have so many months", f"Ask for 1 to {MONTHS}.", value=str(months)))
