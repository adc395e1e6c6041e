"""A counterfactual from words to a document: the same numbers for the terminal, for programs and for Python."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from detente.beliefs.draws import Assumed
from detente.cases.model import Case
from detente.cases.userdata import texts_folder
from detente.claims.attach import read_cache, reattach
from detente.errors import unknown
from detente.findings.as_json import claim_on_page
from detente.findings.asked import check_asked, described
from detente.findings.both import Both, both
from detente.findings.citing import cited
from detente.findings.compare import Word
from detente.findings.counterfactual import Counterfactual, counterfactual, windows
from detente.findings.estimate import Difference, Gap
from detente.findings.labels import label, name
from detente.findings.levers import Moved, Toll
from detente.findings.runs import choose
from detente.findings.story import UNIT
from detente.findings.study import Options, at_days, check_options
from detente.findings.supposed import HOLD, Change, Words, begins, supposed
from detente.findings.telling import WHY

Json = dict[str, Any]


def ask_otherwise(case: Case, question: str, words: Words, options: Options, world: str | None = None) -> Json:
    """What a change would change in a question, or in one half of it (``ID/do``), and one ``world`` both ways.

    Raises UsageError or InputError for what can't be asked.
    """
    check_options(options)
    name_, _, half = question.partition("/")
    (asked,) = choose(case, [name_])
    lasting = windows(case, name_, options)
    if half and half not in lasting:
        unknown("half of the question", half, filter(None, lasting))
    day, wanted = at_days(asked, options)[-1], [each for each in lasting if each == half or not half]
    change = supposed(case, day, max(lasting[each] for each in wanted), words)
    check_asked(case, [name_], options)
    found = [each for each in counterfactual(case, name_, change, options) if each.half in wanted]
    return {
        **described(case, options),
        "change": change_to_json(change, day, case),
        "answers": [found_to_json(each) for each in found],
        "world": None if world is None else both_to_json(both(found[-1], world), found[-1].id, world),
    }


def change_to_json(change: Change, as_of: date, case: Case) -> Json:
    """What is otherwise; what belongs to the other kind of change is null."""
    made, assumed = change.made, change.assumed
    kind = "set" if made is None else "hold" if made.action == HOLD else "make"
    return {
        "kind": kind,
        "from": change.month,
        "begins": begins(as_of, change.month),
        "actor": made and {"id": made.actor, "name": name(made.actor, case)},
        "to": made and made.to and {"id": made.to, "name": name(made.to, case)},
        "action": made and made.action,
        "place": {"id": made.place, "name": name(made.place, case)} if made and made.place else None,
        "slot": assumed and assumed.slot,
        "label": assumed and label(assumed.slot, case),
        "value": assumed and _value(assumed),
        "reason": (assumed and assumed.reason) or None,
    }


def _value(assumed: Assumed) -> str:
    if assumed.word is not None:
        return assumed.word
    return f"{assumed.low:g}" if assumed.low == assumed.high else f"{assumed.low:g}..{assumed.high:g}"


def found_to_json(found: Counterfactual) -> Json:
    """One half of a question: pairs are without the change and with it, differences with it less without it."""
    question = found.study.question
    return {
        "question": found.id,
        "text": question.text,
        "given": {"do": question.given.text} if found.half == "do" and question.given else None,
        "as_of": found.study.as_of,
        "months": found.study.histories[found.half].months,
        "open": found.open,
        "worlds_changed": found.changed,
        "unread": found.unread,
        "outcomes": [_outcome(each, found.toll.said_of(each)) for each in found.outcomes],
        "deaths": _deaths(found.toll),
    }


def _outcome(moved: Moved, word: Word) -> Json:
    shift = moved.shift
    return {
        "id": shift.outcome.id,
        "label": shift.outcome.label,
        "p": list(shift.p),
        **_difference(shift.found),
        "change": word,
        "came": moved.came,
        "went": moved.went,
    }


def _deaths(toll: Toll) -> Json:
    more, fewer = toll.pulled, toll.left
    return {
        "mean": list(toll.mean),
        "p95": list(toll.tails[0]),
        "p99": list(toll.tails[1]),
        **_difference(toll.found),
        "more": more._asdict(),
        "fewer": fewer._asdict(),
    }


def _difference(found: Difference | Gap) -> Json:
    return {"difference": found.delta, "interval": list(found.interval), "se": found.se}


def both_to_json(told: Both, question: str, world: str) -> Json:
    """One history both ways, and the claims that are cited in it."""
    case = told.before.case
    shared, (one, two) = told.shared, told.apart
    quotations = reattach(case.claims, read_cache(texts_folder(case.id))).quotations
    by_id = {claim.id: claim for claim in case.claims}
    names = dict.fromkeys(claim for chapter in (*shared, *one, *two) for claim in chapter.claims)
    claims = [claim_on_page(by_id[each], None, quotations.get(each)) for each in names]
    return {
        "question": question,
        "history": told.before.history,
        "chosen": WHY.get(world),
        "parts": told.month,
        "deaths": [int(lived.record.deaths.sum()) for lived in (told.before, told.after)],
        "shared": _told(shared),
        "without": _told(one),
        "with": _told(two),
        "claims": [claim | {"source_name": cited(case.sources[claim["source"]])} for claim in claims],
        "unit": UNIT,
    }


def _told(chapters: Sequence[Any]) -> list[Json]:
    return [chapter._asdict() for chapter in chapters]
