"""From drivers to the claims behind them, and to the passages where the user has the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from detente.cases.model import Case
from detente.findings.as_json import claim_on_page


def trace(case: Case, drivers: Sequence[Mapping[str, Any]], quotations: Mapping[str, str]) -> list[dict[str, Any]]:
    """The claims among the drivers, then the other claims on the slots among them, each with its passage."""
    by_id = {claim.id: claim for claim in case.claims}
    shares = {d["id"]: d["share"] for d in drivers if d["kind"] == "claim" and d["id"] in by_id}
    slots = {d["id"] for d in drivers if d["kind"] == "slot"}
    others = [c.id for c in case.claims if c.slot in slots and c.id not in shares and c.weight > 0]
    return [
        claim_on_page(by_id[name], shares.get(name), quotations.get(name)) for name in dict.fromkeys((*shares, *others))
    ]
