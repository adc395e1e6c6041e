"""The ledger's rows as decisions: somebody, in a month, with options of which one was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from detente.worlds.kernel.twin import Row

Kind = Literal["challenge", "answer", "join", "respond"]
OPENS = ("hold", "concede", "out")  # every decision that is drawn lists one of these first


@dataclass(frozen=True, slots=True)
class Decision:
    """One actor's choice: a ``challenge``, the target's ``answer``, or an outsider's to ``join`` or ``respond``."""

    kind: Kind
    options: tuple[Row, ...]

    @property
    def month(self) -> int:
        """From 1."""
        return self.options[0].month

    @property
    def actor(self) -> int:
        """Its index."""
        return self.options[0].actor

    @property
    def rivalry(self) -> int:
        """The one in which it is decided."""
        return self.options[0].rivalry

    @property
    def chosen(self) -> Row:
        """The option taken."""
        return next(row for row in self.options if row.chosen)

    @property
    def other(self) -> Row:
        """The likeliest of the options not taken, or the one taken where there was no other."""
        return max((row for row in self.options if not row.chosen), key=lambda row: row.p, default=self.chosen)

    @property
    def forced(self) -> bool:
        """Whether the question made it happen."""
        return self.options[0].uniform is None

    @property
    def acts(self) -> bool:
        """Whether a challenger did anything but hold."""
        return self.kind == "challenge" and self.chosen.option != "hold"


def decisions(ledger: Iterable[Row]) -> list[Decision]:
    """The decisions of a history, in the order they were made."""
    groups: list[list[Row]] = []
    for row in ledger:
        if row.option in OPENS or row.uniform is None or not groups:
            groups.append([])
        groups[-1].append(row)
    return [Decision(_kind([row.option for row in group]), tuple(group)) for group in groups]


def _kind(options: list[str]) -> Kind:
    if "concede" in options:
        return "answer"
    if "join" in options:
        return "join"
    return "respond" if options[0] == "out" else "challenge"
