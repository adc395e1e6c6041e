"""Claims that the model would read, about a thing of another kind than their slot is about: a place with an output."""

from __future__ import annotations

from detente.cases.check_claims import PUT_ASIDE, placed
from detente.cases.found import Found
from detente.cases.model import Case
from detente.cases.whole import actors
from detente.names.catalogue import catalogue, parse_address

SURE = frozenset({"actor", "place", "pact", "format", "event", "force"})  # what one of them is, it is no other


def check_kinds(case: Case, found: Found) -> None:
    """Warn of slots of the model whose subject or key is of another kind than they take, where that is certain."""
    used = _used(case)
    for file, here, claim in placed(case):
        address = parse_address(claim.slot)
        attribute = catalogue()[address.attribute]
        if attribute.feeds is None or claim.status in PUT_ASIDE:
            continue
        for name, wanted in ((address.subject, attribute.subject), (address.key, attribute.key)):
            entity = case.entities.get(name or "")
            if entity is None or entity.kind == wanted or not {entity.kind, wanted} <= SURE or (wanted, name) in used:
                continue
            if found.once(file, f"kind {address.attribute} {name}"):
                reason = f"{attribute.name} is said of {_one(wanted)}, and {name} is {_one(entity.kind)}"
                remedy = "Correct the slot, or the kind in entities.yaml: as it stands the model passes over the claim."
                found.add(file, (*here, "slot"), reason, remedy, claim.slot, "warning")


def _one(kind: str | None) -> str:
    return f"{'an' if (kind or '')[:1] in 'aeo' else 'a'} {kind}"


def _used(case: Case) -> set[tuple[str, str]]:
    """What the case file has as a thing of a kind, whatever else it is: a country may be a place too."""
    file = case.file
    held = {("place", place.id) for place in file.places}
    acting = {("actor", name) for name in (*actors(file), *file.clients)}
    pacts = {("pact", pact) for rivalry in file.rivalries for pact in rivalry.truces}
    tables = {("format", each.format) for rivalry in file.rivalries for each in rivalry.formats}
    forces = {("force", rivalry.keepers.force) for rivalry in file.rivalries if rivalry.keepers}
    return held | acting | pacts | tables | forces
