"""Tables: Arrow at the bottom; Polars and pandas for whoever has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

import pyarrow as pa

from detente.errors import Fault, UsageError, one_of

FORMS = ("arrow", "polars", "pandas")
_P, _TEXT = pa.float64(), pa.string()

OUTCOMES = pa.schema(
    [
        ("question", _TEXT),
        ("as_of", pa.date32()),
        ("months", pa.int32()),
        ("given", _TEXT),
        ("outcome", _TEXT),
        ("label", _TEXT),
        ("p", _P),
        ("low", _P),
        ("high", _P),
        ("mc_error", _P),
        ("epistemic_share", _P),
        ("reference_class", _P),
        ("happened", pa.bool_()),
    ]
)
CHANGED = pa.schema(
    [
        ("question", _TEXT),
        ("outcome", _TEXT),
        ("label", _TEXT),
        ("p", _P),
        ("p_changed", _P),
        ("difference", _P),
        ("low", _P),
        ("high", _P),
        ("came", _P),
        ("went", _P),
        ("open", _P),
        ("worlds_changed", _P),
    ]
)
DRIVERS = pa.schema(
    [
        ("kind", _TEXT),
        ("id", _TEXT),
        ("label", _TEXT),
        ("share", _P),
        ("low", _P),
        ("high", _P),
        ("claims", pa.list_(_TEXT)),
    ]
)
TRACE = pa.schema(
    [
        ("claim", _TEXT),
        ("slot", _TEXT),
        ("source", _TEXT),
        ("paragraph", pa.int32()),
        ("anchor", _TEXT),
        ("citation", _TEXT),
        ("quotation", _TEXT),
        ("paraphrase", _TEXT),
        ("share", _P),
    ]
)
QUESTIONS = pa.schema(
    [
        ("question", _TEXT),
        ("text", _TEXT),
        ("as_of", pa.list_(pa.date32())),
        ("months", pa.int32()),
        ("outcomes", pa.list_(_TEXT)),
    ]
)


def rows(found: Iterable[Mapping[str, Any]], schema: pa.Schema, form: str) -> Any:
    """Rows as a table of the schema: what a row has beside it is left out, what it lacks is null."""
    kept = [{name: row.get(name) for name in schema.names} for row in found]
    return handed(pa.Table.from_pylist(kept, schema), form)


def handed(table: pa.Table, form: str) -> Any:
    """A table as a pyarrow.Table, a polars.DataFrame or a pandas.DataFrame.

    Raises UsageError for another kind of table, or where the library is not installed.
    """
    one_of("kind of table", form, FORMS)
    if form == "arrow":
        return table
    library = _library(form)
    return library.from_arrow(table) if form == "polars" else table.to_pandas()


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        remedy = f"Install it (pip install {name}), or take the table as Arrow, which needs nothing more."
        raise UsageError(Fault(f"{name} is not installed", remedy, path="table", value=name)) from None
