"""Mutated documents for every reader and for the proposals: ``python -m tests.sources.fuzz [how many] [first]``.

The same number gives the same input on every machine, so a number that fails is all one needs to look into it.
"""

from __future__ import annotations

import random
import sys
import time
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from io import BytesIO

from tests.sources import rendering
from tests.sources.invented import DOCUMENTS

from detente.cases.reader import load_case
from detente.claims.locators import digest
from detente.claims.proposing.proposals import propose
from detente.errors import InputError
from detente.names.entities import Entities
from detente.sources.docx import read_docx
from detente.sources.html import read_html
from detente.sources.limits import deadline
from detente.sources.markdown import read_markdown
from detente.sources.model import ZONES, Document
from detente.sources.pdf import read_pdf
from detente.sources.plain import read_plain
from detente.sources.reader import read_bytes

Reader = Callable[[bytes, str], Document]
READERS: tuple[Reader, ...] = (read_bytes, read_plain, read_markdown, read_html, read_docx, read_pdf)
SECONDS = 20.0  # of the processor, for one input and one reader; most take a hundredth
FORMS = {
    "text": "a.txt", "wrapped": "a.txt", "markdown": "a.md", "semantic_html": "a.html", "wordpress_html": "a.html",
    "table_html": "a.htm", "plain_html": "a", "docx": "a.docx", "pdf": "a.pdf",
}  # fmt: skip
STRANGE = (
    *("\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\u00ad", "\u2028", "\x0c", "\0", "\x1b[2J", "\U0010ffff"),
    *("\U0001f469\u200d\U0001f467", "\U0001f3f4\U000e0067\U000e007f", "e\u0301", "\u0301\u0323" * 40, "ﬁ", "Å", "İ"),
    *("ß", "가", "…" * 50, "“" * 30, "." * 500, "1,000,000.5.6", "½", "１２", "٣٠٠"),
)
MARKUP = (
    *("<div>", "<table><tr><td>", "<blockquote>", "<!--", "<script>", "</p>", "<![CDATA[", "&#xD800;", "&#0;"),
    *(
        "&amp;" * 50,
        "<a href='",
        "<li>",
        "<br>",
        "<svg><title>",
        "<p hidden>",
        "# ",
        "> ",
        "---\n",
        "```\n",
        "[x](",
        "![",
    ),
    *("<w:p>", "<w:t>", "<?xml", "<!DOCTYPE x [", "(", ")", "\\", "BT", "ET", "Tj", "/Length 99999999", "endstream"),
    *("endobj", "xref", "/Kids [2 0 R]", "<<", ">>"),
)
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "cp1252", "shift_jis", "utf-7", "utf-8-sig")
PIECES = (b"a", b"A", b". ", b"\n", b"x\n\n", b"1. ", b"By A ", b"| a ", b"\xcc\x81", b'"', b"1. x\n\n")


@cache
def _documents() -> tuple[tuple[bytes, str], ...]:
    made = ((getattr(rendering, form), name) for form, name in FORMS.items())
    return tuple((make(blocks), name) for make, name in made for blocks in DOCUMENTS.values())


def mutated(number: int) -> tuple[bytes, str]:
    """The input of that number: one of the documents, changed in one to four ways."""
    chance = random.Random(number)
    raw, name = chance.choice(_documents())
    if name == "a.docx" and chance.random() < 0.6:
        return _within(raw, chance), name
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(_CHANGES)(raw, chance)
    return raw[:400_000], name


def _within(raw: bytes, chance: random.Random) -> bytes:
    """A DOCX whose parts are changed and packed again."""
    with zipfile.ZipFile(BytesIO(raw)) as folder:
        parts: dict[str, str | bytes] = {name: folder.read(name) for name in folder.namelist()}
    name = chance.choice(sorted(parts))
    content = parts[name]
    parts[name] = chance.choice(_CHANGES)(content if isinstance(content, bytes) else content.encode(), chance)
    return rendering.archive(parts)


def _place(raw: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randint(0, len(raw))
    return start, min(len(raw), start + chance.randint(1, 400))


def _truncate(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _flip(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(min(len(raw), chance.choice((1, 10, 200)))):
        changed[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(changed)


def _insert(raw: bytes, chance: random.Random) -> bytes:
    start, _ = _place(raw, chance)
    new = chance.choice((*STRANGE, *MARKUP)).encode() * chance.choice((1, 1, 1, 5, 300))
    return raw[:start] + new + raw[start:]


def _sprinkle(raw: bytes, chance: random.Random) -> bytes:
    new = chance.choice(STRANGE)
    return raw.replace(chance.choice((b" ", b"e", b"\n", b".", b">")), new.encode(), chance.choice((20, 200)))


def _binary(raw: bytes, chance: random.Random) -> bytes:
    start, end = _place(raw, chance)
    return raw[:start] + chance.randbytes(chance.choice((1, 20, 2000))) + raw[end:]


def _repeat(raw: bytes, chance: random.Random) -> bytes:
    start, end = _place(raw, chance)
    return raw[:start] + raw[start:end] * chance.choice((2, 20, 400)) + raw[end:]


def _splice(raw: bytes, chance: random.Random) -> bytes:
    other = chance.choice(_documents())[0]
    return raw[: chance.randint(0, len(raw))] + other[chance.randint(0, len(other)) :]


def _nest(raw: bytes, chance: random.Random) -> bytes:
    start, _ = _place(raw, chance)
    return raw[:start] + chance.choice(MARKUP).encode() * chance.choice((10, 200, 3000)) + raw[start:]


def _lines(raw: bytes, chance: random.Random) -> bytes:
    return raw.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\r", b"", b"\n" * 5)))


def _recode(raw: bytes, chance: random.Random) -> bytes:
    return raw.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def _surrogates(raw: bytes, chance: random.Random) -> bytes:
    start, _ = _place(raw, chance)
    return raw[:start] + b"\xed\xa0\x80" * chance.choice((1, 50)) + raw[start:]


def _huge(raw: bytes, chance: random.Random) -> bytes:
    piece = chance.choice(
        (b"a", b"A", b". ", b"\n", b"x\n\n", b"1. ", b"By A ", b"| a ", b"\xcc\x81", b'"', b"1. x\n\n")
    )
    return raw + piece * (chance.choice((2_000, 20_000, 200_000)) // len(piece))


_CHANGES = (
    *(_truncate, _flip, _flip, _insert, _insert, _sprinkle, _binary, _repeat, _splice),
    *(_nest, _lines, _recode, _surrogates, _huge),
)


@cache
def _entities() -> Entities:
    return load_case("south-caucasus").entities


def check(number: int) -> str:
    """Read the input of that number with every reader; what came of it. Raises where a law is broken."""
    raw, name = mutated(number)
    done = [_checked(reader, raw, name, first=reader is read_bytes) for reader in READERS]
    return done[0]


def _checked(reader: Reader, raw: bytes, name: str, first: bool) -> str:
    started = time.process_time()
    try:
        document = reader(raw, name)
    except InputError as refusal:
        assert all(fault.reason and fault.remedy for fault in refusal.faults)
        assert "takes more than" not in str(refusal)
        return "refused"
    true(document)
    if first:
        with deadline(name, SECONDS):
            true_proposals(document)
    assert time.process_time() - started < SECONDS, "too slow"
    return "read"


def true(document: Document) -> None:
    """The text is frozen, and its passages follow each other within it."""
    text = document.text.text
    assert document.text.sha256 == digest(text)
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    assert "\0" not in text
    reached = 0
    for passage in document.passages:
        assert reached <= passage.start < passage.end <= len(text)
        assert passage.zone in ZONES
        assert text[passage.start : passage.end].strip() == text[passage.start : passage.end]
        reached = passage.end


def true_proposals(document: Document) -> None:
    """Every proposal's span is what its digest says."""
    text = document.text.text
    for claim in propose(document, _entities(), "fuzz"):
        assert claim.at is not None
        assert 0 <= claim.at.start < claim.at.end <= len(text)
        assert claim.at.sha256 == digest(text[claim.at.start : claim.at.end])


def main(words: list[str]) -> int:
    """Check as many inputs as asked, say what failed, and how many did."""
    count, first = int(words[0]) if words else 10_000, int(words[1]) if len(words) > 1 else 0
    done: Counter[str] = Counter()
    for number in range(first, first + count):
        try:
            done[check(number)] += 1
        except Exception as problem:  # all that fail are told, not only the first
            done["failed"] += 1
            print(f"input {number} ({mutated(number)[1]}): {type(problem).__name__}: {problem}"[:400], flush=True)
    print(", ".join(f"{times:,} {what}" for what, times in sorted(done.items())))
    return int(done["failed"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
