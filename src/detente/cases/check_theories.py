"""Claims about causes of which the case doesn't say what they have to do with the model."""

from __future__ import annotations

from detente.beliefs.theories import MAKES, spoken_of
from detente.cases.check_claims import placed
from detente.cases.found import Found
from detente.cases.model import Case
from detente.cases.theories import FILE


def check_theories(case: Case, found: Found) -> None:
    """Warn once of each named cause that ``theories.yaml`` doesn't list: it moves nothing, and nobody says why."""
    remedy = (
        f"List it in {FILE}: under speak_of below its coefficient ({', '.join(spoken_of())}), "
        "or under move_nothing with the reason."
    )
    for file, here, claim in placed(case):
        name = claim.slot.removesuffix(MAKES)
        if claim.status != "accepted" or name == claim.slot or name in spoken_of() or case.theories.lists(name):
            continue
        if found.once(file, f"{FILE} {name}"):
            found.add(file, (*here, "slot"), "no word on what this cause speaks of", remedy, name, "warning")
