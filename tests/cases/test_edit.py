"""A case is changed wholly or not at all, and only where it passes the check."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.making import write_case
from tests.cli.running import contents

from detente.cases.copy import new_case
from detente.cases.edit import change_case, own_case, put_in_place
from detente.cases.frozen import freeze_case, thaw_case
from detente.cases.reader import find_case, load_case
from detente.cases.userdata import cases_folder, texts_folder
from detente.errors import Fault, InputError, UsageError


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "two-rivers")


CHANGE = {"sources.yaml": "sources: []\n", "claims/new.yaml": "source: new\nclaims: []\n"}


def test_a_change_is_checked_on_a_copy_first(case: Path) -> None:
    before, seen = contents(case), []

    def check(folder: Path) -> list[Fault]:
        seen.append((folder / "claims" / "new.yaml").read_text("utf-8"))
        assert contents(case) == before
        return [Fault("bad", "Mend it.", str(folder / "sources.yaml"), 3)]

    with pytest.raises(InputError, match="bad") as refusal:
        change_case(case, CHANGE, check)
    assert seen == [CHANGE["claims/new.yaml"]]
    assert refusal.value.faults[0].file == str(case / "sources.yaml")
    assert contents(case) == before


def test_warnings_don_t_refuse(case: Path) -> None:
    change_case(case, CHANGE, lambda _: [Fault("odd", "Look.", severity="warning")])
    assert (case / "sources.yaml").read_text("utf-8") == CHANGE["sources.yaml"]
    assert [path.name for path in case.rglob("*.new*")] == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", [1, 2])
def test_an_interrupted_write_leaves_the_case_as_it_was(
    case: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, at: int
) -> None:
    before, real, calls = contents(case), Path.replace, []

    def fail(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == at:
            raise error
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(InputError if isinstance(error, OSError) else KeyboardInterrupt):
        put_in_place(case, CHANGE)
    assert contents(case) == before


def test_a_folder_that_can_t_be_written_is_refused(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(case)

    def refuse(self: Path, raw: bytes) -> int:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(InputError, match="nothing was changed"):
        put_in_place(case, CHANGE)
    assert contents(case) == before


def test_what_changed_meanwhile_is_not_overwritten(case: Path) -> None:
    def check(_: Path) -> list[Fault]:
        (case / "sources.yaml").write_text("theirs", "utf-8")
        return []

    with pytest.raises(InputError, match="somebody else"):
        change_case(case, CHANGE, check)
    assert (case / "sources.yaml").read_text("utf-8") == "theirs"


def test_a_bundled_case_is_not_changed() -> None:
    with pytest.raises(UsageError, match="detente new"):
        own_case("south-caucasus")


def test_a_copy_is_the_same_case_under_another_name(case: Path) -> None:
    texts = texts_folder("two-rivers")
    texts.mkdir(parents=True)
    (texts / "walker-2021.txt").write_text("The mill", "utf-8")
    folder = new_case("mine", cases_folder(), str(case))
    copy, original = load_case("mine"), load_case(str(case))
    assert find_case("mine") == folder
    assert copy.id == "mine"
    assert copy.claims == original.claims
    assert copy.file.questions == original.file.questions
    assert (texts_folder("mine") / "walker-2021.txt").exists()
    for path in (folder / "case.yaml", folder / "claims" / "record.yaml"):
        pointer = path.read_text("utf-8").splitlines()[0].partition("$schema=")[2]
        assert (path.parent / pointer).is_file()


def test_a_skeleton_loads_and_asks_nothing() -> None:
    new_case("bare", cases_folder())
    case = load_case("bare")
    assert (case.id, case.file.questions, case.claims) == ("bare", (), ())


@pytest.mark.parametrize("name", ["", "..", "a/b", "-x", "ü", "x" * 65, "south-caucasus"])
def test_what_can_not_be_a_name(name: str) -> None:
    with pytest.raises(UsageError):
        new_case(name, cases_folder())
    assert not cases_folder().exists()


def test_nothing_is_overwritten(case: Path) -> None:
    folder = new_case("mine", cases_folder())
    before = contents(folder)
    with pytest.raises(UsageError, match="already"):
        new_case("mine", cases_folder(), str(case))
    assert contents(folder) == before


def test_a_frozen_case_thaws_to_the_same(case: Path, tmp_path: Path) -> None:
    place = tmp_path / "thawed"
    place.mkdir()
    thawed, original = load_case(str(thaw_case(freeze_case(case), place))), load_case(str(case))
    assert (thawed.digest, thawed.claims_digest) == (original.digest, original.claims_digest)


@pytest.mark.parametrize("text", ['{"../x.yaml": "a"}', '{"/x.yaml": "a"}', '{"a.yaml": 1}', "[", "7"])
def test_a_frozen_case_never_leads_out_of_its_folder(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        thaw_case(text, tmp_path / "in")
    assert not (tmp_path / "x.yaml").exists()
