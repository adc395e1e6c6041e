"""The words by which pages name people: who wrote it, who they are, who took the picture, who comments."""

from __future__ import annotations

import re

_OFFICE = (
    r"\b(?:founder|fellow|professor|student|analyst|researcher|director|editor|journalist|lecturer|author|writer|chair\w*"
    r"|correspondent|reporter|candidate|scholar|historian|economist|graduate|columnist|adviser|advisor|associate|expert"
    r"|specialist|member|activist|lawyer|diplomat|ambassador|teacher|photographer|blogger|consultant|head)\b"
)
_DOES = (
    r"(?:teaches|writes|covers|reports|lectures|studies|researches|works|speciali[sz]es"
    r"|has (?:written|reported|covered|worked|taught))\b.{0,60}?\b(?:at|about|on|for|from|in|as)\b"
)
_IS = r"(?:is|was) (?:(?:an?|the|currently|now|also|one of)\b.{0,80}?)?"
_NAMED = r"(?!(?:That|This|It|There|Here|What|Who) )(?:(?:Dr|Prof|Amb|Gen|Col)\.? )?(?:[A-ZÀ-Ž][\w.’'-]+ ){1,4}"
ROLE = re.compile(rf"(?:{_NAMED}|The (?:author|writer|reporter) )(?:\([^)]{{1,40}}\) )?(?:{_IS}{_OFFICE}|{_DOES})")
"""How a note on an author begins."""

FOLLOW = re.compile(r"follow (?:\w+ ){1,3}(?:on|at)\b.*(?:twitter|@)|views expressed|(?:^|\s)@\w+$", re.I)
COMMENTER = re.compile(
    r".{2,40}\bsays:|.{2,60} on .{4,40} at \d{1,2}[:.]\d\d.{0,20}"
    r"|.{2,40}[•·|,] ?\d+ (?:min(?:ute)?|hour|day|week|month|year)s? ago.{0,20}"
)
SPEAKER = re.compile(r"(?:Q|A|Question|Answer|(?![IVXLC]+\.)[A-Z]{2,4})[:.] ")
"""Who speaks in an interview."""

_PART_OF_NAME = r"(?:(?:(?:al|el|ul|an|as|at)[-–]|[dl][’'])?[A-ZÀ-Ž][\w.’'-]*)"
_PARTICLE = r"(?:de|da|do|dos|du|di|della|der|den|van|von|zu|bin|ibn|bint|ben|al|el|ould|ag)"
NAMED_SPEAKER = re.compile(
    rf"((?:(?:Dr|Mr|Ms|Mrs|Prof)\. )?[A-ZÀ-Ž][\w.’'-]*(?: (?:{_PARTICLE} ){{0,2}}{_PART_OF_NAME}){{0,3}}): "
)
"""As :data:`SPEAKER`, by name: it is one where the same name speaks again."""

AFFILIATION = re.compile(
    r"[¹²³⁴⁵⁶*†‡§] ?[A-Z]"
    r"|(?:The )?(?:Department|Faculty|School|Institute|University|College|Cent(?:er|re))\b(?: (?:of|for)\b|,)"
    r"|[A-Z][\w ]{2,40}\b(?:University|Institute|College)\b(?:,|$)"
)
_NAME = re.compile(r"[A-ZÀ-Ž][\w.’'-]*,?|[|·•–—]")
_BETWEEN = frozenset({"and", "&", "in", "of", "de", "van", "von", "al", "bin", "el", "da", "du", "for"})
_DATED = re.compile(
    r"(?<![\s|·•,–—-])[\s|·•,–—-]+(?:on )?(?:\w+day,? )?"
    r"(?:\d{1,2} [A-Z][a-z]+,? \d{4}|[A-Z][a-z]+\.? \d{1,2},? \d{4})(?:\b.{0,30})?$"
)
_STAFF = re.compile(
    r"(?i:(?:reporting )?by (?:an? |our |the )?(?:\w+ ){0,2}?"
    r"(?:staff|correspondents?|reporters?|writers?|team|desk|agencies))"
    r"(?: writers?)?(?: (?:in|at) [A-ZÀ-Ž][\w ,’'-]{1,40})?"
)
_HEADWORDS = frozenset(
    {
        *("summary", "introduction", "background", "abstract", "overview", "key", "points", "findings", "contents"),
        *("conclusion", "conclusions", "about", "the", "a", "an", "after", "before", "who", "what", "why", "how"),
        *("when", "where", "will", "is", "are"),
    }
)


def is_byline(text: str) -> bool:
    """Whether the line says who wrote it: ``By Ann Author and Bob Brown``, ``By our staff in Paris``."""
    if _STAFF.fullmatch(text):
        return True
    words = _DATED.sub("", text).split()
    if not words or words[0].lower() not in ("by", "words", "text", "reporting"):
        return False
    rest = words[2:] if words[1:2] == ["by"] else words[1:]
    return 1 < len(rest) <= 12 and _are_names(rest)


def is_name_line(text: str) -> bool:
    """Whether the line may be no more than names and a place: ``Ann Author in Paris``."""
    words = text.split()
    titled = {word.lower().strip(".,") for word in words} & _HEADWORDS
    return 2 <= len(words) <= 8 and not titled and len(text) < 80 and _are_names(words)


def is_dated_line(text: str) -> bool:
    """Whether the line is names and a day: ``A. Author, The Journal, 5 May 2020``."""
    rest = _DATED.sub("", text)
    return rest != text and 1 <= len(rest.split()) <= 12 and _are_names(rest.split())


def ends_in_names(text: str) -> bool:
    """Whether a sentence is followed by nothing but names, as under a picture: ``A boat. Ann Author for The Post``."""
    sentence, _, names = text.rpartition(". ")
    words = names.split()
    return len(sentence.split()) >= 4 and 2 <= len(words) <= 8 and _are_names(words)


def _are_names(words: list[str]) -> bool:
    return all(word.lower() in _BETWEEN or _NAME.fullmatch(word) for word in words)
