"""What is scored of a case and how its record is read: ``scoring.yaml``, written before anything is scored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar, Final

from detente.cases.typed import AS_WRITTEN, typed
from detente.errors import Fault, UsageError
from detente.names.faults import Faults
from detente.names.yamlfile import parse_yaml, read_text

FILE = "scoring.yaml"
BARS: Final = (25, 100, 1000)  # deaths in a window
HORIZONS: Final = (6, 12, 24)  # months
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Excluded:
    """A value of the series that has nothing to do with the rivalry: left out for everybody, read as 0."""

    slot: str
    why: str


@dataclass(frozen=True, slots=True)
class Spread:
    """Deaths that fell somewhere between two months, both included; ``placed``: the month in which the series has them.

    A window that holds all of the months has all of the deaths; one that holds some has none to all of them.
    """

    deaths: float
    from_: str
    to: str
    why: str
    placed: str | None = None


@dataclass(frozen=True, slots=True)
class Onset:
    """A month with at least ``deaths``, after ``quiet`` months without one; warned of if P reaches ``threshold``."""

    deaths: int = 25
    quiet: int = 6
    threshold: float = 0.1


@dataclass(frozen=True, slots=True)
class Territory:
    """A country whose deaths others forecast too: its name and code in their tables, and what it is in the case."""

    name: str
    code: str
    territory: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Challenge:
    """What others forecast too: their published scores, a table of the shared data; by country.

    ``artefact``: a month that stands for several, so that each mean is also told without it.
    """

    published: str
    countries: tuple[Territory, ...]
    artefact: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole file. ``judgements_until``: later judgements are struck out in a second run of everything."""

    __pydantic_config__: ClassVar = AS_WRITTEN
    from_: str | None = None
    judgements_until: date | None = None
    excluded: tuple[Excluded, ...] = ()
    spread: tuple[Spread, ...] = ()
    onset: Onset = Onset()
    challenge: Challenge | None = None


def read_plan(folder: Path) -> Plan:
    """The plan of the case in ``folder``; without a file nothing is excluded. Raises InputError with every fault."""
    path = folder / FILE
    if not path.exists():
        return Plan()
    text = read_text(path)
    faults = Faults(path, text)
    plan = typed(parse_yaml(text, path), Plan, faults)
    _check(plan, faults)
    faults.raise_errors()
    return plan


def _check(plan: Plan, faults: Faults) -> None:
    if plan.from_ is not None and not _MONTH.fullmatch(plan.from_):
        faults.add(("from",), "not a month", "Write 1995-01.", plan.from_)
    if plan.onset.deaths not in BARS or plan.onset.quiet < 1 or not 0 < plan.onset.threshold < 1:
        remedy = f"Give deaths (one of {', '.join(map(str, BARS))}), quiet (months) and threshold (between 0 and 1)."
        faults.add(("onset",), "no rule for an onset", remedy, plan.onset.deaths)
    artefact = plan.challenge.artefact if plan.challenge else None
    if artefact is not None and not _MONTH.fullmatch(artefact):
        faults.add(("challenge", "artefact"), "not a month", "Write 1998-01.", artefact)
    for n, item in enumerate(plan.spread):
        months = [month for month in (item.from_, item.to, item.placed) if month is not None]
        wrong = next((month for month in months if not _MONTH.fullmatch(month)), None)
        if wrong is not None:
            faults.add(("spread", n), "not a month", "Write 1998-01.", wrong)
        elif not item.from_ <= (item.placed or item.from_) <= item.to:
            faults.add(("spread", n), "months out of order", "Give from, placed and to in order.", months)
        if not 0 < item.deaths < float("inf"):
            faults.add(("spread", n, "deaths"), "not a number of deaths", "Give a number above 0.", item.deaths)


def month_index(text: str) -> int:
    """Months since year 0 of ``2020-07``. Raises UsageError for what is no month."""
    if not _MONTH.fullmatch(text):
        raise UsageError(Fault("not a month", "Write 2020-07.", value=text))
    return int(text[:4]) * 12 + int(text[5:]) - 1


def month_name(index: int) -> str:
    """``2020-07``."""
    return f"{index // 12:04}-{index % 12 + 1:02}"


def last_day(index: int) -> date:
    """The last day of a month."""
    after = index + 1
    return date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
