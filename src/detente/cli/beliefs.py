"""``detente beliefs``: what is believed of each slot as of a day, and whose word that is."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import click

from detente.beliefs.current import feeds_model, heard
from detente.beliefs.draws import Beliefs, Terms, believe
from detente.beliefs.priors import priors
from detente.beliefs.ranks import ranked
from detente.beliefs.report import LEVELS, SlotBelief, slot_belief
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.model import Claim
from detente.claims.vintage import Vintage, counts
from detente.cli.common import as_of_option, case_argument, count, emit, json_option, say, say_vintage, table, unknown
from detente.errors import Fault, UsageError
from detente.names.catalogue import match_address

DRAWS = 4000  # worlds; a share is right to about .01


@click.command()
@case_argument
@click.option("--slot", "slots", multiple=True, metavar="SLOT", help="Only this slot; may be given again.")
@as_of_option
@click.option("--vintage", type=click.Choice(get_args(Vintage)), default="published", help="What counts as known when.")
@click.option("--seed", type=click.IntRange(-(2**63), 2**63 - 1), metavar="INTEGER", default=1, show_default=True)
@json_option
def beliefs(case: str, slots: tuple[str, ...], as_of: date | None, vintage: Vintage, seed: int, as_json: bool) -> None:
    """Show what is believed of the slots that the model reads, and whose word it is.

    For each slot the range or the words that worlds hold, the claims by the share of worlds they win, the effective
    number of origins, and how far these disagree.
    """
    read = load_case(case)
    day = as_of or newest(read)
    known = believe_case(read, day, vintage, seed)
    for slot in slots:
        if match_address(slot) is None:
            unknown("slot with a claim", slot, known.claims)
    wanted = slots or tuple(slot for slot in sorted(known.claims) if _reads(slot))
    found = [slot_belief(known, slot) for slot in wanted]
    orders = {slot: order for slot in wanted if (order := rank_belief(known, read, slot))}
    if as_json:
        emit({"as_of": day, "vintage": vintage, "slots": [_document(b, orders.get(b.slot)) for b in found]})
        return
    say_vintage(vintage)
    say(f"{read.file.title}, as of {day}. Numbers are medians; in brackets the range that holds 90 % of the worlds.")
    if slots:
        for belief in found:
            _show(belief, read, orders.get(belief.slot))
    else:
        _list(found)
        say(f"{count(len(found), 'slot')} with claims. `--slot SLOT` shows who wins one.")


def newest(case: Case) -> date:
    """The day from which its newest claim could be known. Raises UsageError for a case without claims."""
    if not case.claims:
        remedy = "Add some with `detente claim add` or `detente read`, or give a day with --as-of."
        raise UsageError(Fault("nobody has said anything of this case yet", remedy, value=case.id))
    return max(claim.known_from for claim in case.claims)


def believe_case(case: Case, day: date, vintage: Vintage, seed: int) -> Beliefs:
    """The case's beliefs as of a day."""
    return believe(case.grounds, Terms(day, seed, DRAWS, vintage))


def rank_belief(known: Beliefs, case: Case, slot: str) -> dict[str, float] | None:
    """How likely each option is to be the likeliest, where sources rank them; None where nobody does."""
    at = known.terms
    said = [c for c in case.claims if c.slot == slot and c.value.type == "order" and _counts(c, at)]
    if not said:
        return None
    options = sorted({word for claim in said for word in claim.value.words} | {"another"})
    first = ranked(slot, options, said, known.sources, known.dice).argmax(axis=1)
    return {option: float((first == i).mean()) for i, option in enumerate(options)}


def _counts(claim: Claim, at: Terms) -> bool:
    return heard(claim, at.left_out) and counts(claim, at.as_of, at.vintage)


def _reads(slot: str) -> bool:
    """Whether the model reads the slot and it is no month of a series."""
    return (feeds_model(slot) and "month=" not in slot and "year=" not in slot) or (
        slot.endswith(".makes") and slot.removesuffix(".makes") in priors().coefficients
    )


def _document(belief: SlotBelief, order: dict[str, float] | None) -> dict[str, Any]:
    return {
        "slot": belief.slot,
        "quantiles": dict(zip(map(str, LEVELS), belief.quantiles, strict=True)) if belief.quantiles else None,
        "words": dict(belief.words) or None,
        "won": [{"by": by, "share": share} for by, share in belief.won],
        "effective_origins": belief.effective_origins,
        "disagreement": belief.disagreement,
        "likeliest": order,
    }


def _list(found: list[SlotBelief]) -> None:
    rows = [
        (b.slot, _value(b), f"{_said(b):.0%}", f"{b.effective_origins:.1f}", f"{b.disagreement:.2f}") for b in found
    ]
    table(("slot", "believed", "on claims", "origins", "disagreement"), rows)


def _said(belief: SlotBelief) -> float:
    return sum(share for by, share in belief.won if by.startswith("c-"))


def _value(belief: SlotBelief) -> str:
    if belief.words:
        return ", ".join(f"{word} {share:.0%}" for word, share in belief.words[:3])
    if not belief.quantiles:
        return "nothing"
    low, _, middle, _, high = belief.quantiles
    return f"{middle:.3g} ({low:.3g} to {high:.3g})"


def _show(belief: SlotBelief, case: Case, order: dict[str, float] | None) -> None:
    by_id = {claim.id: claim for claim in case.claims}
    say(f"{belief.slot}: {_value(belief)}")
    say(f"{belief.effective_origins:.1f} effective origins, disagreement {belief.disagreement:.2f}", indent=2)
    for by, share in belief.won:
        say(f"{share:.0%}  {_whose(by, by_id)}", indent=4, hang=6)
    if order:
        likeliest = ", ".join(f"{option} {share:.0%}" for option, share in sorted(order.items(), key=lambda o: -o[1]))
        say(f"likeliest by those who rank: {likeliest}", indent=2, hang=2)


def _whose(by: str, by_id: dict[str, Claim]) -> str:
    if by.startswith("c-"):
        claims = [by_id[name] for name in by.split("+") if name in by_id]
        return "; ".join(f"{c.id} ({c.source}): {c.paraphrase}" for c in claims)
    return {"prior": "prior", "assumption": "assumed"}.get(by.partition(":")[0], by)
