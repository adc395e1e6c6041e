"""A run whose numbers are invented, to set pages from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def run() -> dict[str, Any]:
    """The sample run, fresh for every test."""
    text = (Path(__file__).parent / "sample_run.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


@pytest.fixture
def geometry() -> dict[str, Any]:
    """A map of two countries, two places between them, and a line that one claims."""

    def feature(west: float, south: float, east: float, north: float, **told: str) -> dict[str, Any]:
        ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
        return {"type": "Feature", "properties": told, "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}}

    features = [
        feature(10, 50, 14, 54, kind="country", name="Northland"),
        feature(10, 46, 14, 50, kind="country", name="Southland"),
        feature(11, 50, 12, 51, kind="place", place="ridge"),
        feature(12, 49, 13, 50, kind="place", place="valley"),
        feature(11, 49, 13, 51, kind="disputed", name="Old line", note="claimed by Southland"),
    ]
    return {"type": "FeatureCollection", "sources": "Invented.", "features": features}
