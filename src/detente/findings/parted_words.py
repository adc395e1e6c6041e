"""Why two sources disagree, as a paragraph made of data: what each says, in the case's words, and what that moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from detente.beliefs.theories import ABSENT, REVERSED, WORKS
from detente.cases.model import Case
from detente.claims.model import Claim
from detente.claims.values import value_words
from detente.findings.disagreements import Pair, clear
from detente.findings.estimate import Difference, Gap
from detente.findings.headline import shown
from detente.findings.labels import label, name
from detente.findings.premises import Premise
from detente.findings.swaps import Split, Swapped

NAMED = 3  # premises told in words
SIGN_WORDS = {WORKS: "that it acts so", REVERSED: "that it acts the other way round", ABSENT: "that it does not act"}


def paragraph(pair: Pair, lead: str, called: str, case: Case) -> str:
    """Why two sources answer differently, or that they hardly do."""
    looked = [p for p in pair.premises if p.moves is not None]
    surely = [p for p in looked if p.moves and clear(p.moves[lead], len(pair.premises))]
    told = "; ".join(_look(p, pair, lead, case) for p in surely[:NAMED])
    parts = f"What parts them: {told}." if told else "No single premise surely moves it in the worlds lived."
    return " ".join((_apart(pair, lead, called), parts, _contested(pair, case)))


def split_paragraph(split: Split, lead: str, called: str, case: Case) -> str:
    """The same with each premise swapped, both ways."""
    pair = split.pair
    surely = [each for each in split.swapped if clear(each.part[lead], len(split.swapped))]
    most = split.swapped[:1] if clear(pair.apart[lead]) else ()  # what parts those who hardly differ needs no name
    told = "; ".join(_swap(each, pair, lead, case) for each in (surely or most)[:NAMED])
    head = "What parts them" if surely else "No single premise, swapped, surely moves it"
    parts = f"{head}{': ' if surely else '; the most does '}{told}." if told else f"{head}."
    return " ".join((_apart(pair, lead, called), *_blocks(split, lead), parts, _contested(pair, case)))


def _apart(pair: Pair, lead: str, called: str) -> str:
    one, two = pair.sources
    p = [shown(each[lead]) for each in pair.p]
    found = pair.apart[lead]
    verdict = f"a difference of {_by(found)}" if clear(found) else f"they hardly differ, {_by(found)}"
    return f"Of “{called}” {one} alone gives {p[0]}, {two} alone {p[1]}: {verdict}."


def _blocks(split: Split, lead: str) -> Iterator[str]:
    """Which part lies in what they take to be the case, and which in what they hold of causes."""
    facts, theories = split.facts[lead], split.theories[lead]
    if not clear(split.pair.apart[lead]):
        return
    if not clear(theories) and not clear(facts):
        yield "Whether it lies in what they take to be the case or in what they hold of causes can’t be told."
    elif not clear(theories):
        yield "It lies in what they take to be the case, not in what they hold of causes."
    elif not clear(facts):
        yield "It lies in what they hold of causes, not in what they take to be the case."
    else:
        yield f"What they take to be the case makes {_by(facts)} of it, what they hold of causes {_by(theories)}."


def _look(premise: Premise, pair: Pair, lead: str, case: Case) -> str:
    """What a premise moves in the worlds lived, where the second's word holds instead of the first's."""
    two = pair.sources[1]
    where = f"where {two}’s word holds" if premise.says[1] else "where no analyst’s word holds"
    moves = premise.moves or {}
    return f"{_said(premise, pair, case)}: {_by(moves[lead])} {where}"


def _swap(each: Swapped, pair: Pair, lead: str, case: Case) -> str:
    one, two = pair.sources
    there, back = _signed(each.there[lead].delta), _signed(-each.own[lead].delta)
    both = f"{there} with {two}’s word in {one}’s analysis, {back} with {one}’s in {two}’s"
    return f"{_said(each.premise, pair, case)}: {both}"


def _contested(pair: Pair, case: Case) -> str:
    if not pair.contested:
        return "On nothing that the model reads do they contradict one another."
    names = [label(premise.slot, case) for premise in pair.contested]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"They contradict one another on {'; '.join(names[:NAMED])}{more}."


def _said(premise: Premise, pair: Pair, case: Case) -> str:
    sides = zip(pair.sources, premise.says, strict=True)
    told = ", ".join(f"{who} {_words(values(claims, premise, case))}" for who, claims in sides)
    return f"{label(premise.slot, case)} ({told})"


def _words(values: str | None) -> str:
    return f"says {values}" if values else "is silent"


def values(claims: Iterable[Claim], premise: Premise, case: Case) -> str | None:
    """What one source says of a slot, its several values side by side."""
    by_key = {claim.value.key(): _value(claim, premise, case) for claim in claims}
    return " or ".join(by_key[key] for key in sorted(by_key)) or None


def _value(claim: Claim, premise: Premise, case: Case) -> str:
    hedge = "possibly " if claim.modality.class_ == "possible" else ""
    words = claim.value.words
    if premise.mechanism:
        return hedge + SIGN_WORDS[words[0]]
    return hedge + (name(words[0], case) if len(words) == 1 else value_words(claim.value))


def _by(found: Difference | Gap) -> str:
    """A difference with its interval, finer where an end would be rounded to 0: on which side it lies matters."""
    places = 3 if any(0 < abs(end) < 0.005 for end in found.interval) else 2
    delta, low, high = (_signed(number, places) for number in (found.delta, *found.interval))
    return f"{delta} ({low} to {high})"


def _signed(number: float, places: int = 2) -> str:
    return f"{round(number, places) + 0.0:+.{places}f}".replace("-", "−")
