"""The map of a case: outlines of countries, places and claimed lines, from its optional ``map.geojson``.

A GeoJSON FeatureCollection of (Multi)Polygons in degrees. Each feature's ``kind`` is ``country`` (a recognised
boundary, with a ``name``), ``place`` (with the ``place`` of the case) or ``disputed`` (a claimed or former line, with a
``name`` and who claims it in ``note``); ``sources`` beside the features says where the outlines come from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from detente.errors import Fault, InputError

MAP: Final = "map.geojson"
KINDS: Final = {"country": "name", "place": "place", "disputed": "name"}

Point = tuple[float, float]
Ring = Sequence[Point]
Box = tuple[float, float, float, float]  # west, south, east, north

LINES: Final = 24  # level lines tried for the spot of a name
NARROW: Final = 0.15  # of the map's width: a country narrower than that has no name on it


def map_of(frozen: str) -> dict[str, Any] | None:
    """The map within a frozen case, or None where it has none. Raises InputError for one that can't be drawn."""
    text = json.loads(frozen).get(MAP)
    return None if text is None else read_map(text)


def read_map(text: str, file: str = MAP) -> dict[str, Any]:
    """The map in the text of a file. Raises InputError for one that can't be drawn."""
    try:
        found = json.loads(text.removeprefix("\ufeff"))
        features = [_checked(feature) for feature in found["features"]]
        if not features:
            raise ValueError("no features")
        return {"type": "FeatureCollection", "sources": str(found.get("sources", "")), "features": features}
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        remedy = "Give a GeoJSON FeatureCollection of polygons, each with a kind (docs/case-format.md)."
        raise InputError(Fault("not a map", remedy, file=file, value=f"{type(error).__name__}: {error}")) from None


def strange_places(found: Mapping[str, Any], known: Collection[str]) -> list[str]:
    """Places on a map that the case doesn't have: nothing would be hatched there."""
    told = (feature["properties"] for feature in found["features"])
    return [each["place"] for each in told if each["kind"] == "place" and each["place"] not in known]


def _checked(feature: Mapping[str, Any]) -> dict[str, Any]:
    told, shape = feature["properties"], feature["geometry"]
    if told["kind"] not in KINDS or not isinstance(told[KINDS[told["kind"]]], str):
        raise ValueError(f"kind {told['kind']!r}")
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    rings = [[[_point(point) for point in ring] for ring in polygon] for polygon in polygons]
    if not any(ring for polygon in rings for ring in polygon):
        raise ValueError(f"nothing is drawn of {told[KINDS[told['kind']]]!r}")
    words = {key: str(told[key]) for key in ("kind", "name", "place", "note") if key in told}
    return {
        "type": "Feature",
        "properties": words,
        "geometry": {"type": "MultiPolygon", "coordinates": rings},
    }


def _point(point: Sequence[Any]) -> list[float]:
    lon, lat = float(point[0]), float(point[1])
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) < 90):
        raise ValueError(f"no place on earth: {point}")
    return [lon, lat]


def rings(feature: Mapping[str, Any]) -> Iterator[Ring]:
    """All rings of a feature."""
    for polygon in feature["geometry"]["coordinates"]:
        yield from polygon


def bounds(features: Sequence[Mapping[str, Any]], margin: float = 0.06) -> Box:
    """West, south, east and north of features, a share of their extent wider on each side."""
    points = [point for feature in features for ring in rings(feature) for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    dx, dy = margin * (east - west), margin * (north - south)
    return west - dx, south - dy, east + dx, north + dy


def inside(feature: Mapping[str, Any], box: Box, least: float = 0.0) -> Point | None:
    """A point well within a feature: the middle of the longest level stretch inside it.

    None where no stretch within the box is longer than ``least`` of the box's width.
    """
    west, south, east, north = box
    longest, spot = least * (east - west), None
    for i in range(1, LINES):
        y = south + (north - south) * i / LINES
        cuts = sorted(_cuts(feature, y))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            left, right = max(start, west), min(end, east)
            if right - left > longest:
                longest, spot = right - left, ((left + right) / 2, y)
    return spot


def spot(feature: Mapping[str, Any], box: Box) -> Point | None:
    """Where the name of a country or the number of a place stands; None for lines and for slivers of countries."""
    kind = feature["properties"]["kind"]
    if kind == "disputed":
        return None
    return inside(feature, box, NARROW) if kind == "country" else inside(feature, bounds([feature], 0.0))


def _cuts(feature: Mapping[str, Any], y: float) -> Iterator[float]:
    """Where the level line at ``y`` crosses the outline."""
    for ring in rings(feature):
        for (x0, y0), (x1, y1) in pairwise(ring):
            if (y0 > y) != (y1 > y):
                yield x0 + (y - y0) / (y1 - y0) * (x1 - x0)
