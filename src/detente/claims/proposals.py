"""Reads proposals out of passages by rules: quantities with their bounds, hedges, and who is made to say so.

A proposal is a claim of status ``proposed``: an analyst accepts, edits or rejects it. Its slot is a guess
from the words around it, its paraphrase is empty, and its span always is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from detente.claims.cues import Hedge, hedges, says
from detente.claims.locators import digest
from detente.claims.model import Claim, Locator, Modality, Value, ValueType
from detente.claims.quantities import Quantity, quantities
from detente.names.catalogue import catalogue
from detente.names.entities import Entities, Mention
from detente.sources.model import Document, Passage

MADE_BY = "rule/1"
READ = frozenset({"body", "quote", "comment"})  # pull-quotes repeat the body; the rest is not the author's
UNKNOWN = "unknown"  # the subject or asserter that no rule could name

EVENTS, FORCES = ("event",), ("force",)
ANY = ("actor", "force", "place", "person", "pact", "format")

_TOPICS: tuple[tuple[str, str, str], ...] = (
    ("persons", "deaths", r"kill|dead|death|died|casualt|slain|lost $|lives"),
    ("persons", "displaced", r"displac|refugee|IDP|fled|flee|expel"),
    ("persons", "wounded", r"wound|injur"),
    ("persons", "size", r"peacekeep"),
    ("persons", "volunteers", r"volunteer"),
    ("persons", "protest_size", r"protest|demonstrat"),
    ("persons", "troops", r"troop|soldier|fighter|mercenar|insurgent|servicemen|militant"),
    ("persons", "residents", r"inhabit|resident|population|Armenians|Azeri|Azerbaijani"),
    ("share", "population_share", r"population|majority|minority|ethnic"),
    ("share", "gas_share", r"\bgas\b|energy"),
    ("share", "share_held", r"territor|land|region"),
    ("share", "completion", r"complet|finish"),
    ("days", "duration", r"war|fight|conflict|clash|hostilit|offensive"),
    ("usd", "military_spending", r"militar|defen[cs]e|arms|weapon|army"),
    ("usd", "pay", r"paid|pay\b|salar|month"),
    ("ratio", "spending_ratio", r"spend|expenditure|budget"),
    ("ratio", "soldiers_ratio", r"soldier|troop"),
    ("ratio", "artillery_ratio", r"artiller"),
    ("square_km", "area", r"."),
    ("km", "length", r"."),
    ("billion_m3", "gas_exports", r"."),
)
_FATES = frozenset({"deaths", "displaced", "wounded"})
_EVENTFUL = frozenset({"deaths", "displaced", "wounded", "duration"})


def propose(
    document: Document, entities: Entities, source: str = "", known_from: date | None = None
) -> tuple[Claim, ...]:
    """All proposals of a document, in the order of their spans; the same document gives the same claims.

    ``source`` is the id the claims get; they count from ``known_from``, else from the document's publication.
    """
    day = known_from or document.published or date.max
    text = document.text.text
    mentions = entities.find(text)
    found: dict[str, Claim] = {}
    for passage in document.passages:
        if passage.zone in READ:
            sentence = _Sentence(text, passage, mentions, entities, source, day)
            for claim in (*sentence.quantities(), *sentence.hedges()):
                found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda claim: (claim.at.start, claim.at.end) if claim.at else (0, 0)))


class _Sentence:
    """One sentence with the mentions in and before it."""

    def __init__(
        self,
        text: str,
        passage: Passage,
        mentions: tuple[Mention, ...],
        entities: Entities,
        source: str,
        day: date,
    ) -> None:
        self.text = text
        self.at = passage
        self.inside = [m for m in mentions if passage.start <= m.start and m.end <= passage.end]
        self.before = [m for m in mentions if passage.start - 1500 <= m.start < passage.start]
        self.entities = entities
        self.source = source
        self.day = day

    def quantities(self) -> Iterator[Claim]:
        cues = list(hedges(self.text, self.at.start, self.at.end))
        for quantity in quantities(self.text, self.at.start, self.at.end):
            attribute = self._topic(quantity)
            if attribute == "account" and quantity.unit == "days":
                continue  # "two weeks later" measures nothing
            unit = catalogue()[attribute].unit
            factor = 1e-9 if unit == "billion_usd" else 1.0
            low, high = round(quantity.low * factor, 9), round(quantity.high * factor, 9)
            kind: ValueType = "point" if low == high else "interval"
            value = Value(kind, low, high, bound=quantity.bound, unit=unit or quantity.unit)
            near = [cue for cue in cues if cue.class_ != "intent" and cue.end <= quantity.start + 1]
            modality = _modality(near[-1]) if near and quantity.start - near[-1].end < 60 else Modality()
            kinds = EVENTS if attribute in _EVENTFUL else FORCES if attribute == "size" else ANY
            subject = self._subject(quantity.start, kinds)
            yield self._claim(quantity.start, quantity.end, f"{subject}.{attribute}", value, modality)

    def hedges(self) -> Iterator[Claim]:
        for cue in hedges(self.text, self.at.start, self.at.end):
            if cue.class_ != "reported":
                attribute = "intent" if cue.class_ == "intent" else "prediction"
                slot = f"{self._subject(cue.start, ANY)}.{attribute}"
                yield self._claim(cue.start, cue.end, slot, Value("unknown"), _modality(cue))

    def _topic(self, quantity: Quantity) -> str:
        fate = self._fate(quantity) if quantity.unit == "persons" else None
        if fate is not None:
            return fate
        own = self.text[quantity.start : quantity.end]
        near = self.text[max(self.at.start, quantity.start - 60) : min(self.at.end, quantity.end + 40)]
        for words in (own, near, self.text[self.at.start : self.at.end]):
            for unit, attribute, pattern in _TOPICS:
                if unit == quantity.unit and attribute not in _FATES and re.search(pattern, words):
                    return attribute
        return "account"

    def _fate(self, quantity: Quantity) -> str | None:
        """What happened to the people counted: the nearest word that says so, not past another number."""
        before = self.text[max(self.at.start, quantity.start - 40) : quantity.start]
        after = self.text[quantity.end : min(self.at.end, quantity.end + 40)]
        before, after = re.split(r"[\d;]", before)[-1], re.split(r"[\d;]", after)[0]
        own = self.text[quantity.start : quantity.end]
        found: list[tuple[int, str]] = []
        for _, attribute, pattern in (topic for topic in _TOPICS if topic[1] in _FATES):
            if re.search(pattern, own):
                found.append((0, attribute))
            found += [(1 + match.start(), attribute) for match in re.finditer(pattern, after)]
            found += [(1 + len(before) - match.end(), attribute) for match in re.finditer(pattern, before)]
        return min(found)[1] if found else None

    def _subject(self, position: int, kinds: tuple[str, ...]) -> str:
        """The nearest entity of these kinds, before the position first; else the nearest of any."""
        nearby = sorted(self.inside, key=lambda m: (m.start > position, abs(m.start - position)))
        if kinds == EVENTS:
            nearby += reversed(self.before)
        for mention in nearby:
            for key in mention.ids:
                if self.entities[key].kind in kinds:
                    return key
        return UNKNOWN if kinds == ANY else self._subject(position, ANY)

    def _asserter(self, position: int) -> tuple[str, str | None]:
        speakers = [m for m in self.inside if m.end <= position]
        for mention in reversed(speakers):
            verb = says(self.text, mention.start, mention.end, position)
            who = next((k for k in mention.ids if self.entities[k].kind in ("actor", "person", "other")), None)
            if verb and who:
                return who, verb
        return "author", None

    def _claim(self, start: int, end: int, slot: str, value: Value, modality: Modality) -> Claim:
        words = self.text[start:end]
        asserter, verb = self._asserter(start)
        anchor = " ".join(words.split()[:5])
        at = Locator(start, end, digest(words), self.at.paragraph, anchor, self.at.zone)
        predicted = value.type == "unknown"
        return Claim(
            source=self.source,
            slot=slot,
            kind="measure" if not predicted else "stake" if modality.class_ == "intent" else "prediction",
            value=value,
            asserted_by=asserter,
            known_from=self.day,
            paraphrase="",
            origin=self.source,
            at=at,
            stance="reports" if verb else "endorses",
            modality=modality,
            weight=0.0 if self.at.zone == "comment" else 1.0,
            status="proposed",
            made_by=MADE_BY,
        )


def _modality(cue: Hedge) -> Modality:
    return Modality(cue.class_, (cue.start, cue.end), cue.words)
