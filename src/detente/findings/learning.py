"""What to find out next: what would narrow an answer so far that it can be seen, or that no single fact would."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.cases.model import Case
from detente.findings.estimate import Estimate
from detente.findings.evidence import Evidence, is_of_model
from detente.findings.labels import label

LEARN = 5  # slots named
VISIBLE = 0.01  # off the spread of p: what narrows it by less changes no figure that a reader sees


@dataclass(frozen=True, slots=True)
class Learning:
    """Slots that would narrow an answer visibly and not by chance, the most first; ``spread`` is p's deviation now.

    ``most`` is the slot that would narrow it most of those that aren't there by chance; ``faint``: one that may be
    would narrow it visibly. ``leader`` is what moves it most, where that is sure. ``alone``: one world, or one life of
    each, which can't tell. ``elsewhere`` is for an answer that no single fact narrows visibly: another of its outcomes,
    by its label, with what would narrow that one most.
    """

    visible: tuple[tuple[str, float], ...]
    most: tuple[str, float] | None
    leader: str | None
    spread: float
    faint: bool = False
    alone: bool = False
    elsewhere: tuple[str, str, float] | None = None


def learning(found: Evidence, p: Estimate) -> Learning:
    """What settling slots would do to an outcome with these drivers; only those clear of 0 are named."""
    spread = math.sqrt((p.epistemic_share or 0.0) * p.p * (1.0 - p.p))
    clear = found.sure
    sure = [(slot, drop) for slot, drop in found.learn if slot in clear]
    return Learning(
        tuple((slot, drop) for slot, drop in sure if drop >= VISIBLE)[:LEARN],
        next(iter(sure), None),
        next(iter(clear), None),
        spread,
        any(drop >= VISIBLE and slot not in clear for slot, drop in found.learn),
        p.interval is None,
    )


def besides(told: Learning, others: Iterable[tuple[str, Learning]]) -> Learning:
    """The same; where no single fact narrows it visibly, with the first of other outcomes, by label, that one does."""
    if told.visible or told.alone:
        return told
    found = next(((called, *other.visible[0]) for called, other in others if other.visible), None)
    return replace(told, elsewhere=found)


def note(told: Learning, case: Case) -> str | None:
    """That no single fact would narrow the answer much, with the figure; None where one would."""
    if told.visible:
        return None
    if told.alone:
        return "One world, or one life of each, can't tell what would narrow it. Run with more worlds, and 4 lives."
    return " ".join(part for part in (_little(told, case), _elsewhere(told, case)) if part)


def _little(told: Learning, case: Case) -> str:
    if told.faint:
        said = "In so few histories no single fact that could be found out stands out from chance."
    elif told.most is None:
        said = "No single fact that could be found out is seen to narrow it."
    else:
        slot, drop = told.most
        figure = f"{drop:.3f}" if drop >= 0.0005 else "less than 0.001"
        said = (
            f"No single fact that could be found out would narrow it much: settling “{label(slot, case)}” would do "
            f"most, and take {figure} off a spread of {told.spread:.2f} (standard deviation of the probability)."
        )
    if told.leader and is_of_model(told.leader):
        return f"{said} What moves it most is a level of the model: {label(told.leader, case)}."
    return said


def _elsewhere(told: Learning, case: Case) -> str:
    if told.elsewhere is None:
        return ""
    called, slot, drop = told.elsewhere
    return f"Of “{called}” the spread would narrow by {drop:.2f} if “{label(slot, case)}” were settled."
