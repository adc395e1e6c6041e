"""Words for what a measure would change; the terminal and the report say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from detente.report.words import UNKNOWN, known

Json = Mapping[str, Any]

FEW_DEATHS: Final = 10


def fails(lever: Json) -> str:
    """Where more die with a measure; empty where it fails nowhere."""
    if found := lever.get("fails_when"):
        told = (f"{each['label']} ({each['where']})" if each.get("where") else str(each["label"]) for each in found)
        return f"More die with it above all where: {'; '.join(told)}"
    if not lever["regret"]["taken"]["share"]:
        return ""
    if lever.get("fails_when") is None:
        return "Too few worlds to tell where that is"
    return "No belief tells the worlds in which more die with it from the others"


def regret(lever: Json) -> str:
    """In how many worlds more die with a measure and in how many fewer, and how many."""
    taken, left = lever["regret"]["taken"], lever["regret"]["not_taken"]
    if not taken["share"] and not left["share"]:
        return "As many die with it as without in every world"
    return (
        f"More die with it in {share(taken['share'])} of the worlds ({_deaths(taken['deaths'])} more, averaged over "
        f"all), fewer in {share(left['share'])} ({_deaths(left['deaths'])} fewer)"
    )


def people(pair: Sequence[float]) -> str:
    """Deaths without and with, both to one decimal where both are few."""
    return " → ".join(f"{deaths:,.{_places(*pair)}f}" for deaths in pair)


def more_people(found: Json) -> str:
    """A difference in deaths with its interval, and whether it may be none."""
    ends = [abs(x) for x in (found.get("difference"), *(found.get("interval") or ())) if known(x)]
    return _with_interval(found, f"{{:+,.{_places(*ends)}f}}") + _unsure(found)


def moved(found: Json) -> str:
    """A difference between probabilities with its interval; nothing to tell where no world is another."""
    if not found.get("only_with") and not found.get("only_without"):
        return "the same"
    return _with_interval(found, "{:+.3f}") + _unsure(found)


def _unsure(found: Json) -> str:
    """A remark on a difference whose interval holds 0."""
    low, high = found.get("interval") or (None, None)
    return ", can’t be told from no effect" if known(low) and known(high) and low <= 0 <= high else ""


def _deaths(number: float) -> str:
    return f"{number:,.{_places(number)}f}"


def _places(*deaths: float) -> int:
    """Decimals of numbers of deaths: one where all are few."""
    return 0 if max(deaths, default=0) >= FEW_DEATHS else 1


def share(part: float) -> str:
    """A share of worlds; what happened at all is never 0."""
    return "none" if not part else "under 0.1 %" if part < 0.001 else f"{part:.1%}".replace("%", " %")


def _with_interval(found: Json, form: str) -> str:
    delta, *ends = (_signed(x, form) for x in (found.get("difference"), *(found.get("interval") or (None, None))))
    return f"{delta} (interval {UNKNOWN})" if UNKNOWN in ends else f"{delta} ({ends[0]} to {ends[1]})"


def _signed(x: Any, form: str) -> str:
    """With its sign, unless it rounds to 0."""
    told = form.format(x).replace("-", "\u2212") if known(x) else UNKNOWN
    return told if any(digit in told for digit in "123456789") or not known(x) else told[1:]
