"""The twin says what the compiled kernel says, bit for bit; the ledger adds up to the choices that were made."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Callable
from itertools import groupby
from typing import Any

import numpy as np
import pytest
from tests.worlds import generic
from tests.worlds.conftest import Real

from detente.verification.rivalry import change
from detente.worlds.kernel.early import forget_bounds
from detente.worlds.kernel.history import Record, desk, live, live_chunk, room
from detente.worlds.kernel.twin import Replay, Row, _open, ledger_rows, plain, replay
from detente.worlds.mechanisms import balance
from detente.worlds.moment import enter
from detente.worlds.month import live_month
from detente.worlds.setup import ACTIONS, JOIN, LIMITED, OFFENSIVE
from detente.worlds.shape import places
from detente.worlds.state import begin

DRAWS = 20


STIRRING: dict[str, float] = {  # everything that rivalries at rest do without
    "b_patrols": 0.4,
    "catch_up": 0.01, "gift": 0.02, "sd_price": 0.1, "scarcity": 0.5, "b_pipeline": 0.3, "b_unmanned": 0.3,
    "b_irregulars": 0.5, "b_terms": 0.5, "b_losses": 0.05, "b_defeat": 0.4, "unrest_shock": 0.05, "b_diversion": 0.3,
    "b_concession": 0.8, "fall": 0.2, "flight": 0.8, "settle": 0.03, "b_return": 0.03, "leave": 0.1,
    "humiliation": 300.0, "b_mediators": 0.5, "b_rival_formats": 0.1, "b_clash": 0.1,
}  # fmt: skip


def lively() -> tuple[Any, Any]:
    """Rivalries that fight often, with pacts, keepers, a cut route and patrons who join."""
    setup = generic.setup(
        months=24, seed=3, guarded=(0, 0, 1), keeper=(3,), route_through=(-1, -1, 0), polity=(0, 0, 1)
    )
    setup.consenter[2] = 3
    w = generic.varied(
        DRAWS, 5, cost_limited=0.5, cost_offensive=0.6, j_limited=-0.5, j_war=0.5, memory=1.0, agreement=0.2
    )
    w.pledge[:, 0, 3, 2], w.consent[:, 2], w.truce[:, 0], w.truce_age[:, 0], w.firmness[:, 0] = 0.5, 0.3, 1, 5.0, 0.5
    w.keepers[:, 0], w.keeper_effect[:, 0], w.mandate[:, 0] = 1, 0.5, 8.0
    w.stance[:, 2, 0] = w.stance[:, 3, 1] = 1.0
    change(w, STIRRING)
    w.edge[:, 0], w.unmanned[:, 0], w.irregulars[:, :2], w.rent_share[:, 0] = 1.3, 0.5, 0.2, 0.5
    w.residents[:, 2], w.unsettled[:, 0, 2], w.dependence[:, 2, 0] = 120.0, 50.0, 0.3
    w.unrest[:, :2], w.unmet[:, 0], w.wanted[:, 0], w.formats[:, 0], w.mediates[:, 0, 3] = 0.3, 0.5, 0.7, 2.0, 1.0
    w.standing[:, 2, 0], setup.pipeline[2] = -0.5, 1
    return setup, w


class Counted(np.ndarray[Any, Any]):
    """An array that can't be indexed from its end, as in compiled code."""

    def __getitem__(self, at: Any) -> Any:
        check_counted(at)
        return super().__getitem__(at)

    def __setitem__(self, at: Any, value: Any) -> None:
        check_counted(at)
        super().__setitem__(at, value)


def live_unwatched(opened: Callable[[Any], Any], setup: Any, worlds: Any, world: int) -> None:
    """Live a life in plain Python by the same shortcuts as compiled code: nobody writes down what was weighed."""
    shape, w = opened(setup), opened(worlds[world])
    s, g, t = (opened(room) for room in desk())
    with np.errstate(all="ignore"):
        plain(begin)(s, shape, w)
        plain(forget_bounds)(g)
        for month in range(1, shape.months + 1):
            plain(enter)(t, shape, world, 0, month)
            plain(live_month)(s, shape, w, g, t)


def check_counted(at: Any) -> None:
    """Fail where an index counts from the end."""
    for one in at if isinstance(at, tuple) else (at,):
        assert isinstance(one, slice) or one >= 0, at


@pytest.fixture(scope="module")
def lives() -> tuple[Record, list[Replay]]:
    """The lively rivalries compiled, and replayed."""
    setup, worlds = lively()
    return live(setup, worlds, np.arange(DRAWS), 2), [replay(setup, worlds, i, 1) for i in range(DRAWS)]


def assert_same(compiled: Record, row: int, twin: Record) -> None:
    for name in Record._fields:
        mine, theirs = getattr(twin, name), getattr(compiled, name)
        assert mine.dtype == theirs.dtype
        assert np.array_equal(mine[0], theirs[row]), name


def test_a_replay_is_the_compiled_history(lives: tuple[Record, list[Replay]]) -> None:
    compiled, twins = lives
    for i, twin in enumerate(twins):
        assert_same(compiled, 2 * i + 1, twin.record)
    acted = np.unique(compiled.action)
    assert set(acted) == set(range(len(ACTIONS)))  # else the law says little
    assert (compiled.response == 4).any()
    assert (compiled.phase == 2).any()


def test_a_replay_of_the_case_is_the_compiled_history(real: Real) -> None:
    compiled = live(real.setup, real.worlds, np.arange(DRAWS), 1)
    for i in range(DRAWS):
        assert_same(compiled, i, replay(real.setup, real.worlds, i, 0).record)


def test_no_kernel_indexes_from_the_end(real: Real, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(record: Any) -> Any:
        fields = before(record)
        for name, field in vars(fields).items():
            if isinstance(field, np.ndarray):
                setattr(fields, name, field.view(Counted))
        return fields

    before = _open
    monkeypatch.setattr("detente.worlds.kernel.twin._open", opened)
    setup, worlds = lively()
    kept = [replay(setup, worlds, i, 1).record for i in range(DRAWS)]
    assert {int(a) for record in kept for a in np.unique(record.action)} == set(range(len(ACTIONS)))
    assert sum(int(record.resisted.sum()) for record in kept) > 0
    for i in range(DRAWS):
        replay(real.setup, real.worlds, i, 0)
        live_unwatched(opened, real.setup, real.worlds, i)
        live_unwatched(opened, setup, worlds, i)
    with pytest.raises(AssertionError):
        opened(worlds[0]).strength[-1]


def test_the_plain_loop_is_the_compiled_loop() -> None:
    """Without the ledger, so that the early accept of hold runs in the twin too."""
    setup, worlds = lively()
    draws = np.array([4, 1])
    compiled, record = live(setup, worlds, draws, 2), room(setup, 4)
    with np.errstate(all="ignore"):
        plain(live_chunk)(setup, worlds, worlds, draws, 2, *desk(), record)
    for name in Record._fields:
        assert np.array_equal(getattr(record, name), getattr(compiled, name)), name


def test_a_twin_calls_no_compiled_code() -> None:
    seen: set[int] = set()
    todo = [plain(live_month)]
    while todo:
        function = todo.pop()
        if id(function) not in seen:
            seen.add(id(function))
            assert not any(hasattr(value, "py_func") for value in function.__globals__.values())
            called = (function.__globals__.get(name) for name in function.__code__.co_names)
            todo += [value for value in called if hasattr(value, "__code__")]
    assert len(seen) > 60


def test_twins_are_made_once() -> None:
    assert plain(balance.contest) is plain(balance.contest)
    assert plain(max) is max


def test_wrapped_twins_leave_the_others_alone() -> None:
    wrapped = plain(balance.usable, {balance.usable: lambda twin: lambda *args: 2.0 * twin(*args)})
    assert wrapped is not plain(balance.usable)
    assert plain(balance.usable) is plain(balance.usable)


# --- the ledger


def decisions(twin: Replay) -> list[list[Row]]:
    """Rows of each decision: those in a run with one month, actor and uniform."""
    return [list(rows) for _, rows in groupby(twin.ledger, lambda row: (row.month, row.actor, row.uniform))]


def named(rows: list[Row]) -> dict[str, Row]:
    return {row.option: row for row in rows}


def total(row: Row) -> float:
    return math.fsum(row.terms.values())


def test_every_decision_chooses_one_and_is_settled_by_its_uniform(lives: tuple[Record, list[Replay]]) -> None:
    for twin in lives[1]:
        for rows in decisions(twin):
            assert sum(row.p for row in rows) == pytest.approx(1.0)
            assert sum(row.chosen for row in rows) == 1
            chosen = [row.chosen for row in rows].index(True)
            order = [row.p for row in rows]
            if rows[0].option in ("concede",) or "join" in named(rows):  # drawn the other way round
                order, chosen = order[::-1], len(order) - 1 - chosen
            u = rows[0].uniform
            assert u is not None
            assert sum(order[:chosen]) - 1e-12 <= u < sum(order[: chosen + 1]) + 1e-12


def test_terms_add_up_to_the_odds(lives: tuple[Record, list[Replay]]) -> None:
    seen = added_up(lively()[1], lives[1])
    assert min(seen[x] for x in ("coerce", "limited_attack", "offensive", "resist", "join", "diplomacy")) >= 5


def test_they_do_where_the_neighbour_whose_consent_is_needed_is_on_the_same_side() -> None:
    setup, worlds = lively()
    worlds.stance[:, 2, 0], worlds.stance[:, 2, 1], worlds.b_consent[:] = 0.0, 1.0, 0.5
    assert added_up(worlds, [replay(setup, worlds, i, 1) for i in range(DRAWS)])["join"] >= 5


def added_up(worlds: Any, twins: list[Replay]) -> dict[str, int]:
    """How often each option was weighed, once its terms have been seen to add up."""
    seen: dict[str, int] = defaultdict(int)
    for world, twin in zip(worlds, twins, strict=True):
        for rows in decisions(twin):
            first = rows[0]
            scale = 1.0 if "log_odds" in first.terms else world.lam
            correction = 0.0 if len(rows) <= 4 else -math.log((len(rows) - 1) / 3.0)
            for row in rows[1:]:
                seen[row.option] += 1
                expected = scale * (total(row) - total(first)) + (correction if first.option == "hold" else 0.0)
                assert math.log(row.p / first.p) == pytest.approx(expected, abs=1e-8)
    return seen


def test_the_ledger_says_what_the_record_says(lives: tuple[Record, list[Replay]]) -> None:
    for twin in lives[1]:
        attacks = [r for r in twin.ledger if r.chosen and r.option in ACTIONS[1:]]
        codes = twin.record.action[0]
        assert len(attacks) == (codes > 0).sum()
        for row in attacks:
            assert codes[row.month - 1, row.actor] == ACTIONS.index(row.option)
            assert twin.record.objective[0, row.month - 1, row.actor] == row.place
        resisted = [r for r in twin.ledger if r.chosen and r.option == "resist"]
        assert len(resisted) == (twin.record.resisted == 1).sum()
        joins = [r for r in twin.ledger if r.chosen and r.option == "join"]
        assert len(joins) == (twin.record.response >= JOIN).sum()


def test_expected_gain_is_chance_times_share_times_worth() -> None:
    """Computed here from the module's formula, for a single rivalry where nobody may join."""
    setup, worlds = generic.setup(months=1), generic.worlds(1, stance=0.0, interest=0.0)
    w = worlds[0]
    rows = named([row for row in replay(setup, worlds, 0, 0).ledger if row.actor == 0 and row.place == 2])
    p = plain(balance.contest)(4.0, 4.0, w.terrain, w.m)
    for action, share in ((LIMITED, w.gain_limited), (OFFENSIVE, 1.0)):
        terms = rows[ACTIONS[action]].terms
        cost = w.cost_limited if action == LIMITED else w.cost_offensive
        if setup.winter[1]:
            cost *= w.winter
        resist = 1.0 / (1.0 + math.exp(-w.lam * (share * (1.0 + w.home_risk) - share * (p + w.cost_target))))
        assert terms["cost"] == pytest.approx(-cost)
        assert terms["gain"] == pytest.approx(share * (1.0 - resist + resist * p))
        assert terms["spared"] == pytest.approx((1.0 - resist) * cost * (1.0 - w.mobilise))
        assert terms["joiners"] == 0.0


def test_what_is_made_to_happen_is_written_as_certain() -> None:
    setup = generic.setup(months=1, forced_dyad=0, forced_action=OFFENSIVE, forced_place=2)
    rows = [row for row in replay(setup, generic.worlds(1), 0, 0).ledger if row.actor == 0]
    assert [(row.option, row.p, row.uniform, row.chosen) for row in rows] == [("offensive", 1.0, None, True)]


def test_ledger_rows_read_well(real: Real) -> None:
    spots = places(real.case)
    rows = ledger_rows(replay(real.setup, real.worlds, 0, 0).ledger, real.case.actors, spots)
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    assert set(rows[0]) == {"month", "actor", "option", "terms", "p", "uniform", "chosen"}
    targets = {row["option"].partition(" ")[2] for row in rows} - {""}
    assert targets <= set(spots)
    assert {row["actor"] for row in rows} >= {"armenia", "azerbaijan"}
