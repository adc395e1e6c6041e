"""What a measure would change, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from detente.cli.common import count, say
from detente.cli.compare_words import signed
from detente.cli.run import number


def show(document: Mapping[str, Any]) -> None:
    """Each question, and below it each measure."""
    say(str(document["says"]))
    for answer in document["answers"]:
        given = f" If {answer['given']['do']}:" if answer["given"] else ""
        say(f"\n{answer['text']}{given}")
        say(f"As of {answer['as_of']}, {count(answer['months'], 'month')}, {document['worlds']:,} worlds.", 2)
        for lever in answer["levers"]:
            show_lever(lever)
        for lever in answer["later"]:
            say(f"{lever['id']}: {lever['label']}. Not yet: it makes sense from {lever['from']}.", 2, 4)


def show_lever(lever: Mapping[str, Any]) -> None:
    """One measure in a few lines."""
    by = ", ".join(actor["name"] for actor in lever["by"])
    say(f"\n  {lever['id']}: {lever['label']} ({lever['kind']}; {by} could)", hang=4)
    say("; ".join(f"{slot} = {value}" for slot, value in lever["assume"].items()), 4, 2)
    say(lever["why"], 4)
    if lever["unread"]:
        say(f"The model doesn't read {', '.join(lever['unread'])} here.", 4, 2)
    if not lever["worlds_changed"]:
        say("It changes nothing: no world is another for it.", 4, 2)
    for outcome in lever["outcomes"] if lever["worlds_changed"] else ():
        say(_outcome_words(outcome), 4, 2)
    for line in _toll_words(lever):
        say(line, 4, 2)


def _outcome_words(outcome: Mapping[str, Any]) -> str:
    one, two = outcome["p"]
    worse = "" if outcome["worse"] is None else f"; worse for it in {percent(outcome['worse'])}"
    return (
        f"{number(one)} → {number(two)}  {outcome['label']}: {outcome['change']}, {signed(outcome)}, "
        f"standard error {outcome['se']:.3f}; only with it in {percent(outcome['only_with'])} of the worlds, only "
        f"without it in {percent(outcome['only_without'])}{worse}"
    )


def _toll_words(lever: Mapping[str, Any]) -> Iterator[str]:
    toll, regret = lever["deaths"], lever["regret"]
    tails = "; ".join(f"{at}th percentile {people(toll[f'p{at}'])}" for at in (95, 99))
    low, high = toll["interval"]
    yield (
        f"Deaths in the window: mean {people(toll['mean'])} ({toll['difference']:+,.1f}, {low:+,.1f} to {high:+,.1f}, "
        f"standard error {toll['se']:,.1f}); {tails}"
    )
    if not lever["worlds_changed"]:
        return
    taken, left = regret["taken"], regret["not_taken"]
    yield (
        f"More die with it in {percent(taken['share'])} of the worlds ({taken['deaths']:,.1f} more, averaged over "
        f"all), fewer in {percent(left['share'])} ({left['deaths']:,.1f} fewer)"
    )
    if lever["fails_when"]:
        where = "; ".join(
            each["label"] + (f" ({each['where']})" if each["where"] else "") for each in lever["fails_when"]
        )
        yield f"More die with it above all where: {where}"
    elif taken["share"] and lever["fails_when"] is not None:
        yield "No belief tells the worlds in which more die with it from the others"
    elif taken["share"]:
        yield "Too few worlds to tell where that is"


def people(pair: list[float]) -> str:
    """Deaths without and with, to one decimal where they are few."""
    return " → ".join(f"{deaths:,.1f}" if deaths < 100 else f"{deaths:,.0f}" for deaths in pair)


def percent(share: float) -> str:
    """A share of worlds; what happened at all is never 0."""
    return "none" if not share else "under 0.1 %" if share < 0.001 else f"{share:.1%}".replace("%", " %")
