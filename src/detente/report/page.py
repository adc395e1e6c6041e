"""A run → one HTML page: styles, pictures and one script inside, nothing loaded from anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemBytecodeCache, PackageLoader
from markupsafe import Markup

from detente.numerics.compiled import cache_folder
from detente.report import board_view, charts, days, glance, live, maps, measures, naming, plots, story, view, words
from detente.report.board import read_board

# words that templates write after a bar
_FILTERS = (
    "prob", "risk", "span", "percent", "percents", "small", "signed", "count", "day", "human", "response", "title",
    "sentence",
)  # fmt: skip


def render(run: Mapping[str, Any], geometry: Mapping[str, Any] | None = None) -> str:
    """The report on a run as a self-contained HTML document.

    ``run`` is the document that ``detente run --json`` prints, ``geometry`` the map of its case, if it has one
    (``geometry.map_of``). Whatever is missing or null is left out or called "not known"; nothing is computed from it.
    Every string of the run is escaped, so source texts can't put markup into the page.
    """
    page, topics = _environment().get_template("page.html.j2"), view.topics(run)
    return page.render(
        run=run,
        geometry=geometry and maps.placed(geometry),
        topics=topics,
        days=days.days(run, topics),
        cite=_citer(run),
        named=naming.named(run),
        region=_regions(),
        board=read_board(run.get("case")),
    )


def prepare() -> None:
    """Read the templates."""
    for name in _environment().list_templates(["j2"]):
        _environment().get_template(name)


def _regions() -> Callable[[str], str]:
    """A function that makes names unlike: of regions with the same name, all but the first are numbered."""
    seen: Counter[str] = Counter()

    def name(text: str) -> str:
        seen[text] += 1
        return text if seen[text] == 1 else f"{text} ({seen[text]})"

    return name


def _citer(run: Mapping[str, Any]) -> Callable[[Any], Markup]:
    """A function that names a source by its id and links to its entry at the end of the page."""
    entries = {str(s.get("id")): (i, s) for i, s in enumerate(run.get("sources") or [], start=1)}

    def cite(source: Any) -> Markup:
        if str(source) not in entries:
            return Markup("<span>{}</span>").format(words.clean(words.human(source)))
        number, entry = entries[str(source)]
        return Markup('<a href="#source-{}">{}</a>').format(number, words.clean(words.source_name(entry)))

    return cite


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("detente.report"),
        autoescape=True,
        finalize=_finalize,
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=FileSystemBytecodeCache(str(cache_folder())),
    )
    for name in _FILTERS:
        made.filters[name] = getattr(words, name)
    made.globals.update(
        boards=board_view,
        charts=charts,
        day_of=days.day_of,
        glance=glance,
        live=live,
        maps=maps,
        measures=measures,
        plots=plots,
        story=story,
        view=view,
        words=words,
    )
    return made


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return words.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
