"""What is stored of a kernel is all that it takes to call it, and what isn't there is made ready first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from detente import cache

SCRIPT = """
import json, sys
import numba
import numpy as np
from detente.numerics.compiled import kernel

@kernel
def root(x):
    '''Raises what is worked out while it runs, which takes something of Python.'''
    if x < 0.0:
        raise ValueError("less than nothing", x)
    return x ** 0.5

@kernel
def rooted(x):
    '''Takes in a kernel, and Python calls it too.'''
    return root(x) + root(x + 1.0)

@kernel
def table(n):
    '''Makes an array.'''
    return np.arange(n) * 2

@kernel
def hashed(text):
    '''Calls what is only there when numba has made itself ready to compile.'''
    return hash(text)

def refused(x):
    try:
        rooted(x)
    except ValueError as error:
        return error.args

said = [rooted(4.0), root(9.0), refused(-4.0), table(3).tolist()]
at_once = "numba.np.linalg" not in sys.modules
said.append(hashed("a longer text") == hash("a longer text"))
said.append(numba.njit(lambda x: rooted(x) * 2.0)(4.0) == 2.0 * said[0])
misses = sum(len(each.stats.cache_misses) for each in (root, rooted, table, hashed))
print(json.dumps({"said": said, "at once": at_once, "compiled": misses}))
"""


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """What a process says that compiles, and what the next one says."""
    folder = tmp_path_factory.mktemp("stored")
    script = folder / "script.py"
    script.write_text(SCRIPT)
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(cache.__file__).parents[1]),
        "NUMBA_CACHE_DIR": str(folder / "cache"),
    }
    command = [sys.executable, str(script)]
    return [json.loads(subprocess.check_output(command, env=environment, text=True)) for _ in range(2)]


def test_a_stored_kernel_does_what_it_did(runs: list[dict[str, object]]) -> None:
    first, second = runs
    assert first["said"] == second["said"]
    assert first["said"] == [2.0 + 5.0**0.5, 3.0, ["less than nothing", -4.0], [0, 2, 4], True, True]
    assert (first["compiled"], second["compiled"]) == (4, 0)


def test_nothing_is_made_ready_to_compile_where_nothing_is_compiled(runs: list[dict[str, object]]) -> None:
    assert [run["at once"] for run in runs] == [False, True]
