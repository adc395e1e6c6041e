"""The shape in which claims leave the program: names and meaning of fields are a contract."""

from __future__ import annotations

from typing import Any

from detente.claims.contested import ContestedSlot
from detente.claims.model import Claim, Value
from detente.claims.values import raw_value


def claim_to_json(claim: Claim) -> dict[str, Any]:
    """One claim as plain JSON values: days as ISO text, what is unknown as null, never absent.

    ``value`` is a number, ``[low, high]``, a word or ``{"order": […]}``; a value that nobody knows is null.
    """
    at = claim.at
    return {
        "id": claim.id,
        "source": claim.source,
        "start": at.start if at else None,
        "end": at.end if at else None,
        "sha256": at.sha256 if at else None,
        "zone": at.zone if at else None,
        "paragraph": at.paragraph if at else None,
        "anchor": at.anchor if at else None,
        "slot": claim.slot,
        "kind": claim.kind,
        "value": _value(claim.value),
        "unit": claim.value.unit,
        "bound": claim.value.bound,
        "asserted_by": claim.asserted_by,
        "attribution": list(claim.attribution),
        "modality": {
            "class": claim.modality.class_,
            "cue": list(claim.modality.cue) if claim.modality.cue else None,
            "scale": claim.modality.scale,
        },
        "condition": claim.condition,
        "event_time": [day.isoformat() for day in claim.event_time] if claim.event_time else None,
        "known_from": claim.known_from.isoformat(),
        "credibility": claim.credibility,
        "origin": claim.origin,
        "weight": claim.weight,
        "status": claim.status,
        "made_by": claim.made_by,
        "paraphrase": claim.paraphrase,
    }


def _value(value: Value) -> Any:
    return None if value.type == "unknown" else raw_value(value)


def contested_to_json(slot: ContestedSlot) -> dict[str, Any]:
    """One contested slot, its claims by id."""
    return {
        "slot": slot.slot,
        "claims": [claim.id for claim in slot.claims],
        "origins": slot.origins,
        "disagreement": slot.disagreement,
        "note": slot.note,
    }
