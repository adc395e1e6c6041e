"""Whose figure it is where nobody "says" it.

"UCDP data show", "recorded by the mission", "put at 40 by the mission", "per the UN", "by the army's own count".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.spotting import ONE
from detente.claims.proposing.voices import VOICES, Attribution, longer, trimmed, words_of

NEAR = 250  # characters in which its number stands

_NAME = (
    r"(?:[Tt]he\s)?[A-Z][\w.&’'-]*(?:\s(?:(?:of|for|and|on)\s(?:the\s)?)?[A-Z][\w.&’'-]*){0,6}(?<![.])"
    r"(?:\s\([A-Z][\w.&-]{1,11}\))?"
)
_BODY = rf"(?:{_NAME}|(?:the|an?|local|two|three|several)\s(?:[a-z][\w-]*\s){{0,2}}?(?:{words_of('bodies')}))"
_DATA = f"(?i:{any_of([VOICES['data']])})"
_SHOW = any_of([VOICES["show"]])
_DATA_SHOW = re.compile(
    rf"(?<![\w-])(?:(?P<owner>{_NAME}|[Gg]overnment|[Oo]fficial|[Mm]ilitary|[Pp]olice)(?:[’']s?)?\s(?:[a-z]+\s)?(?:{_DATA})"
    rf"|(?:{_DATA})\s(?:\w+\s)?(?:from|by|of)\s(?P<from>{_BODY}))"
    rf"\s(?:(?:also|now|still)\s)?(?P<cue>{_SHOW})(?=\s)"
)
_COUNTED_BY = re.compile(
    rf"\b(?P<cue>(?:(?:is|are|was|were|been|being)\s)?(?:{words_of('counted')})\sby)\s(?P<who>{_BODY})(?![\w-])"
)
_AT_BY = re.compile(
    rf"\b(?P<cue>(?:is|are|was|were|been|being)\s(?:put|estimated|given|reckoned|reported|counted))\s"
    rf"(?:at|as|to\sbe)\s(?:[^,;]|,(?=\d)){{1,60}}?\sby\s(?P<who>{_BODY})(?![\w-])"
)
_BY_AT = re.compile(rf"\b(?P<cue>(?:put|estimated|reckoned)\sby)\s(?P<who>{_BODY})(?=\s(?:at|to\sbe)\s)")
_PER = re.compile(
    rf"(?:(?:(?<![^\n])|(?<=[,.;]\s))(?P<cue>[Pp]er)\s(?P<who>{_BODY})|\b(?P<cue2>per)\s(?P<who2>the\s{_NAME}))(?![\w-])"
)
_OWN_COUNT = re.compile(
    rf"\b(?P<cue>[Bb]y|[Oo]n)\s(?P<who>{_NAME}|the\s(?:[a-z][\w-]*\s){{0,2}}?[a-z][\w-]*)(?:[’']s|(?<=s)[’'])\s"
    rf"(?:(?:own|latest|official|last)\s)*(?:{words_of('counts')})\b"
)
_ACCOUNTS = re.compile(
    r"\b(?P<cue>By)\s(?P<who>(?:most|all|some|many|several|other|both)\s(?:\w+\s)?(?:accounts|estimates|counts|reports))\b"
)
_CITES = re.compile(
    rf"\b(?:which|that|itself)\s(?:in\sturn\s)?(?P<cue>cites?|cited|quotes?|quoted|relies\son|draws\son)\s(?P<who>{_BODY})"
)
_HAS_NUMBER = re.compile(ONE, re.IGNORECASE)
_MONTH = re.compile(rf"(?:{any_of([*lexicon('dates')['months'], *lexicon('dates')['weekdays']])})\b")


def by_figures(text: str, start: int, stop: int) -> Iterator[Attribution]:
    """The attributions of this kind in the sentence; the content is the part with the number."""
    for pattern, found_by in _RULES:
        for match in pattern.finditer(text, start, stop):
            found = found_by(text, match, start, stop)
            if found:
                yield found


def _shown(text: str, match: re.Match[str], start: int, stop: int) -> Attribution:
    who = match.span("owner") if match["owner"] else match.span("from")
    return Attribution(match.span("cue"), who, (match.end("cue"), stop))


def _counted(text: str, match: re.Match[str], start: int, stop: int) -> Attribution | None:
    """A passive; without its verb ("strikes recorded by the mission") only where there is a number."""
    is_passive = match["cue"].split()[0] in ("is", "are", "was", "were", "been", "being")
    if _MONTH.match(match["who"]) or not (
        is_passive or _HAS_NUMBER.search(text, max(start, match.start() - NEAR), min(stop, match.end() + NEAR))
    ):
        return None
    return Attribution(match.span("cue"), match.span("who"), _numbered(text, match, start, stop))


def _whole(text: str, match: re.Match[str], start: int, stop: int) -> Attribution:
    return Attribution(match.span("cue"), match.span("who"), (start, match.start("who") - 3))


def _after(text: str, match: re.Match[str], start: int, stop: int) -> Attribution:
    return Attribution(match.span("cue"), match.span("who"), (match.end("who"), stop))


def _either(text: str, match: re.Match[str], start: int, stop: int) -> Attribution:
    part = "2" if match.groupdict().get("who2") else ""
    return Attribution(match.span(f"cue{part}"), match.span(f"who{part}"), _numbered(text, match, start, stop))


def _numbered(text: str, match: re.Match[str], start: int, stop: int) -> tuple[int, int]:
    """What stands before or after, where a number is; the longer where both or neither has one."""
    parts = [(start, match.start()), (match.end(), stop)]
    near = (max(start, match.start() - NEAR), match.start()), (match.end(), min(stop, match.end() + NEAR))
    holding = [
        part for part, close in zip(parts, near, strict=True) if _HAS_NUMBER.search(text, *trimmed(text, *close))
    ]
    return holding[0] if len(holding) == 1 else longer(*parts)


_Rule = Callable[[str, "re.Match[str]", int, int], Attribution | None]
_RULES: tuple[tuple[re.Pattern[str], _Rule], ...] = (
    (_DATA_SHOW, _shown),
    (_AT_BY, _whole),
    (_BY_AT, _after),
    (_COUNTED_BY, _counted),
    (_PER, _either),
    (_OWN_COUNT, _either),
    (_ACCOUNTS, _either),
    (_CITES, _after),
)
