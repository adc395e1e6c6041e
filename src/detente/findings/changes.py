"""What changed between the claims that two answers could use: added, dropped, judged, edited, or newly known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from detente.beliefs.current import feeds_model, left_out_as, speaks
from detente.cases.model import Case
from detente.claims.drafting import SUPERSEDES
from detente.claims.model import Claim
from detente.claims.vintage import counts
from detente.findings.study import Options

Kind = Literal[
    "added", "accepted", "newly known", "no longer left out", "edited",
    "dropped", "rejected", "superseded", "left out", "not yet known",
]  # fmt: skip
ByName = Mapping[str, Claim]


@dataclass(frozen=True, slots=True)
class Changed:
    """One change: the claims that could speak before and no longer, and those that can now.

    New values of a series are one change: nobody decided on them one by one.
    """

    kind: Kind
    before: tuple[Claim, ...]
    after: tuple[Claim, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that it is about: the new ones, or those that went."""
        return self.after or self.before

    @property
    def name(self) -> str:
        """The id of its first claim."""
        return self.claims[0].id

    @property
    def could_move(self) -> bool:
        """Whether a mechanism reads one of its slots."""
        slots = {claim.slot for claim in (*self.before, *self.after)}
        return any(feeds_model(slot) for slot in slots)


def known(case: Case, as_of: date, options: Options) -> dict[str, Claim]:
    """The claims that may speak on these terms, by id, in the order of the case."""
    return {
        claim.id: claim
        for claim in case.claims
        if counts(claim, as_of, options.vintage) and speaks(claim, case.records, options.left_out)
    }


def changes(a: tuple[Case, Options], b: tuple[Case, Options], was: ByName, now: ByName) -> tuple[Changed, ...]:
    """Every change from the claims ``was`` that spoke in ``a`` to those that speak in ``b``."""
    before, after = {c.id: c for c in a[0].claims}, {c.id: c for c in b[0].claims}
    found: list[Changed] = []
    gone = {name for name in was if name not in now}
    for name, claim in now.items():
        if name in was:
            if _matter(claim) != _matter(was[name]):
                found.append(Changed("edited", (was[name],), (claim,)))
            continue
        olds = [old for relation, old in claim.links if relation == SUPERSEDES and old in gone]
        if olds:
            gone -= set(olds)
            found.append(Changed("edited", tuple(was[old] for old in olds), (claim,)))
        else:
            found.append(Changed(_came(before.get(name), a[1]), (), (claim,)))
    found += [Changed(_went(after.get(name), b[1]), (was[name],), ()) for name in was if name in gone]
    series = {s.id for s in (*a[0].sources.values(), *b[0].sources.values()) if s.kind == "series"}
    return _by_series(found, series)


def _matter(claim: Claim) -> Claim:
    """The claim without what only its readers care about."""
    return replace(claim, paraphrase="", note=None, links=(), changes=(), made_by="", translator=None, citation=None)


def _came(before: Claim | None, options: Options) -> Kind:
    if before is None:
        return "added"
    if before.status != "accepted":
        return "accepted"
    return "no longer left out" if left_out_as(before) & options.left_out else "newly known"


def _went(after: Claim | None, options: Options) -> Kind:
    if after is None:
        return "dropped"
    if after.status in ("rejected", "superseded"):
        return "rejected" if after.status == "rejected" else "superseded"
    return "left out" if left_out_as(after) & options.left_out else "not yet known"


def _by_series(found: Sequence[Changed], series: Collection[str]) -> tuple[Changed, ...]:
    """The changes, those of each series and kind taken together."""
    single = [change for change in found if change.claims[0].source not in series]
    groups: dict[tuple[str, Kind], list[Changed]] = {}
    for change in found:
        if change.claims[0].source in series:
            groups.setdefault((change.claims[0].source, change.kind), []).append(change)
    joined = [
        Changed(kind, tuple(c for part in parts for c in part.before), tuple(c for part in parts for c in part.after))
        for (_, kind), parts in sorted(groups.items())
    ]
    return (*single, *joined)


def undone(now: Sequence[Claim], taken_back: Sequence[Changed]) -> tuple[Claim, ...]:
    """The claims that speak now, with some changes taken back."""
    gone = {claim.id for change in taken_back for claim in change.after}
    back = [claim for change in taken_back for claim in change.before]
    return (*(claim for claim in now if claim.id not in gone), *back)
