"""Histories as tables: one row an event, in Arrow; what is written to Parquet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from detente.histories.record import Histories

SCHEMA = pa.schema(
    [
        ("history", pa.int32()),
        ("month", pa.int16()),
        ("event", pa.dictionary(pa.int8(), pa.string())),
        ("actor", pa.dictionary(pa.int8(), pa.string())),
        ("place", pa.dictionary(pa.int8(), pa.string())),
        ("size", pa.float64()),
    ]
)


def events(histories: Histories) -> pa.Table:
    """Deaths, attacks, responses, captures, blockades and agreements, one row each.

    ``size`` is the number of deaths, 1 otherwise; ``actor`` acts (empty for deaths by place), ``place`` is where.
    """
    tables, first = [], 0
    for part in histories.parts():
        tables.append(_events(part, first))
        first += part.count
    return pa.concat_tables(tables)


def _events(histories: Histories, first: int) -> pa.Table:
    """The events of one part, whose histories are numbered from ``first``."""
    a, names = dict(histories.arrays), histories.names
    nobody, nowhere = len(names.actors), len(names.places)
    rows = [_rows(a["deaths"] > 0, "deaths", nobody, None, a["deaths"])]
    challengers = np.array([names.actors.index(c) for c, _ in names.dyads])
    for action, (h, m, d) in _by_code(a["action"], names.actions):
        rows.append((h, m, action, challengers[d], a["objective"][h, m, d], np.ones(h.size)))
    for response, (h, m, d, who) in _by_code(a["response"], names.responses):
        rows.append((h, m, f"responds_{response}", who, a["objective"][h, m, d], np.ones(h.size)))
    h, m, k = _where(a["holder"] != _before(np.repeat(histories.holder, histories.lives, 0), a["holder"]))
    rows.append((h, m, "control_change", a["holder"][h, m, k], k, np.ones(h.size)))
    closed = _before(np.repeat(histories.closed, histories.lives, 0), a["closed"])
    rows.append(_rows((a["closed"] == 1) & (closed == 0), "blockade", nobody, None, None))
    agreed = _before(np.zeros_like(a["agreed"][:, 0]), a["agreed"])
    rows.append(_rows((a["agreed"] == 1) & (agreed == 0), "agreement", nobody, nowhere, None))
    return _table(rows, names.actors, names.places, first)


def _before(start: Any, months: Any) -> Any:
    """What was at the end of the month before, (history, month, ...), from what was at the start."""
    return np.concatenate([start.astype(months.dtype)[:, None], months[:, :-1]], axis=1)


def _by_code(codes: Any, names: tuple[str, ...]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Where each code stands but the first, which says that nothing happened; it and codes below 0 are the most."""
    some = np.flatnonzero(codes > 0)
    found = codes.ravel()[some]
    for code, name in enumerate(names[1:], start=1):
        yield name, np.unravel_index(some[found == code], codes.shape)


def _where(mask: Any) -> tuple[Any, ...]:
    """As ``np.nonzero``, several times faster on arrays of three axes that are mostly false."""
    return np.unravel_index(np.flatnonzero(mask), mask.shape)


def _rows(mask: Any, event: str, actor: int, place: int | None, size: Any) -> tuple[Any, ...]:
    h, m, k = _where(mask)
    return (
        h,
        m,
        event,
        np.full(h.size, actor),
        k if place is None else np.full(h.size, place),
        np.ones(h.size) if size is None else size[h, m, k],
    )


def _table(rows: list[tuple[Any, ...]], actors: tuple[str, ...], places: tuple[str, ...], first: int) -> pa.Table:
    kinds = tuple(row[2] for row in rows)
    history = (np.concatenate([row[0] for row in rows]) + first).astype(np.int32)
    month = np.concatenate([row[1] + 1 for row in rows]).astype(np.int16)
    event = np.concatenate([np.full(row[0].size, i) for i, row in enumerate(rows)]).astype(np.int8)
    actor = np.concatenate([row[3] for row in rows]).astype(np.int8)
    place = np.concatenate([row[4] for row in rows]).astype(np.int8)
    size = np.concatenate([row[5] for row in rows]).astype(np.float64)
    order = np.argsort(history.astype(np.int64) * 1024 + month, kind="stable")  # within a month: by kind, as listed
    columns = [
        _column(history[order]),
        _column(month[order]),
        pa.DictionaryArray.from_arrays(_column(event[order]), _words(kinds)),
        pa.DictionaryArray.from_arrays(_column(actor[order]), _words((*actors, ""))),
        pa.DictionaryArray.from_arrays(_column(place[order]), _words((*places, ""))),
        _column(size[order]),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _column(values: Any) -> pa.Array:
    """As ``pa.array``, which would first load all of pandas where there is one."""
    return pa.Array.from_buffers(pa.from_numpy_dtype(values.dtype), values.size, [None, pa.py_buffer(values)])


def _words(words: tuple[str, ...]) -> pa.Array:
    raw = [word.encode() for word in words]
    starts = np.cumsum([0, *map(len, raw)], dtype=np.int32)
    return pa.StringArray.from_buffers(len(raw), pa.py_buffer(starts), pa.py_buffer(b"".join(raw)))
