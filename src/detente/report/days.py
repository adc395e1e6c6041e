"""The conflict on the days of the answers: what several questions of one day share stands once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from detente.report.story import background
from detente.report.view import Json, Topic


@dataclass(frozen=True, slots=True)
class Ground:
    """Who holds the places, as the histories of some questions have it, and how that goes on in typical ones."""

    name: str
    places: Sequence[Json]
    topics: Sequence[Topic]
    courses: Sequence[Json]


@dataclass(frozen=True, slots=True)
class Day:
    """One as-of day: its tables, its systems, and its places, question by question where they differ."""

    number: int
    as_of: Any
    systems: Sequence[Json]
    tables: Sequence[Json]
    grounds: Sequence[Ground]
    counted_with: Sequence[Sequence[str]]  # clients, each with the side with which the model counts it

    @property
    def topics(self) -> list[Topic]:
        """The questions asked as of that day."""
        return [topic for ground in self.grounds for topic in ground.topics]


def days(run: Json, topics: Sequence[Topic]) -> list[Day]:
    """Every day whose background the run tells of, in the order of its questions."""
    told = [(topic, row) for topic in topics if (row := background(run, topic.answer))]
    dates = list(dict.fromkeys(str(row.get("as_of")) for _, row in told))
    return [_day(n, [each for each in told if str(each[1].get("as_of")) == day]) for n, day in enumerate(dates, 1)]


def day_of(found: Sequence[Day], topic: Topic) -> Day | None:
    """The day that a question was asked on."""
    return next((day for day in found if topic in day.topics), None)


def _day(number: int, told: Sequence[tuple[Topic, Json]]) -> Day:
    rows = [row for _, row in told]
    grounds = [
        _ground(f"{number}-{n}", places, [each for each in told if (each[1].get("places") or []) == places])
        for n, places in enumerate(_unlike(row.get("places") or [] for row in rows), 1)
    ]
    tables = _unlike(table for row in rows for table in row.get("tables") or [])
    systems: Sequence[Json] = next((row["systems"] for row in rows if row.get("systems")), [])
    return Day(number, rows[0].get("as_of"), systems, tables, grounds, rows[0].get("counted_with") or [])


def _ground(name: str, places: Sequence[Json], told: Sequence[tuple[Topic, Json]]) -> Ground:
    courses = _unlike(course for _, row in told for course in row.get("courses") or [])
    return Ground(name, places, [topic for topic, _ in told], courses)


def _unlike(values: Any) -> list[Any]:
    """Values without repetition, first seen first; they needn't be hashable."""
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found
