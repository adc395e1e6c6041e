"""Every change of the model made after a scored period was seen, with the score before and after."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from detente.names.yamlfile import parse_yaml

FILE = "changes.yaml"


def changes() -> list[dict[str, Any]]:
    """The log, oldest first."""
    text = (files("detente.scores") / FILE).read_text("utf-8")
    return list(parse_yaml(text, FILE)["changes"])
