"""Answers: everything that is said of a question, from the study of its histories."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.cases.model import Outcome, Question
from detente.claims.contested import contested
from detente.claims.model import Claim
from detente.findings.baseline import baseline
from detente.findings.cuts import Cut
from detente.findings.disagreements import Pair, disagreements
from detente.findings.estimate import Difference, Estimate, estimate, shown
from detente.findings.evaluate import NEVER, came
from detente.findings.evidence import (
    Evidence,
    authored,
    authors,
    claims_used,
    effective_origins,
    evidence,
    is_level,
    is_stale,
    newest,
    one_sided,
    prior_share,
    settled,
    values,
    winning,
)
from detente.findings.headline import Beside, Confidence, confidence, first_line, gap_note, shut
from detente.findings.labels import label
from detente.findings.learning import Learning, besides, learning
from detente.findings.nested import nested
from detente.findings.only import Alone, alone
from detente.findings.parts import paired
from detente.findings.study import Halves, Study
from detente.findings.voices import Voices, voices
from detente.histories.record import Histories
from detente.names.catalogue import catalogue

HANGS_ON = 3  # claims named on the answer's first page
BALANCED = ":balanced"  # no source is called so


@dataclass(frozen=True, slots=True)
class OutcomeAnswer:
    """One outcome: its probability, what drives it, its rate in the class, and what happened."""

    outcome: Outcome
    found: Estimate
    evidence: Evidence
    reference: float | None
    gap: str | None
    happened: bool | None
    resolution: str | None
    by_month: tuple[float, ...] | None


@dataclass(frozen=True, slots=True)
class Without:
    """The answer with a source struck out, and how far it lies from the main one, history by history."""

    source: str
    found: Mapping[str, Estimate]
    moved: Mapping[str, Difference]


@dataclass(frozen=True, slots=True)
class Answer:
    """One half of one question as of one day."""

    id: str
    question: Question
    half: str | None
    as_of: date
    vintage: str
    months: int
    lead: str
    headline: str
    confidence: Confidence
    newest: date | None
    stale: bool
    outcomes: tuple[OutcomeAnswer, ...]
    without: tuple[Without, ...]
    alone: Alone
    voices: Voices | None
    disagreements: tuple[Pair, ...]
    balanced: Mapping[str, Estimate] | None
    responses: tuple[tuple[str, Mapping[str, float]], ...]
    learn: Learning
    hangs_on: tuple[tuple[Claim, float], ...]
    digest: str


def answer(study: Study, half: str | None, digest: str, strike: bool = True) -> Answer:
    """Say what a study found. ``strike`` also asks what each source's absence would change, and its word alone."""
    question, lives = _over(study.question, half, study.histories[half].months), study.options.lives
    hits = study.hits[half]
    columns, cuts = values(study.beliefs, study.settled), dict[str, Cut]()
    options = study.options
    own = options.as_of is None and options.months in (None, question.months)
    made = own and not (options.assumed or options.left_out or options.off)
    found = [
        _outcome(study, half, o, hits[o.id].reshape(-1, lives), columns, cuts, settled=made and half != "do")
        for o in question.outcomes
        if o.id in hits
    ]
    ordered = nested([o.found for o in found], [hits[o.outcome.id] for o in found])
    found = [replace(o, found=each) for o, each in zip(found, ordered, strict=True)]
    asked = [o for o in found if o.outcome.id == question.asks]
    lead = asked[0] if asked else max(found, key=lambda o: o.found.p) if question.exclusive else found[0]
    weighed, latest = settled(study.beliefs), newest(study.beliefs, study.case)
    stale = is_stale(study.beliefs, weighed, latest)
    trust = confidence(
        effective_origins(weighed),
        prior_share(study.beliefs, lead.evidence.slots),
        _disagreements(study, lead.evidence),
        stale,
        one_sided(study.beliefs.sources, weighed),
    )
    name = question.id if half is None else f"{question.id}/{half}"
    heard = alone(study, half) if strike else Alone()
    return Answer(
        id=name,
        question=question,
        half=half,
        as_of=study.as_of,
        vintage=study.options.vintage,
        months=study.histories[half].months,
        lead=lead.outcome.id,
        headline=first_line(lead.outcome, lead.found, trust, told_beside(question, lead, found)),
        confidence=trust,
        newest=latest,
        stale=stale,
        outcomes=tuple(found),
        without=_without(study, half) if strike else (),
        alone=heard,
        voices=voices(study, half, lead.outcome.id, lead.evidence.sure, heard.only),
        disagreements=disagreements(study, half, lead.outcome.id) if strike else (),
        balanced=_balanced(study, half) if strike else None,
        responses=_responses(study, half),
        learn=_learn(lead, found),
        hangs_on=tuple(_hangs_on(study, claims_used(study.case, lead.evidence, study.beliefs))),
        digest=digest,
    )


def _over(question: Question, half: str | None, months: int) -> Question:
    """The question; asked over another window than its own, its words, which may name that, say so."""
    own = question.given.months if half == "do" and question.given else question.months
    if months == own:
        return question
    said = f"(here over {months} month{'s' if months != 1 else ''})"
    outcomes = (
        replace(o, label=f"{o.label} {said}", opposite=o.opposite and f"{o.opposite} {said}") for o in question.outcomes
    )
    return replace(question, text=f"{question.text} {said}", outcomes=tuple(outcomes))


def _learn(lead: OutcomeAnswer, found: Sequence[OutcomeAnswer]) -> Learning:
    """What would narrow the leading outcome, or else which other, the most open first, something would narrow."""
    open_first = sorted((o for o in found if o is not lead), key=lambda o: abs(o.found.p - 0.5))
    told = learning(lead.evidence, lead.found)
    return besides(told, ((o.outcome.label, learning(o.evidence, o.found)) for o in open_first))


def told_beside(question: Question, lead: OutcomeAnswer, found: Sequence[OutcomeAnswer]) -> tuple[Beside, ...]:
    """What the first line names besides the leading outcome.

    The likeliest of exclusive outcomes where that is another; else the one that stands first in the question, where
    none is named as asked for; and the most open one where the leading one is all but certain, or all but ruled out.
    """
    told: list[tuple[str, OutcomeAnswer]] = []
    if question.exclusive and (most := max(found, key=lambda o: o.found.p)).found.p > lead.found.p:
        told.append(("Likelier is", most))
    elif question.exclusive and question.asks is None and found[0] is not lead:
        told.append(("Asked about first:", found[0]))
    most_open = min(found, key=lambda o: abs(o.found.p - 0.5))
    if shut(lead.found.shown_p) and not shut(most_open.found.shown_p) and most_open not in [o for _, o in told]:
        told.append(("More open is", most_open))
    return tuple(Beside(how, o.outcome.label, o.found.shown_p) for how, o in told)


def _outcome(
    study: Study,
    half: str | None,
    outcome: Outcome,
    hits: NDArray[np.bool_],
    columns: Mapping[str, NDArray[Any]],
    cuts: dict[str, Cut],
    settled: bool,
) -> OutcomeAnswer:
    found = estimate(hits)
    traced = evidence(study.case, study.beliefs, columns, hits, cuts)
    rate = baseline(outcome, study.histories[half].months, study.last_year)
    sure = [(slot, label(slot, study.case)) for slot in traced.sure]
    levels = [(slot, called) for slot, called in sure if is_level(slot)]
    gap = gap_note(found.p, rate, levels, columns, hits, sure) if rate is not None else None
    said = next(
        (r for r in study.case.resolutions if settled and (r.question, r.outcome) == (study.question.id, outcome.id)),
        None,
    )
    return OutcomeAnswer(
        outcome,
        found,
        traced,
        rate,
        gap,
        said.happened if said else None,
        f"{said.evidence} ({said.citation})" if said and said.evidence else None,
        _by_month(outcome, study.histories[half], hits),
    )


def _by_month(outcome: Outcome, histories: Histories, hits: NDArray[np.bool_]) -> tuple[float, ...] | None:
    """Probability that it has come true by the end of each month; None where it has no first month."""
    first = came(outcome, histories, hits)
    if first is None:
        return None
    counts = np.bincount(first[first < NEVER], minlength=histories.months)
    return tuple(shown(float(p), histories.count) for p in counts.cumsum() / histories.count)


def _without(study: Study, half: str | None) -> tuple[Without, ...]:
    """Each author struck out in turn; the worlds in which one of hers had won are lived again."""
    return tuple(_struck(study, half, source) for source in authors(study.beliefs))


def _struck(study: Study, half: str | None, source: str) -> Without:
    found = _again(study, half, source, partial(study.struck, source))
    before, after, lives = study.hits[half], study.memory[source][half], study.options.lives
    return Without(source, found, {o: paired(hit, before[o], lives) for o, hit in after.items()})


def _balanced(study: Study, half: str | None) -> Mapping[str, Estimate]:
    """The answer where no standpoint has more than half of the weight on a slot."""
    return _again(study, half, BALANCED, study.balanced)


def _again(study: Study, half: str | None, name: str, live: Callable[[], Halves]) -> Mapping[str, Estimate]:
    """Estimates on other beliefs; both halves of a question share one reliving."""
    if name not in study.memory:
        study.memory[name] = live()
    return {o: estimate(h.reshape(-1, study.options.lives)) for o, h in study.memory[name][half].items()}


def _responses(study: Study, half: str | None) -> tuple[tuple[str, Mapping[str, float]], ...]:
    """What each outsider does when attacked by the actor the question names, as shares of such attacks."""
    if study.question.responses is None:
        return ()
    histories, to = study.histories[half], study.question.responses.to
    who = histories.names.actors
    asked = histories.each(lambda part: _responding(part, to))
    rows = []
    nobody = "guarantees" in study.options.off  # then no outsider is asked anything
    for outsider in study.case.file.outsiders if asked.size and not nobody else ():
        counts = np.bincount(asked[:, who.index(outsider.id)], minlength=len(histories.names.responses)) / len(asked)
        rows.append((outsider.id, {name: float(p) for name, p in zip(histories.names.responses, counts, strict=True)}))
    return tuple(rows)


def _responding(histories: Histories, to: str) -> NDArray[np.int8]:
    """What every actor does in each attack by one; where something is made to happen, in those of month 1 only."""
    ds = [d for d, (challenger, _) in enumerate(histories.names.dyads) if challenger == to]
    action, response = histories.arrays["action"][:, :, ds], histories.arrays["response"][:, :, ds]
    if histories.made is not None:
        action, response = action[:, :1], response[:, :1]
    found: NDArray[np.int8] = response[action >= histories.names.actions.index("limited_attack")]
    return found


def _disagreements(study: Study, traced: Evidence) -> int:
    """How many of the slots an answer surely hangs on are contested by the claims in force."""
    claims = [c for slot in traced.sure for c in study.beliefs.claims.get(slot, ())]
    return len(contested(claims, catalogue(), study.case.background))


def _hangs_on(study: Study, used: list[tuple[Claim, float]]) -> list[tuple[Claim, float]]:
    """Three claims: authors', by the uncertainty they carry and then by the worlds they won; then the record's."""
    texts = [(c, s) for c, s in used if authored(study.case.sources[c.source])]
    told = {c.id for c, _ in texts}
    if len(texts) < HANGS_ON:
        winners = [(c, 0.0) for c in _most_believed(study) if c.id not in told]
        texts = [*texts, *winners]
    rest = [(c, s) for c, s in used if not authored(study.case.sources[c.source])]
    return [*texts, *rest][:HANGS_ON]


def _most_believed(study: Study) -> list[Claim]:
    """Authors' claims on slots the model read, by the share of worlds in which they had won."""
    by_id = {c.id: c for group in study.beliefs.claims.values() for c in group}
    shares = {name: share for draw in study.beliefs.slots.values() for name, share in winning(draw).items()}
    texts = [n for n in shares if n in by_id and authored(study.case.sources[by_id[n].source])]
    return [by_id[name] for name in sorted(texts, key=lambda name: (-shares[name], name))]
