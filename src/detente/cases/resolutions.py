"""What happened: ``resolutions.yaml``, read with every fault and its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from detente.cases.model import Resolution
from detente.cases.near import FORMAT
from detente.names.faults import Faults, Keys
from detente.names.yamlfile import parse_yaml, read_text


def read_resolutions(path: Path) -> tuple[Resolution, ...]:
    """All resolutions, or none where the file isn't there. Raises InputError with every fault and its line."""
    return tuple(resolution for _, resolution in placed_resolutions(path))


def placed_resolutions(path: Path) -> list[tuple[Keys, Resolution]]:
    """As :func:`read_resolutions`, each with its place in the file."""
    if not path.exists():
        return []
    text = read_text(path)
    raw, faults = parse_yaml(text, path), Faults(path, text)
    listed = raw.get("resolutions") if isinstance(raw, Mapping) else None
    if not isinstance(listed, list):
        faults.add(("resolutions",), "no list of resolutions", "Start the file with `resolutions:`.", listed or "")
    found = [pair for n, entry in enumerate(listed or ()) for pair in _entry(entry, n, faults)] if not faults else []
    faults.raise_errors()
    return found


def _entry(entry: Any, n: int, faults: Faults) -> Iterator[tuple[Keys, Resolution]]:
    here: Keys = ("resolutions", n)
    outcomes = entry.get("outcomes") if isinstance(entry, Mapping) else None
    if not isinstance(outcomes, list) or not isinstance(entry.get("question"), str):
        faults.add(here, "a resolution needs question and outcomes", FORMAT, entry or "")
        return
    for m, outcome in enumerate(outcomes):
        at = (*here, "outcomes", m)
        if not isinstance(outcome, Mapping) or not isinstance(outcome.get("id"), str):
            faults.add(at, "an outcome needs its id", FORMAT, outcome)
        elif not isinstance(outcome.get("happened"), bool | None):
            faults.add((*at, "happened"), "neither true, false nor null", FORMAT, outcome["happened"])
        elif not isinstance(outcome.get("date"), date | None):
            faults.add((*at, "date"), "not a day", "Write it as 2020-11-10, or leave it out.", outcome["date"])
        else:
            yield at, _resolution(entry["question"], outcome)


def _resolution(question: str, outcome: Mapping[str, Any]) -> Resolution:
    return Resolution(
        question,
        outcome["id"],
        outcome.get("happened"),
        outcome.get("date"),
        str(outcome.get("evidence") or ""),
        str(outcome.get("citation") or ""),
    )
