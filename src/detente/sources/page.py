"""The paragraphs of a document while their zones are being found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from detente.sources.model import Zone
from detente.sources.people import NAMED_SPEAKER, SPEAKER
from detente.sources.phrases import BULLET, LONG, NUMBERED, SHORT

_WORD = re.compile(r"[^\W_]+")
_BLANKS = re.compile(r"\s+")
_NOTE = re.compile(r"(?:\s?\[\d{1,3}\])+$|(?<=\w[.,;”\"])\d{1,3}$")
_BOLD = re.compile(r"\*\*|__")
_ASKED = re.compile(r"[a-z\d”\")]\. [A-Z“\"].*\?$")
_LINE = 300  # characters; a line of few words may still be long where it is no language


class Page:
    """Paragraphs and what is known of their zones; a zone once given stays."""

    def __init__(self, texts: Sequence[str], joined: Sequence[bool], hints: Mapping[int, Zone]) -> None:
        self.texts = [_BLANKS.sub(" ", _BOLD.sub("", text)).strip("*_#> ") for text in texts]
        self.joined = joined
        self.words = [tuple(word.lower() for word in _WORD.findall(text)) for text in texts]
        self.zones: list[Zone | None] = [hints.get(number) for number in range(len(texts))]

    def __len__(self) -> int:
        return len(self.texts)

    def mark(self, number: int, zone: Zone) -> None:
        """Give the paragraph its zone, unless it has one."""
        if self.zones[number] is None:
            self.zones[number] = zone

    def size(self, number: int) -> int:
        """Its words."""
        return len(self.words[number])

    def is_short(self, number: int) -> bool:
        """Whether it is no longer than a heading."""
        return self.size(number) <= SHORT and len(self.texts[number]) <= _LINE

    def is_sentence(self, number: int) -> bool:
        """Whether it ends as prose does."""
        ended = _NOTE.sub("", self.texts[number][-40:]).rstrip("”\"'’)] ")
        return ended.endswith((".", ":", ";", ",", "…"))

    def is_heading(self, number: int) -> bool:
        """Whether it could be one: short, no sentence, no item of a list, nothing said in an interview."""
        if not self.is_short(number) or self.is_sentence(number) or self.is_item(number):
            return False
        return not (self.is_spoken(number) or _ASKED.search(self.texts[number]))

    def is_spoken(self, number: int) -> bool:
        """Whether it begins with who says it in an interview: "Q:", or a name that speaks again."""
        named = NAMED_SPEAKER.match(self.texts[number])
        initial = self.texts[number].startswith("A. ") and not self._is_asked  # A. Author
        spoken = SPEAKER.match(self.texts[number]) and not initial
        return bool(spoken or (named and self._speakers[named[1]] > 1))

    @cached_property
    def _is_asked(self) -> bool:
        return any(text.startswith(("Q. ", "Q: ")) for text in self.texts)

    @cached_property
    def _speakers(self) -> Counter[str]:
        return Counter(named[1] for text in self.texts if (named := NAMED_SPEAKER.match(text)))

    def is_item(self, number: int) -> bool:
        """Whether it stands in a list: a bullet, or a number next to the number before or after it."""
        own = self._counted(number)
        near = [self._counted(n) for n in (number - 1, number + 1) if 0 <= n < len(self)]
        return bool(BULLET.match(self.texts[number])) or (own is not None and bool({own - 1, own + 1} & set(near)))

    def _counted(self, number: int) -> int | None:
        found = NUMBERED.match(self.texts[number])
        return int(found[1]) if found else None

    @cached_property
    def begin(self) -> int:
        """The first paragraph of the article itself; the number of paragraphs where there is none."""
        for least in (LONG, SHORT):
            for number in range(len(self)):
                if self.size(number) >= least and self.zones[number] in (None, "body"):
                    return number if least == SHORT else self._first_prose(number)
        return len(self)

    def _first_prose(self, long: int) -> int:
        """The first paragraph longer than a heading, before or at the first long one."""
        return next((n for n in range(long) if self.size(n) > SHORT and self.is_sentence(n)), long)

    @cached_property
    def _prose_before(self) -> list[int]:
        """Words of long paragraphs before each paragraph, and in all."""
        sums = [0]
        for number in range(len(self)):
            sums.append(sums[-1] + (self.size(number) if self.size(number) > SHORT else 0))
        return sums

    def is_late(self, number: int) -> bool:
        """Whether most of the prose stands before it."""
        return 3 * self._prose_before[number] >= 2 * self._prose_before[-1]
