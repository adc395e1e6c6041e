"""Stable numbers for names, so that a random draw belongs to an actor and not to its place in a list."""

from __future__ import annotations

import zlib


def stable_id(name: str) -> int:
    """Return a number in [0, 2**31) that depends on ``name`` alone, the same on every machine and run.

    It is the CRC-32 of the name's UTF-8 bytes without its top bit. Two names may have the same one, and then share
    their luck: about one chance in 4,000 among a thousand names.
    """
    return zlib.crc32(name.encode("utf-8")) & 0x7FFFFFFF
