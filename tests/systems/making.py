"""The small case with a pact, its terms, a format and a route, as beliefs know it on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.cases.making import write_case

from detente.beliefs.draws import Terms, believe
from detente.cases.reader import load_case
from detente.systems.known import Known
from detente.systems.overview import Overview, overview

ENTITIES = """
- {id: mill_talks, name: Talks at the mill, kind: format}
- {id: old_pact, name: Old pact, kind: pact}
- {id: mill_road, name: Road to the mill, kind: place}
"""
DAY = date(2021, 3, 10)


def row(slot: str, value: str, known_from: str, *more: str, by: str = "northland") -> str:
    """One claim of the record, as its file has it."""
    fields = [f"slot: {slot}", "kind: fact", f"value: {value}", f"by: {by}", f"known_from: {known_from}", *more]
    fields += [
        f"event_time: {known_from}",
        f"citation: Gazette on {slot} {value} {by}",
        "paraphrase: As told.",
    ]
    return "\n- " + "\n  ".join(fields)


ROWS = (
    row("mill_truce.term[southland_withdrawal]", "withdraws_from_the_mill", "2016-01-11"),
    row("mill_truce.term[observers]", "twelve_observers", "2016-01-11"),
    row("mill_truce.term[bridge]", "rebuild_the_bridge", "2016-01-11"),
    row("mill_truce.addressee[bridge]", "northland", "2016-01-11"),
    row("mill_truce.deadline[bridge]", "2016-06", "2016-01-11"),
    row("mill_truce.addressee[observers]", "northland", "2016-01-11"),
    row("mill_truce.addressee[observers]", "southland", "2016-01-11"),
    row("mill_truce.deadline[observers]", '"2017"', "2016-01-11"),
    row("mill_truce.deadline[observers]", '"2018"', "2017-02-02"),
    row("mill_truce.term_kept[withdrawal]", '"yes"', "2016-03-02"),
    row("mill_truce.term_kept[withdrawal]", '"yes"', "2016-04-02", "stance: disputes", by="southland"),
    row("mill_truce.term_kept[observers]", '"yes"', "2016-05-02"),
    row("mill_truce.in_force", '"no"', "2021-01-06"),
    row("old_pact.covers[mill_valley]", '"no"', "2011-01-02"),
    row("old_pact.member[harbour]", '"yes"', "2011-01-02"),
    row("old_pact.in_force", '"yes"', "2011-01-02"),
    row("mill_talks.format_status", "active", "2018-02-02"),
    row("mill_talks.format_status", "stalled", "2020-02-02"),
    row("mill_talks.meeting[spring]", "nothing_agreed", "2019-05-02"),
    row("mill_talks.meeting[autumn]", "nothing_agreed", "2019-10-02"),
    row("mill_road.route_state", "open", "2018-02-02"),
    row("mill_road.route_state", "closed", "2020-05-02"),
    row("mill_road.route_controller", "southland", "2020-05-02"),
)


def folder(path: Path) -> Path:
    """The case in its folder."""
    made = write_case(path)
    for name, text in (("entities.yaml", ENTITIES), ("claims/record.yaml", "".join(ROWS) + "\n")):
        file = made / name
        file.write_text(file.read_text("utf-8").rstrip("\n") + "\n" + text.lstrip("\n"), "utf-8")
    return made


def known(path: Path, day: date = DAY) -> Known:
    """What is known of it on a day."""
    case = load_case(str(path))
    return Known(case, believe(case.grounds, Terms(day, 1, 200)))


def gathered(path: Path, day: date = DAY) -> Overview:
    """Its systems on a day."""
    found = known(path, day)
    return overview(found.case, found.beliefs)
