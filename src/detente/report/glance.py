"""An answer at a glance: the lines of the first screen, and the one-line summaries of what is folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from detente.report.view import Answer, Json, by_source, label
from detente.report.words import known, percent, prob, slot_name, span

OWN: Final = "priors"  # how drivers name whatever rests on no claim
MOVERS: Final = 3
LITTLE: Final = 0.1  # of what is unknown: claims that explain less together don't carry an answer


def confidence(answer: Answer) -> str:
    """The level of confidence, without its reasons; empty where the run doesn't say."""
    level = (answer.raw.get("confidence") or {}).get("level")
    return f"confidence {level}" if level else ""


def hangs(answer: Answer) -> str:
    """What moves the answer most, in a few words."""
    slots = [d for d in answer.lead.get("drivers") or [] if d.get("kind") == "slot"]
    return str(slots[0].get("label") or slot_name(slots[0].get("id"))) if slots else "no single belief"


def movers(answer: Answer) -> str:
    """The beliefs that surely move the leading outcome, with what each explains; empty where none does."""
    slots = [d for d in answer.lead.get("drivers") or [] if d.get("kind") == "slot"]
    sure = [d for d in slots if (d.get("interval") or [0])[0] > 0][:MOVERS]
    return "; ".join(f"{d.get('label') or slot_name(d.get('id'))} ({percent(d.get('share'))})" for d in sure)


def parting(answer: Answer, name: Callable[[Any], str]) -> str:
    """The one premise on which two sources differ that surely moves the leading outcome most; empty where none does."""
    lead = answer.lead.get("id")
    rows = [
        (moved, premise, pair["sources"])
        for pair in answer.raw.get("disagreements") or []
        for premise in pair.get("premises") or []
        if (moved := (premise.get("moves") or {}).get(lead)) and _clear(moved)
    ]
    if not rows:
        return ""
    moved, premise, (one, two) = max(rows, key=lambda row: abs(row[0]["difference"]))
    called = premise.get("label") or slot_name(premise.get("slot"))
    by = prob(abs(moved["difference"]))
    return f"Of what parts the authors, one thing moves it most: {called} ({name(one)} and {name(two)}, by {by})."


def _clear(moved: Json) -> bool:
    low, high = moved.get("interval") or (0, 0)
    return bool(low > 0 or high < 0)


def claims_head(claims: Sequence[Json]) -> str:
    """How far the claims shown below carry the answer."""
    shares = [claim.get("share") for claim in claims]
    total = sum(share for share in shares if known(share))
    if not total and any(share == 0 for share in shares):
        return "No claim can be seen to move it; among those it was drawn from"
    return "No claim moves it much; the authors' come first" if 0 < total < LITTLE else "The claims it hangs on"


def most_moved(answer: Answer) -> tuple[str, Json] | None:
    """The source without which the leading outcome would be most different, with that answer; None if none is told."""
    here, lead = answer.lead.get("p"), answer.lead.get("id")
    rows = [(source, row["without"]) for source, row in by_source(answer.raw) if "without" in row]
    moved = [(source, row) for source, row in rows if known(here) and known((row.get("p") or {}).get(lead))]
    return max(moved, key=lambda each: abs(each[1]["p"][lead] - here), default=None)


def without_words(answer: Answer, name: Callable[[Any], str]) -> str:
    """What the answer would be without the source that moves it most."""
    found = most_moved(answer)
    if found is None:
        return ""
    source, row = found
    lead, here = answer.lead.get("id"), answer.lead.get("p")
    there, error = row["p"][lead], (row.get("mc_error") or {}).get(lead)
    if prob(there) == prob(here):
        return f"Without any one source it would still be {prob(here)}."
    told = f"Without {name(source)}, whose words move it most, it would be {prob(there)} instead of {prob(here)}"
    within = known(error) and known(here) and abs(there - here) < 2 * error
    return f"{told}{', no clear difference in so many histories' if within else ''}."


def disagreement(answer: Answer, name: Callable[[Any], str]) -> str:
    """Of all pairs of sources, the two that answer furthest apart."""
    lead = answer.lead.get("id")
    pairs = [(pair, _apart(pair, lead)) for pair in answer.raw.get("disagreements") or []]
    told = [(pair, ends) for pair, ends in pairs if ends]
    if not told:
        return ""
    pair, (low, high) = max(told, key=lambda each: each[1][1] - each[1][0])
    one, two = (name(source) for source in pair["sources"])
    if prob(low) == prob(high):
        return "alone, all answer alike"
    return f"furthest apart {one} and {two}, {prob(low)} and {prob(high)}"


def _apart(pair: Json, lead: Any) -> tuple[float, float] | None:
    each = pair.get("p") or {}
    found = [each[source].get(lead) for source in pair.get("sources") or [] if isinstance(each.get(source), Mapping)]
    return (min(found), max(found)) if len(found) == 2 and all(map(known, found)) else None


def outcome_words(outcome: Json, worlds: Any = None) -> str:
    """One outcome as a clause: ``war 0.14 (<0.01–0.65; comparable cases 0.01)``."""
    rate = (outcome.get("baselines") or {}).get("reference_class")
    beside = f"; comparable cases {prob(rate)}" if known(rate) else ""
    return f"{label(outcome)} {prob(outcome.get('p'), worlds)} ({span(outcome.get('interval'))}{beside})"
