"""What a counterfactual found, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from detente.cli.common import count, say
from detente.cli.compare_words import signed
from detente.cli.run import number
from detente.cli.story import show_claim
from detente.report.measures import more_people, people, share

Json = Mapping[str, Any]
MADE = {
    "coerce": "put pressure on {place} short of an attack",
    "limited_attack": "attack {place} on a limited scale",
    "offensive": "open an offensive on {place}",
    "hold": "hold back",
}


def show(document: Json) -> None:
    """What is changed, what that does to each half of the question, and one history both ways if one was asked for."""
    change = document["change"]
    say(f"{changed(change)} All before it is as it was, and what follows has the same luck.")
    for answer in document["answers"]:
        given = f" If {answer['given']['do']}:" if answer["given"] else ""
        say(f"\n{answer['text']}{given}")
        say(f"As of {answer['as_of']}, {count(answer['months'], 'month')}, {document['worlds']:,} worlds.", 2)
        for line in _found(answer, change):
            say(line, 2, 2)
    if document["world"]:
        show_both(document["world"])


def changed(change: Json) -> str:
    """The change in a sentence."""
    when = f"month {change['from']}, which begins on {change['begins']}"
    if change["kind"] == "set":
        why = f" ({change['reason']})" if change["reason"] else ""
        return f"From {when}: {change['label']} = {change['value']}{why}."
    did = MADE[change["action"]].format(place=change["place"] and change["place"]["name"])
    return f"In {when}, {change['actor']['name']} is made to {did} against {change['to']['name']}."


def _found(answer: Json, change: Json) -> Iterator[str]:
    still, line = _reached(answer, change)
    yield line
    if still:
        return
    for outcome in answer["outcomes"]:
        one, two = outcome["p"]
        yield f"{number(one)} → {number(two)}  {outcome['label']}: {_moved(outcome)}"
    toll = answer["deaths"]
    more, fewer = (share(toll[which]["share"]) for which in ("more", "fewer"))
    yield (
        f"Deaths in the window: mean {people(toll['mean'])}, {more_people(toll)}; 95th percentile "
        f"{people(toll['p95'])}; more die with it in {more} of the worlds, fewer in {fewer}"
    )


def _moved(outcome: Json) -> str:
    """How much likelier an outcome is with the change, and in how many worlds it came of it or went."""
    if not outcome["came"] and not outcome["went"]:
        return "the same in every world"
    came, went = share(outcome["came"]), share(outcome["went"])
    found = f"{outcome['change']}, {signed(outcome)}"
    return f"{found}; only with the change in {came} of the worlds, only without it in {went}"


def _reached(answer: Json, change: Json) -> tuple[bool, str]:
    """Whether nothing was changed, and how many worlds were."""
    if change["kind"] != "set":
        who = change["actor"]["name"]
        if not answer["open"]:
            return True, f"Nothing changes: {who} has this choice in that month in none of the worlds."
        left = "" if answer["open"] == 1 else "; the others stay as they were"
        return False, f"{who} has this choice in that month in {share(answer['open'])} of the worlds{left}."
    if answer["unread"]:
        return True, f"Nothing changes: the model doesn't read {change['slot']} here."
    if not answer["worlds_changed"]:
        return True, "Nothing changes: every world believes so anyway."
    return False, f"It is another belief in {share(answer['worlds_changed'])} of the worlds."


# --- one history


def show_both(world: Json) -> None:
    """One history: what is the same, and what follows either way."""
    why = f": {world['chosen']}" if world["chosen"] else ""
    say(f"\nHistory {world['history']} of {world['question']}, both ways{why}. {world['unit']}")
    _tell(world["shared"])
    if world["parts"] is None:
        say(f"\nThey never part: it goes the same way with the change, {count(world['deaths'][0], 'death')} in all.")
    else:
        say(f"\nThey part in month {world['parts']}.")
        for way, words, deaths in zip(
            ("without", "with"), ("As it was", "With the change"), world["deaths"], strict=True
        ):
            say(f"\n{words}, {count(deaths, 'death')} in all:")
            _tell(world[way])
    if world["claims"]:
        say("\nClaims this world believed:")
    names = {claim["source"]: claim["source_name"] for claim in world["claims"]}
    for claim in world["claims"]:
        show_claim(claim, lambda source: names[source])


def _tell(chapters: Sequence[Json]) -> None:
    for chapter in chapters:
        say(f"\n{chapter['text']}", 2)
