"""Matches the reader's own copies of the texts to claims: quotations are shown, never shipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from detente.claims.locators import Found, State, verify
from detente.claims.model import Claim
from detente.sources.model import Document
from detente.sources.reader import read_document


@dataclass(frozen=True, slots=True)
class Attached:
    """One claim and what became of its words; ``quotation`` is None for an orphan."""

    id: str
    state: State
    quotation: str | None = None


@dataclass(frozen=True, slots=True)
class AttachReport:
    """What was found of the claims that have a place in a text.

    ``texts`` says which file was taken for which source; ``unmatched`` lists files that belong to none.
    """

    claims: tuple[Attached, ...]
    texts: Mapping[str, Path] = field(default_factory=dict)
    unmatched: tuple[Path, ...] = ()

    def count(self, state: State) -> int:
        """How many claims are in that state."""
        return sum(claim.state == state for claim in self.claims)

    @property
    def exact(self) -> int:
        """Claims whose words stand where they stood."""
        return self.count("exact")

    @property
    def moved(self) -> int:
        """Claims whose words stand elsewhere in the text."""
        return self.count("moved")

    @property
    def orphan(self) -> int:
        """Claims whose words stand nowhere in the texts given."""
        return self.count("orphan")

    @property
    def quotations(self) -> dict[str, str]:
        """The words of each claim found, by its id."""
        return {claim.id: claim.quotation for claim in self.claims if claim.quotation is not None}


def attach(
    claims: Sequence[Claim],
    files: Iterable[Path],
    text_sha256: Mapping[str, str] | None = None,
    cache: Path | None = None,
) -> AttachReport:
    """Find every claim with a locator in the files, which may come in any order and under any name.

    A file belongs to the source whose frozen text has its digest (``text_sha256`` by source id), else to the
    source most of whose claims stand in it. Copies go to ``cache``, a folder of the user's own, never into a
    case. Raises :class:`InputError` where a file can't be read.
    """
    located = [claim for claim in claims if claim.at is not None]
    by_source: dict[str, list[Claim]] = {}
    for claim in located:
        by_source.setdefault(claim.source, []).append(claim)
    documents = {path: read_document(path) for path in files}
    owners = _owners(documents, by_source, text_sha256 or {})
    texts = {source: documents[path].text.text for source, path in owners.items()}
    if cache is not None:
        keep_texts(cache, texts)
    unmatched = tuple(path for path in documents if path not in owners.values())
    return AttachReport(tuple(_attached(claim, texts.get(claim.source)) for claim in located), owners, unmatched)


def read_cache(cache: Path) -> dict[str, str]:
    """The frozen texts kept by :func:`attach`, by source id; empty where nothing was attached yet."""
    if not cache.is_dir():
        return {}
    return {path.stem: path.read_bytes().decode("utf-8", "replace") for path in sorted(cache.glob("*.txt"))}


def reattach(claims: Sequence[Claim], texts: Mapping[str, str]) -> AttachReport:
    """As :func:`attach`, of texts already frozen, by source id (those of :func:`read_cache`)."""
    return AttachReport(tuple(_attached(c, texts.get(c.source)) for c in claims if c.at is not None))


def _owners(
    documents: Mapping[Path, Document], by_source: Mapping[str, list[Claim]], digests: Mapping[str, str]
) -> dict[str, Path]:
    owners: dict[str, Path] = {}
    for path, document in documents.items():
        source = next((name for name, known in digests.items() if known == document.text.sha256), None)
        if source is not None:
            owners.setdefault(source, path)
    tried = [
        (_share(found, document.text.text), source, path)
        for path, document in documents.items()
        if path not in owners.values()
        for source, found in by_source.items()
        if source not in owners
    ]
    for share, source, path in sorted(tried, key=lambda entry: -entry[0]):
        if share >= 0.2 and source not in owners and path not in owners.values():
            owners[source] = path
    return owners


def _share(claims: Sequence[Claim], text: str) -> float:
    found = sum(claim.at is not None and verify(claim.at, text).state != "orphan" for claim in claims)
    return found / len(claims)


def _attached(claim: Claim, text: str | None) -> Attached:
    found = verify(claim.at, text) if claim.at is not None and text is not None else Found("orphan")
    words = text[found.start : found.end] if text is not None and found.start is not None else None
    return Attached(claim.id, found.state, words)


def keep_texts(cache: Path, texts: Mapping[str, str]) -> None:
    """Keep frozen texts by source id, where :func:`read_cache` finds them."""
    cache.mkdir(parents=True, exist_ok=True)
    for source, text in texts.items():
        (cache / f"{source}.txt").write_bytes(text.encode("utf-8", "replace"))
