"""Whose the people are that a number counts: by the words around it, never who says it and never who did it to them.

Whoever is named in the counted words comes first ("12 Indian soldiers"), then whose losses or strength they are said to
be, then where it was. What no rule can tell stays unknown: a wrong guess would turn one side's dead into the other's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.claims.proposing.gapped import head_of, party_before
from detente.claims.proposing.gazetteer import Name
from detente.claims.proposing.lexicon import any_of, lexicon
from detente.claims.proposing.quantities import Quantity, quantities
from detente.claims.proposing.sentence import Sentence
from detente.claims.proposing.voices import words_of

SUFFERED = frozenset({"deaths", "wounded", "displaced"})
FAR = 150  # characters in which a list of names and its numbers stand
PARTIES = frozenset({"actor", "force", "place"})

_WORDS: dict[str, str] = lexicon("whose")
_HARM, _LOSE, _HAVE, _AT, _WITHIN, _BY = (
    any_of([_WORDS[name]]).replace(" ", r"\s") for name in ("harm", "lose", "have", "at", "within", "not_subject")
)
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][\w’'-]*")
_OF = re.compile(r"\s(?:of|from)\s(?:the\s)?")
_OF_ITS = re.compile(r"\b(?:its|their|our)\s(?:own\s)?\w+\Z")
_LOSSES = re.compile(
    rf"(?:(?:[’']s?)?\s(?:[\w-]+\s){{0,2}}?(?:{any_of([_WORDS['losses']])})|[’']s?\s(?:{any_of([_WORDS['own_losses']])}))"
    r"\b[^;:]{0,40}\Z"
)
_LOST = re.compile(rf"(?:[’']s?)?,?(?:\s[\w-]+){{0,4}}?\s(?:{_LOSE})\b[^;:]{{0,30}}\Z")
_IT_LOST = re.compile(
    rf"\b(?:it|they|we)\s(?:\w+\s){{0,3}}?(?:{_LOSE})\b[^;:]{{0,30}}\Z|\b(?:its|their|our)\s[^;:]{{0,30}}\Z"
)
_IT_HAS = re.compile(rf"\b(?:it|they|we)\s(?:\w+\s){{0,3}}?(?:{_HAVE})\b[^;:]{{0,30}}\Z")
_HARMED = re.compile(rf"\b(?:{_HARM})\b")
_SENT_BY = re.compile(rf"\s(?:\w+\s){{0,3}}?(?:{_HAVE})\sby\s(?:the\s)?")
_SIDE = r"(?:the\s|all\s|northern\s|southern\s|eastern\s|western\s|central\s)*"
_PLACED = re.compile(rf"\b(?:{_AT})\s{_SIDE}\Z", re.IGNORECASE)
_THERE = re.compile(rf"\b(?:{_WITHIN})\s{_SIDE}\Z", re.IGNORECASE)
_ON_SIDE = re.compile(r"\bon\s(?:the\s)?\Z", re.IGNORECASE)
_ELSEWHERE = re.compile(
    rf"\b(?:{any_of([_WORDS['elsewhere']])})\s(?:\w+\s){{0,2}}?(?:{_WITHIN})\s{_SIDE}\Z".replace(" ", r"\s"),
    re.IGNORECASE,
)
# between a number and a place one of these opens another clause, in which something else is there
_APART = re.compile(
    rf"[;:]\s|\b(?:{any_of([_WORDS['apart']])})\b|\band\s(?:[a-z]+ly\s)?(?!{_HARM}|displac|left\s\d)(?:[a-z]+ed|{words_of('pasts')})\b"
    r"|,\s(?:[a-z]+ing)\s(?!(?:people|them)\b)"
)
_OWNS = re.compile(r"(?:[’']s|(?<=s)[’'])\s(?:(?:own|total|entire|estimated)\s)*\Z")
_NO_SUBJECT = re.compile(rf"\b(?:{_BY})\s(?:the\s)?\Z", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brespectively\b")
_JOINT = re.compile(r",?\s(?:and\s)?(?:the\s)?|,\s")
_ARMED = re.compile(
    r"soldier|troop|serviceman|servicemen|fighter|conscript|officer|guard|recruit|reservist|marine|pilot"
)


def whose(sentence: Sentence, counted: Quantity, attribute: str) -> str | None:
    """The party or place whose people are counted, or None."""
    if _RESPECTIVELY.search(sentence.text, counted.end, min(sentence.at.end, counted.end + FAR)):
        return _paired(sentence, counted)
    is_named, named = in_its_words(sentence, counted)
    if is_named:
        return named
    if party := party_before(sentence.text, sentence.at.start, counted.start):
        names = (name for name in sentence.inside if name.end == party[1])  # who has the verb of the other before it
        return next((_party(sentence, name) for name in names), None)
    return _suffering(sentence, counted, attribute) if attribute in SUFFERED else _holding(sentence, counted)


def in_its_words(sentence: Sentence, counted: Quantity) -> tuple[bool, str | None]:
    """Whether the counted words name anybody, and the only one whom the case knows: none in "40 Swiss soldiers"."""
    text, start, end = sentence.text, counted.start, counted.end
    if not text[start:end].endswith(counted.noun) and (after := _CAPITAL.match(text, end + 1, sentence.at.end)):
        end = after.end()  # "16 Indian and 11 Pakistani soldiers"
    if of := _OF.match(text, end, sentence.at.end):
        owners = (name for name in sentence.parties if name.start == of.end() and not _is_left(sentence, name, of))
        end = next((name.end for name in owners), end)
    if _OF_ITS.search(text, start, counted.end):
        return True, _speaker(sentence, counted)
    words = [word for word in _CAPITAL.finditer(text, start, end) if word.start() > start]
    names = [name for name in sentence.parties if start <= name.start and name.end <= end]
    strangers = [one for one in words if not any(name.start <= one.start() < name.end for name in names)]
    found = {_party(sentence, name) for name in names} | ({None} if strangers else set())
    return bool(found), found.pop() if len(found) == 1 else None


def _party(sentence: Sentence, name: Name) -> str | None:
    return next((key for key in name.ids if sentence.entities[key].kind in PARTIES), None)


def _is_left(sentence: Sentence, name: Name, of: re.Match[str]) -> bool:
    """Whether it is no more than the place that they come from."""
    return "from" in of[0] and sentence.entities[name.ids[0]].kind == "place"


def _paired(sentence: Sentence, counted: Quantity) -> str | None:
    """The name in the same place of its list as the number in its own: "lost 12 and 15 soldiers respectively"."""
    text, start = sentence.text, max(sentence.at.start, counted.start - FAR)
    listed = quantities(text, start, min(sentence.at.end, counted.end + FAR))
    numbers = [one.start for one in listed if one.unit == counted.unit]
    before = [
        name for name in sentence.parties if start <= name.start and name.end <= min(numbers, default=counted.start)
    ]
    names: list[Name] = []
    for name in reversed(before):
        if names and not _JOINT.fullmatch(text, name.end, names[0].start):
            break
        names.insert(0, name)
    fits = len(names) == len(numbers) > 1 and counted.start in numbers
    return _party(sentence, names[numbers.index(counted.start)]) if fits else None


def _suffering(sentence: Sentence, counted: Quantity, attribute: str) -> str | None:
    """Whose losses they are said to be, else where it was."""
    text, before = sentence.text, _before(sentence, counted)
    if before:
        name = before[-1]
        between = text[name.end : head_of(text, name.end, counted.start) or counted.start]
        is_lost = _LOST.match(between) and not _HARMED.search(between)
        is_told = is_lost or _LOSSES.match(between) or not between.strip()
        if is_told and not _is_placed(sentence, name):
            return _party(sentence, name)
    if _IT_LOST.search(text, sentence.at.start, counted.start):
        return _speaker(sentence, counted)
    return _where(sentence, counted, attribute)


def _holding(sentence: Sentence, counted: Quantity) -> str | None:
    """Whose strength it is said to be: who has or sends them, else where they are."""
    text = sentence.text
    if sent := _SENT_BY.match(text, counted.end, sentence.at.end):
        return next((_party(sentence, name) for name in sentence.parties if name.start == sent.end()), None)
    if _HARMED.search(text, max(sentence.at.start, counted.start - 40), counted.start):
        return None
    for name in reversed(_before(sentence, counted)):
        if _OWNS.match(text, name.end, counted.start):
            return _party(sentence, name)  # "against Chad's 35,000"
        if not (_is_placed(sentence, name) or _NO_SUBJECT.search(text, sentence.at.start, name.start)):
            return _party(sentence, name)
    if _IT_HAS.search(text, sentence.at.start, counted.start):
        return _speaker(sentence, counted)
    return _where(sentence, counted, None)


def _before(sentence: Sentence, counted: Quantity) -> Sequence[Name]:
    """Parties named before the number, without anybody else's clause between."""
    start = max(sentence.at.start, sentence.text.rfind(";", sentence.at.start, counted.start))
    return [name for name in sentence.parties if start <= name.start and name.end <= counted.start]


def _where(sentence: Sentence, counted: Quantity, suffered: str | None) -> str | None:
    """The nearest place; a state only as the place of people who bear no arms, because soldiers die abroad.

    Who is displaced goes from and to places; the dead and wounded were in them, in the clause that counts them.
    """
    near = sorted(sentence.parties, key=lambda name: abs(name.start - counted.start))
    is_armed = bool(_ARMED.search(sentence.text, counted.start, counted.end))
    for name in near:
        kinds = {sentence.entities[key].kind: key for key in name.ids}
        if not (_is_placed(sentence, name) and (suffered is None or _is_there(sentence, counted, name, suffered))):
            continue
        if "place" in kinds:
            return kinds["place"]
        if "actor" in kinds and not is_armed:
            return kinds["actor"]
    return None


def _is_there(sentence: Sentence, counted: Quantity, name: Name, suffered: str) -> bool:
    """Whether it is where the number's own clause has them suffer."""
    text, start = sentence.text, max(sentence.at.start, name.start - 40)
    is_side = _ON_SIDE.search(text, start, name.start) and text.startswith(" side", name.end)  # on the Russian side
    was_there = suffered == "displaced" or is_side or _THERE.search(text, start, name.start)
    if not was_there or _ELSEWHERE.search(text, start, name.start):
        return False
    first, last = sorted([(counted.start, counted.end), (name.start, name.end)])
    return not _APART.search(text, first[1], last[0])


def _is_placed(sentence: Sentence, name: Name) -> bool:
    """Whether something is said to be there: "in Cyprus"."""
    return bool(_PLACED.search(sentence.text, max(sentence.at.start, name.start - 30), name.start))


def _speaker(sentence: Sentence, counted: Quantity) -> str | None:
    """Who speaks of himself as "it"."""
    who = sentence.speaker(sentence.attribution((counted.start, counted.end))).id
    return who if who in sentence.entities and sentence.entities[who].kind in PARTIES else None
