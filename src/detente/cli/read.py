"""``detente read``: a document to frozen text, zones and proposed claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import click

from detente.cases.edit import own_case
from detente.cases.intake import Taken, facing, slug, take_in
from detente.cases.reader import load_case
from detente.cases.userdata import texts_folder
from detente.claims.as_json import claim_to_json
from detente.claims.attach import keep_texts
from detente.claims.model import Claim
from detente.claims.proposing.pipeline import Model
from detente.claims.proposing.proposals import MADE_BY, Proposal, propose
from detente.claims.proposing.voices import Attribution
from detente.claims.values import value_words
from detente.cli.claim_words import surely
from detente.cli.common import DEFAULT_CASE, count, day, emit, json_option, say
from detente.cli.editing import put, warn_of_day
from detente.cli.read_with import how_made, installed_model, made_with
from detente.errors import Fault, InputError, UsageError
from detente.names.yamlfile import LIMIT
from detente.sources.model import Document, Passage, Reliability
from detente.sources.reader import read_document

NAMED = 12  # speakers that are listed


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--published", callback=day, metavar="DATE", help="The day the document came out.")
@click.option("--case", default=DEFAULT_CASE, show_default=True, metavar="CASE", help="Whose names to look for.")
@click.option("--into", metavar="CASE", help="Keep the text's source and proposals in this case of your own.")
@click.option("--source", metavar="ID", help="With --into: the source's id; by default from the name of the file.")
@click.option("--title", metavar="TEXT", help="With --into; by default the title that the text bears.")
@click.option("--author", "authors", multiple=True, metavar="NAME", help="With --into; may be repeated.")
@click.option("--publisher", metavar="NAME", help="With --into.")
@click.option("--language", default="en", show_default=True, help="With --into; proposals are made of English only.")
@click.option("--reliability", type=click.Choice(get_args(Reliability)), default="F", help="With --into; F by default.")
@click.option("--reliability-why", metavar="TEXT", help="With --into: what speaks for and against the source.")
@click.option("--no-model", is_flag=True, help="By rules alone, even where a model is installed.")
@json_option
def read(
    files: tuple[Path, ...],
    published: date | None,
    case: str,
    into: str | None,
    no_model: bool,
    as_json: bool,
    **about: Any,
) -> None:
    """Read documents: frozen text, zones and proposed claims.

    Plain text, Markdown, HTML, PDF and DOCX of up to 50 MB are read; nothing is fetched and nothing in them is run.
    Without --into nothing is kept. With it the case gets the source, its proposals (which count for nothing until
    somebody accepts them, see `detente claim`; 10 MB of them at most), and the text is attached. Several files give one
    document with a list.

    Rules propose, and need no model. Where spaCy and an English model of it (en_core_web_sm, …) are installed, it adds
    numbers, dates and names that the rules passed over, and the output says so.
    """
    if into is not None:
        keep(files, published, into, about, as_json, not no_model)
        return
    loaded = load_case(case)
    documents = {path: read_document(path, published) for path in files}
    model = installed_model(not no_model)
    found = {
        path: made_with(model, partial(propose, document, loaded.entities, path.stem, None, facing=facing(loaded)))
        for path, document in documents.items()
    }
    if as_json:
        parts = [_document(path, documents[path], *found[path]) for path in documents]
        emit(parts[0] if len(parts) == 1 else {"documents": parts})
        return
    for path in documents:
        _show(path, documents[path], *found[path])


def keep(
    files: tuple[Path, ...],
    published: date | None,
    into: str,
    about: dict[str, Any],
    as_json: bool,
    model_wanted: bool = True,
) -> None:
    """Read one document into a case of one's own."""
    if len(files) != 1:
        raise UsageError(Fault("one document at a time is read into a case", "Give one FILE.", path="--into"))
    case = load_case(str(own_case(into)))
    document = read_document(files[0], published)
    name = about.pop("source") or id_of(files[0])
    language = case.sources[name].language if name in case.sources else about["language"]
    installed = installed_model(model_wanted and language == "en")
    taken, model = made_with(installed, partial(take_in, case, document, name, about))
    _check_size(taken.files, files[0])
    put(case, taken.files)
    if published is not None:
        warn_of_day(case, published, "--published")
    keep_texts(texts_folder(case.id), {name: document.text.text})
    if as_json:
        emit({**_document(files[0], document, taken.proposals, model), "source": name, "new": taken.fresh})
        return
    _show(files[0], document, taken.proposals, model)
    say(f"Source {name}: {count(taken.fresh, 'new proposal')} kept, to accept, edit or reject with `detente claim`.")
    _tell_rest(taken)


def _check_size(made: Mapping[str, str], file: Path) -> None:
    """Refuse a document with more proposals than a file of a case may hold. Raises InputError."""
    if any(len(text.encode("utf-8", "surrogatepass")) > LIMIT for text in made.values()):
        remedy = "Split the document, and read each part with its own --source; nothing was changed."
        raise InputError(Fault("its proposals would take more than the 10 MB of a file of claims", remedy, str(file)))


def _tell_rest(taken: Taken) -> None:
    """What was left out, and who speaks without being known."""
    if taken.dropped:
        say(f"{count(taken.dropped, 'proposal')} left out: no slot takes their value.")
    if taken.strangers:
        more = ", …" if len(taken.strangers) > NAMED else ""
        names = ", ".join(taken.strangers[:NAMED])
        say(
            f"{count(len(taken.strangers), 'speaker')} not among the entities: {names}{more}. "
            "What they say keeps these names, and can be accepted when they stand in entities.yaml, or after "
            "`detente claim edit --by` names another."
        )


def id_of(file: Path) -> str:
    """The source's id, made of the name of its file. Raises UsageError where that has no Latin letter or digit."""
    name = slug(file.stem)
    if not name:
        remedy = "Give the source's id with --source, as name-2021."
        raise UsageError(Fault("no id can be made of the file's name", remedy, path="--source", value=file.name))
    return name


def zones(passages: Iterable[Passage]) -> Iterator[tuple[int, int, str]]:
    """Stretches of one zone: start of the first sentence, end of the last."""
    for zone, group in groupby(passages, key=lambda passage: passage.zone):
        stretch = list(group)
        yield stretch[0].start, stretch[-1].end, zone


def _document(path: Path, document: Document, proposals: Iterable[Claim], model: Model | None) -> dict[str, Any]:
    text = document.text
    return {
        "file": str(path),
        "text": {
            "sha256": text.sha256,
            "chars": text.chars,
            "extractor": f"{text.extractor}/{text.version}",
            "encoding": text.encoding,
            "raw_sha256": document.raw_sha256,
        },
        "zones": [{"start": start, "end": end, "zone": zone} for start, end, zone in zones(document.passages)],
        "model": model.made_by if model else None,
        "proposals": [_proposal(claim) for claim in proposals],
    }


def _proposal(claim: Claim) -> dict[str, Any]:
    """A claim with its reporter's stance, the number as said, and the words that give it to somebody else.

    Whose day nobody knows yet has none.
    """
    return {
        **claim_to_json(claim),
        "known_from": None if claim.known_from == date.max else claim.known_from,
        "stance": claim.stance,
        "original": claim.value.original,
        "event_basis": claim.event_basis,
        "note": claim.note,
        "said": _said(claim.said) if isinstance(claim, Proposal) and claim.said else None,
    }


def _said(said: Attribution) -> dict[str, Any]:
    return {"source": said.source, "cue": said.cue, "content": said.content}


def _told(claim: Claim) -> str:
    """Who says or disputes it, where it is not the author, how a name was read, and which model found it."""
    voice = {"reports": f"; says {claim.asserted_by}", "disputes": f"; disputed by {claim.asserted_by}"}
    by = "" if claim.made_by == MADE_BY else f"; by {claim.made_by}"
    return voice.get(claim.stance, "") + (f"; {claim.note}" if claim.note else "") + by


def _show(path: Path, document: Document, proposals: tuple[Claim, ...], model: Model | None) -> None:
    text = document.text
    say(f"{path}: {count(text.chars, 'character')}, {text.encoding}, sha256 {text.sha256}")
    for start, end, zone in zones(document.passages):
        say(f"{start}-{end}  {zone}", indent=2)
    for claim in proposals:
        at = claim.at
        assert at is not None, "a proposal has its place"
        say(f"{claim.id}  {claim.slot} = {value_words(claim.value)}{surely(claim)}", indent=2, hang=4)
        place = f"({at.start}-{at.end}, ¶{at.paragraph}, {at.zone})"
        say(f"“{text.text[at.start : at.end]}” {place}{_told(claim)}", indent=6)
    say(how_made(model, proposals))
