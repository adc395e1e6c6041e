"""Tables of reference data, ours and others', read by column."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detente.errors import Fault, InputError

Floats = NDArray[np.float64]
Columns = Mapping[str, Sequence[str]]


@cache
def read_columns(path: Path) -> Columns:
    """Every column of a CSV file as written."""
    return _columns(path.read_text("utf-8", errors="replace"))


@cache
def own_table(name: str) -> Columns:
    """Every column of ``tables/name`` of this package; lines in # are comments."""
    return _columns((files("detente.verification") / "tables" / name).read_text("utf-8"))


def _columns(text: str) -> Columns:
    rows = list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def texts(columns: Columns, name: str) -> Sequence[str]:
    """One column. Raises InputError if the table hasn't got it."""
    if name not in columns:
        raise InputError(Fault("a table of reference data lacks a column", "Restore the file.", value=name))
    return columns[name]


def numbers(columns: Columns, *names: str) -> Floats:
    """Columns as numbers, (rows, names). Raises InputError if one is missing or holds anything else."""
    try:
        return np.array([[float(cell) for cell in texts(columns, name)] for name in names]).T
    except (TypeError, ValueError) as error:
        raise InputError(Fault(f"a column of reference data holds no number: {error}", "Restore the file.")) from None
