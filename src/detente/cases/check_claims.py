"""What sources, claims and series get wrong: unknown names, dead links, spans that don't stand in their text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from detente.cases.check_numbers import absurd
from detente.cases.found import Found
from detente.cases.model import Case
from detente.cases.near import near
from detente.cases.series import read_series
from detente.claims.locators import digest, verify
from detente.claims.model import Claim
from detente.claims.store import read_claim_file
from detente.errors import Severity
from detente.names.catalogue import OPEN_WORDS, catalogue, check_value, match_address
from detente.names.entities import KINDS
from detente.names.faults import Keys

UNKNOWN, READER = "unknown", "reader_comment"  # what reading writes of nobody whom it can name, and of a reader
PUT_ASIDE = ("rejected", "superseded")

Placed = tuple[str, Keys, Claim]
"""The file of a claim, where in it the claim stands, and the claim."""


def placed(case: Case) -> Iterator[Placed]:
    """Every claim of a claim file, in their order; those of series have no line."""
    seen: Counter[str] = Counter()
    for claim in case.claims:
        if not claim.made_by.startswith("rule series"):
            yield f"claims/{claim.source}.yaml", ("claims", seen[claim.source]), claim
            seen[claim.source] += 1


def check_sources(case: Case, found: Found) -> None:
    """Sources whose reliability nobody explains, and whether the absent voices are named."""
    speaking = {claim.source for claim in case.claims}
    for n, source in enumerate(case.sources.values()):
        if source.id in speaking and not source.reliability_why:
            remedy = "Add reliability_why: in a few words, what speaks for and against it."
            found.add("sources.yaml", ("sources", n), "no reason for its reliability", remedy, source.id, "warning")
    if not case.voices_absent:
        remedy = "Add voices_absent: whose word is missing from this case?"
        found.add("sources.yaml", (), "no word on whose voices are absent", remedy, "", "warning")


def check_claims(case: Case, texts: Mapping[str, str], found: Found) -> None:
    """Names and links of each claim, and its span where the text is attached."""
    ids = {claim.id for claim in case.claims}
    groups: dict[str, list[Claim]] = {}
    for claim in case.claims:
        groups.setdefault(claim.source, []).append(claim)
    for source, group in groups.items():
        file = f"claims/{source}.yaml"
        if not (case.path / file).exists():
            continue  # a series
        _check_nameless(file, group, found)
        for n, claim in enumerate(group):
            here = ("claims", n)
            for field, reason, remedy, value in _wrong_names(case, claim):
                severity = _severity(claim, value)
                if found.once(file, f"{severity} {reason} {value}"):
                    found.add(file, (*here, field), reason, remedy, value, severity)
            if claim.status == "accepted" and (why := _absurd(claim)):
                remedy = "Correct the number or its unit, or reject the claim."
                found.add(file, (*here, "value"), why, remedy, f"{claim.value.low:g}")
            if enemy := _enemys_loss(case, claim):
                remedy = (
                    f"Write it as [enemy_of={claim.asserted_by}]: what a side says of its enemy's losses stays its own."
                )
                found.add(file, (*here, "slot"), "a side's word on the losses of its enemy", remedy, enemy, "warning")
            for _, link in claim.links:
                if link not in ids:
                    remedy = "Give the id of a claim, or delete the link."
                    found.add(file, (*here, "links"), "no such claim", remedy, link, "warning")
        if source in texts:
            _check_spans(case, file, group, texts[source], found)


def unknown_names(case: Case, claim: Claim) -> Iterator[tuple[str, str, str, str]]:
    """Names in a claim that the case doesn't know: field, reason, remedy, name."""
    known = case.entities
    add = "Add it to entities.yaml."
    address = match_address(claim.slot)
    assert address is not None, "loading refuses what is no address"
    attribute = catalogue()[address.attribute]
    # mechanisms and issues are named by those who speak of them
    if address.subject not in known and attribute.subject != "mechanism":
        yield (
            "slot",
            "the subject is not among the entities",
            f"{near(address.subject, known)} {add}",
            address.subject,
        )
    if attribute.key is None and address.key is not None:
        yield "slot", f"{attribute.name} takes no key", "Drop what stands in brackets.", claim.slot
    elif attribute.key in KINDS and attribute.key != "issue":
        if address.key is None:
            yield "slot", f"{attribute.name} needs a key", f"Write [{attribute.key}] after it.", claim.slot
        elif address.key not in known:
            yield "slot", "the key is not among the entities", f"{near(address.key, known)} {add}", address.key
    for name in (claim.asserted_by, *claim.attribution):
        if name not in known and name not in case.sources:
            yield "by", "who says it is not among the entities", f"{near(name, known)} {add}", name
    taken = (*attribute.words, *attribute.readings, *OPEN_WORDS)
    for word in claim.value.words if attribute.words_from else ():
        if word not in taken and word not in known:
            yield "value", "the value is not among the entities", f"{near(word, known)} {add}", word


def _wrong_names(case: Case, claim: Claim) -> Iterator[tuple[str, str, str, str]]:
    """Unknown names of a claim, but for those of what counts for nothing, and where reading found none."""
    if claim.status in PUT_ASIDE:
        return
    for wrong in unknown_names(case, claim):
        if claim.status != "proposed" or wrong[-1] not in (UNKNOWN, READER):
            yield wrong


def _check_nameless(file: str, group: Iterable[Claim], found: Found) -> None:
    """Proposals of which nobody has said yet whom or what they are about: told once, not each as a name unheard of."""
    addresses = [(n, match_address(claim.slot)) for n, claim in enumerate(group) if claim.status == "proposed"]
    nameless = [n for n, address in addresses if address and UNKNOWN in (address.subject, address.key)]
    if nameless:
        remedy = "Give each its slot with `detente claim edit`, or reject it; until then they count for nothing."
        reason = "proposals that don't say yet whom or what they are about"
        found.add(file, ("claims", nameless[0], "slot"), reason, remedy, len(nameless), "warning")


def _absurd(claim: Claim) -> str | None:
    """Why the number of a claim can't be true, or None where it may be or there is none."""
    address, low, high = match_address(claim.slot), claim.value.low, claim.value.high
    if address is None or low is None or high is None:
        return None
    return absurd(address.attribute, claim.value.unit, low, high)


def _severity(claim: Claim, name: str) -> Severity:
    """A pact with a party whom nobody knows binds one fewer; other names are only not understood."""
    return "error" if claim.status == "accepted" and claim.slot.endswith(f".member[{name}]") else "warning"


def _enemys_loss(case: Case, claim: Claim) -> str | None:
    """The slot, where one side of a rivalry speaks of the other's own losses."""
    address = match_address(claim.slot)
    key = address.key if address else None
    if not key or "own=" not in key:
        return None
    whose = next(part.removeprefix("own=") for part in key.split(",") if part.startswith("own="))
    side = {name: case.file.clients.get(name, name) for name in (whose, claim.asserted_by)}
    facing = any({side[whose], side[claim.asserted_by]} == set(rivalry.sides) for rivalry in case.file.rivalries)
    return claim.slot if facing else None


def _check_spans(case: Case, file: str, group: Iterable[Claim], text: str, found: Found) -> None:
    """Spans that don't stand in the attached text: an error if it is the very text that was read."""
    path = case.path / file
    same = digest(text) == read_claim_file(path, case.sources[path.stem]).text_sha256
    for n, claim in enumerate(group):
        state = verify(claim.at, text).state if claim.at is not None else "exact"
        if claim.at is None or state == "exact" or (state == "moved" and not same):
            continue
        beyond = claim.at.end > len(text)
        reason = "the span ends beyond its text" if beyond else "the words of the span don't stand there in its text"
        remedy = "Correct start, end and sha256." if same else "Attach the text that was read, or locate it anew."
        value = f"{claim.at.start}-{claim.at.end} of {len(text)}"
        found.add(file, ("claims", n, "at"), reason, remedy, value, "error" if same else "warning")


def check_series(case: Case, found: Found) -> None:
    """Series without a source, or whose slots don't take their numbers."""
    file = "series/series.yaml"
    path = case.path / file
    places = {str(series["id"]): n for n, series in enumerate(read_series(path))} if path.exists() else {}
    for claim in case.claims:
        if claim.source not in places or not claim.made_by.startswith("rule series"):
            continue
        address = match_address(claim.slot)
        here: Keys = ("series", places[claim.source])
        if claim.source not in case.sources and found.once("series", claim.source):
            remedy = f"Add it to sources.yaml with kind: series. {near(claim.source, case.sources)}"
            found.add(file, here, "no such source", remedy, claim.source)
        reason = _wrong_series(claim, address.attribute) if address else "not the address of a slot"
        if reason and found.once("series", f"{claim.source} {reason}"):
            remedy = "Correct slots or unit of the series, or the number in its file."
            found.add(file, here, reason, remedy, claim.slot)


def _wrong_series(claim: Claim, name: str) -> str | None:
    if name not in catalogue():
        return f"no slot has the attribute {name}"
    number, unit = claim.value.low or 0.0, claim.value.unit
    return check_value(catalogue()[name], number, unit) or absurd(name, unit, number, number)
