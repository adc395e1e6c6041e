from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import click
import pytest
from click.testing import CliRunner, Result
from tests.cases.making import write_case
from tests.cli.running import call, refused

from detente.cli import main as cli
from detente.cli.common import emit
from detente.errors import Fault, InputError, UsageError

SRC = Path(cli.__file__).parents[2]
THERE = [name for name, lazy in cli.COMMANDS.items() if find_spec(lazy.module)]


def python(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    return subprocess.run([sys.executable, *words], env=environment, capture_output=True, text=True, check=False)


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> Result:
    @click.command()
    def claims() -> NoReturn:
        raise error

    monkeypatch.setattr(cli.Commands, "get_command", lambda *_: claims)
    return CliRunner().invoke(cli.detente, ["claims"])


def test_help_is_fast_and_imports_nothing_heavy() -> None:
    code = "import sys, time; t = time.perf_counter(); from detente.cli.main import detente\n"
    code += "try: detente(['--help'])\nexcept SystemExit: pass\n"
    code += "print([m for m in ('numpy', 'numba', 'pandas', 'pydantic', 'rich') if m in sys.modules])\n"
    code += "print(time.perf_counter() - t)"
    started = time.perf_counter()
    shown = python("-c", code)
    assert time.perf_counter() - started < 2  # a busy machine; alone it takes an eighth of a second
    loaded, seconds = shown.stdout.splitlines()[-2:]
    assert loaded == "[]"
    assert float(seconds) < 0.5


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(cli.detente, ["--help"])
    assert shown.exit_code == 0
    assert all(f"  {name} " in shown.stdout for name in cli.COMMANDS)


@pytest.mark.parametrize("name", THERE)
def test_every_command_has_help(name: str) -> None:
    shown = CliRunner().invoke(cli.detente, [name, "--help"])
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Usage: ")


def test_version() -> None:
    assert CliRunner().invoke(cli.detente, ["--version"]).stdout.startswith("detente ")


def test_an_unknown_command_is_told_the_nearest() -> None:
    shown = CliRunner().invoke(cli.detente, ["clams"])
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "Did you mean claims?" in shown.stderr


def test_every_fault_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    faults = [Fault("a thing is wrong", "Right it.", "a.yaml", n, "claims[0]", "7") for n in (3, 4)]
    shown = failing(monkeypatch, InputError(*faults))
    assert shown.exit_code == 3
    assert shown.stderr.splitlines() == [
        "a.yaml:3 claims[0]: a thing is wrong (got 7). Right it.",
        "a.yaml:4 claims[0]: a thing is wrong (got 7). Right it.",
    ]


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError(Fault("no such thing", "Try another.")), 2, "no such thing. Try another."),
        (KeyboardInterrupt(), 4, "interrupted"),
        (OSError(errno.ENOSPC, "No space left on device", "/run/x"), 3, "/run/x: no space is left on the disk"),
        (
            PermissionError(errno.EACCES, "Permission denied", "/run/x"),
            3,
            "/run/x: the system refuses: Permission denied",
        ),
        (MemoryError(), 3, "--worlds"),
        (ZeroDivisionError("by nothing"), 1, "this is a defect in detente (ZeroDivisionError: by nothing)"),
        (click.UsageError("such an option is not here"), 2, "such an option is not here"),
    ],
)
def test_whatever_fails_is_said_in_words(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = failing(monkeypatch, error)
    assert (shown.exit_code, shown.stdout) == (code, "")
    assert said in shown.stderr
    assert "Traceback" not in shown.stderr


def test_a_defect_shows_its_traceback_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_DEBUG", "1")
    shown = failing(monkeypatch, ZeroDivisionError("by nothing"))
    assert shown.exit_code == 1
    assert "Traceback" in shown.stderr


def test_what_would_steer_a_terminal_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = failing(monkeypatch, InputError(Fault("odd", "Rename it.", value="\x1b[2Jx\ny")))
    assert "\x1b" not in shown.stderr
    assert shown.stderr.count("\n") == 1


def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m detente.cli.main claims --source public-record | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(SRC)}
    shown = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=False)
    assert len(shown.stdout.splitlines()) == 1
    assert shown.stderr == ""


def test_json_has_null_for_what_is_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    emit({"b": float("nan"), "a": [float("inf"), "Türkiye"]})
    assert capsys.readouterr().out == '{"b": null, "a": [null, "Türkiye"]}\n'


@pytest.mark.parametrize("command", [("run",), ("levers",), ("score",), ("score", "--register", "--on", "2026-11-22")])
def test_no_answer_rests_on_a_case_that_cannot_be_right(command: tuple[str, ...], tmp_path: Path) -> None:
    wrong = write_case(tmp_path / "wrong", case=("harbour.attention: free", "harbour.attention: busy"))
    refused(call(command[0], wrong, *command[1:], "--worlds", 8), 3, "case.yaml", "busy", "free, divided, bound")


def test_nor_does_a_comparison_with_it(tmp_path: Path) -> None:
    right = write_case(tmp_path / "right")
    wrong = write_case(tmp_path / "wrong", case=("harbour.attention: free", "harbour.attention: busy"))
    for sides in ((wrong, right), (right, f"{wrong}@2021-03-10")):
        refused(call("compare", *sides, "--worlds", 8), 3, "case.yaml", "busy")


def test_a_case_without_claims_has_no_day_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert call("new", "empty").exit_code == 0
    for name in ("beliefs", "system"):
        refused(call(name, "empty"), 2, "nobody has said anything", "--as-of")


def test_a_seed_has_64_bits(tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    refused(call("beliefs", case, "--seed", 2**63), 2, "--seed")
    refused(call("compare", case, case, "--seed", 2**63), 2, "64 bits")
    refused(call("compare", case, case, "--worlds", 0), 2, "can't be run")
