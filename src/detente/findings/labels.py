"""What a slot, coefficient or power is called on a page: from the case's names and the catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from detente.beliefs.priors import priors
from detente.cases.model import Case
from detente.claims.model import Claim
from detente.names.catalogue import Attribute, catalogue, match_address, parse_address

_CLASS = "how violent such rivalries are in general, which past cases leave open"
_MONTH = 31  # days
_SIMILAR = "compared with similar rivalries"

# What is said after a number in each unit of the catalogue; shares are said in hundredths.
UNITS: Mapping[str, str] = {
    "billion_m3": "billion cubic metres",
    "billion_usd": "billion US dollars",
    "count": "in number",
    "days": "days",
    "index": ", where −1 is hostile and 1 close",
    "km": "km",
    "persons": "people",
    "ratio": "times",
    "square_km": "square km",
    "stakes": ", where 1 is the core of the disputed ground",
    "thousand_persons": "thousand people",
    "usd": "US dollars",
}
_WHOSE: Mapping[str, str] = {"enemy_of": "of the other side, by {}", "own": "{}'s own"}
SHARES = frozenset({"share", "share_of_gdp", "probability"})

MECHANISMS: Mapping[str, str] = {
    "balance": "arms and the balance of strength",
    "border": "incidents on the border",
    "campaign": "the course of fighting",
    "crisis": "who acts and who gives way",
    "displacement": "the displaced and their return",
    "energy": "energy prices and dependence",
    "guarantees": "pledges and who joins",
    "home_front": "politics at home",
    "influence": "attention and standing of outside powers",
    "narratives": "grievance and memory",
    "reference class": "levels of comparable rivalries",
    "routes": "roads and blockades",
    "talks": "talks",
    "territory": "who holds what",
    "truce": "truces and peacekeepers",
    "volunteers": "volunteers and paid fighters",
}


def label(slot: str, case: Case) -> str:
    """A reader's name for a slot or coefficient: "Russia: capacity that it has free for this conflict"."""
    if slot.startswith("model."):
        return _of_model(slot.removeprefix("model."), case)
    if slot.endswith(".makes"):
        return f"whether this acts, and which way: {_of_model(slot.removesuffix('.makes'), case)}"
    address = match_address(slot)
    if address is None:
        return slot
    attribute = catalogue().get(address.attribute)
    said = attribute.label if attribute and attribute.label else address.attribute.replace("_", " ")
    key = _keys(address.key, case) if address.key else ""
    if "{key}" in said:
        return f"{name(address.subject, case)}: {said.format(key=key or 'anybody')}"
    return f"{name(address.subject, case)}: {said}" + (f" ({key})" if key else "")


def name(entity: str, case: Case) -> str:
    """The neutral display name of an entity; its id in words where the case doesn't list it."""
    found = case.entities.get(entity)
    return (found.display or found.name) if found else entity.replace("_", " ")


def possessive(called: str) -> str:
    """``Armenia's``, ``United States'``."""
    return f"{called}'" if called.endswith("s") else f"{called}'s"


def listed(parts: Sequence[str]) -> str:
    """As a list is spoken: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def claim_words(claim: Claim, case: Case) -> str:
    """What a claim says, where nothing says of whom: a value of a series by its slot, others by their paraphrase."""
    if case.sources[claim.source].kind != "series" or claim.value.low is None or claim.event_time is None:
        return claim.paraphrase
    low, attribute = claim.value.low, catalogue()[parse_address(claim.slot).attribute]
    said = quantity(low, low, attribute) if low else "0"
    first, last = claim.event_time
    when = str(first.year) if (last - first).days > _MONTH else f"{first:%Y-%m}"
    return f"{label(claim.slot, case)}, {when}: {said}"


def quantity(low: float, high: float, attribute: Attribute) -> str:
    """A range as it is read out: "35% to 90%", "0.95 to 1.3 times", "1,050 to 1,950 people"."""
    ends = (f"{low:.0%}", f"{high:.0%}") if attribute.unit in SHARES else (_number(low), _number(high))
    said = ends[0] if ends[0] == ends[1] else " to ".join(ends)
    unit = UNITS.get(attribute.unit or "", "")
    return f"{said}{unit}" if unit.startswith(",") else f"{said} {unit}".strip()


def _number(value: float) -> str:
    """Two digits, or two decimals below 1; whole numbers of persons and the like in full."""
    said = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2g}" if abs(value) >= 1 else f"{value:.2f}"
    return said.replace("-", "−")


def _of_model(coefficient: str, case: Case) -> str:
    if coefficient == "reference_class":
        return _CLASS
    if coefficient.startswith("effect["):
        what, _, who = coefficient.removeprefix("effect[").removesuffix("]").partition(":")
        if what == "patron":
            return f"how ready {name(who, case)} is to join, compared with other powers"
        return f"how frequent incidents are ({name(who, case)}), {_SIMILAR}"
    prior = priors().coefficients.get(coefficient)
    return prior.label if prior and prior.label else coefficient.replace("_", " ")


def _keys(key: str, case: Case) -> str:
    return ", ".join(_key(*part.partition("=")[::2], case) for part in key.split(","))


def _key(first: str, second: str, case: Case) -> str:
    """A name, or what somebody said of their own losses or their enemy's; a month stays as it is."""
    if not second:
        return name(first, case)
    if first in _WHOSE:
        return _WHOSE[first].format(name(second, case))
    return f"{first.replace('_', ' ')} {second}"
