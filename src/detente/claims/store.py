"""The store: one YAML file a source, in a stable order, that reads and writes back to the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from detente.cache import kept, source_digest
from detente.claims.fields import Fields
from detente.claims.model import Claim
from detente.claims.reading import read_claim
from detente.claims.writing import dump_claims, entry_lines, scalar, written_fields
from detente.names.catalogue import catalogue_text
from detente.names.faults import Faults
from detente.names.yamledit import UneditableError, add_entry, set_fields
from detente.names.yamlfile import parse_yaml, read_text
from detente.sources.model import Source

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ClaimFile:
    """A claim file as read: its claims, and the digest of the text they point into (None for a record).

    ``remarks`` are its comment lines: those before claim n under n, those at the top under -1.
    """

    text_sha256: str | None
    claims: tuple[Claim, ...]
    remarks: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def load_claims(path: Path, source: Source) -> tuple[Claim, ...]:
    """The claims of a file, in its order. Raises :class:`InputError` with every fault and its line.

    Parsing a thousand claims takes half a second, so what was read without fault is kept, by the file's own text.
    """
    text = read_text(path)
    return kept(f"{source!r}\0{text}", _reading(), lambda: parse_claim_file(text, source, path).claims)


@cache
def _reading() -> str:
    """A digest of the code that reads claims, and of the catalogue that it checks them against."""
    return source_digest("claims", "names", "sources", also=catalogue_text())


def read_claim_file(path: Path, source: Source) -> ClaimFile:
    """The claims of a file and the digest of their text. Raises :class:`InputError` with every fault."""
    return parse_claim_file(read_text(path), source, path)


def parse_claim_file(text: str, source: Source, file: str | Path = "") -> ClaimFile:
    """As :func:`read_claim_file`, of the text of a claim file; ``file`` is only named in faults."""
    faults = Faults(file, text)
    document = parse_yaml(text, file)
    if not isinstance(document, Mapping):
        faults.add((), "not a claim file", "It starts with `source:`, `text_sha256:` and `claims:`.", document)
        faults.raise_errors()
    head = Fields(document, (), faults)
    digest = _head(head, source)
    claims = _claims(document.get("claims"), source, faults)
    faults.raise_errors()
    return ClaimFile(digest, claims, remarks_of(text))


def remarks_of(text: str) -> dict[int, tuple[str, ...]]:
    """The comment lines of a claim file by the number of the claim that follows them, -1 for the top."""
    found: dict[int, list[str]] = {}
    number, dash, inside = -1, "", False
    for line in text.split("\n"):
        bare = line.lstrip()
        if bare.startswith("#"):
            found.setdefault(number + 1 if inside else -1, []).append(bare)
        elif line.startswith("claims:"):
            inside = True
        elif inside and bare.startswith("- "):
            dash = dash or line[: len(line) - len(bare)] + "- "
            number += line.startswith(dash)
    return {place: tuple(lines) for place, lines in found.items()}


def _head(head: Fields, source: Source) -> str | None:
    head.only(("source", "text_sha256", "claims"))
    named = head.text("source", required=True)
    if named and named != source.id:
        head.fault("source", f"the file belongs to another source than {source.id}", "Correct the id of the source.")
    digest = head.text("text_sha256", required=source.kind == "analysis")
    if digest and not _SHA256.fullmatch(digest):
        head.fault("text_sha256", "not a SHA-256 digest", "Give the 64 hexadecimal digits of the frozen text.")
    return digest


def _claims(raw: Any, source: Source, faults: Faults) -> tuple[Claim, ...]:
    if not isinstance(raw, list):
        faults.add(("claims",), "claims must be a list", "Write `claims:` and one `- ` for each.", raw)
        return ()
    found: list[Claim] = []
    lines: dict[str, int] = {}
    for number, item in enumerate(raw):
        if not isinstance(item, Mapping):
            faults.add(("claims", number), "a claim must be a mapping", "Write `- slot: …` and its fields.", item)
            continue
        claim = read_claim(Fields(item, ("claims", number), faults), source)
        if claim is not None:
            _check_id(claim, item.get("id"), number, lines, faults)
            found.append(claim)
    return tuple(found)


def _check_id(claim: Claim, written: object, number: int, seen: dict[str, int], faults: Faults) -> None:
    actual = claim.id
    if written is not None and written != actual:
        remedy = "Delete the id line; the tool writes the new id."
        faults.add(("claims", number, "id"), f"the claim changed: its id is now {actual}", remedy, written)
    if actual in seen:
        reason = f"the same claim as claims[{seen[actual]}]: same span, slot, value, asserter and time"
        faults.add(("claims", number), reason, "Delete one of the two.", actual)
    seen.setdefault(actual, number)


def edit_claim_file(text: str, source: Source, before: ClaimFile, after: Sequence[Claim], file: str | Path = "") -> str:
    """The text of a claim file with ``after`` in place of ``before``: changed claims where they stand, new ones last.

    Only the lines of what changed differ. Where the text can't be changed in place it is written anew in the
    stable layout. Raises :class:`InputError` where a claim can't be written as it is.
    """
    try:
        edited = _in_place(text, source, before.claims, after)
    except UneditableError:
        edited = ""
    if not edited or parse_claim_file(edited, source, file).claims != tuple(after):
        edited = dump_claims(after, source, before.text_sha256, before.remarks)
        parse_claim_file(edited, source, file)
    return edited


def _in_place(text: str, source: Source, before: Sequence[Claim], after: Sequence[Claim]) -> str:
    for number, (old, new) in enumerate(zip(before, after, strict=False)):
        if old != new:
            was, now = written_fields(old, source), written_fields(new, source)
            changed = {name: value for name, value in now.items() if was.get(name) != value}
            # a field that went back to its default says so, rather than leave a gap
            changed |= {name: scalar(getattr(new, name, None)) for name in was if name not in now}
            text = set_fields(text, ("claims", number), changed)
    for claim in after[len(before) :]:
        text = add_entry(text, "claims", entry_lines(claim, source))
    return text
