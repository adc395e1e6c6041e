"""Checks a case: everything that loading refuses, at once, and what no single file can show.

A broken case never stops the check: every file is read as far as it goes. An error makes answers wrong or
impossible; a warning is something that a reader should know.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from detente.beliefs.current import current
from detente.beliefs.priors import Prior, priors
from detente.beliefs.reference import reference_rates
from detente.cases.model import Case, CaseFile, Question, SlotPrior
from detente.cases.reader import load_case, read_case_file
from detente.cases.series import series_claims
from detente.cases.sourcefile import load_sources
from detente.claims.locators import digest, verify
from detente.claims.model import Claim
from detente.claims.store import load_claims, read_claim_file
from detente.errors import DetenteError, Fault, Severity
from detente.names.catalogue import OPEN_WORDS, catalogue, check_value, match_address, suggest
from detente.names.entities import KINDS, load_entities
from detente.names.faults import Faults, Keys
from detente.names.yamlfile import parse_yaml, read_text

FORMAT = "See docs/case-format.md."
UNCHECKED = "(unchecked)"
DISTS = ("uniform", "lognormal", "fixed")


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
        first = tuple(_faults_of(folder / "resolutions.yaml", _read_resolutions))
        return (None, first) if first else (case, ())
    except DetenteError as error:
        first = error.faults
    except Exception as error:
        first = (_misshapen(folder, error),)
    return None, tuple(_gather(folder)) or first


def _gather(folder: Path) -> Iterator[Fault]:
    yield from _faults_of(folder / "case.yaml", read_case_file)
    found: list[Any] = []
    yield from _faults_of(folder / "sources.yaml", lambda path: found.append(load_sources(path)[0]))
    entities = folder / "entities.yaml"
    yield from _faults_of(entities, lambda path: load_entities(parse_yaml(read_text(path), path), path))
    for path in sorted((folder / "claims").glob("*.yaml")) if found else ():
        if path.stem in found[0]:
            yield from _faults_of(path, lambda path: load_claims(path, found[0][path.stem]))
        else:
            remedy = "Name the file after a source of sources.yaml, or add the source there."
            yield Fault("claims of a source that the case doesn't have", remedy, str(path), value=path.stem)
    yield from _faults_of(folder / "series" / "series.yaml", lambda path: tuple(series_claims(path.parent)))
    yield from _faults_of(folder / "resolutions.yaml", _read_resolutions)


def _faults_of(path: Path, read: Callable[[Path], object]) -> Iterator[Fault]:
    try:
        read(path)
    except DetenteError as error:
        yield from error.faults
    except Exception as error:
        yield _misshapen(path, error)


def _misshapen(path: Path, error: Exception) -> Fault:
    """What a reader did not foresee is a fault of the file for its author, who can't mend the reader."""
    return Fault(f"not of the form expected here ({type(error).__name__}: {error})", FORMAT, str(path))


def _read_resolutions(path: Path) -> None:
    if not path.exists():
        return
    text = read_text(path)
    raw, faults = parse_yaml(text, path), Faults(path, text)
    listed = raw.get("resolutions") if isinstance(raw, Mapping) else None
    for n, entry in enumerate(listed if isinstance(listed, list) else [None]):
        outcomes = entry.get("outcomes") if isinstance(entry, Mapping) else None
        if not isinstance(outcomes, list) or not isinstance(entry.get("question"), str):
            faults.add(("resolutions", n), "a resolution needs question and outcomes", FORMAT, entry or "")
            continue
        for m, outcome in enumerate(outcomes):
            here = ("resolutions", n, "outcomes", m)
            if not isinstance(outcome, Mapping) or not isinstance(outcome.get("id"), str):
                faults.add(here, "an outcome needs its id", FORMAT, outcome)
            elif outcome.get("happened") not in (True, False, None):
                faults.add((*here, "happened"), "neither true, false nor null", FORMAT, outcome["happened"])
    faults.raise_errors()


# --- the whole check


def check(case: Case, slots_read: Collection[str], texts: Mapping[str, str] | None = None) -> Report:
    """Everything about a case that loads. ``slots_read``: what the model reads; ``texts``: those attached."""
    found = _Check(case, slots_read, texts or {})
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
    own = {p.slot: p.prior() for p in case.file.priors}
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


class _Check:
    """The checks of one case; faults are collected file by file and located at the end."""

    def __init__(self, case: Case, slots_read: Collection[str], texts: Mapping[str, str]) -> None:
        self.case, self.slots_read, self.texts = case, slots_read, texts
        self._files: dict[Path, Faults] = {}
        self._seen: set[tuple[str, str]] = set()

    def faults(self) -> tuple[Fault, ...]:
        """All faults, errors first, each in the order of its file."""
        self._case_file()
        for question, entry in enumerate(self.case.file.questions):
            self._question(("questions", question), entry)
        self._priors()
        self._sources()
        self._claims()
        self._series()
        self._resolutions()
        located = [fault for faults in self._files.values() for fault in faults.located()]
        return tuple(sorted(located, key=lambda fault: fault.severity != "error"))

    def _add(
        self, file: str, keys: Keys, reason: str, remedy: str, value: object = "", severity: Severity = "error"
    ) -> None:
        path = self.case.path / file
        self._files.setdefault(path, Faults(path)).add(keys, reason, remedy, value, severity)

    def _of_case(self, keys: Keys, reason: str, remedy: str, value: object, severity: Severity = "error") -> None:
        self._add("case.yaml", keys, reason, remedy, value, severity)

    def _once(self, file: str, name: str) -> bool:
        fresh = (file, name) not in self._seen
        self._seen.add((file, name))
        return fresh

    # --- case.yaml

    def _case_file(self) -> None:
        raw = parse_yaml(read_text(self.case.path / "case.yaml"), "case.yaml")
        for keys, known in _strangers(raw, CaseFile, ()):
            remedy = f"{_near(str(keys[-1]), known)} It is not read."
            self._of_case(keys, "not a field here", remedy, keys[-1], "warning")
        for keys, name in self._named():
            if name not in self.case.entities:
                remedy = f"Add it to entities.yaml. {_near(name, self.case.entities)}"
                self._of_case(keys, "not among the entities", remedy, name, "warning")
        actors = set(self.case.actors)
        for keys, name in self._acting():
            if name not in actors:
                remedy = f"One of {', '.join(sorted(actors))}."
                self._of_case(keys, "neither a side nor an outsider", remedy, name)
        if not self.case.file.questions:
            self._of_case(("questions",), "nothing is asked", "Add a question.", "", "warning")

    def _named(self) -> Iterator[tuple[Keys, str]]:
        """Names that the entities should know."""
        file = self.case.file
        for n, rivalry in enumerate(file.rivalries):
            here = ("rivalries", n)
            yield from (((*here, "sides"), side) for side in rivalry.sides)
            yield from (((*here, "truces"), pact) for pact in rivalry.truces)
            yield from (((*here, name), getattr(rivalry, name)) for name in ("border", "talks"))
            if rivalry.keepers:
                yield (*here, "keepers"), rivalry.keepers.force
        yield from ((("outsiders", n), outsider.id) for n, outsider in enumerate(file.outsiders))
        yield from ((("places", n), place.id) for n, place in enumerate(file.places) if not place.home)

    def _acting(self) -> Iterator[tuple[Keys, str]]:
        """Names that must be a side or an outsider."""
        file = self.case.file
        yield from ((("clients", client), patron) for client, patron in file.clients.items())
        yield from ((("places", n, "home"), place.home) for n, place in enumerate(file.places) if place.home)
        yield from ((("outsiders", n, "consent"), o.consent) for n, o in enumerate(file.outsiders) if o.consent)
        for n, rivalry in enumerate(file.rivalries):
            if rivalry.keepers:
                yield ("rivalries", n, "keepers", "provider"), rivalry.keepers.provider
        for n, question in enumerate(file.questions):
            if question.given:
                yield ("questions", n, "given", "do"), question.given.do.actor
            if question.responses:
                yield ("questions", n, "responses"), question.responses.to

    def _question(self, here: Keys, question: Question) -> None:
        days, ids = question.as_of, [outcome.id for outcome in question.outcomes]
        if not 1 <= len(days) <= 2 or days[0] > days[-1]:
            remedy = "Write [2020-07-21] or [2020-11-11, 2020-11-13]."
            self._of_case((*here, "as_of"), "not a day or two days in order", remedy, [str(day) for day in days])
        if question.months < 1:
            self._of_case(
                (*here, "months"), "a question looks at least a month ahead", "Give 1 or more.", question.months
            )
        if question.from_ is not None and question.from_ not in self.case.sources:
            remedy = _near(question.from_, self.case.sources)
            self._of_case((*here, "from"), "no such source", remedy, question.from_)
        for name in question.first_of:
            if name not in ids:
                self._of_case(
                    (*here, "first_of"), "the question has no such outcome", f"One of {', '.join(ids)}.", name
                )
        twice = [name for name, times in Counter(ids).items() if times > 1]
        if twice:
            self._of_case((*here, "outcomes"), "two outcomes have this id", "Give each its own.", twice[0])
        if not self._once("question", question.id):
            self._of_case((*here, "id"), "two questions have this id", "Give each its own.", question.id)
        for m, outcome in enumerate(question.outcomes):
            for pattern in outcome.reference:
                if not any(fnmatchcase(rate, pattern) for rate in reference_rates()):
                    remedy = _near(pattern, reference_rates())
                    self._of_case((*here, "outcomes", m, "reference"), "no such reference rate", remedy, pattern)

    def _priors(self) -> None:
        for n, prior in enumerate(self.case.file.priors):
            here = ("priors", n)
            reason, remedy = _wrong_prior(prior)
            if reason:
                self._of_case(here, reason, remedy, f"{prior.slot}: {prior.low:g} to {prior.high:g}, {prior.dist}")
            elif not self._once("prior", prior.slot):
                self._of_case(here, "two priors on this slot", "Keep one.", prior.slot)
            elif prior.slot not in self.slots_read and self.slots_read:
                remedy = _near(prior.slot, self.slots_read)
                self._of_case(here, "the model doesn't read this slot in this case", remedy, prior.slot, "warning")

    # --- sources and claims

    def _sources(self) -> None:
        speaking = {claim.source for claim in self.case.claims}
        for n, source in enumerate(self.case.sources.values()):
            if source.id in speaking and not source.reliability_why:
                remedy = "Add reliability_why: in a few words, what speaks for and against it."
                here = ("sources", n)
                self._add("sources.yaml", here, "no reason for its reliability", remedy, source.id, "warning")
        if not self.case.voices_absent:
            remedy = "Add voices_absent: whose word is missing from this case?"
            self._add("sources.yaml", (), "no word on whose voices are absent", remedy, "", "warning")

    def _claims(self) -> None:
        ids = {claim.id for claim in self.case.claims}
        groups: dict[str, list[Claim]] = {}
        for claim in self.case.claims:
            groups.setdefault(claim.source, []).append(claim)
        for source, group in groups.items():
            file = f"claims/{source}.yaml"
            if not (self.case.path / file).exists():
                continue  # a series
            for n, claim in enumerate(group):
                here = ("claims", n)
                for field, reason, remedy, value in self._names_of(claim):
                    if self._once(file, f"{reason} {value}"):
                        self._add(file, (*here, field), reason, remedy, value, "warning")
                for _, link in claim.links:
                    if link not in ids:
                        remedy = "Give the id of a claim, or delete the link."
                        self._add(file, (*here, "links"), "no such claim", remedy, link, "warning")
            if source in self.texts:
                self._text(file, group, self.texts[source])

    def _names_of(self, claim: Claim) -> Iterator[tuple[str, str, str, str]]:
        """Names in a claim that the case doesn't know: field, reason, remedy, name."""
        known = self.case.entities
        add = "Add it to entities.yaml."
        address = match_address(claim.slot)
        assert address is not None, "loading refuses what is no address"
        attribute = catalogue()[address.attribute]
        # mechanisms and issues are named by those who speak of them
        if address.subject not in known and attribute.subject != "mechanism":
            yield (
                "slot",
                "the subject is not among the entities",
                f"{_near(address.subject, known)} {add}",
                address.subject,
            )
        if attribute.key is None and address.key is not None:
            yield "slot", f"{attribute.name} takes no key", "Drop what stands in brackets.", claim.slot
        elif attribute.key in KINDS and attribute.key != "issue":
            if address.key is None:
                yield "slot", f"{attribute.name} needs a key", f"Write [{attribute.key}] after it.", claim.slot
            elif address.key not in known:
                yield "slot", "the key is not among the entities", f"{_near(address.key, known)} {add}", address.key
        for name in (claim.asserted_by, *claim.attribution):
            if name not in known and name not in self.case.sources:
                yield "by", "who says it is not among the entities", f"{_near(name, known)} {add}", name
        taken = (*attribute.words, *attribute.readings, *OPEN_WORDS)
        for word in claim.value.words if attribute.words_from else ():
            if word not in taken and word not in known:
                yield "value", "the value is not among the entities", f"{_near(word, known)} {add}", word

    def _text(self, file: str, group: Iterable[Claim], text: str) -> None:
        """Spans that don't stand in the attached text: an error if it is the very text that was read."""
        path = self.case.path / file
        expected = read_claim_file(path, self.case.sources[path.stem]).text_sha256
        same = digest(text) == expected
        for n, claim in enumerate(group):
            state = verify(claim.at, text).state if claim.at is not None else "exact"
            if claim.at is None or state == "exact" or (state == "moved" and not same):
                continue
            beyond = claim.at.end > len(text)
            reason = (
                "the span ends beyond its text" if beyond else "the words of the span don't stand there in its text"
            )
            remedy = "Correct start, end and sha256." if same else "Attach the text that was read, or locate it anew."
            value = f"{claim.at.start}-{claim.at.end} of {len(text)}"
            self._add(file, ("claims", n, "at"), reason, remedy, value, "error" if same else "warning")

    def _series(self) -> None:
        for claim in self.case.claims:
            address = match_address(claim.slot)
            if not claim.made_by.startswith("rule series") or address is None:
                continue
            number = [i for i, source in enumerate(self._series_ids()) if source == claim.source]
            here: Keys = ("series", number[0]) if number else ()
            if claim.source not in self.case.sources and self._once("series", claim.source):
                remedy = f"Add it to sources.yaml with kind: series. {_near(claim.source, self.case.sources)}"
                self._add("series/series.yaml", here, "no such source", remedy, claim.source)
            reason = _wrong_series(claim, address.attribute)
            if reason and self._once("series", f"{claim.source} {reason}"):
                remedy = "Correct slots or unit of the series, or the number in its file."
                self._add("series/series.yaml", here, reason, remedy, claim.slot)

    def _series_ids(self) -> list[str]:
        if not hasattr(self, "_ids"):
            path = self.case.path / "series" / "series.yaml"
            self._ids = [str(series["id"]) for series in parse_yaml(read_text(path), path)["series"]]
        return self._ids

    # --- resolutions

    def _resolutions(self) -> None:
        path = self.case.path / "resolutions.yaml"
        if not path.exists():
            return
        for n, entry in enumerate(parse_yaml(read_text(path), path).get("resolutions") or ()):
            question = self.case.question(entry["question"])
            if question is None:
                remedy = _near(entry["question"], [q.id for q in self.case.file.questions])
                self._add(
                    "resolutions.yaml", ("resolutions", n, "question"), "no such question", remedy, entry["question"]
                )
                continue
            ids = [outcome.id for outcome in question.outcomes]
            for m, outcome in enumerate(entry["outcomes"]):
                here = ("resolutions", n, "outcomes", m)
                if outcome["id"] not in ids:
                    remedy = f"The question has {', '.join(ids)}."
                    self._add("resolutions.yaml", (*here, "id"), "no such outcome", remedy, outcome["id"])
                elif outcome.get("happened") is not None and not outcome.get("citation"):
                    remedy = "Add citation: where it can be looked up."
                    self._add("resolutions.yaml", here, "settled without a citation", remedy, outcome["id"])


def _wrong_prior(prior: SlotPrior) -> tuple[str, str]:
    """Why a prior of the case can't be used, and what to do; empty where it can."""
    address = match_address(prior.slot)
    if address is None:
        return "not the address of a slot", "Write subject.attribute or subject.attribute[key]."
    if address.attribute not in catalogue():
        return f"no slot has the attribute {address.attribute}", suggest(address.attribute)
    attribute = catalogue()[address.attribute]
    if attribute.type != "number":
        return f"{attribute.name} takes words, and a prior is a range of numbers", "Make it a claim."
    if prior.dist not in DISTS:
        return "no such distribution", f"One of {', '.join(DISTS)}."
    if prior.dist == "lognormal" and prior.low <= 0:
        return "a lognormal prior starts above 0", "Raise low, or use uniform."
    reason = check_value(attribute, (prior.low, prior.high), attribute.unit)
    return (reason, f"Give low <= high in {attribute.unit}.") if reason else ("", "")


def _wrong_series(claim: Claim, name: str) -> str | None:
    if name not in catalogue():
        return f"no slot has the attribute {name}"
    return check_value(catalogue()[name], claim.value.low or 0.0, claim.value.unit)


def _near(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    return f"One of {', '.join(names)}." if 0 < len(names) <= 12 else FORMAT


def _strangers(raw: Any, kind: Any, here: Keys) -> Iterator[tuple[Keys, tuple[str, ...]]]:
    """Fields of a document that its dataclass doesn't have, and those that it has."""
    if isinstance(raw, list):
        inner = next((part for part in get_args(kind) if part is not Ellipsis), None)
        for n, part in enumerate(raw):
            yield from _strangers(part, inner, (*here, n))
    kind = _dataclass_in(kind)
    if not isinstance(raw, Mapping) or kind is None:
        return
    hints = {name.removesuffix("_"): hint for name, hint in get_type_hints(kind).items()}
    known = tuple(field.name.removesuffix("_") for field in fields(kind))
    for name, part in raw.items():
        if name in known:
            yield from _strangers(part, hints[name], (*here, name))
        else:
            yield (*here, name), known


def _dataclass_in(kind: Any) -> Any:
    options = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return next((option for option in options if isinstance(option, type) and is_dataclass(option)), None)
