"""The generic rivalry on one day, its state set by hand, for one mechanism to act on; and whole months of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.worlds import generic
from tests.worlds.when import when

from detente.verification.rivalry import change
from detente.worlds.kernel.game import Game
from detente.worlds.kernel.twin import plain
from detente.worlds.layout import records
from detente.worlds.month import live_month
from detente.worlds.state import State, begin, can_enter


class Stage(NamedTuple):
    """A setup, a world and a state, as every mechanism takes them."""

    setup: Any
    w: Any
    s: Any

    def now(self, month: int = 1, life: int = 0) -> Any:
        """A month of its history."""
        return when(self.setup, month, life)

    def act(self, mechanism: Any, *more: Any) -> Any:
        """Let a mechanism act on it, uncompiled; return what it returns."""
        return plain(mechanism)(self.s, self.setup, self.w, *more)


def stage(
    state: dict[str, Any] | None = None, off: str = "", shape: dict[str, Any] | None = None, **world: Any
) -> Stage:
    """The first day of a world with ``world`` changed, then ``state``; the mechanism ``off`` switched off."""
    setup = generic.setup(**((shape or {}) | ({f"on_{off}": 0} if off else {})))
    w, s = generic.worlds(1, **world)[0], records(State, 1)[0]
    plain(begin)(s, setup, w)
    return Stage(setup, w, change(s, state or {}))


def shared(state: dict[str, Any], shape: dict[str, Any] | None = None, **world: Any) -> Stage:
    """The same with two rivalries that share beta: alpha's, and then patron A's, who is a side of its own."""
    there = stage(state, shape={"rivalries": 2, "dyads": 4} | (shape or {}), **world)
    sides: dict[str, Any] = {"challenger": (0, 1, 2, 1), "target": (1, 0, 1, 2)}
    change(there.setup, sides | {"rivalry": (0, 0, 1, 1), "mirror": (1, 0, 3, 2)})
    for d in range(4):
        there.s.enterable[d] = plain(can_enter)(there.s, there.setup, d)
    return there


def fallen(place: int, **more: Any) -> dict[str, Any]:
    """The state of a month in which alpha, who fights, takes a place of beta's."""
    taker = [0 if k == place else -1 for k in range(3)]
    return {"attacker": (0,), "front": (place,), "phase": (2,), "taker": taker} | more


def months(setup: Any, w: Any, life: int = 0) -> Iterator[Any]:
    """The state after each month of one life."""
    s, g = records(State, 1)[0], records(Game, 1)[0]
    plain(begin)(s, setup, w)
    for month in range(1, int(setup.months) + 1):
        plain(live_month)(s, setup, w, g, when(setup, month, life))
        yield s
