from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

import pytest
from tests.systems.making import folder, gathered

from detente.systems.arrows import arrows
from detente.systems.catalogue import systems
from detente.systems.graph import HEIGHT, WIDTH, draw
from detente.systems.overview import Overview

SVG = "{http://www.w3.org/2000/svg}"
LETTER = 8.5  # widest a letter of the labels gets, in pixels


@pytest.fixture
def found(tmp_path: Path) -> Overview:
    return gathered(folder(tmp_path / "two-rivers"))


def boxes(root: ET.Element) -> list[tuple[float, ...]]:
    drawn = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class")]
    return [tuple(float(rect.get(name, "")) for name in ("x", "y", "width", "height")) for rect in drawn]


def test_every_system_is_drawn_and_named(found: Overview) -> None:
    root = ET.fromstring(draw(found))
    words = [text.text for text in root.iter(f"{SVG}text") if text.get("class") != "small"]
    assert sorted(map(str, words)) == sorted(system.label for system in systems().values())
    assert root.find(f"{SVG}title") is not None


def test_boxes_stand_apart_inside_the_picture_and_hold_their_labels(found: Overview) -> None:
    root = ET.fromstring(draw(found))
    for (x, y, w, h), (u, v, s, t) in combinations(boxes(root), 2):
        assert x + w <= u or u + s <= x or y + h <= v or v + t <= y
    assert all(x >= 0 and y >= 0 and x + w <= WIDTH and y + h <= HEIGHT for x, y, w, h in boxes(root))
    assert all(len(system.label) * LETTER < 150 for system in systems().values())


def test_every_arrow_between_two_that_move_has_a_tip(found: Overview) -> None:
    tips = len(re.findall(r'marker-(?:start|end)="url', draw(found)))
    assert tips == sum(len(fed) for name, fed in arrows().items() if systems()[name].mechanisms)


def test_the_same_picture_again(found: Overview, tmp_path: Path) -> None:
    assert draw(found) == draw(gathered(folder(tmp_path / "again")))
