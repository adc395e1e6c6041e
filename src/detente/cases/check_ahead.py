"""Days that nobody can know of yet: a slip in a year, which would move the day as of which a case is looked at."""

from __future__ import annotations

from datetime import date, timedelta

from detente.cases.check_claims import PUT_ASIDE, placed
from detente.cases.found import Found
from detente.cases.model import Case

GRACE = timedelta(days=92)  # after the last day asked about: data on it are released later, and clocks may be behind
REMEDY = "Correct the year: what is known last is the day as of which a case is looked at where none is given."


def horizon(case: Case, today: date | None) -> date:
    """The last day from which anything can be known: today, or soon after the last day that is asked about."""
    asked = [day + GRACE for question in case.file.questions for day in question.as_of]
    return max([*asked, *([today] if today else [])], default=date.max)


def check_ahead(case: Case, today: date | None, found: Found) -> None:
    """Warn of sources, claims and series that would be known only from a day that lies ahead."""
    last = horizon(case, today)
    ahead = {source.id for source in case.sources.values() if source.published[1] > last}
    for n, source in enumerate(case.sources.values()):
        if source.id in ahead:
            reason, day = "published on a day that lies ahead", str(source.published[1])
            found.add("sources.yaml", ("sources", n, "published"), reason, REMEDY, day, "warning")
    for file, here, claim in placed(case):
        told = claim.source in ahead and claim.known_from == case.sources[claim.source].counts_from
        if claim.known_from > last and not told and claim.status not in PUT_ASIDE and found.once(file, "ahead"):
            reason = "known only from a day that lies ahead"
            found.add(file, (*here, "known_from"), reason, REMEDY, claim.known_from, "warning")
    for claim in case.claims:
        if claim.made_by.startswith("rule series") and claim.known_from > last and found.once(claim.source, "ahead"):
            reason = "the series has a value that is known only from a day that lies ahead"
            remedy = f"Correct the period in its table, or the lag of its release. {REMEDY}"
            value = f"{claim.source}: {claim.slot}, known from {claim.known_from}"
            found.add("series/series.yaml", ("series",), reason, remedy, value, "warning")
