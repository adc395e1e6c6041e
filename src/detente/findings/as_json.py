"""Findings as the one JSON document that ``--json`` prints, the report is set from, and a run folder keeps."""

from __future__ import annotations

import math
import shlex
from collections.abc import Sequence
from datetime import date
from typing import Any

from detente.beliefs.draws import Assumed, Beliefs
from detente.cases.model import Case
from detente.cases.reader import find_case
from detente.claims.model import Claim
from detente.claims.vintage import counts
from detente.errors import UsageError
from detente.findings.answers import Answer, OutcomeAnswer, Without
from detente.findings.assumptions import assumed_value, assumptions
from detente.findings.citing import cited
from detente.findings.drivers import Driver
from detente.findings.estimate import Estimate
from detente.findings.evidence import PRIORS
from detente.findings.headline import opposite
from detente.findings.kinds import kind
from detente.findings.labels import MECHANISMS, claim_words, label, name
from detente.findings.learning import note
from detente.findings.only import Heard
from detente.findings.parted import moves_to_json, pair_to_json
from detente.findings.runs import Run
from detente.findings.study import Options, Study
from detente.findings.taken import taken
from detente.findings.under_way import under_way
from detente.findings.unfolding import unfolding
from detente.findings.unsettled import unsettled
from detente.findings.voices import Voices, words
from detente.sources.model import Source

TOP = 6  # drivers of each kind


def run_to_json(run: Run, answers: Sequence[dict[str, Any]] | None = None) -> dict[str, Any]:
    """The whole run, with its ``answers`` where these were told before.

    Probabilities 0 to 1; ``interval`` the central 90 %; unknown is null.
    """
    options = run.options
    return {
        "case": run.case.id,
        "case_title": run.case.file.title,
        "run": {
            "id": run.id,
            "seed": options.seed,
            "worlds": options.draws * options.lives,
            "lives": options.lives,
            "world_months": run.world_months,
            "seconds": round(run.seconds, 3),
            "case_digest": run.case.digest,
            "claims_digest": run.case.claims_digest,
            "code_digest": run.code_digest,
            "result_digest": run.result_digest,
        },
        "options": options_to_json(options),
        "command": command(_found_by(run.case), _questions(run), options),
        "answers": answers_to_json(run) if answers is None else list(answers),
        "sources": [
            {
                "id": s.id,
                "label": cited(s),
                "title": s.title,
                "authors": list(s.authors),
                "publisher": s.publisher,
                "published": [str(day) for day in s.published] if s.kind == "analysis" else None,
                "standpoint": {"affiliation": s.standpoint.affiliation, "country": s.standpoint.country},
                "reliability": s.reliability,
            }
            for s in known_sources(run)
        ],
        "voices_absent": list(run.case.voices_absent),
        "assumptions": assumptions(run),
        "limits": list(LIMITS),
    }


LIMITS = (
    "The generic levels show the rates of territorial rivalries to 1990; two rates of joiners count wars to 2010.",
    "Most sizes of effects are assumptions: analyses say which way a cause works, seldom how far.",
    "Deaths are those of the open series as last revised; what was known on the day may have differed.",
)


def known_sources(run: Run) -> list[Source]:
    """The sources that were out by the latest day of the run, or of which a claim counts by then."""
    latest = max((answer.as_of for answer in run.answers), default=date.max)
    told = {claim.source for claim in run.case.claims if counts(claim, latest, run.options.vintage)}
    return [s for s in run.case.sources.values() if s.counts_from <= latest or s.id in told]


def options_to_json(options: Options) -> dict[str, Any]:
    """What the run was asked to do."""
    return {
        "vintage": options.vintage,
        "scale": options.scale,
        "assume": [_assumed(a) for a in options.assumed],
        "without": sorted(options.left_out),
        "off": sorted(options.off),
        "as_of": str(options.as_of) if options.as_of else None,
        "months": options.months,
    }


def _assumed(assumed: Assumed) -> str:
    return f"{assumed.slot}={assumed_value(assumed)}" + (f':"{assumed.reason}"' if assumed.reason else "")


def _found_by(case: Case) -> str:
    """The name by which the case is found, or its path where that name is another's or nobody's."""
    try:
        return case.id if find_case(case.id).resolve() == case.path.resolve() else str(case.path)
    except UsageError:
        return str(case.path)


def _questions(run: Run) -> list[str]:
    """The questions asked, where they weren't all of the case's."""
    asked = dict.fromkeys(answer.question.id for answer in run.answers)
    return [] if set(asked) == {question.id for question in run.case.file.questions} else list(asked)


def command(case: str, questions: Sequence[str], options: Options) -> str:
    """The command that repeats the run; of what it could name, what isn't the default."""
    parts = [f"detente run {shlex.quote(case)}", *(f"-q {shlex.quote(name)}" for name in questions)]
    parts += [f"--worlds {options.worlds} --seed {options.seed}"]
    parts += [f"--lives {options.lives}"] if options.lives != Options().lives else []
    parts += [f"--scale {options.scale}"] if options.scale != Options().scale else []
    parts += [f"--assume {shlex.quote(_assumed(a))}" for a in options.assumed]
    parts += [f"--without {name}" for name in sorted(options.left_out)]
    parts += [f"--off {name}" for name in sorted(options.off)]
    parts += [f"--as-of {options.as_of}"] if options.as_of else []
    parts += [f"--months {options.months}"] if options.months else []
    parts += [f"--vintage {options.vintage}"] if options.vintage != "published" else []
    return " ".join(parts)


def answers_to_json(run: Run) -> list[dict[str, Any]]:
    """All answers of a run, or of the part of one."""
    return [answer_to_json(answer, run) for answer in run.answers]


def answer_to_json(answer: Answer, run: Run) -> dict[str, Any]:
    """One answer."""
    given = answer.question.given
    months = {o.outcome.id: list(o.by_month) for o in answer.outcomes if o.by_month}
    return {
        "question": answer.id,
        "text": answer.question.text,
        "as_of": str(answer.as_of),
        "vintage": answer.vintage,
        "months": answer.months,
        "given": {"do": given.text} if given and answer.half == "do" else None,
        "exclusive": answer.question.exclusive,
        "lead": answer.lead,
        "headline": answer.headline,
        "taken": taken(_study(answer, run), answer.half),
        "under_way": under_way(_study(answer, run)),
        "confidence": {"level": answer.confidence.level, "reasons": list(answer.confidence.reasons)},
        "newest_claim": str(answer.newest) if answer.newest else None,
        "stale": answer.stale,
        "outcomes": _outcomes(answer, run.case),
        "without": [without_to_json(without) for without in answer.without],
        "only": [heard_to_json(heard) for heard in answer.alone.only],
        "only_theory": [heard_to_json(heard) for heard in answer.alone.only_theory],
        "without_theory": [heard_to_json(heard) for heard in answer.alone.without_theory],
        "voices": voices_to_json(answer.voices, run.case) if answer.voices else None,
        "disagreements": [pair_to_json(pair, answer.lead, _label(answer), run.case) for pair in answer.disagreements],
        "balanced": None
        if answer.balanced is None
        else {
            "p": {name: e.p for name, e in answer.balanced.items()},
            "mc_error": {name: e.mc_error for name, e in answer.balanced.items()},
        },
        "learn_next": [
            {
                "slot": slot,
                "label": label(slot, run.case),
                "believed": unsettled(slot, _beliefs(answer, run), run.case),
                "narrows_by": drop,
            }
            for slot, drop in answer.learn.visible
        ],
        "learn_note": note(answer.learn, run.case),
        "spread": answer.learn.spread,
        "responses": [{"actor": actor, "label": name(actor, run.case), "p": dict(p)} for actor, p in answer.responses],
        "claims": [_on_page(claim, share, run.case) for claim, share in answer.hangs_on],
        "by_month": months or None,
        "unfolding": unfolding(answer, run),
        "by_month_note": "Probability that it has come about by the end of each month",
        "method": {
            "worlds": run.options.draws * run.options.lives,
            "lives": run.options.lives,
            "months": answer.months,
        },
        "digest": answer.digest,
    }


def _on_page(claim: Claim, share: float, case: Case) -> dict[str, Any]:
    """A claim among those that an answer hangs on, in words that stand alone."""
    return claim_on_page(claim, share) | {"paraphrase": claim_words(claim, case)}


def _label(answer: Answer) -> str:
    """What the leading outcome is called."""
    return next(o.outcome.label for o in answer.outcomes if o.outcome.id == answer.lead)


def _study(answer: Answer, run: Run) -> Study:
    """That of which the answer was made."""
    return next(s for s in run.studies if s.question.id == answer.question.id and s.as_of == answer.as_of)


def _beliefs(answer: Answer, run: Run) -> Beliefs:
    """Those the answer was drawn from."""
    return _study(answer, run).beliefs


def without_to_json(without: Without) -> dict[str, Any]:
    """The answer with a source struck out; ``moved`` is it less the main one, paired history by history."""
    return {
        "source": without.source,
        "p": {name: e.p for name, e in without.found.items()},
        "mc_error": {name: e.mc_error for name, e in without.found.items()},
        "moved": moves_to_json(without.moved),
        "method": "forced",
    }


def heard_to_json(heard: Heard) -> dict[str, Any]:
    """The answer by one voice; ``moved`` is it less the main one on the same histories, ``worlds`` of them."""
    return {
        "source": heard.source,
        "p": dict(heard.p),
        "mc_error": dict(heard.mc_error),
        "moved": moves_to_json(heard.moved),
        "worlds": heard.worlds,
        "method": "forced",
    }


def voices_to_json(found: Voices, case: Case) -> dict[str, Any]:
    """Why authors heard alone lie on one side of all together; ``part`` of the gap, in probability, null if unknown."""
    return {
        "gap": found.gap,
        "authors": found.authors,
        "speaks": list(found.speaks),
        "of": found.of,
        "shifts": [
            {"slot": s.slot, "label": label(s.slot, case), "authors": s.authors, "part": s.part} for s in found.shifts
        ],
        "words": words(found, case),
    }


def _outcomes(answer: Answer, case: Case) -> list[dict[str, Any]]:
    """The outcomes with their probabilities, which sum to one where the outcomes exclude one another."""
    p = off_the_ends([o.found for o in answer.outcomes], answer.question.exclusive)
    return [_outcome(o, each, case) for o, each in zip(answer.outcomes, p, strict=True)]


def off_the_ends(found: Sequence[Estimate], exclusive: bool) -> list[float]:
    """Probabilities that so many histories can tell: the shares counted, but none at 0 or 1.

    What outcomes that exclude one another are lent so, the likeliest gives, or where it has too little all do.
    """
    p = [each.shown_p for each in found]
    if not exclusive or p == [each.p for each in found]:
        return p
    lent, most = math.fsum(p) - 1.0, p.index(max(p))
    if p[most] - lent < min(p):
        return [each / (1.0 + lent) for each in p]
    return [each - lent if n == most else each for n, each in enumerate(p)]


def _outcome(found: OutcomeAnswer, p: float, case: Case) -> dict[str, Any]:
    return {
        "id": found.outcome.id,
        "label": found.outcome.label,
        "kind": kind(found.outcome),
        **estimate_to_json(found.found, p),
        "opposite": _opposite(found, p),
        "baselines": {"reference_class": found.reference},
        "happened": found.happened,
        "resolution": found.resolution,
        "gap_note": found.gap,
        "drivers": [
            driver_to_json(d, case)
            for group in (
                found.evidence.slots,
                found.evidence.claims,
                found.evidence.sources,
                found.evidence.mechanisms,
            )
            for d in group[:TOP]
        ],
    }


def _opposite(found: OutcomeAnswer, p: float) -> dict[str, Any] | None:
    """What an outcome that would be a no leaves of a yes to the question."""
    if not found.outcome.opposite:
        return None
    told = opposite(found.found)
    return {"label": found.outcome.opposite, "p": 1.0 - p, "interval": list(told.interval) if told.interval else None}


def estimate_to_json(found: Estimate, p: float) -> dict[str, Any]:
    """A probability, as it is to be told, with both its uncertainties."""
    return {
        "p": p,
        "interval": list(found.interval) if found.interval else None,
        "mc_error": found.mc_error,
        "epistemic_share": found.epistemic_share,
    }


def driver_to_json(driver: Driver, case: Case) -> dict[str, Any]:
    """A driver; ``claims`` names the claim itself where it is one."""
    claims = [driver.id] if driver.kind == "claim" and driver.id.startswith("c-") else []
    return {
        "kind": driver.kind,
        "id": driver.id,
        "label": label(driver.id, case) if driver.kind == "slot" else _called(driver, case),
        "share": driver.share,
        "interval": list(driver.interval),
        "claims": claims,
    }


def claim_on_page(claim: Claim, share: float | None = None, quotation: str | None = None) -> dict[str, Any]:
    """A claim as an answer names it: where it stands and what it says in our words."""
    return {
        "claim": claim.id,
        "source": claim.source,
        "paragraph": claim.at.paragraph if claim.at else None,
        "anchor": claim.at.anchor if claim.at else None,
        "citation": claim.citation,
        "quotation": quotation,
        "paraphrase": claim.paraphrase,
        "slot": claim.slot,
        "share": share,
    }


def _called(driver: Driver, case: Case) -> str:
    """Claims by their paraphrase, sources by author and year, priors by their slot."""
    if driver.id == PRIORS:
        return "our priors and assumptions"
    if driver.id.startswith(("prior:", "assumption:")):
        kind, _, slot = driver.id.partition(":")
        return f"{label(slot, case)} ({kind})"
    if driver.kind == "claim":
        return next((claim_words(c, case) for c in case.claims if c.id == driver.id), driver.id)
    if driver.kind == "source":
        return cited(case.sources[driver.id]) if driver.id in case.sources else driver.id
    return MECHANISMS.get(driver.id, name(driver.id, case))
