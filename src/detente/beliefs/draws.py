"""All beliefs of a case as of a day: one draw a slot, for as many worlds as are asked for.

This is where the rules meet: which claims are in force, what is assumed instead, which prior stands behind a
slot. A slot is drawn when somebody asks for it, so a question pays for what its model reads.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from weakref import WeakValueDictionary

import numpy as np

from detente.beliefs import keys
from detente.beliefs.current import current
from detente.beliefs.grounds import Grounds
from detente.beliefs.pool import Roster, SlotPool, balance, pool
from detente.beliefs.priors import Prior, known_by, priors, reference_class
from detente.beliefs.race import Dice, Draw, Floats, Placed, race
from detente.beliefs.scales import DEFAULT_SCALE
from detente.beliefs.theories import signs, slot_of, theory_slots, with_theories
from detente.claims.model import Claim
from detente.claims.vintage import Vintage, counts
from detente.errors import Fault, UsageError
from detente.names.catalogue import Attribute, catalogue, check_value, parse_address
from detente.numerics.portable import normal_quantile_array
from detente.sources.model import Source

TOLERANCE = ".cost_tolerance["  # what slots have in their name that say how much of its costs a side would bear
DEATHS = "deaths"  # of which no draw is made: worlds begin from one record
SLOTS = "see docs/reference/slots.md"
Span = tuple[Floats, Floats]
_alive: WeakValueDictionary[Hashable, Draw] = WeakValueDictionary()  # draws that somebody holds, by what decides them


@dataclass(frozen=True, slots=True)
class Assumed:
    """A value that the user puts in place of all claims on a slot: a range or a word, and why."""

    slot: str
    low: float = 0.0
    high: float = 0.0
    word: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms beliefs are drawn."""

    as_of: date
    seed: int = 1
    draws: int = 1000
    vintage: Vintage = "published"
    scale: str = DEFAULT_SCALE
    left_out: frozenset[str] = frozenset()
    assumed: tuple[Assumed, ...] = ()
    balanced: bool = False  # no standpoint over half of a slot's weight


@dataclass
class Beliefs:
    """Draws of slots and coefficients, made on demand and kept."""

    terms: Terms
    claims: Mapping[str, tuple[Claim, ...]]
    sources: Mapping[str, Source]
    case_priors: Mapping[str, Prior]
    dice: Dice
    slots: dict[str, Draw] = field(default_factory=dict)
    coefficients: dict[str, Draw] = field(default_factory=dict)
    normals: dict[str, Floats] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    vouched: frozenset[tuple[str, str]] = frozenset()  # slot and origin: every world trusts it there

    def prior(self, slot: str) -> Prior | None:
        """What stands behind a slot before anybody speaks; None for matters of record."""
        return self.case_priors.get(slot, priors().slots.get(parse_address(slot).attribute))

    def pool(self, slot: str) -> SlotPool:
        """Everything that competes for a slot."""
        claims, terms = self.claims.get(slot, ()), self.terms
        found = pool(slot, claims, self.sources, self.prior(slot), terms.as_of, terms.balanced)
        if not self.vouched:
            return found
        trusted = tuple(replace(o, trust=1.0) if (slot, o.origin) in self.vouched else o for o in found.origins)
        return replace(found, origins=trusted)

    def draw(self, slot: str) -> Draw:
        """The slot's value in every world. A slot without claim, prior or assumption gives ``winner`` -1."""
        if slot not in self.slots:
            assumed = self._assumed(slot)
            self.slots[slot] = _assume(assumed, self.dice).small() if assumed else self._raced(slot)
        return self.slots[slot]

    def span(self, slot: str) -> Span:
        """The least and the most that a number may be in every world, given whose word won in the race there."""
        if slot not in self.spans:
            self.spans[slot] = self._placed(slot, 0.0), self._placed(slot, 1.0)
        return self.spans[slot]

    def _placed(self, slot: str, place: float) -> Floats:
        dice, assumed = Placed(self.dice.seed, self.dice.n, place), self._assumed(slot)
        return (_assume(assumed, dice) if assumed else race(self.pool(slot), dice, self.terms.scale)).small().numbers

    def _raced(self, slot: str) -> Draw:
        pool, scale = self.pool(slot), self.terms.scale
        decisive = (slot, pool.origins, pool.prior, self.dice, scale)
        return _shared(decisive, lambda: race(pool, self.dice, scale).small())

    def _assumed(self, slot: str) -> Assumed | None:
        return next((a for a in self.terms.assumed if a.slot == slot), None)

    def coefficient(self, name: str) -> Draw:
        """A coefficient's value in every world; generic levels come set by set, not one by one.

        Where claims speak of its mechanism, they decide whether it works in a world, and which way; an assumption
        stands in their place too.
        """
        if name not in self.coefficients:
            drawn, theory = self._coefficient(name), slot_of(name)
            if theory in self.claims and self._assumed(f"model.{name}") is None:
                drawn = replace(drawn, numbers=drawn.numbers * signs(self.draw(theory))).small()
            self.coefficients[name] = drawn
        return self.coefficients[name]

    def _coefficient(self, name: str) -> Draw:
        if assumed := self._assumed(f"model.{name}"):
            return _assume(assumed, self.dice).small()
        prior = priors().coefficients[name]
        return _shared((name, prior, self.dice), lambda: self._generic(name, prior).small())

    def _generic(self, name: str, prior: Prior) -> Draw:
        """A coefficient's value before any claim."""
        label = f"prior:model.{name}"
        if prior.reference_class:
            sets = np.array(reference_class()[name])
            which = np.minimum(
                (self.dice.of("reference_class", keys.LEVELS) * sets.size).astype(np.int64), sets.size - 1
            )
            return Draw(name, ("reference_class:levels",), np.zeros(self.dice.n, np.int64), sets[which])
        return Draw(
            name, (label,), np.zeros(self.dice.n, np.int64), prior.quantile(self.dice.of(name, keys.COEFFICIENT))
        )

    def normal(self, name: str) -> Floats:
        """A standard normal of every world: how far this rivalry or power departs from its class."""
        if name not in self.normals:
            self.normals[name] = normal_quantile_array(self.dice.of(name, keys.EFFECT))
        return self.normals[name]

    def touched_by(self, source: str) -> frozenset[str]:
        """The slots of which a source speaks."""
        return self._spoken.get(source, frozenset())

    @cached_property
    def _spoken(self) -> dict[str, frozenset[str]]:
        """The slots of which each source speaks."""
        found: dict[str, set[str]] = {}
        for slot, group in self.claims.items():
            for claim in group:
                found.setdefault(claim.source, set()).add(slot)
        return {source: frozenset(slots) for source, slots in found.items()}

    def without(self, source: str) -> Beliefs:
        """The same beliefs with a source's claims struck out; slots it didn't speak of keep their draws.

        The source must be no record: a record's claims also decide which regime is in force.
        """
        terms = replace(self.terms, left_out=self.terms.left_out | {source})
        return self.anew(terms, *self._struck(source, self.touched_by(source)))

    def without_theory(self, source: str) -> Beliefs:
        """The same beliefs with what a source says of causes struck out; its facts stay."""
        return self.anew(self.terms, *self._struck(source, theory_slots(self.touched_by(source))))

    def _struck(self, source: str, touched: frozenset[str]) -> tuple[Mapping[str, tuple[Claim, ...]], frozenset[str]]:
        """The claims without those of a source on the slots touched, and these slots."""
        left = {slot: tuple(c for c in self.claims[slot] if c.source != source) for slot in touched}
        return exchanged(self.claims, left), touched

    def uneven(self) -> frozenset[str]:
        """The slots drawn so far on which one standpoint has more than half of the weight."""
        spoken = ((slot, self.claims[slot]) for slot in self.slots if slot in self.claims)
        return frozenset(
            slot for slot, group in spoken if min(balance({c.origin for c in group}, self.sources).values()) < 1.0
        )

    def balanced(self, uneven: Set[str]) -> Beliefs:
        """The same beliefs with no standpoint over half of the weight; only slots that are uneven are drawn anew."""
        return self.anew(replace(self.terms, balanced=True), self.claims, uneven)

    def assuming(self, assumed: tuple[Assumed, ...]) -> Beliefs:
        """The same beliefs with these values in place of whatever is believed of their slots."""
        kept = tuple(each for each in self.terms.assumed if each.slot not in {one.slot for one in assumed})
        return self._assuming((*kept, *assumed), assumed)

    @property
    def believed(self) -> Beliefs:
        """The same beliefs with nothing assumed but how much of its costs a side bears, of which rest speaks."""
        return self._unassumed if self._supposed else self  # never kept by itself, or memory would wait for it

    @property
    def _supposed(self) -> tuple[Assumed, ...]:
        return tuple(each for each in self.terms.assumed if TOLERANCE not in each.slot)

    @cached_property
    def _unassumed(self) -> Beliefs:
        kept = tuple(each for each in self.terms.assumed if TOLERANCE in each.slot)
        return self._assuming(kept, self._supposed)

    def _assuming(self, assumed: tuple[Assumed, ...], changed: tuple[Assumed, ...]) -> Beliefs:
        """The same beliefs with other assumptions, of which some are new or no more."""
        touched = frozenset(each.slot for each in changed)
        anew = {slot_of(slot.removeprefix("model.")) for slot in touched if slot.startswith("model.")}
        return self.anew(replace(self.terms, assumed=assumed), self.claims, touched | anew)

    def first(self, draws: int) -> Beliefs:
        """The same beliefs in the first so many worlds only."""
        return replace(
            self,
            terms=replace(self.terms, draws=draws),
            dice=replace(self.dice, n=draws),
            slots={slot: draw.first(draws) for slot, draw in self.slots.items()},
            coefficients={name: draw.first(draws) for name, draw in self.coefficients.items()},
            normals={name: drawn[:draws] for name, drawn in self.normals.items()},
            spans={slot: (low[:draws], high[:draws]) for slot, (low, high) in self.spans.items()},
        )

    def differing(self, other: Beliefs, touched: Set[str]) -> frozenset[str]:
        """Of the slots on which other beliefs' claims differ, those on which they may believe something else."""
        return frozenset(
            slot
            for slot in touched
            if slot not in self.slots
            or (slot in self.claims) != (slot in other.claims)
            or not self.draw(slot).same_values(other.draw(slot))
        )

    def anew(self, terms: Terms, claims: Mapping[str, tuple[Claim, ...]], touched: Set[str]) -> Beliefs:
        """Beliefs on other terms that keep every draw but those of the slots touched."""
        return replace(
            self,
            terms=terms,
            claims=claims,
            slots={slot: draw for slot, draw in self.slots.items() if slot not in touched},
            coefficients={n: draw for n, draw in self.coefficients.items() if slot_of(n) not in touched},
            spans={slot: span for slot, span in self.spans.items() if slot not in touched},
        )


def exchanged(
    claims: Mapping[str, tuple[Claim, ...]], groups: Mapping[str, tuple[Claim, ...]]
) -> Mapping[str, tuple[Claim, ...]]:
    """The claims by slot, in the same order, with other groups on some slots; a slot without claims is left out."""
    found = {**claims, **groups}
    for slot, group in groups.items():
        if not group:
            del found[slot]
    return found


def _shared(decisive: Hashable, draw: Callable[[], Draw]) -> Draw:
    """A draw that everything named decides: the one that somebody holds already, as beliefs of another day may."""
    found = _alive.get(decisive)
    return found if found is not None else _alive.setdefault(decisive, draw())


def believe(grounds: Grounds, terms: Terms) -> Beliefs:
    """Beliefs on the given terms. Raises UsageError where an assumption does not fit its slot."""
    for assumed in terms.assumed:
        check_assumed(assumed)
    known = current(grounds.claims, terms.as_of, grounds.records, terms.vintage, terms.left_out)
    heard = with_theories(known, grounds.theories)
    own = known_by(grounds.priors, terms.as_of)
    return Beliefs(terms, heard, _roster(grounds, terms), own, Dice(terms.seed, terms.draws))


def _roster(grounds: Grounds, terms: Terms) -> Roster:
    """The sources that were out on the day, or of which a claim counts: no other may stand for an origin."""
    late = {name for name, source in grounds.sources.items() if source.counts_from > terms.as_of}
    told = {c.source for c in grounds.claims if c.source in late and counts(c, terms.as_of, terms.vintage)}
    return Roster({name: source for name, source in grounds.sources.items() if name not in late - told})


def check_assumed(assumed: Assumed) -> None:
    """Refuse an assumption on a slot that nothing reads, or outside the slot's range."""
    slot, word = assumed.slot, assumed.word
    if slot.startswith("model."):
        _check_coefficient(assumed)
        return
    attribute = catalogue()[parse_address(slot).attribute]
    if attribute.name == DEATHS:
        remedy = "Strike claims out with --without, or change them in a copy of the case (`detente new --from`)."
        reason = "the record of deaths is as its claims have it, and can't be assumed"
        raise UsageError(Fault(reason, remedy, value=slot))
    if attribute.feeds is None:
        remedy = "Assume a slot that feeds the model; `detente claims` shows slots."
        raise UsageError(Fault("no mechanism reads this slot, so assuming it changes nothing", remedy, value=slot))
    if attribute.type != "number":
        _check_word(assumed, attribute)
    elif word is not None and word not in attribute.readings:
        words = ", ".join(attribute.readings) or "none"
        remedy = f"Give a number or a range LOW..HIGH, or one of its words: {words}."
        raise UsageError(Fault("the slot takes numbers", remedy, path=slot, value=word))
    elif word is None and check_value(attribute, (assumed.low, assumed.high), attribute.unit):
        low = -np.inf if attribute.min is None else attribute.min
        high = np.inf if attribute.max is None else attribute.max
        remedy = f"Give LOW..HIGH with {low:g} <= LOW <= HIGH <= {high:g} ({attribute.unit})."
        raise UsageError(Fault("outside the slot's range", remedy, path=slot, value=_range(assumed)))


def _check_coefficient(assumed: Assumed) -> None:
    name = assumed.slot.removeprefix("model.")
    if name not in priors().coefficients:
        known = ", ".join(sorted(priors().coefficients))
        raise UsageError(Fault("the model has no such coefficient", f"There are {known}.", value=assumed.slot))
    prior = priors().coefficients[name]
    low, high = prior.range
    remedy = f"Give LOW..HIGH with {low:g} <= LOW <= HIGH <= {high:g} ({prior.means})."
    if assumed.word is not None:
        raise UsageError(Fault("a coefficient takes numbers", remedy, path=assumed.slot, value=assumed.word))
    if not low <= assumed.low <= assumed.high <= high:
        reason = "outside the range in which the mechanism makes sense"
        raise UsageError(Fault(reason, remedy, path=assumed.slot, value=_range(assumed)))


def _check_word(assumed: Assumed, attribute: Attribute) -> None:
    """Refuse what is no word of a slot that takes words, or no day of one that takes days."""
    day = attribute.type == "date"
    if assumed.word is not None and assumed.word != "unknown":
        wrong = not _is_day(assumed.word) if day else check_value(attribute, assumed.word) is not None
        if not wrong:
            return
    known = "a day, as 2025-11-10" if day else ", ".join(attribute.words) or attribute.words_from or SLOTS
    remedy = f"Give a word: {known}."
    raise UsageError(Fault("the slot takes words", remedy, path=assumed.slot, value=assumed.word or _range(assumed)))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _range(assumed: Assumed) -> str:
    return f"{assumed.low:g}..{assumed.high:g}"


def _assume(assumed: Assumed, dice: Dice) -> Draw:
    label = (f"assumption:{assumed.slot}",)
    winner = np.zeros(dice.n, np.int64)
    low, high = assumed.low, assumed.high
    if assumed.word is not None:
        readings = catalogue()[parse_address(assumed.slot).attribute].readings
        if assumed.word not in readings:
            return Draw(assumed.slot, label, winner, np.zeros(dice.n), (assumed.word,))
        low, high = readings[assumed.word]
    return Draw(assumed.slot, label, winner, low + (high - low) * dice.of(assumed.slot, keys.PRIOR))
