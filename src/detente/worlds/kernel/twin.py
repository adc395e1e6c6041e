"""The kernel's uncompiled twin: the tests' oracle, and the keeper of the ledger.

`plain` rebuilds a kernel and everything it calls as plain Python; a dispatcher's own ``py_func`` would still call
compiled helpers. `replay` lives one history in such a twin and writes down every option that anybody weighed,
with the named terms of its worth, its probability, and the uniform that settled it. No ledger is compiled.

The ledger's twin skips no option: the early accept of "hold" gives way to solving the whole tree, which leaves
the choice as it is (tests/worlds/kernel/test_twin.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FunctionType, MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from detente.numerics.portable import exp_
from detente.worlds import stakes
from detente.worlds.kernel import early
from detente.worlds.kernel.game import Game, logistic
from detente.worlds.kernel.history import Record, room, write_month
from detente.worlds.layout import Floats, records
from detente.worlds.mechanisms import crisis, guarantees, home_front
from detente.worlds.moment import Moment, draw, enter
from detente.worlds.month import live_month
from detente.worlds.purposes import JOIN as JOIN_DRAW
from detente.worlds.purposes import RESIST
from detente.worlds.setup import ACTIONS, COERCE, HOLD, RESPONSES
from detente.worlds.state import State, begin, begin_otherwise

Function = Callable[..., Any]
Wrap = Callable[[Any], Function]
Terms = dict[str, float]
Shares = Mapping[str, Mapping[int, float]]


class Row(NamedTuple):
    """One option that somebody had in a month.

    ``terms`` are stakes and sum to the option's expected utility; of a response short of troops they are its
    log-odds. ``uniform`` is None where the option was forced and nothing was drawn. ``shares``: of a term that several
    outside powers make up, what each of them puts in, by actor; more weighs more, below 0 against the option.
    ``rivalry``: the one in which it is decided.
    """

    month: int
    actor: int
    option: str
    place: int  # of a challenger's option, else -1
    terms: Terms
    p: float
    uniform: float | None
    chosen: bool
    shares: Shares = MappingProxyType({})
    rivalry: int = 0


class Replay(NamedTuple):
    """One history, lived again in the open."""

    record: Record
    ledger: list[Row]


def plain(entry: Function, around: Mapping[Function, Wrap] | None = None) -> Any:
    """Return ``entry``, a kernel, as plain Python that calls no compiled code.

    ``around`` wraps the twins of the kernels it names, wherever they are called. Without it twins are made once.
    """
    return (_TWINS if around is None else _Twins(around)).of(entry)


def replay(setup: Any, worlds: Any, world: int, life: int, others: Any = None) -> Replay:
    """Live life ``life`` of ``worlds[world]`` in the twin: the same bits as compiled, and the ledger.

    ``others``: the worlds that hold from the setup's turn on, by default the same.
    """
    clerk = _Clerk()
    live = plain(live_month, clerk.watch())
    start, go_on, write, record = plain(begin), plain(enter), plain(write_month), room(setup, 1)
    w, shape = _open(worlds[world]), _open(setup)
    other = w if others is None else _open(others[world])
    s, g, t = (_open(records(layout, 1)[0]) for layout in (State, Game, Moment))
    with np.errstate(all="ignore"):  # compiled code doesn't warn
        start(s, shape, w)
        for month in range(1, shape.months + 1):
            if month == shape.turn:
                plain(begin_otherwise)(s, shape, w, other, month - 1)
                w = other
            go_on(t, shape, world, life, month)
            live(s, shape, w, g, t)
            write(s, shape, record, 0, month - 1)
    n = shape.actors
    record.standing[0] = s.standing[:n, :n] - w.standing[:n, :n]
    return Replay(record, clerk.rows)


def ledger_rows(ledger: Sequence[Row], actors: Sequence[str], places: Sequence[str]) -> list[dict[str, Any]]:
    """The ledger as JSON-ready rows; ``actors`` and ``places`` are ids in the order of the model's arrays."""
    return [
        {
            "month": row.month,
            "actor": actors[row.actor],
            "option": row.option if row.place < 0 else f"{row.option} {places[row.place]}",
            "terms": dict(row.terms),
            "p": row.p,
            "uniform": row.uniform,
            "chosen": row.chosen,
        }
        for row in ledger
    ]


class _Twins:
    """Makes the twin of each kernel once."""

    def __init__(self, around: Mapping[Function, Wrap]) -> None:
        self.around = around
        self.made: dict[Function, Function] = {}

    def of(self, entry: Function) -> Function:
        """The twin of ``entry``; anything but a kernel is its own."""
        source = getattr(entry, "py_func", None)
        if source is None:
            return entry
        if entry not in self.made:
            names = dict(source.__globals__)
            made = FunctionType(source.__code__, names, source.__name__, source.__defaults__, source.__closure__)
            self.made[entry] = self.around[entry](made) if entry in self.around else made
            for name, value in names.items():
                if hasattr(value, "py_func"):
                    names[name] = self.of(value)
        return self.made[entry]


_TWINS = _Twins({})


def _open(record: Any) -> SimpleNamespace:
    """A record's fields as attributes that plain Python reads ten times faster; arrays stay views of it."""
    fields = {name: record[name] for name in record.dtype.names}
    return SimpleNamespace(**{name: f if np.ndim(f) else f.item() for name, f in fields.items()})


class _Option(NamedTuple):
    """What the clerk keeps of one solved option, whose room in the game the next one may take."""

    place: int
    action: int
    terms: Terms
    concede: Terms  # the target's
    resist: Terms
    chance: Floats  # the attacker's, on each leaf
    joining: dict[int, guarantees.JoinTerms]  # by actor
    shares: Shares


class _Clerk:
    """Stands beside the kernels that choose and writes down what they weighed."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.attack = stakes.AttackTerms(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        self.joining: dict[int, guarantees.JoinTerms] = {}
        self.responder = -1
        self.month = self.rivalry = 0
        self._forget()

    def _forget(self) -> None:
        """Begin a decision."""
        self.options: dict[int, _Option] = {}
        self.hold: Terms | None = None
        self.uniform: float | None = None
        self.written = False

    def watch(self) -> dict[Function, Wrap]:
        """Which kernels to wrap, and how."""
        return {
            crisis.decide: self._decide,
            stakes.hold_terms: self._hold_terms,
            early.held_for_sure: self._think,
            early.bound: lambda _: lambda *_: None,
            early.choose: self._choose,
            stakes.weigh: self._weigh,
            stakes.attack_terms: self._attack_terms,
            crisis.carry_out: self._carry_out,
            guarantees.join_terms: self._join_terms,
            guarantees.respond: self._respond,
            guarantees.respond_terms: self._respond_terms,
            guarantees.short_of_troops: self._short_of_troops,
            guarantees.ask_again: self._ask_again,
            guarantees.late_terms: self._late_terms,
            guarantees.joins_late: self._joins_late,
        }

    # --- what the terms were

    def _hold_terms(self, twin: Function) -> Function:
        def watched(*args: Any) -> Any:
            terms = twin(*args)
            self.hold = _named(terms)
            return terms

        return watched

    def _attack_terms(self, twin: Function) -> Function:
        def watched(*args: Any) -> Any:
            self.attack = twin(*args)
            return self.attack

        return watched

    def _join_terms(self, twin: Function) -> Function:
        def watched(s: Any, setup: Any, w: Any, d: int, k: int, scale: int, actor: int) -> Any:
            self.joining[actor] = twin(s, setup, w, d, k, scale, actor)
            return self.joining[actor]

        return watched

    def _weigh(self, twin: Function) -> Function:
        def watched(s: Any, setup: Any, w: Any, around: Any, d: int, g: Any, n: int, options: int) -> None:
            self.joining = {}
            twin(s, setup, w, around, d, g, n, options)
            self.options[n] = _solved(s, setup, w, d, g, n, self.attack, self.joining)

        return watched

    def _respond_terms(self, twin: Function) -> Function:
        def watched(s: Any, setup: Any, w: Any, d: int, actor: int) -> Any:
            self.responder = actor
            return twin(s, setup, w, d, actor)

        return watched

    def _late_terms(self, twin: Function) -> Function:
        def watched(s: Any, setup: Any, w: Any, d: int, k: int, actor: int, side: int) -> Any:
            self.responder = actor
            return twin(s, setup, w, d, k, actor, side)

        return watched

    # --- where something is chosen

    def _decide(self, twin: Function) -> Function:
        def watched(s: Any, setup: Any, w: Any, d: int, leaning: Any, g: Any, t: Moment) -> None:
            self._forget()
            self.month, self.rivalry = t.month, int(setup.rivalry[d])
            twin(s, setup, w, d, leaning, g, t)
            if plain(crisis.made_to)(s, setup, d, t) == HOLD:
                self._write(
                    setup.challenger[d], "hold", _named(plain(stakes.hold_terms)(s, setup, w, d)), 1.0, None, True
                )
            elif self.options and not self.written:
                self._write_options(setup.challenger[d], g, -1)

        return watched

    def _think(self, twin: Function) -> Function:
        return lambda *_: False  # every option is weighed, so that it can be written down

    def _choose(self, twin: Any) -> Function:
        def watched(
            s: Any, setup: Any, w: Any, around: Any, d: int, g: Any, options: int, hold: float, u: float
        ) -> int:
            self.uniform = float(u)
            for n in range(options):
                twin.__globals__["weigh"](s, setup, w, around, d, g, n, options)
            twin.__globals__["choose_option"](g, options, hold, w.lam)
            return int(twin.__globals__["pick"](g.choice, options + 1, u)) - 1

        return watched

    def _carry_out(self, twin: Function) -> Function:
        def watched(s: Any, setup: Any, w: Any, d: int, g: Any, n: int, t: Moment) -> None:
            self._write_options(setup.challenger[d], g, n)
            if self.options[n].action != COERCE:
                u, p = plain(draw)(t, setup.dyad_id[d], RESIST), g.resist[n]
                self._write(setup.target[d], "concede", self.options[n].concede, 1.0 - p, u, u >= p)
                self._write(setup.target[d], "resist", self.options[n].resist, p, u, u < p)
            twin(s, setup, w, d, g, n, t)

        return watched

    def _respond(self, twin: Function) -> Function:
        def watched(s: Any, setup: Any, w: Any, d: int, g: Any, n: int, t: Moment) -> None:
            before = len(self.rows)
            twin(s, setup, w, d, g, n, t)
            if s.resisted[d] == 1 and setup.on_guarantees == 1:
                late, self.rows = self.rows[before:], self.rows[:before]
                self._write_joiners(s, setup, w, d, g, n, t)
                self.rows += late  # whoever didn't join answers after all have moved

        return watched

    def _short_of_troops(self, twin: Function) -> Function:
        def watched(terms: Any, u: float) -> int:
            chosen: int = twin(terms, u)
            logs = {"out": 0.0} | _named(terms)
            total = sum(plain(exp_)(x) for x in logs.values())
            for name, x in logs.items():
                p = plain(exp_)(x) / total
                self._write(self.responder, name, {"log_odds": x}, p, u, RESPONSES[chosen] == name)
            return chosen

        return watched

    def _ask_again(self, twin: Function) -> Function:
        def watched(s: Any, setup: Any, w: Any, d: int, k: int, g: Any, t: Moment) -> None:
            self.month, self.rivalry = t.month, int(setup.rivalry[d])
            twin(s, setup, w, d, k, g, t)

        return watched

    def _joins_late(self, twin: Function) -> Function:
        def watched(terms: Any, lam: float, u: float) -> bool:
            joins: bool = twin(terms, lam, u)
            named = _named(terms)
            out = {"outcome": named.pop("stays")}
            p = float(plain(logistic)(lam * (sum(named.values()) - out["outcome"])))
            self._write(self.responder, "out", out, 1.0 - p, u, not joins)
            self._write(self.responder, "join", named, p, u, joins)
            return joins

        return watched

    # --- rows

    def _write(
        self, actor: int, option: str, terms: Terms, p: float, u: float | None, chosen: bool, place: int = -1,
        shares: Shares = MappingProxyType({}),
    ) -> None:  # fmt: skip
        uniform = None if u is None else float(u)
        self.rows.append(
            Row(self.month, int(actor), option, place, terms, float(p), uniform, bool(chosen), shares, self.rivalry)
        )

    def _write_options(self, actor: int, g: Any, chosen: int) -> None:
        """The challenger's options, hold first; one that was forced stands alone."""
        self.written = True
        if self.hold is not None:
            self._write(actor, "hold", self.hold, g.choice[0], self.uniform, chosen < 0)
        for n, option in sorted(self.options.items()):
            p = 1.0 if self.hold is None else g.choice[n + 1]
            name = ACTIONS[option.action]
            self._write(actor, name, option.terms, p, self.uniform, n == chosen, option.place, option.shares)

    def _write_joiners(self, s: Any, setup: Any, w: Any, d: int, g: Any, n: int, t: Moment) -> None:
        """Each outside power's choice between joining and staying out, given who moved before it."""
        count, history = g.players[n], 0
        plain(guarantees.line_up)(s, setup, w, d, s.objective[d], g)
        for i in range(count):
            actor, p = g.order[i], g.join[n, i, history]
            u = plain(draw)(t, setup.dyad_id[d] ^ setup.actor_id[actor], JOIN_DRAW)
            joined = s.joined[setup.rivalry[d], actor] != 0
            out, join = _joining(setup, w, d, g, n, i, history, self.options[n])
            self._write(actor, "out", out, 1.0 - p, u, not joined)
            self._write(actor, "join", join, p, u, joined)
            history |= int(joined) << i


def _named(terms: Any) -> Terms:
    """A named tuple of terms as plain floats."""
    return {name: float(x) for name, x in terms._asdict().items()}


def _solved(
    s: Any, setup: Any, w: Any, d: int, g: Any, n: int, attack: Any, joining: dict[int, guarantees.JoinTerms]
) -> _Option:
    """Name what an option just solved is worth to both sides.

    Beside the terms of the attack itself: ``gain``, what it is expected to win if nobody joins; ``joiners``, what
    those who may join change in that and in its cost; ``spared``, the cost not paid where the target concedes.
    """
    k, action, r = int(g.option_place[n]), int(g.option_action[n]), float(g.resist[n])
    c, other = setup.challenger[d], setup.target[d]
    share = float(plain(stakes.gain_share)(s, setup, w, action, k, c))
    alone = 1.0 if action == COERCE else float(g.chance[k, 0])
    terms = _named(attack) | {
        "gain": share * float(w.worth[c, k]) * (1.0 - r + r * alone),
        "joiners": r * float(g.work_c[0] - g.leaf_c[n, 0]),
        "spared": (1.0 - r) * float(attack.cost) * (w.mobilise - 1.0),
    }
    price = float(plain(home_front.concession_price)(s, setup, w, other))
    fighting = 0.0 if action == COERCE else -share * w.cost_target
    concede = {"territory": -share * float(w.worth[other, k]), "home_risk": -share * price}
    resist = {"territory": float(g.work_t[0]) - fighting, "fighting": fighting}
    shares = {"outside": _restraining(s, setup, w, c), "joiners": _joined(g, n)}
    return _Option(k, action, terms, concede, resist, g.chance[k, : 1 << g.players[n]].copy(), joining, shares)


def _restraining(s: Any, setup: Any, w: Any, attacker: int) -> dict[int, float]:
    """What each outside power that is not with the attacker adds to restraint, below 0 (``outside_restraint``)."""
    return {
        a: -float(s.attention[a] * w.resolve[a] * (1.0 - s.dependence[a, attacker]))
        for a in range(setup.actors)
        if setup.outsider[a] == 1 and w.stance[a, attacker] < 0.5
    }


def _joined(g: Any, n: int) -> dict[int, float]:
    """The strength that each who may join option ``n`` is expected to send, billion dollars; the target's below 0."""
    leaves = list(_leaves(g, n, 0, 0))
    return {
        int(g.order[i]): float(g.side[i] * g.sent[i] * sum(p for leaf, p in leaves if leaf >> i & 1))
        for i in range(g.players[n])
    }


def _joining(setup: Any, w: Any, d: int, g: Any, n: int, i: int, history: int, option: _Option) -> tuple[Terms, Terms]:
    """Expected terms of staying out and of joining, for the power that moves as number ``i`` after ``history``."""
    actor, k = g.order[i], option.place
    side, t = int(g.side[i]), option.joining[actor]
    stake = float(w.b_effect * w.interest[actor, k])

    def outcome(leaf: int) -> float:
        return stake * float(option.chance[leaf] if side == 1 else 1.0 - option.chance[leaf])

    def rivals(leaf: int) -> int:
        return sum(int(g.side[j]) != side for j in range(g.players[n]) if leaf >> j & 1)

    def alone(leaf: int) -> bool:
        beside = (g.order[j] for j in range(g.players[n]) if leaf >> j & 1 and g.side[j] == side)
        return setup.consenter[actor] not in beside

    out = {"outcome": sum(p * outcome(leaf) for leaf, p in _leaves(g, n, i + 1, history))}
    after = list(_leaves(g, n, i + 1, history | 1 << i))
    return out, {
        "outcome": sum(p * outcome(leaf) for leaf, p in after),
        "cost": float(t.cost),
        "honour": float(t.honour),
        "consent": float(t.consent) * sum(p for leaf, p in after if alone(leaf)),
        "patron": float(t.patron),
        "danger": -float(w.b_danger) * sum(p * rivals(leaf) for leaf, p in after),
    }


def _leaves(g: Any, n: int, first: int, history: int) -> Iterator[tuple[int, float]]:
    """Leaves that may follow ``history`` once player ``first`` is to move, with their probabilities."""
    if first == g.players[n]:
        yield history, 1.0
        return
    q = float(g.join[n, first, history])
    for leaf, p in _leaves(g, n, first + 1, history):
        yield leaf, (1.0 - q) * p
    for leaf, p in _leaves(g, n, first + 1, history | 1 << first):
        yield leaf, q * p
