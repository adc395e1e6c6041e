"""What an answer hangs on: the slots whose draws move it, the claims that won them, and how old and whose they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from detente.beliefs.draws import Beliefs
from detente.beliefs.pool import NO_SIDE, standpoint
from detente.beliefs.priors import priors
from detente.beliefs.race import Draw
from detente.cases.model import Case
from detente.claims.model import Claim
from detente.claims.vintage import known_on
from detente.findings.chance import by_chance
from detente.findings.citing import cited
from detente.findings.cuts import Cut, cut
from detente.findings.drivers import Driver, drivers, narrows_by, roll_up, split
from detente.findings.estimate import between_lives
from detente.findings.overlap import parted
from detente.names.catalogue import catalogue, parse_address
from detente.sources.model import Source

CANDIDATES = 14  # slots looked at closely: those whose values move most with the outcome
RESAMPLES = 50
AT_ONCE = 1_000_000  # values of columns looked at together
STALE = 730  # days: evidence older than two years
NEARLY = 0.75  # of the analyses' weight: more from one standpoint is one-sided
ALL = 0.995  # of the analyses' weight: more would be shown as 100%
SLIGHT = 0.02  # of what claims settle: analyses that settle less aren't worth the remark

SET = "model.reference_class"
PRIORS = "priors"  # the name under which our priors and assumptions stand beside sources


@dataclass(frozen=True, slots=True)
class Evidence:
    """Drivers of one outcome by slot, claim, source and mechanism, and what settling a slot would bring."""

    slots: tuple[Driver, ...]
    claims: tuple[Driver, ...]
    sources: tuple[Driver, ...]
    mechanisms: tuple[Driver, ...]
    learn: tuple[tuple[str, float], ...]

    @property
    def sure(self) -> list[str]:
        """The slots that surely move the outcome, strongest first."""
        return [driver.id for driver in self.slots if driver.interval[0] > 0]


def values(beliefs: Beliefs, settled: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Everything that differs between draws, by slot: numbers, words as whole numbers, the reference class's set.

    ``settled``: numbers by slot that worlds hold in place of what was believed.
    """
    found: dict[str, NDArray[Any]] = {}
    for slot, draw in beliefs.slots.items():
        column = draw.numbers.astype(np.int16) if draw.words else settled.get(slot, draw.numbers)
        if column.size and (column != column[0]).any() and not np.isnan(draw.numbers).all():
            found[slot] = column
    for name, draw in beliefs.coefficients.items():
        if draw.labels[0].startswith("reference_class"):
            found.setdefault(SET, np.unique(draw.numbers, return_inverse=True)[1])
        elif (draw.numbers != draw.numbers[0]).any():
            found[f"model.{name}"] = draw.numbers
    for name, normal in beliefs.normals.items():
        found[f"model.effect[{name}]"] = normal
    return found


def evidence(
    case: Case,
    beliefs: Beliefs,
    columns: Mapping[str, NDArray[Any]],
    hits: NDArray[np.bool_],
    cuts: dict[str, Cut] | None = None,
) -> Evidence:
    """Trace an outcome, (draws, lives) of hits, back to beliefs; ``cuts`` remembers how columns were cut."""
    near = _cut(screen(columns, hits.mean(axis=1)), {} if cuts is None else cuts)
    found = unless_chance(drivers(near, hits, resamples=RESAMPLES), near, hits, len(columns))
    source_of = {c.id: c.source for group in beliefs.claims.values() for c in group}
    won = {slot: winning(beliefs.slots[slot]) for slot in near if slot in beliefs.slots}
    apart = parted(found, near, hits)
    rolled = roll_up(apart, won, source_of)
    ours = Driver(PRIORS, *_ours(rolled.sources), "source")
    sources = sorted([*(d for d in rolled.sources if not _is_ours(d)), ours], key=lambda d: (-d.share, d.id))
    mechanisms = split(apart, {slot: {mechanism_of(slot): 1.0} for slot in near}, "mechanism")
    return Evidence(
        tuple(d for d in found if d.share > 0),
        tuple(d for d in rolled.claims if d.share > 0 and not _is_ours(d)),
        tuple(d for d in sources if d.share > 0),
        tuple(d for d in mechanisms if d.share > 0),
        tuple((slot, drop) for slot, drop in narrows_by(found, hits).items() if drop > 0 and not is_of_model(slot)),
    )


def _cut(columns: Mapping[str, NDArray[Any]], known: dict[str, Cut]) -> dict[str, Cut]:
    known |= {slot: cut(slot, column, column.size) for slot, column in columns.items() if slot not in known}
    return {slot: known[slot] for slot in columns}


def is_of_model(slot: str) -> bool:
    """Whether it is a coefficient or its sign, which nobody could go and find out."""
    return slot.startswith("model.") or slot.endswith(".makes")


def is_level(slot: str) -> bool:
    """Whether it is a coefficient of the model or the reference class's set, whose draws are the class's own."""
    return slot.startswith("model.")


def unless_chance(
    found: Iterable[Driver], cuts: Mapping[str, Cut], hits: NDArray[np.bool_], looked_at: int
) -> list[Driver]:
    """Intervals down to 0 of drivers that explain no more than the best of so many beliefs would by chance.

    Those looked at closely were chosen by how far they go with the outcome, which the bootstrap doesn't know; the
    class's sets were not, and stand for themselves. ``cuts`` are the beliefs as they were given to `drivers`, ``hits``
    the outcome.
    """
    p, told = hits.mean(axis=1), list(found)
    epistemic = between_lives(hits.astype(np.float64)) if told else 0.0
    luck = p.var() / epistemic if epistemic > 0 else 0.0
    least = {d.id: by_chance(cuts[d.id], 1 if d.id == SET else looked_at) * luck for d in told}
    return [d if d.share > least[d.id] else replace(d, interval=(0.0, d.interval[1])) for d in told]


def _is_ours(driver: Driver) -> bool:
    return driver.id.startswith(("prior:", "assumption:"))


def _ours(sources: list[Driver]) -> tuple[float, tuple[float, float]]:
    """What rests on no source at all: our priors and assumptions taken together."""
    mine = [d for d in sources if _is_ours(d)]
    total, low, high = (
        sum(x) for x in ((d.share for d in mine), (d.interval[0] for d in mine), (d.interval[1] for d in mine))
    )
    return min(1.0, round(total, 9)), (min(1.0, round(low, 9)), min(1.0, round(high, 9)))


def screen(columns: Mapping[str, NDArray[Any]], p: NDArray[np.float64]) -> dict[str, NDArray[Any]]:
    """The columns that go most with ``p``, by squared correlation; the rest explain next to nothing.

    The reference class's sets have no order to correlate with, so they are always looked at.
    """
    if not columns or p.size < 2 or not p.std() > 0:
        return {}
    gap = p - p.mean()
    score = np.concatenate([_scores(some, gap) for some in _batches(list(columns.values()), p.size)])
    names = np.array(list(columns))
    best = sorted(zip(-np.round(score, 9), names, strict=True))[:CANDIDATES]
    chosen = [str(name) for _, name in best]
    return {name: columns[name] for name in dict.fromkeys([*chosen, *({SET} & columns.keys())])}


def _batches(columns: list[NDArray[Any]], draws: int) -> Iterator[list[NDArray[Any]]]:
    """As many columns at a time as fit in little memory."""
    size = max(1, AT_ONCE // draws)
    return (columns[n : n + size] for n in range(0, len(columns), size))


def _scores(columns: list[NDArray[Any]], gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far each column goes with a gap about zero, up to a factor they share."""
    table = np.nan_to_num(np.stack([column.astype(np.float64) for column in columns]), copy=False)
    table -= table.mean(axis=1, keepdims=True)
    spread = np.sqrt((table * table).sum(axis=1))
    scores: NDArray[np.float64] = np.abs(table @ gap) / np.where(spread > 0, spread, np.inf)
    return scores


def winning(draw: Draw) -> dict[str, float]:
    """Share of worlds that each claim had won on a slot; claims of one value share alike."""
    shares: dict[str, float] = {}
    counts = np.bincount(draw.winner[draw.winner >= 0], minlength=len(draw.labels)) / max(1, draw.winner.size)
    for label, share in zip(draw.labels, counts, strict=True):
        ids = label.split("+")
        for claim in ids if share > 0 else ():
            if not claim.startswith("prior:"):
                shares[claim] = shares.get(claim, 0.0) + float(share) / len(ids)
    return shares


def mechanism_of(slot: str) -> str:
    """The mechanism that reads a slot or coefficient."""
    if slot.endswith(".makes"):
        slot = f"model.{slot.removesuffix('.makes')}"
    if not slot.startswith("model."):
        return catalogue()[parse_address(slot).attribute].feeds or "none"
    name = slot.removeprefix("model.")
    if name.startswith("effect["):
        return next(mechanism for start, mechanism in _EFFECTS.items() if name.startswith(f"effect[{start}"))
    return "reference class" if slot == SET else priors().coefficients[name].of


_EFFECTS = {"patron": "guarantees", "incidents": "border"}  # how far a rivalry departs from its class


def prior_share(beliefs: Beliefs, slots: tuple[Driver, ...]) -> float:
    """How much of the answer's weight rests on priors and assumptions, by the drivers' shares."""
    total = sum(d.share for d in slots)
    if total <= 0:
        return 1.0
    on_claims = sum(
        d.share * sum(v for k, v in winning(beliefs.slots[d.id]).items() if k.startswith("c-"))
        for d in slots
        if d.id in beliefs.slots
    )
    return float(1.0 - on_claims / total)


def claims_used(case: Case, found: Evidence, beliefs: Beliefs) -> list[tuple[Claim, float]]:
    """Claims by the share of the answer's uncertainty they carry, open data and record included."""
    by_id = {c.id: c for group in beliefs.claims.values() for c in group}
    return [(by_id[d.id], d.share) for d in found.claims if d.id in by_id]


def settled(beliefs: Beliefs) -> list[tuple[Claim, float]]:
    """Claims by how much of what claims settle each of them settles: the slots it had won, in how many worlds.

    The shares add up to 1. They are of the evidence alone: neither an outcome nor luck has a part in them.
    """
    by_id = {claim.id: claim for group in beliefs.claims.values() for claim in group}
    cells: defaultdict[str, float] = defaultdict(float)
    for draw in beliefs.slots.values():
        for name, share in winning(draw).items():
            if name in by_id:
                cells[name] += share
    total = sum(cells.values())
    return [(by_id[name], cell / total) for name, cell in sorted(cells.items(), key=lambda each: (-each[1], each[0]))]


def effective_origins(weighed: Iterable[tuple[Claim, float]]) -> int:
    """Of how many origins the evidence is: that many of equal weight would be as mixed (inverse Simpson index)."""
    weight: defaultdict[str, float] = defaultdict(float)
    for claim, share in weighed:
        weight[claim.origin] += share
    return round(1.0 / sum(share * share for share in weight.values())) if weight else 0


def assumed_slots(beliefs: Beliefs) -> list[tuple[str, str]]:
    """Slots that rest on an assumption of ours alone, and what it says; what the user assumed is not ours."""
    found = []
    mine = {assumed.slot for assumed in beliefs.terms.assumed}
    for slot, draw in sorted(beliefs.slots.items()):
        if slot in mine:
            continue
        prior = beliefs.case_priors.get(slot, priors().slots.get(parse_address(slot).attribute))
        if len(draw.labels) == 1 and draw.winner.max(initial=-1) >= 0 and prior is not None and prior.assumed:
            text = prior.word or f"{prior.low:g} to {prior.high:g}"
            found.append((slot, f"{text}: {prior.why or prior.source}"))
    return found


def authored(source: Source) -> bool:
    """Whether somebody answers for what it says: an analysis or a judgement, neither record nor open data."""
    return source.kind not in ("record", "series")


def authors(beliefs: Beliefs) -> tuple[str, ...]:
    """The sources of that kind who speak on a slot drawn so far, in the order of their names."""
    spoken = {claim.source for slot in beliefs.slots for claim in beliefs.claims.get(slot, ())}
    return tuple(sorted(source for source in spoken if authored(beliefs.sources[source])))


def newest(beliefs: Beliefs, case: Case) -> date | None:
    """The day of the newest claim in force that somebody made, or of a series where nobody did."""
    as_of = beliefs.terms.as_of
    known = [(known_on(c, as_of), case.sources[c.source].kind) for group in beliefs.claims.values() for c in group]
    return max([day for day, kind in known if kind != "series"] or [day for day, _ in known], default=None)


def one_sided(sources: Mapping[str, Source], used: list[tuple[Claim, float]]) -> str | None:
    """Whose claims nearly all of the analyses' weight is, in words; None where several speak, or analyses hardly weigh.

    Open data and public record take no side.
    """
    weight: defaultdict[str, float] = defaultdict(float)
    for claim, share in used:
        if (side := standpoint(claim.origin, sources)) != NO_SIDE:
            weight[side] += share
    total = sum(weight.values())
    if total < SLIGHT:
        return None
    side = max(sorted(weight), key=weight.__getitem__)
    if weight[side] <= NEARLY * total:
        return None
    share = weight[side] / total
    called = cited(sources[side]) if side in sources else f"one country ({side})"
    return f"{'all' if share > ALL else f'{share:.0%}'} of the analyses' weight from {called}"


def is_stale(beliefs: Beliefs, used: list[tuple[Claim, float]], latest: date | None) -> bool:
    """Whether over half of the claims' weight is older than two years; without weight, whether the newest claim is.

    A dated fact does not age: it holds until another ends it. Nor does what has no half-life in the model.
    """
    as_of = beliefs.terms.as_of
    aging = [(claim, share) for claim, share in used if claim.kind not in ("fact", "event") and _ages(claim)]
    total = sum(share for _, share in aging)
    if total <= 0:
        return latest is not None and (as_of - latest).days > STALE
    return sum(share for claim, share in aging if (as_of - known_on(claim, as_of)).days > STALE) > 0.5 * total


def _ages(claim: Claim) -> bool:
    """Whether what it says gives way to the prior with time."""
    return priors().half_life.get(parse_address(claim.slot).attribute, 0.0) > 0.0
