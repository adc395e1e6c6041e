"""The case format: everything the engine needs to know of a conflict, and nothing it should guess.

These are the frozen dataclasses into which ``case.yaml`` and its neighbours are read. A new conflict is a new
folder with these files, and no new code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Literal

from detente.beliefs.assuming import assume
from detente.beliefs.draws import Assumed
from detente.beliefs.grounds import Grounds
from detente.beliefs.priors import Prior
from detente.beliefs.theories import Theories
from detente.cases.typed import AS_WRITTEN
from detente.claims.contested import Background
from detente.claims.model import Claim
from detente.names.entities import Entities
from detente.sources.model import Source

MOST_MONTHS = 480  # that a question may look ahead


@dataclass(frozen=True, slots=True)
class Keepers:
    """A force that stands between two sides, and who provides it."""

    force: str
    provider: str


@dataclass(frozen=True, slots=True)
class Format:
    """A format of talks, and the outside powers that mediate in it."""

    format: str
    mediators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Two sides, either of which may challenge the other.

    ``border`` is the subject of the series of deaths between them, ``talks`` of the outlook of negotiations;
    ``truces`` are the agreements of which the one in force with the latest start holds; ``formats`` the tables they
    talk at. ``events`` are the dated events between them; they need only be listed where a case has several rivalries.
    """

    id: str
    sides: tuple[str, str]
    border: str
    talks: str
    truces: tuple[str, ...] = ()
    keepers: Keepers | None = None
    formats: tuple[Format, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outsider:
    """Somebody else who may respond: with troops or without, and whose consent its troops would need."""

    id: str
    troops: bool = False
    consent: str | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """A road that a place lives by, and the place it runs through: whoever holds that can cut it."""

    name: str
    through: str


@dataclass(frozen=True, slots=True)
class Place:
    """Something that can be held. A ``home`` belongs to a side for good; the rest can be fought over."""

    id: str
    home: str | None = None
    next_to: tuple[str, ...] = ()
    route: Route | None = None
    polity: str | None = None
    keepers: bool = False
    pipeline: bool = False


@dataclass(frozen=True, slots=True)
class SlotPrior:
    """A prior of the case on one slot, why the generic one won't do, and since when its range could be written down."""

    slot: str
    low: float
    high: float
    why: str
    dist: str = "uniform"
    known_from: date | None = None  # None: on every day

    @property
    def since(self) -> date:
        """The first day of which it counts."""
        return self.known_from or date.min

    def prior(self) -> Prior:
        """As beliefs know it."""
        return Prior(self.low, self.high, self.dist, source="assumption", why=self.why, known_from=self.since)


@dataclass(frozen=True, slots=True)
class Made:
    """An intervention: what an actor is made to do in the first month; ``to`` whom, where it has several rivals."""

    actor: str
    action: str
    place: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What a question supposes: ``do`` makes it happen; what follows is watched for ``months``."""

    do: Made
    text: str
    months: int = 6


@dataclass(frozen=True, slots=True)
class Outcome:
    """One answer a question may have: an expression over histories, and the rates it is compared with.

    ``of`` names the half of a question with a ``given`` that it belongs to: ``do`` or ``chance`` (default: both
    where there is no given). ``reference`` lists rows of the reference rates; several are horizons of one rate.
    ``better`` says which way is an improvement, where that is beyond dispute: a lower probability or a higher one.
    ``opposite`` is for an outcome that would be a no to the question as it is asked: what it means that it doesn't come
    about, in words that answer the question with a yes.
    """

    id: str
    label: str
    when: Mapping[str, Any]
    reference: tuple[str, ...] = ()
    of: str | None = None
    better: Literal["lower", "higher"] | None = None
    opposite: str | None = None


@dataclass(frozen=True, slots=True)
class Responses:
    """Ask who responds how to attacks by ``to``."""

    to: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as of which day or days, over how many months, with which outcomes.

    ``asks`` names the outcome that the question asks about, which leads its answer; without it the likeliest of
    exclusive outcomes leads, else the first.
    """

    id: str
    text: str
    as_of: tuple[date, ...]
    months: int
    outcomes: tuple[Outcome, ...]
    exclusive: bool = False
    first_of: tuple[str, ...] = ()
    given: Given | None = None
    responses: Responses | None = None
    from_: str | None = None
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class Lever:
    """A measure that somebody could take, as what it would make true of slots from the as-of day on.

    ``assume`` holds for each slot a number, a range LOW..HIGH, a day or a word; ``from_`` is the first as-of day on
    which the measure makes sense; ``by`` names who could take it.
    """

    id: str
    label: str
    kind: Literal["civilian", "economic", "guarantee", "talks", "arms"]
    by: tuple[str, ...]
    assume: Mapping[str, float | date | str]
    why: str
    from_: date | None = None

    def assumed(self) -> tuple[Assumed, ...]:
        """As beliefs know it."""
        return tuple(assume(slot, str(value), self.label) for slot, value in self.assume.items())


@dataclass(frozen=True, slots=True)
class CaseFile:
    """``case.yaml`` as written."""

    __pydantic_config__: ClassVar = AS_WRITTEN
    id: str
    title: str
    rivalries: tuple[Rivalry, ...]
    outsiders: tuple[Outsider, ...]
    places: tuple[Place, ...]
    questions: tuple[Question, ...]
    clients: Mapping[str, str] = field(default_factory=dict)
    winter: tuple[int, ...] = ()  # months in which the season makes attacks dearer
    priors: tuple[SlotPrior, ...] = ()
    levers: tuple[Lever, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What happened: whether an outcome came about, when, on what evidence; None while it is open."""

    question: str
    outcome: str
    happened: bool | None
    on: date | None
    evidence: str
    citation: str


@dataclass(frozen=True, slots=True)
class Case:
    """A case as read: its file, names, sources, claims (those of series included) and resolutions."""

    path: Path
    file: CaseFile
    entities: Entities
    sources: Mapping[str, Source]
    claims: tuple[Claim, ...]
    resolutions: tuple[Resolution, ...]
    voices_absent: tuple[str, ...]
    theories: Theories
    digest: str
    claims_digest: str

    @property
    def id(self) -> str:
        """The case's own name."""
        return self.file.id

    @property
    def actors(self) -> tuple[str, ...]:
        """Rivals and outsiders, by id: the order of the model's arrays."""
        rivals = {side for rivalry in self.file.rivalries for side in rivalry.sides}
        return tuple(sorted(rivals | {o.id for o in self.file.outsiders}))

    @property
    def records(self) -> frozenset[str]:
        """Ids of the sources of public record and of open data: their claims open regimes."""
        return frozenset(s.id for s in self.sources.values() if s.kind in ("record", "series"))

    @property
    def priors(self) -> Mapping[str, tuple[Prior, ...]]:
        """The case's own priors, by slot; of which day each counts, ``known_by`` says."""
        found: dict[str, tuple[Prior, ...]] = {}
        for prior in self.file.priors:
            found[prior.slot] = (*found.get(prior.slot, ()), prior.prior())
        return found

    @property
    def background(self) -> Background:
        """What tells a contradiction between claims from the look of one."""
        kinds = {entity.id: entity.kind for entity in self.entities.values()}
        return Background(self.file.clients, self.entities.offices, kinds)

    @property
    def grounds(self) -> Grounds:
        """What beliefs are drawn from."""
        return Grounds(self.claims, self.sources, self.records, self.priors, self.theories)

    def question(self, question: str) -> Question | None:
        """The question of that id."""
        return next((q for q in self.file.questions if q.id == question), None)
