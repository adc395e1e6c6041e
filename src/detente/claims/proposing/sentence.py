"""One sentence with its names, dates and voices: whom it is about, and who is made to say it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.claims.proposing.attribution import attributions
from detente.claims.proposing.conditions import condition
from detente.claims.proposing.dating import Dated
from detente.claims.proposing.gazetteer import Name
from detente.claims.proposing.voices import Attribution
from detente.names.entities import Entities
from detente.sources.model import Passage

AUTHOR, UNKNOWN = "author", "unknown"  # who speaks where nobody else does; what no rule could name
READER = "reader_comment"  # who speaks so below the article
BACK = 1500  # characters in which an event named before may still be meant
VOICES = ("person", "actor", "other", "force", "format")

_Placed = TypeVar("_Placed", Name, Dated)
_OWN = re.compile(r"(?:i|we)\Z", re.IGNORECASE)
_SAME = re.compile(r"(?:he|she|they|it|the (?:former|latter))\Z", re.IGNORECASE)
_AND = re.compile(r"\b(?:and|but)\s(?:\w+\s)?\Z")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who asserts something: an entity's id, or the words of the text as an id; the chain of known voices."""

    id: str
    chain: tuple[str, ...] = ()
    said: Attribution | None = None


class Sentence:
    """A passage; ``names``, ``peoples`` and ``dates`` are those of the document, ``before`` who spoke last.

    ``at_home`` says that the document tells of the case, so that an event named before may still be meant.
    """

    def __init__(
        self,
        text: str,
        at: Passage,
        names: Sequence[Name],
        dates: Sequence[Dated],
        entities: Entities,
        before: Speaker | None = None,
        at_home: bool = True,
        peoples: Sequence[Name] = (),
    ) -> None:
        self.text = text
        self.at = at
        self.entities = entities
        self.inside = [one for one in _from(names, at.start, at.end) if one.end <= at.end]
        self.before = _from(names, at.start - BACK, at.start) if at_home else []
        self.dates = [one for one in _from(dates, at.start, at.end) if one.end <= at.end]
        self.said = tuple(attributions(text, at.start, at.end))
        self.condition = condition(text, at.start, at.end)
        voices = [one.source for one in self.said if one.source]
        self.told = [one for one in self.inside if not _is_within(one, voices)]
        called = [one for one in _from(peoples, at.start, at.end) if not _is_within(one, voices)]
        whole = [(one.start, one.end) for one in self.inside]
        self.parties = sorted(
            [*self.told, *(one for one in called if not _is_within(one, whole))], key=lambda one: one.start
        )
        self._last = before
        self._speakers: dict[Attribution, Speaker] = {}
        for said in self.said:
            self._speakers[said] = self._resolve(said)

    @property
    def last_speaker(self) -> Speaker | None:
        """Whom "he" would mean in the next sentence."""
        return self._last

    @property
    def only_date(self) -> Dated | None:
        """The date of the sentence where it has just one."""
        return self.dates[0] if len(self.dates) == 1 else None

    def subject(self, position: int, kinds: tuple[str, ...], told: bool = False) -> str | None:
        """The nearest entity of these kinds, before the position first; events also from what was said before.

        ``told`` leaves out who only says it.
        """
        nearby = sorted(
            self.told if told else self.inside, key=lambda name: (name.start > position, abs(name.start - position))
        )
        if kinds == ("event",):
            nearby += reversed(self.before)
        ids = (key for name in nearby for key in name.ids)
        return next((key for key in ids if self.entities[key].kind in kinds), None)

    def attribution(self, span: tuple[int, int]) -> Attribution | None:
        """The innermost attribution whose content holds the span."""
        holding = [one for one in self.said if one.content and one.content[0] <= span[0] and span[1] <= one.content[1]]
        return min(holding, key=lambda one: one.content[1] - one.content[0] if one.content else 0, default=None)

    def speaker(self, said: Attribution | None) -> Speaker:
        """Who asserts what is said; the author where nobody is named."""
        return self._speakers[said] if said else Speaker(AUTHOR)

    def slip(self, *ids: str | None) -> str | None:
        """A remark where one of these entities is read out of a misspelt name."""
        slips = [one for one in self.inside if one.meant and set(one.ids) & set(ids)]
        return f"“{self.text[slips[0].start : slips[0].end]}” read as {slips[0].meant}" if slips else None

    def _resolve(self, said: Attribution) -> Speaker:
        who = self._who(said)
        outer = self._speakers.get(self.attribution(said.cue) or said)
        chain = (who, *(outer.chain if outer else ()))
        found = Speaker(who, tuple(dict.fromkeys(key for key in chain if key in self.entities)), said)
        if who not in (AUTHOR, UNKNOWN):
            self._last = found
        return found

    def _who(self, said: Attribution) -> str:
        if said.source is None:
            goes_on = said.words.endswith("ing") or _AND.search(self.text, said.cue[0] - 12, said.cue[0])
            return self._last.id if self._last and goes_on else UNKNOWN
        start, end = said.source
        words = self.text[start:end]
        if _OWN.match(words):
            return AUTHOR
        if _SAME.match(words):
            return self._last.id if self._last else as_id(words)
        names = [name for name in self.inside if start <= name.start and name.end <= end]
        ids = [key for name in names for key in name.ids]
        known = (key for kind in VOICES for key in ids if self.entities[key].kind == kind)
        return next(known, None) or as_id(words)


def _from(found: Sequence[_Placed], start: int, end: int) -> list[_Placed]:
    """Those that begin in ``[start, end)``; they are in order."""
    first = bisect_left(found, start, key=lambda one: one.start)
    last = bisect_left(found, end, first, key=lambda one: one.start)
    return list(found[first:last])


def _is_within(name: Name, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= name.start and name.end <= end for start, end in spans)


def as_id(words: str) -> str:
    """Words as an id: "the interior ministry" is ``interior_ministry``."""
    plain = _NOT_WORD.sub("_", re.sub(r"^(?:the|an?) ", "", words.strip().lower())).strip("_")
    return plain[:60].strip("_") or UNKNOWN
