"""Reads proposals out of passages by rules: quantities, dates, hedges, and who is made to say what.

A proposal is a claim of status ``proposed``: an analyst accepts, edits or rejects it. Its slot is a guess
from the words around it, its paraphrase is empty, and its span always is exact.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType

from detente.claims.locators import digest
from detente.claims.model import Claim, Kind, Locator, Modality, Stance, Value
from detente.claims.proposing.characterising import characterised
from detente.claims.proposing.dates import dates
from detente.claims.proposing.dating import Dated
from detente.claims.proposing.gazetteer import Gazetteer
from detente.claims.proposing.hedges import Hedge, hedges
from detente.claims.proposing.home import is_at_home, sure
from detente.claims.proposing.pipeline import Marked, Model
from detente.claims.proposing.quantities import Quantity, quantities
from detente.claims.proposing.quotations import heard
from detente.claims.proposing.sentence import AUTHOR, READER, UNKNOWN, VOICES, Sentence, Speaker, as_id
from detente.claims.proposing.spotting import ONE
from detente.claims.proposing.topics import slot_value
from detente.claims.proposing.turns import INTERVIEWEE, Turn, turns
from detente.claims.proposing.voices import Attribution, words_of
from detente.claims.proposing.whose import SUFFERED, in_its_words, whose
from detente.claims.proposing.with_model import Unknown, additions
from detente.names.entities import Entities
from detente.sources.model import Document, Passage

MADE_BY = "rule/7"
READ = frozenset({"body", "quote", "comment"})  # what somebody tells; pull-quotes repeat it, titles announce it
ASKED = frozenset({"title"})  # as which a short question may stand
LONGEST = 2000  # characters of a sentence
FEW = 10  # of whom "some say": no measure
NEAR = 60  # characters between a hedge and the number that it hedges

_WORD = re.compile(r"[^\W\d_]{2}")
EVENTS, FORCES = ("event",), ("force",)
ANY = ("actor", "force", "place", "person", "pact", "format")
GROUPS = ("actor", "force", "place", "pact")  # of whom there can be so many people
_PEOPLES = SUFFERED | {"troops"}
_OTHER_CLAUSE = re.compile(r"[,;:–—]\s|\b(?:that|which|who|where|while|but|although|though|it|they|he|she)\s")
_NOW = re.compile(
    r"\b(?:is|are|now|still|currently|will|would|keeps?|holds?|has|have)"
    r"(?:\s(?!been\b|had\b|lost\b|left\b|fled\b|\w+ed\b)[\w-]+){0,3}\s\Z"
)
_PASTS = rf"(?:{words_of('clause_verbs')}|{words_of('pasts')}|(?!\w*(?:hundred)\b)[a-z]+ed)"
# somebody else does something then: "28 lorries crossed, and the Americans flew on Thursday"
_NEW_CLAUSE = re.compile(
    rf",\s(?:and|but|while|though|although|whereas)\s(?:the\s|an?\s|its\s|their\s)?(?!\d)[\w’'-]+(?:\s[\w’'-]+){{0,3}}?\s{_PASTS}\b"
)
_NOT_THEN = re.compile(
    r"(?:\b(?:before|until|till|prior\sto|after|compared\s(?:with|to)|than(?:\s(?:in|on|at|during))?|up\sfrom|down\sfrom|unlike(?:\sin)?)"
    r"\s(?:(?:the|an?)\s(?:[\w’'-]+\s){1,3}(?:of|in)\s)?(?:the\s)?)\Z",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    rf"\b(?:(?:than|as\s(?:many|much|high|low|large|few)\sas)\s(?!{ONE})|(?:compared\s(?:with|to)|up\sfrom|down\sfrom)\s)"
    r"(?:[^,.;]|(?<=\d),(?=\d)){0,40}\Z"
)
_LONG_PAST = re.compile(r",\s(?:(?:just\s)?as\s(?:(?:it|they|he|she|we)\s)?(?:did|was|were|had|happened)|when|after)\s")
_PAST = re.compile(r"\b(?:was|were|had|did|died|fell|lost|fled|[a-z]+ed)\b")
_OPENS_CLAUSE = re.compile(r"\b(?:that|of|for)\Z")  # "it is claimed that", "is accused of"
_LEAVES_CLAUSE = re.compile(
    r"[;–—]\s|,\s(?:and|but|while|though|although|whereas|yet|which|who|where)\s(?=\S)|\s(?:but|although|whereas)\s"
)
_ITSELF = re.compile(r"\b(?:it|its|he|his|she|her|they|their|we|our)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Proposal(Claim):
    """A claim proposed by a rule or a model; ``said`` has the words by which the text gives it to somebody else."""

    said: Attribution | None = None


def propose(
    document: Document,
    entities: Entities,
    source: str = "",
    known_from: date | None = None,
    model: Model | None = None,
    facing: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> tuple[Proposal, ...]:
    """All proposals of a document, in the order of their spans; the same document gives the same claims.

    ``source`` is the id the claims get; they count from ``known_from``, else from the document's publication.
    ``facing`` has each party's enemies, on whose losses its word is kept apart from theirs.
    A ``model`` adds to what the rules propose and changes nothing of it. Raises ModelError where it fails.
    """
    reading = _Reading(document, entities, source, known_from or document.published or date.max, model, facing)
    found: dict[str, Proposal] = {}
    for proposal in reading.proposals():
        found.setdefault(proposal.id, proposal)
    return tuple(sorted(found.values(), key=lambda claim: (claim.at.start, claim.at.end) if claim.at else (0, 0)))


class _Reading:
    """One document with its names and dates."""

    def __init__(
        self,
        document: Document,
        entities: Entities,
        source: str,
        day: date,
        model: Model | None = None,
        facing: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> None:
        self.document = document
        self.text = document.text.text
        self.entities = entities
        gazetteer = Gazetteer(entities)
        names = gazetteer.find(self.text)
        self.peoples = gazetteer.peoples(self.text)
        self.at_home = is_at_home(names, self.text, entities)
        self.names = names if self.at_home else sure(names, self.text)
        self.dates = dates(self.text, document.published)
        self.source = source
        self.day = day
        self.model = model
        self.facing = facing
        self.named: set[str] = set()  # of the names that nobody knows

    def proposals(self) -> Iterator[Proposal]:
        for sentence, marked in self._sentences():
            by_rule = tuple(self._of(sentence))
            yield from by_rule
            if self.model and marked:
                yield from (replace(made, made_by=self.model.made_by) for made in self._more(sentence, by_rule, marked))

    def _sentences(self) -> Iterator[tuple[Sentence, tuple[Marked, ...]]]:
        """The sentences in order, each knowing who speaks in it, with what the model marks in them."""
        before: Speaker | None = None
        quoting: Speaker | None = None
        whose_turn = turns(self.text, [one for one in self.document.passages if one.zone in READ | ASKED])
        for paragraph, group in groupby(self._marked(), key=lambda one: one[0].paragraph):
            told: list[tuple[Sentence, tuple[Marked, ...]]] = []
            for piece, marked in group:
                sentence = Sentence(
                    self.text, piece, self.names, self.dates, self.entities, before, self.at_home, self.peoples
                )
                before = sentence.last_speaker
                told.append((sentence, marked))
            sentences = [sentence for sentence, _ in told]
            if paragraph in whose_turn:
                self._give(whose_turn[paragraph], sentences)
            quoting = heard(self.text, sentences, quoting)
            yield from told

    def _give(self, turn: Turn, sentences: Sequence[Sentence]) -> None:
        """Give a paragraph to whose turn it is in an interview."""
        within = (sentences[0].at.start, sentences[-1].at.end)
        said = Attribution(turn.label, turn.named, within, self.text[slice(*turn.label)])
        is_label = turn.named == turn.label
        who = self._called(turn.named) if turn.named and (is_label or self._is_person(turn.named)) else INTERVIEWEE
        speaker = Speaker(who, (who,) if who in self.entities else (), said)
        for sentence in sentences:
            sentence.hear([(said, speaker)])

    def _is_person(self, span: tuple[int, int]) -> bool:
        """Whether the case knows no place or party there: nobody interviews a town."""
        ids = (key for name in self.names if span[0] <= name.start and name.end <= span[1] for key in name.ids)
        return all(self.entities[key].kind == "person" for key in ids)

    def _called(self, span: tuple[int, int]) -> str:
        names = (key for name in self.names if span[0] <= name.start and name.end <= span[1] for key in name.ids)
        return next((key for key in names if self.entities[key].kind in VOICES), None) or as_id(self.text[slice(*span)])

    def _marked(self) -> Iterator[tuple[Passage, tuple[Marked, ...]]]:
        """The pieces that say something, each with what the model marks in it."""
        read = (passage for passage in self.document.passages if passage.zone in READ)
        pieces = [piece for passage in read for piece in _pieces(self.text, passage) if self._says(piece)]
        if self.model is None:
            return ((piece, ()) for piece in pieces)
        return zip(pieces, self.model.mark([self.text[one.start : one.end] for one in pieces]), strict=True)

    def _says(self, piece: Passage) -> bool:
        """Whether there is a word in it: "1." says nothing, and some texts have thousands of them."""
        return bool(_WORD.search(self.text, piece.start, piece.end))

    def _more(self, sentence: Sentence, by_rule: Sequence[Proposal], marked: Sequence[Marked]) -> Iterator[Proposal]:
        taken = [(one.at.start, one.at.end) for one in by_rule if one.at]
        for addition in additions(sentence, marked, taken, self.document.published):
            if not isinstance(addition, Unknown):
                yield _supposing(sentence, self._number(sentence, addition))
            elif addition.id not in self.named:
                self.named.add(addition.id)
                yield self._name(sentence, addition)

    def _number(self, sentence: Sentence, found: Quantity | Dated) -> Proposal:
        if isinstance(found, Dated):
            return self._date(sentence, found)
        return self._measure(sentence, found, tuple(hedges(self.text, sentence.at.start, sentence.at.end)))

    def _name(self, sentence: Sentence, found: Unknown) -> Proposal:
        """A name that nobody knows: the word for whom it names, until somebody adds him to the entities."""
        value = Value("category", words=(found.id,))
        made = self._claim(sentence, (found.start, found.end), found.id, "called[name]", "alias", value)
        note = f"a name that the case doesn't know, to the model {found.what}"
        return replace(made, note=f"{made.note}; {note}" if made.note else note)

    def _of(self, sentence: Sentence) -> Iterator[Proposal]:
        start, end = sentence.at.start, sentence.at.end
        cues = tuple(hedges(self.text, start, end))
        taken = [(one.start, one.end) for one in sentence.dates]
        found = tuple(quantities(self.text, start, end, taken))
        for quantity in found:
            if _speaks(sentence, quantity):
                continue
            yield _supposing(sentence, self._measure(sentence, quantity, cues))
        for dated in sentence.dates:
            yield _supposing(sentence, self._date(sentence, dated))
        for cue in cues:
            if any(one.start <= cue.start and cue.end <= one.end for one in found):
                continue  # "perhaps 200" bounds the number
            yield _supposing(sentence, self._hedged(sentence, cue))
        for said in sentence.said:
            if said.is_unsaid or (said.content is None and sentence.at.zone == "comment"):
                continue  # what nobody says; who comments, as the page has it
            yield _supposing(sentence, self._said(sentence, said))
        for said in sentence.quoted:
            yield _supposing(sentence, self._said(sentence, said))

    def _measure(self, sentence: Sentence, quantity: Quantity, cues: Sequence[Hedge]) -> Proposal:
        attribute, low, high, unit = slot_value(self.text, sentence.at.start, sentence.at.end, quantity)
        words = self.text[quantity.start : quantity.end]
        original = words if (low, high) != (quantity.low / quantity.factor, quantity.high / quantity.factor) else None
        value = Value("point" if low == high else "interval", low, high, (), quantity.bound, unit, original)
        subject, address = self._subject(sentence, quantity, attribute)
        near = [cue for cue in cues if cue.class_ != "intent" and 0 <= quantity.start + 1 - cue.end < NEAR]
        made = self._claim(sentence, (quantity.start, quantity.end), subject, address, "measure", value)
        when = sentence.only_date
        if (
            when
            and when.days
            and not self._only_bounds(sentence, quantity, when)
            and not self._is_of_another_time(sentence, quantity, when)
        ):
            made = replace(made, event_time=when.days, event_basis=f"the only date of its sentence, {when.basis}")
        rumours = [cue for cue in cues if cue.class_ == "reported" and self._reaches(sentence, cue, quantity, near)]
        made = _nobodys(made) if rumours else made
        return replace(made, modality=_modality(near[-1])) if near else made

    def _only_bounds(self, sentence: Sentence, quantity: Quantity, when: Dated) -> bool:
        """Whether the number is not of the date, but of before or after it, or is compared with what was then."""
        start = max(sentence.at.start, when.start - NEAR)
        if _NOT_THEN.search(self.text, start, when.start):
            return True
        compared = (
            _COMPARED.search(self.text, max(start, quantity.end), when.start) if quantity.end < when.start else None
        )
        return bool(compared)

    def _is_of_another_time(self, sentence: Sentence, quantity: Quantity, when: Dated) -> bool:
        """Whether a number stands in a clause of its own that tells of now or of later, the date in another."""
        first, last = sorted([(when.start, when.end), (quantity.start, quantity.end)])
        between = self.text[first[1] : last[0]]
        if ";" in between or (_NEW_CLAUSE.search(between) and quantity.start < when.start):
            return True
        if not _OTHER_CLAUSE.search(between):
            return False
        clause = max([first[1], *(one.end() for one in _OTHER_CLAUSE.finditer(self.text, first[1], last[0]))])
        start = clause if quantity.start > when.start else sentence.at.start
        return bool(_NOW.search(self.text, max(start, quantity.start - NEAR), quantity.start))

    def _reaches(self, sentence: Sentence, cue: Hedge, quantity: Quantity, near: Sequence[Hedge]) -> bool:
        """Whether what is only reported is this: at once behind it, all before it, or all of the clause it opens."""
        is_open = cue.end <= quantity.start and _OPENS_CLAUSE.search(cue.words)
        if self._ends(sentence, cue) or (cue in near and not is_open):
            return True
        return bool(is_open and not _LEAVES_CLAUSE.search(self.text, cue.end, quantity.start))

    def _ends(self, sentence: Sentence, cue: Hedge) -> bool:
        """Whether it stands behind all that is said: "…, it has been claimed"."""
        return not self.text[cue.end : sentence.at.end].strip(' .!?”"’')

    def _subject(self, sentence: Sentence, quantity: Quantity, attribute: str) -> tuple[str | None, str]:
        """Whom a number is about, and the attribute with its key where only one side of an event is counted."""
        if attribute not in _PEOPLES:
            _, party = in_its_words(sentence, quantity) if quantity.unit == "persons" else (False, None)
            if party:
                return party, attribute
            kinds = EVENTS if attribute == "duration" else FORCES if attribute == "size" else ()
            others = GROUPS if quantity.unit == "persons" else ANY
            found = (sentence.subject(quantity.start, kind, told=True) for kind in (kinds, others))
            return next((one for one in found if one), None) or self._itself(sentence, quantity), attribute
        party = whose(sentence, quantity, attribute)
        if attribute not in SUFFERED or in_its_words(sentence, quantity) == (True, None):
            return party, attribute
        event = sentence.subject(quantity.start, EVENTS, told=True)
        speaker = sentence.speaker(sentence.attribution((quantity.start, quantity.end))).id
        if party is None or self.entities[party].kind == "place":
            return event or party, attribute
        if attribute != "displaced" and party in self.facing.get(speaker, ()):
            return event or party, f"{attribute}[enemy_of={speaker}]"
        own = party if attribute == "displaced" else f"own={party}"
        return (event, f"{attribute}[{own}]") if event else (party, attribute)

    def _itself(self, sentence: Sentence, quantity: Quantity) -> str | None:
        """Who says something of himself: "Britain said that it would spend 2 billion pounds"."""
        said = sentence.attribution((quantity.start, quantity.end))
        who = sentence.speaker(said).id
        if said is None or said.content is None or who not in self.entities:
            return None
        return who if _ITSELF.search(self.text, said.content[0], quantity.start) else None

    def _date(self, sentence: Sentence, dated: Dated) -> Proposal:
        subject = sentence.subject(dated.start, EVENTS) or sentence.subject(dated.start, ANY)
        value = Value("category", words=(_days(dated),)) if dated.days else Value("unknown")
        made = self._claim(sentence, (dated.start, dated.end), subject, "date", "event", value)
        return replace(made, event_time=dated.days, event_basis=dated.basis)

    def _hedged(self, sentence: Sentence, cue: Hedge) -> Proposal:
        attribute = {"intent": "intent", "reported": "account"}.get(cue.class_, "prediction")
        kinds: dict[str, Kind] = {"intent": "stake", "account": "fact", "prediction": "prediction"}
        subject = sentence.subject(cue.start, ANY)
        made = self._claim(sentence, (cue.start, cue.end), subject, attribute, kinds[attribute], Value("unknown"))
        return replace(_nobodys(made) if cue.class_ == "reported" else made, modality=_modality(cue))

    def _said(self, sentence: Sentence, said: Attribution) -> Proposal:
        span = said.content or said.cue
        if named := characterised(sentence, said):
            value = Value("category", words=(as_id(named.words),)) if named.words else Value("unknown")
            return self._claim(sentence, span, named.subject, "called", "characterisation", value, said)
        subject = sentence.subject(span[0], ANY)
        return self._claim(sentence, span, subject, "account", "opinion", Value("unknown"), said)

    def _claim(
        self,
        sentence: Sentence,
        span: tuple[int, int],
        subject: str | None,
        attribute: str,
        kind: Kind,
        value: Value,
        said: Attribution | None = None,
    ) -> Proposal:
        words, zone = self.text[slice(*span)], sentence.at.zone
        anchor = " ".join(words.split()[:5])
        speaker = sentence.speaker(said or sentence.attribution(span))
        is_reader = zone == "comment" and speaker.id == AUTHOR
        return Proposal(
            source=self.source,
            slot=f"{subject or UNKNOWN}.{attribute}",
            kind=kind,
            value=value,
            asserted_by=READER if is_reader else speaker.id,
            attribution=speaker.chain,
            known_from=self.day,
            paraphrase="",
            origin=self.source,
            at=Locator(*span, digest(words), sentence.at.paragraph, anchor, zone),
            stance=_stance(speaker.said),
            modality=Modality(cue=speaker.said.cue) if speaker.said else Modality(),
            weight=0.0 if zone == "comment" else 1.0,
            status="proposed",
            made_by=MADE_BY,
            note=sentence.slip(subject, speaker.id),
            said=speaker.said,
        )


def _supposing(sentence: Sentence, proposal: Proposal) -> Proposal:
    """The proposal under the condition of its sentence; when somebody said so doesn't depend on what he supposed."""
    supposed, at = sentence.condition, proposal.at
    if supposed is None or at is None:
        return proposal
    past = supposed.end <= at.start and _LONG_PAST.search(sentence.text, supposed.end, at.start)
    if past and _PAST.search(sentence.text, past.start(), sentence.at.end):
        return proposal  # "if they don't, men will leave, as they did in 2015, when 44 died"
    said = sentence.attribution((supposed.start, supposed.end))
    first, last = said.content if said and said.content else (sentence.at.start, sentence.at.end)
    return replace(proposal, condition=supposed.words) if first <= at.start and at.end <= last else proposal


def _pieces(text: str, passage: Passage) -> Iterator[Passage]:
    """The sentence; in pieces where nobody could have written it as one, as in a text without full stops."""
    start = passage.start
    while passage.end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield replace(passage, start=start, end=cut)
        start = cut
    yield replace(passage, start=start)


def _speaks(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it only counts who speaks: "two diplomats said"."""
    if quantity.unit != "persons" or quantity.high > FEW:
        return False
    sources = [said.source for said in sentence.said if said.source]
    return any(start <= quantity.start and quantity.end <= end for start, end in sources)


def _nobodys(made: Proposal) -> Proposal:
    """What is only rumoured is nobody's word, unless somebody is named for it."""
    return replace(made, asserted_by=UNKNOWN, stance="reports") if made.asserted_by in (AUTHOR, READER) else made


def _stance(said: Attribution | None) -> Stance:
    if said is None:
        return "endorses"
    return "disputes" if said.is_denial else "reports"


def _modality(cue: Hedge) -> Modality:
    return Modality(cue.class_, (cue.start, cue.end), cue.words)


def _days(dated: Dated) -> str:
    assert dated.days, "a date without days has no value"
    first, last = (day.isoformat() for day in dated.days)
    return first if first == last else f"{first}..{last}"
