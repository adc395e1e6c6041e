"""The run's answers in reading order: grouped by question, each with its leading outcome and its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from detente.report.words import day, flat, human, prob, sentence, span

Json = Mapping[str, Any]
Rows = list[tuple[str, dict[str, Any]]]

UNREAL: Final = "hypothetical; cannot be checked"  # of an answer on what is supposed: whether it was right never shows


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, ready to be set: ``raw`` is the run's own record, the rest is how it is introduced."""

    raw: Json
    outcomes: Sequence[Json]
    lead: Json
    first_line: str
    sureness: str
    verdict: str

    @property
    def others(self) -> list[Json]:
        """The outcomes besides the leading one."""
        return [outcome for outcome in self.outcomes if outcome is not self.lead]

    def name(self, outcome: str) -> str:
        """An outcome's label, by its id."""
        return next((label(o) for o in self.outcomes if o.get("id") == outcome), outcome)


@dataclass(frozen=True, slots=True)
class Topic:
    """One question with its leading answer; ``asides`` are the same question as of other days."""

    number: int
    text: str
    answer: Answer
    asides: Sequence[Answer]


def topics(run: Json) -> list[Topic]:
    """The questions in the order of the run; the latest as-of day and the published vintage lead."""
    groups: dict[str, list[Json]] = {}
    for raw in run.get("answers") or []:
        groups.setdefault(str(raw.get("question")), []).append(raw)
    return [_topic(i, question, group) for i, (question, group) in enumerate(groups.items(), start=1)]


def label(outcome: Json) -> str:
    """What an outcome is called."""
    return str(outcome.get("label") or outcome.get("id") or "outcome")


def state(answer: Json, outcome: Json) -> str:
    """What became of an outcome, in a word or two."""
    happened = outcome.get("happened")
    if happened is not None:
        return "happened" if happened else "did not happen"
    return UNREAL if answer.get("given") else "open"


def resolution(outcome: Json) -> str:
    """How an outcome is settled, on whose evidence; empty where the run doesn't say."""
    found = outcome.get("resolution")
    parts = list(found.values()) if isinstance(found, Mapping) else [found]
    return " ".join(f"{flat(part).rstrip('.')}." for part in parts if part)


def by_kind(drivers: Sequence[Json]) -> list[tuple[str, list[Json]]]:
    """Drivers by their kind, in the order of the run; a slot is a belief to a reader."""
    kinds = unique(str(driver.get("kind") or "driver") for driver in drivers)
    called = {"slot": "belief"}
    return [(called.get(kind, kind), [d for d in drivers if str(d.get("kind") or "driver") == kind]) for kind in kinds]


def options(answer: Json) -> list[str]:
    """Every option of the responses, in the order they first appear."""
    return unique(option for row in answer.get("responses") or [] for option in row.get("p") or {})


def by_source(answer: Json) -> Rows:
    """Sources with what the answer is without each (``without``) and by each alone (``only``)."""
    rows: dict[str, dict[str, Any]] = {}
    for key in ("without", "only"):
        for row in answer.get(key) or []:
            rows.setdefault(str(row.get("source")), {})[key] = row
    return list(rows.items())


def how_left_out(method: Any) -> str:
    """How the answer without a source was reached."""
    ways = {"forced": "struck out, lived again", "conditioned": "preview, by weighting"}
    return ways.get(str(method), flat(method) if method else "")


def ways(rows: Rows) -> list[str]:
    """How the answers without each source were reached."""
    methods = (row.get("without", {}).get("method") for _, row in rows)
    return unique(how_left_out(method) for method in methods if method)


def source_values(outcome: Json, rows: Rows) -> list[Any]:
    """Every probability that the table of sources shows for one outcome, the answer's own first."""
    told = [(row.get(key) or {}).get("p") or {} for _, row in rows for key in ("without", "only")]
    return [outcome.get("p"), *(p.get(outcome.get("id")) for p in told)]


def half(answer: Json) -> str:
    """Which half of a question an answer is: what is made to happen in it, or that nothing is; empty for others."""
    given = answer.get("given")
    if given:
        told = given.get("do") or given.get("if") if isinstance(given, Mapping) else given
        return f"Suppose that {flat(told)}"
    if "/" not in str(answer.get("question")):
        return ""
    months = answer.get("months")
    return f"How likely is it within {months} month{'' if months == 1 else 's'}?" if months else "How likely is it?"


def same_question(one: Topic, other: Topic) -> bool:
    """Whether two topics are halves of one question, or one and the same."""
    first, second = (str(each.answer.raw.get("question")).partition("/")[0] for each in (one, other))
    return first == second


def _of_half(answer: Json) -> str:
    """What tells the titles of a question's two halves apart."""
    if answer.get("given"):
        return " – if it happens"
    return " – the chance of it" if "/" in str(answer.get("question")) else ""


def followed(run: Json) -> set[str]:
    """The questions, by id without their half, of which something is settled: what followed is known."""
    return {
        str(raw.get("question")).partition("/")[0]
        for raw in run.get("answers") or []
        if any(o.get("happened") is not None for o in raw.get("outcomes") or [])
    }


def asked(run: Json, question: str) -> str:
    """A question by its text where the run answers it, else by its id in words."""
    texts = (raw.get("text") for raw in _answers_to(run, question))
    return str(next((text for text in texts if text), human(question)[:1].upper() + human(question)[1:]))


def called(run: Json, question: str, outcome: str) -> str:
    """An outcome by its label where the run answers the question, else by its id in words."""
    outcomes = (o for raw in _answers_to(run, question) for o in raw.get("outcomes") or [])
    return next((label(o) for o in outcomes if o.get("id") == outcome), human(outcome))


def _answers_to(run: Json, question: str) -> list[Json]:
    """The answers to a question, whichever half or day."""
    wanted = question.partition("/")[0]
    return [raw for raw in run.get("answers") or [] if str(raw.get("question")).partition("/")[0] == wanted]


def assumed(run: Json) -> int:
    """How many values rest on no claim; a row may stand for several."""
    return sum(int(row.get("count") or 1) for row in run.get("assumptions") or [])


def baselines(answer: Json) -> list[str]:
    """The names of all baselines of the answer's outcomes."""
    return unique(name for o in answer.get("outcomes") or [] for name in o.get("baselines") or {})


def unique(names: Iterable[str]) -> list[str]:
    """Names without repetition, first seen first."""
    return list(dict.fromkeys(names))


def _topic(number: int, question: str, group: list[Json]) -> Topic:
    latest_first = sorted(group, key=lambda raw: day_key(raw.get("as_of")), reverse=True)
    ordered = sorted(latest_first, key=lambda raw: raw.get("vintage") == "reconstructed")
    first, *rest = [_answer(raw) for raw in ordered]
    text = str(first.raw.get("text") or first.raw.get("label") or question)
    return Topic(number, f"{text}{_of_half(first.raw)}", first, rest)


def day_key(value: Any) -> str:
    """What an as-of day sorts by; of a range, its end."""
    return str(value[-1]) if isinstance(value, list | tuple) and value else str(value or "")


def _answer(raw: Json) -> Answer:
    outcomes = list(raw.get("outcomes") or [])
    lead = _lead(raw, outcomes)
    first_line, rest = _headline(raw, lead)
    return Answer(raw, outcomes, lead, first_line, _sureness(raw, rest), _verdict(raw, outcomes))


def _lead(raw: Json, outcomes: Sequence[Json]) -> Json:
    """The outcome ``lead`` names, else the one whose numbers the headline reads out, else the likeliest."""
    headline = str(raw.get("headline") or "")
    named = [o for o in outcomes if raw.get("lead") is not None and o.get("id") == raw.get("lead")]
    told = [o for o in outcomes if f"{prob(o.get('p'))}, range {span(o.get('interval'))}" in headline]
    rest = sorted(outcomes, key=lambda o: -(o.get("p") or 0.0)) if raw.get("exclusive") else outcomes
    return next(iter([*named, *told, *rest]), {})


def _headline(raw: Json, lead: Json) -> tuple[str, str]:
    """First line and the rest, cut before the confidence; built from the leading outcome if absent."""
    line = str(raw.get("headline") or "")
    if not line and lead:
        return f"{label(lead)}: {prob(lead.get('p'))}, range {span(lead.get('interval'))}", ""
    first, _, rest = line.partition("; confidence ")
    return first, f"confidence {rest}" if rest else ""


def _sureness(raw: Json, told: str) -> str:
    """Level of confidence and its reasons, those the headline doesn't give added to those it does."""
    confidence = raw.get("confidence") or {}
    reasons = [str(reason) for reason in confidence.get("reasons") or []]
    if told:
        more = [reason for reason in reasons if reason.lower().rstrip(".") not in told.lower()]
        return "; ".join([told.rstrip("."), *more])
    level = confidence.get("level")
    return f"confidence {level}" + (f": {'; '.join(reasons)}" if reasons else "") if level else ""


def _verdict(raw: Json, outcomes: Sequence[Json]) -> str:
    """What happened, over all outcomes, for the list of questions."""
    happened = [label(o) for o in outcomes if o.get("happened")]
    if happened:
        return "What happened: " + "; ".join(happened)
    settled = [o for o in outcomes if o.get("happened") is not None]
    if not settled:
        return sentence(UNREAL)[:-1] if raw.get("given") else "Open"
    if len(settled) < len(outcomes):
        return "Open in part; so far none of it happened"
    return "None of it happened" if len(outcomes) > 1 else "It did not happen"


def setting(raw: Json) -> str:
    """When and from what the answer was given, in one line."""
    parts = [f"As of {day(raw.get('as_of'))}"] if raw.get("as_of") else []
    months = raw.get("months")
    if months:
        parts.append(f"over {months} month{'' if months == 1 else 's'}")
    known_then = {
        "published": "from sources published by then",
        "reconstructed": "reconstructed: from events that could be known then, some written down later",
    }
    parts.append(known_then.get(str(raw.get("vintage")), ""))
    if raw.get("newest_claim"):
        parts.append(f"newest claim {day(raw['newest_claim'])}")
    return "; ".join(part for part in parts if part)


def parts(row: Json, names: Sequence[str]) -> list[tuple[str, Any]]:
    """One actor's responses in the order of the key; options it doesn't have are null."""
    found = row.get("p") or {}
    return [(name, found.get(name)) for name in names]
