"""``detente why --doubt``: one answer of a run without a source, at once where the worlds lived allow it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from detente.cli.common import say
from detente.cli.run import Name, number
from detente.errors import Fault, UsageError


def doubted(case: Any, findings: Mapping[str, Any], answer: Mapping[str, Any], source: str) -> dict[str, Any]:
    """The answer without a source: of the worlds that happen not to trust it, else with its claims struck out."""
    from detente.findings.asked import recorded_options
    from detente.findings.estimate import estimate
    from detente.findings.preview import preview
    from detente.findings.study import study

    if source not in case.sources:
        known = f"Sources: {', '.join(case.sources)}."
        raise UsageError(Fault("the case has no such source", known, path="--doubt", value=source))
    if case.sources[source].kind == "record":
        remedy = "Doubt one of its entries: `detente run --without CLAIM`; `detente claims --source` lists them."
        raise UsageError(Fault("who holds what, and since when, rests on this record", remedy, value=source))
    name, _, half = answer["question"].partition("/")
    options = recorded_options(findings)
    lived = study(case, case.question(name), date.fromisoformat(answer["as_of"]), options)
    shown = preview(lived, half or None, source)
    if shown is None:
        struck = lived.struck(source)[half or None]
        found = {outcome: estimate(hits.reshape(-1, options.lives)) for outcome, hits in struck.items()}
    else:
        found = dict(shown.found)
    return {
        "source": source,
        "p": {outcome: each.p for outcome, each in found.items()},
        "mc_error": {outcome: each.mc_error for outcome, each in found.items()},
        "claims": _claims(lived, source),
        "method": "conditioned" if shown else "forced",
        "worlds": shown.worlds if shown else lived.histories[half or None].count,
    }


def _claims(lived: Any, source: str) -> int:
    """How many of its claims were in force on what the model read."""
    return sum(c.source == source for slot in lived.read for c in lived.beliefs.claims.get(slot, ()))


def show_doubted(outcome: Mapping[str, Any], without: Mapping[str, Any], name: Name) -> None:
    """One line; of a source that says nothing on it, that."""
    called = f"Without {name(without['source'])} [{without['source']}]"
    p, error = without["p"][outcome["id"]], without["mc_error"][outcome["id"]]
    if not without["claims"]:
        said = f"{number(outcome['p'])}, as with it: nothing it says was known by then and bears on this."
    else:
        how = (
            "that happen not to trust it" if without["method"] == "conditioned" else "lived with its claims struck out"
        )
        said = (
            f"{number(p, without['worlds'])}, give or take {error:.3f}, against {number(outcome['p'])} "
            f"(from {without['worlds']:,} histories {how})."
        )
    say(f"{called}: {said}", hang=2)
