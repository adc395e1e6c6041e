"""The estimates and scores that come with detente: made from the panel, which doesn't."""

from __future__ import annotations

import json
from functools import cache
from hashlib import blake2b, sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("estimates.json")
ELSEWHERE = ("verification/likelihood.py", "numerics/logistic.py")
CODE = (*sorted(Path(__file__).parent.glob("*.py")), *(Path(__file__).parents[1] / name for name in ELSEWHERE))
NO_NUMBERS = {"__init__.py", "__main__.py", "shipped.py"}
DIGITS = 6


@cache
def estimates() -> dict[str, Any]:
    """Everything shipped. Shared: don't change it."""
    text = (files("detente.panel") / FILE.name).read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def panel_scores() -> dict[str, Any]:
    """The block ``panel`` of ``detente score``: targets in the shape of the score's own, gates, and where it is from.

    ``log`` is the mean of -ln P of what happened; ``difference`` the baseline's less ours, above 0 where the game is
    better, with its 95 % ``interval`` clustered by rivalry and by year.
    """
    kept = estimates()
    return {key: kept[key] for key in ("targets", "gates", "provenance")}


def code_digest() -> str:
    """20 hex digits over the sources that decide the numbers."""
    digest = blake2b(digest_size=10)
    for file in CODE:
        if file.name not in NO_NUMBERS:
            digest.update(f"\0{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of the user's copy."""
    return sha256(path.read_bytes()).hexdigest()


def as_text(document: dict[str, Any]) -> str:
    """The document as it is kept: rounded, so that another machine's last digits change nothing."""
    return json.dumps(_rounded(document), indent=1, ensure_ascii=False) + "\n"


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return round(value, DIGITS) if isinstance(value, float) else value
