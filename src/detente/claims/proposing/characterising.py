"""What somebody calls something: "called the raid “a massacre”", "described it as terrorism", "rejects the term"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.sentence import Sentence
from detente.claims.proposing.voices import Attribution

LONGEST = 6  # words of a term

_WORDS: dict[str, str] = lexicon("characterising")
_CALLS = re.compile(rf"(?:.*\s)?(?:{any_of([_WORDS['calls']])})")
_QUOTED = re.compile(r"(?:\bas\s)?(?:\b(?:an?|the)\s)?(?<!\w)[“\"‘'](?P<term>[^“”\"‘’']{3,60})(?:[”\"’'](?!\w)|\Z)")
_AS = re.compile(
    r"\sas\s(?:an?\s|the\s)?(?P<term>[^,.;:“”\"]{3,60}?)(?=[,.;]|\Z|\s(?:and|but|in|on|by|of|that|which)\b)"
)
_TERM = re.compile(rf"\s?(?:the|this|that|such\san?)\s(?:{any_of([_WORDS['terms']])})\b", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:calls?|called)\Z")


@dataclass(frozen=True, slots=True)
class Characterised:
    """Who or what is called so, where the case knows it, and the term; no term where it stands elsewhere."""

    subject: str | None
    words: str


def characterised(sentence: Sentence, said: Attribution) -> Characterised | None:
    """What is called what in the words that are said, or None where they say something else."""
    if said.content is None:
        return None
    start, end = said.content
    if said.is_denial and _TERM.match(sentence.text, start, end):
        return Characterised(None, "")
    if not _CALLS.fullmatch(said.words) or start < said.cue[1]:
        return None
    # the content may have lost the closing mark of its last quotation
    quoted = _QUOTED.search(sentence.text, start, min(end + 1, sentence.at.end))
    term = quoted or (None if _CALLED.search(said.words) else _AS.search(sentence.text, start, end))
    if term is None or len(term["term"].split()) > LONGEST or term.start() <= start:
        return None
    called = (name for name in sentence.told if start <= name.start and name.end <= term.start())
    named = [name for name in called if not sentence.text[name.end : term.start()].strip()]
    return Characterised(named[0].ids[0] if named else None, term["term"])
