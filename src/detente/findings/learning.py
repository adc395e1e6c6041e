"""What to find out next: what would narrow an answer so far that it can be seen, or that no single fact would."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from detente.cases.model import Case
from detente.findings.estimate import Estimate
from detente.findings.evidence import Evidence, by_chance, is_of_model
from detente.findings.labels import label

LEARN = 5  # slots named
VISIBLE = 0.01  # off the spread of p: what narrows it by less changes no figure that a reader sees


@dataclass(frozen=True, slots=True)
class Learning:
    """Slots that would narrow an answer visibly and not by chance, the most first; ``spread`` is p's deviation now.

    ``most`` is the slot that would narrow it most, whether or not that can be told; ``leader`` is what moves it most,
    where that is sure. ``alone``: one world, or one life of each, which can't tell. ``elsewhere`` is for an answer that
    no single fact narrows visibly: another of its outcomes, by its label, with what would narrow that one most.
    """

    visible: tuple[tuple[str, float], ...]
    most: tuple[str, float] | None
    leader: str | None
    spread: float
    alone: bool = False
    elsewhere: tuple[str, str, float] | None = None


def learning(found: Evidence, p: Estimate, looked_at: int, draws: int) -> Learning:
    """What settling slots would do to an outcome with these drivers, the best of ``looked_at`` beliefs in ``draws``."""
    spread = math.sqrt((p.epistemic_share or 0.0) * p.p * (1.0 - p.p))
    least = by_chance(looked_at, draws) * draws * p.mc_error**2  # of the variance of draws, luck included
    clear = {driver.id for driver in found.slots if driver.interval[0] > 0 and driver.share * spread**2 > least}
    visible = tuple((slot, drop) for slot, drop in found.learn if drop >= VISIBLE and slot in clear)[:LEARN]
    leader = next((driver.id for driver in found.slots if driver.interval[0] > 0), None)
    return Learning(visible, found.learn[0] if found.learn else None, leader, spread, p.interval is None)


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
    if not told.most:
        return "No single fact that could be found out is seen to narrow it."
    slot, drop = told.most
    if drop >= VISIBLE:
        return "In so few histories no single fact that could be found out stands out from chance."
    figure = f"{drop:.3f}" if drop >= 0.0005 else "less than 0.001"
    head = f"No single fact that could be found out would narrow it much: settling “{label(slot, case)}” would do most,"
    said = f"{head} and take {figure} off a spread of {told.spread:.2f} (standard deviation of the probability)."
    if told.leader and is_of_model(told.leader):
        return f"{said} What moves it most is a level of the model: {label(told.leader, case)}."
    return said


def _elsewhere(told: Learning, case: Case) -> str:
    if told.elsewhere is None:
        return ""
    called, slot, drop = told.elsewhere
    return f"Of “{called}” the spread would narrow by {drop:.2f} if “{label(slot, case)}” were settled."
