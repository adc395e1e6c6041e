"""The sources' statements about the future, scored one by one, with detente's own answer beside them.

The probability of a statement is what its words mean to readers: the mean of the phrase on the scale (graded), and
that of the scale's "will happen" where something is said flatly, with or without a condition (categorical,
conditional). A flat "will" is not taken for certainty: the readers asked put it at .97, so no constant of ours
decides what a flat statement that failed costs. Score: Brier (1950, Monthly Weather Review 78), (p - y)², with
y = 1 where it came true, 0 where not, and 1/2 where it partly did. Means are given from ten scored statements up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from detente.beliefs.scales import DEFAULT_SCALE, meaning, measures
from detente.cases.check_statements import load_statements
from detente.cases.model import Case
from detente.cases.statements import COMMITS, Statement, Work
from detente.claims.model import Claim

FLAT: Final = "will happen"
ENOUGH: Final = 10  # scored statements below which a mean would grade an author, not a way of speaking
CAME: Final[Mapping[str, float]] = {"true": 1.0, "partly": 0.5, "false": 0.0}
REASONS: Final[Mapping[str, str]] = {
    "graded": "a measured phrase",
    "categorical": "a flat statement",
    "conditional": "a flat statement, and its condition was met",
    "possible": "a bare possibility commits to nothing",
    "rank": "an order of likelihood is no probability",
    "intent": "what an actor wants or announces is no forecast",
}


def statement_rows(
    case: Case, findings: Mapping[str, Any] | None = None, scale: str = DEFAULT_SCALE
) -> list[dict[str, Any]]:
    """One row a statement, in the file's order; none for a case without statements.

    ``findings`` is the document of a run: its answers stand beside the statements. Raises InputError where the
    statements don't fit the case.
    """
    read = load_statements(case)
    claims = {claim.id: claim for claim in case.claims}
    works = {work.id: work for work in read.works} if read else {}
    return [_row(said, claims, works, findings, scale) for said in (read.statements if read else ())]


def _row(
    said: Statement,
    claims: Mapping[str, Claim],
    works: Mapping[str, Work],
    findings: Mapping[str, Any] | None,
    scale: str,
) -> dict[str, Any]:
    rests_on = [claims[name] for name in said.claims]
    p = probability(said, scale)
    return {
        "source": said.source,
        "claim": said.claims[0],
        "class": said.class_,
        "p": p,
        "resolved": said.resolution,
        "scoreable": said.scoreable,
        "brier": brier(p, said.resolution) if said.scoreable else None,
        "id": said.id,
        "claims": list(said.claims),
        "by": sorted({claim.asserted_by for claim in rests_on}),
        "weight": max(claim.weight for claim in rests_on),
        "says": said.says,
        "phrase": said.phrase or _hedge(said, rests_on),
        "condition": said.condition,
        "horizon": [said.horizon.from_, said.horizon.to],
        "horizon_basis": said.horizon.basis,
        "criterion": said.criterion,
        "resolved_on": said.resolved_on,
        "evidence": said.evidence,
        "works": [_cited(works[name]) for name in said.works],
        "checked": all(works[name].checked for name in said.works) if said.works else None,
        "reason": reason(said),
        "detente": beside(said, findings),
    }


def _hedge(said: Statement, rests_on: Iterable[Claim]) -> str | None:
    """The hedge of its claims, where the statement is not a flat one drawn from them."""
    flat = said.class_ in ("categorical", "conditional")
    return None if flat else next((claim.modality.phrase for claim in rests_on if claim.modality.phrase), None)


def _cited(work: Work) -> dict[str, Any]:
    return {"publisher": work.publisher, "title": work.title, "date": work.date, "checked": work.checked}


def probability(said: Statement, scale: str = DEFAULT_SCALE) -> float | None:
    """What the words mean, 0 to 1, under the condition where there is one.

    None where they commit to nothing or the scale doesn't have them.
    """
    phrase = FLAT if said.class_ in ("categorical", "conditional") else said.phrase
    if said.class_ not in COMMITS or phrase is None or not measures(phrase, scale):
        return None
    meant = meaning(phrase, scale)
    return float(((meant.low + meant.high) * meant.count).sum() / (2.0 * meant.count.sum()))


def brier(p: float | None, resolution: str) -> float | None:
    """(p - y)², 0 best, 1 worst; None without a probability or while it is open."""
    came = CAME.get(resolution)
    return None if p is None or came is None else (p - came) ** 2


def reason(said: Statement) -> str:
    """Why a statement is scoreable, or why not."""
    if said.why:
        return said.why
    if said.resolution == "condition_not_met":
        return "its condition was not met"
    return REASONS[said.class_]


def beside(said: Statement, findings: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Our own answer to the outcome that stands beside the statement; ``p`` None without a run of it."""
    if said.beside is None:
        return None
    at = said.beside
    answers = [a for a in (findings or {}).get("answers", ()) if a["question"].partition("/")[0] == at.question]
    found = [(str(a["as_of"]), o["p"]) for a in answers for o in a["outcomes"] if o["id"] == at.outcome]
    # of a question with a range of as-of days the later leads, as everywhere
    p = max(found, key=lambda pair: pair[0])[1] if found else None
    return {"question": at.question, "outcome": at.outcome, "opposite": at.opposite, "p": p}


def aggregates(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Counts over all statements, by class and by source; the mean score from `ENOUGH` scored ones up.

    What weighs nothing (a reader's comment) doesn't count.
    """
    counted = [row for row in rows if row["weight"] > 0]
    groups: list[tuple[str, str | None, list[Mapping[str, Any]]]] = [("all", None, counted)]
    for key in ("class", "source"):
        names = dict.fromkeys(row[key] for row in counted)
        groups += [(key, name, [row for row in counted if row[key] == name]) for name in names]
    return [{"by": by, "name": name, **_tally(group)} for by, name, group in groups]


def _tally(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    scored = [row["brier"] for row in rows if row["brier"] is not None]
    return {
        "statements": len(rows),
        "scoreable": sum(row["scoreable"] for row in rows),
        "n": len(scored),
        "brier": sum(scored) / len(scored) if len(scored) >= ENOUGH else None,
    }
