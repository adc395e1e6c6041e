"""Who is made to say what: the source, the cue ("said", "according to", "the claim that") and what is said.

A pattern reads one sentence at a time, without a parser: a verb of saying with a subject before or after it, a
phrase that names the source, or a noun. What nobody is named for ("reportedly") is a hedge, see ``hedges``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from detente.claims.proposing.by_figures import by_figures
from detente.claims.proposing.gapped import GAP, HOW_MANY
from detente.claims.proposing.unproven import unproven
from detente.claims.proposing.verbs import FORM, VERB, said_by
from detente.claims.proposing.voices import Attribution, Span, is_unsaid, longer, source_before, trimmed, words_of

_PHRASE = re.compile(rf"\b(?:{words_of('phrases')})\s", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:this|that)\s(?:logic|view|scenario)|(?:[^,.;:()“”\"\n]|(?<=\b[A-Z])\.){2,80}?(?:\s\([A-Z][\w.&-]{1,11}\))?"
    r"(?=\s*(?:[,;:)“”\"]|(?<!\b[A-Z])\.\s|\.?\Z))"
)
_IF_ENDS = re.compile(r"\s[–—]\s|;|,\s(?:and|but|while)\s")
_FIGURES = re.compile(  # whose they are: "the army's numbers"
    rf"(?<=\w)(?:[’']s|(?<=s)[’'])\s(?:\w+\s){{0,2}}?(?:{words_of('data')}|{words_of('counts')})\Z"
)
_QUOTED = re.compile(
    r"\b(?P<be>(?:(?:is|was|were|are|been)\s)?)(?:quot|cit)(?:ed|es|ing)\s(?P<by>by\s)?(?P<who>[^,.;“”\"]{2,60}?)"
    r"\sas\s(?:saying|claiming|telling\s\w+)\s(?P<what>\S)"
)
_NOUN = re.compile(
    rf"(?<![\w-])(?P<noun>{words_of('nouns')})\s(?:by\s(?P<by>[^,.;]{{3,60}}?)\s)?(?P<that>that|of\sa|of)\s"
)
_OWNED = re.compile(r"(?P<whose>[\w.’'-]+(?:\s[\w.-]+){0,4}?)(?:[’']s|(?<=s)[’'])\s(?:\w+\s)?\Z")
_ITS = re.compile(r"\b(?:his|her|its|their|our|the|an?|any|this|these|no|that)\s(?:\w+\s)?\Z", re.IGNORECASE)
_VIEW = re.compile(
    rf"(?:(?P<mine>\b(?:[Mm]y|[Oo]ur))|[’']s|(?<=s)[’'])\s(?:[\w-]+\s){{0,2}}?(?P<cue>{words_of('views')})"
    r"\s(?:is|was|remains|has\s(?:\w+\s)?been)\sthat\s"
)
_NUMBERS_CLAIMED = re.compile(rf"(?<![\w’'-])(?P<cue>(?i:{words_of('claimed_numbers')}))\sof\s(?={HOW_MANY.pattern})")
_CLAIMANT = re.compile(
    r"(?P<who>(?<![\w.])[A-Z][\w-]*(?:(?:,\s|\sand\s|\s)[A-Z][\w-]*){0,4})(?:[’']s?)?\s(?:[a-z]+\s)?\Z"
)
_NO_OWNER = re.compile(r"[A-Z][a-z]+(?:ed|ing|ive|ous|al|ly|er|est)")  # "Unconfirmed reports of 60 dead"
_VERDICT = re.compile(r"[,;]\s|\s(?:were|was|are|is|may|might|could|had|have|has|proved|proves?|seem\w*|appear\w*)\s")
_BLUNT = re.compile(
    r"(?P<cue>(?:is|was|are|were)\s(?:(?:more|even|rather|less|much|far|equally|just\sas|[a-z]+ly)\s)*(?!as\b)[a-z]+"
    r"|(?:has|had)\s(?:an?|one|this|no|only\sone)(?:\s\w+){1,3}|(?:puts?\sit|summed\sit\sup)(?:\s[a-z]+){0,3}|reads?|ran|runs|went)"
    r"\s?:\s(?=[“\"])"
)
_PARTICIPLE = re.compile(
    rf"(?<=[,\s])(?<!\bas\s)(?P<cue>{words_of('participles')})(?:\sthat(?=\s)|(?=,?\s[“\"‘])"
    rf"|(?<=ing)(?<!reporting)(?<!suggesting)(?<!announcing)(?=\s(?:{words_of('clause_subjects')}|the)\s)"
    r"|(?:(?<=alleging)|(?<=accusing)|(?<=blaming))(?=\s\w))\s?(?P<what>)"
)
_DENIED = re.compile(r"\b(?:den(?:y|ies|ied)|reject\w*|dismiss\w*|refut\w+)\s(?:the\s)?\Z")
_SAID_IN = re.compile(rf"\b(?:{FORM.pattern})\s(?:(?:on|last)\s\w+\s)?in\s(?:\w+\s){{1,3}}\Z")  # said in its report
_DOES = re.compile(r"\b[Tt]he\s(?!\w+(?:al|ic|ese|ive|ous|ian|ish)\s)\w+\s\Z")  # the army claims
_CLOSED = re.compile(r"[^“\"]*?”")
_TURN = re.compile(
    r",\s(?=according\sto\b)|;\s|,\sand\s(?!that\b)|,?\s(?:but|though|although|whereas|yet|while)\s(?!not\b)"
)  # behind one of these it isn't denied any more
_COUNTS = re.compile(
    rf"(?:(?:of|at|(?:its|their|his|her|the)\s(?:\w+\s){{1,3}}at|that)\s)?{HOW_MANY.pattern}", re.IGNORECASE
)
_FAR = 800  # characters of a quotation that runs on over several sentences
_TAIL = 12  # characters of content that must stand before another voice, else that voice is what is said


def attributions(text: str, start: int = 0, end: int | None = None) -> Iterator[Attribution]:
    """Every attribution of the sentence ``text[start:end]`` to somebody who says it, in the order of their cues."""
    return (one for one in attributions_and_doubts(text, start, end) if not one.is_unsaid)


def attributions_and_doubts(text: str, start: int = 0, end: int | None = None) -> Iterator[Attribution]:
    """As :func:`attributions`, and with them what the sentence tells without anybody saying it."""
    stop = len(text) if end is None else end
    found = [one for rule in _RULES for one in rule(text, start, stop)]
    taken = [one.cue for one in found]
    for match in VERB.finditer(text, start, stop):
        said = said_by(text, match, start, stop)
        if said and not any(low < match.end() and match.start() < high for low, high in taken):
            found.append(said)
    found.sort(key=lambda one: one.cue)
    for number, one in enumerate(found):
        yield from _shared(text, _clipped(text, one, found[number + 1 : number + 9]))


def _shared(text: str, one: Attribution) -> Iterator[Attribution]:
    """The attribution, and one for each party that takes over its verb: "Ukraine reports 107 dead, Russia 40"."""
    start, end = one.content or (0, 0)
    taken = list(GAP.finditer(text, start, end)) if one.cue[1] <= start and _COUNTS.match(text, start, end) else []
    parts = [one, *(replace(one, source=gap.span("who")) for gap in taken)]
    starts = [start, *(gap.end() for gap in taken)]
    ends = [*(gap.start() for gap in taken), end]
    for part, first, last in zip(parts, starts, ends, strict=True):
        yield replace(part, content=trimmed(text, first, last)) if taken else part


def _clipped(text: str, one: Attribution, later: Sequence[Attribution]) -> Attribution:
    """Content that runs into another's words ends before them, unless the other is what is said."""
    words = text[slice(*one.cue)].strip()
    source = text[slice(*one.source)] if one.source else ""
    one = replace(one, words=words, is_unsaid=one.is_unsaid or is_unsaid(words, source))
    if not one.content:
        return one
    start, end = one.content
    others = (other for other in later if other.content and other.content[0] >= other.begin)
    end = next((other.begin for other in others if start + _TAIL < other.begin < end), end)
    if (one.is_denial or one.is_unsaid) and (turn := _TURN.search(text, start + _TAIL, end)):
        end = turn.start()  # what is told against it isn't denied
    if start >= one.cue[1] and (closed := _CLOSED.match(text, start, end)):
        end = closed.end()  # who speaks within a quotation says no more than stands in it
    start, end = trimmed(text, *_whole_quotation(text, start, end, one.cue))
    return replace(one, content=(start, end) if start < end else None)


def _whole_quotation(text: str, start: int, end: int, cue: Span) -> Span:
    """Content with the other sentences of its quotation: back to its opening mark, or on to its closing one."""
    if end <= cue[0] and _CLOSED.match(text, start, cue[0]):
        opened = max(text.rfind(mark, max(0, start - _FAR), start) for mark in "“”\n")
        return (opened + 1, end) if text[opened : opened + 1] == "“" and opened >= 0 else (start, end)
    if start >= cue[1] and text.rfind("“", cue[1], end) > text.rfind("”", cue[1], end):
        closed = _CLOSED.match(text, end, min(len(text), end + _FAR))
        return (start, closed.end()) if closed and "\n" not in closed[0] else (start, end)
    return start, end


def _phrases(text: str, start: int, stop: int) -> Iterator[Attribution]:
    for match in _PHRASE.finditer(text, start, stop):
        if who := _NAMED.match(text, match.end(), stop):
            before = trimmed(text, start, match.start())
            content = before if before[1] - before[0] > 3 else (who.end(), stop)
            if match[0].lower().startswith("if") and text.startswith(", ", who.end()):
                ends = _IF_ENDS.search(text, who.end(), stop)  # "12 soldiers and, if you believe the army, 40 rebels"
                content = (who.end(), ends.start() if ends else stop)
            content = longer(content, (who.end(), stop)) if match[0].strip() == "citing" else content
            owned = _FIGURES.search(text, *who.span())
            source = (who.start(), owned.start() if owned else who.end())
            yield Attribution((match.start(), match.end() - 1), source, content)


def _quoted(text: str, start: int, stop: int) -> Iterator[Attribution]:
    """Who is quoted: the mayor, whether the agency quoted him as saying it or he was quoted by the agency."""
    for match in _QUOTED.finditer(text, start, stop):
        who = source_before(text, start, match.start()) if match["by"] else match.span("who")
        cue = (match.start() if match["by"] else match.end("who") + 1, match.start("what") - 1)
        yield Attribution(cue, who, (match.start("what"), stop))


def _nouns(text: str, start: int, stop: int) -> Iterator[Attribution]:
    for match in _NOUN.finditer(text, start, stop):
        left = max(start, match.start() - 60)
        owned = _OWNED.search(text, left, match.start())
        if match["by"] and FORM.fullmatch(match["by"].split()[-1]):
            continue  # "a report by the ministry found that"
        if _DENIED.search(text, left, match.start()) or _SAID_IN.search(text, left, match.start()):
            continue  # the verb says it
        if match["noun"].endswith("s") and FORM.fullmatch(match["noun"]) and _DOES.search(text, left, match.start()):
            continue
        bare = not owned and not match["by"] and not _ITS.search(text, left, match.start())
        if bare and FORM.fullmatch(match["noun"]):
            continue  # "officials report that"
        if match["that"] != "that" and (not owned or _NUMBERS_CLAIMED.match(text, match.start(), stop)):
            continue  # "reports of shelling"; those of a number are read apart
        source = match.span("by") if match["by"] else None
        if owned and not source:
            source = source_before(text, left, owned.end("whose")) or owned.span("whose")
        yield Attribution(match.span("noun"), source, (match.end(), stop))


def _views(text: str, start: int, stop: int) -> Iterator[Attribution]:
    """Whose account, version or view it is that something is so."""
    for match in _VIEW.finditer(text, start, stop):
        mine = match.span("mine") if match["mine"] else None
        source = mine or source_before(text, start, match.start())
        if source:
            yield Attribution(match.span("cue"), source, (match.end(), stop))


def _numbers_claimed(text: str, start: int, stop: int) -> Iterator[Attribution]:
    """A number that is only claimed: "Russian claims of 2,000 dead"."""
    for match in _NUMBERS_CLAIMED.finditer(text, start, stop):
        who = _CLAIMANT.search(text, max(start, match.start() - 80), match.start())
        is_named = who and not (_ITS.match(who["who"] + " ") or _NO_OWNER.fullmatch(who["who"]))
        source = who.span("who") if who and is_named else None
        verb = _VERDICT.search(text, match.end(), stop)  # what is told of the claim
        yield Attribution(match.span("cue"), source, (match.end(), verb.start() if verb else stop))


def _blunt(text: str, start: int, stop: int) -> Iterator[Attribution]:
    """Who is quoted behind a colon without any verb of saying: "one diplomat was blunter: “…”"."""
    for match in _BLUNT.finditer(text, start, stop):
        source = source_before(text, start, match.start())
        if source:
            yield Attribution(match.span("cue"), source, (match.end(), stop))


def _participles(text: str, start: int, stop: int) -> Iterator[Attribution]:
    for match in _PARTICIPLE.finditer(text, start, stop):
        yield Attribution(match.span("cue"), None, (match.start("what"), stop))


_RULES: tuple[Callable[[str, int, int], Iterator[Attribution]], ...] = (
    _phrases,
    _quoted,
    by_figures,
    _nouns,
    _views,
    _numbers_claimed,
    _blunt,
    _participles,
    unproven,
)
