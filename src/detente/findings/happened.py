"""What a month of one history brought, in words: deaths, ground, routes, truces, keepers, agreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from detente.cases.model import Rivalry
from detente.findings.labels import listed as listed
from detente.findings.labels import name
from detente.findings.replay import Relived
from detente.worlds.kernel.twin import plain
from detente.worlds.setup import FIGHT, HOLD, NO_TRUCE, PEACE, WAR
from detente.worlds.state import can_live

TRUCES = ("", "the shooting stops", "a truce is made", "a peace is signed")  # by type
LIVED = ("holder", "closed", "alive", "truce", "keepers", "phase", "agreed")  # fields that last


class Months:
    """The months of one history as the reader asks of them, numbered from 0."""

    def __init__(self, lived: Relived) -> None:
        self.lived = lived
        self.places = [place.id for place in lived.case.file.places]
        self.rivalries = lived.case.file.rivalries
        self.now = {field: getattr(lived.record, field)[0] for field in LIVED}

    def before(self, field: str, month: int) -> Sequence[int]:
        """A lasting field as the month before left it."""
        if month:
            return list(self.now[field][month - 1])
        live = (plain(can_live)(self.lived.world, self.lived.setup, k) for k in range(len(self.places)))
        start: Any = {"alive": [*live], "phase": [PEACE] * 99, "agreed": [0] * 99}
        return list(start[field] if field in start else self.lived.world[field])[: self.now[field].shape[1]]

    def deaths(self, month: int) -> int:
        """Of the month, in all places."""
        return int(self.lived.record.deaths[0, month].sum())

    def incidents(self, month: int) -> int:
        """On all borders."""
        return int(self.lived.record.incidents[0, month].sum())

    def turned(self, month: int) -> bool:
        """Whether it brought more than incidents."""
        fought = bool((self.now["phase"][month] != PEACE).any()) or bool(self.lived.record.seized[0, month].any())
        return fought or any(list(self.now[field][month]) != self.before(field, month) for field in LIVED)

    def told(self, month: int) -> Iterator[str]:
        """What happened, a sentence each, without a capital and a full stop."""
        for q, rivalry in enumerate(self.rivalries):
            yield from self._fighting(month, q, rivalry)
        if self.deaths(month):
            yield self._toll(month)
        for k, place in enumerate(self.places):
            yield from self._ground(month, k, self._name(place))
        for q, rivalry in enumerate(self.rivalries):
            yield from self._peace(month, q, rivalry)

    def _fighting(self, month: int, q: int, rivalry: Rivalry) -> Iterator[str]:
        was, now = self.before("phase", month)[q], self.now["phase"][month][q]
        between = f"between {self._name(rivalry.sides[0])} and {self._name(rivalry.sides[1])}"
        if now == WAR:
            yield f"it is war {between}" if was != WAR else f"the war {between} goes on"
            yield from (f"it turns to {self._name(self.places[k])}" for k in self._turns(month, q))
        elif now == FIGHT:
            yield f"there is fighting {between}"
        elif was != PEACE:
            yield f"the fighting {between} ends"

    def _turns(self, month: int, q: int) -> Iterator[int]:
        """The place to which a war turned this month."""
        record = self.lived.record
        for d in (2 * q, 2 * q + 1):
            if record.action[0, month, d] == HOLD and record.objective[0, month, d] >= 0:
                yield int(record.objective[0, month, d])

    def _toll(self, month: int) -> str:
        each = [(int(n), place) for n, place in zip(self.lived.record.deaths[0, month], self.places, strict=True) if n]
        if self.deaths(month) == 1:
            return f"one dies at {self._name(each[0][1])}"
        parts = [f"{n:,} at {self._name(place)}" for n, place in sorted(each, key=lambda one: (-one[0], one[1]))]
        return f"people die: {listed(parts)}"

    def _ground(self, month: int, k: int, called: str) -> Iterator[str]:
        holder, closed, alive = (self.now[field][month][k] for field in ("holder", "closed", "alive"))
        if holder != self.before("holder", month)[k]:
            yield f"{called} passes to {self._name(self.lived.case.actors[holder])}"
        elif self.lived.record.seized[0, month, k]:
            yield f"some ground is lost at {called}"
        if closed != self.before("closed", month)[k]:
            yield f"the route that {called} lives by is {'cut' if closed else 'open again'}"
        if alive < self.before("alive", month)[k]:
            yield f"the polity at {called} is no more"

    def _peace(self, month: int, q: int, rivalry: Rivalry) -> Iterator[str]:
        was, now = self.before("truce", month)[q], self.now["truce"][month][q]
        if now != was:
            yield TRUCES[now] if now != NO_TRUCE else "the truce is broken"
        if self.now["keepers"][month][q] < self.before("keepers", month)[q]:
            yield "the peacekeepers leave"
        if self.now["agreed"][month][q] > self.before("agreed", month)[q]:
            yield f"{self._name(rivalry.sides[0])} and {self._name(rivalry.sides[1])} agree"

    def _name(self, entity: str) -> str:
        return name(entity, self.lived.case)
