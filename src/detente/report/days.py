"""The conflict on the days of the answers: what several questions of one day share stands once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.findings.labels import listed
from detente.report.story import background
from detente.report.view import Json, Topic

_LATER: Final = ("lost", "lost_in")  # of a place: what comes of it within a window


@dataclass(frozen=True, slots=True)
class Lost:
    """How often ground is lost, place by place, within the windows of the questions that agree on that."""

    topics: Sequence[Topic]
    shares: Sequence[Any]

    @property
    def numbers(self) -> str:
        """The questions: ``question 3`` or ``questions 4, 6 and 7``."""
        return questions(self.topics)


@dataclass(frozen=True, slots=True)
class Ground:
    """Who holds the places, as the histories of some questions have it, and how that goes on in typical ones."""

    name: str
    places: Sequence[Json]
    topics: Sequence[Topic]
    courses: Sequence[Json]
    lost: Sequence[Lost]


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
        _ground(f"{number}-{n}", [each for each in told if _held(each[1]) == held])
        for n, held in enumerate(_unlike(map(_held, rows)), 1)
    ]
    tables = _unlike(table for row in rows for table in row.get("tables") or [])
    systems: Sequence[Json] = next((row["systems"] for row in rows if row.get("systems")), [])
    return Day(number, rows[0].get("as_of"), systems, tables, grounds, rows[0].get("counted_with") or [])


def _held(row: Json) -> list[dict[str, Any]]:
    """Who holds which place, without what comes of it later."""
    return [{key: place[key] for key in place if key not in _LATER} for place in row.get("places") or []]


def _ground(name: str, told: Sequence[tuple[Topic, Json]]) -> Ground:
    courses = _unlike(course for _, row in told for course in row.get("courses") or [])
    shares = [(topic, [_lost(place, topic) for place in row.get("places") or []]) for topic, row in told]
    lost = [Lost([t for t, each in shares if each == one], one) for one in _unlike(each for _, each in shares)]
    return Ground(name, told[0][1].get("places") or [], [topic for topic, _ in told], courses, lost)


def _lost(place: Json, topic: Topic) -> Any:
    """How often ground is lost at a place in the histories of one answer; older runs tell of one half alone."""
    if (by_answer := place.get("lost_in")) is None:
        return None if topic.answer.raw.get("given") else place.get("lost")
    return by_answer.get(topic.answer.raw.get("question"))


def questions(topics: Sequence[Topic]) -> str:
    """Some questions by their numbers."""
    numbers = [str(topic.number) for topic in topics]
    return f"question{'s' if len(numbers) > 1 else ''} {listed(numbers)}"


def _unlike(values: Any) -> list[Any]:
    """Values without repetition, first seen first; they needn't be hashable."""
    found: list[Any] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found
