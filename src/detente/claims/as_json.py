"""The shape in which claims leave the program: names and meaning of fields are a contract."""

from __future__ import annotations

from typing import Any

from detente.claims.ask import Ranked
from detente.claims.contested import Apparent, ContestedSlot
from detente.claims.model import Claim, Value
from detente.claims.timeline import Event
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
        "translator": claim.translator,
        "changes": [{"what": change.what, "by": change.by, "why": change.why} for change in claim.changes],
    }


def _value(value: Value) -> Any:
    return None if value.type == "unknown" else raw_value(value)


def contested_to_json(slot: ContestedSlot) -> dict[str, Any]:
    """One contested slot, its claims by id; ``also`` names the other slots that they stand on."""
    return {
        "slot": slot.slot,
        "claims": [claim.id for claim in slot.claims],
        "origins": slot.origins,
        "disagreement": slot.disagreement,
        "note": slot.note,
        "also": [other for other in slot.slots if other != slot.slot],
    }


def apparent_to_json(row: Apparent) -> dict[str, Any]:
    """Claims that differ and don't contradict one another."""
    return {"slot": row.slot, "claims": [claim.id for claim in row.claims], "note": row.why}


def event_to_json(event: Event) -> dict[str, Any]:
    """One event; ``other_dates`` are times that some of its claims give instead."""
    return {
        "date": [day.isoformat() for day in event.date],
        "precision": event.precision,
        "what": event.what,
        "actors": list(event.actors),
        "place": event.place,
        "claims": [claim.id for claim in event.claims],
        "other_dates": [
            {"date": [day.isoformat() for day in other.date], "claims": [claim.id for claim in other.claims]}
            for other in event.others
        ],
    }


def ranked_to_json(ranked: Ranked) -> dict[str, Any]:
    """One claim that bears on a question, and how well it fits."""
    return {"id": ranked.claim.id, "score": ranked.score}
