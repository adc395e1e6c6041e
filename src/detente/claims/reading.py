"""One raw claim of a file to a :class:`Claim`: types, units, ranges, and what could be known when."""

from __future__ import annotations

import re
from typing import get_args

from detente.claims.fields import Fields
from detente.claims.model import Bound, Change, Claim, Kind, Locator, Modality, ModalityClass, Stance, Status, Value
from detente.claims.values import parse_value
from detente.claims.vintage import DATED
from detente.names.catalogue import catalogue, match_address, suggest
from detente.sources.model import ZONES, Source

FIELDS = (
    "id", "slot", "kind", "value", "bound", "unit", "original", "by", "attribution", "stance", "modality",
    "condition", "event_time", "event_basis", "known_from", "known_basis", "credibility", "origin", "weight",
    "status", "made_by", "at", "citation", "paraphrase", "translator", "note", "links",
    "changes",
)  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_claim(fields: Fields, source: Source) -> Claim | None:
    """The claim, or None where a fault was noted (all of them are)."""
    before = fields.faults.count
    fields.only(FIELDS)
    value = _value(fields)
    known_from = fields.day("known_from", source.counts_from)
    claim = Claim(
        source=source.id,
        slot=fields.text("slot", required=True) or "",
        kind=_kind(fields),
        value=value or Value("unknown"),
        asserted_by=fields.text("by", required=True) or "",
        known_from=known_from,
        paraphrase=fields.text("paraphrase", required=True) or "",
        origin=fields.text("origin") or source.id,
        at=_locator(fields),
        citation=fields.text("citation"),
        attribution=fields.words("attribution"),
        stance=fields.choice("stance", get_args(Stance), "endorses"),
        modality=_modality(fields),
        condition=fields.text("condition"),
        event_time=fields.period("event_time"),
        event_basis=fields.text("event_basis"),
        known_basis=fields.text("known_basis") or "publication",
        credibility=fields.integer("credibility", 1, 6, 6),
        weight=fields.number("weight", 0.0, 1.0, 1.0),
        status=fields.choice("status", get_args(Status), "accepted"),
        made_by=fields.text("made_by") or "person",
        note=fields.text("note"),
        links=fields.pairs("links"),
        translator=fields.text("translator"),
        changes=_changes(fields),
    )
    _check_support(claim, fields, source)
    _check_known(claim, fields, source)
    return claim if fields.faults.count == before else None


def _kind(fields: Fields) -> Kind:
    if "kind" not in fields:
        fields.faults.add(fields.keys, "kind is missing", f"Add kind: one of {', '.join(KINDS)}.")
    kind: Kind = fields.choice("kind", KINDS, "measure")
    return kind


def _value(fields: Fields) -> Value | None:
    attribute_name = _attribute_name(fields)
    if "value" not in fields:
        fields.faults.add(fields.keys, "value is missing", "Add value: a number, range or word.")
    bound: Bound = fields.choice("bound", get_args(Bound), "exact")
    unit, original = fields.text("unit"), fields.text("original")
    if attribute_name is None or "value" not in fields:
        return None
    attribute = catalogue()[attribute_name]
    value = parse_value(fields.raw["value"], attribute, bound, unit, original)
    if isinstance(value, str):
        remedy = "Correct the value, or use the slot it belongs to; the source's own number goes to `original`."
        fields.fault("value", value, remedy)
        return None
    return value


def _attribute_name(fields: Fields) -> str | None:
    slot = fields.raw.get("slot")
    if slot is None:
        return None  # reported as missing with the other texts
    address = match_address(slot)
    if address is None:
        fields.fault("slot", "not the address of a slot", "Write subject.attribute or subject.attribute[key].")
    elif address.attribute not in catalogue():
        fields.fault("slot", f"no slot has the attribute {address.attribute}", suggest(address.attribute))
    else:
        return address.attribute
    return None


def _locator(fields: Fields) -> Locator | None:
    at = fields.within("at")
    if at is None:
        return None
    at.only(("start", "end", "sha256", "paragraph", "anchor", "zone"))
    start, end = at.integer("start", 0, 10**9, -1), at.integer("end", 0, 10**9, -1)
    if 0 <= end <= start:
        at.fault("end", "the span is empty", "end must lie after start.")
    digest = at.text("sha256", required=True) or ""
    if digest and not _SHA256.fullmatch(digest):
        at.fault("sha256", "not a SHA-256 digest", "Give the 64 hexadecimal digits of the span's digest.")
    anchor = at.text("anchor", required=True) or ""
    if len(anchor.split()) > 5:
        at.fault("anchor", "an anchor of more than five words", "Keep the first five words of the span.")
    paragraph = at.integer("paragraph", 1, 10**6, 1)
    return Locator(start, end, digest, paragraph, anchor, at.choice("zone", ZONES, "body"))


def _modality(fields: Fields) -> Modality:
    raw = fields.within("modality")
    if raw is None:
        return Modality()
    raw.only(("class", "phrase", "cue", "scale"))
    cue = raw.raw.get("cue")
    if cue is not None and not _is_span(cue):
        raw.fault("cue", "not the span of a cue", "Write [start, end] with start before end.")
        cue = None
    return Modality(
        raw.choice("class", get_args(ModalityClass), "asserted"),
        (cue[0], cue[1]) if cue else None,
        raw.text("phrase"),
        raw.text("scale") or "capphrase",
    )


def _changes(fields: Fields) -> tuple[Change, ...]:
    found = []
    for part in fields.mappings("changes"):
        part.only(("what", "by", "why"))
        what, by, why = (part.text(name, required=True) or "" for name in ("what", "by", "why"))
        found.append(Change(what, by, why))
    return tuple(found)


def _is_span(cue: object) -> bool:
    ends = isinstance(cue, list) and len(cue) == 2 and all(type(end) is int for end in cue)
    return ends and 0 <= cue[0] < cue[1]  # type: ignore[index]


def _check_support(claim: Claim, fields: Fields, source: Source) -> None:
    """A claim of an analysis has a place in its text; one of public record has a citation."""
    if source.kind == "analysis" and claim.at is None and claim.citation is None and "at" not in fields:
        fields.faults.add(fields.keys, "the claim has no place in its source", "Add `at`, or a citation of its own.")
    if source.kind != "analysis" and claim.at is not None:
        fields.fault("at", f"a {source.kind} has no text to point into", "Remove `at` and give a citation.")
    if source.kind == "record" and claim.citation is None:
        fields.faults.add(fields.keys, "a record without a citation", "Add citation: where it stands.")


def _check_known(claim: Claim, fields: Fields, source: Source) -> None:
    """Nothing an analysis says was known before it came out, except dated facts with their own citation."""
    if source.kind != "analysis":
        if "known_from" not in fields:
            remedy = "Add known_from: the first day on which the world could know it."
            fields.faults.add(fields.keys, f"a {source.kind} without the day it was known", remedy)
        return
    if claim.known_from >= source.counts_from:
        return
    remedy = f"Remove known_from: it counts from {source.counts_from}."
    if claim.kind not in DATED:
        article = "an" if claim.kind[0] in "aeiou" else "a"
        fields.fault("known_from", f"{article} {claim.kind} known before its publication", remedy)
    elif claim.citation is None:
        reason = f"{claim.kind} known before the publication of its source, without a citation of its own"
        fields.fault("known_from", reason, f"{remedy[:-1]}, or add the citation.")
