"""Where finished chunks lie until their run is complete: a run that was cut short goes on from them."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from detente.errors import Fault, InputError
from detente.histories.packed import Packed

CHUNK = ".chunk"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of chunks, each named by its key and written whole or not at all; made when the first is put there."""

    folder: Path

    def find(self, key: str) -> Packed | None:
        """The chunk of that key; None where there is none, or another's, or not as written."""
        with suppress(OSError, ValueError):
            return Packed.from_bytes(self._path(key).read_bytes(), key)
        return None

    def put(self, key: str, chunk: Packed) -> None:
        """Keep a chunk. Raises InputError where the disk is full or the folder can't be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(prefix=key, dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(chunk.to_bytes(key))
                Path(draft).replace(self._path(key))
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
        except OSError as error:
            if self._cleared(error):
                return
            reason = f"a finished chunk can't be kept: {error.strerror or error}"
            remedy = "Free some space and give the same command again; what was kept before stays valid."
            raise InputError(Fault(reason, remedy, file=str(self.folder))) from None

    def _cleared(self, error: OSError) -> bool:
        """Whether the folder went while it was made or written: another process did the same work, and is done.

        Making a folder finds one that exists and, a moment later, is none.
        """
        return isinstance(error, FileNotFoundError) or (
            isinstance(error, FileExistsError) and not self.folder.is_file()
        )

    def count(self) -> int:
        """Chunks that lie here."""
        return sum(1 for _ in self.folder.glob(f"*{CHUNK}"))

    def clear(self) -> None:
        """Throw all away: the run is complete."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}{CHUNK}"
