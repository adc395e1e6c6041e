"""The words of the reading rules, kept as data beside them: ``lexicon/*.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from detente.names.yamlfile import parse_yaml


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The file ``lexicon/NAME.yaml``."""
    text = files("detente.claims.proposing").joinpath("lexicon", f"{name}.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = parse_yaml(text, f"{name}.yaml")
    return found


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of these patterns, the longest first, so that "more than" is not read as "more"."""
    parts = {part.strip() for word in words for part in split(word)}
    return "|".join(sorted(parts, key=lambda part: (-len(part), part)))


def split(pattern: str) -> list[str]:
    """The alternatives of a pattern: parted at each ``|`` that no bracket holds."""
    parts, depth = [""], 0
    for before, char in zip(f" {pattern}", pattern, strict=False):
        depth += 0 if before == "\\" else (char in "([") - (char in ")]")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part for part in parts if part.strip()]
