"""Who is made to say the numbers of a text, and what becomes of those whom they count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from detente.claims.proposing.proposals import Proposal, propose
from detente.names.entities import Entities, Entity
from detente.sources.reader import read_bytes

ENTITIES = Entities(
    [
        Entity("dalia", "Dalia", "actor", ("Dalia",), demonyms=("Dalian",)),
        Entity("orsk", "Orsk", "actor", ("Orsk",), demonyms=("Orskian",)),
        Entity("mayor", "Mayor", "person", ("the mayor", "The mayor")),
    ]
)
DAY = date(2021, 6, 15)  # a Tuesday
HOME = "Dalia and Orsk"  # a text that names them tells of this case


def proposed(text: str, published: date = DAY) -> tuple[Proposal, ...]:
    document = read_bytes(f"{HOME}\n\n{text}\n".encode())
    return propose(replace(document, published=published), ENTITIES, "s", DAY)


def numbers(text: str) -> list[tuple[float, str, str]]:
    """Each number with who says it and how."""
    return [(_low(one), one.asserted_by, one.stance) for one in proposed(text) if one.kind == "measure"]


def voices(text: str) -> list[str]:
    """Who is made to say something, besides the numbers, dates and hedges in it."""
    return [one.asserted_by for one in proposed(text) if one.kind in ("opinion", "characterisation")]


def slots(text: str) -> list[tuple[float, str]]:
    """Each number with its slot."""
    return [(_low(one), one.slot) for one in proposed(text) if one.kind == "measure"]


def _low(one: Proposal) -> float:
    assert one.value.low is not None
    return one.value.low
