"""Where what can be made again is kept: compiled kernels, parsed files, page templates.

A folder is named by a digest of the source that made what lies in it, so an edit starts from an empty one. What lies
there is loaded as code or unpickled: only folders that this user made are trusted.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

_PACKAGE = Path(__file__).resolve().parent
_TURN = Lock()


def source_digest(*folders: str, also: str = "", kinds: tuple[str, ...] = (".py",)) -> str:
    """20 hex digits over every file of some kinds in the package's ``folders``, by path and content, and ``also``.

    A file may stand for a folder.
    """
    digest = blake2b(also.encode(), digest_size=10)
    for folder in folders:
        inner = (_PACKAGE / folder).rglob("*") if (_PACKAGE / folder).is_dir() else (_PACKAGE / folder,)
        for file in sorted(path for path in inner if path.suffix in kinds):
            digest.update(f"\0{file.relative_to(_PACKAGE).as_posix()}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def folder_for(digest: str) -> Path:
    """The folder of that name where caches live; a temporary one where none can be written."""
    for root in _roots():
        folder = root / digest
        if _writable(folder):
            return folder
    return Path(tempfile.mkdtemp(prefix="detente-cache-"))


def kept(key: str, source: str, make: Callable[[], T]) -> T:
    """What ``make`` returned when last asked for ``key`` by this ``source`` digest, or makes now.

    Whatever goes wrong with the cache, the answer is made: it is never needed.
    """
    name = f"{blake2b(key.encode(), digest_size=16).hexdigest()}.pickle"
    with suppress(Exception):
        found: T = pickle.loads((_kept_in(source) / name).read_bytes())
        return found
    made = make()
    with suppress(Exception):
        _write(_kept_in(source) / name, made)
    return made


@contextmanager
def in_turn(folder: Path) -> Iterator[None]:
    """Wait until no other thread or process is here; where a folder can't be locked, for no other process."""
    with _TURN:
        lock = _lock(folder)
        try:
            yield
        finally:
            if lock is not None:
                os.close(lock)


def _lock(folder: Path) -> int | None:
    try:
        import fcntl

        file = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
    except (ImportError, OSError):
        return None
    return file


@cache
def _kept_in(source: str) -> Path:
    return folder_for(source)


def _write(path: Path, made: Any) -> None:
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            pickle.dump(made, file, pickle.HIGHEST_PROTOCOL)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


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
        # What is kept is loaded as code: a folder another user made first is not to be trusted, nor is one in it.
        ours = not hasattr(os, "getuid") or {folder.stat().st_uid, folder.parent.stat().st_uid} == {os.getuid()}
    except OSError:
        return False
    return ours and os.access(folder, os.W_OK | os.X_OK)
