"""A claim in words for a terminal: what is said, how surely, by whom, where, and what we note on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from detente.cases.model import Case
from detente.claims.ask import rightful
from detente.claims.model import Claim
from detente.claims.speakers import voice
from detente.claims.values import value_words
from detente.cli.common import say
from detente.names.entities import Entities
from detente.names.offices import Held


def show_claim(claim: Claim, case: Case, words: Mapping[str, str], indent: int = 2, as_of: date | None = None) -> None:
    """One claim: what is said and how surely, by whom and where, since when, in our words, and what we note."""
    status = "" if claim.status == "accepted" else f" [{claim.status}]"
    sure = surely(claim)
    say(f"{claim.id}  {value_words(claim.value)}{sure}{status}", indent, hang=4)
    say(f"{who(claim, case.entities)} ({where(claim)}; known since {claim.known_from})", indent + 4)
    if claim.id in words:
        say(f"“{words[claim.id]}”", indent + 4)
    say(claim.paraphrase, indent + 4)
    for note in notes(claim, case, as_of):
        say(f"Note: {note}", indent + 4, hang=6)


def notes(claim: Claim, case: Case, as_of: date | None = None) -> list[str]:
    """What we remark on a claim: the note that stands with it, and who held the office it gives to somebody else.

    A note is of the day on which we wrote it, and may tell what came later: as of a day there is none.
    """
    found = [claim.note] if claim.note and as_of is None else []
    right = rightful(claim, case.entities, as_of)
    if right is not None:
        rightly = "; ".join(held_words(held, case) for held in right) or "no holder known"
        found.append(f"by the public record another held this office then: {rightly}")
    return found


def held_words(held: Held, case: Case) -> str:
    """Who held which office, and when."""
    office, of = held.office.office.replace("_", " "), case.entities[held.office.of].display
    until = f"until {held.office.end}" if held.office.end else "no end known"
    return f"{case.entities[held.person].display}, {office} ({of}) from {held.office.start}, {until}"


def surely(claim: Claim) -> str:
    """How surely it is said, of which kind, and on what condition."""
    said = claim.modality.class_ if claim.modality.class_ != "asserted" else ""
    phrase = f"“{claim.modality.phrase}”" if claim.modality.phrase else ""
    condition = f"if {claim.condition}" if claim.condition else ""
    parts = [claim.kind, " ".join(part for part in (said, phrase) if part), condition]
    return f"  ({'; '.join(part for part in parts if part)})"


def who(claim: Claim, entities: Entities) -> str:
    """The asserter, and the chain through which we have it."""
    verb = "denied by " if claim.stance == "disputes" else ""
    return verb + voice(claim, entities)


def where(claim: Claim) -> str:
    """Source, paragraph and first words; or the citation of a record."""
    if claim.at is None:
        return f"{claim.source}: {claim.citation}" if claim.citation else claim.source
    zone = "" if claim.at.zone == "body" else f", {claim.at.zone}"
    return f"{claim.source} ¶{claim.at.paragraph}{zone}, “{claim.at.anchor} …”"
