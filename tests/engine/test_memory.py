"""What would not fit in memory is refused in words, with a number that would."""

from __future__ import annotations

import ctypes
import mmap
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.cases.making import write_case
from tests.cli.running import ask, call, refused

from detente.engine import memory, workshop
from detente.engine.memory import check_fits, free_memory, tidy
from detente.errors import UsageError


def test_some_memory_is_free() -> None:
    free = free_memory()
    assert free is None or free > 0


def test_a_run_beyond_memory_is_refused_with_what_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free_memory", lambda: 10_000_000)
    case = write_case(tmp_path / "case")
    shown = call("run", case, "--worlds", 2_000_000, "--months", 480, "--out", tmp_path / "runs")
    refused(shown, 2, "of memory", "are free", "--worlds", "2,000,000")
    most = int(re.findall(r"about ([\d,]+) with --worlds", shown.stderr)[0].replace(",", ""))
    check_fits(-(-most // 4), most, 480)
    with pytest.raises(UsageError):
        check_fits(most // 2, most * 2, 480)


def test_where_nothing_is_known_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free_memory", lambda: None)
    check_fits(10**9, 10**10, 480)


def test_what_small_arrays_leave_behind_is_given_back() -> None:
    if not Path("/proc/self/statm").exists() or not hasattr(ctypes.CDLL(None), "malloc_trim"):
        pytest.skip("needs Linux and glibc")
    arrays = [np.ones(12_500) for _ in range(1000)]
    arrays = arrays[-1:]  # lies above the 100 MB of the others
    before = held()
    tidy()
    assert held() < before - 50_000_000
    assert arrays[0].sum() == 12_500


def held() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * mmap.PAGESIZE


def test_where_the_c_library_has_no_such_call_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: None)
    tidy()


def test_a_run_leaves_pandas_alone(tmp_path: Path) -> None:
    """Arrow loads it for small favours where it is installed: 50 MB, and a second."""
    code = "import sys; from detente.cli.main import detente; detente(sys.argv[1:], standalone_mode=False); "
    code += "assert 'pyarrow' in sys.modules; sys.exit('pandas' in sys.modules)"
    words = ("run", str(write_case(tmp_path / "case")), "--worlds", "8", "--out", str(tmp_path / "runs"))
    subprocess.run([sys.executable, "-c", code, *words], check=True, stdout=subprocess.DEVNULL)


def test_more_workers_than_cores_do_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = write_case(tmp_path / "case")
    few = ask("run", case, "--worlds", 80, "--out", tmp_path / "runs")
    monkeypatch.setattr(workshop, "LARGE", 0)
    many = ask("run", case, "--worlds", 80, "--workers", 100, "--chunk", 1, "--out", tmp_path / "runs")
    assert many["run"]["result_digest"] == few["run"]["result_digest"]
