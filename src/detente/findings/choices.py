"""What was chosen in a history, in words: the option, its probability, and what spoke for it and against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from detente.findings.happened import listed
from detente.findings.labels import name, possessive
from detente.findings.replay import Relived
from detente.findings.taken import joined
from detente.findings.terms import Backing, signed, spoken, unspoken
from detente.findings.weighed import Decision, Kind, decisions
from detente.worlds.kernel.twin import Row
from detente.worlds.shape import dyads, places

DONE = {
    "coerce": "puts pressure on {place} short of an attack",
    "limited_attack": "attacks {place} on a limited scale",
    "offensive": "opens an offensive on {place}",
}
SHORT = {
    "diplomacy": ("speaks up", "speak up"), "broker": ("offers to broker", "offer to broker"),
    "arm": ("sends arms", "send arms"), "out": ("does nothing", "do nothing"),
}  # fmt: skip


class Choices:
    """The decisions of one history, by month from 1."""

    def __init__(self, lived: Relived) -> None:
        self.case, self.setup, self.backing = lived.case, lived.setup, Backing(lived)
        self.places, self.response = places(lived.case), lived.record.response[0]
        self.objective = lived.record.objective[0]
        self.by_month: dict[int, list[Decision]] = {}
        for decision in decisions(lived.ledger):
            self.by_month.setdefault(decision.month, []).append(decision)

    def acted(self, month: int) -> bool:
        """Whether any side did anything but hold, or was made to hold."""
        return any(decision.acts or decision.forced for decision in self.by_month.get(month, ()))

    def told(self, month: int) -> Iterator[str]:
        """Who did what in a month, a sentence each, without a capital and a full stop."""
        made = self.by_month.get(month, [])
        for decision in made:
            if decision.acts:
                yield from self._acts(decision)
            elif decision.forced:
                yield f"{self._name(decision.actor)} holds back, {self._made(decision)}"
            elif decision.kind == "answer":
                yield self._answers(decision)
        yield from self._joining([d for d in made if d.kind == "join"])
        yield from _short([d for d in made if d.kind == "respond"], self._name)

    def nearest(self, months: Sequence[int]) -> Iterator[str]:
        """Who came nearest to acting in months in which nobody acted, and why it didn't."""
        asked = [d for month in months for d in self.by_month.get(month, ()) if d.kind == "challenge"]
        if not asked:
            return
        decision = min(asked, key=lambda each: (each.chosen.p, each.month))
        if decision.other is decision.chosen:
            return
        row, who = decision.other, self._name(decision.actor)
        done = DONE[row.option].format(place=self._place(row))
        odds = f"that it {done} has a probability of {_chance(row.p)}"
        yield f"nearest to acting is {who} in month {decision.month}: {odds}"
        yield self._why(decision, row)

    def _acts(self, decision: Decision) -> Iterator[str]:
        row = decision.chosen
        done = DONE[row.option].format(place=self._place(row))
        if decision.forced:
            yield f"{self._name(decision.actor)} {done}, {self._made(decision)}"
            yield self._why(decision, row)
            return
        hold = decision.options[0]
        if self._again(decision):
            yield f"{self._name(decision.actor)} {done} as before, with probability {_chance(row.p)}"
            return
        odds = f"the probability of that was {_chance(row.p)}, of holding back {_chance(hold.p)}"
        yield f"{self._name(decision.actor)} {done}: {odds}"
        yield self._why(decision, row)
        others = "with the smaller terms that" if unspoken(row) else "that"
        yield f"{others} comes to {_sum(row)}, against {_sum(hold)} for holding back"

    def _made(self, decision: Decision) -> str:
        """Who has it that a choice was made so."""
        d = self.setup.forced_dyad
        asked = d >= 0 and decision.month == 1 and self.setup.challenger[d] == decision.actor
        return "as the question has it" if asked else "as it is made to"

    def _again(self, decision: Decision) -> bool:
        """Whether it did the same thing at the same place the month before."""
        before = [d for d in self.by_month.get(decision.month - 1, ()) if d.acts]
        return _deed(decision) in map(_deed, before)

    def _why(self, decision: Decision, row: Row) -> str:
        return self._reasons("challenge", row, self._parties(decision, row))

    def _reasons(self, kind: Kind, row: Row, parties: set[str]) -> str:
        for_, against = (self._terms(kind, row, parties, sign) for sign in (1, -1))
        said = [f"in favour: {listed(for_)}"] if for_ else []
        said += [f"against: {listed(against)}"] if against else []
        return "; ".join(said) or "nothing much speaks for it or against it"

    def _terms(self, kind: Kind, row: Row, parties: set[str], *signs: int) -> list[str]:
        return [said for sign in signs for said in spoken(kind, row, self.backing, parties, sign)]

    def _answers(self, decision: Decision) -> str:
        parties = self._parties(decision, None)
        row = {option.option: option for option in decision.options}
        resists = decision.chosen.option == "resist"
        reasons = {option: listed(self._terms("answer", one, parties, -1, 1)) for option, one in row.items()}
        return (
            f"{self._name(decision.actor)} {'resists' if resists else 'gives way'}, with probability "
            f"{_chance(decision.chosen.p)}: to fight is worth {_sum(row['resist'])} to it, {reasons['resist']}; "
            f"to give way {_sum(row['concede'])}, {reasons['concede']}"
        )

    def _joining(self, asked: Sequence[Decision]) -> Iterator[str]:
        for decision in asked:
            if decision.chosen.option == "join":
                parties = {*self._consented(decision.actor), *self._ground(decision)}
                yield (
                    f"{self._name(decision.actor)} joins the fighting{self._side(decision)}, with probability "
                    f"{_chance(decision.chosen.p)}: {self._reasons('join', decision.chosen, parties)}"
                )
        out = [d for d in asked if d.chosen.option != "join"]
        if out:
            odds = listed([f"{self._name(d.actor)} (probability of joining {_chance(d.other.p)})" for d in out])
            yield f"{odds} {'stays' if len(out) == 1 else 'stay'} out of the fighting"

    def _side(self, decision: Decision) -> str:
        """On whose side it joins."""
        codes = self.response[decision.month - 1, :, decision.actor]
        sides = joined(dyads(self.case), codes, ("join", "join_attacker"))
        return f" on {listed([possessive(name(side, self.case)) for side in sides])} side" if sides else ""

    def _parties(self, decision: Decision, row: Row | None) -> set[str]:
        """A challenge's or answer's two sides, their rivalry's own things in that month, and the place."""
        rivalry = self.case.file.rivalries[decision.rivalry]
        ground = {self.places[row.place]} if row and row.place >= 0 else self._ground(decision)
        return {*rivalry.sides, *self.backing.own(decision.rivalry, decision.month), *ground}

    def _consented(self, actor: int) -> set[str]:
        """An outside power, and the neighbour whose consent its troops would need."""
        power = next(o for o in self.case.file.outsiders if o.id == self.case.actors[actor])
        return {power.id, *((power.consent,) if power.consent else ())}

    def _ground(self, decision: Decision) -> set[str]:
        """Where somebody acts, or to where a war turns, in the month and rivalry of a decision."""
        q = decision.rivalry
        return {self.places[k] for k in self.objective[decision.month - 1, 2 * q : 2 * q + 2] if k >= 0}

    def _place(self, row: Row) -> str:
        return name(self.places[row.place], self.case)

    def _name(self, actor: int) -> str:
        return name(self.case.actors[actor], self.case)


def _short(asked: Sequence[Decision], called: Callable[[int], str]) -> Iterator[str]:
    """What everyone else does short of troops, the likes of it together."""
    did: dict[str, list[str]] = {}
    for decision in asked:
        did.setdefault(decision.chosen.option, []).append(called(decision.actor))
    parts = [f"{listed(who)} {SHORT[what][len(who) > 1]}" for what, who in did.items()]
    if parts:
        yield "; ".join(parts)


def _deed(decision: Decision) -> tuple[int, str, int]:
    """Who did what where."""
    return decision.actor, decision.chosen.option, decision.chosen.place


def _chance(p: float) -> str:
    """Two digits that matter, and never 0 or 1."""
    if p < 0.0001:
        return "under 0.0001"
    return "over 0.99" if p > 0.995 else f"{p:.4f}" if p < 0.01 else f"{p:.2f}"


def _sum(row: Row) -> str:
    """What an option is worth in all."""
    return signed(sum(row.terms.values()))
