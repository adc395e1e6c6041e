"""Results as the document that ``detente verify --json`` prints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from detente.verification.check import Result
from detente.verification.families import FAMILIES, SKIPPED


def to_json(results: Sequence[Result]) -> dict[str, Any]:
    """Checks in order; ``pass`` is null, with a reason, where a check's data is not here."""
    family = {check.id: name for name, checks in FAMILIES.items() for check in checks}
    skipped = [{"id": name, "source": source, "reason": why} for name, source, why in SKIPPED]
    return {"checks": [_check(result, family[result.check.id]) for result in results], "skipped": skipped}


def _check(result: Result, family: str) -> dict[str, Any]:
    check = result.check
    return {
        "id": check.id,
        "family": family,
        "what": check.what,
        "source": check.source,
        "expected": check.expected,
        "got": result.got,
        "tolerance": check.tolerance,
        "pass": result.passed,
        "reason": result.reason or None,
    }
