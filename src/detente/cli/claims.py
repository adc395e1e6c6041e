"""``detente claims``: who says what, slot by slot, with what denies it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, get_args

import click

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.cases.userdata import texts_folder
from detente.claims.as_json import claim_to_json
from detente.claims.ask.naming import Spellings
from detente.claims.ask.words import stem, stems
from detente.claims.ask.words import words as words_of
from detente.claims.attach import read_cache, reattach
from detente.claims.contested import OPPOSES
from detente.claims.contested.pairs import meets
from detente.claims.model import Claim, Kind
from detente.claims.values import value_words
from detente.claims.vintage import Vintage, counts
from detente.cli.claim_words import show_claim, who
from detente.cli.common import (
    as_of_option,
    case_argument,
    count,
    emit,
    json_option,
    one_of,
    say,
    say_vintage,
    unknown,
)
from detente.names.entities import Entities
from detente.sources.model import ZONES


@dataclass(frozen=True, slots=True)
class Asked:
    """Which claims are asked for."""

    slot: str | None = None
    source: str | None = None
    kind: str | None = None
    by: str | None = None
    as_of: date | None = None
    vintage: Vintage = "published"
    comments: bool = False
    subject: str | None = None
    zone: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """The claims asked for, the denials of each by its id, and how many were left out for being what they are."""

    claims: tuple[Claim, ...]
    denials: Mapping[str, tuple[Claim, ...]]
    comments: int
    series: int


Command = TypeVar("Command", bound=Callable[..., Any])


def vintage_option(command: Command) -> Command:
    """``--vintage``: what counts as known by the day."""
    said = "What counts as known when."
    return click.option("--vintage", type=click.Choice(get_args(Vintage)), default="published", help=said)(command)


def comments_option(command: Command) -> Command:
    """``--comments``: readers' comments are only shown where they are asked for."""
    return click.option("--comments", is_flag=True, help="Readers' comments too; they weigh nothing.")(command)


@click.command()
@case_argument
@click.option("--slot", metavar="PATTERN", help="A slot, the start of one, or a pattern with * and ?.")
@click.option("--subject", metavar="NAME", help="Only claims about this: an id or any spelling in use.")
@click.option("--source", metavar="ID", help="Only claims of this source.")
@click.option("--kind", metavar="K", help=f"One of {', '.join(get_args(Kind))}.")
@click.option("--by", metavar="ASSERTER", help="Only what this actor or person says.")
@click.option("--zone", metavar="ZONE", help=f"Only from one part of a text: {', '.join(ZONES)}.")
@click.option(
    "--text",
    metavar="WORDS",
    help="Only claims in whose paraphrase, value, slot or note all these words stand; no note counts with --as-of.",
)
@as_of_option
@vintage_option
@comments_option
@json_option
def claims(case: str, as_json: bool, **asked: Any) -> None:
    """Show who says what.

    Values of open data are many; they are shown where --slot or --source asks for them.
    """
    read = load_case(case)
    wanted = resolve(read, Asked(**asked))
    chosen = select(read, wanted)
    words = quotations(read, chosen.claims)
    if as_json:
        emit({"as_of": wanted.as_of, "vintage": wanted.vintage, **document(chosen, words)})
    else:
        show(read, wanted, chosen, words)


def resolve(case: Case, asked: Asked) -> Asked:
    """Check every name against the case. Raises UsageError with the nearest that are known."""
    if asked.slot is not None and not any(map(slot_filter(asked.slot, case), (c.slot for c in case.claims))):
        unknown("slot with a claim", asked.slot, (c.slot for c in case.claims))
    if asked.source is not None:
        one_of("source", asked.source, case.sources)
    if asked.kind is not None:
        one_of("kind of claim", asked.kind, get_args(Kind))
    if asked.zone is not None:
        one_of("zone", asked.zone, ZONES)
    if asked.by is not None:
        one_of("asserter", asked.by, {c.asserted_by for c in case.claims})
    return asked


def slot_filter(pattern: str, case: Case) -> Callable[[str], bool]:
    """What a pattern matches: the slot itself, else whole names it starts, else any beginning, or ``*`` and ``?``.

    Brackets are part of an address and stand for themselves.
    """
    if "*" in pattern or "?" in pattern:
        parts = {"*": ".*", "?": "."}
        form = re.compile("".join(parts.get(char, re.escape(char)) for char in pattern))
        return lambda slot: form.fullmatch(slot) is not None
    slots = {claim.slot for claim in case.claims}
    if pattern in slots:
        return lambda slot: slot == pattern
    whole = tuple(pattern + end for end in ".[")
    starts = whole if any(slot.startswith(whole) for slot in slots) else (pattern,)
    return lambda slot: slot.startswith(starts)


def select(case: Case, asked: Asked) -> Selected:
    """The claims asked for in the order of their slots and days."""
    known = known_claims(case, asked.as_of, asked.vintage)
    heard = [c for c in known if asked.comments or not is_comment(c)]
    fits = slot_filter(asked.slot, case) if asked.slot is not None else None
    subjects = subjects_of(case, asked.subject)
    matching = [c for c in known if (fits is None or fits(c.slot)) and _is_about(c, subjects) and _fits(c, asked)]
    voiced = [c for c in matching if asked.comments or not is_comment(c)]
    by_name = any(name is not None for name in (asked.slot, asked.source, asked.subject))
    shown = [c for c in voiced if by_name or case.sources[c.source].kind != "series"]
    shown.sort(key=lambda c: (c.slot, c.known_from, c.source, c.id))
    denials = denials_of(shown, heard, case.entities)
    return Selected(tuple(shown), denials, len(matching) - len(voiced), len(voiced) - len(shown))


def known_claims(case: Case, as_of: date | None, vintage: Vintage = "published") -> list[Claim]:
    """The claims that count by a day; all of them where no day is asked for.

    As of a day they have neither notes nor the reasons of their changes: both are of the day on which we wrote them,
    and may tell what came later.
    """
    if as_of is None:
        return list(case.claims)
    return [replace(claim, note=None, changes=()) for claim in case.claims if counts(claim, as_of, vintage)]


def _fits(claim: Claim, asked: Asked) -> bool:
    return (
        asked.source in (None, claim.source)
        and asked.kind in (None, claim.kind)
        and asked.by in (None, claim.asserted_by)
        and asked.zone in (None, claim.at.zone if claim.at else None)
        and (asked.text is None or _has_words(claim, asked.text))
    )


def _has_words(claim: Claim, wanted: str) -> bool:
    said = f"{claim.paraphrase} {value_words(claim.value)} {claim.slot} {claim.note or ''}".replace("_", " ")
    asked = stems(wanted) or map(stem, words_of(wanted))  # words that say little count where there are no others
    return set(asked) <= set(map(stem, words_of(said)))


def subjects_of(case: Case, name: str | None) -> frozenset[str] | None:
    """The ids that a name may mean, in any spelling in use; None where no name is given."""
    if name is None:
        return None
    found = {name} if name in {claim.slot.partition(".")[0] for claim in case.claims} else set()
    found = found or {one for mention in Spellings(case.entities).find(name) for one in mention.ids}
    if not found:
        unknown("subject", name, case.entities)
    return frozenset(found)


def _is_about(claim: Claim, subjects: frozenset[str] | None) -> bool:
    return subjects is None or claim.slot.partition(".")[0] in subjects


def is_comment(claim: Claim) -> bool:
    """Whether the claim is a reader's and weighs nothing."""
    return claim.weight == 0 or (claim.at is not None and claim.at.zone == "comment")


def denials_of(shown: Iterable[Claim], heard: Iterable[Claim], entities: Entities) -> dict[str, tuple[Claim, ...]]:
    """Who speaks against what is shown, whether asked for or not: denials of the same value on its slot, and links.

    What is said of other times denies nothing, but of an event, which is one. Two claims that a link sets against one
    another stand beside each other; where both are shown, the later one beside the earlier.
    """
    by_value: dict[tuple[str, str], list[Claim]] = {}
    shown = list(shown)
    both = {claim.id for claim in shown}
    linked: dict[str, list[Claim]] = {}
    by_id = {claim.id: claim for claim in heard}
    for claim in by_id.values():
        if claim.stance == "disputes":
            by_value.setdefault((claim.slot, claim.value.key()), []).append(claim)
        for other in (by_id.get(to) for how, to in claim.links if how in OPPOSES):
            if other is not None and other.id != claim.id:
                first, second = sorted((claim, other), key=lambda one: (one.known_from, one.id))
                linked.setdefault(first.id, []).append(second)
                if first.id not in both:
                    linked.setdefault(second.id, []).append(first)
    found = {
        claim.id: [one for one in by_value.get((claim.slot, claim.value.key()), ()) if _denies(one, claim, entities)]
        for claim in shown
        if claim.stance != "disputes"
    }
    found = {
        key: [*denials, *(one for one in linked.get(key, ()) if one not in denials)] for key, denials in found.items()
    }
    return {key: tuple(dict.fromkeys(denials)) for key, denials in found.items() if denials}


def _denies(denial: Claim, claim: Claim, entities: Entities) -> bool:
    """Whether a denial of the same value is of the time of a claim, or of an event."""
    subject = entities.get(claim.slot.partition(".")[0])
    once = subject is not None and subject.kind == "event"
    return once or claim.event_time is None or denial.event_time is None or meets(claim.event_time, denial.event_time)


def quotations(case: Case, chosen: Iterable[Claim]) -> dict[str, str]:
    """The words of the claims in the texts that the user attached, by claim."""
    texts = read_cache(texts_folder(case.id))
    return reattach(tuple(chosen), texts).quotations if texts else {}


def document(chosen: Selected, words: Mapping[str, str]) -> dict[str, Any]:
    """What ``--json`` prints."""
    denials = [
        {"denies": key, **_claim_document(denial, words)} for key, found in chosen.denials.items() for denial in found
    ]
    return {
        "claims": [_claim_document(claim, words) for claim in chosen.claims],
        "denials": denials,
        "left_out": {"comments": chosen.comments, "series": chosen.series},
    }


def _claim_document(claim: Claim, words: Mapping[str, str]) -> dict[str, Any]:
    more = {
        "stance": claim.stance,
        "citation": claim.citation,
        "quotation": words.get(claim.id),
        "note": claim.note,
    }
    return {**claim_to_json(claim), **more}


def show(case: Case, asked: Asked, chosen: Selected, words: Mapping[str, str]) -> None:
    """The claims as prose."""
    say_vintage(asked.vintage)
    slot = None
    beside = {denial.id for found in chosen.denials.values() for denial in found}
    told: set[str] = set()
    for claim in chosen.claims:
        if claim.id in beside:  # it stands beside what it denies
            continue
        if claim.slot != slot:
            slot = claim.slot
            say(("\n" if told else "") + slot)
        show_claim(claim, case, words, as_of=asked.as_of)
        told.add(claim.id)
        for denial in chosen.denials.get(claim.id, ()):
            if denial.id in told:
                against = "" if denial.stance == "disputes" else "against it: "
                say(f"{denial.id}  {against}{who(denial, case.entities)}, see above", indent=6)
            else:
                if denial.slot != claim.slot:
                    say(f"against it: {denial.slot}", indent=6)
                show_claim(denial, case, words, indent=6, as_of=asked.as_of)
                told.add(denial.id)
    _show_left_out(chosen)


def _show_left_out(chosen: Selected) -> None:
    say(f"\n{count(len(chosen.claims), 'claim')}." if chosen.claims else "No claim fits.")
    if chosen.series:
        say(f"{count(chosen.series, 'value')} of open data not shown; ask for them with --slot or --source.")
    if chosen.comments:
        say(f"{count(chosen.comments, 'reader comment')} not shown; ask for them with --comments.")
