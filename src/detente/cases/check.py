"""Checks a case: everything that loading refuses, at once, and what no single file can show.

A broken case never stops the check: every file is read as far as it goes. An error makes answers wrong or
impossible; a warning is something that a reader should know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from detente.beliefs.current import current
from detente.beliefs.priors import Prior, known_by, priors
from detente.cases.casefile import read_case_file
from detente.cases.check_ahead import check_ahead
from detente.cases.check_hindsight import check_hindsight
from detente.cases.check_kinds import check_kinds
from detente.cases.check_phrases import check_phrases
from detente.cases.check_statements import check_statements
from detente.cases.check_texts import check_texts
from detente.cases.found import Found
from detente.cases.model import Case
from detente.cases.near import FORMAT
from detente.cases.reader import claim_paths, load_case, orphan_file
from detente.cases.refuse import check_parts
from detente.cases.resolutions import read_resolutions
from detente.cases.series import series_claims
from detente.cases.sourcefile import load_sources
from detente.cases.statements import FILE as STATEMENTS
from detente.cases.statements import read_statements
from detente.cases.theories import FILE as THEORIES
from detente.cases.theories import read_theories
from detente.claims.store import load_claims
from detente.errors import DetenteError, Fault
from detente.names.catalogue import match_address
from detente.names.entities import load_entities
from detente.names.yamlfile import read_yaml
from detente.sources.model import Source

UNCHECKED = "(unchecked)"


@dataclass(frozen=True, slots=True)
class Coverage:
    """On what the slots rest that the model reads, as of a day: they are split into the other four counts."""

    as_of: date
    slots: int
    with_claims: int
    with_prior_only: int
    assumptions: int
    silent: int
    """Nobody speaks of them and they have no prior: a pact without this member, a rival whom nobody depends on."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """What is cited and was not looked up."""

    citations: int
    priors: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the check found. ``coverage`` and ``unchecked`` are None for a case that can't be loaded."""

    faults: tuple[Fault, ...]
    coverage: Coverage | None = None
    unchecked: Unchecked | None = None
    voices_absent: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        """How many faults are errors."""
        return sum(fault.severity == "error" for fault in self.faults)


# --- loading


def load(folder: Path) -> tuple[Case | None, tuple[Fault, ...]]:
    """The case, or the faults of all its files together."""
    try:
        case = load_case(str(folder))
        read_statements(folder / STATEMENTS)  # no answer rests on it, so loading leaves it alone
        return case, ()
    except DetenteError as error:
        first = error.faults
    except Exception as error:
        first = (_misshapen(folder, error),)
    return None, tuple(_gather(folder)) or first


def _gather(folder: Path) -> Iterator[Fault]:
    yield from faults_of(folder / "case.yaml", read_case_file)
    found: list[dict[str, Source]] = []
    yield from faults_of(folder / "sources.yaml", lambda path: found.append(load_sources(path)[0]))
    entities = folder / "entities.yaml"
    yield from faults_of(entities, lambda path: load_entities(read_yaml(path), path))
    listed: list[Path] = []
    yield from faults_of(folder / "claims", lambda _: listed.extend(claim_paths(folder)))
    for path in listed if found else ():
        if path.stem in found[0]:
            yield from faults_of(path, lambda path: load_claims(path, found[0][path.stem]))
        else:
            yield orphan_file(path)
    yield from faults_of(folder / "series" / "series.yaml", lambda path: tuple(series_claims(path.parent)))
    yield from faults_of(folder / "resolutions.yaml", read_resolutions)
    yield from faults_of(folder / THEORIES, read_theories)
    yield from faults_of(folder / STATEMENTS, read_statements)


def faults_of(path: Path, read: Callable[[Path], object]) -> Iterator[Fault]:
    """What is wrong with a file by the words of its reader, which raises it."""
    try:
        read(path)
    except DetenteError as error:
        yield from error.faults
    except Exception as error:
        yield _misshapen(path, error)


def _misshapen(path: Path, error: Exception) -> Fault:
    """What a reader did not foresee is a fault of the file for its author, who can't mend the reader."""
    return Fault(f"not of the form expected here ({type(error).__name__}: {error})", FORMAT, str(path))


# --- the whole check


def check(
    case: Case,
    slots_read: Collection[str],
    texts: Mapping[str, str] | None = None,
    unread: Mapping[str, Collection[str]] | None = None,
    today: date | None = None,
) -> Report:
    """Everything about a case that loads.

    ``slots_read``: what the model reads; ``texts``: those attached; ``unread``: slots that it doesn't read, by lever;
    ``today``: after which nothing can be known.
    """
    found = Found(case.path)
    check_parts(case, found, slots_read, texts, unread)
    check_phrases(case, found)
    check_kinds(case, found)
    check_ahead(case, today, found)
    check_hindsight(case, found)
    check_texts(case, found)
    check_statements(case, found)
    return Report(found.faults(), coverage(case, slots_read), unchecked(case), case.voices_absent)


def as_of_days(case: Case) -> tuple[date, ...]:
    """Every day on which something is asked, in order."""
    return tuple(sorted({day for question in case.file.questions for day in question.as_of}))


def coverage(case: Case, slots_read: Collection[str]) -> Coverage | None:
    """On what the slots read rest, as of the latest question; None where nothing is read."""
    days = as_of_days(case)
    if not days or not slots_read:
        return None
    known = current(case.claims, days[-1], case.records)
    own = known_by(case.priors, days[-1])
    tally = Counter("claims" if slot in known else _rests_on(_prior(slot, own)) for slot in slots_read)
    return Coverage(days[-1], len(slots_read), tally["claims"], tally["prior"], tally["assumption"], tally["nothing"])


def _prior(slot: str, own: Mapping[str, Prior]) -> Prior | None:
    address = match_address(slot)
    return own.get(slot, priors().slots.get(address.attribute) if address else None)


def _rests_on(prior: Prior | None) -> str:
    return "nothing" if prior is None else "assumption" if prior.assumed else "prior"


def unchecked(case: Case) -> Unchecked:
    """Citations that say so themselves; priors whose publication was not opened."""
    every = (*priors().slots.values(), *priors().coefficients.values())
    citations = sum(UNCHECKED in (claim.citation or "") for claim in case.claims)
    return Unchecked(citations, sum(prior.checked is False for prior in every))
