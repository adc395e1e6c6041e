"""Arrows between systems, and the questions of a case that hang on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from detente.cases.expressions import LISTS
from detente.cases.model import Case, Question
from detente.systems.catalogue import system_by_mechanism, systems
from detente.systems.wiring import owners, takes

READS: Mapping[str, tuple[str, ...]] = {
    "deaths": ("border_deaths", "battle_deaths"),
    "deaths_in_month": ("border_deaths", "battle_deaths"),
    "control_change": ("holder",),
    "seized": ("seized",),
    "agreement": ("agreed",),
    "blockade": ("closed",),
    "polity_survives": ("alive",),
    "responds": ("response",),
    "standing_rises": ("standing",),
    "otherwise": (),
}
"""The state that each word of an outcome looks at."""


@cache
def arrows() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each system those it feeds, and through what: fields of its state, or what they ask of it."""
    moving = [name for name, system in systems().items() if system.mechanisms]
    found = {name: {o: set[str]() for o in moving if system.feeds_others} for name, system in systems().items()}
    by = system_by_mechanism()
    for reader, others in takes().items():
        for other, what in others.items():
            if by[other] != by[reader]:
                found[by[other]].setdefault(by[reader], set()).update(what)
    return {
        name: {other: tuple(sorted(fed[other])) for other in systems() if other in fed} for name, fed in found.items()
    }


@cache
def upstream(system: str) -> frozenset[str]:
    """The systems whose state reaches this one along arrows, itself included."""
    reached, new = {system}, {system}
    while new:
        new = {name for name, fed in arrows().items() if new & fed.keys()} - reached
        reached |= new
    return frozenset(reached)


def looks_at(question: Question) -> frozenset[str]:
    """The systems whose state a question's outcomes look at, with what it makes happen and who is to respond."""
    fields = {field for outcome in question.outcomes for field in _fields(outcome.when)}
    fields |= {"response"} if question.responses else set()
    fields |= {"action"} if question.given else set()
    return frozenset(system_by_mechanism()[owners()[field]] for field in fields)


def hanging(case: Case) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """For each system the questions that look at its state, and those that only hang on it through others.

    All questions rest on the frame.
    """
    seen = {question.id: looks_at(question) for question in case.file.questions}
    reach = {question: frozenset().union(*map(upstream, looked)) for question, looked in seen.items()}
    found = {}
    for name, system in systems().items():
        direct = tuple(question for question, looked in seen.items() if system.frame or name in looked)
        through = tuple(question for question, reached in reach.items() if name in reached and question not in direct)
        found[name] = (direct, through)
    return found


def _fields(when: Mapping[str, Any]) -> Iterator[str]:
    ((word, rest),) = when.items()
    if word in LISTS:
        for part in rest:
            yield from _fields(part)
    else:
        yield from READS[word]
