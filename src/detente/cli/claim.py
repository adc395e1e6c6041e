"""``detente claim``: an analyst's own evidence, and decisions on what was proposed. Every change names its author."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, get_args

import click

from detente.cases.check_claims import unknown_names
from detente.cases.check_phrases import every_phrase, unmeasured
from detente.cases.check_times import too_soon
from detente.cases.edit import own_case
from detente.cases.intake import check_names, check_new, find_claims, sheet, slug, with_source
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.drafting import draft, edited, judged
from detente.claims.model import Change, Claim, Status
from detente.claims.values import value_words
from detente.cli.claim_fields import fields_of_a_claim, kind_of, raw_of, text_digest
from detente.cli.common import count, one_of, printable, say
from detente.cli.editing import check_signed, put, signed, warn_of_day
from detente.errors import Fault, UsageError
from detente.sources.model import Reliability, Source


@click.group()
def claim() -> None:
    """Add, accept, reject and edit claims of a case of your own.

    Every change keeps its author and reason with the claim; nothing is deleted. CLAIM is an id or its beginning.
    """


@claim.command()
@click.argument("case")
@click.option("--source", "source_id", metavar="ID", help="The source that says it.")
@click.option("--judgement", is_flag=True, help="It is your own judgement.")
@click.option(
    "--reliability", type=click.Choice(get_args(Reliability)), help="Of your judgements, when you first give one."
)
@fields_of_a_claim
@signed
def add(
    case: str, source_id: str | None, judgement: bool, reliability: str | None, who: str, reason: str, **given: Any
) -> None:
    """Add a claim: what a source of the case says, or what you judge yourself."""
    who, reason = check_signed(who, reason)
    loaded = load_case(str(own_case(case)))
    if judgement == (source_id is not None):
        remedy = "Give --source ID, or --judgement where it is yours."
        raise UsageError(Fault("a claim is a source's or your own", remedy, path="--source"))
    if source_id is None:
        source, files = judge(loaded, who, reliability)
    else:
        source, files = loaded.sources[one_of("source", source_id, loaded.sources)], {}
    page = sheet(loaded, source)
    raw = raw_of(loaded, source, given)
    raw.setdefault("by", source.id)
    raw.setdefault("kind", "opinion" if judgement else kind_of(raw))
    if judgement:
        raw.setdefault("paraphrase", reason)
    if not page.text:
        page = sheet(loaded, source, text_digest(loaded, source, given))
    made = draft(raw, source, page.name)
    made = replace(made, made_by=f"person {who}", changes=(Change("added", who, reason),))
    check_new(loaded, made)
    check_names(replace_sources(loaded, source), made)
    put(loaded, {**files, **page.holding((*page.read.claims, made))})
    say(f"Added {made.id}: {made.slot} = {value_words(made.value)}, to {page.name}.")
    warn_of_phrase(made)
    warn_of_day(loaded, made.known_from, "--known-from")


@claim.command()
@click.argument("case")
@click.argument("claims", nargs=-1, metavar="[CLAIM...]")
@click.option(
    "--all-of",
    "source_id",
    metavar="SOURCE",
    help="The proposals of a source that say a value, of names that the case knows.",
)
@click.option("--most", type=click.IntRange(1), metavar="N", help="With --all-of: only the first so many.")
@signed
def accept(case: str, claims: tuple[str, ...], source_id: str | None, most: int | None, who: str, reason: str) -> None:
    """Accept proposals, or what was rejected: from then on they count."""
    who, reason = check_signed(who, reason)
    loaded = load_case(str(own_case(case)))
    if bool(claims) == (source_id is not None):
        remedy = "Give the ids of claims, or --all-of SOURCE."
        raise UsageError(Fault("it isn't said which claims to accept", remedy, path="CLAIM"))
    if source_id is None:
        decide(loaded, find_claims(loaded, claims), "accepted", who, reason)
        return
    source_id = one_of("source", source_id, loaded.sources)
    proposed = [c for c in loaded.claims if c.source == source_id and c.status == "proposed"]
    ready = [claim for claim in proposed if _acceptable(loaded, claim)][:most]
    if not ready:
        remedy = "Edit what is proposed, or read a text into the case."
        raise UsageError(Fault("nothing of this source can be accepted as it is", remedy, value=source_id))
    decide(loaded, ready, "accepted", who, reason)
    if len(proposed) > len(ready):
        say(f"{count(len(proposed) - len(ready), 'proposal')} left: to accept, edit or reject one by one.")


def _acceptable(case: Case, claim: Claim) -> bool:
    """Whether a proposal says a value, of names that the case knows, and tells of nothing that hadn't begun."""
    says = claim.value.type != "unknown" and not any(unknown_names(case, claim))
    return says and not too_soon(claim, case.records)


@claim.command()
@click.argument("case")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@signed
def reject(case: str, claims: tuple[str, ...], who: str, reason: str) -> None:
    """Reject claims: they stay in the case, and count for nothing."""
    who, reason = check_signed(who, reason)
    loaded = load_case(str(own_case(case)))
    decide(loaded, find_claims(loaded, claims), "rejected", who, reason)


@claim.command()
@click.argument("case")
@click.argument("name", metavar="CLAIM")
@fields_of_a_claim
@signed
def edit(case: str, name: str, who: str, reason: str, **given: Any) -> None:
    """Change fields of a claim.

    A claim that says something else afterwards is a new one: it is added, and the old one stays as superseded. An
    edited proposal is accepted.
    """
    who, reason = check_signed(who, reason)
    loaded = load_case(str(own_case(case)))
    (old,) = find_claims(loaded, (name,))
    source = loaded.sources[old.source]
    page = sheet(loaded, source)
    kept, new = edited(old, raw_of(loaded, source, given), source, who, reason)
    check_names(loaded, new or kept)
    if new is not None:
        check_new(loaded, new)
    put(loaded, page.holding((*(kept if c.id == old.id else c for c in page.read.claims), *([new] if new else ()))))
    say(f"{old.id} is superseded by {new.id}." if new else f"Changed {old.id}.")
    if given["modality"] or given["phrase"]:
        warn_of_phrase(new or kept)
    if given["known_from"]:
        warn_of_day(loaded, (new or kept).known_from, "--known-from")


def decide(case: Case, claims: Iterable[Claim], status: Status, who: str, reason: str) -> None:
    """Give claims another status, all or none."""
    change = Change(status, who, reason)
    after = {claim.id: judged(claim, status, change) for claim in claims}
    for made in after.values() if status == "accepted" else ():
        check_names(case, made)
    pages = [sheet(case, case.sources[name]) for name in sorted({c.source for c in after.values()})]
    files: dict[str, str] = {}
    for page in pages:
        files |= page.holding([after.get(c.id, c) for c in page.read.claims])
    put(case, files)
    say(f"{count(len(after), 'claim')} {status}.")


def warn_of_phrase(claim: Claim) -> None:
    """Say on standard error that a hedge is no probability, and which phrases are."""
    if why := unmeasured(claim.modality):
        fault = Fault(why, every_phrase(), path="--phrase", value=claim.modality.phrase or "", severity="warning")
        click.echo(printable(f"warning: {fault}"), err=True)


def judge(case: Case, who: str, reliability: str | None) -> tuple[Source, dict[str, str]]:
    """The source of an analyst's judgements, made where it isn't there yet."""
    known = next((s for s in case.sources.values() if s.kind == "judgement" and s.authors == (who,)), None)
    if known is not None:
        return known, {}
    fields = {
        "id": free_id(f"judgement-{slug(who) or 'analyst'}", case.sources),
        "kind": "judgement",
        "title": f"Judgements of {who}",
        "authors": [who],
        "reliability": reliability or "F",
        "reliability_by": who,
        "reliability_why": "own judgement" if reliability else "own judgement, which nobody else has rated",
    }
    return with_source(case, fields)


def free_id(wanted: str, taken: Collection[str]) -> str:
    """The id, numbered where it is somebody else's: names in other scripts, or alike, make the same one."""
    numbered = (f"{wanted}-{n}" for n in range(2, len(taken) + 3))
    return next(name for name in (wanted, *numbered) if name not in taken)


def replace_sources(case: Case, source: Source) -> Case:
    """The case with a source that it may not have yet."""
    return replace(case, sources={**case.sources, source.id: source})
