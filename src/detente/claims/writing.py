"""Claims to the text of a claim file: one layout, so that files differ only where claims do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import yaml

from detente.claims.model import Claim, Locator, Modality
from detente.claims.values import raw_value
from detente.names.yamledit import assignment
from detente.sources.model import Source

_PLAIN = re.compile(r"[a-z][a-z0-9_.-]*[a-z0-9_]")
_NOT_PLAIN = frozenset({"yes", "no", "on", "off", "true", "false", "null"})  # YAML reads these as something else


def dump_claims(
    claims: Iterable[Claim],
    source: Source,
    text_sha256: str | None = None,
    remarks: Mapping[int, Sequence[str]] | None = None,
) -> str:
    """The claim file of ``source``. Fields at their defaults are left out; order of claims is kept.

    ``remarks`` are comment lines: those before claim n under n, those at the top under -1.
    """
    remarks = remarks or {}
    lines = [*remarks.get(-1, ()), f"source: {scalar(source.id)}"]
    if text_sha256:
        lines.append(f"text_sha256: {scalar(text_sha256)}")
    blocks = [_block(claim, source) for claim in claims]
    lines.append("claims:" if blocks else "claims: []")
    for number, block in enumerate(blocks):
        lines += [*remarks.get(number, ()), block]
    return "\n".join([*lines, *remarks.get(len(blocks), ())]) + "\n"


def _block(claim: Claim, source: Source) -> str:
    return "- " + "\n  ".join(entry_lines(claim, source))


def entry_lines(claim: Claim, source: Source) -> list[str]:
    """The lines of the claim's entry, without its dash and indent."""
    fields = written_fields(claim, source)
    return [line for name, value in fields.items() for line in assignment(name, value).split("\n")]


def written_fields(claim: Claim, source: Source) -> dict[str, str]:
    """The fields of the claim's entry, each with its value as YAML: on one line, but changes on one line each."""
    return {name: _written(name, value) for name, value in raw_fields(claim, source).items()}


def _written(name: str, value: object) -> str:
    if name == "changes" and isinstance(value, list):
        return "".join(f"\n- {scalar(part)}" for part in value)
    return scalar(value)


def raw_fields(claim: Claim, source: Source) -> dict[str, object]:
    """The fields of the claim's entry in their order, as a reader of YAML finds them; those at defaults left out."""
    value = claim.value
    found: dict[str, object] = {
        "id": claim.id,
        "slot": claim.slot,
        "kind": claim.kind,
        "value": raw_value(value),
        "bound": _unless(value.bound, "exact"),
        "unit": value.unit,
        "original": value.original,
        "by": claim.asserted_by,
        "attribution": list(claim.attribution) or None,
        "stance": _unless(claim.stance, "endorses"),
        "modality": _modality(claim.modality),
        "condition": claim.condition,
        "event_time": _period(claim.event_time),
        "event_basis": claim.event_basis,
        "known_from": _known_from(claim, source),
        "known_basis": _unless(claim.known_basis, "publication"),
        "credibility": claim.credibility,
        "origin": _unless(claim.origin, source.id),
        "weight": _weight(claim.weight),
        "status": _unless(claim.status, "accepted"),
        "made_by": _unless(claim.made_by, "person"),
        "at": _locator(claim.at),
        "citation": claim.citation,
        "paraphrase": claim.paraphrase,
        "translator": claim.translator,
        "note": claim.note,
        "links": [list(link) for link in claim.links] or None,
        "changes": [{"what": c.what, "by": c.by, "why": c.why} for c in claim.changes] or None,
    }
    return {name: part for name, part in found.items() if part is not None}


def _unless(value: str, default: str) -> str | None:
    return None if value == default else value


def _weight(weight: float) -> float | int | None:
    if weight == 1.0:
        return None
    return int(weight) if weight.is_integer() else weight


def _known_from(claim: Claim, source: Source) -> date | None:
    # records must say it, even where it happens to equal the day of their collection
    said = source.kind != "analysis" or claim.known_from != source.counts_from
    return claim.known_from if said else None


def _period(period: tuple[date, date] | None) -> object:
    if period is None:
        return None
    return period[0] if period[0] == period[1] else list(period)


def _modality(modality: Modality) -> dict[str, object] | None:
    if modality == Modality():
        return None
    fields: dict[str, object] = {"class": modality.class_}
    if modality.phrase is not None:
        fields["phrase"] = modality.phrase
    if modality.cue is not None:
        fields["cue"] = list(modality.cue)
    if modality.scale != Modality().scale:
        fields["scale"] = modality.scale
    return fields


def _locator(at: Locator | None) -> dict[str, object] | None:
    if at is None:
        return None
    names = ("start", "end", "sha256", "paragraph", "anchor", "zone")
    return {name: getattr(at, name) for name in names}


def scalar(value: object) -> str:
    """``value`` as YAML on one line."""
    return _nested(value) if isinstance(value, list | dict) else _plain(value) or _general(value)


def _nested(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_nested(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_nested(part) for part in value) + "]"
    # dumped inside a list, because less may stand unquoted within brackets
    return _plain(value) or _general([value])[1:-1]


def _plain(value: object) -> str | None:
    """Most fields, without the general writer, which takes a hundred times longer."""
    if type(value) is int or type(value) is date:
        return str(value)
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) and value not in _NOT_PLAIN else None


def _general(value: object) -> str:
    text = value[0] if isinstance(value, list) else value
    style = '"' if isinstance(text, str) and not text.isprintable() else None
    written: str = yaml.safe_dump(value, default_style=style, default_flow_style=True, width=10**9, allow_unicode=True)
    return written.strip().removesuffix("\n...")
