"""A run's folder is written whole or not at all, and read only as it was written."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any, NoReturn

import pyarrow.parquet as pq
import pytest
from tests.histories.making import blank, histories

from detente.errors import InputError, UsageError
from detente.histories.folder import (
    FINDINGS,
    MANIFEST,
    check_writable,
    find_run,
    mark_latest,
    parquet,
    read_run,
    renew_pages,
    write_run,
)
from detente.histories.tables import events

FOUND = {"run": {"id": "r-1"}, "answers": [], "text": "Türkiye"}


def write(folder: Path, **more: Any) -> Path:
    arrays = blank()
    arrays["deaths"][0, 0, 0] = 3
    return write_run(folder, FOUND | more, {"events": parquet(events(histories(arrays)))}, {"report.html": "<p>ä"})


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "runs" / "r-1")
    assert read_run(folder) == FOUND
    assert sorted(contents(folder)) == ["events.parquet", FINDINGS, MANIFEST, "report.html"]
    assert pq.read_table(folder / "events.parquet").num_rows == 1
    assert [p.name for p in tmp_path.joinpath("runs").iterdir()] == ["r-1"]


def test_a_run_replaces_the_one_of_its_name(tmp_path: Path) -> None:
    folder = write(tmp_path / "r-1")
    write(folder, extra=1)
    assert read_run(folder)["extra"] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["r-1"]


@pytest.mark.parametrize("name", ["events.parquet", FINDINGS, "report.html"])
def test_a_changed_byte_or_missing_file_is_noticed(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path / "r-1")
    raw = bytearray((folder / name).read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / name).write_bytes(raw)
    with pytest.raises(InputError, match="not as it was written") as refused:
        read_run(folder)
    assert refused.value.faults[0].file == str(folder / name)
    (folder / name).unlink()
    with pytest.raises(InputError, match="missing"):
        read_run(folder)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "7", '{"files": 3}', '{"files": {}, "format": 1}', '{"files": {}, "format": 99}', "\udcff",
     '{"files": {"..": ""}, "format": 1}', "[" * 100_000],
)  # fmt: skip
def test_a_manifest_that_is_none(tmp_path: Path, text: str) -> None:
    folder = write(tmp_path / "r-1")
    (folder / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as refused:
        read_run(folder)
    assert all(fault.remedy and fault.file for fault in refused.value.faults)


def test_pages_may_be_renewed_and_added(tmp_path: Path) -> None:
    folder = write(tmp_path / "r-1")
    renew_pages(folder, {"report.html": "<p>ö", "more.json": "{}"})
    assert read_run(folder) == FOUND
    assert sorted(contents(folder)) == ["events.parquet", FINDINGS, MANIFEST, "more.json", "report.html"]
    assert (folder / "report.html").read_text("utf-8") == "<p>ö"
    (folder / "more.json").write_text("[]", "utf-8")
    with pytest.raises(InputError, match="not as it was written"):
        read_run(folder)


@pytest.mark.parametrize("writes", range(4))
def test_a_run_is_whole_while_its_pages_are_renewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    folder = write(tmp_path / "r-1")
    done: list[Path] = []
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if len(done) == writes:
            raise OSError(errno.ENOSPC, "no space left")
        done.append(target)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(InputError, match="no space left"):
        renew_pages(folder, {"report.html": "<p>ö", "more.json": "{}"})
    assert read_run(folder) == FOUND
    assert not [name for name in contents(folder) if name.startswith(".")]


def test_findings_that_are_no_findings(tmp_path: Path) -> None:
    folder = write(tmp_path / "r-1")
    (folder / FINDINGS).write_text("[1]", "utf-8")
    import hashlib

    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    manifest["files"][FINDINGS] = hashlib.sha256(b"[1]").hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(InputError, match="not the findings of a run"):
        read_run(folder)


def full(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("where", ["pathlib.Path.write_text", "pathlib.Path.write_bytes", "tempfile.mkdtemp"])
def test_a_full_disk_leaves_earlier_runs_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    write(tmp_path / "r-1")
    mark_latest(tmp_path, tmp_path / "r-1")
    before = contents(tmp_path)
    monkeypatch.setattr(where, full)
    for name in ("r-1", "r-2"):
        with pytest.raises(InputError, match="No space left on device") as refused:
            write(tmp_path / name)
        assert "earlier runs are untouched" in refused.value.faults[0].remedy
    monkeypatch.undo()
    assert contents(tmp_path) == before
    assert read_run(tmp_path / "r-1") == FOUND


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_a_swap_cut_short_leaves_the_old_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    folder = write(tmp_path / "r-1")
    before = contents(tmp_path)
    rename = Path.rename

    def break_second(self: Path, target: Path) -> Path:
        if target == folder and "-old-" not in self.name:
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", break_second)
    with pytest.raises((InputError, KeyboardInterrupt)):
        write(folder, extra=1)
    monkeypatch.undo()
    assert contents(tmp_path) == before


def test_a_place_that_takes_no_runs(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for act in (lambda: check_writable(tmp_path / "file" / "runs"), lambda: write(tmp_path / "file" / "r-1")):
        with pytest.raises(InputError, match="can't be written"):
            act()
    check_writable(tmp_path / "runs")
    assert list((tmp_path / "runs").iterdir()) == []


def test_finding_runs(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no run yet"):
        find_run(tmp_path, None)
    with pytest.raises(UsageError, match="no such run"):
        find_run(tmp_path, "r-9")
    first = write(tmp_path / "r-1")
    assert find_run(tmp_path, None) == first
    second = write(tmp_path / "r-2")
    mark_latest(tmp_path, first)
    assert find_run(tmp_path, None) == first
    assert find_run(tmp_path, "r-2") == second
    assert find_run(tmp_path / "elsewhere", str(second)) == second
    with pytest.raises(UsageError, match=r"Known: r-1, r-2"):
        find_run(tmp_path, "r-3")
    (tmp_path / "latest").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"which run was the last isn't known any more.*Name one: r-1, r-2"):
        find_run(tmp_path, None)
