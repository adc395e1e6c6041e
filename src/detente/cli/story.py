"""``detente why --world``: one history of an answer as a story, and the claims that its world believed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from detente.cli.common import count, say
from detente.errors import Fault, UsageError


def numbered(folder: Path, findings: Mapping[str, Any], answer: Mapping[str, Any], world: str) -> int:
    """The number of the history that a word or a number asks for."""
    from detente.findings.telling import KINDS, choose
    from detente.histories.folder import read_events

    worlds = findings["run"]["worlds"]
    if world in KINDS:
        name, _, half = answer["question"].partition("/")
        return choose(read_events(folder, f"events-{name}-{half or 'all'}-{answer['as_of']}"), worlds, world)
    remedy = f"Give {', '.join(KINDS)}, or a number: histories are numbered 0 to {worlds - 1}."
    if not world.lstrip("-").isdecimal() or not 0 <= int(world) < worlds:
        raise UsageError(Fault("the run has no such history", remedy, path="--world", value=world))
    return int(world)


def check_model(findings: Mapping[str, Any]) -> None:
    """Raises UsageError where the model is no longer the one that lived a run."""
    from detente.worlds.version import model_digest

    if findings["run"]["code_digest"] != model_digest():
        remedy = f"Run it again: {findings['command']}"
        reason = "the model has changed since this run, so its histories can't be lived again"
        raise UsageError(Fault(reason, remedy, value=findings["run"]["id"]))


def relived(case: Any, findings: Mapping[str, Any], answer: Mapping[str, Any], history: int) -> Any:
    """One history of an answer, lived again."""
    from detente.findings.asked import recorded_options
    from detente.findings.replay import relive

    return relive(case, answer["question"], date.fromisoformat(answer["as_of"]), recorded_options(findings), history)


def told(lived: Any, world: str | None, quotations: Mapping[str, str]) -> dict[str, Any]:
    """A history as a story, and the claims it cites."""
    from detente.findings.as_json import claim_on_page
    from detente.findings.story import UNIT, story
    from detente.findings.telling import WHY

    chapters = story(lived)
    by_id = {claim.id: claim for claim in lived.case.claims}
    cited = dict.fromkeys(claim for chapter in chapters for claim in chapter.claims)
    return {
        "history": lived.history,
        "chosen": WHY.get(world or ""),
        "deaths": int(lived.record.deaths.sum()),
        "months": [chapter._asdict() for chapter in chapters],
        "claims": [claim_on_page(by_id[name], None, quotations.get(name)) for name in cited],
        "unit": UNIT,
    }


def show_claim(claim: Mapping[str, Any], name: Callable[[Any], str]) -> None:
    """A claim, the share it carries where one is known, its passage, and its words or ours."""
    from detente.report.words import percent

    where = f"paragraph {claim['paragraph']}, “{claim['anchor']} …”" if claim["anchor"] else claim["citation"] or ""
    weight = f"{percent(claim['share'])}  " if claim["share"] else ""
    called = f"{name(claim['source'])} [{claim['source']}]"
    say(f"{weight}{claim['claim']}  {claim['slot']}  {called}, {where}", indent=2, hang=4)
    say(f"“{claim['quotation']}”" if claim["quotation"] else claim["paraphrase"], indent=6)


def show_story(story: Mapping[str, Any], name: Callable[[Any], str]) -> None:
    """A paragraph a month that mattered, then the claims these cite."""
    why = f": {story['chosen']}" if story["chosen"] else ""
    say(f"\nHistory {story['history']}{why}. {count(story['deaths'], 'death')} in all. {story['unit']}")
    for chapter in story["months"]:
        say(f"\n{chapter['text']}")
    if story["claims"]:
        say("\nClaims this world believed:")
    for claim in story["claims"]:
        show_claim(claim, name)
