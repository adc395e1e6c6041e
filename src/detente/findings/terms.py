"""The named terms of a choice in words, with the claims that stood behind them in that world."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from functools import cached_property
from typing import NamedTuple

import numpy as np

from detente.beliefs.some import some
from detente.cases.model import Rivalry
from detente.findings.replay import Relived
from detente.findings.weighed import Kind
from detente.names.catalogue import parse_address
from detente.worlds.fill import Filler
from detente.worlds.kernel.twin import Row
from detente.worlds.setup import PEACE

LEAST = 0.005  # stakes: a smaller term is not worth a word
MOST = 3  # terms named on either side


class Term(NamedTuple):
    """What a term is called, and the attributes of slots and the coefficients that it comes from.

    ``abroad``: whether outside powers' slots are among them; ``own``: whether only those of whoever decides are;
    ``pact``: whether pacts are.
    """

    words: str
    of: tuple[str, ...] = ()
    abroad: bool = False
    own: bool = False
    pact: bool = False


class Word(NamedTuple):
    """A claim that was believed: the actors and places that it speaks of, and what else: a pact, an event."""

    about: frozenset[str]
    subject: str | None
    claim: str


WORTH = ("worth", "reach", "edge", "spending_ratio", "military_burden", "m", "irregulars")
CARE = ("attention", "stance", "resolve", "dependence", "standing", "b_outside")
PACT = ("member", "covers", "reliability", "in_force")
TRUCE = ("term_kept", "firmness", "in_force", "type", "start")
KEEPERS = ("effect", "wanted", "deployed", "mandate_end", "b_keepers")

TERMS: Mapping[Kind, Mapping[str, Term]] = {
    "challenge": {
        "path": Term("what talks may bring", ("talks_outlook", "format_status", "b_path")),
        "waiting": Term("what a year of waiting brings", ("spending_ratio", "military_burden", "embargo")),
        "cost": Term("the cost of acting", ("unmanned", "b_unmanned"), own=True),
        "outside": Term("restraint from outside", CARE, abroad=True),
        "breach": Term("breaking the truce", TRUCE),
        "keepers": Term("the peacekeepers in the way", KEEPERS),
        "grievance": Term("old grievance", ("b_grievance", "humiliation")),
        "recent": Term("recent incidents", ("b_recent",)),
        "diversion": Term("trouble at home", ("unrest", "b_diversion"), own=True),
        "displaced": Term("the displaced who wait to return", ("unsettled", "settles", "b_return"), own=True),
        "gain": Term("what it would win", WORTH),
        "joiners": Term(
            "who might join", ("stance", "attention", "interest", *PACT, "commitment"), abroad=True, pact=True
        ),
        "spared": Term("the cost spared if the other side gives way"),
    },
    "answer": {
        "territory": Term("the ground at stake", WORTH),
        "home_risk": Term("the price of giving way at home", ("unrest", "home_risk", "b_concession"), own=True),
        "fighting": Term("the cost of fighting"),
    },
    "join": {
        "outcome": Term("its stake in who wins", ("interest", "stance")),
        "cost": Term("the cost of joining", ("attention",)),
        "honour": Term("its pledge", PACT, own=True, pact=True),
        "consent": Term("a neighbour's consent that it lacks", ("consents",)),
        "patron": Term("its own readiness to join"),
        "danger": Term("rivals on the other side"),
    },
    "respond": {"log_odds": Term("how far this suits it, in log-odds")},
}


class Backing:
    """What was believed in one world, by the claims that had won: what can be cited for a term."""

    def __init__(self, lived: Relived) -> None:
        self.lived = lived
        file = lived.case.file
        self.outsiders = {outsider.id for outsider in file.outsiders}
        self.belongs = {*lived.case.actors, *(place.id for place in file.places)}
        self.belongs.update(name for rivalry in file.rivalries for name in own(rivalry))
        self.truces = {truce for rivalry in file.rivalries for truce in rivalry.truces}

    @cached_property
    def won(self) -> dict[str, list[Word]]:
        """By attribute or coefficient: the claims that won a slot of it; analyses' first."""
        records, by_id = self.lived.case.records, {c.id: c for c in self.lived.case.claims}
        found: dict[str, list[Word]] = {}
        for slot, draw in sorted(self.lived.beliefs.slots.items()):
            address, winner = parse_address(slot), int(draw.winner[self.lived.draw])
            theory = address.attribute == "makes"
            about = frozenset((address.subject, *(address.key or "").split(","))) & self.belongs
            subject = None if theory or address.subject in self.belongs else address.subject
            for claim in draw.labels[winner].split("+") if winner >= 0 else ():
                if claim in by_id:
                    read = address.subject if theory else address.attribute
                    found.setdefault(read, []).append(Word(about, subject, claim))
        for words in found.values():
            words.sort(key=lambda word: by_id[word.claim].source in records)
        return found

    @cached_property
    def read(self) -> frozenset[str]:
        """The slots that this world alone was filled from: of truces, what was agreed in the one that holds in it."""
        filler = Filler(self.lived.case, some(self.lived.beliefs, np.array([self.lived.draw])))
        filler.fill()
        return frozenset[str]().union(*filler.read)

    def truce(self, rivalry: int, month: int) -> str | None:
        """The truce that a rivalry begins with in this world, while it holds; one made later rests on no claim."""
        truce, phase = self.lived.record.truce[0], self.lived.record.phase[0]
        first = self.lived.world["truce"]
        if any(phase[m, rivalry] != PEACE or truce[m, rivalry] != first[rivalry] for m in range(month - 1)):
            return None
        truces = self.lived.case.file.rivalries[rivalry].truces
        return next((truce for truce in truces if f"{truce}.type" in self.read), None)

    def own(self, rivalry: int, month: int) -> set[str]:
        """What is a rivalry's and no other's in a month of this world: of its truces the one that holds."""
        found = self.lived.case.file.rivalries[rivalry]
        return (set(own(found)) - set(found.truces)) | {truce for truce in [self.truce(rivalry, month)] if truce}

    def pacts(self, actor: str) -> set[str]:
        """The pacts of which an actor is believed to be a member."""
        found: set[str] = set()
        for slot, draw in self.lived.beliefs.slots.items():
            address = parse_address(slot)
            if (address.attribute, address.key) == ("member", actor) and draw.winner[self.lived.draw] >= 0:
                found.update({address.subject} if draw.word(self.lived.draw) == "yes" else ())
        return found

    def claim(self, term: Term, who: str, parties: Collection[str], made_by: Collection[str] = ()) -> str | None:
        """The first claim behind a term that speaks of these parties and no others, or of a pact that binds them.

        Where outside powers make up the term, those by whom it is made come first, in their order.
        """
        among = {*parties, *self.outsiders} if term.abroad and not made_by else {*parties}
        among -= set(self.lived.case.actors) - {who} if term.own else set()
        among -= self.truces if term.pact else set()  # which end a fight, and bring nobody into one
        for power in made_by:
            if found := self._first(term, {*among, power}, self.pacts(power), power):
                return found
        return self._first(term, among, set().union(*map(self.pacts, made_by or (who,))))

    def _first(self, term: Term, among: Set[str], pacts: Set[str], power: str | None = None) -> str | None:
        """The first claim behind a term on nobody but these, or on such a pact; on this power where one is named."""
        for read in term.of:
            for word in self.won.get(read, ()):
                bound = word.subject is None or (term.pact and word.subject in pacts)
                if bound and word.about <= among and (power is None or power in word.about):
                    return word.claim
        return None


def own(rivalry: Rivalry) -> tuple[str, ...]:
    """What is this rivalry's and no other's: its border, talks, truces and peacekeepers."""
    return (rivalry.border, rivalry.talks, *rivalry.truces, *((rivalry.keepers.force,) if rivalry.keepers else ()))


def spoken(kind: Kind, row: Row, backing: Backing, parties: Collection[str], sign: int) -> list[str]:
    """The largest terms of one sign in words, each with its value and the claim behind it."""
    actors = backing.lived.case.actors
    large = sorted((-round(abs(value), 9), name) for name, value in row.terms.items() if sign * value >= LEAST)[:MOST]
    found = []
    for _, name in large:
        term = TERMS[kind].get(name, Term(name.replace("_", " ")))
        made_by = [actors[a] for a in most_of(row.shares.get(name, {}), sign)]
        claim = backing.claim(term, actors[row.actor], parties, made_by)
        found.append(f"{term.words} ({signed(row.terms[name])})" + (f" [{claim}]" if claim else ""))
    return found


def unspoken(row: Row) -> bool:
    """Whether terms that ``spoken`` leaves out add to what an option is worth."""
    values = [round(value, 9) for value in row.terms.values()]
    signed_ = ([sign * value for value in values if sign * value > 0.0] for sign in (1, -1))
    return any(len(each) > min(MOST, sum(value >= LEAST for value in each)) for each in signed_)


def most_of(shares: Mapping[int, float], sign: int) -> list[int]:
    """Who makes most of a term of this sign, the first ahead: all with half as much as the first, or more.

    Where all put in the opposite sign, as with restraint that falls short, those who put in least of it made it so.
    """
    if not shares:
        return []
    toward = {actor: sign * share for actor, share in shares.items()}
    most = max(toward.values())
    least = 0.0 if most > 0.0 else min(toward.values())
    return sorted((a for a in toward if toward[a] >= 0.5 * (most + least)), key=lambda a: (-toward[a], a))


def signed(value: float) -> str:
    """A value in stakes."""
    return f"{value:+.2f}".replace("-", "−")


def cited(text: str) -> Iterator[str]:
    """The claims that a text cites in square brackets."""
    for part in text.split("[c-")[1:]:
        yield "c-" + part.partition("]")[0]
