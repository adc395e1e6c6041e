"""How an answer unfolds and what surrounds it, in words: risk by month, typical histories, the conflict on its day."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from detente.report.view import Answer, Json, Topic, unique
from detente.report.words import count, human, known, percent
from detente.systems.graph import Drawn, picture

_EVENTS = {
    "coerce": "{who} applies pressure short of an attack",
    "limited_attack": "{who} makes a limited attack",
    "offensive": "{who} starts an offensive",
    "responds_join": "{who} joins the fighting{side}",
    "responds_join_attacker": "{who} joins the fighting{side}",
    "control_change": "{who} takes control",
    "blockade": "a route is cut",
    "agreement": "an agreement is signed",
}


@dataclass(frozen=True, slots=True)
class Fan:
    """Probability that an outcome has come about by the end of each month, with its interval where it is known."""

    id: str
    label: str
    p: Sequence[Any]
    bands: Sequence[Any]


def series(answer: Answer) -> list[Fan]:
    """Risk by month of every outcome that has it, with its band where there is one, in the outcomes' order."""
    found = {row["outcome"]: (row["p"], row["interval"]) for row in unfolding(answer, "fan")}
    for key, risks in (answer.raw.get("by_month") or {}).items():
        found.setdefault(key, (risks, [None] * len(risks)))
    ids = unique([*(str(o.get("id")) for o in answer.outcomes), *found])
    return [Fan(key, answer.name(key), *found[key]) for key in ids if key in found and found[key][0]]


def unfolding(answer: Answer, key: str) -> list[Any]:
    """One list of how an answer unfolds; empty where the run doesn't say."""
    return list((answer.raw.get("unfolding") or {}).get(key) or [])


def heads(fans: Iterable[Fan]) -> list[Any]:
    """Every number of the pictures of risk by month."""
    return [x for f in fans for x in (*f.p, *(end for band in f.bands if band for end in band))]


def happenings(history: Json) -> list[tuple[int, list[str]]]:
    """What happens in a typical history, by month; the same thing twice in a month is told once."""
    months: dict[int, list[str]] = {}
    for event in history.get("events") or []:
        months.setdefault(event["month"], []).append(happening(event))
    return [(month, unique(told)) for month, told in months.items()]


def happening(event: Json) -> str:
    """One event of a history in words."""
    who, where = event.get("actor"), event.get("place")
    what = _EVENTS.get(str(event["event"]), human(event["event"]))
    side = f" on {event['side']} side" if event.get("side") else ""
    told = what.format(who=who or "somebody", side=side)
    return f"{told} ({where})" if where else told


def which(history: Json) -> str:
    """Which of all histories one that is told is; those at the ends by their deaths, which others may equal."""
    share, deaths = history.get("share"), history.get("deaths")
    if share == 0.5 or not known(share):
        return "A typical history"
    if deaths is not None and not sum(deaths):
        return f"Nobody dies, as in {_as_few(history)}"
    return f"No {'more' if share < 0.5 else 'fewer'} deaths than in {percent(max(share, 1 - share))}"


def _as_few(history: Json) -> str:
    """In how many histories nobody dies, of one in which nobody does."""
    found = history.get("as_few")
    return percent(found) if known(found) else f"at least {percent(history['share'])}"


def quiet_words(history: Json) -> str:
    """What is said of a history in which nobody acts."""
    deaths = sum(history.get("deaths") or [])
    if not deaths:
        return "No attack, and nobody dies."
    return f"No attack; {count(deaths)} death{'' if deaths == 1 else 's'} in incidents."


def course_words(course: Json, topics: Sequence[Topic]) -> str:
    """Which history a course of control is; where there are several questions, of which."""
    of = [topic for topic in topics if topic.answer.raw.get("question") == course.get("question")]
    same = [row for topic in of for row in unfolding(topic.answer, "typical") if row["share"] == course.get("share")]
    told = which(next(iter(same), course))
    return f"{told}, question {of[0].number}" if of and len(topics) > 1 else told


def background(run: Json, answer: Answer) -> Json:
    """The conflict on the day of an answer; empty where the run doesn't say."""
    name, day = str(answer.raw.get("question")).partition("/")[0], answer.raw.get("as_of")
    rows = run.get("background") or []
    return next((row for row in rows if (row.get("question"), row.get("as_of")) == (name, day)), {})


def drawing(systems: Sequence[Json]) -> str:
    """The systems drawn, as the address of a picture: as a picture its styles and names can't meet the page's."""
    text = picture([Drawn(**{key: row[key] for key in Drawn._fields}) for row in systems])
    return "data:image/svg+xml;base64," + b64encode(text.encode()).decode()


def systems_words(systems: Sequence[Json]) -> str:
    """What the drawing shows, in words."""
    names = {row["id"]: row["label"] for row in systems}
    fed = ((row["label"], [names[name] for name in row["feeds"] if name in names]) for row in systems)
    return "; ".join(f"{name} feeds {', '.join(what)}" for name, what in fed if what)
