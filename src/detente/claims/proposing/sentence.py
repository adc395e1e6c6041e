"""One sentence with its names, dates and voices: whom it is about, and who is made to say it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from unicodedata import combining, normalize

from detente.claims.proposing.attribution import attributions_and_doubts
from detente.claims.proposing.conditions import condition
from detente.claims.proposing.dating import Dated
from detente.claims.proposing.gazetteer import Name
from detente.claims.proposing.voices import NOBODY_SAYS, Attribution
from detente.names.entities import Entities
from detente.sources.model import Passage

AUTHOR, UNKNOWN = "author", "unknown"  # who speaks where nobody else does; what no rule could name
READER = "reader_comment"  # who speaks so below the article
BACK = 1500  # characters in which an event named before may still be meant
VOICES = ("person", "actor", "other", "force", "format")

_Placed = TypeVar("_Placed", Name, Dated)
_OWN = re.compile(r"(?:i|we|my|our)\Z", re.IGNORECASE)
_SAME = re.compile(r"(?:he|she|they|it|the (?:former|latter))\Z", re.IGNORECASE)
_TITLES = {
    "he": re.compile(r"\b(?:Mr|Sir|Lord|Prince|King|Father)\.?(?:\s[A-ZÀ-Ž][\w’-]*)+"),
    "she": re.compile(r"\b(?:Ms|Mrs|Miss|Madame|Lady|Princess|Queen|Sister)\.?(?:\s[A-ZÀ-Ž][\w’-]*)+"),
}
_RELATIVE = re.compile(r"(?:who|which|that)\Z", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?)\s", re.IGNORECASE)
_FULL_STOP = re.compile(r"[.!?…][”’\")]?\s")
NEWER = 300  # characters back in which he or she was named
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
        self.said = tuple(attributions_and_doubts(text, at.start, at.end))
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
        self._heard: tuple[Attribution, ...] = ()
        self.quoted: list[Attribution] = []  # quotations that begin here, their speaker named in another sentence
        for said in self.said:
            self._speakers[said] = self._resolve(said)

    def hear(self, spoken: Sequence[tuple[Attribution, Speaker]]) -> None:
        """Who speaks around it, besides those whom it names itself: in a quotation, on his turn in an interview."""
        self._heard += tuple(said for said, _ in spoken)
        self._speakers.update(spoken)

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
        """The innermost attribution whose content holds the span: the sentence's own, else one that is heard in it."""
        return self._own(span) or _innermost([one for one in self._heard if _holds(one.content, span)])

    def _own(self, span: tuple[int, int]) -> Attribution | None:
        holding = [one for one in self.said if _holds(one.content, span)]
        told = [one for one in holding if not one.is_unsaid]
        holding = [one for one in holding if not one.is_unsaid or not any(_holds(one.content, two.cue) for two in told)]
        return _innermost(holding)

    def speaker(self, said: Attribution | None) -> Speaker:
        """Who asserts what is said; the author where nobody is named. "I" is who speaks around it."""
        if said is None:
            return Speaker(AUTHOR)
        around = self._around(said) if self._is_own(said) and not said.is_unsaid else None
        return replace(self._speakers[around], said=said) if around else self._speakers[said]

    def _is_own(self, said: Attribution) -> bool:
        return bool(said.source and _OWN.match(self.text[slice(*said.source)]))

    def _around(self, said: Attribution) -> Attribution | None:
        """The attribution that the words of another stand in."""
        others = [one for one in (*self.said, *self._heard) if one != said and not self._is_own(one)]
        return _innermost([one for one in others if said.source and _holds(one.content, said.source)])

    def slip(self, *ids: str | None) -> str | None:
        """A remark where one of these entities is read out of a misspelt name."""
        slips = [one for one in self.inside if one.meant and set(one.ids) & set(ids)]
        return f"“{self.text[slips[0].start : slips[0].end]}” read as {slips[0].meant}" if slips else None

    def _resolve(self, said: Attribution) -> Speaker:
        who = self._who(said)
        outer = self._speakers.get(self.attribution(said.cue) or said)
        chain = (who, *(outer.chain if outer else ()))
        found = Speaker(who, tuple(dict.fromkeys(key for key in chain if key in self.entities)), said)
        nobody = said.source and NOBODY_SAYS.match(self.text, *said.source)
        if who not in (AUTHOR, UNKNOWN) and not nobody:
            self._last = found
        return Speaker(UNKNOWN, (), said) if said.is_unsaid else found

    def _who(self, said: Attribution) -> str:
        if said.source is None:
            goes_on = said.words.endswith("ing") or _AND.search(self.text, said.cue[0] - 12, said.cue[0])
            return self._last.id if self._last and goes_on else UNKNOWN
        start, end = said.source
        words = self.text[start:end]
        if _OWN.match(words):
            return AUTHOR
        if _SAME.match(words):
            return self._newer(start, words) or self._same(start, words)
        if _RELATIVE.match(words):
            return UNKNOWN
        return self._known(start, end) or self._stranger(words)

    def _same(self, at: int, pronoun: str) -> str:
        """Who spoke last; "it" is no person, and none from before the paragraph whose own sentences come between."""
        last, said = self._last, self._last.said if self._last else None
        if last is None:
            return self._stranger(pronoun)
        between = self.text[said.cue[1] : at] if said else ""
        is_thing = pronoun.lower() in ("it", "they")
        is_person = last.id in self.entities and self.entities[last.id].kind == "person"
        is_past = "\n" in between and _FULL_STOP.search(between.rpartition("\n")[2])
        return UNKNOWN if is_thing and (is_past or (is_person and pronoun.lower() == "it")) else last.id

    def _stranger(self, words: str) -> str:
        """The words as an id; unknown where the id is an entity's that they don't name: "us" is no state."""
        key = as_id(words)
        if key not in self.entities:
            return key
        one = self.entities[key]
        names = {_bare(name) for name in (one.name, *one.variants, *one.metonyms)}
        return key if _bare(words) in names else UNKNOWN

    def _newer(self, at: int, pronoun: str) -> str | None:
        """Whom "he" or "she" means who was named by a title of the kind since anybody last spoke."""
        titles = _TITLES.get(pronoun.lower())
        spoke = self._last.said.source if self._last and self._last.said else None
        found = list(titles.finditer(self.text, max(0, at - NEWER, spoke[1] if spoke else 0), at)) if titles else []
        return (self._known(*found[-1].span()) or as_id(found[-1][0])) if found else None

    def _known(self, start: int, end: int) -> str | None:
        """The voice among the entities that is named there."""
        names = [name for name in self.inside if start <= name.start and name.end <= end]
        ids = [key for name in names for key in name.ids]
        known = (key for kind in VOICES for key in ids if self.entities[key].kind == kind)
        return next(known, None)


def _from(found: Sequence[_Placed], start: int, end: int) -> list[_Placed]:
    """Those that begin in ``[start, end)``; they are in order."""
    first = bisect_left(found, start, key=lambda one: one.start)
    last = bisect_left(found, end, first, key=lambda one: one.start)
    return list(found[first:last])


def _innermost(holding: Sequence[Attribution]) -> Attribution | None:
    return min(holding, key=lambda one: one.content[1] - one.content[0] if one.content else 0, default=None)


def _holds(content: tuple[int, int] | None, span: tuple[int, int]) -> bool:
    return content is not None and content[0] <= span[0] and span[1] <= content[1]


def _is_within(name: Name, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= name.start and name.end <= end for start, end in spans)


def _bare(words: str) -> str:
    """A name without its article, whose first letter may be small: "The mayor" is "mayor", "US" isn't "us"."""
    bare = _ARTICLE.sub("", words.strip())
    return bare[:1].lower() + bare[1:]


def as_id(words: str) -> str:
    """Words as an id: "the interior ministry" is ``interior_ministry``."""
    letters = (one for one in normalize("NFKD", words.strip().lower()) if not combining(one))
    plain = _NOT_WORD.sub("_", re.sub(r"^(?:the|an?) ", "", "".join(letters))).strip("_")
    return plain[:60].strip("_") or UNKNOWN
