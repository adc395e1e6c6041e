"""A brief's page as HTML, Markdown or DOCX."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from markupsafe import escape

from detente.report.blocks import Block
from detente.report.brief import Page
from detente.report.docx import docx
from detente.report.words import clean

_TAGS: Final = {"title": "p", "question": "h1", "answer": "h2", "code": "pre"}
_STYLE: Final = """
:root { color-scheme: light; }
body { max-width: 178mm; margin: 1.5rem auto; padding: 0 1rem; color: #1c1c1a; background: #fff;
  font: 9.6pt/1.36 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif;
  overflow-wrap: anywhere; }
body.dense { font-size: 7.9pt; line-height: 1.27; }
h1 { font-size: 1.45em; line-height: 1.2; margin: .5em 0 .2em; }
h2 { font-size: 1.2em; line-height: 1.25; margin: 0 0 .45em; }
p { margin: 0 0 .38em; }
.title, .small { color: #55534d; font-size: .88em; }
.item { padding-left: 1.2em; }
pre { margin: 0; font-size: .85em; white-space: pre-wrap; color: #55534d; }
@page { size: A4; margin: 14mm 16mm; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
"""
_MARKS: Final = re.compile(r"([\\`*_\[\]<>#|])")


def html(page: Page) -> bytes:
    """A page that loads nothing and runs nothing."""
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    body = "\n".join(map(_element, page.blocks))
    kind = ' class="dense"' if page.dense else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<title>{escape(clean(page.name))}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body{kind}>\n{body}\n</body>\n</html>\n"
    ).encode()


def markdown(page: Page) -> bytes:
    """A page of Markdown: no character of the run is a mark."""
    return ("\n\n".join(map(_marked, page.blocks)) + "\n").encode()


def word(page: Page) -> bytes:
    """A page for a word processor."""
    return docx(page.blocks, page.name, page.dense)


FORMATS: Final[dict[str, Callable[[Page], bytes]]] = {"html": html, "md": markdown, "docx": word}


def _element(block: Block) -> str:
    tag, head = _TAGS.get(block.kind, "p"), escape(clean(block.head))
    bold = f"<strong>{head}</strong> " if head else ""
    return f'<{tag} class="{block.kind}">{bold}{escape(clean(block.text))}</{tag}>'


def _marked(block: Block) -> str:
    text = _plain(block.text)
    if block.kind == "code":
        return "    " + " ".join(clean(block.text).split())
    before = {"question": "# ", "answer": "## "}.get(block.kind, "")
    if block.kind == "item":
        return f"{_plain(block.head)} {text}"
    return f"{before}**{_plain(block.head)}** {text}".rstrip() if block.head else before + text


def _plain(text: str) -> str:
    """Text on one line whose marks are escaped."""
    return _MARKS.sub(r"\\\1", " ".join(clean(text).split()))
