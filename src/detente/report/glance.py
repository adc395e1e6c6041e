"""An answer at a glance: the lines of the first screen, and the one-line summaries of what is folded away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from detente.findings.estimate import Difference
from detente.findings.kept import best_of, kept, surely
from detente.findings.labels import listed
from detente.report.view import Answer, Json, by_source, label
from detente.report.words import known, percent, prob, signed, slot_name, span

OWN: Final = "priors"  # how drivers name whatever rests on no claim
MOVERS: Final = 3
PLACES: Final = 2  # told besides the one that is taken most often
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


def _sure(answer: Answer) -> list[Json]:
    """The beliefs that surely move the leading outcome, the first ahead."""
    return sure([d for d in answer.lead.get("drivers") or [] if d.get("kind") == "slot"])


def sure(drivers: Sequence[Json]) -> list[Json]:
    """Those that surely move an outcome: chance makes some of so many seem to."""
    return [driver for driver in drivers if (driver.get("interval") or [0])[0] > 0]


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
    one, two = (_held(premise, source, name) for source in sources)
    low, high = sorted(map(abs, found.interval))
    far = f"{abs(found.delta):.2f} ({low:.2f} to {high:.2f}) {'higher' if found.delta > 0 else 'lower'}"
    return (
        f"Of all that authors differ on most goes with {called}: in worlds that believe {two} the probability is {far} "
        f"than in those that believe {one}, all else as it falls."
    )


def _held(premise: Json, source: str, name: Callable[[Any], str]) -> str:
    """What a source says of a premise, or that no author is believed where it is silent."""
    said = (premise.get("says") or {}).get(source)
    return f"{name(source)} ({said})" if said else "no author on it"


def _with_interval(found: Difference) -> str:
    """``−0.026 (−0.039 to −0.013)``."""
    low, high = map(_end, found.interval)
    return f"{signed(found.delta)} ({low} to {high})"


def _end(x: float) -> str:
    """An end of an interval; where it would be rounded to 0, on which side of it: that is what matters."""
    return signed(x) if round(x, 3) or not x else f"just {'above' if x > 0 else 'below'} 0"


def taken(raw: Json) -> str:
    """How often a side that is made to act takes which places, in a sentence; empty where nothing is told of that."""
    rows = [row for row in raw.get("taken") or [] if round(100 * row["p"]) >= 1]
    if not rows:
        return ""
    first, *more = rows[: PLACES + 1]
    also = listed([f"{row['label']} in {100 * row['p']:.0f}" for row in more])
    told = f"{first['by_label']} takes {first['label']} in {100 * first['p']:.0f} of 100 such histories"
    return f"{told}; {also}." if also else f"{told}."


def under_way(raw: Json) -> str:
    """That fighting was under way on the answer's day, and what that means for it; empty where none was known of."""
    return str((raw.get("under_way") or {}).get("words") or "")


def claims_head(claims: Sequence[Json]) -> str:
    """How far the claims shown below carry the answer."""
    shares = [claim.get("share") for claim in claims]
    total = sum(share for share in shares if known(share))
    if not total and any(share == 0 for share in shares):
        return "Read for this answer, without visible effect"
    return "Read for this answer, with little effect" if 0 < total < LITTLE else "The claims it hangs on"


def faint(claims: Sequence[Json]) -> bool:
    """Whether the claims shown carry so little of the answer that they needn't catch the eye."""
    return claims_head(claims) != "The claims it hangs on"


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
        return f"Without any one author’s word it would still be {prob(here)}."
    instead = f"it would be {prob(there)} instead of {prob(here)}"
    told = f"Without {name(source)}, whose words of all authors’ move it most, {instead}"
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
    pair, ends = max(told, key=lambda each: abs(each[1][1] - each[1][0]))
    first, second = (prob(end) for end in ends)
    if first == second:
        return "alone, all answer alike"
    one, two = (name(source) for source in pair["sources"])
    return f"furthest apart {one} {first}, {two} {second}"


def _apart(pair: Json, lead: Any) -> tuple[float, float] | None:
    """What each of two sources alone answers, in the order of the two."""
    each = pair.get("p") or {}
    found = [each[source].get(lead) for source in pair.get("sources") or [] if isinstance(each.get(source), Mapping)]
    return (found[0], found[1]) if len(found) == 2 and all(map(known, found)) else None


def outcome_words(outcome: Json, worlds: Any = None) -> str:
    """One outcome as a clause: ``war 0.14 (<0.01–0.65; comparable cases 0.01)``."""
    rate = (outcome.get("baselines") or {}).get("reference_class")
    beside = f"; comparable cases {prob(rate)}" if known(rate) else ""
    return f"{label(outcome)} {prob(outcome.get('p'), worlds)} ({span(outcome.get('interval'))}{beside})"
