"""One history as a story: a paragraph a month that mattered, quiet months folded, each choice with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from detente.findings.choices import Choices
from detente.findings.happened import Months
from detente.findings.replay import Relived
from detente.findings.supposed import begins
from detente.findings.terms import cited

UNIT = "Values are in stakes: what a place of average worth is worth to the side that wants it."
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Chapter(NamedTuple):
    """Months ``first`` to ``last`` (from 1) in words, and the claims these cite."""

    first: int
    last: int
    text: str
    claims: tuple[str, ...]


def story(lived: Relived, first: int = 1, last: int | None = None) -> tuple[Chapter, ...]:
    """The whole history, or its months from ``first`` to ``last``."""
    months, choices = Months(lived), Choices(lived)
    found = []
    for run in _runs(range(first, (last or lived.record.deaths.shape[1]) + 1), months, choices):
        turned = _turned(run[0], months, choices)
        told = _eventful(run[0], months, choices) if turned else _quiet(run, months, choices)
        found.append(_chapter(lived.as_of, run[0], run[-1], told))
    return tuple(found)


def _turned(month: int, months: Months, choices: Choices) -> bool:
    """Whether a month has a paragraph of its own."""
    return months.turned(month - 1) or choices.acted(month)


def _runs(span: range, months: Months, choices: Choices) -> list[list[int]]:
    """Months, the quiet ones that follow on one another together."""
    runs: list[list[int]] = []
    for month in span:
        turned = _turned(month, months, choices)
        if runs and not turned and not _turned(month - 1, months, choices):
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def _eventful(month: int, months: Months, choices: Choices) -> Iterator[str]:
    yield from choices.told(month)
    yield from months.told(month - 1)


def _quiet(run: Sequence[int], months: Months, choices: Choices) -> Iterator[str]:
    incidents = sum(months.incidents(month - 1) for month in run)
    deaths = sum(months.deaths(month - 1) for month in run)
    yield f"nobody acts; {_count(incidents, 'incident')}, {_count(deaths, 'death')}"
    yield from choices.nearest(run)


def _chapter(as_of: date, first: int, last: int, sentences: Iterator[str]) -> Chapter:
    number = f"Month {first}" if first == last else f"Months {first} to {last}"
    said = " ".join(f"{each[0].upper()}{each[1:]}." for each in sentences)
    text = f"{number}, from {_day(as_of, first)} to {_day(as_of, last + 1)}. {said}"
    return Chapter(first, last, text, tuple(dict.fromkeys(cited(text))))


def _day(as_of: date, month: int) -> str:
    """The day on which a month begins."""
    day = begins(as_of, month)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _count(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
