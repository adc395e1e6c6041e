"""What the causes that authors name have to do with the model: ``theories.yaml`` of a case."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from detente.beliefs.theories import Theories, spoken_of
from detente.cases.near import near
from detente.cases.typed import typed
from detente.names.faults import Faults
from detente.names.yamlfile import parse_yaml, read_text

FILE = "theories.yaml"


def read_theories(path: Path, made_by: str | None = None) -> Theories:
    """What the file says; nothing where there is none. Raises InputError with every fault and its line."""
    if not path.exists():
        return Theories()
    text = read_text(path)
    faults = Faults(path, text)
    raw = parse_yaml(text, path) or {}
    if isinstance(raw, dict):
        raw = {name: part for name, part in raw.items() if part is not None}  # a heading with nothing below it yet
    found = typed(raw, Theories, faults, made_by)
    _check(found, faults)
    faults.raise_errors()
    return found


def _check(found: Theories, faults: Faults) -> None:
    for coefficient in found.speak_of.keys() - spoken_of().keys():
        keys = ("speak_of", coefficient)
        faults.add(keys, "no claim can speak of this coefficient", near(coefficient, spoken_of()), coefficient)
    listed = [(coefficient, name) for coefficient, names in found.speak_of.items() for name in names]
    times = Counter([*(name for _, name in listed), *found.move_nothing])
    for coefficient, name in listed:
        if times[name] > 1:
            remedy = "Keep one: a cause speaks of one coefficient, or moves nothing."
            faults.add(("speak_of", coefficient, name), "this name stands twice", remedy, name)
    for name, reason in found.move_nothing.items():
        if not reason.strip():
            faults.add(("move_nothing", name), "no reason", "Say in a few words why it moves nothing.", name)
