"""Which offices of a case were known of on a day: nobody knows who will come to one later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from detente.names.offices import Office


def begun(offices: Mapping[str, Iterable[Office]], by: date | None) -> dict[str, tuple[Office, ...]]:
    """The offices that had been taken up by a day, all of them where none is named; who has none is left out."""
    known = {person: tuple(one for one in held if by is None or one.start <= by) for person, held in offices.items()}
    return {person: held for person, held in known.items() if held}
