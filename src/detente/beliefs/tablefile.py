"""The tables shipped beside this package: plain CSV whose first lines may be comments."""

from __future__ import annotations

import csv
from importlib.resources import files


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of ``tables/name`` as written, keyed by the header; lines in # are comments."""
    text = (files("detente.beliefs") / "tables" / name).read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
