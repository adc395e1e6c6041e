"""The reference of all slots, from the catalogue that the program reads."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from tests.docs.commands import ROOT

from detente.names.catalogue import OPEN_WORDS, Attribute, catalogue

NOBODY, NOTHING = OPEN_WORDS
PAGE = ROOT / "docs" / "reference" / "slots.md"
HEAD = f"""# All slots

What a claim can be about: `subject.attribute`, or `subject.attribute[key]` where the table names a key. A word with a
range behind it stands for a number from that range; the ranges are assumptions of ours. Every slot also takes
`{NOBODY}` (nobody knows) and `{NOTHING}` (there is none). [The case format](../case-format.md) shows how a claim is
written, `detente claims` what a case has. A test compares this page with the program; write it again with

    DETENTE_UPDATE_DOCS=1 make test ARGS=tests/docs

"""
READ = "## What the model reads\n\nThe last column names the mechanism that reads the slot.\n"
KEPT = """## What is kept for readers

No mechanism reads these: claims on them are shown, compared and searched. Only `makes` moves the model, where a case
says in `theories.yaml` of which coefficient a cause speaks.
"""


def page() -> str:
    """The page as it should be."""
    every = catalogue().values()
    read, kept = [a for a in every if a.feeds], [a for a in every if not a.feeds]
    mechanisms = _table([*_HEADS, "read by"], ([*_row(a), a.feeds or ""] for a in read))
    return f"{HEAD}{READ}\n{mechanisms}\n{KEPT}\n{_table(_HEADS, map(_row, kept))}"


_HEADS = ["attribute", "what it says of its subject", "subject", "key", "takes"]


def _table(heads: list[str], rows: Iterable[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _row(attribute: Attribute) -> list[str]:
    means = max(attribute.label.replace("{key}", "*key*"), attribute.note or "", key=len)  # the fuller of the two
    return [f"`{attribute.name}`", means, attribute.subject, attribute.key or "", "; ".join(_takes(attribute))]


def _takes(attribute: Attribute) -> Iterator[str]:
    if attribute.type == "date":
        yield "a day"
    if attribute.type == "number":
        yield f"a number in `{attribute.unit}`{_range(attribute)}"
    if attribute.readings:
        yield "or " + ", ".join(f"`{word}` ({low:g} to {high:g})" for word, (low, high) in attribute.readings.items())
    if attribute.words:
        yield ", ".join(f"`{word}`" for word in attribute.words)
    if attribute.words_from:
        yield (
            "the id of an entity" if attribute.words_from == "any" else f"the id of an entity ({attribute.words_from})"
        )
    if attribute.free:
        yield "any word"


def _range(attribute: Attribute) -> str:
    low, high = attribute.min, attribute.max
    if low is not None and high is not None:
        return f", {low:g} to {high:g}"
    return "" if low is None or math.isinf(low) else f", {low:g} or more"
