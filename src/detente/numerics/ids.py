"""Stable numbers for names, so that a random draw belongs to an actor and not to its place in a list."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from detente.errors import Fault, UsageError


def stable_id(name: str) -> int:
    """Return a number in [0, 2**31) that depends on ``name`` alone, the same on every machine and run.

    It is the CRC-32 of the name's UTF-8 bytes without its top bit. Two names may share one; see `stable_ids`.
    """
    return zlib.crc32(name.encode("utf-8")) & 0x7FFFFFFF


def stable_ids(names: Iterable[str]) -> dict[str, int]:
    """Return each name's stable id.

    Raises:
        UsageError: two different names share an id and would silently share their luck (about one chance in
            4,000 among a thousand names).
    """
    owner: dict[int, str] = {}
    for name in names:
        other = owner.setdefault(stable_id(name), name)
        if other != name:
            reason = f"{name!r} and {other!r} have the same stable id {stable_id(name)}"
            raise UsageError(Fault(reason, "Rename one of them", value=name))
    return {name: number for number, name in owner.items()}
