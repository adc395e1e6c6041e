"""A claim from the words of an analyst, and what becomes of it when it is judged. Nothing is overwritten unsaid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente.claims.fields import Fields
from detente.claims.locators import digest, paragraph_of
from detente.claims.model import Change, Claim, Locator, Status
from detente.claims.reading import read_claim
from detente.claims.writing import raw_fields, scalar
from detente.errors import Fault, UsageError
from detente.names.catalogue import catalogue, match_address
from detente.names.faults import Faults
from detente.sources.model import Source

_NUMBER = r"[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_RANGE = re.compile(rf"({_NUMBER})(?:\s*\.\.\s*({_NUMBER}))?")
SUPERSEDES = "supersedes"


def value_of(text: str) -> object:
    """The value in words of the command line: ``300``, ``200..300``, ``bound``, ``2020-11-10`` or ``best > next``."""
    found = _RANGE.fullmatch(text.strip())
    if found:
        low, high = (_number(end) if end else None for end in found.groups())
        return low if high is None else [low, high]
    words = [word.strip() for word in text.split(" > ")]
    return {"order": words} if len(words) > 1 else text.strip()


def _number(text: str) -> float | int:
    number = float(text)
    return int(number) if number.is_integer() else number


def draft(raw: Mapping[str, Any], source: Source, file: str | Path = "") -> Claim:
    """The claim that these fields of a file make. Raises InputError with every fault of them."""
    faults = Faults(file, "")
    claim = read_claim(Fields(_with_unit(raw), (), faults), source)
    faults.raise_errors()
    assert claim is not None, "a claim without a fault is one"
    return claim


def _with_unit(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A number without a unit is in that of its slot."""
    address = match_address(raw.get("slot"))
    attribute = catalogue().get(address.attribute) if address else None
    if attribute is None or raw.get("unit") is not None or not isinstance(raw.get("value"), int | float | list):
        return dict(raw)
    return {**raw, **({"unit": attribute.unit} if attribute.type == "number" else {})}


def span(text: str, ends: str) -> Locator:
    """The locator of ``START..END``. Raises UsageError where that is no span of the text."""
    start, _, end = ends.partition("..")
    if not (start.strip().isdecimal() and end.strip().isdecimal()):
        raise UsageError(Fault("not a span", "Write START..END, as 120..164.", path="--span", value=ends))
    first, last = int(start), int(end)
    if not first < last <= len(text):
        reason = "the span is empty" if last <= first else "the span ends beyond the text"
        remedy = f"The text has {len(text)} characters; END lies after START."
        raise UsageError(Fault(reason, remedy, path="--span", value=ends))
    words = text[first:last]
    return Locator(first, last, digest(words), paragraph_of(text, first), " ".join(words.split()[:5]) or "…")


def judged(claim: Claim, status: Status, change: Change) -> Claim:
    """The claim with another status. Raises UsageError where it has it already, or another stands in its place."""
    if claim.status == "superseded":
        remedy = "Judge the claim that stands in its place."
        raise UsageError(Fault("another claim stands in its place", remedy, value=claim.id))
    if claim.status == status:
        raise UsageError(Fault(f"the claim is {status} already", "Leave it out.", value=claim.id))
    return replace(claim, status=status, changes=(*claim.changes, change))


def edited(claim: Claim, fields: Mapping[str, Any], source: Source, who: str, why: str) -> tuple[Claim, Claim | None]:
    """The claim as it stays, and the one that takes its place where it says something else now.

    What a claim is told by (place, slot, value, asserter, time) is never changed in it: the old claim stays as
    superseded, and the new one names it. Anything else changes in place, with a remark. An edited proposal is
    accepted. Raises InputError for fields that can't be, UsageError where nothing changes.
    """
    before = raw_fields(claim, source)
    changed = {name: value for name, value in fields.items() if before.get(name) != value}
    if not changed:
        raise UsageError(Fault("the claim says so already", "Give a field another value.", value=claim.id))
    if claim.status == "superseded":
        raise UsageError(Fault("another claim stands in its place", "Edit that one.", value=claim.id))
    kept = {k: v for k, v in before.items() if k != "id" and not (k == "unit" and {"slot", "value"} & changed.keys())}
    new = draft({**kept, **changed, "status": "accepted"}, source)
    if "paraphrase" not in changed and claim.paraphrase == told(claim):
        new = replace(new, paraphrase=told(new))
    what = ", ".join(f"{name} {_shown(before.get(name))} to {_shown(value)}" for name, value in changed.items())
    if new.id == claim.id:
        return replace(new, changes=(*claim.changes, Change(what, who, why))), None
    old = judged(claim, "superseded", Change("superseded", who, why))
    links = (*(link for link in new.links if link[0] != SUPERSEDES), (SUPERSEDES, claim.id))
    return old, replace(new, made_by=f"person {who}", links=links, changes=(Change(what, who, why),))


def _shown(value: object) -> str:
    return "(none)" if value is None else scalar(value)


def told(claim: Claim) -> str:
    """A claim in words made from its fields alone: what stands for a paraphrase until somebody writes one."""
    address = match_address(claim.slot)
    what = claim.slot if address is None else f"{address.subject}, {address.attribute}"
    key = f" ({address.key})" if address and address.key else ""
    value = claim.value
    bound = "" if value.bound == "exact" else f"{value.bound} "
    ends = [f"{end:,.12g}" for end in dict.fromkeys((value.low, value.high)) if end is not None]
    said = " > ".join(value.words) or " to ".join(ends) or value.type
    hedge = f", {claim.modality.phrase}" if claim.modality.phrase else ""
    return f"{what}{key}, {bound}{said} {value.unit or ''}".replace("_", " ").strip() + hedge
