"""An answer as one picture: a bar for each outcome, by the report's own charts. SVG, and nothing to install."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from detente.notebook.style import CELL, picture_style
from detente.notebook.words import spoken
from detente.report import charts, view
from detente.report.words import clean, given, known, prob, span

Json = Mapping[str, Any]
_WIDE, _EDGE, _LINE, _BAR = 680, 16, 19, 34  # pixels: the picture, its margin, a line of text, a bar
_LETTER = 6  # pixels, about
_LETTERS = {"title": 84, "label": 62}  # that fit on a line


class Picture:
    """A picture as SVG: shown by notebooks, ``svg`` as text, ``save`` as a file."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def save(self, path: str | Path) -> None:
        """Write it as a file. Raises InputError where it can't be written."""
        with spoken():
            Path(path).write_text(self.svg, encoding="utf-8")

    def __repr__(self) -> str:
        return f"<picture, {len(self.svg):,} characters of SVG>"

    def _repr_svg_(self) -> str:
        return self.svg


def bars(answers: Sequence[Json]) -> Picture:
    """The outcomes of each answer on a scale from 0 to 1, below one another."""
    drawn, y = [], _EDGE
    for answer in answers:
        for mark, height in _answer(answer):
            drawn.append(_at(y, height, mark))
            y += height
    drawn.append(_at(y, _LINE, _key([o for answer in answers for o in answer["outcomes"]])))
    high = y + _LINE + _EDGE
    frame = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="{}" role="img" width="{}" height="{}" viewBox="0 0 {} {}">'
        '<title>{}</title><style>{}</style><rect width="100%" height="100%" class="paper"/>{}{}</svg>'
    )
    name = clean(answers[0]["text"])
    parts = (
        CELL,
        _WIDE,
        high,
        _WIDE,
        high,
        escape(name),
        Markup(picture_style()),
        charts.defs(),
        Markup("").join(drawn),
    )
    return Picture(str(Markup(frame).format(*parts)))


def _answer(answer: Json) -> Iterator[tuple[Markup, int]]:
    """An answer from top to bottom, each mark with its height."""
    for line in textwrap.wrap(clean(answer["text"]), _LETTERS["title"]):
        yield _text(line, "strong"), _LINE
    under = f"As of {answer['as_of']}, {answer['months']} months. {given(answer['given'])}"
    for line in textwrap.wrap(clean(under), _LETTERS["title"]):
        yield _text(line, "soft"), _LINE
    yield Markup(""), _EDGE // 2
    for outcome in answer["outcomes"]:
        first, *more = textwrap.wrap(clean(view.label(outcome)), _LETTERS["label"]) or [""]
        yield _text(first) + _text(f"{prob(outcome['p'])} ({span(outcome['interval'])})", "strong", "end"), _LINE
        yield from ((_text(line), _LINE) for line in more)
        yield charts.outcome_bar(outcome), _BAR
    yield charts.axis(), _LINE + _EDGE


def _key(outcomes: Sequence[Json]) -> Markup:
    """What the marks mean, of those that are there."""
    wanted = [("dot", "probability"), ("range", "90 % range")]
    wanted += [("ref", "comparable cases")] * any(known(o["baselines"]["reference_class"]) for o in outcomes)
    wanted += [("fact", "happened")] * any(o["happened"] is True for o in outcomes)
    wanted += [("missed", "did not happen")] * any(o["happened"] is False for o in outcomes)
    frame = Markup('<svg x="{}" height="16" class="loose">{}<text x="24" y="12" class="soft">{}</text></svg>')
    starts = accumulate((45 + _LETTER * len(words) for _, words in wanted), initial=0)
    return Markup("").join(
        frame.format(x, charts.mark(kind), words) for x, (kind, words) in zip(starts, wanted, strict=False)
    )


def _at(y: int, height: int, mark: Markup) -> Markup:
    frame = Markup('<svg x="{}" y="{}" width="{}" height="{}" class="loose">{}</svg>')
    return frame.format(_EDGE, y, _WIDE - 2 * _EDGE, height, mark)


def _text(words: str, kind: str = "", anchor: str = "start") -> Markup:
    frame = Markup('<text x="{}" y="13" text-anchor="{}" class="{}">{}</text>')
    return frame.format("100%" if anchor == "end" else "0", anchor, kind, words)
