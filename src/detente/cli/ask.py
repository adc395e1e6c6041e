"""``detente ask``: the claims that bear on a question, best first, and the passages where texts are attached."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from detente.cases.model import Case
from detente.cases.reader import find_case, load_case
from detente.cases.userdata import texts_folder
from detente.claims.as_json import ranked_to_json
from detente.claims.ask import Library, RankedPassage, Ranking, Row, offices_asked, rank_passages, with_answers
from detente.claims.attach import read_cache
from detente.claims.contested import read_judged
from detente.claims.model import Claim
from detente.claims.parties import Record, by_slot
from detente.claims.vintage import Vintage
from detente.cli.claim_words import held_words, notes, show_claim
from detente.cli.claims import known_claims, quotations, vintage_option
from detente.cli.common import DEFAULT_CASE, as_of_option, count, emit, json_option, say, say_vintage
from detente.cli.contested import JUDGED
from detente.errors import Fault, UsageError
from detente.names.offices import Held
from detente.sources.model import Source

SHOWN = 10  # claims on a terminal unless more are asked for
PASSAGES = 3  # passages beside them
BESIDE = {"against": "    beside it: ", "later": "    later, by the record: "}
LISTED = 100  # claims in JSON; the rest hardly bears on the question


@click.command()
@click.argument("words", nargs=-1, required=True, metavar="[CASE] QUESTION")
@click.option("-n", "--number", type=click.IntRange(1), help=f"How many claims to list; {SHOWN} on a terminal.")
@as_of_option
@vintage_option
@json_option
def ask(words: tuple[str, ...], number: int | None, as_of: date | None, vintage: Vintage, as_json: bool) -> None:
    """Rank the claims that bear on a question, best first. It retrieves and never composes an answer.

    Claims that contradict one that is found stand right below it, beyond the number asked for; so does the latest
    record where it tells that things have changed since. Words that stand in no claim are said first, as are sources
    and people named of whom nothing fits the rest: then the rows may be no answer.

    Name a source to hear it ("according to Ringler"), readers or "reader comments" to hear those. Offices asked for are
    listed with who held them; passages are added where texts are attached.
    """
    case, question = _split(words)
    read = load_case(case)
    claims = [
        claim
        for claim in known_claims(read, as_of, vintage)
        if claim.status == "accepted" and read.sources[claim.source].kind != "series"
    ]
    ranking = Library(claims, read.entities, _known_sources(read, claims, as_of)).rank(question)
    held = offices_asked(question, ranking.question, read.entities, as_of)
    texts = {source: text for source, text in read_cache(texts_folder(read.id)).items() if _out(read, source, as_of)}
    passages = rank_passages(ranking.question, texts, read.entities)
    number = number or (LISTED if as_json else SHOWN)
    record = Record(by_slot(claims), read.entities, read.background)
    rows = with_answers(ranking.claims[:number], record, read_judged(read.path / JUDGED))
    if as_json:
        found = {**_document(rows, held, passages[:number], read, as_of), **_read(ranking)}
        emit({"as_of": as_of, "vintage": vintage, **found})
        return
    say_vintage(vintage)
    _say_read(ranking, read)
    _show(rows, held, passages[:PASSAGES], read, as_of)
    _end(ranking, number)


def _split(words: tuple[str, ...]) -> tuple[str, str]:
    """The case and the question; what names no case is part of the question, unless a whole phrase follows it."""
    case, rest = words[0], words[1:]
    if not rest or not (_is_case(case) or (len(rest) == 1 and " " in rest[0])):
        case, rest = DEFAULT_CASE, words
    question = " ".join(rest)
    if not any(char.isalnum() for char in question):
        remedy = 'Put the question in quotes: detente ask "who mediated"'
        raise UsageError(Fault("nothing is asked", remedy, value=question))
    return case, question


def _is_case(name: str) -> bool:
    try:
        return find_case(name).is_dir()
    except UsageError:
        return False


def _out(case: Case, source: str, as_of: date | None) -> bool:
    return source in case.sources and (as_of is None or case.sources[source].counts_from <= as_of)


def _known_sources(case: Case, claims: Sequence[Claim], as_of: date | None) -> dict[str, Source]:
    """The sources that were out on the day, or of which a claim counts: no other is a name in a question."""
    told = {claim.source for claim in claims}
    return {name: source for name, source in case.sources.items() if name in told or _out(case, name, as_of)}


def _document(
    rows: tuple[Row, ...], held: tuple[Held, ...], passages: tuple[RankedPassage, ...], case: Case, as_of: date | None
) -> dict[str, Any]:
    claims = [row.ranked.claim for row in rows]
    return {
        "claims": [{**ranked_to_json(row.ranked), "beside": row.beside, "how": row.how} for row in rows],
        "offices": [
            {
                "person": one.person,
                "office": one.office.office,
                "of": one.office.of,
                "from": one.office.start,
                "to": one.office.end,
            }
            for one in held
        ],
        "notes": {claim.id: said for claim in claims if (said := notes(claim, case, as_of))},
        "passages": [_passage(one) for one in passages],
    }


def _read(ranking: Ranking) -> dict[str, Any]:
    """What was made of the question, and what of it no claim speaks of."""
    return {"absent": list(ranking.absent), "read_as": dict(ranking.read_as), "silent": list(ranking.silent)}


def _say_read(ranking: Ranking, case: Case) -> None:
    for written, name in ranking.read_as.items():
        say(f"“{written}” is read as “{name}”.", hang=4)
    if ranking.absent:
        words = ", ".join(f"“{word}”" for word in ranking.absent)
        say(f"In no claim: {words}. The claims below fit the rest of the question and may be no answer to it.", hang=4)
    for one in ranking.silent:
        if one in case.sources:
            say(f"Hardly anything in {one} is on the rest of the question; other sources fit it better.", hang=4)
        else:
            say(f"No claim on {case.entities[one].display} holds anything of the rest of the question.", hang=4)


def _passage(ranked: RankedPassage) -> dict[str, Any]:
    at = ranked.passage
    place = {"start": at.start, "end": at.end, "paragraph": at.paragraph, "sentence": at.sentence, "zone": at.zone}
    return {"source": ranked.source, **place, "score": ranked.score}


def _show(
    rows: tuple[Row, ...], held: tuple[Held, ...], passages: tuple[RankedPassage, ...], case: Case, as_of: date | None
) -> None:
    for one in held:
        say(f"Public record: {held_words(one, case)}.", hang=4)
    words = quotations(case, [row.ranked.claim for row in rows])
    place = 0
    for row in rows:
        claim = row.ranked.claim
        place += row.beside is None
        before = f"{place}. " if row.beside is None else BESIDE[row.how or "against"]
        say(f"{before}{claim.slot}")
        show_claim(claim, case, words, indent=4 if row.beside is None else 8, as_of=as_of)
    for passage in passages:
        say(f"{passage.source} ¶{passage.passage.paragraph}: “{passage.words}”", hang=4)


def _end(ranking: Ranking, number: int) -> None:
    left = len(ranking.claims) - number
    if left > 0:
        say(f"{count(left, 'more claim')} fit less well; ask for them with -n.")
    else:
        say(f"{count(len(ranking.claims), 'claim')}." if ranking.claims else "No claim bears on this. Try other words.")
    least = ranking.claims[number - 1].score if left >= 0 else 0.0
    if comments := sum(one.score >= least for one in ranking.unheard):
        said = f"{count(comments, 'comment')} of readers that {'fits' if comments == 1 else 'fit'} no worse"
        say(f"Left out as of no weight: {said}. To hear readers, add “reader comments” to the question.")
    if ranking.is_foreign:
        say("Hardly any word of the question stands in a claim; claims are paraphrased in English.")
