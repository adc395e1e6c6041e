"""``detente read``: a document to frozen text, zones and proposed claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from detente.cases.reader import load_case
from detente.claims.as_json import claim_to_json
from detente.claims.model import Claim
from detente.claims.proposals import propose
from detente.cli.claims import surely, value_words
from detente.cli.common import DEFAULT_CASE, count, day, emit, json_option, say
from detente.sources.model import Document, Passage
from detente.sources.reader import read_document


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--published", callback=day, metavar="DATE", help="The day the document came out.")
@click.option("--case", default=DEFAULT_CASE, show_default=True, metavar="CASE", help="Whose names to look for.")
@json_option
def read(files: tuple[Path, ...], published: date | None, case: str, as_json: bool) -> None:
    """Read documents: frozen text, zones and proposed claims.

    Nothing is kept: proposals are for you to accept, edit or leave. Several files give one document with a list.
    """
    entities = load_case(case).entities
    documents = {path: read_document(path, published) for path in files}
    found = {path: propose(document, entities, source=path.stem) for path, document in documents.items()}
    if as_json:
        parts = [_document(path, documents[path], found[path]) for path in documents]
        emit(parts[0] if len(parts) == 1 else {"documents": parts})
        return
    for path in documents:
        _show(path, documents[path], found[path])


def zones(passages: Iterable[Passage]) -> Iterator[tuple[int, int, str]]:
    """Stretches of one zone: start of the first sentence, end of the last."""
    for zone, group in groupby(passages, key=lambda passage: passage.zone):
        stretch = list(group)
        yield stretch[0].start, stretch[-1].end, zone


def _document(path: Path, document: Document, proposals: Iterable[Claim]) -> dict[str, Any]:
    text = document.text
    return {
        "file": str(path),
        "text": {
            "sha256": text.sha256,
            "chars": text.chars,
            "extractor": f"{text.extractor}/{text.version}",
            "encoding": text.encoding,
        },
        "zones": [{"start": start, "end": end, "zone": zone} for start, end, zone in zones(document.passages)],
        "proposals": [_proposal(claim) for claim in proposals],
    }


def _proposal(claim: Claim) -> dict[str, Any]:
    """A claim whose day nobody knows yet has none."""
    return {**claim_to_json(claim), "known_from": None if claim.known_from == date.max else claim.known_from}


def _show(path: Path, document: Document, proposals: tuple[Claim, ...]) -> None:
    text = document.text
    say(f"{path}: {count(text.chars, 'character')}, {text.encoding}, sha256 {text.sha256}")
    for start, end, zone in zones(document.passages):
        say(f"{start}-{end}  {zone}", indent=2)
    for claim in proposals:
        at = claim.at
        assert at is not None, "a proposal has its place"
        say(f"{claim.id}  {claim.slot} = {value_words(claim.value)}{surely(claim)}", indent=2, hang=4)
        say(f"“{text.text[at.start : at.end]}” ({at.start}-{at.end}, ¶{at.paragraph}, {at.zone})", indent=6)
    say(f"{count(len(proposals), 'proposal')}. Accept or correct them in the claim file of the source.")
