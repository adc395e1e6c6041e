"""The invented documents in every format, as different makers of pages would set them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from textwrap import wrap

from tests.sources.invented import Block

Blocks = Sequence[Block]
WRAPPED = {"body", "quote", "comment", "bio", "references", "pull"}


def text(blocks: Blocks) -> bytes:
    return "\n\n".join(block.text for block in blocks).encode()


def wrapped(blocks: Blocks) -> bytes:
    """Lines broken at 72 characters, as mail and old editors do."""
    return "\n\n".join("\n".join(wrap(block.text, 72)) for block in blocks).encode()


def markdown(blocks: Blocks) -> bytes:
    marks = {
        "title": "# {}",
        "heading": "## {}",
        "quote": "> {}",
        "caption": "*{}*",
        "bio": "*{}*",
        "teaser": "- [{}](/x)",
    }
    lines = ("## {}" if block.heads else marks.get(block.part, "{}") for block in blocks)
    return "\n\n".join(line.format(block.text) for line, block in zip(lines, blocks, strict=True)).encode()


def _runs(blocks: Blocks) -> Iterable[tuple[str, list[str]]]:
    for part, run in groupby(blocks, key=lambda block: block.part):
        yield part, [escape(block.text) for block in run]


def semantic_html(blocks: Blocks) -> bytes:
    """Elements that mean what they hold."""
    inside: list[str] = []
    after: list[str] = []
    for part, texts in _runs(blocks):
        lines = "".join(f"<p>{words}</p>" for words in texts)
        links = "".join(f'<li><a href="/x">{words}</a></li>' for words in texts)
        page = {
            "menu": f"<nav><ul>{links}</ul></nav>",
            "title": "".join(f"<h1>{words}</h1>" for words in texts),
            "heading": "".join(f"<h2>{words}</h2>" for words in texts),
            "byline": "".join(f'<p class="byline">{words}</p>' for words in texts),
            "caption": "".join(
                f'<figure><img src="a.jpg"><figcaption>{words}</figcaption></figure>' for words in texts
            ),
            "quote": f"<blockquote>{lines}</blockquote>",
            "pull": f'<aside class="pullquote">{lines}</aside>',
            "item": "<ul>" + "".join(f"<li>{words.lstrip('• ')}</li>" for words in texts) + "</ul>",
            "bio": f'<section class="author-bio">{lines}</section>',
            "comment": f'<section id="comments">{lines}</section>',
            "teaser": f'<aside class="related"><ul>{links}</ul></aside>',
            "share": f'<div class="social-share">{links}</div>',
            "form": f"<form>{lines}</form>",
            "references": '<section class="references"><ol>'
            + "".join(f"<li>{w}</li>" for w in texts)
            + "</ol></section>",
            "footer": f"<footer>{lines}</footer>",
        }.get(part, lines)
        (after if part in ("comment", "form", "footer") or after else inside).append(page)
    return _html(f"<main><article>{''.join(inside)}</article></main>{''.join(after)}")


def wordpress_html(blocks: Blocks) -> bytes:
    """Divisions with the classes of a common blogging system."""
    classes = {
        **{"menu": "main-navigation menu", "byline": "entry-meta", "caption": "wp-caption-text"},
        **{"pull": "wp-block-pullquote", "quote": "wp-block-quote", "bio": "author-info", "comment": "comment-list"},
        **{"teaser": "jp-relatedposts related-posts", "share": "sharedaddy", "form": "comment-respond"},
        **{"references": "footnotes", "footer": "site-footer"},
    }
    parts = []
    for part, texts in _runs(blocks):
        if part in ("title", "heading"):
            parts += [
                f'<h{1 + (part == "heading")} class="entry-title">{words}</h{1 + (part == "heading")}>'
                for words in texts
            ]
        else:
            tag = "blockquote" if part == "quote" else "div"
            lines = "".join(f"<p>{words}</p>" for words in texts)
            parts.append(f'<{tag} class="{classes[part]}">{lines}</{tag}>' if part in classes else lines)
    return _html(f'<div class="site has-sidebar"><div class="entry-content">{"".join(parts)}</div></div>')


def plain_html(blocks: Blocks) -> bytes:
    """Paragraphs and nothing else."""
    return _html("".join(f"<p>{escape(block.text)}</p>" for block in blocks))


def table_html(blocks: Blocks) -> bytes:
    """An old page: a table for the layout, links down its left side, lines broken by hand."""
    menu = "".join(f"<a href='/x'>{escape(block.text)}</a><br>" for block in blocks if block.part == "menu")
    rest = [
        f'<font size="4"><b>{escape(block.text)}</b></font><br><br>'
        if block.part in ("title", "heading")
        else f"<a href='/x'>{escape(block.text)}</a><p>"
        if block.part == "teaser"
        else f"{escape(block.text)}<br><br>"
        for block in blocks
        if block.part != "menu"
    ]
    return _html(f"<table><tr><td width=120>{menu}</td><td>{''.join(rest)}</td></tr></table>")


def _html(inner: str) -> bytes:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>no</title><script>steal()</script></head>'
        f"<body>{inner}<script>track()</script></body></html>"
    ).encode()


_STYLES = {"title": "Title", "heading": "Heading1", "quote": "Quote", "caption": "Caption", "item": "ListParagraph"}
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(blocks: Blocks, **parts: str) -> bytes:
    """A document of a word processor; comments are its own, what frames a web page isn't in it."""
    body = "".join(
        paragraph(block.text, _STYLES.get(block.part, ""))
        for block in blocks
        if block.part not in ("comment", "menu", "footer")
    )
    notes = "".join(
        f'<w:comment w:id="{n}">{paragraph(block.text)}</w:comment>'
        for n, block in enumerate(blocks)
        if block.part == "comment"
    )
    footer = "".join(paragraph(block.text) for block in blocks if block.part in ("menu", "footer"))
    return archive(
        {
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/comments.xml": f"<w:comments {_W}>{notes}</w:comments>",
            "word/footer1.xml": f"<w:ftr {_W}>{footer}</w:ftr>",
            "word/styles.xml": styles(),
            **parts,
        }
    )


def paragraph(words: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t xml:space='preserve'>{escape(words)}</w:t></w:r></w:p>"


def styles() -> str:
    names = {
        "Title": "Title",
        "Heading1": "heading 1",
        "Quote": "Quote",
        "Caption": "caption",
        "ListParagraph": "List Paragraph",
    }
    inner = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    return f"<w:styles {_W}>{inner}</w:styles>"


def archive(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def pdf(blocks: Blocks, indent: bool = False, head: str = "The Quarterly") -> bytes:
    """Printed pages with a running head and numbers, words broken at line ends, and ligatures.

    Paragraphs begin with an indent or after a gap.
    """
    pages: list[list[str]] = [[]]
    y = 700
    for block in blocks:
        size, room = (18, 45) if block.part == "title" else (14, 60) if block.part == "heading" else (11, 84)
        for n, line in enumerate(_hyphenated(block.text, room)):
            if y < 80:
                pages.append([])
                y = 700
            pages[-1].append(_shown(line, 72 + 14 * (indent and not n and size == 11), y, size))
            y -= round(size * 1.3)
        y -= 8 * (not indent or size > 11)
    return _pdf_file(
        [
            [_shown(head, 250, 750, 9), *page, _shown(f"Page {number} of {len(pages)}", 280, 40, 9)]
            for number, page in enumerate(pages, 1)
        ]
    )


def _hyphenated(words: str, room: int) -> Iterable[str]:
    line = ""
    for word in words.split(" "):
        if len(line) + 1 + len(word) <= room:
            line = f"{line} {word}" if line else word
            continue
        cut = room - len(line) - 2
        if word.isalpha() and word.islower() and len(word) >= 9 and 3 <= cut <= len(word) - 3:
            yield f"{line} {word[:cut]}-"
            line = word[cut:]
        else:
            yield line
            line = word
    yield line


def _shown(words: str, x: int, y: int, size: int) -> str:
    raw = (
        words.encode("cp1252", "replace").decode("latin-1").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    )
    return f"BT /F1 {size} Tf {x} {y} Td ({raw.replace('fi', chr(1)).replace('fl', chr(2))}) Tj ET"


def _pdf_file(pages: list[list[str]]) -> bytes:
    """The pages as a file, from the objects that every PDF has."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding"
        b" << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 /fi /fl] >> >>",
    ]
    for n, page in enumerate(pages):
        content = "\n".join(page).encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return pdf_of(objects)


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A file with these objects, the first of them its catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
