"""The systems drawn: the one with most arrows in the middle, the others around it, the frame above and below.

The picture depends on nothing but the systems, their arrows and what is written in the boxes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import combinations
from typing import NamedTuple

from detente.scores.roles import DESCRIPTIVE, LOAD_BEARING
from detente.systems.overview import Overview

WIDTH, HEIGHT = 960, 740
CENTRE = (WIDTH / 2, HEIGHT / 2)
RADII = (385.0, 248.0)
BOX = (150.0, 46.0)
BAR = (WIDTH - 40.0, 44.0)
GAP = 3.0  # between a box and the tip of an arrow
STYLE = """
  text { font-family: system-ui, sans-serif; font-size: 14px; fill: #222; text-anchor: middle }
  .small { font-size: 11.5px; fill: #555 }
  .box { fill: #f4f5f6; stroke: #55606b; stroke-width: 1.2 }
  .load-bearing { stroke-width: 3 }
  .descriptive { stroke-dasharray: 5 4 }
  .frame { fill: #fff; stroke: #9aa3ab }
  .arrow { fill: none; stroke: #8a949d; stroke-width: 1.3 }
  marker path { fill: #6b757e }
"""
MARKER = (
    '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse">'
    '<path d="M0,0.6 L8,4 L0,7.4 z"/></marker>'
)

Point = tuple[float, float]
Links = Mapping[frozenset[str], tuple[str, ...]]  # a pair of systems, and those of the two that are fed by the other


class Drawn(NamedTuple):
    """What the picture shows of a system: what its box says, and the systems its arrows lead to."""

    id: str
    label: str
    role: str
    frame: str | None
    feeds: Sequence[str]
    claims: int
    sources: int


def drawn(found: Overview) -> list[Drawn]:
    """The systems as the picture shows them."""
    return [
        Drawn(
            view.system.id, view.system.label, view.role, view.system.frame, tuple(view.feeds), len(view.claims),
            len(view.sources),
        )
        for view in found.views
    ]  # fmt: skip


def draw(found: Overview) -> str:
    """The picture of an overview."""
    return picture(drawn(found))


def picture(systems: Sequence[Drawn]) -> str:
    """The picture as SVG."""
    moving = {view.id: view for view in systems if not view.frame}
    links = _links(moving.values())
    spots = _spots(list(moving), links)
    what = "; ".join(f"{view.label} feeds {_fed(view, moving)}" for view in moving.values() if view.feeds)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'role="img" aria-labelledby="title what">',
        '<title id="title">The systems of a conflict and what each feeds</title>',
        f'<desc id="what">{escape(what, quote=False)}.</desc>',
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f"<defs>{MARKER}</defs>",
        *(_arrow(pair, fed, spots) for pair, fed in links.items()),
        *(_box(view, spots[name]) for name, view in moving.items()),
        *_frame([view for view in systems if view.frame]),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _fed(view: Drawn, moving: Mapping[str, Drawn]) -> str:
    return ", ".join(moving[name].label for name in view.feeds if name in moving)


def _links(views: Iterable[Drawn]) -> Links:
    found: dict[frozenset[str], list[str]] = {}
    for view in views:
        for fed in view.feeds:
            found.setdefault(frozenset((view.id, fed)), []).append(fed)
    return {pair: tuple(fed) for pair, fed in found.items()}


def _spots(names: Sequence[str], links: Links) -> dict[str, Point]:
    """Where each system stands: the busiest in the middle, the others on an ellipse, linked ones near one another."""
    busiest = max(names, key=lambda name: (sum(name in pair for pair in links), -names.index(name)))
    ring = _order([name for name in names if name != busiest], links)
    turn = 2 * math.pi / max(1, len(ring))
    spots = {name: _on_ellipse(i * turn) for i, name in enumerate(ring)}
    return {busiest: CENTRE, **spots}


def _on_ellipse(angle: float, share: float = 1.0) -> Point:
    return (
        CENTRE[0] + share * RADII[0] * math.sin(angle),
        CENTRE[1] - share * RADII[1] * math.cos(angle),
    )


def _order(ring: list[str], links: Links) -> list[str]:
    """Swap systems while that shortens the links along the ring."""
    inner = [pair for pair in links if pair <= set(ring)]
    best = _length(ring, inner)
    better = True
    while better:
        better = False
        for i, j in combinations(range(len(ring)), 2):
            ring[i], ring[j] = ring[j], ring[i]
            length = _length(ring, inner)
            if length < best:
                best, better = length, True
            else:
                ring[i], ring[j] = ring[j], ring[i]
    return ring


def _length(ring: Sequence[str], inner: Iterable[frozenset[str]]) -> int:
    place = {name: i for i, name in enumerate(ring)}
    steps = (abs(place[one] - place[other]) for one, other in map(sorted, inner))
    return sum(min(step, len(ring) - step) ** 2 for step in steps)


def _arrow(pair: frozenset[str], fed: Sequence[str], spots: Mapping[str, Point]) -> str:
    one, other = sorted(pair)
    bend = _bend(spots[one], spots[other], 2 * math.pi / max(1, len(spots) - 1))
    start, end = _edge(spots[one], bend), _edge(spots[other], bend)
    tips = (' marker-start="url(#tip)"' if one in fed else "") + (' marker-end="url(#tip)"' if other in fed else "")
    return f'<path class="arrow" d="M{_at(start)} Q{_at(bend)} {_at(end)}"{tips}/>'


def _bend(one: Point, other: Point, step: float) -> Point:
    """Straight to the middle and to the next on the ring; else around the middle, the wider the further apart."""
    if CENTRE not in (one, other):
        first, second = (math.atan2((x - CENTRE[0]) / RADII[0], (CENTRE[1] - y) / RADII[1]) for x, y in (one, other))
        apart = (second - first + math.pi) % (2 * math.pi) - math.pi
        if abs(apart) > 1.01 * step:
            return _on_ellipse(first + apart / 2, 0.55 + 0.5 * abs(apart) / math.pi)
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _edge(box: Point, towards: Point) -> Point:
    """Where the line from a box's middle leaves it."""
    dx, dy = towards[0] - box[0], towards[1] - box[1]
    half = BOX[0] / 2 + GAP, BOX[1] / 2 + GAP
    share = min(half[0] / abs(dx) if dx else math.inf, half[1] / abs(dy) if dy else math.inf)
    return box[0] + share * dx, box[1] + share * dy


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _box(view: Drawn, spot: Point) -> str:
    kind = f" {view.role}" if view.role in (LOAD_BEARING, DESCRIPTIVE) else ""
    under = f"{view.claims:,} claims, {view.sources} sources"
    return _rect(spot, BOX, f"box{kind}", view.label, under)


def _frame(views: Sequence[Drawn]) -> Iterator[str]:
    for view, y in zip(views, (BAR[1] / 2 + 16, HEIGHT - BAR[1] / 2 - 16), strict=False):
        yield _rect((CENTRE[0], y), BAR, "box frame", view.label, view.frame or "")


def _rect(spot: Point, size: Point, kind: str, label: str, under: str) -> str:
    x, y = spot
    return (
        f'<rect class="{kind}" x="{x - size[0] / 2:.1f}" y="{y - size[1] / 2:.1f}" width="{size[0]:.0f}" '
        f'height="{size[1]:.0f}" rx="6"/><text x="{x:.1f}" y="{y - 3:.1f}">{escape(label, quote=False)}</text>'
        f'<text class="small" x="{x:.1f}" y="{y + 14:.1f}">{escape(under, quote=False)}</text>'
    )
