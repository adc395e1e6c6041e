"""Parts of a page for a notebook's cell: escaped, readable in light and dark, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from detente.cases import model
from detente.notebook.style import CELL, page_style
from detente.report import charts, view
from detente.report.words import clean, given, human, percent, percents, prob, span

Json = Mapping[str, Any]


def page(*parts: Markup) -> str:
    """The parts in one block with their own colours: it doesn't matter what a notebook puts behind it."""
    frame = Markup('<div class="{}"><style>{}</style>{}{}</div>')
    return str(frame.format(CELL, Markup(page_style()), charts.defs(), _all(parts)))


def title(text: str) -> Markup:
    """A line that stands out."""
    return _in("p", text, "title")


def run(findings: Json) -> Markup:
    """Every answer in a line."""
    lines = (_cells([_in("code", a["question"]), a["as_of"], a["headline"]]) for a in findings["answers"])
    return title(f"{findings.get('case_title') or findings['case']}: run {findings['run']['id']}") + _table(
        ["question", "as of", "answer"], lines
    )


def case(found: model.Case) -> Markup:
    """What a case asks."""
    lines = (_cells([_in("code", q.id), q.text, ", ".join(map(str, q.as_of))]) for q in found.file.questions)
    return title(f"{found.file.title} ({found.id})") + _table(["question", "what it asks", "as of"], lines)


def answer(found: Json) -> Markup:
    """One answer: its headline and its outcomes."""
    lines = (
        _cells(
            [
                view.label(outcome),
                charts.outcome_bar(outcome),
                Markup("<b>{}</b> ({})").format(prob(outcome["p"]), span(outcome["interval"])),
                prob(outcome["baselines"]["reference_class"]),
                view.state(found, outcome),
            ]
        )
        for outcome in found["outcomes"]
    )
    head = ["outcome", "0 to 1", "probability (90 % range)", "comparable cases", "state"]
    under = f"{found['text']} As of {found['as_of']}, {found['months']} months. {given(found['given'])}"
    return title(found["headline"]) + _in("p", under, "small") + _table(head, lines)


def drivers(found: Sequence[Json]) -> Markup:
    """What moves an outcome, the bars on one scale."""
    if not found:
        return _in("p", "No belief can be told to move it.", "small")
    top = charts.ceiling([end for driver in found for end in (driver["share"], *driver["interval"])])
    lines = (
        _cells(
            [
                _in("span", driver.get("label") or human(driver["id"])) + _in("small", f" {driver['kind']}"),
                charts.share_bar(driver["share"], driver["interval"], top),
                f"{percent(driver['share'])} ({percents(driver['interval'])})",
            ]
        )
        for driver in found
    )
    return _table(["what moves it", f"0 to {100 * top:g} %", "share of what is not known (90 % range)"], lines)


def trace(found: Sequence[Json]) -> Markup:
    """Claims: what each says, its words where they are attached, and where it stands."""
    return _in("ol", _all(_in("li", _claim(claim)) for claim in found), "claims")


def _claim(claim: Json) -> Markup:
    cited = claim["citation"] or "no passage"
    where = f"paragraph {claim['paragraph']}, “{claim['anchor']} …”" if claim["anchor"] else cited
    said = _in("blockquote", claim["quotation"]) if claim["quotation"] else Markup("")
    under = f"{claim['source']}, {where} · {claim['slot']} · {claim['claim']}"
    return _in("span", claim["paraphrase"]) + said + _in("p", under, "small")


def _table(head: Sequence[str], lines: Iterable[Markup]) -> Markup:
    cells = _all(Markup('<th scope="col">{}</th>').format(clean(cell)) for cell in head)
    frame = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>")
    return frame.format(cells, _all(Markup("<tr>{}</tr>").format(line) for line in lines))


def _cells(cells: Sequence[str]) -> Markup:
    return _all(_in("td", cell) for cell in cells)


def _in(name: str, inner: str, kind: str = "") -> Markup:
    """An element; what is no markup is cleaned and escaped."""
    shown = inner if isinstance(inner, Markup) else escape(clean(inner))
    start = Markup('<{} class="{}">').format(Markup(name), kind) if kind else Markup("<{}>").format(Markup(name))
    return start + shown + Markup("</{}>").format(Markup(name))


def _all(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
