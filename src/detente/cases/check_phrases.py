"""Hedges that the scale doesn't measure: they are no probability, so that the claim weighs as if said flatly."""

from __future__ import annotations

from detente.beliefs.current import feeds_model, heard
from detente.beliefs.scales import DEFAULT_SCALE, measures, phrases
from detente.cases.check_claims import placed
from detente.cases.found import Found
from detente.cases.model import Case
from detente.claims.model import Modality
from detente.errors import nearest

ADVICE = "Take the one that means the same, and write a denial as `stance: disputes`."


def check_phrases(case: Case, found: Found) -> None:
    """Warn once of each such phrase of a claim that the model reads; elsewhere nothing weighs it."""
    for file, here, claim in placed(case):
        why = unmeasured(claim.modality)
        said = claim.modality.phrase or ""
        if why is not None and heard(claim, ()) and feeds_model(claim.slot) and found.once("phrase", said.casefold()):
            close = nearest(said.casefold(), phrases())
            remedy = f"Nearest: {', '.join(close)}. {ADVICE}" if close else every_phrase()
            found.add(file, (*here, "modality", "phrase"), why, remedy, said, "warning")


def unmeasured(modality: Modality) -> str | None:
    """Why a graded claim weighs as if said flatly, or None where it doesn't."""
    if modality.class_ != "graded" or (modality.phrase and measures(modality.phrase)):
        return None
    if not modality.phrase:
        return "a graded claim without its phrase weighs as if said flatly"
    return f"the scale {DEFAULT_SCALE} doesn't measure this phrase, so the claim weighs as if said flatly"


def every_phrase() -> str:
    """The remedy that names all phrases of the scale, least likely first."""
    return f"It measures: {', '.join(phrases())}. {ADVICE}"
