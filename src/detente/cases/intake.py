"""What analysts bring to a case: texts with their proposals, sources, claims. Each gives the files as they would be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from detente.cases.check_claims import unknown_names
from detente.cases.check_texts import text_digest_of
from detente.cases.model import Case
from detente.cases.sourcefile import parse_sources
from detente.claims.drafting import draft, told
from detente.claims.model import Claim
from detente.claims.proposing.pipeline import Model
from detente.claims.proposing.proposals import propose
from detente.claims.proposing.sentence import AUTHOR, READER, UNKNOWN
from detente.claims.store import ClaimFile, edit_claim_file, parse_claim_file
from detente.claims.writing import dump_claims, raw_fields, scalar
from detente.errors import Fault, InputError, UsageError
from detente.names.yamledit import add_entry
from detente.names.yamlfile import read_text
from detente.sources.model import Document, Source


@dataclass(frozen=True, slots=True)
class Sheet:
    """The claim file of a source: its path within the case, its text (empty where there is none yet), its claims."""

    name: str
    source: Source
    text: str
    read: ClaimFile

    def holding(self, claims: Sequence[Claim]) -> dict[str, str]:
        """The file with these claims: those it has, in their order, and then new ones. Raises InputError."""
        if not self.text:
            return {self.name: dump_claims(claims, self.source, self.read.text_sha256)}
        return {self.name: edit_claim_file(self.text, self.source, self.read, claims, self.name)}


def sheet(case: Case, source: Source, text_sha256: str | None = None) -> Sheet:
    """The claim file of a source as it is. ``text_sha256`` is the digest of its text where there is no file yet.

    Raises UsageError for a series, whose claims come from its table.
    """
    if source.kind == "series":
        remedy = "Change its table in series/, or claim something else on another source's word."
        raise UsageError(Fault("the claims of a series come from its table", remedy, value=source.id))
    path = case.path / "claims" / f"{source.id}.yaml"
    text = read_text(path) if path.exists() else ""
    read = parse_claim_file(text, source, path) if text else ClaimFile(text_sha256, ())
    return Sheet(f"claims/{source.id}.yaml", source, text, read)


def find_claims(case: Case, names: Iterable[str]) -> tuple[Claim, ...]:
    """The claims of those ids, or of the only one that begins so. Raises UsageError with every name that fits none."""
    found: dict[str, Claim] = {}
    faults = []
    for name in names:
        start = name if name.startswith("c-") else f"c-{name}"
        fitting = [claim for claim in case.claims if claim.id.startswith(start)] if start != "c-" else []
        if len(fitting) == 1:
            found[fitting[0].id] = fitting[0]
        elif fitting:
            faults.append(Fault("several claims begin so", f"{', '.join(c.id for c in fitting[:6])}.", value=name))
        else:
            faults.append(Fault("no such claim", "`detente claims` shows their ids.", value=name))
    if faults:
        raise UsageError(*faults)
    return tuple(found.values())


def check_names(case: Case, claim: Claim) -> None:
    """Refuse a claim that speaks of what the case doesn't know. Raises InputError."""
    faults = [
        Fault(reason, remedy, f"claims/{claim.source}.yaml", path=field, value=value)
        for field, reason, remedy, value in unknown_names(case, claim)
    ]
    if faults:
        raise InputError(*faults)


def check_new(case: Case, claim: Claim) -> None:
    """Refuse a claim that the case has. Raises InputError."""
    known = next((c for c in case.claims if c.id == claim.id), None)
    if known is not None:
        remedy = "Nothing to add; `detente claim edit` changes what it says, `accept` its status."
        raise InputError(Fault(f"the case has this claim, {known.status}", remedy, value=claim.id))


def with_source(case: Case, fields: Mapping[str, Any]) -> tuple[Source, dict[str, str]]:
    """A source that these fields make, and ``sources.yaml`` with it. Raises InputError with every fault of them."""
    path = case.path / "sources.yaml"
    lines = [f"{name}: {scalar(value)}" for name, value in fields.items() if value not in (None, [], "")]
    text = add_entry(read_text(path), "sources", lines)
    sources, _ = parse_sources(text, path)
    return sources[fields["id"]], {"sources.yaml": text}


@dataclass(frozen=True, slots=True)
class Taken:
    """A document on its way into a case: the files as they would be, its proposals, how many are new or unusable.

    ``strangers`` are those whom it makes speak and the case doesn't know, in the order in which they do.
    """

    files: Mapping[str, str]
    proposals: tuple[Claim, ...]
    fresh: int
    dropped: int
    strangers: tuple[str, ...] = ()


def take_in(case: Case, document: Document, name: str, about: Mapping[str, Any], model: Model | None = None) -> Taken:
    """Read a document into a case as source ``name``: reading it again adds only what is found anew.

    ``about`` holds fields of the source (title, authors, language, …). Raises UsageError where another text or day is
    known by this name, or this text by another, or nobody says when the document came out; ModelError where the model
    fails.
    """
    _check_text(case, document, name)
    source, files = _source_of(case, document, name, about)
    page = sheet(case, source, document.text.sha256)
    if page.read.text_sha256 not in (None, document.text.sha256):
        remedy = "Give another --source, or the text from which its claims were read."
        raise UsageError(Fault("the source has another text", remedy, path="--source", value=name))
    if name in case.sources:
        _check_day(source, document)
    day = source.counts_from
    dated = replace(document, published=day)  # what is said of "last March" hangs on it
    found = propose(dated, case.entities, name, day, model, facing(case)) if source.language == "en" else ()
    kept, dropped = _storable(source, found)
    known = {claim.id for claim in page.read.claims}
    fresh = [claim for claim in kept if claim.id not in known]
    files = {**files, **page.holding((*page.read.claims, *fresh))}
    return Taken(files, tuple(kept), len(fresh), dropped, strangers(case, source, kept))


def facing(case: Case) -> Mapping[str, frozenset[str]]:
    """The enemies of each party: the other side of a rivalry, and whoever fights for it."""
    clients = case.file.clients
    found: dict[str, set[str]] = {}
    for rivalry in case.file.rivalries:
        camps = [{side, *(name for name, patron in clients.items() if patron == side)} for side in rivalry.sides]
        for own, others in (camps, camps[::-1]):
            for name in own:
                found.setdefault(name, set()).update(others - own)
    return {name: frozenset(others) for name, others in found.items()}


def strangers(case: Case, source: Source, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Who says something in these claims and is nobody whom the case knows; readers and nobody in particular aside."""
    known = {*case.entities, *case.sources, source.id, READER, UNKNOWN}
    return tuple(dict.fromkeys(claim.asserted_by for claim in claims if claim.asserted_by not in known))


def _source_of(case: Case, document: Document, name: str, about: Mapping[str, Any]) -> tuple[Source, dict[str, str]]:
    """The source of a document: that of the case, or a new one."""
    if name in case.sources:
        if case.sources[name].kind != "analysis":
            remedy = "Give another --source."
            raise UsageError(Fault("this source has no text", remedy, path="--source", value=name))
        return case.sources[name], {}
    if document.published is None:
        remedy = "Give it with --published, as 2021-03-04: nothing it says counts before."
        raise UsageError(Fault("nobody says when the document came out", remedy, path="--published"))
    authors, why = list(about.get("authors", ())), about.get("reliability_why")
    fields = {
        "id": name,
        "kind": "analysis",
        "title": about.get("title") or title_of(document) or name,
        "authors": authors,
        "publisher": about.get("publisher"),
        "published": document.published,
        "published_basis": "given by the user",
        "language": about.get("language"),
        "reliability": about.get("reliability") or "F",
        "reliability_why": why or "nobody has rated it yet",
    }
    return with_source(case, fields)


def title_of(document: Document) -> str:
    """The title that a document bears, on one line; empty where it bears none."""
    parts = (document.text.text[p.start : p.end] for p in document.passages if p.zone == "title")
    return " ".join(" ".join(parts).split())


def _check_text(case: Case, document: Document, name: str) -> None:
    """Refuse a text that the case has from another source: whoever wrote it would speak twice, and weigh as two."""
    for other in case.sources if name not in case.sources else ():
        if text_digest_of(case.path / "claims" / f"{other}.yaml") == document.text.sha256:
            remedy = f"Read it again with --source {other}: only what is found anew is added."
            reason = f"the case has this text as the source {other}, and it would count as two voices"
            raise UsageError(Fault(reason, remedy, path="--source", value=name))


def _check_day(source: Source, document: Document) -> None:
    """Refuse another day for a source that the case knows: all that was read from it counts from the one it has."""
    first, last = source.published
    day = document.published
    if day is not None and not first <= day <= last:
        known = f"{first}" if first == last else f"{first} to {last}"
        remedy = (
            f"It came out {known}, by sources.yaml: leave --published out, or first change the day there and read the "
            "text into the case anew."
        )
        raise UsageError(Fault("the case has another day for this source", remedy, path="--published", value=str(day)))


def _storable(source: Source, proposals: Iterable[Claim]) -> tuple[list[Claim], int]:
    """Proposals as a claim file can hold them, and how many it can't; the author's own words are the source's.

    Nobody else becomes the author: whoever isn't known to the case, and a reader, keeps the name the text has for him.
    """
    kept: dict[str, Claim] = {}
    dropped = 0
    for claim in proposals:
        by = source.id if claim.asserted_by == AUTHOR else claim.asserted_by
        whole = replace(claim, asserted_by=by, source=source.id, origin=source.id)
        whole = replace(whole, paraphrase=whole.paraphrase or told(whole))
        try:
            made = draft(raw_fields(whole, source), source)
        except InputError:
            dropped += 1
        else:
            kept.setdefault(made.id, made)
    return list(kept.values()), dropped


def slug(name: str) -> str:
    """An id made of a name: lower-case letters and digits joined by hyphens."""
    import unicodedata

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
