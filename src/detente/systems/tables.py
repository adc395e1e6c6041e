"""What is kept of a system besides its slots: formats of talks, routes, and the displaced."""

from __future__ import annotations

from dataclasses import dataclass

from detente.claims.model import Claim
from detente.claims.timeline import Period
from detente.names.catalogue import parse_address
from detente.systems.known import Known, Now, Said

REGIME = "regime"  # the key under which claims tell on what terms a route is, or is to be, used


@dataclass(frozen=True, slots=True)
class Meeting:
    """When a format met, and the claim that tells of it."""

    when: Period
    claim: Claim


@dataclass(frozen=True, slots=True)
class Format:
    """A format of talks: its status, who says so and who denies it, who mediates by the case, and its last meeting."""

    id: str
    status: Now | None
    said: tuple[Said, ...]
    mediators: tuple[str, ...]
    participants: tuple[Said, ...]
    last: Meeting | None


@dataclass(frozen=True, slots=True)
class Route:
    """A route: open, restricted or closed, who controls it, on what terms, and the places that live by it."""

    id: str
    state: Now | None
    controller: Now | None
    regime: Now | None
    said: tuple[Said, ...]
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Displaced:
    """The displaced: by event and group as claims tell, and by host what is believed of those not settled.

    ``hosts`` pairs each host with how far it lets them settle and the unsettled it shelters by place.
    """

    events: tuple[Said, ...]
    hosts: tuple[tuple[str, Now | None, tuple[Now, ...]], ...]


def formats(known: Known) -> tuple[Format, ...]:
    """Formats of talks of which anything is known."""
    about = known.subjects("format_status", "participants", "meeting")
    return tuple(_format(known, name) for name in about if _is(known, name, "format"))


def _format(known: Known, name: str) -> Format:
    listed = [f for rivalry in known.case.file.rivalries for f in rivalry.formats if f.format == name]
    return Format(
        name,
        known.told(f"{name}.format_status"),
        known.said(f"{name}.format_status"),
        tuple(sorted({mediator for each in listed for mediator in each.mediators})),
        known.said(f"{name}.participants"),
        _last(known, name),
    )


def _last(known: Known, name: str) -> Meeting | None:
    """The last meeting that a claim dates."""
    told = [s.first for slot in known.slots("meeting", subject=name) for s in known.said(slot) if s.claims]
    held = [Meeting(c.event_time, c) for c in told if c.event_time and c.event_time[0] <= known.day]
    return max(held, key=lambda meeting: (meeting.when[::-1], meeting.claim.id), default=None)


def routes(known: Known) -> tuple[Route, ...]:
    """Routes of which anything is known."""
    return tuple(_route(known, name) for name in known.subjects("route_state", "route_controller"))


def _route(known: Known, name: str) -> Route:
    state, controller = f"{name}.route_state", f"{name}.route_controller"
    serves = tuple(place.id for place in known.case.file.places if place.route and place.route.name == name)
    said = (*known.said(state), *known.said(controller))
    regime = known.told(f"{name}.status[{REGIME}]")
    return Route(name, known.told(state), known.told(controller), regime, said, serves)


def displaced(known: Known) -> Displaced:
    """The displaced by event, and by host."""
    events = tuple(said for slot in known.slots("displaced") for said in known.said(slot))
    sides = sorted({side for rivalry in known.case.file.rivalries for side in rivalry.sides})
    return Displaced(events, tuple((side, known.now(f"{side}.settles"), _unsettled(known, side)) for side in sides))


def _unsettled(known: Known, side: str) -> tuple[Now, ...]:
    slots = (f"{side}.unsettled[{place.id}]" for place in known.case.file.places if place.home is None)
    return tuple(now for slot in slots if (now := known.now(slot)) is not None)


def _is(known: Known, name: str, kind: str) -> bool:
    return name in known.case.entities and known.case.entities[name].kind == kind


def subject(said: Said) -> tuple[str, str | None]:
    """What a value is about, and its key."""
    address = parse_address(said.slot)
    return address.subject, address.key
