"""What a person at a terminal waits for: the help, the first run ever, the next one; and the memory it takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.flagship import CASE

DETENTE = (sys.executable, "-c", "from detente.cli.main import main; main()")
SPEND = Path(__file__).with_name("spend.py")


class Ran(NamedTuple):
    """How long a process took, how long a processor worked for it, and the most memory it held."""

    seconds: float
    worked: float
    megabytes: float


class Starting(NamedTuple):
    """The help, the first run and the next one."""

    help: Ran
    first: Ran
    warm: Ran

    @property
    def compiling(self) -> float:
        """Seconds that a processor worked more for the first run: what others do on the machine counts less so."""
        return self.first.worked - self.warm.worked


def spend(command: tuple[str, ...], folder: Path, **environment: str) -> Ran:
    """Run a command in a folder."""
    by = (sys.executable, str(SPEND), *command)
    done = subprocess.run(by, cwd=folder, env=os.environ | environment, stdout=subprocess.PIPE, check=True)
    return Ran(**json.loads(done.stdout))


def starting(worlds: int, rounds: int) -> Starting:
    """A run of the flagship with nothing kept from before, then with what that left; the best of some rounds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = (*DETENTE, "run", CASE, "--worlds", str(worlds), "--out", str(folder / "runs"))

        def ran() -> Ran:
            return spend(run, folder, NUMBA_CACHE_DIR=str(folder / "kept"))

        helped = min(spend((*DETENTE, "--help"), folder) for _ in range(2 * rounds))
        return Starting(helped, ran(), min(ran() for _ in range(min(rounds, 3))))
