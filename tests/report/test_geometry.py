"""The map of a case: read with care, drawn as it is."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]

from detente.cases.frozen import freeze_case
from detente.cases.reader import load_case
from detente.errors import InputError
from detente.report import maps
from detente.report.geometry import MAP, bounds, inside, map_of, rings, spot

PLACES = [
    {"place": "ridge", "label": "ridge", "holders": {"Northland": 0.75, "Southland": 0.25}},
    {"place": "valley", "label": "valley", "holders": {"Southland": 1.0}},
]


def frozen(value: Any) -> str:
    return json.dumps({MAP: value if isinstance(value, str) else json.dumps(value)})


def test_a_case_without_a_map_has_none() -> None:
    assert map_of("{}") is None


def test_a_map_comes_back_as_it_was(geometry: dict[str, Any]) -> None:
    assert map_of(frozen(geometry)) == geometry


def feature(kind: str, shape: str, at: list[Any], **told: str) -> dict[str, Any]:
    return {"properties": {"kind": kind, **told}, "geometry": {"type": shape, "coordinates": at}}


@pytest.mark.parametrize(
    "broken",
    [
        "not json",
        "[]",
        {"features": [{}]},
        {"features": [feature("river", "Polygon", [], name="x")]},
        {"features": [feature("place", "Polygon", [])]},
        {"features": [feature("country", "Polygon", [[[0, 95], [1, 1], [2, 2]]], name="x")]},
        {"features": [feature("country", "Point", [0, 1], name="x")]},
    ],
)
def test_what_is_no_map_is_refused(broken: Any) -> None:
    with pytest.raises(InputError, match="not a map"):
        map_of(frozen(broken))


@given(st.floats(0.1, 9), st.floats(0.1, 9), st.floats(-150, 150), st.floats(-70, 70))
def test_the_spot_of_a_place_lies_in_it(width: float, height: float, x: float, y: float) -> None:
    corners = [(0, 0), (0.0, 1.0), (1.0, 1.0), (0.4, 0.5), (0, 0)]
    ring = [[x + width * a, y + height * b] for a, b in corners]
    bent = feature("place", "MultiPolygon", [[ring]], place="p")
    found = inside(bent, bounds([bent], 0.0))
    assert found is not None
    a, b = (found[0] - x) / width, (found[1] - y) / height
    left, right = (a > 0.4 * 2 * b if b <= 0.5 else False), a > 0.4 + 0.6 * (b - 0.5) * 2
    assert a >= 0 and not left and not right


def test_lines_and_slivers_of_countries_have_no_name(geometry: dict[str, Any]) -> None:
    box = maps.frame(geometry)
    line = geometry["features"][-1]
    assert spot(line, box) is None
    sliver = {
        **geometry["features"][0],
        "geometry": {"coordinates": [[[[12.95, 50], [12.95, 51], [13, 51], [12.95, 50]]]]},
    }
    assert spot(sliver, box) is None


def test_places_are_hatched_by_who_holds_them(geometry: dict[str, Any]) -> None:
    assert maps.holders(PLACES) == ["Northland", "Southland"]
    root = etree.fromstring(str(maps.map_picture(maps.placed(geometry), PLACES, "Map")))
    fills = [el.get("fill") for el in root.iter() if el.get("class") == "place"]
    assert fills == ["url(#hatch-0)", "url(#hatch-1)"]
    assert [el.text for el in root.iter() if el.get("class") == "spot"] == ["1", "2"]
    assert root.findtext("desc") == "1 ridge: Northland (75\u00a0%), Southland (25\u00a0%); 2 valley: Southland"
    drawn = etree.fromstring(str(maps.outlines(geometry)))
    ids = {el.get("id") for el in drawn.iter() if el.get("id")}
    assert {el.get("href")[1:] for el in root.iter() if el.get("href")} <= ids
    assert {fill[5:-1] for fill in fills} <= ids


@pytest.mark.parametrize("name", sorted(f.name for f in files("detente.cases").joinpath("bundled").iterdir()))
def test_bundled_maps_fit_their_cases(name: str) -> None:
    case = load_case(name)
    found = map_of(freeze_case(case.path))
    if found is None:
        return
    places = {place.id for place in case.file.places}
    shown = [f["properties"]["place"] for f in found["features"] if f["properties"]["kind"] == "place"]
    assert len(shown) == len(set(shown)) and set(shown) <= places
    assert "Natural Earth" in found["sources"]
    assert all(ring[0] == ring[-1] and len(ring) > 3 for each in found["features"] for ring in rings(each))


def test_outlines_close_on_themselves(geometry: dict[str, Any]) -> None:
    drawn = etree.fromstring(str(maps.outlines(geometry)))
    paths = [el.get("d") for el in drawn.iter() if (el.get("id") or "").startswith("land-")]
    assert len(paths) == len(geometry["features"])
    for path in paths:
        assert path.startswith("M") and path.endswith("z")
        steps = [tuple(map(float, step.split(","))) for step in path[1:-1].split("l")[1].split()]
        assert [abs(round(sum(axis), 6)) for axis in zip(*steps, strict=True)] == [0, 0]
