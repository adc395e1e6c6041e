"""What a sentence supposes: "if …", "unless …", "provided that …".

"Whether", "as if", "even if" and a question asked ("asked if") suppose nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.claims.proposing.lexicon import any_of, lexicon

_WORDS: dict[str, str] = lexicon("conditions")


def _pattern(name: str) -> str:
    return any_of([_WORDS[name]]).replace(" ", r"\s")


_OPENS = re.compile(
    rf"(?<![\w-])(?:(?P<unless>{_pattern('unless')})|{_pattern('if')})\s(?!(?:{_pattern('no_clause')})\b)",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"(?:\A|(?<=[,;:“\"]\s))Should\s(?=[^?]*,\s)")  # "Should the talks fail, …"
_NOT_SUPPOSED = re.compile(rf"\b(?:{_pattern('not_supposed')})\s\Z", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r",\s(?!(?:and|or)\s)|[;:—–”\"?!]|\.(?=\s|\Z)|\Z|,?\sthen\s")
LONGEST = 200  # characters of a condition


@dataclass(frozen=True, slots=True)
class Condition:
    """The clause at ``[start, end)`` and what it supposes, in its own words; "not (…)" behind "unless"."""

    start: int
    end: int
    words: str


def condition(text: str, start: int, end: int) -> Condition | None:
    """The first supposition of the sentence ``text[start:end]``."""
    sentence = text[start:end]
    for opens in sorted((*_OPENS.finditer(sentence), *_SHOULD.finditer(sentence)), key=lambda found: found.start()):
        if _NOT_SUPPOSED.search(sentence, max(0, opens.start() - 24), opens.start()):
            continue
        ends = _CLAUSE_ENDS.search(sentence, opens.end())
        stop = ends.start() if ends else len(sentence)
        words = " ".join(sentence[opens.end() : stop].split())
        if len(words.split()) > 1 and len(words) <= LONGEST:
            is_negative = "unless" in opens.groupdict() and opens["unless"]
            return Condition(start + opens.start(), start + stop, f"not ({words})" if is_negative else words)
    return None
