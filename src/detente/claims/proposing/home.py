"""Whether a document tells of the case at all: only there "the truce" is the case's truce.

Great powers and their statesmen are named in texts on any conflict; places, events, pacts and forces of the case's own
are not.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.claims.proposing.gazetteer import Name
from detente.names.entities import Entities

OWN = frozenset({"place", "event", "pact", "format", "force"})
ENOUGH = 2  # different ones that must be named properly


def is_at_home(names: Sequence[Name], text: str, entities: Entities) -> bool:
    """Whether the text properly names enough of what is the case's own."""
    own = {
        name.ids
        for name in names
        if not name.meant and _is_proper(name, text) and all(entities[key].kind in OWN for key in name.ids)
    }
    return len(own) >= ENOUGH


def sure(names: Sequence[Name], text: str) -> tuple[Name, ...]:
    """Those that name somebody wherever they stand: no common nouns, no misspellings."""
    return tuple(name for name in names if not name.meant and _is_proper(name, text))


def _is_proper(name: Name, text: str) -> bool:
    return any(char.isupper() or char.isdigit() or not char.isascii() for char in text[name.start : name.end])
