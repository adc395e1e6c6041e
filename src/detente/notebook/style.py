"""The report's colours and marks outside its page: in a cell of a notebook, and in a picture on its own."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

CELL = "detente"  # the class of all that is ours in somebody else's page
_PALETTE = re.compile(r":root\s*\{([^}]*)\}")
_COLOUR = re.compile(r"--(\w+):\s*(#\w+)")
_MARKS = re.compile(r"^(?:svg)?\.(?:grid|track|bar|whisker|dot|ref|fact|loose|axis|thin)\b[^{\n]*\{[^}\n]*\}$", re.M)
_SANS = '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'

# Notebooks style tables of their own accord, rows in turn and under the pointer: what decides legibility is ours.
_PAGE = """
.detente { background: var(--paper); color: var(--ink); max-width: 60rem; padding: .8rem 1rem; font: .9rem/1.45 FONT; }
.detente .title { font-size: 1.1rem; font-weight: 600; margin: .2rem 0 .4rem; }
.detente .small, .detente small { color: var(--soft); font-size: .82rem; margin: .1rem 0 .4rem; }
.detente code, .detente p, .detente span, .detente li { color: inherit; background: none; }
.detente table { width: 100%; border-collapse: collapse; margin: .4rem 0 1rem; font-size: .88rem; }
.detente tr, .detente tbody tr:hover { background: none !important; color: inherit !important; }
.detente th, .detente td { text-align: left !important; vertical-align: top; padding: .35rem .8rem .35rem 0;
  border: 0; border-bottom: 1px solid var(--rule); white-space: normal; max-width: none;
  color: var(--ink); }
.detente th { color: var(--soft); font-size: .78rem; font-weight: 400; }
.detente td:nth-child(2):has(svg) { min-width: 10rem; width: 35%; }
.detente blockquote { margin: .3rem 0; padding-left: .9rem; border-left: 2px solid var(--rule); color: inherit; }
.detente svg { display: block; overflow: visible; }
""".replace("FONT", _SANS)

_PICTURE = """
.detente text { font: 13px FONT; fill: var(--ink); }
.detente .soft { fill: var(--soft); }
.detente text.strong { font-weight: 600; }
.detente .paper { fill: var(--paper); }
""".replace("FONT", _SANS)


@cache
def page_style() -> str:
    """For a cell: light unless the notebook says that it is dark, or says nothing and the screen is."""
    light, dark = (_variables(palette) for palette in _palettes())
    themes = (
        f".{CELL} {{ {light} }}",
        f"@media screen and (prefers-color-scheme: dark) {{ .{CELL} {{ {dark} }} }}",
        f'[data-jp-theme-light="true"] .{CELL}, .vscode-light .{CELL} {{ {light} }}',
        f'[data-jp-theme-light="false"] .{CELL}, .vscode-dark .{CELL} {{ {dark} }}',
    )
    return "\n".join([*themes, _PAGE.strip(), *_marks()])


@cache
def picture_style() -> str:
    """For a picture on its own: colours written out, as not everything that shows one knows variables."""
    rules = "\n".join([*_marks(), _PICTURE.strip()])
    light, dark = (_resolved(rules, palette) for palette in _palettes())
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}"


def _marks() -> list[str]:
    """The report's rules for the marks of its bars, in force only inside our own block."""
    grid = f".{CELL} use {{ stroke: var(--rule); }}"  # what is used again sees no block around it, and inherits
    return [*(f".{CELL} {rule}" for rule in _MARKS.findall(_report())), grid]


def _palettes() -> tuple[dict[str, str], dict[str, str]]:
    """The report's colours by name: on a light page, and on a dark one."""
    light, dark = (dict(_COLOUR.findall(block)) for block in _PALETTE.findall(_report()))
    return light, {**light, **dark}


def _variables(palette: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in palette.items())


def _resolved(rules: str, palette: dict[str, str]) -> str:
    return re.sub(r"var\(--(\w+)\)", lambda found: palette[found[1]], rules)


@cache
def _report() -> str:
    return files("detente.report").joinpath("templates", "style.css").read_text("utf-8")
