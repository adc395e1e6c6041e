"""What is read from the sources of the mechanisms is what stands there."""

from __future__ import annotations

import ast
from pathlib import Path

import detente.worlds
from detente.systems.wiring import HELPERS, STATE, asked, coefficients, owners, read, takes, written
from detente.worlds import incidence
from detente.worlds.layout import dtype_of
from detente.worlds.setup import MECHANISMS
from detente.worlds.state import State
from detente.worlds.world import Coefficients

FOLDER = Path(detente.worlds.__file__).parent
AROUND = {
    "month",
    "state",
    "stillness",
}  # the order of the month, its beginning and what was before belong to no mechanism
SOURCE = """
from detente.worlds.mechanisms.balance import contest, expected_strength as expected
from detente.worlds.stakes import weigh

def go(s, setup, w):
    s.holder[0] = w.loss
    s.alive[0], s.closed[0] = 1, s.taker[0]
    s.residents[0] -= s.strength[1]
    expected(s, setup, w, 0)
    contest(1.0, 2.0)
    weigh(s, setup)
"""


def test_a_made_up_mechanism() -> None:
    trees = [ast.parse(SOURCE)]
    assert set(written(trees)) == {"holder", "alive", "closed", "residents"}
    assert set(read(trees, STATE)) == {"holder", "alive", "closed", "taker", "residents", "strength"}
    assert set(read(trees, "w")) == {"loss"}
    assert set(asked(trees)) == {("balance", "expected_strength"), ("crisis", "weigh")}


def test_every_field_has_one_owner() -> None:
    assert set(owners()) == set(dtype_of(State).names or ())
    assert set(owners().values()) <= set(MECHANISMS)


def test_every_coefficient_is_some_mechanism_s_but_those_that_only_fill_worlds() -> None:
    filling = (FOLDER / "fill.py").read_text("utf-8")
    recorded = set(incidence.LEVELS)  # from the record, with which worlds are filled too
    unused = set(dtype_of(Coefficients).names or ()) - set(coefficients())
    assert [name for name in sorted(unused) if f'_of("{name}")' not in filling and name not in recorded] == []


def test_whoever_takes_the_state_is_a_mechanism_or_is_named_a_helper() -> None:
    takers = {path.stem for path in FOLDER.glob("*.py") if _states(path)}
    assert takers == AROUND | set(HELPERS)
    assert {path.stem for path in FOLDER.glob("mechanisms/*.py") if _states(path)} <= set(MECHANISMS)


def test_the_state_has_one_name_everywhere() -> None:
    for path in FOLDER.rglob("*.py"):
        assert _states(path) <= {STATE}, path.name


def test_nobody_takes_from_itself_and_all_is_reached() -> None:
    assert set(takes()) == set(MECHANISMS)
    assert [name for name, others in takes().items() if name in others] == []
    assert all(what for others in takes().values() for what in others.values())


def _states(path: Path) -> set[str]:
    """Names of the parameters that are the state."""
    tree = ast.parse(path.read_text("utf-8"))
    parameters = (arg for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) for arg in node.args.args)
    return {arg.arg for arg in parameters if isinstance(arg.annotation, ast.Name) and arg.annotation.id == "State"}
