"""A run → one HTML page: styles and pictures inside, no script, nothing loaded from anywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import ChainableUndefined, Environment, FileSystemBytecodeCache, PackageLoader
from markupsafe import Markup

from detente.numerics.compiled import cache_folder
from detente.report import charts, view, words

# words that templates write after a bar
_FILTERS = ("prob", "risk", "span", "percent", "percents", "small", "count", "day", "human", "title", "sentence")


def render(run: Mapping[str, Any]) -> str:
    """The report on a run as a self-contained HTML document.

    ``run`` is the document that ``detente run --json`` prints, with the optional keys of the report beside
    it. Whatever is missing or null is left out or called "not known"; nothing is computed from it. Every
    string of the run is escaped, so source texts can't put markup into the page.
    """
    page = _environment().get_template("page.html.j2")
    return page.render(run=run, topics=view.topics(run), cite=_citer(run))


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
    made.globals.update(charts=charts, view=view, words=words)
    return made


def _finalize(value: Any) -> Any:
    if value is None:
        return ""
    return words.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value
