"""The conflict on a question's day: systems and what they feed, terms of pacts, who holds which place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from detente.beliefs.draws import Beliefs
from detente.beliefs.race import Dice
from detente.findings.labels import name
from detente.findings.levers import makes_sense
from detente.findings.runs import Run
from detente.findings.study import Study, at_days
from detente.findings.unfolding import TYPICAL, typical
from detente.histories.record import Histories
from detente.systems.graph import drawn
from detente.systems.grids import grids
from detente.systems.overview import overview

DRAWS = 400  # enough for the words of a table
TABLES = ("terms", "routes")


def background(run: Run, answers: Sequence[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """For each question, as of the day that leads: systems, tables of words, places and their courses, and levers.

    ``answers`` are those of the run where they were told before: the histories that they tell are not looked for again.
    """
    known = {a["question"]: [row["history"] for row in a["unfolding"]["typical"]] for a in answers if a["unfolding"]}
    return [_of(s, run, known) for s in run.studies if s.as_of == at_days(s.question, s.options)[-1]]


def _of(study: Study, run: Run, known: Mapping[str, list[int]]) -> dict[str, Any]:
    found = overview(study.case, _few(study), stated=False)
    tables = [grid for table in TABLES for grid in grids(found.known, table)]
    return {
        "question": study.question.id,
        "as_of": str(study.as_of),
        "systems": [system._asdict() for system in drawn(found)],
        "tables": [{"title": t.title, "head": list(t.head), "rows": [list(row) for row in t.rows]} for t in tables],
        "places": list(_places(study)),
        "counted_with": _counted_with(study),
        "courses": [course for half in study.histories for course in _courses(study, half, run, known)],
        "levers": sum(makes_sense(lever, study.as_of) for lever in study.case.file.levers),
    }


def _few(study: Study) -> Beliefs:
    """The study's beliefs in fewer draws: the same claims, sifted once. What is drawn here is no part of the study."""
    beliefs, terms = study.beliefs, replace(study.beliefs.terms, draws=DRAWS)
    if beliefs.terms.draws <= DRAWS:
        kept = {name: getattr(beliefs, name).copy() for name in ("slots", "coefficients", "normals", "spans")}
        return replace(beliefs, **kept)
    return replace(beliefs, terms=terms, dice=Dice(terms.seed, DRAWS), slots={}, coefficients={}, normals={}, spans={})


def _places(study: Study) -> Iterator[dict[str, Any]]:
    """Each place: who holds it and whether its route is cut, as shares of worlds; how often ground is lost there.

    ``lost_in`` says how often by the answer: what is made to happen in one half may cost ground that the other keeps.
    """
    half = next(reversed(study.histories))  # where a question makes something happen, the half that doesn't
    histories = study.histories[half]
    lost = {each: study.histories[each].each(_lost).mean(axis=0) for each in study.histories}
    routes = {place.id: place.route for place in study.case.file.places}
    for k, place in enumerate(histories.names.places):
        stands = _stands(study, place)
        held = Counter(stands(draw, histories.names.actors[who]) for draw, who in enumerate(histories.holder[:, k]))
        route = routes.get(place)
        yield {
            "place": place,
            "label": name(place, study.case),
            "holders": {name(who, study.case): n / len(histories.holder) for who, n in held.most_common()},
            "route": name(route.name, study.case) if route else None,
            "closed": float((histories.closed[:, k] == 1).mean()) if route else None,
            "lost": float(lost[half][k]),
            "lost_in": {_answer_id(study, each): float(shares[k]) for each, shares in lost.items()},
        }


def _answer_id(study: Study, half: str | None) -> str:
    """The answer that one half of a study's question is."""
    return study.question.id if half is None else f"{study.question.id}/{half}"


def _courses(study: Study, half: str | None, run: Run, known: Mapping[str, list[int]]) -> Iterator[dict[str, Any]]:
    """Who holds each place in the typical histories of one half: on the first day (0), then from ends of months."""
    histories, events = study.histories[half], f"events-{study.question.id}-{half or 'all'}-{study.as_of}"
    chosen = known.get(_answer_id(study, half)) or typical(histories, run.tables[events])
    for share, history, months in zip(TYPICAL, chosen, histories.some("holder", chosen), strict=True):
        draw = history // histories.lives
        held = np.vstack([histories.holder[draw], months])
        yield {
            "question": _answer_id(study, half),
            "share": share,
            "months": histories.months,
            "held": {place: list(_spells(study, place, draw, held[:, k]))
                     for k, place in enumerate(histories.names.places)},
        }  # fmt: skip


def _spells(study: Study, place: str, draw: int, held: Any) -> Iterator[list[Any]]:
    """The months from which a place is held by somebody else, with who that is."""
    stands = _stands(study, place)
    for month, who in enumerate(held):
        if month == 0 or who != held[month - 1]:
            yield [month, name(stands(draw, study.case.actors[int(who)]), study.case)]


def _stands(study: Study, place: str) -> Callable[[int, str], str]:
    """Who stands in a place that a side holds in some draw: itself, or the client of its that is believed to."""
    slot, clients = f"{place}.holder", study.case.file.clients
    believed = study.beliefs.draw(slot) if slot in study.beliefs.claims else None

    def stands(draw: int, side: str) -> str:
        word = believed.word(draw) if believed else side
        return word if clients.get(word) == side else side

    return stands


def _counted_with(study: Study) -> list[list[str]]:
    """Clients, each with the side with which the model counts it."""
    return [[name(who, study.case) for who in pair] for pair in study.case.file.clients.items()]


def _lost(histories: Histories) -> Any:
    """Histories in which some ground of a place is taken or the place changes hands, (histories, places)."""
    start = np.repeat(histories.holder, histories.lives, axis=0)[:, None]
    return ((histories.arrays["seized"] == 1) | (histories.arrays["holder"] != start)).any(1)
