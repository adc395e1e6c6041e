import signal
from pathlib import Path
from threading import Thread

import pytest

from detente.errors import InputError
from detente.sources.limits import CHARS, RAW, deadline
from detente.sources.reader import read_bytes, read_document
from detente.sources.zones import zones_of


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(4 * RAW)
    with pytest.raises(InputError, match="50 MB"):
        read_document(path)
    with pytest.raises(InputError, match="can't be read"):
        read_document(tmp_path)


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(InputError, match="characters"):
        read_bytes(b"a" * (CHARS + 1))


def test_work_without_end_is_stopped() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with pytest.raises(InputError, match=r"0\.05 seconds"), deadline("a.txt", 0.05):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue
    assert signal.getsignal(signal.SIGVTALRM) == before


def test_other_threads_read_without_a_deadline() -> None:
    done: list[int] = []
    reader = Thread(target=lambda: done.append(read_bytes(b"It rained.").text.chars))
    reader.start()
    reader.join()
    assert done == [10]


@pytest.mark.parametrize(
    "line", ["x", "1. x", "By A B", "a | b", "“x y z w q r”", "By " + "A" * 5000, "." * 5000, "(" * 5000]
)
def test_no_line_makes_the_zones_slow_when_it_stands_often(line: str) -> None:
    with deadline("", 20.0):
        assert len(zones_of([line] * 3000)) == 3000
        read_bytes("\n\n".join([line] * 300).encode())
