"""What a large run needs of memory: arrays given back when they are forgotten, and a refusal before it is too much."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from pathlib import Path

from detente.errors import Fault, UsageError

MMAP_THRESHOLD = -3  # mallopt's name for it
LARGE_ARRAY = 1 << 19  # bytes
PER_DRAW = 7_000  # bytes: its beliefs, and what is made of them to trace an answer (measured)
PER_MONTH = 12  # bytes of a history: packed, as events, and as outcomes by month (measured)


def give_back() -> None:
    """Let the C library return large arrays to the system as soon as they are freed; glibc would keep most of them."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, LARGE_ARRAY)


def tidy() -> None:
    """Return to the system what many small arrays left behind: glibc keeps it while anything lies above them."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def check_fits(draws: int, histories: int, months: int) -> None:
    """Refuse a question that needs more memory than is free. Raises UsageError."""
    needed, free = draws * PER_DRAW + histories * months * PER_MONTH, free_memory()
    if free is not None and needed > free:
        remedy = f"Ask for about {int(histories * free / needed * 0.9):,} with --worlds."
        reason = f"so many worlds need about {needed / 1e9:.1f} GB of memory and {free / 1e9:.1f} GB are free"
        raise UsageError(Fault(reason, remedy, path="--worlds", value=f"{histories:,}"))


def free_memory() -> int | None:
    """Bytes that may be used, None where the system doesn't say."""
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        return int(next(line for line in lines if line.startswith("MemAvailable")).split()[1]) * 1024
    with suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES")
    return None
