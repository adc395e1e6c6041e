"""What a command costs, as JSON: ``python benchmarks/spend.py COMMAND...``.

A process of its own, and a small one: a command's highest memory counts that of the process it was split off from.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence

PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024  # of what the system counts memory in


def spend(command: Sequence[str]) -> dict[str, float]:
    """Run it to its end: seconds, seconds that processors worked, most megabytes; SystemExit where it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(process.returncode)
    seconds = time.perf_counter() - begun
    return {"seconds": seconds, "worked": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss / PER_MB}


if __name__ == "__main__":
    print(json.dumps(spend(sys.argv[1:])))
