"""``detente timeline``: dated events and terms in their order, with the claims that tell of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.as_json import event_to_json
from detente.claims.contested import Background
from detente.claims.model import Claim
from detente.claims.parties import Said, names_in
from detente.claims.timeline import Event, Period, precision
from detente.claims.timeline import timeline as find_events
from detente.claims.vintage import Vintage
from detente.cli.claim_words import who
from detente.cli.claims import known_claims, subjects_of, vintage_option
from detente.cli.common import as_of_option, case_argument, count, day, emit, json_option, say, say_vintage

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

    In brackets stands where it was and who took part, as a matter of record; who is said to have begun or won it
    stands with those who say so and those who deny it.

    Claims are one event where they name the same event, or say the same at times that meet. Where they date it
    otherwise, the other dates stand beside it.
    """
    read = load_case(case)
    wanted = subjects_of(read, about)
    claims = [claim for claim in known_claims(read, as_of, vintage) if read.sources[claim.source].kind != "series"]
    found = [
        event
        for event in find_events(claims, read.entities, known=Background(read.file.clients, read.entities.offices))
        if (first is None or event.date[1] >= first)
        and (last is None or event.date[0] <= last)
        and (wanted is None or wanted & {event.place, *_named(event.claims)})
    ]
    if as_json:
        rows = [{**event_to_json(event), "said": _said_to_json(event.said)} for event in found]
        emit({"as_of": as_of, "vintage": vintage, "events": rows})
        return
    say_vintage(vintage)
    for event in found:
        _show(event, read)
    say(f"{count(len(found), 'event')}.")


def _named(claims: tuple[Claim, ...]) -> set[str]:
    return {name for claim in claims for name in names_in(claim)}


def _show(event: Event, case: Case) -> None:
    place = f" [{_name(event.place, case)}]" if event.place else ""
    actors = f" ({', '.join(_name(actor, case) for actor in event.actors)})" if event.actors else ""
    say(f"{when(event.date)}  {event.what}{place}{actors}", hang=4)
    for one in event.said:
        say(_sentence(one, case), indent=4, hang=4)
    say(f"{_sources(event.claims)}", indent=4, hang=4)
    for other in event.others:
        say(f"also dated {when(other.date)}: {_sources(other.claims)}", indent=4, hang=4)


def _sentence(one: Said, case: Case) -> str:
    """Who says that somebody began or won it, and who denies it."""
    did = f"{_name(one.value, case)} {DID[one.attribute]}"
    if not one.claims:
        return f"{_voices(one.denials, case, 'denies', 'deny')} that {did}."
    denied = f"; {_voices(one.denials, case, 'denies', 'deny')} it" if one.denials else ""
    return f"{_voices(one.claims, case, 'says', 'say')} that {did}{denied}."


def _voices(claims: Iterable[Claim], case: Case, single: str, several: str) -> str:
    names = sorted({who(claim, case.entities).removeprefix("denied by ") for claim in claims})
    last = names.pop()
    return f"{', '.join(names)} and {last} {several}" if names else f"{last} {single}"


def _said_to_json(said: Iterable[Said]) -> list[dict[str, Any]]:
    return [
        {
            "attribute": one.attribute,
            "value": one.value,
            "said_by": sorted({claim.asserted_by for claim in one.claims}),
            "denied_by": sorted({claim.asserted_by for claim in one.denials}),
            "claims": [claim.id for claim in (*one.claims, *one.denials)],
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
