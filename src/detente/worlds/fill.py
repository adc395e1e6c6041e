"""From beliefs to worlds: every field of every world, and the slots it was read from.

Each line below says which slot of the case a field of the model comes from; a slot nobody spoke of and that has
no prior leaves its field at zero. The draws that were used are kept: they are what the answer hangs on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs
from detente.beliefs.race import Draw
from detente.beliefs.some import Some
from detente.beliefs.theories import slot_of
from detente.cases.model import Case, Outsider, Place, Rivalry
from detente.errors import Fault, InputError
from detente.names.catalogue import parse_day_range
from detente.numerics.portable import exp_array, log_array
from detente.worlds.incidence import LEVELS, incidence
from detente.worlds.layout import ACTORS, dtype_of, records
from detente.worlds.missing import missing
from detente.worlds.past import DEATHS, Past, past
from detente.worlds.refilled import Cell, Refilled
from detente.worlds.setup import CESSATION, DEFINITIVE, PRELIMINARY
from detente.worlds.shape import dyads, places
from detente.worlds.stillness import departures, months_at_rest, settle
from detente.worlds.world import Coefficients, World

Floats = NDArray[np.float64]

TRUCES = {"cessation": CESSATION, "preliminary": PRELIMINARY, "definitive": DEFINITIVE}
CUT = ("closed", "restricted")  # states of a route that starve the place it serves
UNMET = {"no": 1.0, "partly": 0.5, "open": 0.5}  # how far a term is not kept
FAR = 1200.0  # months: a mandate without an end
DAYS = 30.4375  # a month
COST = "cost_effect"
COVERS = ".covers["  # what the name of every slot has in it that says what a pact covers

Part = Callable[[], Iterator[Cell]]


class Filler:
    """Fills the worlds of one case on one set of beliefs. ``worlds`` is the result.

    The work comes in parts that write different cells and share nothing but coefficients that no claim moves. Each
    remembers the slots it read, so that other beliefs are filled in by the parts they touch.
    """

    def __init__(self, case: Case, beliefs: Beliefs, pasts: dict[int, Past] | None = None) -> None:
        self.case, self.beliefs = case, beliefs
        self.n = beliefs.dice.n
        self.worlds: Any = None
        self.actor = {name: a for a, name in enumerate(case.actors)}
        self.place = {name: k for k, name in enumerate(places(case))}
        self.rivals = tuple(side for r in case.file.rivalries for side in r.sides)
        self.pasts: dict[int, Past] = {} if pasts is None else pasts
        self.read: list[set[str]] = []
        self.settled: dict[str, Floats] = {}
        self._reading: set[str] = set()

    def fill(self) -> Any:
        """Fill everything, in the order of the mechanisms; then settle what holding still says of costs.

        ``settled`` then holds how much of these costs each side would bear, by slot.
        """
        self.worlds = records(World, self.n)
        self.read = []
        fields = self.worlds.view(np.ndarray)
        for part in self._parts():
            self._reading = set()
            for name, at, values in part():
                fields[name][:, *at] = values
            self.read.append(self._reading)
        settled = self._settle(self.worlds, np.arange(self.n))
        self.settled = {slot: settled[:, d] for d, slot in enumerate(self._tolerances)}
        return self.worlds

    def refill(self, beliefs: Beliefs, touched: Set[str]) -> Any:
        """Worlds of beliefs that differ only in claims on the slots ``touched``: the same bits as filling all."""
        return self.refilled(beliefs, touched).all()

    def refilled(self, beliefs: Beliefs, touched: Set[str]) -> Refilled:
        """What such beliefs change in these worlds."""
        other = Filler(self.case, beliefs)
        pledged = any(COVERS in slot for slot in touched)  # perhaps by a pact of which nobody spoke so far
        parts = (
            part
            for part, read in zip(other._parts(), self.read, strict=True)
            if not read.isdisjoint(touched) or (pledged and part == other._pacts)
        )
        found = Refilled.of(self.worlds, (cell for part in parts for cell in part() if cell[0] != COST))
        other.pasts = other.pasts or self.pasts
        changed = np.union1d(found.changed, self._tolerated_otherwise(other))
        return other._with_costs(found._replace(changed=changed)) if changed.size else found

    def _tolerated_otherwise(self, other: Filler) -> NDArray[np.int64]:
        """Worlds in which other costs may be borne, though they themselves may be the same."""
        mine, theirs = self.beliefs.believed, other.beliefs.believed
        if (mine.terms, mine.vouched) == (theirs.terms, theirs.vouched) and mine.claims is theirs.claims:
            other.settled = self.settled  # they only assume otherwise
        other._infer()
        if other.settled:
            return _rows_apart((self.settled[slot], other.settled[slot]) for slot in self._tolerances)
        if theirs is not other.beliefs:  # what is believed is too little for a model
            return np.arange(self.n)
        if (self.rest != other.rest).any():
            return np.arange(self.n)
        return _rows_apart(pair for slot in self._tolerances for pair in self._said_otherwise(other, slot))

    def _said_otherwise(self, other: Filler, slot: str) -> Iterator[tuple[Floats, Floats]]:
        """What two beliefs say of how much a side would bear: how much, and between what."""
        mine, theirs = self.beliefs, other.beliefs
        yield mine.draw(slot).numbers, theirs.draw(slot).numbers
        yield from zip(mine.span(slot), theirs.span(slot), strict=True)

    def _with_costs(self, found: Refilled) -> Refilled:
        """The same with what holding still says of the costs of the worlds that changed."""
        worlds = found.rows()
        self._settle(worlds, found.changed)
        costs = found.before[COST].copy()
        costs[found.changed] = worlds[COST]
        return found._replace(cells=(*found.cells, (COST, (), costs)))

    def _infer(self) -> None:
        """Where something is assumed, take what holding still says of costs from worlds as they are believed.

        Nobody held still in worlds that are only assumed. Where they can't be without the assumption, they have to do.
        """
        believed = self.beliefs.believed
        if self.settled or believed is self.beliefs or missing(self.case, believed):
            return
        filler = Filler(self.case, believed, self.pasts)
        filler.fill()
        self.settled = filler.settled

    def _settle(self, worlds: Any, rows: NDArray[np.int64]) -> Floats:
        """Write costs into the worlds of some rows, and return how much of them each side bears, (rows, dyads)."""
        self._infer()
        found = np.column_stack([self._tolerance(slot)[rows] for slot in self._tolerances])
        if self.settled or not self.rest.any():
            for d in range(found.shape[1]):
                worlds[COST][:, d] = exp_array(worlds["s_cost"] * departures(found[:, d]))
        else:
            terms, each = self.beliefs.terms, [self.beliefs.span(slot) for slot in self._tolerances]
            low, high = (np.column_stack([ends[n][rows] for ends in each]) for n in (0, 1))
            settle(self.case, terms.as_of, terms.seed, worlds, self._numbers[rows], self.rest, (low, high), found)
        return found

    def _tolerance(self, slot: str) -> Floats:
        """How much of its costs a side bears: what was settled, else what is believed."""
        return self.settled[slot] if slot in self.settled else self._number(slot)

    @property
    def _numbers(self) -> NDArray[np.int64]:
        """The draws whose worlds these are, (worlds,)."""
        beliefs = self.beliefs
        return beliefs.at if isinstance(beliefs, Some) and beliefs.at is not None else np.arange(self.n)

    @property
    def rest(self) -> NDArray[np.int64]:
        """Which months each rivalry is known to have been at rest, (rivalries, months), newest first."""
        return np.array([months_at_rest(self.pasts[q]) for q in range(len(self.case.file.rivalries))])

    @property
    def _tolerances(self) -> list[str]:
        """The slots of how much of the costs of attacking its rival each side would bear."""
        return [f"{challenger}.cost_tolerance[{target}]" for challenger, target in dyads(self.case)]

    def _parts(self) -> list[Part]:
        return [
            *(partial(self._coefficient, name) for name in dtype_of(Coefficients).names or ()),
            self._strengths,
            self._supplies,
            *(part for side in self.rivals for part in self._side(side)),
            *(part for outsider in self.case.file.outsiders for part in self._outsider(outsider)),
            self._pacts,
            *(part for spot in self.case.file.places for part in self._place(spot)),
            self._borders,
            *(self._cell("outlook", f"{r.talks}.talks_outlook", q) for q, r in enumerate(self.case.file.rivalries)),
            *(partial(self._formats, q, rivalry) for q, rivalry in enumerate(self.case.file.rivalries)),
            *(partial(self._truce, q, rivalry) for q, rivalry in enumerate(self.case.file.rivalries)),
            self._costs,
        ]

    def _cell(self, field: str, slot: str, *at: int) -> Part:
        """The part that reads one slot's number into one cell."""

        def part() -> Iterator[Cell]:
            yield field, at, self._number(slot)

        return part

    def _coefficient(self, name: str) -> Iterator[Cell]:
        self._reading.add(slot_of(name))
        yield name, (), self._of(name)

    def _of(self, coefficient: str) -> Floats:
        return self.beliefs.coefficient(coefficient).numbers

    def _costs(self) -> Iterator[Cell]:
        for d, slot in enumerate(self._tolerances):
            yield COST, (d,), exp_array(self._of("s_cost") * departures(self._number(slot)))

    # --- balance

    def _strengths(self) -> Iterator[Cell]:
        keep = exp_array(log_array(1.0 - self._of("delta")) / 12.0)
        spending = np.zeros((self.n, ACTORS))
        troops = [o.id for o in self.case.file.outsiders if o.troops]
        for name in (*self.rivals, *troops):
            a = self.actor[name]
            spending[:, a] = self._need(f"{name}.gdp") * self._need(f"{name}.military_burden")
            yield "edge", (a,), self._number(f"{name}.edge")
        before = spending.copy()
        for challenger, target in dyads(self.case):
            ratio = self._draw(f"{challenger}.spending_ratio[{target}]").numbers
            a, b = self.actor[challenger], self.actor[target]
            spending[:, a] = np.where(np.isfinite(ratio), ratio * before[:, b], spending[:, a])
        yield "spending", (slice(None),), spending
        # capital that this spending would hold steady: what a month buys is what a month wears out
        yield "strength", (slice(None),), self._of("kappa")[:, None] * spending / 12.0 / (1.0 - keep)[:, None]

    def _supplies(self) -> Iterator[Cell]:
        """What embargoes leave: the shares of its arms imports that each side can still buy."""
        supplied = np.ones((self.n, ACTORS))
        for side in self.rivals:
            withheld = np.zeros(self.n)
            for outsider in self.case.file.outsiders:
                stopped = self._is(self._draw(f"{outsider.id}.embargo[{side}]"), "yes")
                if stopped.any():
                    withheld += stopped * self._number(f"{outsider.id}.supply_share[{side}]")
            supplied[:, self.actor[side]] = 1.0 - np.minimum(1.0, withheld)
        yield "supplied", (slice(None),), supplied

    # --- at home

    def _side(self, side: str) -> Iterator[Part]:
        a = self.actor[side]
        yield self._cell("unrest", f"{side}.unrest", a)
        yield self._cell("settling", f"{side}.settles", a)
        yield self._cell("irregulars", f"{side}.irregulars", a)
        yield self._cell("unmanned", f"{side}.unmanned", a)
        yield self._cell("rent_share", f"{side}.rent_share", a)
        for spot in self.case.file.places:
            if spot.home is None:
                yield self._cell("unsettled", f"{side}.unsettled[{spot.id}]", a, self.place[spot.id])

    # --- outside powers

    def _outsider(self, outsider: Outsider) -> Iterator[Part]:
        name, a = outsider.id, self.actor[outsider.id]
        yield self._cell("attention", f"{name}.attention", a)
        yield self._cell("resolve", f"{name}.resolve", a)
        yield partial(self._troops, outsider)
        yield partial(self._stance, outsider)
        for rival in self.rivals:
            yield self._cell("dependence", f"{name}.dependence[{rival}]", a, self.actor[rival])
            yield self._cell("standing", f"{name}.standing[{rival}]", a, self.actor[rival])
        for spot in self.case.file.places:
            if spot.home is None:
                yield self._cell("interest", f"{name}.interest[{spot.id}]", a, self.place[spot.id])

    def _troops(self, outsider: Outsider) -> Iterator[Cell]:
        name, a = outsider.id, self.actor[outsider.id]
        if outsider.troops:
            yield "commitment", (a,), self._number(f"{name}.commitment")
            yield "patron_effect", (a,), self.beliefs.normal(f"patron:{name}")
        asked = outsider.troops and outsider.consent
        yield "consent", (a,), self._number(f"{outsider.consent}.consents[{name}]") if asked else 1.0

    def _stance(self, outsider: Outsider) -> Iterator[Cell]:
        stance = self._draw(f"{outsider.id}.stance")
        for rival in self.rivals:
            yield "stance", (self.actor[outsider.id], self.actor[rival]), self._is(stance, rival)

    def _pacts(self) -> Iterator[Cell]:
        """A pledge is the reliability of a pact in force that binds both and covers the place; the best counts."""
        outsiders, spots = self.case.file.outsiders, self.case.file.places
        pledge = np.zeros((self.n, len(dyads(self.case)), len(self.actor), len(spots)))
        spoken = (*self.beliefs.claims, *(each.slot for each in self.beliefs.terms.assumed))
        pacts = {slot.partition(".")[0] for slot in spoken if COVERS in slot}
        for pact in sorted(pacts):
            alive = self._is(self._draw(f"{pact}.in_force"), "yes")
            worth = self._number(f"{pact}.reliability")
            for outsider in outsiders:
                theirs = alive * self._is(self._draw(f"{pact}.member[{outsider.id}]"), "yes")
                for d, (_, target) in enumerate(dyads(self.case) if theirs.any() else ()):
                    both = theirs * self._is(self._draw(f"{pact}.member[{target}]"), "yes") * worth
                    for spot in spots:
                        covers = self._draw(f"{pact}.covers[{spot.id}]")
                        if "yes" in covers.words:
                            cell = pledge[:, d, self.actor[outsider.id], self.place[spot.id]]
                            np.maximum(cell, both * self._is(covers, "yes"), out=cell)
        yield "pledge", tuple(map(slice, pledge.shape[1:])), pledge

    # --- places

    def _place(self, spot: Place) -> Iterator[Part]:
        k = self.place[spot.id]
        yield partial(self._held, spot)
        if spot.home is None:
            for rival in self.rivals:
                yield self._cell("worth", f"{rival}.worth[{spot.id}]", self.actor[rival], k)
                yield self._cell("reach", f"{rival}.reach[{spot.id}]", self.actor[rival], k)
            yield self._cell("residents", f"{spot.id}.uprootable", k)
        yield partial(self._route, spot)

    def _held(self, spot: Place) -> Iterator[Cell]:
        yield "holder", (self.place[spot.id],), self.actor[spot.home] if spot.home else self._holder(spot.id)

    def _route(self, spot: Place) -> Iterator[Cell]:
        if spot.route:
            state = self._draw(f"{spot.route.name}.route_state")
            yield "closed", (self.place[spot.id],), sum(self._is(state, word) for word in CUT)

    def _holder(self, place: str) -> NDArray[np.int64]:
        draw = self._draw(f"{place}.holder")
        sides = [self.case.file.clients.get(word, word) for word in draw.words]
        if not draw.words or not set(sides) <= set(self.rivals):
            raise InputError(*missing(self.case, self.beliefs))
        return np.array([self.actor[side] for side in sides])[draw.numbers.astype(np.int64)]

    # --- what lies between the sides

    def _borders(self) -> Iterator[Cell]:
        self._reading |= {slot for slot in self.beliefs.claims if DEATHS in slot}
        scars = np.zeros((self.n, ACTORS))
        for q, rivalry in enumerate(self.case.file.rivalries):
            if q not in self.pasts:
                self.pasts[q] = self._past(rivalry)
            yield from self._border(q, rivalry, self.pasts[q], scars)
        yield "scars", (slice(None),), scars

    def _border(self, q: int, rivalry: Rivalry, known: Past, scars: Floats) -> Iterator[Cell]:
        """What is known of a rivalry's incidents; its deaths are added to the ``scars``."""
        found = incidence(known, {name: self._of(name) for name in LEVELS})
        yield "memory", (q,), found.memory
        for side in rivalry.sides:
            scars[:, self.actor[side]] += found.scars
        effect = exp_array(found.effect + found.spread * self.beliefs.normal(f"incidents:{rivalry.id}"))
        yield "incident_effect", (q,), effect

    def _past(self, rivalry: Rivalry) -> Past:
        """A rivalry's record of deaths: all of the case's events where it is the only one, else those it lists."""
        events = rivalry.events or (() if len(self.case.file.rivalries) > 1 else None)
        return past(self.beliefs.claims, rivalry.border, self.beliefs.terms.as_of, events)

    def _formats(self, q: int, rivalry: Rivalry) -> Iterator[Cell]:
        """Formats of talks that are active, and who mediates in them."""
        formats, mediates = np.zeros(self.n), np.zeros((self.n, ACTORS))
        for each in rivalry.formats:
            active = self._is(self._draw(f"{each.format}.format_status"), "active")
            formats += active if each.mediators else 0.0  # talks without a mediator rival none
            for mediator in each.mediators:
                cell = mediates[:, self.actor[mediator]]
                np.maximum(cell, active, out=cell)
        yield "formats", (q,), formats
        yield "mediates", (q, slice(None)), mediates

    def _truce(self, q: int, rivalry: Rivalry) -> Iterator[Cell]:
        """Of the agreements in force the one with the latest start holds; of others nothing more is asked."""
        truce, age, firmness, unmet = np.zeros(self.n, np.int64), *np.zeros((3, self.n))
        began = {pact: self._began(pact) for pact in sorted(rivalry.truces)}
        latest = np.max([np.full(self.n, -np.inf), *began.values()], axis=0)
        found = np.isneginf(latest)
        for pact, started in began.items():
            holds = (started == latest) & ~found
            if not holds.any():
                continue
            found |= holds
            kind = self._draw(f"{pact}.type")
            code = np.array([TRUCES.get(word, 0) for word in kind.words] or [CESSATION])
            types = code[np.nan_to_num(kind.numbers).astype(np.int64)]
            truce = np.where(holds, types, truce)
            age = np.where(holds, np.maximum(0.0, -started / DAYS), age)
            firmness = np.where(holds, self._number(f"{pact}.firmness"), firmness)
            unmet = np.where(holds, self._unmet(pact), unmet)
        yield from (
            ("truce", (q,), truce),
            ("truce_age", (q,), age),
            ("firmness", (q,), firmness),
            ("unmet", (q,), unmet),
        )
        if rivalry.keepers:
            force = rivalry.keepers.force
            yield "keepers", (q,), self._is(self._draw(f"{force}.deployed"), "yes")
            yield "keeper_effect", (q,), self._number(f"{force}.effect")
            yield "wanted", (q,), self._number(f"{force}.wanted")
            yield "mandate", (q,), self._days(f"{force}.mandate_end", FAR * DAYS) / DAYS

    def _began(self, pact: str) -> Floats:
        """Days from the as-of day to a truce's start (negative: before); minus infinity where it isn't in force.

        Where nobody says when it began, it is as good as new.
        """
        alive = self._is(self._draw(f"{pact}.in_force"), "yes") > 0
        return np.where(alive, self._days(f"{pact}.start", 0.0), -np.inf)

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
            raise InputError(*missing(self.case, self.beliefs))
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


def _rows_apart(pairs: Iterable[tuple[Floats, Floats]]) -> NDArray[np.int64]:
    """Where the two of any pair differ."""
    return np.flatnonzero(np.logical_or.reduce([one != other for one, other in pairs]))


def _middle_day(word: str) -> date:
    """The middle of the days that a date claim may mean: "2020-11" and "2020" are ranges."""
    days = parse_day_range(word)
    if days is None:
        raise InputError(Fault("not a day or range of days", "Write 2020-11-10, 2020-11 or 2020.", value=word))
    return days[0] + (days[1] - days[0]) // 2
