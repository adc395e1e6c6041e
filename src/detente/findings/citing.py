"""Sources as a line of text names them: by author and year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from detente.sources.model import Source


def cited(source: Source) -> str:
    """A source of a case: ``Walker 2021``."""
    published = str(source.published[0]) if source.kind == "analysis" else None
    told = {"authors": list(source.authors), "publisher": source.publisher, "title": source.title, "id": source.id}
    return source_name(told | {"published": published})


def source_name(source: Mapping[str, Any]) -> str:
    """A source of a run in a line of text: ``Walker 2021``; by publisher, then title, where no author is named.

    What a body says in its own name goes by its title, as it may say several things.
    """
    if source.get("label"):
        return str(source["label"])
    authors = source.get("authors") or []
    if source.get("title") and source.get("publisher") and [source["publisher"]] == authors:
        return str(source["title"])
    names = [str(name).split()[-1] for name in ([authors] if isinstance(authors, str) else authors) if name]
    who = f"{names[0]} and others" if len(names) > 2 else " and ".join(names)
    who = who or str(source.get("publisher") or source.get("title") or source.get("id") or "source")
    published = source.get("published")
    year = re.search(r"\d{4}", str(published or ""))
    return f"{who} {year.group()}" if year else who
