"""What ``case.yaml`` and ``resolutions.yaml`` get wrong about their neighbours: names, rates, priors, outcomes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date
from fnmatch import fnmatchcase

from detente.beliefs.reference import reference_rates
from detente.cases.asking import unsettled
from detente.cases.casefile import has_first_month
from detente.cases.check_exclusive import check_exclusive
from detente.cases.check_numbers import absurd
from detente.cases.check_supposed import check_supposed
from detente.cases.found import Found
from detente.cases.model import Case, Question, Resolution, SlotPrior
from detente.cases.near import near
from detente.cases.resolutions import placed_resolutions
from detente.names.catalogue import catalogue, check_value, match_address, suggest
from detente.names.faults import Keys

FILE = "case.yaml"
DISTS = ("uniform", "lognormal", "fixed")


def check_case_file(case: Case, found: Found) -> None:
    """Names that the entities or the model don't know, sources and rates that aren't there."""
    for keys, name in _named(case):
        if name not in case.entities:
            remedy = f"Add it to entities.yaml. {near(name, case.entities)}"
            found.add(FILE, keys, "not among the entities", remedy, name, "warning")
    if not case.file.questions:
        found.add(FILE, ("questions",), "nothing is asked", "Add a question.", "", "warning")
    for n, question in enumerate(case.file.questions):
        _check_question(case, ("questions", n), question, found)


def _named(case: Case) -> Iterator[tuple[Keys, str]]:
    """Names that the entities should know."""
    file = case.file
    for n, rivalry in enumerate(file.rivalries):
        here = ("rivalries", n)
        yield (*here, "id"), rivalry.id
        yield from (((*here, "sides"), side) for side in rivalry.sides)
        yield from (((*here, "truces"), pact) for pact in rivalry.truces)
        yield from (((*here, name), getattr(rivalry, name)) for name in ("border", "talks"))
        yield from (((*here, "events", k), event) for k, event in enumerate(rivalry.events))
        yield from (((*here, "formats", k), each.format) for k, each in enumerate(rivalry.formats))
        if rivalry.keepers:
            yield (*here, "keepers"), rivalry.keepers.force
    yield from ((("outsiders", n), outsider.id) for n, outsider in enumerate(file.outsiders))
    yield from ((("places", n), place.id) for n, place in enumerate(file.places) if not place.home)


def _check_question(case: Case, here: Keys, question: Question, found: Found) -> None:
    if question.from_ is not None and question.from_ not in case.sources:
        remedy = near(question.from_, case.sources)
        found.add(FILE, (*here, "from"), "no such source", remedy, question.from_)
    for m, outcome in enumerate(question.outcomes):
        for pattern in outcome.reference:
            if not any(fnmatchcase(rate, pattern) for rate in reference_rates()):
                at = (*here, "outcomes", m, "reference")
                found.add(FILE, at, "no such reference rate", near(pattern, reference_rates()), pattern)
        for reason, remedy, value in unsettled(case.file, outcome.when):
            found.add(FILE, (*here, "outcomes", m, "when"), reason, remedy, value)
    check_supposed(case, question, here, found)
    check_exclusive(question, here, found)


def check_priors(case: Case, slots_read: Collection[str], found: Found) -> None:
    """Priors that can't be used, stand twice, are of no day, or that nothing reads."""
    for n, prior in enumerate(case.file.priors):
        here = ("priors", n)
        reason, remedy = _wrong_prior(prior)
        if reason:
            found.add(FILE, here, reason, remedy, f"{prior.slot}: {prior.low:g} to {prior.high:g}, {prior.dist}")
        elif not found.once("prior", f"{prior.slot} {prior.since}"):
            remedy = "Keep one, or say in `known_from` from which day on the later one counts."
            found.add(FILE, here, "two priors on this slot from the same day", remedy, prior.slot)
        elif prior.slot not in slots_read and slots_read:
            remedy = near(prior.slot, slots_read)
            found.add(FILE, here, "the model doesn't read this slot in this case", remedy, prior.slot, "warning")
        elif prior.known_from is None:
            reason = "a prior of no day: it counts on every day, also before anybody could have known its range"
            remedy = "Add known_from: the first day on which the range could have been written down."
            found.add(FILE, here, reason, remedy, prior.slot, "warning")


def _wrong_prior(prior: SlotPrior) -> tuple[str, str]:
    """Why a prior of the case can't be used, and what to do; empty where it can."""
    address = match_address(prior.slot)
    if address is None:
        return "not the address of a slot", "Write subject.attribute or subject.attribute[key]."
    if address.attribute not in catalogue():
        return f"no slot has the attribute {address.attribute}", suggest(address.attribute)
    attribute = catalogue()[address.attribute]
    if attribute.type != "number":
        return f"{attribute.name} takes words, and a prior is a range of numbers", "Make it a claim."
    if prior.dist not in DISTS:
        return "no such distribution", f"One of {', '.join(DISTS)}."
    if prior.dist == "lognormal" and prior.low <= 0:
        return "a lognormal prior starts above 0", "Raise low, or use uniform."
    if prior.dist == "fixed" and prior.low != prior.high:
        return "a fixed prior is one number, and these are two", "Give low and high alike, or use uniform."
    reason = check_value(attribute, (prior.low, prior.high), attribute.unit)
    reason = reason or absurd(attribute.name, attribute.unit, prior.low, prior.high)
    return (reason, f"Give low <= high in {attribute.unit}.") if reason else ("", "")


def check_resolutions(case: Case, found: Found) -> None:
    """Resolutions of questions or outcomes that aren't asked, twice, too early, or without a citation."""
    file = "resolutions.yaml"
    for keys, said in placed_resolutions(case.path / file):
        question = case.question(said.question)
        if question is not None:
            if not found.once("resolution", f"{said.question} {said.outcome}"):
                found.add(file, (*keys, "id"), "this outcome is resolved twice", "Keep one.", said.outcome)
            for name, reason, remedy, value in _wrong_resolution(said, question):
                found.add(file, (*keys, name), reason, remedy, value)
            if _too_early(said, question):
                last = _end(question, question.as_of[0])
                remedy = f"The window ends on {last}: correct the day, or write `happened: null` until then."
                reason = "said not to have come about before the end of the window, while it still may"
                found.add(file, (*keys, "date"), reason, remedy, str(said.on), "warning")
        elif found.once("resolutions", said.question):
            remedy = near(said.question, [q.id for q in case.file.questions])
            found.add(file, (*keys[:2], "question"), "no such question", remedy, said.question)


def _wrong_resolution(said: Resolution, question: Question) -> Iterator[tuple[str, str, str, str]]:
    ids = [outcome.id for outcome in question.outcomes]
    if said.outcome not in ids:
        yield "id", "no such outcome", f"The question has {', '.join(ids)}.", said.outcome
    elif said.happened is not None and not said.citation:
        yield "citation", "settled without a citation", "Add citation: where it can be looked up.", said.outcome
    if said.on and said.on < question.as_of[0]:
        remedy = f"It is asked as of {question.as_of[0]}: correct the day."
        yield "date", "settled before it was asked", remedy, str(said.on)
    if said.on and said.happened and said.on > (last := _end(question, question.as_of[-1])):
        remedy = f"The window ends on {last}: correct the day, or write `happened: false`."
        yield "date", "came about after the end of the window", remedy, str(said.on)


def _too_early(said: Resolution, question: Question) -> bool:
    """Whether an outcome is called untrue while it may still come about, and nothing else could have settled it."""
    outcome = next((each for each in question.outcomes if each.id == said.outcome), None)
    if outcome is None or question.exclusive or question.first_of or outcome.of == "do":
        return False  # settled by what else came about, or by what was supposed and was not done
    early = said.on is not None and question.as_of[0] <= said.on < _end(question, question.as_of[0])
    return said.happened is False and early and has_first_month(outcome.when)


def _end(question: Question, day: date) -> date:
    """The last day of the window of a question that is asked as of a day."""
    months = max(question.months, question.given.months if question.given else 0)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
