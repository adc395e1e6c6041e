"""Open data as claims: each value of a series is a claim with the data set as its source."""

from __future__ import annotations

import calendar
import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from detente.cases.whole import repeated
from detente.claims.model import Claim, Value
from detente.errors import Fault, InputError
from detente.names.faults import Faults
from detente.names.yamlfile import parse_yaml, read_text

TEXTS = ("id", "title", "citation", "file", "period", "unit", "vintage")
PERIODS = ("month", "year")
MOST_LAG = 36_500  # days


def series_claims(folder: Path) -> Iterator[Claim]:
    """Claims of every series described in ``folder/series.yaml``, in the order of the files.

    Raises InputError where the description or a file is not of the form.
    """
    described = folder / "series.yaml"
    if described.exists():
        for series in read_series(described):
            yield from _claims(series, folder / series["file"])


def read_series(path: Path) -> list[Mapping[str, Any]]:
    """The descriptions of ``series.yaml``. Raises InputError with every fault and its line."""
    text = read_text(path)
    raw, faults = parse_yaml(text, path), Faults(path, text)
    listed = raw.get("series") if isinstance(raw, Mapping) else None
    if not isinstance(listed, list):
        faults.add((), "no list of series", "Start the file with `series:`.", raw or "")
        faults.raise_errors()
        return []
    for n, series in enumerate(listed):
        _check(series, n, path.parent, faults)
    for n, name in () if faults else repeated(series["id"] for series in listed):
        faults.add(("series", n, "id"), "two series have this id", "Give each its own source.", name)
    faults.raise_errors()
    return listed


def _check(series: Any, n: int, folder: Path, faults: Faults) -> None:
    here = ("series", n)
    if not isinstance(series, Mapping):
        faults.add(here, "a series must be a mapping", "Write `- id: …` and its fields.", series)
        return
    for name in TEXTS:
        if not isinstance(series.get(name), str):
            faults.add((*here, name), f"a series needs {name}", f"Add {name}: and a text.", series.get(name, ""))
    if isinstance(series.get("period"), str) and series["period"] not in PERIODS:
        faults.add((*here, "period"), "unknown period", f"One of {', '.join(PERIODS)}.", series["period"])
    lag = series.get("release_lag_days")
    if not isinstance(lag, int) or isinstance(lag, bool) or not 0 <= lag <= MOST_LAG:
        remedy = "Give whole days, 0 or more."
        faults.add(
            (*here, "release_lag_days"), "a series needs the lag of its release", remedy, "" if lag is None else lag
        )
    file = series.get("file")
    if isinstance(file, str) and (Path(file).name != file or not (folder / file).is_file()):
        faults.add((*here, "file"), "no such file beside series.yaml", "Put the data beside it, in UTF-8.", file)
    slots = series.get("slots")
    if not isinstance(slots, list) or not slots or not all(_is_slot(slot) for slot in slots):
        remedy = 'Write `slots: [{slot: "{actor}.gdp", column: "{actor}"}]`; {actor} and {month} are filled in.'
        faults.add((*here, "slots"), "not the slots of a series", remedy, slots or "")


def _is_slot(slot: Any) -> bool:
    if not isinstance(slot, Mapping) or not all(isinstance(slot.get(name), str) for name in ("slot", "column")):
        return False
    try:
        slot["slot"].format(actor="", month="")
        slot["column"].format(actor="")
    except (KeyError, IndexError, ValueError, AttributeError):
        return False
    return True


def _claims(series: Mapping[str, Any], path: Path) -> Iterator[Claim]:
    rows = csv.DictReader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        columns = tuple(column for column in rows.fieldnames or () if column not in PERIODS)
        _check_columns(series, rows.fieldnames or (), path)
        seen: set[date] = set()
        for row in rows:
            if None in row:  # under which DictReader puts what has no column
                raise _surplus(series["period"], row, path, rows.line_num)
            start, end = _period(row, series["period"], path, rows.line_num)
            if start in seen:
                raise _twice(series["period"], row, path, rows.line_num)
            seen.add(start)
            for slot in series["slots"]:
                for actor in columns if "{actor}" in slot["column"] else ("",):
                    yield from _claim(series, slot, row, actor, (start, end), path, rows.line_num)
    except csv.Error as error:
        remedy = "Write comma-separated values with one line a period."
        raise InputError(Fault(f"not a table: {error}", remedy, str(path), rows.line_num)) from None


def _check_columns(series: Mapping[str, Any], columns: Sequence[str], path: Path) -> None:
    for _, name in repeated(column for column in columns if column.strip()):
        raise InputError(Fault("two columns have this name", "Rename one of them.", str(path), 1, name, name))
    wanted = [slot["column"] for slot in series["slots"] if "{actor}" not in slot["column"]]
    for name in (series["period"], *wanted):
        if name not in columns:
            remedy = f"It has {', '.join(columns)}; correct the table or the series."
            raise InputError(Fault("the table has no such column", remedy, str(path), 1, value=name))


def _surplus(period: str, row: Mapping[Any, Any], path: Path, line: int) -> InputError:
    """A comma within a number parts it, and every cell after it would stand in the wrong column."""
    cells = [*(cell for name, cell in row.items() if name is not None), *row[None]]
    reason = f"the row has {len(cells)} cells, and the table {len(row) - 1} columns"
    return InputError(Fault(reason, "Write 9000 for 9,000.", str(path), line, period, ",".join(cells)))


def _claim(
    series: Mapping[str, Any],
    slot: Mapping[str, Any],
    row: Mapping[str, str],
    actor: str,
    period: tuple[date, date],
    path: Path,
    line: int,
) -> Iterator[Claim]:
    """One claim, or none where the cell is blank (missing is not zero)."""
    column = slot["column"].format(actor=actor)
    cell = row.get(column) or ""
    if not cell.strip():
        return
    try:
        number = float(cell)
        if not 0 <= number < math.inf or "_" in cell:  # which Python takes for a space between digits
            raise ValueError
    except ValueError:
        remedy = "Put a number of 0 or more there, or leave it blank."
        raise InputError(Fault("a series holds numbers", remedy, str(path), line, column, cell)) from None
    name = slot["slot"].format(actor=actor, month=f"{period[0]:%Y-%m}")
    yield Claim(
        source=series["id"],
        slot=name,
        kind="measure",
        value=Value("point", number, number, unit=series["unit"]),
        asserted_by=series["id"],
        known_from=period[1] + timedelta(days=series["release_lag_days"]),
        paraphrase=f"{series['title']}: {cell} ({series['unit']}), {period[0]} to {period[1]}.",
        origin=series["id"],
        citation=f"{series['citation']} Row {row.get('month') or row.get('year')}.",
        event_time=period,
        known_basis=f"end of period + {series['release_lag_days']} days; {series['vintage']} vintage",
        credibility=1,
        made_by=f"rule series {series['id']}",
    )


def _period(row: Mapping[str, str], period: str, path: Path, line: int) -> tuple[date, date]:
    try:
        if period == "month":
            year, month = (int(part) for part in row["month"].split("-"))
            return date(year, month, 1), date(year, month, calendar.monthrange(_sane(year), month)[1])
        year = _sane(int(row["year"]))
        return date(year, 1, 1), date(year, 12, 31)
    except (KeyError, ValueError, AttributeError, TypeError):
        where = row.get("month") or row.get("year") or ""
        remedy = "Write months as 2020-07 and years as 2020."
        raise InputError(Fault("not a period of the series", remedy, str(path), line, period, where)) from None


def _twice(period: str, row: Mapping[str, str], path: Path, line: int) -> InputError:
    remedy = "Keep the right one of the two."
    return InputError(Fault("this period stands twice", remedy, str(path), line, period, row[period]))


def _sane(year: int) -> int:
    if not 1000 <= year <= 2999:
        raise ValueError
    return year
