"""What the claims on pacts leave open or get wrong: no scope, no second party, a term for somebody who is none.

A pact of which something is missing would bind nobody in the model, without a word. Only claims that feed
beliefs count here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from detente.beliefs.current import heard
from detente.cases.check_claims import Placed, placed
from detente.cases.found import Found
from detente.cases.model import Case
from detente.cases.near import near
from detente.names.catalogue import Address, parse_address, parse_day_range

TOLD = frozenset({"member", "type", "reliability", "covers", "addressee", "deadline", "start", "in_force"})

Said = tuple[Placed, Address]
Wrong = tuple[Said, str, str, str, str]
"""By which claim, in which field, why, what to do, and what stood there."""


@dataclass(slots=True)
class Pact:
    """What claims say of one pact, by attribute, and who are its parties by the case file."""

    id: str
    said: dict[str, list[Said]] = field(default_factory=dict)
    sides: frozenset[str] = frozenset()

    def of(self, *attributes: str) -> list[Said]:
        """What is said of these attributes."""
        return [said for name in attributes for said in self.said.get(name, ())]

    @property
    def parties(self) -> frozenset[str]:
        """Sides of the rivalry whose truce it is, and everybody who was ever its member."""
        members = (address.key for (_, _, claim), address in self.of("member") if claim.value.words != ("no",))
        return self.sides | {key for key in members if key}


def check_pacts(case: Case, found: Found) -> None:
    """Pacts that can bind nobody, and terms that can't be of theirs."""
    for pact in _pacts(case):
        for rule in (_members, _scope, _addressees, _deadlines):
            for ((file, keys, _), _), name, reason, remedy, value in rule(case, pact):
                found.add(file, (*keys, name), reason, remedy, value)
        for ((file, keys, _), _), name, reason, remedy, value in _starts(pact):
            found.add(file, (*keys, name), reason, remedy, value, "warning")


def _pacts(case: Case) -> Iterable[Pact]:
    pacts: dict[str, Pact] = {}
    for one in placed(case):
        address = parse_address(one[2].slot)
        if address.attribute in TOLD and heard(one[2], ()):
            if address.subject not in pacts:
                pacts[address.subject] = Pact(address.subject, sides=_sides(case, address.subject))
            pacts[address.subject].said.setdefault(address.attribute, []).append((one, address))
    return pacts.values()


def _sides(case: Case, pact: str) -> frozenset[str]:
    """Those between whom it is a truce, with their clients and the keepers' provider; empty where it is none."""
    bound: set[str] = set()
    for rivalry in case.file.rivalries:
        if pact in rivalry.truces:
            clients = (client for client, patron in case.file.clients.items() if patron in rivalry.sides)
            bound |= {*rivalry.sides, *clients, *((rivalry.keepers.provider,) if rivalry.keepers else ())}
    return frozenset(bound)


def _members(case: Case, pact: Pact) -> Iterator[Wrong]:
    for said in pact.of("member"):
        key = said[1].key or ""
        entity = case.entities.get(key)  # what is no entity is told with the other names
        if key == pact.id:
            yield said, "slot", "a pact with itself", "Name in brackets an actor that is a party.", key
        elif entity is not None and entity.kind != "actor":
            actors = [name for name, each in case.entities.items() if each.kind == "actor"]
            yield said, "slot", "only an actor can be a party", near(key, actors), key


def _scope(case: Case, pact: Pact) -> Iterator[Wrong]:
    """Guarantees: what is called an alliance, or reliable or not, and is no truce."""
    for said in pact.of("covers"):
        if (key := said[1].key or said[0][2].slot) not in case.entities:
            yield said, "slot", "covers what is not among the entities", near(key, case.entities), key
    alliances = [said for said in pact.of("type") if said[0][2].value.words == ("alliance",)]
    guarantee = [*alliances, *pact.of("reliability")]
    if not guarantee or pact.sides:
        return
    if not pact.of("covers"):
        remedy = f'Add a claim on {pact.id}.covers[PLACE], "yes" or "no", or reject this one.'
        yield guarantee[0], "slot", "a pact without scope: nobody says what it covers", remedy, pact.id
    if len(pact.parties) < 2:
        remedy = f"Add claims on {pact.id}.member[ACTOR], for whoever gives the guarantee and whoever has it."
        yield guarantee[0], "slot", "a pact needs two parties", remedy, ", ".join(pact.parties) or pact.id


def _addressees(case: Case, pact: Pact) -> Iterator[Wrong]:
    parties = pact.parties
    for said in pact.of("addressee") if parties else ():
        for word in said[0][2].value.words:
            if word not in parties:
                remedy = f"One of {', '.join(sorted(parties))}; or add a claim on {pact.id}.member[{word}]."
                yield said, "value", "a term for somebody who is no party to the pact", remedy, word


def _deadlines(_: Case, pact: Pact) -> Iterator[Wrong]:
    begun = _begun(pact)
    for said in pact.of("deadline") if begun else ():
        days = parse_day_range(" ".join(said[0][2].value.words))
        if days and begun and days[1] < begun:
            reason = f"a deadline before the pact began, on {begun}"
            yield said, "value", reason, "Correct the day, or the pact's start.", said[0][2].value.words[0]


def _starts(pact: Pact) -> Iterator[Wrong]:
    """Truces in force of which nobody says since when, although the latest one holds and age gives it weight."""
    holds = _holds(pact)
    if pact.sides and holds and not _started(pact):
        remedy = f"Add a claim on {pact.id}.start, with the day from which it holds."
        yield holds[0], "slot", "a truce without a first day: nobody says when it began", remedy, pact.id


def _begun(pact: Pact) -> date | None:
    """The first day on which anybody has it begin, or, where nobody says, in force."""
    holds = (claim.event_time[0] for (_, _, claim), _ in _holds(pact) if claim.event_time)
    return min(_started(pact) or holds, default=None)


def _started(pact: Pact) -> list[date]:
    """The days on which it began, by anybody."""
    told = (parse_day_range(word) for (_, _, claim), _ in pact.of("start") for word in claim.value.words)
    return [days[0] for days in told if days]


def _holds(pact: Pact) -> list[Said]:
    """What says that it is in force."""
    return [said for said in pact.of("in_force") if said[0][2].value.words == ("yes",)]
