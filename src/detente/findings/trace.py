"""From drivers to the claims behind them, and to the passages where the user has the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from detente.beliefs.current import current
from detente.cases.model import Case
from detente.findings.as_json import claim_on_page


def trace(
    case: Case,
    as_of: date,
    options: Mapping[str, Any],
    drivers: Sequence[Mapping[str, Any]],
    quotations: Mapping[str, str],
) -> list[dict[str, Any]]:
    """The claims among the drivers, then the others in force on the slots among them, each with its passage.

    ``options`` are those of the run (``vintage``, ``without``): what could not speak then is not cited.
    """
    left_out = frozenset(options["without"])
    known = current(case.claims, as_of, case.records, options["vintage"], left_out)
    by_id = {claim.id: claim for group in known.values() for claim in group}
    shares = {d["id"]: d["share"] for d in drivers if d["kind"] == "claim" and d["id"] in by_id}
    slots = {d["id"] for d in drivers if d["kind"] == "slot"}
    others = [
        name for slot in sorted(slots) for name in sorted(c.id for c in known.get(slot, ())) if name not in shares
    ]
    return [
        claim_on_page(by_id[name], shares.get(name), quotations.get(name)) for name in dict.fromkeys((*shares, *others))
    ]
