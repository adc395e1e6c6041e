"""The systems of a case as a Markdown page, with the drawing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from detente.systems.catalogue import systems
from detente.systems.graph import draw
from detente.systems.grids import Grid, grids
from detente.systems.known import Now
from detente.systems.overview import Overview, View
from detente.systems.words import now_words

ROWS = 12  # slots shown of a system: those that rest most on claims
HEAD = """# The systems of {title}

What is believed of each system as of {day} ({vintage} vintage), on whose claims, which file of
`src/detente/worlds/mechanisms` moves it, and what it feeds. `detente system {case} --page FILE` makes it; a test
compares this page with the program, and `DETENTE_UPDATE_DOCS=1 make test ARGS=tests/docs` writes it again.

![{alt}]({picture})

An arrow leads from a system to one that reads its state or asks it; arrows are read from the sources of the mechanisms.
A thick border is load-bearing, a dashed one descriptive, a thin one unmeasured in this case: what was measured, and on
which case, stands in `src/detente/scores/roles.yaml`. Numbers are the median and the central 90 % of worlds, words the
share of worlds.
"""
ALT = "Thirteen systems with arrows between them; evidence above feeds all of them, what-if below looks at all of them"


def page(found: Overview, picture: str) -> str:
    """The page; ``picture`` is the drawing's file name."""
    terms, case = found.known.beliefs.terms, found.known.case
    head = HEAD.format(
        title=case.file.title, day=terms.as_of, vintage=terms.vintage, case=case.id, alt=ALT, picture=picture
    )
    parts = [head, table(_summary(found)), *(_section(view, found) for view in found.views), _absent(found)]
    return "\n".join(part for part in parts if part)


def picture(found: Overview) -> str:
    """The drawing as SVG."""
    return draw(found)


def _summary(found: Overview) -> Grid:
    head = ("system", "moved by", "role", "claims", "sources", "feeds", "questions that look at it")
    return Grid("", head, tuple(_row(view) for view in found.views))


def _row(view: View) -> tuple[str, ...]:
    files = ", ".join(f"`{name}.py`" for name in view.roles)
    feeds = "all others" if view.system.feeds_others else ", ".join(systems()[name].label for name in view.feeds)
    numbers = f"{len(view.claims):,}", str(len(view.sources))
    return view.system.name, files, view.role, *numbers, feeds, ", ".join(view.questions)


def _section(view: View, found: Overview) -> str:
    parts = [f"\n## {view.system.name}\n"]
    if view.system.frame:
        parts.append(f"Part of the frame: {view.system.frame}.\n")
    told = [now for now in view.state if now.won]
    if told:
        parts.append(table(Grid("", ("slot", "now", "on claims", "claims"), tuple(map(_slot, told[:ROWS])))))
    parts += _rest(view.state, told)
    for name in view.system.tables:
        parts += [f"**{grid.title}**\n\n{table(grid)}" for grid in grids(found.known, name)]
    return "\n".join(parts)


def _slot(now: Now) -> tuple[str, ...]:
    return f"`{now.slot}`", now_words(now), f"{now.claimed:.0%}", ", ".join(now.won[:4]) + (" …" if now.won[4:] else "")


def _rest(state: Sequence[Now], told: Sequence[Now]) -> Iterator[str]:
    more, alone = len(told) - ROWS, [now for now in state if not now.won]
    said = [f"{more} more on claims"] if more > 0 else []
    said += [f"{len(alone)} on open data, a prior or an assumption"] if alone else []
    if said:
        yield f"Besides, {' and '.join(said)}.\n" if told else f"{' and '.join(said)}.\n"


def _absent(found: Overview) -> str:
    voices = found.known.case.voices_absent
    return "\n## Voices that are absent\n\n" + "\n".join(f"- {voice}" for voice in voices) + "\n" if voices else ""


def table(grid: Grid) -> str:
    """A Markdown table."""
    rule = ["---"] * len(grid.head)
    return "\n".join("| " + " | ".join(_cells(row)) + " |" for row in (grid.head, rule, *grid.rows)) + "\n"


def _cells(row: Iterable[str]) -> Iterator[str]:
    return (cell.replace("|", "\\|").replace("\n", " ") for cell in row)
