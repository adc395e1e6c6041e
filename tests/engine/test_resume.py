"""A run that is cut short, however hard, goes on from its finished chunks to the result it would have had."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cases.making import write_case
from tests.cli.running import ask

from detente.cli import main as cli
from detente.engine.shelf import CHUNK

WORLDS = 400

# the command, with even small runs taken for large ones and every draw a chunk
COMMAND = """
from detente.engine import workshop
workshop.LARGE, workshop.SMALL_CHUNK = 0, 1
from detente.cli.main import main
main()
"""


class Runner:
    """One command in a process of its own, and the folder it works in."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "runs"
        self.words = ["run", str(write_case(folder / "case")), "--worlds", str(WORLDS), "--workers", "2", "--json"]
        self.environment = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[2])}

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", COMMAND, *self.words, "--out", str(self.out)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def kept(self) -> int:
        return sum(1 for _ in self.out.glob(f".work-*/*{CHUNK}"))

    def cut_short(self, more: int, how: signal.Signals) -> tuple[int, str] | None:
        """Send the signal once so many more chunks are kept; None where the run was complete before."""
        before, running = self.kept(), self.start()
        try:
            while self.kept() < before + more and running.poll() is None:
                time.sleep(0.001)  # leaves the processor to the run
            running.send_signal(how)
            _, complained = running.communicate(timeout=120)
        finally:
            running.kill()
        return (running.returncode, complained) if running.returncode else None

    def finish(self) -> str:
        running = self.start()
        said, complained = running.communicate(timeout=600)
        assert running.returncode == 0, complained
        return str(json.loads(said)["run"]["result_digest"])


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def undisturbed(runner: Runner, tmp_path: Path) -> str:
    return str(ask(*runner.words[:-1], "--out", tmp_path / "undisturbed")["run"]["result_digest"])


def check_killed(runner: Runner, tmp_path: Path, kills: int) -> None:
    points = random.Random(20_261_122)
    whole = undisturbed(runner, tmp_path)  # first: it leaves kernels compiled, and what is killed never would
    for _ in range(kills):
        before = runner.kept()
        killed = runner.cut_short(points.randrange(5), signal.SIGKILL)
        assert killed is not None, "it was complete before it could be killed"
        assert killed[0] == -signal.SIGKILL
        assert runner.kept() >= before
    assert runner.kept()
    assert runner.finish() == whole
    assert sorted(path.name.partition("-")[0] for path in runner.out.iterdir()) == ["latest", "r"]


def test_a_killed_run_goes_on(runner: Runner, tmp_path: Path) -> None:
    check_killed(runner, tmp_path, 2)


@pytest.mark.slow
def test_a_run_killed_at_twenty_points_goes_on(runner: Runner, tmp_path: Path) -> None:
    check_killed(runner, tmp_path, 20)


def test_an_interrupted_run_says_how_it_goes_on(runner: Runner, tmp_path: Path) -> None:
    cut = runner.cut_short(3, signal.SIGINT)
    assert cut is not None
    code, complained = cut
    assert code == 4
    assert "finished chunks kept: give the same command again to go on" in complained
    assert "Traceback" not in complained
    assert runner.finish() == undisturbed(runner, tmp_path)


def test_another_command_starts_afresh_and_leaves_the_rest(runner: Runner) -> None:
    assert runner.cut_short(3, signal.SIGKILL) is not None
    (work,) = runner.out.glob(".work-*")
    runner.words += ["--seed", "2"]
    runner.finish()
    assert [work] == list(runner.out.glob(".work-*"))


def test_small_runs_keep_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from detente.engine.shelf import Shelf

    def put(*_: object) -> None:
        raise AssertionError("kept")

    monkeypatch.setattr(Shelf, "put", put)
    ask("run", write_case(tmp_path / "case"), "--worlds", 80, "--out", tmp_path / "runs")
