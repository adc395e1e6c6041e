"""Read ``case.yaml``: validate it field by field, and refuse what no question could be answered from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from detente.cache import source_digest
from detente.cases.check_conflict import check_conflict
from detente.cases.expressions import LISTS, misuse, names
from detente.cases.model import MOST_MONTHS, CaseFile, Question
from detente.cases.near import FORMAT, near, truths
from detente.cases.typed import typed
from detente.cases.whole import actors, repeated
from detente.names.faults import Faults, Keys
from detente.names.yamlfile import parse_yaml, read_text

HALVES = ("do", "chance")
HOW = ("out", "diplomacy", "broker", "arm", "join", "join_attacker")  # what an outsider may do
NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {  # one of each group
    "deaths": (("at_least", "less_than"),),
    "deaths_in_month": (("at_least", "less_than"),),
    "polity_survives": (("place",),),
    "responds": (("actor", "actors"), ("how",)),
    "standing_rises": (("actor",), ("with",)),
}
WHOLE = frozenset({"polity_survives", "responds", "standing_rises", "otherwise", "all_of"})  # without a first month

_ID = re.compile(r"[A-Za-z0-9_-]+")
_CASE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def read_case_file(path: Path) -> CaseFile:
    """``case.yaml`` validated field by field. Raises InputError with every fault and its line."""
    text = read_text(path)
    raw = parse_yaml(text, path)
    faults = Faults(path, text)
    if not isinstance(raw, Mapping):
        faults.add((), "not a case file", f"It starts with `id:` and `title:`. {FORMAT}", raw)
        faults.raise_errors()
    for keys, value in truths(raw, CaseFile):
        remedy = 'Write a number; yes and no of a slot stand in quotes, "yes" or "no".'
        faults.add(keys, "true or false where a number stands", remedy, value)
    case = typed(raw, CaseFile, faults, reading())
    if not _CASE_ID.fullmatch(case.id):
        remedy = "Use letters, digits, - and _, beginning with a letter or digit: folders are named after it."
        faults.add(("id",), "not the id of a case", remedy, case.id)
    check_conflict(case, faults)
    _check_outcomes(case, faults)
    for n, question in enumerate(case.questions):
        _check_question(question, ("questions", n), faults)
    faults.raise_errors()
    return case


@cache
def reading() -> str:
    """A digest of the code, with its tables, that says what the files of a case are."""
    return source_digest("beliefs", "claims", "names", "sources", kinds=(".py", ".yaml"), also=source_digest("cases"))


def _check_outcomes(case: CaseFile, faults: Faults) -> None:
    """Every outcome must be an expression, over actors and places of the case's own."""
    known = {"actor": actors(case), "place": {place.id for place in case.places}}
    for n, question in enumerate(case.questions):
        for m, outcome in enumerate(question.outcomes):
            here = ("questions", n, "outcomes", m, "when")
            wrong = list(misuse(outcome.when)) or list(wrong_arguments(outcome.when))
            for why in wrong:
                faults.add(here, why, FORMAT, outcome.id)
            for kind, name in () if wrong else names(outcome.when):
                if name not in known[kind]:
                    faults.add(here, f"no such {kind}", near(name, known[kind]), name)


def wrong_arguments(expression: Mapping[str, Any], inside: bool = False) -> Iterator[str]:
    """Why the arguments of an expression of known words can't be used; nothing where they can."""
    ((word, rest),) = expression.items()
    if word in LISTS:
        if not rest:
            yield f"{word} needs at least one expression"
        for part in rest:
            yield from wrong_arguments(part, inside=True)
        return
    if word == "otherwise" and inside:
        yield "otherwise stands alone: it means that none of the question's other outcomes came true"
    for group in NEEDED.get(word, ()):
        if not any(name in rest for name in group):
            yield f"{word} needs {' or '.join(group)}"
    for name, value in rest.items():
        if why := _wrong_argument(name, value):
            yield f"{word}: {why}"


def _wrong_argument(name: str, value: Any) -> str | None:
    if name in ("at_least", "less_than"):
        number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
        return None if number else f"{name} takes a number"
    if name in ("place", "actor", "with"):
        return None if isinstance(value, str) else f"{name} takes a name"
    if not (isinstance(value, list) and value and all(isinstance(part, str) for part in value)):
        return f"{name} takes a list of at least one name"
    wrong = [part for part in value if name == "how" and part not in HOW]
    return f"{wrong[0]} is no response; there are {', '.join(HOW)}" if wrong else None


def _check_question(question: Question, here: Keys, faults: Faults) -> None:
    if not _ID.fullmatch(question.id):
        remedy = "Use letters, digits, - and _: files are named after it."
        faults.add((*here, "id"), "not the id of a question", remedy, question.id)
    days, ids = question.as_of, [outcome.id for outcome in question.outcomes]
    if not question.text.strip():
        faults.add((*here, "text"), "a question without words", "Write what is asked, as readers see it.", question.id)
    if not 1 <= len(days) <= 2 or days[0] > days[-1]:
        remedy = "Write [2020-07-21] or [2020-11-11, 2020-11-13]."
        faults.add((*here, "as_of"), "not a day or two days in order", remedy, [str(day) for day in days])
    if not 1 <= question.months <= MOST_MONTHS:
        reason = "a question can't look so many months ahead"
        faults.add((*here, "months"), reason, f"Give 1 to {MOST_MONTHS}.", question.months)
    for m, name in enumerate(ids):
        if not _ID.fullmatch(name):
            remedy = "Use letters, digits, - and _: `detente why` and links name it."
            faults.add((*here, "outcomes", m, "id"), "not the id of an outcome", remedy, name)
        if not question.outcomes[m].label.strip():
            remedy = "Write in words what comes about: answers are told by it."
            faults.add((*here, "outcomes", m, "label"), "an outcome without words", remedy, name)
    for m, name in repeated(ids):
        faults.add((*here, "outcomes", m, "id"), "two outcomes have this id", "Give each its own.", name)
    _check_rest(question, here, faults)
    if all("otherwise" in outcome.when for outcome in question.outcomes):
        reason = "a question needs outcomes, and not only `otherwise`"
        faults.add((*here, "outcomes"), reason, FORMAT, question.id)
    _check_halves(question, here, faults)
    when = {outcome.id: outcome.when for outcome in question.outcomes}
    for name in question.first_of:
        if name not in when:
            remedy = near(name, ids)
            faults.add((*here, "first_of"), "the question has no such outcome", remedy, name)
        elif not has_first_month(when[name]):
            remedy = (
                "List outcomes that come about in a month: deaths reached, a place taken, a blockade, an agreement."
            )
            faults.add((*here, "first_of"), "the outcome has no month in which it comes about", remedy, name)


def _check_rest(question: Question, here: Keys, faults: Faults) -> None:
    """What is left when no other outcome comes true is one outcome, of each half, and has to say so."""
    rest = [m for m, outcome in enumerate(question.outcomes) if "otherwise" in outcome.when]
    for k, m in enumerate(rest):
        mine = question.outcomes[m].of
        if any(mine is None or question.outcomes[n].of in (None, mine) for n in rest[:k]):
            reason = "`otherwise` stands twice: the second could never come true"
            faults.add((*here, "outcomes", m, "when"), reason, "Keep one.", question.outcomes[m].id)
    for m, outcome in enumerate(question.outcomes if question.first_of else ()):
        if outcome.id not in question.first_of and m not in rest:
            reason = "neither in first_of nor `otherwise`: it would count as none of those listed"
            remedy = "Add it to first_of, or write `when: {otherwise: {}}`."
            faults.add((*here, "outcomes", m, "when"), reason, remedy, outcome.id)


def _check_halves(question: Question, here: Keys, faults: Faults) -> None:
    for m, outcome in enumerate(question.outcomes):
        at = (*here, "outcomes", m, "of")
        if outcome.of is not None and question.given is None:
            faults.add(at, "a question without `given` has no halves", "Remove `of`.", outcome.of)
        elif outcome.of not in (None, *HALVES):
            faults.add(at, "no half of a question", near(outcome.of or "", HALVES), outcome.of)
    for half in HALVES if question.given else ():
        if not any(outcome.of in (None, half) for outcome in question.outcomes):
            remedy = f"Add an outcome with `of: {half}`, or one without `of`."
            faults.add((*here, "outcomes"), "a half of the question has no outcome", remedy, half)


def has_first_month(when: Mapping[str, Any]) -> bool:
    """Whether an expression of known words can only become true, so that it has a first month."""
    if not isinstance(when, Mapping) or len(when) != 1:
        return True  # reported elsewhere
    ((word, rest),) = when.items()
    if word == "any_of":
        return all(has_first_month(part) for part in rest) if isinstance(rest, list) else True
    return word not in WHOLE and not (isinstance(rest, Mapping) and "less_than" in rest)
