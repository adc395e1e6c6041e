"""What is told only to say that it isn't sure to be so: "could not be verified", "it is not true that", "no sign that".

Nobody speaks for it: neither whom the sentence names nor the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.claims.proposing.spotting import ONE
from detente.claims.proposing.voices import Attribution, words_of

_STILL = r"(?:(?:so\sfar|yet|still|[a-z]+ly)\s)*"
_UNPROVEN = re.compile(
    rf"\b(?:(?:could|can|would|will|may|might)\s?(?:not|n[’']t)\s{_STILL}be"
    rf"|(?:has|have|had)(?:\s{_STILL}(?:not|never)|n[’']t)\s{_STILL}been|(?:is|are|was|were)(?:\s{_STILL}(?:not|never)|n[’']t)"
    rf"|yet\sto\sbe)\s{_STILL}(?:{words_of('unproven')})\b"
    r"|\b(?:is|are|was|were|remains?|remained|stays?|stayed|goes|went)\s(?:so\sfar\s)?(?:unconfirmed|unverified|unproven)\b"
)
_DOUBTED = re.compile(
    rf"\b(?:[Ii]t|[Tt]hat|[Tt]here)\s?(?:\w+\s){{0,2}}?\w*(?:{words_of('doubts')})\s(?:that|whether|if|how\smany)\s"
    rf"|\b(?:[Nn]o|[Ll]ittle|any|scant|without)\s(?:[\w-]+\s){{0,2}}?(?:{words_of('evidence')})"
    r"(?:\s(?:has\semerged|exists|was\sfound|is\sfound))?\s(?:that|whether|of)\s"
)
_PART = re.compile(r"[;:–—]\s|,\s(?:and|but|though|although|while|whereas|yet)\s|\s(?:but|although|though|whereas)\s")
_TAKEN_UP = re.compile(r"\W*(?:(?:it|this|that|these|they|which|none\sof\s\w+|neither)\b|\Z)", re.IGNORECASE)
_NUMBER = re.compile(ONE, re.IGNORECASE)


def unproven(text: str, start: int, stop: int) -> Iterator[Attribution]:
    """The parts of the sentence ``text[start:stop]`` that nobody vouches for."""
    for match in _UNPROVEN.finditer(text, start, stop):
        that = text.startswith(" that ", match.end())
        content = (match.end() + 6, stop) if that else (_begin(text, start, match.start()), match.start())
        yield Attribution(match.span(), None, content, is_unsaid=True)
    for match in _DOUBTED.finditer(text, start, stop):
        yield Attribution((match.start(), match.end() - 1), None, (match.end(), stop), is_unsaid=True)


def _begin(text: str, start: int, at: int) -> int:
    """Where the clause begins that isn't proven; with "it" or "which" it is what stands before."""
    for part in reversed(list(_PART.finditer(text, start, at))):
        if not _TAKEN_UP.match(text, part.end(), at) or _NUMBER.search(text, part.end(), at):
            return part.end()
    return start
