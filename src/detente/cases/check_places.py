"""What ``case.yaml`` says of places and the roads they live by that no map can show."""

from __future__ import annotations

from collections.abc import Iterator

from detente.cases.model import CaseFile
from detente.cases.near import near
from detente.cases.whole import Wrong, circle


def places(case: CaseFile) -> Iterator[Wrong]:
    """Places next to themselves or to nowhere, and routes through nowhere."""
    known = {place.id for place in case.places}
    for n, place in enumerate(case.places):
        for k, neighbour in enumerate(place.next_to):
            here = ("places", n, "next_to", k)
            if neighbour == place.id:
                yield here, "a place can't be entered from itself", "Name another place, or none.", neighbour
            elif neighbour not in known:
                yield here, "no such place", near(neighbour, known), neighbour
        if place.route and place.route.through not in known:
            through = place.route.through
            yield ("places", n, "route", "through"), "no such place", near(through, known), through


def routes(case: CaseFile) -> Iterator[Wrong]:
    """Roads in a circle, and roads that would be cut in two places."""
    routed = [(n, place, place.route) for n, place in enumerate(case.places) if place.route]
    leads = {place.id: route.through for _, place, route in routed}
    runs: dict[str, str] = {}
    for n, place, route in routed:
        if way := circle(place.id, leads):
            reason = "roads in a circle: none of these places could be reached from outside"
            yield ("places", n, "route", "through"), reason, "Name the way out of it.", " → ".join(way)
        if runs.setdefault(route.name, route.through) != route.through:
            reason = f"this road runs through {runs[route.name]} elsewhere, and is cut in one place only"
            yield ("places", n, "route", "name"), reason, "Give each stretch its own name.", route.name
