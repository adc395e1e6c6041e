"""``detente timeline``: dated events and terms in their order, with the claims that tell of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.as_json import event_to_json
from detente.claims.contested import read_judged
from detente.claims.model import Claim
from detente.claims.parties import Said, names_in
from detente.claims.speakers import listed, sentence, voice, voices
from detente.claims.timeline import Event, Period, precision
from detente.claims.timeline import timeline as find_events
from detente.claims.vintage import Vintage
from detente.cli.claims import known_claims, subjects_of, vintage_option
from detente.cli.common import as_of_option, case_argument, count, day, emit, json_option, say, say_vintage
from detente.cli.contested import JUDGED

DID = {"initiator": "began it", "victor": "won"}  # what is said of somebody, after the name


@click.command()
@case_argument
@click.option("--from", "first", callback=day, metavar="DATE", help="Only events that had not ended by then.")
@click.option("--to", "last", callback=day, metavar="DATE", help="Only events that had begun by then.")
@click.option("--about", metavar="NAME", help="Only events in which this actor, place or event is named.")
@as_of_option
@vintage_option
@json_option
def timeline(
    case: str,
    first: date | None,
    last: date | None,
    about: str | None,
    as_of: date | None,
    vintage: Vintage,
    as_json: bool,
) -> None:
    """Show dated events and terms in the order in which they happened.

    In brackets stands where it was and, as a matter of record, who took part. What only authors say, or only one
    party, is told as theirs. What speaks against any of it stands below. Who is said to have begun or won it stands
    with those who say so, those who deny it and what the accused says.

    Claims are one event where they name the same event, or say the same at times that meet. Where they date it
    otherwise, the other dates stand beside it; so does what came of it after its end. Forecasts are no events; what was
    planned is marked.
    """
    read = load_case(case)
    wanted = subjects_of(read, about)
    claims = [claim for claim in known_claims(read, as_of, vintage) if read.sources[claim.source].kind != "series"]
    found = [
        event
        for event in find_events(claims, read.entities, known=read.background, judged=read_judged(read.path / JUDGED))
        if _within(event, first, last) and (wanted is None or wanted & {event.place, *_named(event.claims)})
    ]
    if as_json:
        rows = [_document(event) for event in found]
        emit({"as_of": as_of, "vintage": vintage, "events": rows})
        return
    say_vintage(vintage)
    for event in found:
        _show(event, read)
    say(f"{count(len(found), 'event')}.")


def _within(event: Event, first: date | None, last: date | None) -> bool:
    """Whether it, or what came of it after its end, falls into the days asked for."""
    times = (event.date, *_aftermath(event))
    return any((first is None or time[1] >= first) and (last is None or time[0] <= last) for time in times)


def _aftermath(event: Event) -> dict[Period, tuple[Claim, ...]]:
    """What is told of days after the end of a named event, as the flight that followed: the claims by their time.

    It is the event's own that is told so: who died, was displaced or hurt; not what is said of it later.
    """
    found: dict[Period, tuple[Claim, ...]] = {}
    for claim in event.claims if event.subject is not None else ():
        time = claim.event_time
        if claim.kind == "measure" and time is not None and time[0] > event.date[1]:
            found[time] = (*found.get(time, ()), claim)
    return dict(sorted(found.items()))


def _named(claims: tuple[Claim, ...]) -> set[str]:
    return {name for claim in claims for name in names_in(claim)}


def _document(event: Event) -> dict[str, Any]:
    more = {
        "said": _said_to_json(event.said),
        "told_by": list(event.told_by),
        "alone": event.alone,
        "opposed": [_opposed_to_json(claim) for claim in event.opposed],
        "planned": event.planned,
    }
    return {**event_to_json(event), **more}


def _opposed_to_json(claim: Claim) -> dict[str, Any]:
    """A claim that stands against another of the event: whose it is, whether it denies, and what it says."""
    denies = claim.stance == "disputes"
    return {"claim": claim.id, "by": claim.asserted_by, "denies": denies, "says": claim.paraphrase}


def _show(event: Event, case: Case) -> None:
    place = f" [{_name(event.place, case)}]" if event.place else ""
    actors = f" ({', '.join(_name(actor, case) for actor in event.actors)})" if event.actors else ""
    planned = "planned: " if event.planned else ""
    by = listed(_name(one, case) for one in event.told_by) if event.subject is not None and event.told_by else ""
    told = f" (as told by {by})" if by else ""
    say(f"{when(event.date)}  {planned}{event.what}{told}{place}{actors}", hang=4)
    if event.alone:
        say("Nobody else tells of it.", indent=4, hang=4)
    for one in event.said:
        say(_sentence(one, case), indent=4, hang=4)
        for claim in one.beside:
            say(f"{_beside(claim, case)} ({claim.source}: {claim.id})", indent=6, hang=4)
    for claim in event.opposed:
        how = "disputed" if claim in event.claims else "against it"
        say(f"{how}: {_beside(claim, case)} ({claim.source}: {claim.id})", indent=4, hang=4)
    say(f"{_sources(event.claims)}", indent=4, hang=4)
    for other in event.others:
        say(f"also dated {when(other.date)}: {_sources(other.claims)}", indent=4, hang=4)
    for time, claims in _aftermath(event).items():
        say(f"after it, {when(time)}: {_sources(claims)}", indent=4, hang=4)


def _sentence(one: Said, case: Case) -> str:
    """Who says that somebody began or won it, and who denies it."""
    did = f"{_name(one.value, case)} {DID[one.attribute]}"
    if not one.claims:
        return f"{_voices(one.denials, case, 'denies', 'deny')} that {did}."
    denied = f"; {_voices(one.denials, case, 'denies', 'deny')} it" if one.denials else ""
    return f"{_voices(one.claims, case, 'says', 'say')} that {did}{denied}."


def _beside(claim: Claim, case: Case) -> str:
    """What speaks against it, after the name of whoever says so."""
    told = sentence([claim], case.entities)
    return told if told != claim.paraphrase else f"{voices([voice(claim, case.entities)], 'says', 'say')}: {told}"


def _voices(claims: Iterable[Claim], case: Case, single: str, several: str) -> str:
    return voices({voice(claim, case.entities) for claim in claims}, single, several)


def _said_to_json(said: Iterable[Said]) -> list[dict[str, Any]]:
    return [
        {
            "attribute": one.attribute,
            "value": one.value,
            "said_by": sorted({claim.asserted_by for claim in one.claims}),
            "denied_by": sorted({claim.asserted_by for claim in one.denials}),
            "claims": [claim.id for claim in (*one.claims, *one.denials)],
            "beside": [claim.id for claim in one.beside],
        }
        for one in said
    ]


def when(period: Period) -> str:
    """A period as exactly as it is known: 2020-11-10, 2020-07, 2018, or 1988-01-01 to 1994-12-31."""
    first, last = (end.isoformat() for end in period)
    shown = {"day": first, "month": first[:7], "year": first[:4]}
    return shown.get(precision(period), f"{first} to {last}")


def _sources(claims: tuple[Claim, ...]) -> str:
    by_source: dict[str, list[str]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, []).append(claim.id)
    return "; ".join(f"{source}: {', '.join(ids)}" for source, ids in by_source.items())


def _name(name: str, case: Case) -> str:
    return case.entities[name].display if name in case.entities else name.replace("_", " ")
