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
from detente.report.geometry import spot
from detente.report.words import clean, source_name

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


def chart_data(run: Json, topics: Sequence[view.Topic], geometry: Json | None) -> Markup:
    """Everything that charts show, as JSON that can stand in a page: no character of it is markup."""
    names = {str(s.get("id")): source_name(s) for s in run.get("sources") or []}
    data = {"answers": [_answer(run, topic.answer, names) for topic in topics], "map": _map(geometry)}
    text = json.dumps(_plain(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup("".join(_RISKY.get(char, char) for char in text))


def _answer(run: Json, answer: view.Answer, names: Mapping[str, str]) -> dict[str, Any]:
    rows, fans = view.by_source(answer.raw), story.series(answer)
    return {
        "as_of": answer.raw.get("as_of"),
        "months": answer.raw.get("months") or 0,
        "outcomes": [
            {"id": o.get("id"), "label": view.label(o), "p": o.get("p"),
             "ends": charts.window(view.source_values(o, rows))}
            for o in answer.outcomes
        ],
        "sources": [
            {"label": names.get(source, source), **{key: (row.get(key) or {}).get("p") for key in ("without", "only")}}
            for source, row in rows
        ],
        "fan": [
            {"label": fan.label, "p": fan.p, "bands": fan.bands, "top": charts.ceiling(story.heads(fans))}
            for fan in fans
        ],
        "record": [{"date": row["date"], "what": row["what"]} for row in story.unfolding(answer, "record")],
        "typical": [
            {"label": story.share_words(row["share"]), "months": story.happenings(row)}
            for row in story.unfolding(answer, "typical")
        ],
        "places": _places(story.background(run, answer).get("places") or []),
    }  # fmt: skip


def _places(places: Sequence[Json]) -> list[dict[str, Any]]:
    kept = maps.holders(places)
    return [
        {"place": p.get("place"), "label": p.get("label"), "says": maps.says(p),
         "hatch": kept.index(who) if (who := maps.holder(p)) else None}
        for p in places
    ]  # fmt: skip


def _map(geometry: Json | None) -> dict[str, Any] | None:
    """The outlines, each with the spot where its name or number stands."""
    if geometry is None:
        return None
    box = maps.frame(geometry)
    features = [{**feature, "spot": spot(feature, box)} for feature in geometry["features"]]
    return {"type": "FeatureCollection", "features": features}


def _plain(value: Any) -> Any:
    """Short numbers, and texts without the characters that turn or break a page; what is no number is null."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return round(value, PLACES) if value == value and abs(value) != float("inf") else None
    if isinstance(value, Mapping):
        return {clean(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
