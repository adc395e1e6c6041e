"""The one decorator that compiles a kernel, and the cache it compiles into.

numba notices an edit in a kernel's own file but not in the modules it calls, and would then run stale machine
code. So kernels are cached in a folder named by a digest of every kernel module's source and of numba's and
NumPy's versions: edit any of them and the next import starts from an empty folder.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np

F = TypeVar("F", bound=Callable[..., Any])

_PACKAGE = Path(__file__).resolve().parents[1]
_KERNEL_FOLDERS = ("numerics", "worlds")


def kernel(function: F) -> F:
    """Compile ``function`` on first call; bits are those of the same source run as plain Python.

    No fastmath, so nothing is fused or reordered; the GIL is released, so chunks run in threads; a division
    by zero gives inf or nan instead of raising, so guard it: plain Python raises.
    """
    compile_ = numba.njit(cache=True, nogil=True, error_model="numpy")
    with _cached_in(cache_folder()):
        return cast(F, compile_(function))


@cache
def cache_folder() -> Path:
    """Return the folder that holds compiled kernels of exactly this source (created if it can be)."""
    digest = source_digest()
    for root in _roots():
        folder = root / digest
        if _writable(folder):
            return folder
    return Path(tempfile.mkdtemp(prefix="detente-kernels-"))


@cache
def source_digest() -> str:
    """Return 20 hex digits over every kernel module's path and source, numba's version and NumPy's."""
    digest = blake2b(f"{numba.__version__} {np.__version__}".encode(), digest_size=10)
    for folder in _KERNEL_FOLDERS:
        for file in sorted((_PACKAGE / folder).rglob("*.py")):
            digest.update(f"\0{file.relative_to(_PACKAGE).as_posix()}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _roots() -> Iterator[Path]:
    """Yield where caches may live, best first: the user's own choice, the user's cache, the temp folder."""
    if chosen := os.environ.get("NUMBA_CACHE_DIR"):
        yield Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME")
    if base or "HOME" in os.environ or os.name == "nt":
        yield (Path(base) if base else Path.home() / ".cache") / "detente" / "kernels"
    user = os.getuid() if hasattr(os, "getuid") else "user"
    yield Path(tempfile.gettempdir()) / f"detente-kernels-{user}"


def _writable(folder: Path) -> bool:
    """Say whether ``folder`` exists or could be made, is ours, and takes files."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Cached kernels are loaded as code: a folder another user made first is not to be trusted.
        ours = not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except OSError:
        return False
    return ours and os.access(folder, os.W_OK | os.X_OK)


@contextmanager
def _cached_in(folder: Path) -> Iterator[None]:
    """Point numba's cache at ``folder`` while one function is decorated; other packages keep their own."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before
