"""Why two sources disagree, as a document: premises in the case's words, each with what it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from detente.cases.model import Case
from detente.findings.disagreements import Pair, Ratios
from detente.findings.estimate import Difference, Gap
from detente.findings.labels import label
from detente.findings.parted_words import paragraph, split_paragraph, values
from detente.findings.premises import Premise
from detente.findings.swaps import Split

TOP = 6  # premises of a pair in the document, those first that move its leading outcome most


def pair_to_json(pair: Pair, lead: str, called: str, case: Case) -> dict[str, Any]:
    """Two sources: what each alone answers, and what parts them, from worlds already lived."""
    return _head(pair, case) | {
        "premises": [
            premise_to_json(p, ratios, pair.sources, case) | {"moves": _moves(p)}
            for p, ratios in list(zip(pair.premises, pair.ratios, strict=True))[:TOP]
        ],
        "method": "conditioned",
        "words": paragraph(pair, lead, called, case),
    }


def split_to_json(split: Split, lead: str, called: str, case: Case) -> dict[str, Any]:
    """Two sources, their difference split by swapping one premise at a time, both ways."""
    pair = split.pair
    return _head(pair, case) | {
        "premises": [
            premise_to_json(s.premise, s.ratios, pair.sources, case)
            | {"moves": moves_to_json(s.part), "in_first": moves_to_json(s.there), "in_second": moves_to_json(s.own)}
            for s in split.swapped[:TOP]
        ],
        "facts": moves_to_json(split.facts),
        "theories": moves_to_json(split.theories),
        "rest": moves_to_json(split.rest),
        "method": "forced",
        "words": split_paragraph(split, lead, called, case),
    }


def premise_to_json(premise: Premise, ratios: Sequence[Ratios], sources: Sequence[str], case: Case) -> dict[str, Any]:
    """What each source says of a slot; null where it is silent."""
    sides = list(zip(sources, premise.says, strict=True))
    return {
        "slot": premise.slot,
        "label": label(premise.slot, case),
        "kind": "mechanism" if premise.mechanism else "slot",
        "contested": premise.contested,
        "says": {who: values(claims, premise, case) for who, claims in sides},
        "claims": {who: [claim.id for claim in claims] for who, claims in sides},
        "likelihood_ratio": dict(zip(sources, ratios, strict=True)),
    }


def moves_to_json(moves: Mapping[str, Difference] | Mapping[str, Gap]) -> dict[str, Any]:
    """Differences by outcome with their intervals."""
    return {o: {"difference": found.delta, "interval": list(found.interval)} for o, found in moves.items()}


def _head(pair: Pair, case: Case) -> dict[str, Any]:
    return {
        "sources": list(pair.sources),
        "p": dict(zip(pair.sources, pair.p, strict=True)),
        "moved": moves_to_json(pair.apart),
        "worlds": pair.worlds,
        "differences": len(pair.premises),
        "contested": [{"slot": p.slot, "label": label(p.slot, case)} for p in pair.contested],
    }


def _moves(premise: Premise) -> dict[str, Any] | None:
    return None if premise.moves is None else moves_to_json(premise.moves)
