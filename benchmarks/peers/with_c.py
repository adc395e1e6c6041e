"""The reduced game in C: compiled when asked for, called without the GIL on threads."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
from benchmarks.peers.game import FIELDS, Floats, Histories, empty

from detente.engine.run import chunks

FLAGS = ("-O3", "-march=native", "-fno-math-errno", "-shared", "-fPIC")
COMPILERS = ("gcc", "clang", "cc")


def compiler() -> str | None:
    """The C compiler of this machine, or None."""
    return next(filter(None, map(shutil.which, COMPILERS)), None)


@cache
def library() -> Any:
    """The compiled game; needs a compiler."""
    folder = Path(mkdtemp(prefix="detente-bench-"))
    fields = "".join(f"double {name};" for name in FIELDS)
    (folder / "world.h").write_text(f"typedef struct {{ {fields} }} world;\n", encoding="utf-8")
    source = Path(__file__).with_name("game.c")
    asked = [compiler(), *FLAGS, "-include", folder / "world.h", source, "-o", folder / "game.so", "-lm"]
    subprocess.run([str(part) for part in asked], check=True)
    loaded = ctypes.CDLL(str(folder / "game.so"))
    shutil.rmtree(folder)  # a loaded library needs its file no longer
    return loaded


def player(given: Floats, months: int, seed: int, workers: int, anew: bool) -> Callable[[], Histories]:
    """What plays all histories when called, one a world."""
    worlds, play = given.ctypes.data_as(ctypes.c_void_p), library().play

    def call() -> Histories:
        kept = empty(len(given), months)
        arrays = [array.ctypes.data_as(ctypes.c_void_p) for array in kept]

        def part(of: Any) -> None:
            long = ctypes.c_int64
            play(worlds, long(of.size), long(of[0]), long(months), ctypes.c_uint64(seed), int(anew), *arrays)

        with ThreadPoolExecutor(workers) as pool:
            list(pool.map(part, chunks(np.arange(len(given)), -(-len(given) // workers))))
        return kept

    return call
