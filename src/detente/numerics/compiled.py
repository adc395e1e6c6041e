"""The one decorator that compiles a kernel, and the cache it compiles into.

numba notices an edit in a kernel's own file but not in the modules it calls, and would then run stale machine
code. So kernels are cached in a folder named by a digest of every kernel module's source and of numba's and
NumPy's versions: edit any of them and the next import starts from an empty folder.

Nor does numba expect two processes that fill one cache: both may give the same name to the code of two signatures, and
later load the one for the other. So they take turns. And what the cache can't hold or read again is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.core.caching import NullCache

from detente.cache import folder_for, in_turn
from detente.cache import source_digest as digest_of
from detente.numerics.parts import Kernel
from detente.numerics.stored import Store

F = TypeVar("F", bound=Callable[..., Any])

_KERNEL_FOLDERS = ("numerics", "worlds")


def kernel(function: F) -> F:
    """Compile ``function`` on first call; bits are those of the same source run as plain Python.

    No fastmath, so nothing is fused or reordered; the GIL is released, so chunks run in threads; a division
    by zero gives inf or nan instead of raising, so guard it: plain Python raises. No C entry is made (a tenth of
    the time to compile): nobody calls one. What other kernels call is compiled as a part of them (``parts.py``).
    """
    return _compiled(function, {})


def inlined(function: F) -> F:
    """The same, written out wherever a kernel calls it: so loops that call it can be vectorised."""
    return _compiled(function, {"forceinline": True})


def _compiled(function: F, more: dict[str, bool]) -> F:
    options = {"nopython": True, "nogil": True, "error_model": "numpy", "no_cfunc_wrapper": True} | more
    compiled = Kernel(function, targetoptions=options)
    compiled._cache = _InTurn(function)
    return cast(F, compiled)


class _InTurn:
    """numba's cache of one function: made when first asked, used by one process at a time, and never needed."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    @cached_property
    def _store(self) -> Any:
        with suppress(RuntimeError), _cached_in(cache_folder()):  # raised where there is no place for it
            return Store(self._function)
        return NullCache()

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """What is stored for these arguments, or None."""
        try:
            with in_turn(cache_folder()):
                return self._store.load_overload(sig, target_context)
        except Exception:  # whatever a broken file may raise
            with suppress(OSError):
                self.flush()
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Store what was compiled for these arguments."""
        with suppress(OSError), in_turn(cache_folder()):
            self._store.save_overload(sig, data)

    def flush(self) -> None:
        """Forget what is stored."""
        self._store.flush()

    @property
    def cache_path(self) -> str:
        """The folder it is in."""
        return str(self._store.cache_path or "")


@cache
def cache_folder() -> Path:
    """Return the folder that holds compiled kernels of exactly this source (created if it can be)."""
    return folder_for(source_digest())


@cache
def source_digest() -> str:
    """Return 20 hex digits over every kernel module's path and source, numba's version and NumPy's."""
    return digest_of(*_KERNEL_FOLDERS, also=f"{numba.__version__} {np.__version__}")


@contextmanager
def _cached_in(folder: Path) -> Iterator[None]:
    """Point numba's cache at ``folder`` while that of one function is made; other packages keep their own."""
    before = numba.config.CACHE_DIR
    numba.config.CACHE_DIR = str(folder)
    try:
        yield
    finally:
        numba.config.CACHE_DIR = before
