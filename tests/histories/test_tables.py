"""The table of events of a record made by hand: one row an event, in order, with names."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
from tests.histories.making import N_S, NORTH, PATRON, S_N, SOUTH, VALLEY, blank, histories

from detente.histories.tables import SCHEMA, events
from detente.worlds.setup import JOIN, LIMITED, OFFENSIVE


def test_schema() -> None:
    assert SCHEMA.names == ["history", "month", "event", "actor", "place", "size"]
    assert events(histories()).schema.equals(SCHEMA)


def test_nothing_happens() -> None:
    assert events(histories()).num_rows == 0


def test_each_event_has_its_row() -> None:
    a = blank()
    a["deaths"][0, 1, VALLEY] = 30
    a["action"][0, 1, S_N], a["objective"][0, 1, S_N] = OFFENSIVE, VALLEY
    a["response"][0, 1, S_N, PATRON] = JOIN
    a["holder"][0, 1:, VALLEY] = SOUTH
    a["action"][3, 0, N_S], a["objective"][3, 0, N_S] = LIMITED, 1
    a["closed"][3, 1:, VALLEY] = 1
    a["agreed"][3, 2, 0] = 1
    rows = [tuple(row.values()) for row in events(histories(a)).to_pylist()]
    assert rows == [
        (0, 2, "deaths", "", "valley", 30.0),
        (0, 2, "offensive", "south", "valley", 1.0),
        (0, 2, "responds_join", "patron", "valley", 1.0),
        (0, 2, "control_change", "south", "valley", 1.0),
        (3, 1, "limited_attack", "north", "south_home", 1.0),
        (3, 2, "blockade", "", "valley", 1.0),
        (3, 3, "agreement", "", "", 1.0),
    ]


def test_what_held_from_the_start_is_no_event() -> None:
    a = blank()
    a["closed"][:, :, VALLEY] = 1
    a["holder"][:, :, VALLEY] = SOUTH
    closed = [[0, 0, 1], [0, 0, 0]]
    rows = events(histories(a, closed=closed, holder=[[NORTH, SOUTH, SOUTH]] * 2)).to_pylist()
    assert {(row["history"], row["event"]) for row in rows} == {(2, "blockade"), (3, "blockade")}


def test_a_road_cut_again_is_a_new_blockade() -> None:
    a = blank(1, 3)
    a["closed"][0, :, VALLEY] = 1, 0, 1
    rows = events(histories(a, lives=1)).to_pylist()
    assert [(row["month"], row["event"]) for row in rows] == [(1, "blockade"), (3, "blockade")]


def test_it_survives_a_file(tmp_path: Path) -> None:
    a = blank()
    a["deaths"][:, :, VALLEY] = 7
    table = events(histories(a))
    pq.write_table(table, tmp_path / "events.parquet")
    assert pq.read_table(tmp_path / "events.parquet").to_pylist() == table.to_pylist()
