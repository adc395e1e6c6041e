"""Whether what happens on a date lies ahead of the speaker or behind, told by the verb nearest to it."""

from __future__ import annotations

import re
from typing import Any, Literal

from detente.claims.proposing.lexicon import any_of, lexicon

Tense = Literal["ahead", "perhaps ahead", "behind", "nearest", "unsaid"]

_LEXICON: dict[str, Any] = lexicon("tenses")
_NEAR = 160  # characters to either side in which the verb must stand


def _pattern(name: str) -> str:
    words = _LEXICON[name]
    return any_of([words] if isinstance(words, str) else words).replace(" ", r"\s")


_HELPERS = r"(?:\s(?:not|also|then|only|all|be|been|have|soon|now|still|\w+ly))*"
_AHEAD, _PERHAPS, _BEHIND = (_pattern(name) for name in ("ahead", "perhaps_ahead", "behind"))
_SIGNAL = re.compile(
    rf"(?<![\w-])(?:(?P<ahead>(?:{_AHEAD}){_HELPERS}(?:\s\w+)?)|(?P<perhaps>(?:{_PERHAPS}){_HELPERS}(?:\s\w+)?)"
    rf"|(?P<behind>{_BEHIND}))(?![\w-])",
    re.IGNORECASE,
)
_DONE = re.compile(r"\w+ed\b|sworn|told|bid|undertook", re.IGNORECASE)
_BREAK = re.compile(r"[.!?]\s|[\n;]")
_OPENS = re.compile(rf"(?:\A|[,:;–—“\"(]\s?|\b(?:and|but|that)\s)(?:{_pattern('openers')})?\s*\Z", re.IGNORECASE)
_LEADS = re.compile(rf"\b(?:{_pattern('leads')})\s(?:the\s)?(?:end\sof\s)?\Z", re.IGNORECASE)


_SINCE = re.compile(r"\bsince\s(?:[\w-]+\s){0,3}\Z", re.IGNORECASE)
_EVENTS = _pattern("events")
_EVENT_BEFORE = re.compile(rf"\b(?:{_EVENTS})(?:\s(?:on|in|for|of|by))?\s(?:the\s)?\Z", re.IGNORECASE)
_EVENT_AFTER = re.compile(rf"(?:['’]s)?\s(?:[\w-]+\s){{0,2}}(?:{_EVENTS})\b", re.IGNORECASE)
_LASTED = re.compile(rf"\b(?:{_pattern('lasted')})\s(?:[\w-]+\s){{0,2}}until\s\Z", re.IGNORECASE)


def tense(text: str, start: int, end: int) -> Tense:
    """The time of the nearest verb: before ``text[start:end]`` first, after it where a clause begins with it.

    The day of a vote or a deadline may lie on either side, whatever the verb: the nearest is meant.
    """
    before = _BREAK.split(text[max(0, start - _NEAR) : start])[-1]
    if _SINCE.search(before):
        return "behind"
    after = _BREAK.split(text[end : end + _NEAR])[0]
    found = _last(before) if not _OPENS.search(before) else None
    said = found or _first(after) or _last(before) or "unsaid"
    if said != "ahead" and (_EVENT_BEFORE.search(before) or _EVENT_AFTER.match(after)):
        return "nearest"
    if said in ("behind", "unsaid") and _LEADS.search(before) and not _LASTED.search(before):
        return "nearest" if said == "behind" else "perhaps ahead"
    return said


def _last(words: str) -> Tense | None:
    return max(((match.end(), _name(match)) for match in _SIGNAL.finditer(words)), default=(0, None))[1]


def _first(words: str) -> Tense | None:
    """What is told behind the date: who "called for" talks or "agreed to" them had done so by then."""
    match = _SIGNAL.search(words)
    return ("behind" if match["perhaps"] and _DONE.match(match["perhaps"]) else _name(match)) if match else None


def _name(match: re.Match[str]) -> Tense:
    if match["ahead"]:
        return "ahead"
    return "perhaps ahead" if match["perhaps"] else "behind"
