"""One text under two sources: whoever wrote it would speak twice, and weigh as two."""

from __future__ import annotations

import re
from pathlib import Path

from detente.cases.found import Found
from detente.cases.model import Case
from detente.names.yamlfile import read_text

_DIGEST = re.compile(r"^text_sha256:\s*['\"]?([0-9a-f]{64})\b", re.M)  # the file itself was read and checked before


def check_texts(case: Case, found: Found) -> None:
    """Warn of sources whose claims were read from the very text of another."""
    first: dict[str, str] = {}
    for source in case.sources:
        file = f"claims/{source}.yaml"
        digest = text_digest_of(case.path / file)
        if digest is not None and (other := first.setdefault(digest, source)) != source:
            reason = f"the text of this source is that of {other}: whoever wrote it would count as two voices"
            remedy = f"Keep its claims in one file, or give these `origin: {other}`."
            if any(claim.source == source and claim.origin != other and claim.weight > 0 for claim in case.claims):
                found.add(file, ("text_sha256",), reason, remedy, source, "warning")


def text_digest_of(path: Path) -> str | None:
    """The digest of the text from which a file of claims was read; None where there is no file, or it has none."""
    named = _DIGEST.search(read_text(path)) if path.is_file() else None
    return named[1] if named else None
