"""Every state variable has one owner, and nobody else writes it: read from the sources, and seen in a run."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.worlds.kernel.test_twin import lively
from tests.worlds.when import when

import detente.worlds
from detente.worlds import month, state
from detente.worlds.kernel.game import Game
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import ACTORS, DYADS, PLACES, RIVALRIES, dtype_of, records
from detente.worlds.mechanisms import guarantees
from detente.worlds.setup import MECHANISMS
from detente.worlds.state import State, begin, can_enter, quiet

FOLDER = Path(detente.worlds.__file__).parent
ROW = re.compile(r"^(\w+) +\([AQKD, ]*\) .* (\w+)$", re.MULTILINE)
OWNER = dict(ROW.findall(state.__doc__ or ""))
MONTHS = 24


def writes(source: str) -> Iterator[str]:
    """Fields of ``s`` that a module assigns to."""
    for node in ast.walk(ast.parse(source)):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AugAssign) else []
        )
        for target in targets:
            for part in target.elts if isinstance(target, ast.Tuple) else [target]:
                field = part.value if isinstance(part, ast.Subscript) else part
                if isinstance(field, ast.Attribute) and isinstance(field.value, ast.Name) and field.value.id == "s":
                    yield field.attr


def test_the_table_lists_every_field_and_only_mechanisms_own() -> None:
    assert list(OWNER) == list(dtype_of(State).names or ())
    assert set(OWNER.values()) <= set(MECHANISMS)


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_a_mechanism_writes_only_its_own(mechanism: str) -> None:
    written = set(writes((FOLDER / "mechanisms" / f"{mechanism}.py").read_text(encoding="utf-8")))
    assert written == {field for field, owner in OWNER.items() if owner == mechanism}


def test_every_mechanism_is_a_file_and_has_a_switch() -> None:
    files = {path.stem for path in (FOLDER / "mechanisms").glob("*.py")} - {"__init__"}
    assert files == set(MECHANISMS)


class Watch:
    """Notes which fields a mechanism's function changed."""

    def __init__(self) -> None:
        self.changed: dict[str, set[str]] = defaultdict(set)

    def around(self, owner: str) -> Callable[[Any], Callable[..., Any]]:
        def wrap(twin: Any) -> Callable[..., Any]:
            def watched(s: Any, *rest: Any) -> Any:
                before = s.copy()
                result = twin(s, *rest)
                self.changed[owner] |= {f for f in s.dtype.names if not np.array_equal(before[f], s[f])}
                return result

            return watched

        return wrap


def test_in_a_run_each_changes_its_own_and_nobody_changes_beliefs() -> None:
    watch, (setup, worlds) = Watch(), lively()
    worlds.agreement[:] = 0.9
    kernels = {name: value for name, value in vars(month).items() if hasattr(value, "py_func")}
    owners = {name: value.py_func.__module__.rpartition(".")[2] for name, value in kernels.items()}
    wrapped = {kernels[name]: watch.around(owner) for name, owner in owners.items() if owner in MECHANISMS}
    live = plain(month.live_month, wrapped | {guarantees.respond: watch.around("guarantees")})
    beliefs = setup.tobytes(), worlds.tobytes()
    s, g = records(State, 1)[0], records(Game, 1)[0]
    with np.errstate(all="ignore"):
        for i in range(5):
            plain(begin)(s, setup, worlds[i])
            for number in range(1, MONTHS + 1):
                live(s, setup, worlds[i], g, when(setup, number, world=i))
    assert (setup.tobytes(), worlds.tobytes()) == beliefs
    for mechanism in MECHANISMS:
        asked = {"guarantees"} if mechanism == "crisis" else set()  # an attack asks them
        own = {field for field, owner in OWNER.items() if owner in {mechanism} | asked}
        assert watch.changed[mechanism] <= own, mechanism
        assert watch.changed[mechanism], mechanism


MONTHLY = {  # what forget_month sets it to
    "signed": 0, "incidents": 0, "ended": 0, "losses": 0, "border_losses": 0, "border_deaths": 0, "battle_deaths": 0,
    "coerced": 0, "taker": -1, "seized": 0, "action": 0, "objective": -1, "resisted": 0, "response": -1,
}  # fmt: skip


def test_a_quiet_month_leaves_nothing_to_forget_and_places_to_enter_are_up_to_date() -> None:
    setup, worlds = lively()
    worlds.agreement[:] = 0.9
    live, still, s, g = plain(month.live_month), plain(quiet), records(State, 1)[0], records(Game, 1)[0]
    size = {ACTORS: setup.actors, PLACES: setup.places, RIVALRIES: setup.rivalries, DYADS: setup.dyads}
    calm, lively_months, entered = 0, 0, set()
    with np.errstate(all="ignore"):
        for i in range(8):
            plain(begin)(s, setup, worlds[i])
            for number in range(1, MONTHS + 1):
                live(s, setup, worlds[i], g, when(setup, number, world=i))
                parts = {field: s[field][tuple(slice(size[n]) for n in s[field].shape)] for field in MONTHLY}
                at_rest = all((parts[field] == at).all() for field, at in MONTHLY.items())
                assert at_rest or not still(s, setup)
                calm, lively_months = calm + bool(still(s, setup)), lively_months + (not at_rest)
                entered.add(tuple(s.enterable[: setup.dyads].tolist()))
                assert [plain(can_enter)(s, setup, d) for d in range(setup.dyads)] == list(s.enterable[: setup.dyads])
    assert min(calm, lively_months, len(entered) - 1) > 0


def test_a_history_leaves_nothing_behind_for_the_next() -> None:
    setup, worlds = lively()
    used, fresh = records(State, 1)[0], records(State, 1)[0]
    for field in dtype_of(State).names or ():
        used[field] = 7
    plain(begin)(used, setup, worlds[0])
    plain(begin)(fresh, setup, worlds[0])
    size = {ACTORS: setup.actors, PLACES: setup.places, RIVALRIES: setup.rivalries, DYADS: setup.dyads}
    for field in dtype_of(State).names or ():
        part = tuple(slice(size[n]) for n in fresh[field].shape)
        assert np.array_equal(used[field][part], fresh[field][part]), field
