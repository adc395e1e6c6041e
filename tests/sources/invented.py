"""Invented documents about other conflicts: each a list of blocks with the part they play on their page.

Nothing in them is true. The part says which zone a reader must find, whatever the format.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from detente.sources.model import Zone

FOLDER = Path(__file__).parent / "documents"
ZONE_OF: dict[str, Zone] = {
    "menu": "furniture",
    "byline": "furniture",
    "share": "furniture",
    "form": "furniture",
    "footer": "furniture",
    "references": "furniture",
    "title": "title",
    "heading": "title",
    "body": "body",
    "item": "body",
    "caption": "caption",
    "pull": "pull-quote",
    "quote": "quote",
    "bio": "bio",
    "comment": "comment",
    "teaser": "teaser",
}


class Block(NamedTuple):
    """A paragraph and the part it plays; ``heads`` where it is the heading over comments or teasers."""

    part: str
    text: str
    heads: bool = False

    @property
    def zone(self) -> Zone:
        return "furniture" if self.heads else ZONE_OF[self.part]


def _block(line: str) -> Block:
    part, text = line.split(": ", 1)
    return Block(part.rstrip("!"), text, part.endswith("!"))


def _blocks(path: Path) -> list[Block]:
    return [_block(line) for line in path.read_text("utf-8").splitlines()]


DOCUMENTS: dict[str, list[Block]] = {path.stem: _blocks(path) for path in sorted(FOLDER.glob("*.txt"))}
