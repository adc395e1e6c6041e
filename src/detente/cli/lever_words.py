"""What a measure would change, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from detente.cli.common import count, say
from detente.cli.compare_words import signed
from detente.cli.run import number
from detente.report.measures import fails, more_people, people, regret, share

DEATHS: Final = {"improved": "fewer", "deteriorated": "more"}


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
    for line in (*_toll_words(lever), *_both_ways(lever)):
        say(line, 4, 2)


def _outcome_words(outcome: Mapping[str, Any]) -> str:
    one, two = outcome["p"]
    worse = "" if outcome["worse"] is None else f"; worse for it in {share(outcome['worse'])}"
    return (
        f"{number(one)} → {number(two)}  {outcome['label']}: {outcome['change']}, {signed(outcome)}, "
        f"standard error {outcome['se']:.3f}; only with it in {share(outcome['only_with'])} of the worlds, only "
        f"without it in {share(outcome['only_without'])}{worse}"
    )


def _toll_words(lever: Mapping[str, Any]) -> Iterator[str]:
    toll = lever["deaths"]
    tails = "; ".join(f"{at}th percentile {people(toll[f'p{at}'])}" for at in (95, 99))
    word = DEATHS.get(toll["change"], toll["change"])
    yield (
        f"Deaths in the window: {word}, mean {people(toll['mean'])}, {more_people(toll)}, standard error "
        f"{toll['se']:,.1f}; {tails}"
    )
    if not lever["worlds_changed"]:
        return
    yield regret(lever)
    if where := fails(lever):
        yield where


def _both_ways(lever: Mapping[str, Any]) -> Iterator[str]:
    """What is better for it and what is worse, where something is either."""
    if lever["improved"] and lever["deteriorated"]:
        yield f"It cuts both ways. Better: {'; '.join(lever['improved'])}. Worse: {'; '.join(lever['deteriorated'])}."
