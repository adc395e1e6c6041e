"""Pictures with two axes as inline SVG: reliability, the unfolding of risk, events in time.

Each stretches with the page: positions are in a box of 100 by 100, lines keep their width, text is set beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from detente.report.words import clean, count, known, prob, risk, span

Json = Mapping[str, Any]


def reliability(name: str, rows: Sequence[Json]) -> Markup:
    """Forecast (to the right) against what happened (upward), a dot a bin, its area the number of days."""
    largest = max((row["n"] for row in rows), default=1)
    dots = [
        Markup('<circle cx="{}" cy="{}" r="{}" class="dot faint"/>').format(
            _to(row["p"]), _up(row["happened"]), f"{1.5 + 5 * math.sqrt(row['n'] / largest):.2f}"
        )
        for row in rows
    ]
    what = "; ".join(f"said {prob(row['p'])}, happened {prob(row['happened'])} ({row['n']} days)" for row in rows)
    frame = Markup('<rect width="100" height="100" class="field"/><path d="M0,100 L100,0" class="even"/>')
    return square(name, what, [frame, *dots])


def fan(name: str, p: Sequence[Any], bands: Sequence[Any], top: float) -> Markup:
    """Probability by the end of each month as a line, its 90 % interval as an area; ``top`` is the upper edge."""
    months = [0.0, *p]
    edges = [(0.0, 0.0), *(band or (q, q) for band, q in zip(bands, p, strict=True))]
    across = max(1, len(p))
    x = [f"{100 * i / across:.4g}" for i in range(len(months))]
    line = " ".join(f"{a},{_high(q, top)}" for a, q in zip(x, months, strict=True))
    upper = " ".join(f"{a},{_high(edge[1], top)}" for a, edge in zip(x, edges, strict=True))
    lower = " ".join(f"{a},{_high(edge[0], top)}" for a, edge in reversed(list(zip(x, edges, strict=True))))
    area = Markup('<polygon points="{} {}" class="area"/><polyline points="{}" class="trace"/>').format(
        upper, lower, line
    )
    range_ = f", range {span(bands[-1])}" if p and bands[-1] else ""  # other days' months have none
    what = f"by month 1 {risk(p[0])}, by month {len(p)} {risk(p[-1])}{range_}" if p else "no months"
    return _wide(name, what, 84, [area])


def toll(name: str, deaths: Sequence[Any], top: float) -> Markup:
    """Deaths by month as bars whose height grows with the logarithm; ``top`` deaths reach the upper edge."""
    wide = 100 / max(1, len(deaths))
    bars = [
        Markup('<rect x="{}" y="{}" width="{}" height="{}" class="bar strong"/>').format(
            f"{i * wide + 0.1 * wide:.2f}", f"{100 - h:.2f}", f"{0.8 * wide:.2f}", f"{h:.2f}"
        )
        for i, n in enumerate(deaths)
        if (h := 100 * math.log1p(n) / math.log1p(max(1.0, top)))
    ]
    most = max(range(len(deaths)), key=lambda i: deaths[i], default=None)
    return _wide(name, "no months" if most is None else _toll_words(deaths, most), 40, bars)


def _toll_words(deaths: Sequence[Any], most: int) -> str:
    if not sum(deaths):
        return "nobody dies"
    return f"{count(sum(deaths))} deaths, most in month {most + 1}: {count(deaths[most])}"


def _wide(name: object, what: str, height: int, marks: Sequence[Markup]) -> Markup:
    """A picture as wide as the page, stretched to it."""
    frame = (
        '<svg class="chart" role="img" width="100%" height="{}" viewBox="0 0 100 100" preserveAspectRatio="none">'
        '<title>{}</title><desc>{}</desc><rect width="100" height="100" class="field"/>{}</svg>'
    )
    return Markup(frame).format(height, escape(clean(name)), escape(clean(what)), Markup("").join(marks))


def _high(p: Any, top: float) -> str:
    return f"{100 - 100 * min(1.0, p / top) if known(p) else 100:.4g}"


def square(name: object, what: str, marks: Sequence[Markup]) -> Markup:
    """A picture as high as wide."""
    frame = '<svg class="square" role="img" viewBox="-2 -2 104 104"><title>{}</title><desc>{}</desc>{}</svg>'
    return Markup(frame).format(escape(clean(name)), escape(clean(what)), Markup("").join(marks))


def _to(x: Any) -> str:
    return f"{100 * x if known(x) else 0:.2f}"


def _up(y: Any) -> str:
    return f"{100 - 100 * y if known(y) else 100:.2f}"
