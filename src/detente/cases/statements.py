"""What the sources said of the future, and what came of it: ``statements.yaml``, read with every fault and its line.

A statement rests on claims, speaks of one event in a span of time, and is resolved by dated, cited works. What is
scored is the statement, never its author; what commits to nothing (a bare possibility, a wish, an order of
likelihood) and what hung on a condition that was not met is resolved where it can be, and never scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Literal

from detente.beliefs.scales import measures
from detente.cases.near import near
from detente.cases.typed import AS_WRITTEN, typed
from detente.names.faults import Faults, Keys
from detente.names.yamlfile import parse_yaml, read_text

FILE = "statements.yaml"
StatementClass = Literal["graded", "categorical", "conditional", "possible", "rank", "intent"]
Resolved = Literal["true", "false", "partly", "open", "condition_not_met"]
COMMITS = ("graded", "categorical", "conditional")  # the classes that can be held to a probability

Wrong = tuple[str, str, str, object]  # field, reason, remedy, value
Day = date  # a work has a field of that name


@dataclass(frozen=True, slots=True)
class Work:
    """Something that was published, where a resolution can be looked up. ``checked``: somebody did look."""

    id: str
    publisher: str
    title: str
    date: Day
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Horizon:
    """The span of which a statement speaks, both days included, and how we know."""

    from_: date
    to: date
    basis: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The outcome whose probability stands beside the statement; ``opposite``: it is what the statement excludes."""

    question: str
    outcome: str
    opposite: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about the future; see the module. ``criterion`` is the event that ``phrase`` grades.

    ``phrase`` is None where the wording is flat, or on no scale. ``why`` says why a statement of a class that
    commits is not scoreable. ``resolved_on`` is the day that decided it.
    """

    id: str
    source: str
    claims: tuple[str, ...]
    class_: StatementClass
    says: str
    horizon: Horizon
    criterion: str
    resolution: Resolved
    evidence: str
    scoreable: bool
    phrase: str | None = None
    condition: str | None = None
    resolved_on: date | None = None
    works: tuple[str, ...] = ()
    why: str | None = None
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class Statements:
    """The whole file: the last day on which anything was looked up, the works cited, the statements."""

    __pydantic_config__: ClassVar = AS_WRITTEN
    as_of: date
    works: tuple[Work, ...] = ()
    statements: tuple[Statement, ...] = ()


def read_statements(path: Path) -> Statements | None:
    """The file, or None where there is none. Raises InputError with every fault and its line."""
    if not path.exists():
        return None
    text = read_text(path)
    faults = Faults(path, text)
    read = typed(_plain(parse_yaml(text, path)), Statements, faults)
    _check(read, faults)
    faults.raise_errors()
    return read


def _plain(raw: Any) -> Any:
    """YAML takes ``true`` for a truth value; as a resolution it is one word of five."""
    listed = raw.get("statements") if isinstance(raw, Mapping) else None
    for entry in listed if isinstance(listed, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("resolution"), bool):
            entry["resolution"] = str(entry["resolution"]).lower()
    return raw


def _check(read: Statements, faults: Faults) -> None:
    works = {work.id for work in read.works}
    for list_, ids in (("works", [w.id for w in read.works]), ("statements", [s.id for s in read.statements])):
        for name, times in Counter(ids).items():
            if times > 1:
                faults.add((list_,), "stands twice", "Give each its own id.", name)
    for n, statement in enumerate(read.statements):
        here: Keys = ("statements", n)
        for name in statement.works:
            if name not in works:
                faults.add((*here, "works"), "no such work", near(name, works), name)
        for rule in (_span, _settling, _scoring):
            for field, reason, remedy, value in rule(statement, read.as_of):
                faults.add((*here, field), reason, remedy, value)


def _span(said: Statement, as_of: date) -> Iterator[Wrong]:
    first, last, on = said.horizon.from_, said.horizon.to, said.resolved_on
    if first > last:
        yield "horizon", "ends before it starts", "Give `from` before `to`.", f"{first} to {last}"
    if on and on < first:
        yield "resolved_on", "resolved before its horizon starts", f"It starts on {first}.", str(on)
    if on and on > as_of:
        yield "resolved_on", "later than anything was looked up", f"Move as_of, which is {as_of}.", str(on)
    if on and said.resolution == "condition_not_met" and on < last:
        yield "resolved_on", "the condition can still be met", f"The horizon ends on {last}.", str(on)


def _settling(said: Statement, _: date) -> Iterator[Wrong]:
    settled = said.resolution != "open"
    if not said.claims:
        yield "claims", "rests on no claim", "Give the id of the claim that it makes.", said.id
    if not said.evidence:
        yield "evidence", "no evidence", "Say what happened, or why it is open.", said.id
    if settled and not said.works:
        yield "works", "resolved without evidence", "Cite a work, or write `resolution: open`.", said.id
    if settled != (said.resolved_on is not None):
        reason = "resolved on no day" if settled else "open, and resolved on a day"
        yield "resolved_on", reason, "Give the day that decided it; leave it out while it is open.", said.id
    if said.resolution == "condition_not_met" and not said.condition:
        yield "condition", "a condition is not met, and none is given", "Say what it hangs on.", said.id


def _scoring(said: Statement, _: date) -> Iterator[Wrong]:
    measured = said.phrase is not None and measures(said.phrase)
    if said.scoreable and said.class_ not in COMMITS:
        remedy = f"Only {', '.join(COMMITS)} statements commit to something: write `scoreable: false`."
        yield "scoreable", "a statement of this class can't be scored", remedy, said.class_
    elif said.scoreable and said.resolution == "condition_not_met":
        yield "scoreable", "its condition was not met", "Write `scoreable: false`.", said.id
    elif said.scoreable and said.class_ == "graded" and not measured:
        yield "phrase", "no scale says what this phrase means", "Write `scoreable: false`.", said.phrase or ""
    elif not said.scoreable and said.class_ in COMMITS and said.resolution != "condition_not_met" and not said.why:
        yield "why", "commits to something and is not scoreable", "Say why.", said.id
