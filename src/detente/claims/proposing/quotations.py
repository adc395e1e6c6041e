"""Quotations that run over sentences: where they open and close, and who speaks in each.

A paragraph is looked at as a whole, because who speaks may be named before, between or behind its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from detente.claims.proposing.sentence import UNKNOWN, Sentence, Speaker
from detente.claims.proposing.voices import Attribution, Span, trimmed

_MARK = re.compile(r"[“”\"]")
_WHOLE = re.compile(r"[“\"]\s?[A-ZÀ-Ž\d‘'\[][^“”\"]*\s[^“”\"]*\s[^“”\"]*[.,!?…—–-]\s?[’']?[”\"]?\Z")
_CLOSES = {"“": "”", '"': '"'}
_AGAIN = re.compile(r"\s*\n\s*[“\"]\S")  # the next paragraph opens it again


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks at ``span``; one that isn't closed runs to the end of its paragraph."""

    span: Span
    is_closed: bool = True


def quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """Every quotation of the paragraph ``text[start:end]``; a straight mark opens before a word, closes behind one."""
    found: list[Quotation] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        before, after = text[at - 1 : at] if at > start else " ", text[at + 1 : at + 2] if at + 1 < end else " "
        if opened is None:
            opens = mark[0] == "“" or (mark[0] == '"' and not after.isspace() and not before.isalnum())
            opened = at if opens else None
        elif mark[0] == "“" or (mark[0] == '"' and before.isspace()):
            opened = at  # the one before never closes
        elif mark[0] == _CLOSES[text[opened]]:
            found.append(Quotation((opened, at + 1)))
            opened = None
    if opened is not None and (not text[start:opened].strip() or _AGAIN.match(text, end)):
        found.append(Quotation((opened, end), is_closed=False))
    return tuple(found)


def heard(text: str, sentences: Sequence[Sentence], carried: Speaker | None) -> Speaker | None:
    """Let the sentences of a paragraph know who speaks in its quotations; gives who goes on in the next paragraph.

    ``carried`` is who spoke where the paragraph before didn't close its quotation.
    """
    start, end = sentences[0].at.start, sentences[-1].at.end
    found = quotations(text, start, end)
    spoken: list[tuple[Attribution, Speaker]] = []
    last: tuple[Quotation, Speaker] | None = None
    for one in found:
        named = speaker = _named(text, sentences, one)
        if speaker is None and last and _follows(text, sentences, last[0], one):
            speaker = last[1]
        if speaker is None and carried and not text[start : one.span[0]].strip():
            speaker = carried
        if speaker is None and (_WHOLE.match(text, *one.span) or not one.is_closed):
            speaker = Speaker(UNKNOWN)
        last = (one, speaker) if speaker else None
        if speaker:
            spoken.append(_inside(text, one, speaker))
        if speaker and not named and speaker.id != UNKNOWN:
            _begins(sentences, one).quoted.append(spoken[-1][0])
    for sentence in sentences:
        sentence.hear([one for one in spoken if _overlap(one[0].content, (sentence.at.start, sentence.at.end))])
    return last[1] if last and not last[0].is_closed else None


def _inside(text: str, one: Quotation, speaker: Speaker) -> tuple[Attribution, Speaker]:
    """What the speaker says there; where nobody is named, the mark is all that gives it to somebody."""
    start = one.span[0]
    said = speaker.said or Attribution((start, start + 1), None, one.span, text[start])
    said = replace(said, content=trimmed(text, *one.span))
    return said, replace(speaker, said=said)


def _named(text: str, sentences: Sequence[Sentence], one: Quotation) -> Speaker | None:
    """Whom a sentence of the quotation names: the attribution that holds most of it; else who is named right behind."""
    found: list[tuple[int, int, Speaker]] = []
    for sentence in sentences:
        if _overlap((sentence.at.start, sentence.at.end), one.span):
            for said in sentence.said:
                shared = _overlap(said.content, one.span)
                if said.content and shared and not said.is_unsaid and not _overlap(said.cue, one.span):
                    found.append((-shared, said.content[1] - said.content[0], sentence.speaker(said)))
        elif tag := _tag(text, sentence, one):
            found.append((0, 0, sentence.speaker(tag)))
    return min(found, key=lambda each: each[:2])[2] if found else None


def _follows(text: str, sentences: Sequence[Sentence], last: Quotation, one: Quotation) -> bool:
    """Whether a quotation begins the sentence after the one in which the last ends: the same speaker's next words."""
    starts = [sentence.at.start for sentence in sentences]
    if one.span[0] not in starts:
        return False
    before = sentences[: starts.index(one.span[0])]
    if before and before[-1].at.start >= last.span[1] and _tag(text, before[-1], last):
        before = before[:-1]
    return bool(before) and before[-1].at.start < last.span[1]


def _begins(sentences: Sequence[Sentence], one: Quotation) -> Sentence:
    return next(sentence for sentence in reversed(sentences) if sentence.at.start <= one.span[0])


def _tag(text: str, sentence: Sentence, one: Quotation) -> Attribution | None:
    """Who is said to have spoken, in a sentence of its own right behind the quotation: "“Stop!” The mayor said."."""
    if sentence.at.start < one.span[1] or text[one.span[1] : sentence.at.start].strip():
        return None
    said = next(iter(sentence.said), None)
    return said if said and said.content is None and said.begin - sentence.at.start < 4 else None


def _overlap(first: Span | None, second: Span | None) -> int:
    return max(0, min(first[1], second[1]) - max(first[0], second[0])) if first and second else 0
