"""Who says it: the names readers get, for whom a voice speaks, and what is a matter of record.

A record is nobody's reading. What an author writes is the author's, and what a party says is the party's until others
confirm it, whichever side it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from detente.claims.model import Claim
from detente.names.entities import Entities

OWN_VOICE = frozenset({"actor", "force", "person"})  # what speaks for itself
TOLD_BY = ", as told by "
CONFIRMED_BY_OTHERS = 1  # the Admiralty's best credibility
SAYING = frozenset(
    {"announced", "asked", "blamed", "called", "denied", "denies", "holds", "rejected", "reported", "said", "says"}
)
OPENING = 6  # words within which a sentence tells who says it


def display(name: str, entities: Entities) -> str:
    """The name a reader is shown."""
    return entities[name].display if name in entities else name


def voice(claim: Claim, entities: Entities) -> str:
    """The asserter, and the chain through which we have it."""
    chain = [display(name, entities) for name in claim.attribution if name != claim.asserted_by]
    return TOLD_BY.join([display(claim.asserted_by, entities), *chain])


def party(name: str, entities: Entities, day: date) -> str | None:
    """The party for which a voice speaks on a day: itself, whose office it holds, or whose own it is by name.

    Northland's defence ministry is Northland's.
    """
    speaker = entities.get(name)
    if speaker is None:
        return None
    held = next((office.of for office in speaker.offices if office.during(day, day)), None)
    if held is not None:
        return held
    if speaker.kind in OWN_VOICE:
        return name
    owner, of, _ = speaker.name.replace("’", "'").partition("'s ")
    owners = (one.id for one in entities.values() if one.kind == "actor" and owner in (one.name, one.display))
    return next(owners, None) if of else None


def told_by(claims: Collection[Claim], entities: Entities) -> tuple[str, ...]:
    """Those whose word it is, where it is nobody else's; empty for what is a matter of record.

    A record counts where others confirmed it, where it is no party's word, or where two parties say so.
    """
    parties = [None if _is_confirmed(claim) else speaks_for(claim, entities) for claim in _recorded(claims)]
    if None in parties or len(set(parties)) > 1:
        return ()
    return tuple(sorted({claim.asserted_by for claim in claims}))


def speaks_for(claim: Claim, entities: Entities) -> str | None:
    """The party whose word a claim is, as of the day it was made; an analyst's own judgement is the analyst's."""
    return claim.source if is_own(claim) else party(claim.asserted_by, entities, claim.known_from)


def is_own(claim: Claim) -> bool:
    """Whether the source says so itself and passes nothing on: a judgement, and no record."""
    return claim.asserted_by == claim.source


def is_record(claim: Claim, entities: Entities) -> bool:
    """Whether the claim alone makes it a matter of record."""
    return not told_by([claim], entities)


def _recorded(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.at is None]  # an author's text has a place where it says so


def _is_confirmed(claim: Claim) -> bool:
    return claim.credibility <= CONFIRMED_BY_OTHERS


def sentence(claims: Collection[Claim], entities: Entities) -> str:
    """What claims of one wording say, after the names of those whose word it is where it is no record."""
    said = min(claims, key=lambda claim: (claim.known_from, claim.id)).paraphrase
    if not told_by(claims, entities) or all(_names_its_speaker(claim, entities) for claim in claims):
        return said
    names = sorted({voice(claim, entities) for claim in claims})
    denied = all(claim.stance == "disputes" for claim in claims)
    return f"{voices(names, *(('denies', 'deny') if denied else ('says', 'say')))}{' it' if denied else ''}: {said}"


def voices(names: Iterable[str], single: str, several: str) -> str:
    """``A says``, ``A and B say``, ``A, B and C say``."""
    found = set(names)
    return f"{listed(found)} {several if len(found) > 1 else single}"


def listed(names: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    *others, last = (f"{name}," if TOLD_BY in name else name for name in sorted(set(names)))
    before = ", ".join(name.removesuffix(",") for name in others[:-1])
    joined = f"{before}, {others[-1]}" if before else "".join(others)
    return f"{joined} and {last}" if others else last


def _names_its_speaker(claim: Claim, entities: Entities) -> bool:
    """Whether the sentence on a record itself tells who says it, as in: Northland said that it had left."""
    names = {claim.asserted_by, speaks_for(claim, entities) or claim.asserted_by}
    opening = claim.paraphrase.split()[:OPENING]
    named = any(claim.paraphrase.startswith(display(name, entities)) for name in names)
    return claim.at is None and named and not SAYING.isdisjoint(word.strip(",.;:") for word in opening)
