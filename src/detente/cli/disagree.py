"""``detente why --disagree``: why the analysts answer one question differently, pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from detente.cli.common import say
from detente.cli.run import Name, progress


def disagreements(case: Any, findings: Mapping[str, Any], answer: Mapping[str, Any], outcome: str) -> list[Any]:
    """Every pair of sources on an answer of a run, its differences swapped one by one, the furthest apart first."""
    from detente.findings.asked import recorded_options
    from detente.findings.parted import split_to_json
    from detente.findings.study import study
    from detente.findings.swaps import splits

    name, _, half = answer["question"].partition("/")
    as_of = date.fromisoformat(answer["as_of"])
    lived = study(case, case.question(name), as_of, recorded_options(findings))
    called = next(o["label"] for o in answer["outcomes"] if o["id"] == outcome)
    found = []
    with progress() as tell:
        for split in splits(lived, half or None, outcome):
            found.append(split_to_json(split, outcome, called, case))
            if tell:
                tell("swapping premises", len(found), None)
    return sorted(found, key=lambda pair: (-abs(pair["moved"][outcome]["difference"]), pair["sources"]))


def show_disagreements(pairs: Sequence[Mapping[str, Any]], name: Name) -> None:
    """A paragraph a pair."""
    if not pairs:
        say("No two analysts have a word on this question.")
    for n, pair in enumerate(pairs):
        say(("\n" if n == 0 else "") + name(pair["words"]), hang=2)
