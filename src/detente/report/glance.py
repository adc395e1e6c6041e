"""An answer at a glance: the lines of the first screen, and the one-line summaries of what is folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from detente.findings.estimate import Difference
from detente.findings.kept import best_of, kept, surely
from detente.report.view import Answer, Json, by_source, label
from detente.report.words import known, percent, prob, signed, slot_name, span

OWN: Final = "priors"  # how drivers name whatever rests on no claim
MOVERS: Final = 3
LITTLE: Final = 0.1  # of what is unknown: claims that explain less together don't carry an answer


def confidence(answer: Answer) -> str:
    """The level of confidence, without its reasons; empty where the run doesn't say."""
    level = (answer.raw.get("confidence") or {}).get("level")
    return f"confidence {level}" if level else ""


def hangs(answer: Answer) -> str:
    """What moves the answer most, in a few words."""
    sure = _sure(answer)
    return str(sure[0].get("label") or slot_name(sure[0].get("id"))) if sure else "no single belief"


def movers(answer: Answer) -> str:
    """The beliefs that surely move the leading outcome, with what each explains; empty where none does."""
    return "; ".join(
        f"{d.get('label') or slot_name(d.get('id'))} ({percent(d.get('share'))})" for d in _sure(answer)[:MOVERS]
    )


def _sure(answer: Answer) -> list[Mapping[str, Any]]:
    """The beliefs that surely move the leading outcome, the first ahead: chance makes some of so many seem to."""
    slots = [d for d in answer.lead.get("drivers") or [] if d.get("kind") == "slot"]
    return [d for d in slots if (d.get("interval") or [0])[0] > 0]


def premise_apart(answer: Answer, name: Callable[[Any], str]) -> str:
    """The premise of two sources by which worlds surely lie furthest apart, of all looked at; empty where none does.

    Worlds that believe the one differ in all else too, as it falls: what parts the two is found by swapping, not here.
    """
    pairs = answer.raw.get("disagreements") or []
    looked_at = sum(pair.get("differences") or len(pair.get("premises") or []) for pair in pairs)
    rows = [
        (found, premise, pair["sources"])
        for pair in pairs
        for premise in pair.get("premises") or []
        if (found := kept((premise.get("moves") or {}).get(answer.lead.get("id"))))
        and surely(best_of(found, looked_at))
    ]
    if not rows:
        return ""
    found, premise, sources = max(rows, key=lambda row: abs(row[0].delta))
    called = premise.get("label") or slot_name(premise.get("slot"))
    one, two = (_whose(premise, source, name) for source in sources)
    return (
        f"Of all on which authors differ, worlds lie furthest apart by {called}: {_with_interval(found)}, clear of 0 "
        f"also as the largest of so many, where {two} word holds rather than {one}, all else as it falls. This is not "
        "what parts the two."
    )


def _whose(premise: Json, source: str, name: Callable[[Any], str]) -> str:
    """The word of a source, or that of none where it is silent."""
    return f"{name(source)}’s" if (premise.get("says") or {}).get(source) else "no author’s"


def _with_interval(found: Difference) -> str:
    """``−0.026 (−0.039 to −0.013)``."""
    low, high = map(_end, found.interval)
    return f"{signed(found.delta)} ({low} to {high})"


def _end(x: float) -> str:
    """An end of an interval; where it would be rounded to 0, on which side of it: that is what matters."""
    return signed(x) if round(x, 3) or not x else f"just {'above' if x > 0 else 'below'} 0"


def claims_head(claims: Sequence[Json]) -> str:
    """How far the claims shown below carry the answer."""
    shares = [claim.get("share") for claim in claims]
    total = sum(share for share in shares if known(share))
    if not total and any(share == 0 for share in shares):
        return "No claim can be seen to move it; among those it was drawn from"
    return "No claim moves it much; the authors' come first" if 0 < total < LITTLE else "The claims it hangs on"


def most_moved(answer: Answer) -> tuple[str, Json] | None:
    """The source without which the leading outcome would be most different, with that answer; None if none is told.

    One that surely moves it comes before any that may not.
    """
    here, lead = answer.lead.get("p"), answer.lead.get("id")
    rows = [(source, row["without"]) for source, row in by_source(answer.raw) if "without" in row]
    told = [(source, row) for source, row in rows if known(here) and known((row.get("p") or {}).get(lead))]

    def size(each: tuple[str, Json]) -> tuple[bool, float]:
        moved = kept((each[1].get("moved") or {}).get(lead))
        return moved is not None and surely(moved.interval), abs(each[1]["p"][lead] - here)

    return max(told, key=size, default=None)


def without_words(answer: Answer, name: Callable[[Any], str]) -> str:
    """What the answer would be without the source that moves it most, by how much, and whether that is clear."""
    found = most_moved(answer)
    if found is None:
        return ""
    source, row = found
    lead, here = answer.lead.get("id"), answer.lead.get("p")
    there, moved = row["p"][lead], kept((row.get("moved") or {}).get(lead))
    sure = moved is not None and surely(moved.interval)
    if prob(there) == prob(here) and not sure:
        return f"Without any one source it would still be {prob(here)}."
    told = f"Without {name(source)}, whose words move it most, it would be {prob(there)} instead of {prob(here)}"
    if moved is None:
        return f"{told}; how surely, this run doesn’t say."
    unsure = "" if sure else ", no clear difference in so many histories"
    return f"{told}: {_with_interval(moved)}{unsure}."


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
