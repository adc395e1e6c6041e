"""What a slot, coefficient or power is called on a page: from the case's names and the catalogue."""

from __future__ import annotations

from detente.beliefs.priors import priors
from detente.cases.model import Case
from detente.names.catalogue import match_address

_CLASS = "which set of generic levels holds (reference class)"


def label(slot: str, case: Case) -> str:
    """A reader's name for a slot or coefficient: "Russia: attention", "precision of choice, per stake"."""
    if slot.startswith("model."):
        return _of_model(slot.removeprefix("model."), case)
    if slot.endswith(".makes"):
        return f"whether this acts, and which way: {_of_model(slot.removesuffix('.makes'), case)}"
    address = match_address(slot)
    if address is None:
        return slot
    attribute = address.attribute.replace("_", " ")
    key = f" ({_keys(address.key, case)})" if address.key else ""
    return f"{name(address.subject, case)}: {attribute}{key}"


def name(entity: str, case: Case) -> str:
    """The neutral display name of an entity; its id in words where the case doesn't list it."""
    found = case.entities.get(entity)
    return (found.display or found.name) if found else entity.replace("_", " ")


def _of_model(coefficient: str, case: Case) -> str:
    if coefficient == "reference_class":
        return _CLASS
    if coefficient.startswith("effect["):
        what, _, who = coefficient.removeprefix("effect[").removesuffix("]").partition(":")
        first, _, second = who.partition(">")
        if what == "cost":
            return f"how costly attacks on {name(second, case)} are to {name(first, case)}, against its class"
        if what == "patron":
            return f"how ready {name(first, case)} is to join, against its class"
        return f"how often {name(first, case)} sees incidents, against its class"
    prior = priors().coefficients.get(coefficient)
    return prior.means if prior and prior.means else coefficient


def _keys(key: str, case: Case) -> str:
    return ", ".join(name(part, case) if "=" not in part else part.replace("=", " ") for part in key.split(","))
