"""The map of a question's day as inline SVG: recognised boundaries solid, control hatched, claimed lines dashed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from markupsafe import Markup, escape

from detente.report.geometry import Box, bounds, rings, spot
from detente.report.words import clean, percent

Json = Mapping[str, Any]

WIDTH: Final = 400.0
TURNS: Final = (45, -45, 0, 90, 20, -20)  # one direction of hatching a holder


def placed(geometry: Json) -> dict[str, Any]:
    """The geometry with the spot where each feature's name or number stands, found once for all maps of a page."""
    box = frame(geometry)
    features = [{**feature, "spot": spot(feature, box)} for feature in geometry["features"]]
    return {**geometry, "features": features}


def map_picture(geometry: Json, places: Sequence[Json], name: str) -> Markup:
    """Places of a ``placed`` geometry hatched by who holds them, numbered as in the table beside; see ``outlines``."""
    at = _Projection(frame(geometry))
    numbers = {place["place"]: n for n, place in enumerate(places, start=1)}
    held = {place["place"]: holders(places).index(who) for place in places if (who := holder(place))}
    layers: dict[str, list[Markup]] = {"country": [], "place": [], "disputed": [], "text": []}
    for i, feature in enumerate(geometry["features"]):
        told = feature["properties"]
        layers[told["kind"]].append(_outline(i, told["kind"], held.get(told.get("place"))))
        layers["text"].append(_written(feature, at, numbers.get(told.get("place"))))
    what = "; ".join(f"{numbers[p['place']]} {p['label']}: {says(p)}" for p in places)
    marks = Markup("").join(mark for layer in layers.values() for mark in layer)
    svg = '<svg class="map" role="img" viewBox="0 0 {} {}"><title>{}</title><desc>{}</desc>{}</svg>'
    return Markup(svg).format(f"{WIDTH:.0f}", f"{at.height:.0f}", escape(clean(name)), escape(clean(what)), marks)


def outlines(geometry: Json | None) -> Markup:
    """The outlines that all maps of a page refer to, and the hatches of those who hold places."""
    drawn = []
    if geometry is not None:
        at = _Projection(frame(geometry))
        paths = (at.path(feature) for feature in geometry["features"])
        drawn = [Markup('<path id="land-{}" d="{}"/>').format(i, path) for i, path in enumerate(paths)]
    svg = '<svg class="defs" width="0" height="0" aria-hidden="true"><defs>{}{}</defs></svg>'
    return Markup(svg).format(Markup("").join(map(_hatch, range(len(TURNS)))), Markup("").join(drawn))


def _hatch(i: int) -> Markup:
    one = (
        '<pattern id="hatch-{}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate({})">'
        '<rect width="6" height="6" class="s{}"/><path d="M0,3 H6" class="hatch"/></pattern>'
    )
    return Markup(one).format(i, TURNS[i], i % 3)


def frame(geometry: Json) -> Box:
    """West, south, east and north of the map: what holds the places, else everything."""
    shown = [f for f in geometry["features"] if f["properties"]["kind"] == "place"]
    return bounds(shown or geometry["features"])


def hatch_key(i: int) -> Markup:
    """The key of one holder's hatching."""
    frame = '<svg class="key" width="18" height="14" aria-hidden="true" focusable="false">{}</svg>'
    return Markup(frame).format(
        Markup('<rect width="18" height="14" fill="url(#hatch-{})" class="key-box"/>').format(i)
    )


def holder(place: Json) -> str | None:
    """Who holds a place in most worlds."""
    held = place.get("holders") or {}
    return max(held, key=lambda who: held[who], default=None)


def holders(places: Sequence[Json]) -> list[str]:
    """Everybody who holds a place in most worlds, in the order of the places."""
    return list(dict.fromkeys(who for place in places if (who := holder(place))))


def says(place: Json) -> str:
    """Who holds a place, in words; shares where worlds differ."""
    held = place.get("holders") or {}
    if not held:
        return "not known"
    return ", ".join(who if share > 0.995 else f"{who} ({percent(share)})" for who, share in held.items())


def _fill(i: int | None) -> str:
    return "none" if i is None else f"url(#hatch-{i % len(TURNS)})"


def _outline(i: int, kind: str, held: int | None) -> Markup:
    return Markup('<use href="#land-{}" class="{}"{}/>').format(
        i, kind, Markup(' fill="{}"').format(_fill(held)) if kind == "place" else ""
    )


def _written(feature: Json, at: _Projection, number: int | None) -> Markup:
    """The name of a country, the number of a place."""
    country = feature["properties"]["kind"] == "country"
    where = feature["spot"]
    text = clean(feature["properties"].get("name")) if country else number
    if where is None or text is None:
        return Markup("")
    x, y = at(where)
    kind = "land" if country else "spot"
    return Markup('<text x="{}" y="{}" class="{}">{}</text>').format(f"{x:.1f}", f"{y:.1f}", kind, text)


class _Projection:
    """Degrees to the picture, north up: true to scale at the middle latitude."""

    def __init__(self, box: Box) -> None:
        west, south, east, north = self.box = box
        self.narrow = math.cos(math.radians((south + north) / 2))
        self.scale = WIDTH / ((east - west) * self.narrow)
        self.height = (north - south) * self.scale

    def __call__(self, point: Sequence[float]) -> tuple[float, float]:
        west, _, _, north = self.box
        return (point[0] - west) * self.narrow * self.scale, (north - point[1]) * self.scale

    def path(self, feature: Json) -> str:
        """The outline as the data of a path: steps in tenths of a unit, each from where the last one ended."""
        return "".join(f"M{_steps([self(point) for point in ring])}z" for ring in rings(feature))


def _steps(points: Sequence[Sequence[float]]) -> str:
    tenths = [(round(10 * x), round(10 * y)) for x, y in points]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(tenths)]
    start, rest = tenths[0], [step for step in steps if step != (0, 0)]
    return f"{start[0] / 10:g},{start[1] / 10:g}l" + " ".join(f"{x / 10:g},{y / 10:g}" for x, y in rest)
