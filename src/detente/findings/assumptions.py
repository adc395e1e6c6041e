"""What answers rest on without a claim: what the user assumed, what we assume of slots, and the levels of the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from detente.beliefs.draws import Assumed
from detente.beliefs.priors import Prior, priors
from detente.findings.evidence import assumed_slots, mechanism_of
from detente.findings.labels import MECHANISMS, label
from detente.findings.runs import Run

ASSUMED = "assumed for this run"


def assumptions(run: Run) -> list[dict[str, Any]]:
    """The user's own assumptions first, then ours on slots, then the model's levels, a row a mechanism.

    ``count`` is how many values a row stands for.
    """
    return [*_mine(run), *_ours(run), *_levels(run)]


def assumed_value(assumed: Assumed) -> str:
    """As it is given to ``--assume``."""
    low, high = assumed.low, assumed.high
    return assumed.word or (f"{low!r}" if low == high else f"{low!r}..{high!r}")


def _row(slot: str, called: str, value: str, why: str, yours: bool = False, count: int = 1) -> dict[str, Any]:
    return {"slot": slot, "label": called, "value": value, "why": why, "yours": yours, "count": count}


def _mine(run: Run) -> Iterator[dict[str, Any]]:
    for each in run.options.assumed:
        why = f"{ASSUMED}: {each.reason}" if each.reason else f"{ASSUMED}; no reason given"
        yield _row(each.slot, label(each.slot, run.case), assumed_value(each), why, yours=True)


def _ours(run: Run) -> Iterator[dict[str, Any]]:
    """A row a slot, with each range that was used for it, and on which days where they differ."""
    found: dict[str, dict[str, list[date]]] = {}
    for study in run.studies:
        for slot, text in assumed_slots(study.beliefs):
            found.setdefault(slot, {}).setdefault(text, []).append(study.as_of)
    for slot, texts in found.items():
        each = [(*text.partition(": ")[::2], sorted(set(map(str, days)))) for text, days in texts.items()]
        values = [value if len(each) == 1 else f"{value} (as of {', '.join(days)})" for value, _, days in each]
        yield _row(slot, label(slot, run.case), "; ".join(values), "; ".join(dict.fromkeys(why for _, why, _ in each)))


def _levels(run: Run) -> Iterator[dict[str, Any]]:
    mine = {each.slot for each in run.options.assumed}
    drawn = {name for study in run.studies for name in study.beliefs.coefficients if f"model.{name}" not in mine}
    apart = {name for study in run.studies for name in study.beliefs.normals}
    levels: defaultdict[str, list[Prior]] = defaultdict(list)
    for name in sorted(drawn):
        levels[priors().coefficients[name].of].append(priors().coefficients[name])
    departures: defaultdict[str, int] = defaultdict(int)
    for name in apart:
        departures[mechanism_of(f"model.effect[{name}]")] += 1
    for mechanism in sorted({*levels, *departures}):
        count = len(levels[mechanism]) + departures[mechanism]
        value = f"{count} level{'' if count == 1 else 's'} of the model"
        why = "; ".join(_origins(levels[mechanism], departures[mechanism]))
        yield _row(f"model.{mechanism}", MECHANISMS.get(mechanism, mechanism), value, why, count=count)


def _origins(levels: list[Prior], departures: int) -> Iterator[str]:
    """Where levels come from, with how many come from there."""
    fitted = [prior for prior in levels if prior.reference_class]
    assumed = [prior for prior in levels if prior.assumed and not prior.reference_class]
    published = len(levels) - len(fitted) - len(assumed)
    named = sum(prior.source != "assumption" for prior in assumed)
    if fitted:
        yield f"{len(fitted)} fitted on the reference class: the rates of comparable rivalries"
    if departures:
        yield f"{departures} for how far somebody departs from that class, drawn from its spread"
    if published:
        yield f"{published} published"
    if assumed:
        also = f", {named} of them with a source for the direction or the order of size" if named else ""
        yield f"{len(assumed)} assumed by us{also}"
