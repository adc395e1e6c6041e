"""Open data as claims: each value of a series is a claim with the data set as its source."""

from __future__ import annotations

import calendar
import csv
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from detente.claims.model import Claim, Value
from detente.errors import Fault, InputError
from detente.names.yamlfile import read_yaml


def series_claims(folder: Path) -> Iterator[Claim]:
    """Claims of every series described in ``folder/series.yaml``, in the order of the files."""
    described = folder / "series.yaml"
    if not described.exists():
        return
    for series in read_yaml(described)["series"]:
        yield from _claims(series, folder / series["file"])


def _claims(series: Mapping[str, Any], path: Path) -> Iterator[Claim]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        for row in rows:
            start, end = _period(row, series["period"], path, rows.line_num)
            for slot in series["slots"]:
                columns = rows.fieldnames or ()
                keys = [c for c in columns if c not in ("year", "month")] if "{actor}" in slot["column"] else [""]
                for actor in keys:
                    yield from _claim(series, slot, row, actor, (start, end), path, rows.line_num)


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
    cell = row.get(slot["column"].format(actor=actor), "")
    if not cell:
        return
    try:
        number = float(cell)
        if number < 0:
            raise ValueError
    except ValueError:
        remedy = "Put a number of 0 or more there, or leave it blank."
        raise InputError(Fault("a series holds numbers", remedy, str(path), line, slot["column"], cell)) from None
    name = slot["slot"].format(actor=actor, month=f"{period[0]:%Y-%m}")
    yield Claim(
        source=series["id"],
        slot=name,
        kind="measure",
        value=Value("point", number, number, unit=series["unit"]),
        asserted_by=series["id"],
        known_from=period[1] + timedelta(days=int(series["release_lag_days"])),
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
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        year = int(row["year"])
        return date(year, 1, 1), date(year, 12, 31)
    except (KeyError, ValueError):
        where = row.get("month") or row.get("year") or ""
        remedy = "Write months as 2020-07 and years as 2020."
        raise InputError(Fault("not a period of the series", remedy, str(path), line, period, where)) from None
