"""What the charts of the bundle are drawn from, and the bundle itself, set into the page so that neither breaks out."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from detente.report import charts, maps, story, view
from detente.report.days import Day, Ground
from detente.report.words import clean, response, title

Json = Mapping[str, Any]

_RISKY = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
PLACES = 4  # decimals kept


@cache
def bundle() -> Markup:
    """The script, as it is built from ``web/``."""
    return Markup(files("detente.report").joinpath("assets", "charts.js").read_text("utf-8"))


@cache
def bundle_digest() -> str:
    """The digest by which the page's policy lets this script run and no other."""
    return "sha256-" + b64encode(hashlib.sha256(bundle().encode()).digest()).decode()


def chart_data(topics: Sequence[view.Topic], found: Sequence[Day] = (), geometry: Json | None = None) -> Markup:
    """Everything that charts show, as JSON that can stand in a page: no character of it is markup.

    ``answers`` stand as topics do, ``maps`` by the name of their ground, ``geometry`` is that of all maps.
    """
    data = {
        "answers": [_answer(topic.answer) | {"responses": responses(topic, topics)} for topic in topics],
        "maps": {ground.name: _map(day, ground) for day in found for ground in day.grounds} if geometry else {},
        "geometry": geometry,
    }
    text = json.dumps(_plain(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup("".join(_RISKY.get(char, char) for char in text))


def _answer(answer: view.Answer) -> dict[str, Any]:
    fans = story.series(answer)
    top = charts.ceiling(story.heads(fans))
    return {
        "as_of": answer.raw.get("as_of"),
        "months": answer.raw.get("months") or 0,
        "fan": [{"label": fan.label, "p": fan.p, "bands": fan.bands, "top": top} for fan in fans],
        "record": [{"date": row["date"], "what": row["what"]} for row in story.unfolding(answer, "record")],
        "typical": [
            {"label": story.which(row), "months": story.happenings(row)} for row in story.unfolding(answer, "typical")
        ],
    }


def responses(topic: view.Topic, topics: Sequence[view.Topic]) -> dict[str, Any]:
    """Who responds in each half of a topic's question that tells of it; ``shown`` is the topic's own."""
    halves = [each for each in topics if view.same_question(each, topic) and view.options(each.answer.raw)]
    names = view.unique(name for each in halves for name in view.options(each.answer.raw))
    return {
        "options": [{"id": name, "label": response(name)} for name in names],
        "shown": halves.index(topic) if topic in halves else 0,
        "halves": [{"label": view.half(each.answer.raw) or each.text, "rows": _rows(each.answer)} for each in halves],
    }


def _rows(answer: view.Answer) -> list[dict[str, Any]]:
    rows = answer.raw.get("responses") or []
    return [{"label": row.get("label") or title(row.get("actor")), "p": row.get("p") or {}} for row in rows]


def _map(day: Day, ground: Ground) -> dict[str, Any]:
    return {
        "as_of": day.as_of,
        "places": [
            {"place": place["place"], "label": place["label"], "holder": maps.holder(place)} for place in ground.places
        ],
        "courses": [
            {"label": story.course_words(course, ground.topics), "months": course["months"], "held": course["held"]}
            for course in ground.courses
        ],
    }


def _plain(value: Any) -> Any:
    """Short numbers, and texts without the characters that turn or break a page; what is no number is null."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return round(value, PLACES) if value == value and abs(value) != float("inf") else None
    if isinstance(value, Mapping):
        return {clean(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
