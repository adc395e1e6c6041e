"""From beliefs to worlds: every field of every world, and the slots it was read from.

Each line below says which slot of the case a field of the model comes from; a slot nobody spoke of and that has
no prior leaves its field at zero. The draws that were used are kept: they are what the answer hangs on.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs
from detente.beliefs.race import Draw
from detente.beliefs.theories import slot_of
from detente.cases.model import Case, Outsider, Place, Rivalry
from detente.errors import Fault, InputError
from detente.names.catalogue import parse_day_range
from detente.numerics.portable import exp_array, log_array
from detente.worlds.layout import dtype_of, records
from detente.worlds.past import DEATHS, Past, past
from detente.worlds.setup import CESSATION, DEFINITIVE, PRELIMINARY
from detente.worlds.shape import dyads, places
from detente.worlds.world import Coefficients, World

Floats = NDArray[np.float64]

TRUCES = {"cessation": CESSATION, "preliminary": PRELIMINARY, "definitive": DEFINITIVE}
CUT = ("closed", "restricted")  # states of a route that starve the place it serves
UNMET = {"no": 1.0, "partly": 0.5, "open": 0.5}  # how far a term is not kept
FAR = 1200.0  # months: a mandate without an end
DAYS = 30.4375  # a month


class Filler:
    """Fills the worlds of one case on one set of beliefs. ``worlds`` is the result.

    The work comes in parts that write different fields and share nothing but coefficients that no claim moves. Each
    remembers the slots it read, so that other beliefs are filled in by the parts they touch.
    """

    def __init__(self, case: Case, beliefs: Beliefs) -> None:
        self.case, self.beliefs = case, beliefs
        self.n = beliefs.dice.n
        self.worlds: Any = records(World, self.n)
        self.actor = {name: a for a, name in enumerate(case.actors)}
        self.place = {name: k for k, name in enumerate(places(case))}
        self.rivals = tuple(side for r in case.file.rivalries for side in r.sides)
        self.pasts: dict[int, Past] = {}
        self.read: list[set[str]] = []
        self._reading: set[str] = set()

    def fill(self) -> Any:
        """Fill everything, in the order of the mechanisms."""
        self.worlds.fill(0)
        self.read = []
        for part in self._parts():
            self._reading = set()
            part()
            self.read.append(self._reading)
        return self.worlds

    def refill(self, beliefs: Beliefs, touched: Set[str]) -> Any:
        """Worlds of beliefs that differ only in claims on the slots ``touched``: the same bits as filling all."""
        other = Filler(self.case, beliefs)
        other.worlds, other.pasts = self.worlds.copy(), dict(self.pasts)
        for part, read in zip(other._parts(), self.read, strict=True):
            if read & touched:
                part()
        return other.worlds

    def _parts(self) -> list[Callable[[], None]]:
        return [
            self._coefficients,
            self._strengths,
            self._supplies,
            *(partial(self._side, side) for side in self.rivals),
            *(partial(self._outsider, outsider) for outsider in self.case.file.outsiders),
            self._pacts,
            *(partial(self._place, spot) for spot in self.case.file.places),
            self._borders,
            *(partial(self._formats, q, rivalry) for q, rivalry in enumerate(self.case.file.rivalries)),
            *(partial(self._truce, q, rivalry) for q, rivalry in enumerate(self.case.file.rivalries)),
            self._costs,
        ]

    def _coefficients(self) -> None:
        for name in dtype_of(Coefficients).names or ():
            self._reading.add(slot_of(name))
            self.worlds[name] = self.beliefs.coefficient(name).numbers

    def _costs(self) -> None:
        for d, (challenger, target) in enumerate(dyads(self.case)):
            effect = self.beliefs.normal(f"cost:{challenger}>{target}")
            self.worlds.cost_effect[:, d] = exp_array(self.worlds.s_cost * effect)

    # --- balance

    def _strengths(self) -> None:
        w, keep = self.worlds, exp_array(log_array(1.0 - self.worlds.delta) / 12.0)
        troops = [o.id for o in self.case.file.outsiders if o.troops]
        for name in (*self.rivals, *troops):
            a = self.actor[name]
            w.spending[:, a] = self._need(f"{name}.gdp") * self._need(f"{name}.military_burden")
            w.edge[:, a] = self._number(f"{name}.edge")
        before = w.spending.copy()
        for challenger, target in dyads(self.case):
            ratio = self._draw(f"{challenger}.spending_ratio[{target}]").numbers
            a, b = self.actor[challenger], self.actor[target]
            w.spending[:, a] = np.where(np.isfinite(ratio), ratio * before[:, b], w.spending[:, a])
        # capital that this spending would hold steady: what a month buys is what a month wears out
        w.strength[:] = w.kappa[:, None] * w.spending / 12.0 / (1.0 - keep)[:, None]

    def _supplies(self) -> None:
        """What embargoes leave: the shares of its arms imports that each side can still buy."""
        self.worlds.supplied[:] = 1.0
        for side in self.rivals:
            withheld = np.zeros(self.n)
            for outsider in self.case.file.outsiders:
                stopped = self._is(self._draw(f"{outsider.id}.embargo[{side}]"), "yes")
                if stopped.any():
                    withheld += stopped * self._number(f"{outsider.id}.supply_share[{side}]")
            self.worlds.supplied[:, self.actor[side]] = 1.0 - np.minimum(1.0, withheld)

    # --- at home

    def _side(self, side: str) -> None:
        w, a = self.worlds, self.actor[side]
        w.unrest[:, a] = self._number(f"{side}.unrest")
        w.settling[:, a] = self._number(f"{side}.settles")
        w.irregulars[:, a] = self._number(f"{side}.irregulars")
        w.unmanned[:, a] = self._number(f"{side}.unmanned")
        w.rent_share[:, a] = self._number(f"{side}.rent_share")
        for spot in self.case.file.places:
            if spot.home is None:
                w.unsettled[:, a, self.place[spot.id]] = self._number(f"{side}.unsettled[{spot.id}]")

    # --- outside powers

    def _outsider(self, outsider: Outsider) -> None:
        w, name, a = self.worlds, outsider.id, self.actor[outsider.id]
        w.attention[:, a] = self._number(f"{name}.attention")
        w.resolve[:, a] = self._number(f"{name}.resolve")
        w.consent[:, a] = 1.0
        if outsider.troops:
            w.commitment[:, a] = self._number(f"{name}.commitment")
            w.patron_effect[:, a] = self.beliefs.normal(f"patron:{name}")
            if outsider.consent:
                w.consent[:, a] = self._number(f"{outsider.consent}.consents[{name}]")
        stance = self._draw(f"{name}.stance")
        for rival in self.rivals:
            r = self.actor[rival]
            w.stance[:, a, r] = self._is(stance, rival)
            w.dependence[:, a, r] = self._number(f"{name}.dependence[{rival}]")
            w.standing[:, a, r] = self._number(f"{name}.standing[{rival}]")
        for spot in self.case.file.places:
            if spot.home is None:
                w.interest[:, a, self.place[spot.id]] = self._number(f"{name}.interest[{spot.id}]")

    def _pacts(self) -> None:
        """A pledge is the reliability of a pact in force that binds both and covers the place; the best counts."""
        self.worlds.pledge[:] = 0.0
        spoken = (*self.beliefs.claims, *(each.slot for each in self.beliefs.terms.assumed))
        pacts = {slot.partition(".")[0] for slot in spoken if ".covers[" in slot}
        for pact in sorted(pacts):
            alive = self._is(self._draw(f"{pact}.in_force"), "yes")
            worth = self._number(f"{pact}.reliability")
            for outsider in self.case.file.outsiders:
                theirs = alive * self._is(self._draw(f"{pact}.member[{outsider.id}]"), "yes")
                for d, (_, target) in enumerate(dyads(self.case) if theirs.any() else ()):
                    both = theirs * self._is(self._draw(f"{pact}.member[{target}]"), "yes") * worth
                    for spot in self.case.file.places:
                        covers = self._draw(f"{pact}.covers[{spot.id}]")
                        if "yes" in covers.words:
                            cell = self.worlds.pledge[:, d, self.actor[outsider.id], self.place[spot.id]]
                            np.maximum(cell, both * self._is(covers, "yes"), out=cell)

    # --- places

    def _place(self, spot: Place) -> None:
        w, k = self.worlds, self.place[spot.id]
        w.holder[:, k] = self.actor[spot.home] if spot.home else self._holder(spot.id)
        if spot.home is None:
            for rival in self.rivals:
                w.worth[:, self.actor[rival], k] = self._number(f"{rival}.worth[{spot.id}]")
                w.reach[:, self.actor[rival], k] = self._number(f"{rival}.reach[{spot.id}]")
        if spot.home is None:
            w.residents[:, k] = self._number(f"{spot.id}.uprootable")
        if spot.route:
            state = self._draw(f"{spot.route.name}.route_state")
            w.closed[:, k] = sum(self._is(state, word) for word in CUT)

    def _holder(self, place: str) -> NDArray[np.int64]:
        draw = self._draw(f"{place}.holder")
        sides = [self.case.file.clients.get(word, word) for word in draw.words]
        strangers = [word for word, side in zip(draw.words, sides, strict=True) if side not in self.rivals]
        if not draw.words or strangers:
            reason = "nobody says who holds this place" if not draw.words else "held by somebody who is no side here"
            remedy = f"Add a dated `{place}.holder` claim, or list its holder under `clients`."
            raise InputError(
                Fault(reason, remedy, str(self.case.path), path=f"{place}.holder", value=", ".join(strangers))
            )
        return np.array([self.actor[side] for side in sides])[draw.numbers.astype(np.int64)]

    # --- what lies between the sides

    def _borders(self) -> None:
        self._reading |= {slot for slot in self.beliefs.claims if DEATHS in slot}
        self.worlds.scars[:] = 0.0
        for q, rivalry in enumerate(self.case.file.rivalries):
            self._border(q, rivalry)

    def _border(self, q: int, rivalry: Rivalry) -> None:
        w, known = self.worlds, self._past(rivalry)
        self.pasts[q] = known
        w.memory[:, q] = known.memory(w.rho)
        scars = known.scars(w.half_life)
        for side in rivalry.sides:
            w.scars[:, self.actor[side]] += scars
        # incidents breed incidents: in the long run there are 1 / (1 - alpha) for every one that comes by itself
        own, spread = known.own_rate(w.pf * w.mu / (1.0 - w.alpha), w.s_mu)
        w.incident_effect[:, q] = exp_array(own + spread * self.beliefs.normal(f"incidents:{rivalry.id}"))
        w.outlook[:, q] = self._number(f"{rivalry.talks}.talks_outlook")

    def _past(self, rivalry: Rivalry) -> Past:
        """A rivalry's record of deaths: all of the case's events where it is the only one, else those it lists."""
        events = rivalry.events or (() if len(self.case.file.rivalries) > 1 else None)
        return past(self.beliefs.claims, rivalry.border, self.beliefs.terms.as_of, events)

    def _formats(self, q: int, rivalry: Rivalry) -> None:
        """Formats of talks that are active, and who mediates in them."""
        w = self.worlds
        w.formats[:, q], w.mediates[:, q] = 0.0, 0.0
        for each in rivalry.formats:
            active = self._is(self._draw(f"{each.format}.format_status"), "active")
            w.formats[:, q] += active if each.mediators else 0.0  # talks without a mediator rival none
            for mediator in each.mediators:
                cell = w.mediates[:, q, self.actor[mediator]]
                np.maximum(cell, active, out=cell)

    def _truce(self, q: int, rivalry: Rivalry) -> None:
        """Of the agreements in force the one with the latest start holds."""
        w, latest = self.worlds, np.full(self.n, -np.inf)
        w.truce[:, q], w.truce_age[:, q], w.firmness[:, q], w.unmet[:, q] = 0, 0.0, 0.0, 0.0
        for pact in rivalry.truces:
            started = self._days(f"{pact}.start", -np.inf)
            holds = (self._is(self._draw(f"{pact}.in_force"), "yes") > 0) & (started > latest)
            if not holds.any():
                continue
            kind = self._draw(f"{pact}.type")
            code = np.array([TRUCES.get(word, 0) for word in kind.words] or [CESSATION])
            types = code[np.nan_to_num(kind.numbers).astype(np.int64)]
            latest = np.where(holds, started, latest)
            w.truce[:, q] = np.where(holds, types, w.truce[:, q])
            w.truce_age[:, q] = np.where(holds, np.maximum(0.0, -started / DAYS), w.truce_age[:, q])
            w.firmness[:, q] = np.where(holds, self._number(f"{pact}.firmness"), w.firmness[:, q])
            w.unmet[:, q] = np.where(holds, self._unmet(pact), w.unmet[:, q])
        if rivalry.keepers:
            force = rivalry.keepers.force
            w.keepers[:, q] = self._is(self._draw(f"{force}.deployed"), "yes")
            w.keeper_effect[:, q] = self._number(f"{force}.effect")
            w.wanted[:, q] = self._number(f"{force}.wanted")
            w.mandate[:, q] = self._days(f"{force}.mandate_end", FAR * DAYS) / DAYS

    def _unmet(self, pact: str) -> Floats:
        """Share of a truce's terms that were not kept, of those of which anybody says whether they were."""
        slots = sorted(slot for slot in self.beliefs.claims if slot.startswith(f"{pact}.term_kept["))
        total = np.zeros(self.n)
        for slot in slots:
            total += sum(unmet * self._is(self._draw(slot), word) for word, unmet in UNMET.items())
        return total / max(1, len(slots))

    # --- reading draws

    def _draw(self, slot: str) -> Draw:
        self._reading.add(slot)
        return self.beliefs.draw(slot)

    def _number(self, slot: str) -> Floats:
        numbers = self._draw(slot).numbers
        return np.where(np.isnan(numbers), 0.0, numbers)

    def _need(self, slot: str) -> Floats:
        numbers = self._draw(slot).numbers
        if np.isnan(numbers).any():
            remedy = "Add it to a series, as a claim, or under `priors` in case.yaml."
            raise InputError(
                Fault("the model needs this number and nobody gives it", remedy, str(self.case.path), path=slot)
            )
        return numbers

    def _is(self, draw: Draw, word: str) -> Floats:
        if word not in draw.words:
            return np.zeros(self.n)
        return (draw.numbers == draw.words.index(word)).astype(np.float64)

    def _days(self, slot: str, otherwise: float) -> Floats:
        """Days from the as-of day to the date in the slot (negative: before)."""
        draw = self._draw(slot)
        if not draw.words:
            return np.full(self.n, otherwise)
        as_of = self.beliefs.terms.as_of
        away = np.array([(_middle_day(word) - as_of).days for word in draw.words], dtype=np.float64)
        return away[draw.numbers.astype(np.int64)]


def _middle_day(word: str) -> date:
    """The middle of the days that a date claim may mean: "2020-11" and "2020" are ranges."""
    days = parse_day_range(word)
    if days is None:
        raise InputError(Fault("not a day or range of days", "Write 2020-11-10, 2020-11 or 2020.", value=word))
    return days[0] + (days[1] - days[0]) // 2
