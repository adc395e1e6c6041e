"""Verbs of saying with a subject: "the mayor said that …", "…, the mayor said", "…," said the mayor."""

from __future__ import annotations

import re

from detente.claims.proposing.lexicon import any_of, lexicon, split
from detente.claims.proposing.spotting import ONE
from detente.claims.proposing.voices import (
    NO_NAME,
    VOICES,
    Attribution,
    Span,
    longer,
    source_before,
    source_behind,
    trimmed,
    words_of,
)


def _forms(verbs: str) -> list[str]:
    found: list[str] = []
    for verb in split(verbs):
        stem = verb.strip()
        regular = [stem, *((stem[:-1] + "ies", stem[:-1] + "ied") if stem[-1] == "y" else ())]
        third = "es" if stem.endswith(("s", "sh", "ch", "x")) else "s"
        regular += [stem + third, stem + ("d" if stem[-1] == "e" else "ed")]
        found += VOICES["irregular"].get(stem) or regular
    return found


def _saying(verbs: str) -> list[str]:
    """The forms in -ing of verbs of one word."""
    stems = [verb.strip() for verb in split(verbs) if " " not in verb.strip()]
    return [(stem[:-1] if stem[-1] == "e" else stem + "t" * (stem == "admit")) + "ing" for stem in stems]


_SAYS, _CLAUSAL, _COUNTING, _INFORMING, _VOICING = (
    any_of(_forms(VOICES[name])) for name in ("says", "clausal", "counting", "informing", "voicing")
)
_AUX = words_of("aux").replace("{not_adverbs}", VOICES["not_adverbs"])
_AUX = _AUX.replace("{catenatives}", f"(?:{words_of('catenatives')})")
_GOING_ON = rf"(?:{words_of('going_on')})\s(?:{any_of(_saying(VOICES['says']))})"  # kept denying
_BOUNDS = any_of(lexicon("quantities")["bounds"].values())
VERB = re.compile(
    rf"(?<![\w’'-])(?P<aux>(?:(?:{_AUX})\s)*)(?:(?P<objects>{words_of('objects')})"
    rf"|(?P<voicing>(?:{_VOICING})\s(?:{words_of('voiced')}))|(?P<informing>(?:{_INFORMING})(?=\s[^.;:“\"]{{1,80}}?\sthat\s))"
    rf"|(?P<counting>(?:{_COUNTING})(?=\s(?:(?:{_BOUNDS}|only|just|another|a total of)\s)?{ONE}))"
    rf"|(?P<says>{_SAYS}|quoted as saying|{_GOING_ON})|(?P<clausal>{_CLAUSAL}))(?![\w-])".replace(" ", r"\s")
)
FORM = re.compile(rf"{_SAYS}|{_CLAUSAL}|{_COUNTING}|{_INFORMING}")

_BARE = re.compile(any_of([VOICES["says"], VOICES["clausal"], "calls? (?:on|for)|urge|demand"]))
_PLURAL = frozenset(word + "s" for word in split(VOICES["ambiguous"]))
_MUSING = re.compile(r"think|doubt|believe|feel|hope|expect|fear|reckon|assume|suspect")
_CHANCE = re.compile(r"consider|deem|judge|rate|think|thought")  # something likely
_NEVER_NOUNS = frozenset({"said", "says", "told", "tells", "wrote", "argues", "insists"})
_MANY = frozenset(split(VOICES["plurals"]))
_ADJECTIVE = re.compile(r"(?:al|ic|ese|ive|ous|ani|ian|ish|phone)\Z|\b(?:two|three|both|all|many|some|several)\Z")
_TOGETHER = re.compile(r"\b[a-z][\w’'-]*\sand\s|\sand\s(?:the\s)?[a-z]")  # but one Ministry of Health and Welfare
_TAIL = re.compile(r"(?<=\w)\s(?:in|at|of|from|for|who|by|with|near|on|to)\s")
_AS_NOUN = re.compile(rf"\b(?:{words_of('before_noun')}|\d(?:[\d,.]*\d)?)\s\Z|[’']s?\s\Z", re.IGNORECASE)
_THING_AFTER = re.compile(rf"\s(?:{words_of('things_after')})\b")
_OPENED = re.compile(r"(?<!\S)[“\"‘']\Z")  # "state within a state"
_ASKS = re.compile(r"(?:do|does|did)\s", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|refut\w+|rebut\w+)\Z")
_ASIDE_OPENS = re.compile(r"\b(?:as|what)\s\Z", re.IGNORECASE)
_DID = re.compile(r"\bonly\s(?:do|does|did)\s\Z")
_NOTHING = re.compile(r"\s(?:nothing|little|no\smore|not\sa\sword)\b")
_LAYS_CLAIM = re.compile(r"claim(?:s|ed)?")
_WHICH = re.compile(r"(?P<what>[^.;:]{0,60})\b(?:that|which)\s\Z")
_CLAIM_ENDS = re.compile(r"\s*(?:[,.;)–—]|\Z)|\s(?:as\s(?:its|their)\sown|was|were|is|are|has|had|have|will)\b")
_OF_PEOPLE = re.compile(r"kill|dead|death|casualt|losses|wounded|captur")
_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been)\s(?:(?:not|never|also|later|often|since|first|still|[a-z]+ly)\s)*\Z"
)
_BY = re.compile(
    r"(?:\sto\s(?:(?:the|an?)\s)?[\w’'-]+(?:\s[\w’'-]+){0,3}?)?\sby\s(?P<who>[^,.;“”\"]{2,60}?)(?=\s(?:as|of|for|that|to|on|in)\b|[,.;]|\Z)"
)
_OBJECT = re.compile(
    rf"\s(?:on|for|it|this|that|the|its|[a-z][\w-]*[\s.,]|(?:(?:{_BOUNDS})\s)?{ONE}(?!\w))".replace(" ", r"\s")
)
_NAME_AFTER = re.compile(r"\s[A-Z][^.;]{1,60}?\sto\s")  # urged Valleria to
_NAMED_SO = re.compile(
    r"\s(?:the\s)?[A-Z][^.;]{1,60}?\s(?:an?\s)?[“\"‘']\w|\s[A-Z][^.;]{1,60}?\sas\s"
)  # called Valleria “a joke”
_IDIOM = re.compile(
    r"\s(?:up(?!\sto\b)|off|out|an? end|the shots"
    r"|(?:(?:an?|the|early|snap|new)\s)*(?:elections?|vote|referendum|strike|meeting|session))\b"
)
_DAY = rf"(?:(?:on|late|early|last)\s)*(?:{any_of(lexicon('dates')['weekdays'])}|today|yesterday)\b"
_THAT = re.compile(
    rf"(?:,?\s(?:(?:{words_of('hearers')})\b|{_DAY}|(?:on|in|at|to|by)\s[^,.;“\"]{{2,40}}?(?=\sthat\b|[,:]?\s[“\"])"
    r"|(?:this|the|a)\s\w+(?=\s(?:that|he|she|they|it)\b)))*[,:]?\s(?:that\s)?"
)
_HEARER = re.compile(
    r"\s(?:(?:the\s)?[A-Z][\w.’'-]*\s)+(?=(?:the|an?|that|he|she|it|they|there|we|his|her|its|their|some|more)\b)"
)
_ORDERED = re.compile(r"\s(?:(?:the|our|his|her|its|their|my|both|all)\s)?(?:[\w’'-]+\s){1,2}to\s(?!the\b)[a-z]+")
_PERFECT = re.compile(r"\b(?:has|have|had)\s\Z")
_GOES_ON = re.compile(r",\s[“\"]")  # the quotation, behind who said it
_TOLD_ON = re.compile(r"[^,.;:“\"]{0,40}?\sthat\s|:?\s[“\"]")
_CLAUSE = re.compile(
    rf"(?:\s(?:no|little|some|clear)\s\w+|\s(?:on|in|at|to)\s[^,.;:]{{2,30}}?|\s(?:{words_of('hearers')}))?"
    r"\s(?:that|how|why|whether)\b|[,:]?\s[“\"‘]"
    rf"|\s(?:{words_of('clause_subjects')}|the\s\w+|[A-Z]\w+)\s(?:\w+\s){{0,4}}?(?:{words_of('clause_verbs')}|\w+ed)\b"
)
_NO_CLAUSE = re.compile(rf"\s(?!to\s(?:have|be)\b)(?:{words_of('no_clause')})\b(?!\s\S*\d)")
_OF = re.compile(r"(?:warn|caution|complain)\w*|quoted as saying")  # of something
_OF_WHAT = re.compile(r"\s(?:of|against)\b")
_LATE_CLAUSE = re.compile(r"[^.;]{0,55}?(?:\sthat\s|[“\"])")
_TOLD_WHAT = re.compile(r"[^.;:“\"]{1,80}?\sthat\s")
_JOINED_ON = re.compile(r"\b(?:and|but)\s(?:(?:also|then|later)\s)?\Z")
_SURE = re.compile(r"\w+ed|said|told|wrote")
_OPENS_THAT = re.compile(r"[^.;:“\"]{0,40}?\sthat\s|[,:]?\s[“\"]")
_QUOTED = re.compile(r"[”\"’][,.]?\Z|[,?!][”\"’]\Z")
# after a clause that was said: to whom, when and where, up to the end or a comma
_ASIDE = re.compile(
    rf"(?:\s(?:{words_of('hearers')}|(?:the\s)?[A-Z][\w.’-]*(?:\s[A-Z][\w.’-]*){{0,3}}))?(?:\s(?:on|in|at|late|early|this|last|by|via|during|yesterday|today|earlier"
    rf"|recently|{any_of(lexicon('dates')['weekdays'])})\b[^,.;:“”\"]{{0,60}})?(?=[,.;]|\Z)"
)
_APPOSITION = re.compile(r",\s(?:[^,;]|(?<=\d),(?=\d)){2,120}\Z")
# who is named between the quotation and the verb: "“No,” Ana Lee, the mayor, said during a visit"
_NAMED_ASIDE = re.compile(
    r"(?:\A|[”\"]\s)[A-ZÀ-Ž][\w.’'-]*(?:\s[\w.’'-]+){0,6},\s(?:the|an?|its|his|her|their|who|which|whose|with|one|\d)\b"
    r"(?:[^,;“”\"]|(?<=\d),(?=\d)){0,120}\Z"
)
# a clause that stands alone before who said it
_IS_CLAUSE = re.compile(
    rf"\s(?:{words_of('clause_verbs')}|{words_of('pasts')}|[a-z]+ed)\s(?:\S|\Z)|\s(?:{words_of('pasts')}|[a-z]+ed)\Z"
)
_PREPOSED = re.compile(rf"(?:{words_of('prepositions')})\s[^,]*\s(?:that|which|who|when|where)\s[^,]*\Z", re.IGNORECASE)
_PARTED = re.compile(r",\s|\s?[–—]\s?|\s--\s")
_RUNS_ON = re.compile(rf"(?:{words_of('clause_verbs')}|{words_of('pasts')}|[a-z]+ed)\s|[“\"]")
_WHO = re.compile(r"who|which")
# whom "who" behind a comma means: "the governor of Koro", else a name
_ANTECEDENT = re.compile(
    r"(?=(?P<whom>\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Oo]ne)\s(?:[A-ZÀ-Ž][\w’'-]*\s){0,2}"
    r"(?:[a-z][\w’'-]*\s){0,3}(?:[a-z][\w’'-]*\s(?:of|for)\s(?:the\s)?(?:[A-ZÀ-Ž][\w’'-]*\s){0,3})?[\w’'-]+),\Z)"
)
_NAME_BEFORE = re.compile(r"(?<![\w-])(?P<whom>(?:[A-ZÀ-Ž][\w.’'-]*\s){0,4}[A-ZÀ-Ž][\w.’'-]*),\Z")
_GOES_ON_WITH = re.compile(
    rf",\s(?=(?:{words_of('clause_verbs')}|{words_of('pasts')}|(?:[a-z]+ly\s)?[a-z]{{2,}}(?:ed|s))\s(?!and\b|or\b))"
)


def said_by(text: str, match: re.Match[str], start: int, stop: int) -> Attribution | None:
    """The attribution that a match of ``VERB`` makes in the sentence, or None where it says nothing."""
    cue = (match.start(), match.end())
    if _OPENED.search(text, max(start, match.start() - 2), match.start()):
        return None
    if _PASSIVE.search(match["aux"]) and not match[0].endswith("saying"):
        by = _BY.match(text, match.end(), stop)
        if by is None or NO_NAME.match(by["who"]):
            return None
        that = text.startswith(" that ", by.end())
        content = (by.end(), stop) if that else longer((start, match.start()), (by.end(), stop))
        return Attribution(cue, by.span("who"), content)
    return _inverted(text, match, start, stop) or _straight(text, match, start, stop)


def _inverted(text: str, match: re.Match[str], start: int, stop: int) -> Attribution | None:
    """A verb before its subject ("said the mayor"); behind a comma only where no apposition ends there."""
    left = text[start : match.start()].rstrip()
    if match["aux"] or not left.endswith((",", "”", '"', "’")):
        return None
    who = source_behind(text, match.end(), stop)
    is_named = left.endswith(",") and _NAMED_ASIDE.search(left[:-1])
    in_doubt = is_named or (
        match[0] not in ("said", "says") and left.endswith(",") and _APPOSITION.search(left[:-1][-130:])
    )
    if left.endswith(",") and _BARE.fullmatch(match[0]) and match[0] != "say":
        return None  # "to leave the list, reply STOP"
    if who is None or in_doubt:
        return None
    goes_on = _GOES_ON.match(text, who[1], stop)
    content = longer((start, match.start()), (goes_on.end(), stop)) if goes_on else (start, match.start())
    return Attribution((match.start(), match.end()), who, content)


def _straight(text: str, match: re.Match[str], start: int, stop: int) -> Attribution | None:
    is_noun = match["says"] not in _NEVER_NOUNS and _AS_NOUN.search(text, max(start, match.start() - 16), match.start())
    if is_noun:
        return None
    cue, after = (match.start(), match.end()), match.end()
    source = source_before(text, start, match.start())
    if source is None:
        return _joined_on(text, match, start, stop)
    if who := _WHO.fullmatch(text, *source):
        return _of_whom(text, match, who, start, stop)
    if asks := _ASKS.match(text, *source):  # "Does the army claim that …?": nobody does
        return Attribution(cue, (asks.end(), source[1]), (after, stop), is_unsaid=True)
    if _is_territorial(text, source, match, start, stop) or _NOTHING.match(text, after, stop):
        return None
    is_own = text[slice(*source)].lower() in ("i", "we") and match["objects"] and _CHANCE.match(match["objects"])
    if is_own or (text[slice(*source)] == "I" and _MUSING.fullmatch(match[0])):
        return None  # a hedge, not a voice
    if _ORDERED.match(text, after, stop) and match[0].split()[-1] in ("told", "tell", "tells"):
        return None
    if _PERFECT.search(match["aux"]) and match[0].endswith("s"):
        return None  # had reports
    if match[0].endswith("ed") and text.startswith(" by ", after):
        return None  # a truce declared by the army
    if _DENIES.search(text, *source) and not match["aux"]:
        return None  # "dismissed reports that"
    agrees = _agrees(text[slice(*source)], match) or _DID.search(text, start, source[0])
    if _THING_AFTER.match(text, after, stop) or not agrees:
        return None
    if _ends(text, source, match, start, stop):
        is_quote = _QUOTED.search(text[start : source[0]].rstrip()) and not _GOES_ON.match(text, after, stop)
        aside = _ASIDE.match(text, after, stop)
        is_aside = bool(aside and aside[0] and " that " not in aside[0])  # told whom, and when: nothing that is said
        is_before = is_quote or is_aside or _stands_before(text, source, match, start, stop)
        content = (start, source[0]) if is_before else longer((start, source[0]), (after + 1, stop))
        return Attribution(cue, source, content) if trimmed(text, *content)[0] < stop else None
    if not _has_content(text, match, stop):
        return None
    named_so = match["objects"] and match["objects"].startswith("describ") and text.startswith(" as ", after)
    if named_so and not text[start : source[0]].endswith("what "):
        return None  # a man described as dangerous
    return Attribution(cue, source, _content(text, source, match, start, stop))


def _of_whom(text: str, match: re.Match[str], who: re.Match[str], start: int, stop: int) -> Attribution | None:
    """What "who" says behind a comma is said by whom the comma follows, up to where the sentence goes on with him."""
    if not _has_content(text, match, stop):
        return None
    comma = text[start : who.start()].rstrip()
    of_whom = [*_NAME_BEFORE.finditer(comma), *_ANTECEDENT.finditer(comma)] if comma.endswith(",") else []
    first, last = _content(text, who.span(), match, start, stop)
    ends = _GOES_ON_WITH.search(text, first, last) if of_whom else None
    source = (start + of_whom[-1].start("whom"), start + of_whom[-1].end("whom")) if of_whom else who.span()
    return Attribution((match.start(), match.end()), source, (first, ends.start() if ends else last))


def _stands_before(text: str, source: Span, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether a whole clause ends with the comma before who said it, and another's begins behind."""
    parted = _PARTED.match(text, match.end(), stop)
    said = text[start : source[0]].strip(" ,–—")
    is_clause = len(said.split()) > 3 and _IS_CLAUSE.search(said) and not _PREPOSED.match(said)
    return bool(parted and is_clause and not _RUNS_ON.match(text, parted.end(), stop))


def _is_territorial(text: str, source: Span, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether a party claims land: "a temple that both sides claim", but not "the 40 deaths that both claim"."""
    if not _LAYS_CLAIM.fullmatch(match["says"] or ""):
        return False
    which = _WHICH.search(text, start, source[0])
    return bool(which and _CLAIM_ENDS.match(text, match.end(), stop) and not _OF_PEOPLE.search(which["what"]))


def _joined_on(text: str, match: re.Match[str], start: int, stop: int) -> Attribution | None:
    """A second verb of the same subject: "confirmed the deal and said that …"."""
    adds = bool(match["clausal"] and match["clausal"].startswith("add"))
    if not (match["says"] or adds) or not _JOINED_ON.search(text, max(start, match.start() - 12), match.start()):
        return None
    told = _OPENS_THAT.match(text, match.end(), stop)
    verb = match["says"] or ""
    is_verb = _SURE.fullmatch(verb) or (verb.endswith("s") and verb not in _PLURAL)
    sure = is_verb and _has_content(text, match, stop)
    content = told.end() if told else match.end()
    return Attribution((match.start(), match.end()), None, (content, stop)) if told or sure else None


def _content(text: str, source: Span, match: re.Match[str], start: int, stop: int) -> Span:
    """What follows "that"; around an aside (", as the mayor notes,") the rest of the sentence."""
    after = match.end()
    if text[max(start, source[0] - 3) : source[0]].lower() == "as " and text[after : after + 1] in ",.;:":
        return (start, source[0] - 3) if source[0] - start > 12 else (after + 1, stop)
    is_aside = match["objects"] and _ASIDE_OPENS.search(text, max(start, source[0] - 6), source[0])
    if is_aside and (comma := text.find(", ", after, stop)) > 0:
        stop = comma  # an aside too: "as the mission considers probable, …"
    heard = _HEARER.match(text, after, stop) if match[0].split()[-1] in ("told", "tell", "tells") else None
    after = heard.end() - 1 if heard else after
    that = _TOLD_WHAT.match(text, after, stop) if match["informing"] else _THAT.match(text, after, stop)
    return (that.end() if that else after, stop)


def _agrees(who: str, match: re.Match[str]) -> bool:
    """Whether the subject takes the verb's form: "demand" and "claims" may be nouns behind a word that isn't one."""
    verb, last = match[0].split()[-1].lower(), _TAIL.split(who)[0].split()[-1].lower()
    if last in ("neither", "either", "each"):
        return bool(match["aux"]) or not _BARE.fullmatch(verb)  # "neither claim" is a noun
    if match["aux"] or verb == "put" or not _BARE.fullmatch(verb):
        return not (verb in _PLURAL and (_ADJECTIVE.search(who) or _TOGETHER.search(who)))
    return last.endswith("s") or last in _MANY or " and " in who


def _ends(text: str, source: Span, match: re.Match[str], start: int, stop: int) -> bool:
    """Whether nothing follows subject and verb, so that what is said stands before them."""
    after = match.end()
    if not text[after:stop].strip(' .,!?”"'):
        return source[0] > start
    before = text[start : source[0]].rstrip()
    if _QUOTED.search(before):
        return bool(_GOES_ON.match(text, after, stop)) or not _TOLD_ON.match(text, after, stop)
    if not before.endswith((",", "–", "—")):
        return False
    aside = _ASIDE.match(text, after, stop)
    far = len(before) > 20 and bool(match["says"])
    if _PARTED.match(text, after, stop):
        return True
    return text[after] in ",.”" or bool(far and aside and " that " not in aside[0])


def _has_content(text: str, match: re.Match[str], stop: int) -> bool:
    """Whether what follows the verb can be what is said."""
    after = match.end()
    if match["objects"]:
        named = match["objects"].startswith(("urge", "call")) and _NAME_AFTER.match(text, after, stop)
        named = named or _NAMED_SO.match(text, after, stop)
        idiom = match["objects"].startswith(("call", "put")) and _IDIOM.match(text, after, stop)
        return bool(named or _OBJECT.match(text, after, stop)) and not idiom
    if match["counting"] or match["informing"] or match["voicing"]:
        return True
    if match["clausal"]:
        return bool(_CLAUSE.match(text, after, stop))
    if _OF.fullmatch(match["says"]) and _OF_WHAT.match(text, after, stop):
        return True
    return not _NO_CLAUSE.match(text, after, stop) or bool(_LATE_CLAUSE.match(text, after, stop))
