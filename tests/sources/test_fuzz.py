import pytest
from tests.sources.fuzz import check, mutated

FIRST = [pytest.param(n, marks=pytest.mark.slow) if n >= 100 else n for n in range(0, 240, 20)]


@pytest.mark.parametrize("first", FIRST)
def test_no_mutated_document_crashes_a_reader_or_the_proposals(first: int) -> None:
    assert {check(number) for number in range(first, first + 20)} <= {"read", "refused"}


def test_the_same_number_is_the_same_input() -> None:
    assert mutated(7) == mutated(7)
    assert len({mutated(number)[0] for number in range(50)}) > 40
