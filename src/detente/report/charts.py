"""Small charts as inline SVG. Positions are per cent of the width, so text and marks keep their size on any
screen; each picture carries a title and a description that say in words what it shows.

Colours come from the classes of ``style.css``; whatever a picture says stands in the page as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from detente.report.words import clean, known, prob, span

_EDGE = 1.5  # per cent left free on either side, for marks that stand at 0 or 1
_DIAMOND = "M0,-6 L6,0 L0,6 L-6,0 Z"
_STEPS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
_GRID = Markup('<use href="#grid"/>')  # see ``defs``
_AWAY = -9.0  # where a mark is out of sight
_SHADES = 6  # classes s0 … s5 of the stacked bars


def outcome_bar(outcome: Mapping[str, Any]) -> Markup:
    """Probability, its 90 % interval, the reference-class rate and what happened, on a scale from 0 to 1."""
    p, interval, happened = outcome.get("p"), outcome.get("interval"), outcome.get("happened")
    reference = (outcome.get("baselines") or {}).get("reference_class")
    marks = [_GRID, _rect(0, 1, 11, 8, "track")]
    if known(p):
        marks.append(_rect(0, p, 11, 8, "bar"))
    marks.append(_whisker(interval, 15))
    if known(reference):
        marks.append(_upright(reference, 1, 29, "ref"))
    if known(p):
        marks.append(_dot(p, 15, "dot"))
    if happened is not None:
        marks.append(_diamond(1.0 if happened else 0.0, 15, "fact" if happened else "fact hollow"))
    what = f"{prob(p)}, range {span(interval)}"
    if known(reference):
        what += f"; comparable cases {prob(reference)}"
    if happened is not None:
        what += "; it happened" if happened else "; it did not happen"
    return _svg(outcome.get("label") or outcome.get("id") or "outcome", what, 30, marks)


def share_bar(share: Any, interval: Any = None, top: float = 1.0) -> Markup:
    """One share of a whole with its interval as a picture; ``top`` is the share at the right end."""
    marks = [_rect(0, 1, 8, 6, "track")]
    if known(share):
        marks.append(_rect(0, share / top, 8, 6, "bar strong"))
    marks.append(_whisker([end / top for end in interval] if _pair(interval) else None, 11, 4))
    return _beside(22, marks)


def share_style(share: Any, interval: Any = None, top: float = 1.0) -> str:
    """The same as the style of a table's cell, which needs no more: a page holds hundreds of them."""
    ends = interval if _pair(interval) else (0.0, 0.0)
    return ";".join(f"--{name}:{_per_cent(x, top)}" for name, x in zip("pab", (share, *ends), strict=True))


def dots_style(p: Any, without: Any, only: Any = None, ends: tuple[float, float] = (0.0, 1.0)) -> str:
    """The answer (upright line), without one source (dot) and by it alone (square), as the style of a table's cell."""
    here, dot, square = (_scaled(value, ends) for value in (p, without, only))
    low, high = min(here, dot), max(here, dot)
    stem = (low, high) if low >= 0 else (_AWAY, _AWAY)
    places = zip("hwoab", (here, dot, square, *stem), strict=True)
    return ";".join(f"--{name}:{x:.3g}" for name, x in places)


def window(values: Sequence[Any]) -> tuple[float, float]:
    """The ends of the shortest scale in steps of 0.2 that holds all probabilities."""
    fifths = [5 * float(value) for value in values if known(value)] or [0.0, 5.0]
    low = min(4, math.floor(min(fifths)))
    return low / 5, max(math.ceil(max(fifths)), low + 1) / 5


def stacked_bar(parts: Sequence[tuple[str, Any]]) -> Markup:
    """Options side by side, each as wide as its probability; ``parts`` in the order of the key."""
    marks, start = [], 0.0
    for i, (_, p) in enumerate(parts):
        if known(p):
            marks.append(_rect(start, min(1.0, start + p), 3, 16, f"part s{i % _SHADES}"))
            start += p
    return _beside(22, marks)


def swatch(i: int) -> Markup:
    """The key of the ``i``-th part of a stacked bar."""
    box = Markup('<rect width="12" height="12" class="part s{}"/>').format(i % _SHADES)
    return Markup('<svg class="key" width="12" height="12" aria-hidden="true">{}</svg>').format(box)


def mark(kind: str) -> Markup:
    """The key of one mark: ``dot``, ``range``, ``ref``, ``fact``, ``missed``, ``answer`` or ``only``."""
    shapes = {
        "dot": '<circle cx="9" cy="7" r="5" class="dot"/>',
        "range": '<path d="M2,7 H16 M2,3 V11 M16,3 V11" class="whisker"/>',
        "ref": '<path d="M9,0 V14" class="ref"/>',
        "fact": '<path d="M9,1 L15,7 L9,13 L3,7 Z" class="fact"/>',
        "missed": '<path d="M9,1 L15,7 L9,13 L3,7 Z" class="fact hollow"/>',
        "answer": '<path d="M9,0 V14" class="answer"/>',
        "only": '<rect x="4.5" y="2.5" width="9" height="9" class="only"/>',
    }
    frame = '<svg class="key" width="18" height="14" aria-hidden="true">{}</svg>'
    return Markup(frame).format(Markup(shapes[kind]))


def defs() -> Markup:
    """The upright lines of the scale from 0 to 1, once a page."""
    lines = Markup("").join(_upright(x, 0, "100%", "grid") for x in (0.0, 0.25, 0.5, 0.75, 1.0))
    frame = '<svg class="defs" width="0" height="0" aria-hidden="true"><defs><g id="grid">{}</g></defs></svg>'
    return Markup(frame).format(lines)


def axis() -> Markup:
    """The scale from 0 to 1 below a column of outcome bars; hidden from screen readers."""
    ends = {0.0: "start", 1.0: "end"}
    labels = [
        Markup('<text x="{}" y="12" text-anchor="{}">{}</text>').format(_at(x), ends.get(x, "middle"), f"{x:g}")
        for x in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    return Markup('<svg class="axis" width="100%" height="16" aria-hidden="true">{}</svg>').format(
        Markup("").join(labels)
    )


def ceiling(values: Sequence[Any], steps: Sequence[float] = _STEPS) -> float:
    """The first round number no value exceeds, as the upper end of a scale."""
    largest = max((float(value) for value in values if known(value)), default=0.0)
    return next((step for step in steps if largest <= step), max(largest, steps[-1]))


def _beside(height: int, marks: Sequence[Markup]) -> Markup:
    """A picture beside its own numbers in a table: hidden from screen readers, which read the numbers."""
    frame = '<svg class="chart" aria-hidden="true" width="100%" height="{}">{}</svg>'
    return Markup(frame).format(height, Markup("").join(marks))


def _svg(name: object, what: str, height: int, marks: Sequence[Markup]) -> Markup:
    frame = '<svg class="chart" role="img" width="100%" height="{}"><title>{}</title><desc>{}</desc>{}</svg>'
    return Markup(frame).format(height, escape(clean(name)), escape(clean(what)), Markup("").join(marks))


def _scaled(value: Any, ends: tuple[float, float]) -> float:
    return (float(value) - ends[0]) / (ends[1] - ends[0]) if known(value) else _AWAY


def _at(x: float) -> str:
    return f"{_EDGE + min(1.0, max(0.0, x)) * (100 - 2 * _EDGE):.2f}%"


def _rect(x0: float, x1: float, y: int, height: int, kind: str) -> Markup:
    low, high = min(1.0, max(0.0, x0)), min(1.0, max(0.0, x1))
    width = f"{max(0.0, high - low) * (100 - 2 * _EDGE):.2f}%"
    frame = '<rect x="{}" y="{}" width="{}" height="{}" class="{}"/>'
    return Markup(frame).format(_at(low), y, width, height, kind)


def _line(x0: float, x1: float, y: int, kind: str) -> Markup:
    frame = '<line x1="{}" x2="{}" y1="{}" y2="{}" class="{}"/>'
    return Markup(frame).format(_at(min(x0, x1)), _at(max(x0, x1)), y, y, kind)


def _upright(x: float, y0: int, y1: int | str, kind: str) -> Markup:
    return Markup('<line x1="{}" x2="{}" y1="{}" y2="{}" class="{}"/>').format(_at(x), _at(x), y0, y1, kind)


def _whisker(interval: Any, y: int, reach: int = 5) -> Markup:
    if not _pair(interval):
        return Markup("")
    caps = [_upright(end, y - reach, y + reach, "whisker") for end in interval]
    return Markup("").join([_line(interval[0], interval[1], y, "whisker"), *caps])


def _dot(x: float, y: int, kind: str) -> Markup:
    return Markup('<circle cx="{}" cy="{}" r="5" class="{}"/>').format(_at(x), y, kind)


def _diamond(x: float, y: int, kind: str) -> Markup:
    return Markup('<svg x="{}" y="{}" class="loose"><path d="{}" class="{}"/></svg>').format(_at(x), y, _DIAMOND, kind)


def _per_cent(x: Any, top: float) -> str:
    return f"{100 * min(1.0, max(0.0, x / top)) if known(x) else 0:.0f}%"


def _pair(interval: Any) -> bool:
    return isinstance(interval, list | tuple) and len(interval) == 2 and all(map(known, interval))
