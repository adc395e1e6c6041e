"""The fields of a claim as options of the command line, and what a person wrote in them as an entry of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from detente.cases.intake import sheet
from detente.cases.model import Case
from detente.claims.drafting import span, value_of
from detente.claims.fields import as_day
from detente.claims.locators import digest, locate
from detente.claims.model import Bound, Kind, Locator, ModalityClass, Stance
from detente.cli.editing import text_of
from detente.errors import Fault, UsageError
from detente.names.catalogue import catalogue, match_address
from detente.sources.model import Source
from detente.sources.reader import read_bytes

Command = TypeVar("Command", bound=Callable[..., Any])
FIELDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--slot", {"metavar": "SLOT", "help": "What it is about, as subject.attribute[key]: docs/reference/slots.md."}),
    ("--value", {"metavar": "VALUE", "help": "300, 200..300, a word, a day, or 'best > next'."}),
    ("--by", {"metavar": "ID", "help": "Who says it: an entity, or a source for its author."}),
    ("--kind", {"type": click.Choice(get_args(Kind)), "help": "By default from the type of the slot."}),
    ("--bound", {"type": click.Choice(get_args(Bound))}),
    ("--unit", {"metavar": "UNIT", "help": "Only to be sure: a number is in the unit of its slot."}),
    ("--original", {"metavar": "TEXT", "help": "The number as the source has it, where ours differs."}),
    ("--stance", {"type": click.Choice(get_args(Stance)), "help": "Of the source; disputes: it denies this value."}),
    ("--modality", {"type": click.Choice(get_args(ModalityClass)), "help": "How surely it is said."}),
    ("--phrase", {"metavar": "WORDS", "help": "The words of probability, for --modality graded."}),
    ("--condition", {"metavar": "SLOT=VALUE", "help": "What it supposes."}),
    ("--event-time", {"metavar": "DAY[..DAY]", "help": "When that was of which it speaks."}),
    ("--known-from", {"metavar": "DAY", "help": "The first day on which the world could know it."}),
    ("--known-basis", {"metavar": "TEXT", "help": "How you know that day."}),
    ("--credibility", {"type": click.IntRange(1, 6), "help": "1 confirmed to 5 improbable; 6 cannot be judged."}),
    ("--origin", {"metavar": "ID", "help": "The root it goes back to."}),
    ("--citation", {"metavar": "TEXT", "help": "Where a dated fact stands."}),
    ("--paraphrase", {"metavar": "TEXT", "help": "What it says, in your own English words."}),
    ("--translator", {"metavar": "NAME", "help": "Who put it into English."}),
    ("--note", {"metavar": "TEXT"}),
    ("--quote", {"metavar": "WORDS", "help": "Its words, exactly as they stand in the text of the source."}),
    ("--nth", {"type": click.IntRange(1), "default": 1, "help": "Which of several such places.", "show_default": True}),
    ("--span", {"metavar": "START..END", "help": "The place in the text by its offsets instead."}),
    ("--text", {"type": click.Path(path_type=Path), "metavar": "FILE", "help": "The text, where it isn't attached."}),
)


def fields_of_a_claim(command: Command) -> Command:
    """One option for each field of a claim that a person fills in."""
    for name, how in reversed(FIELDS):
        command = click.option(name, **how)(command)
    return command


def raw_of(case: Case, source: Source, given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a claim's entry from the options given."""
    plain = ("slot", "by", "kind", "bound", "unit", "original", "stance", "condition", "known_from", "known_basis",
             "credibility", "origin", "citation", "paraphrase", "translator", "note")  # fmt: skip
    raw = {name: given[name] for name in plain if given[name] is not None}
    if "known_from" in raw:
        raw["known_from"] = day_of(raw["known_from"])
    if given["value"] is not None:
        raw["value"] = value_of(given["value"])
    if given["event_time"] is not None:
        first, _, last = given["event_time"].partition("..")
        raw["event_time"] = [day_of(first), day_of(last)] if last else day_of(first)
    if given["modality"] or given["phrase"]:
        phrase = {"phrase": given["phrase"]} if given["phrase"] else {}
        raw["modality"] = {"class": given["modality"] or "graded", **phrase}
    if given["quote"] is not None or given["span"] is not None:
        at = place_of(case, source, given)
        raw["at"] = {name: getattr(at, name) for name in ("start", "end", "sha256", "paragraph", "anchor", "zone")}
    return raw


def day_of(text: str) -> object:
    """The day, or the words themselves for the check of the field to name."""
    return as_day(text.strip()) or text


def place_of(case: Case, source: Source, given: Mapping[str, Any]) -> Locator:
    """Where the words stand, exactly. Raises UsageError where they don't, or the span lies outside the text."""
    text = text_of(case, source, given["text"])
    known = sheet(case, source).read.text_sha256
    if known not in (None, digest(text)):
        remedy = "Give the very text from which the claims of this source were read."
        raise UsageError(Fault("this is another text than that of the source", remedy, value=source.id))
    at = span(text, given["span"]) if given["quote"] is None else locate(text, given["quote"], given["nth"])
    zones = [p.zone for p in read_bytes(text.encode("utf-8", "surrogatepass")).passages if p.start <= at.start < p.end]
    return replace(at, zone=zones[0] if zones else "body")


def text_digest(case: Case, source: Source, given: Mapping[str, Any]) -> str | None:
    """The digest of the text that a first claim of a source points into."""
    asked = given["quote"] is not None or given["span"] is not None
    return digest(text_of(case, source, given["text"])) if asked else None


def kind_of(raw: Mapping[str, Any]) -> str:
    """The kind where nobody gives one: a measure for a number, a fact for a day, a relation for a word."""
    address = match_address(raw.get("slot"))
    attribute = catalogue().get(address.attribute) if address else None
    if attribute is not None and attribute.type == "date":
        return "fact"
    return "relation" if isinstance(raw.get("value"), str) else "measure"
