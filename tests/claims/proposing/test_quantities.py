import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.proposing.quantities import quantities


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("half a million people", (500_000, 500_000, "exact", "persons")),
        ("nearly a million people", (1e6, 1e6, "about", "persons")),
        ("over 4,000 killed", (4000, 4000, "at_least", "persons")),
        ("as many as 50,000 soldiers", (50_000, 50_000, "at_most", "persons")),
        ("around 300 displaced", (300, 300, "about", "persons")),
        ("at least 12 dead", (12, 12, "at_least", "persons")),
        ("no fewer than 60 villagers", (60, 60, "at_least", "persons")),
        ("between 20 and 30 civilians", (20, 30, "exact", "persons")),
        ("2 to 3 million refugees", (2e6, 3e6, "exact", "persons")),
        ("120–150 fighters", (120, 150, "exact", "persons")),
        ("ten or fifteen guns", (10, 15, "exact", "count")),
        ("dozens of protesters", (24, 99, "exact", "persons")),
        ("tens of thousands of people", (20_000, 99_999, "exact", "persons")),
        ("several hundred men", (300, 900, "exact", "persons")),
        ("$3.7 billion", (3.7e9, 3.7e9, "exact", "usd")),
        ("$400 to $600", (400, 600, "exact", "usd")),
        ("about €24 million", (24e6, 24e6, "about", "eur")),
        ("150 euros", (150, 150, "exact", "eur")),
        ("97 percent", (0.97, 0.97, "exact", "share")),
        ("less than 4.5 per cent", (0.045, 0.045, "at_most", "share")),
        ("nearly a third of it", (1 / 3, 1 / 3, "about", "share")),
        ("one in five of them", (0.2, 0.2, "exact", "share")),
        ("nine-tenths of it", (0.9, 0.9, "exact", "share")),
        ("more than half", (0.5, 0.5, "at_least", "share")),
        ("six weeks", (42, 42, "exact", "days")),
        ("a 44-day siege", (44, 44, "exact", "days")),
        ("three times", (3, 3, "exact", "ratio")),
        ("tenfold", (10, 10, "exact", "ratio")),
        ("double the artillery", (2, 2, "exact", "ratio")),
        ("500 or more soldiers", (500, 500, "at_least", "persons")),
        ("20-odd men", (20, 20, "about", "persons")),
        ("a 1,000 square-mile district", (2590, 2590, "exact", "square_km")),
        ("30km", (30, 30, "exact", "km")),
        ("some 300 ceasefire violations", (300, 300, "about", "count")),
        ("three villages", (3, 3, "exact", "count")),
        ("seven of the eight sites", (7, 7, "exact", "count")),
        ("1,286 out of 26,145 combatants", (1286, 1286, "exact", "persons")),
        ("four new crossing points", (4, 4, "exact", "count")),
        ("less than a year", (365, 365, "at_most", "days")),
        ("more than half a century", (18_250, 18_250, "at_least", "days")),
        ("for over two decades", (7300, 7300, "at_least", "days")),
        ("just one week", (7, 7, "exact", "days")),
        ("as far as 10km", (10, 10, "at_most", "km")),
        ("some 20,000 tonnes", (20_000, 20_000, "about", "tonnes")),
        ("a 3,000-member force", (3000, 3000, "exact", "persons")),
    ],
)
def test_quantities(text: str, expected: tuple[float, float, str, str]) -> None:
    [found] = quantities(f"There were {text} there.")
    assert (found.low, found.high) == pytest.approx(expected[:2])
    assert (found.bound, found.unit) == expected[2:]


@pytest.mark.parametrize(
    "text",
    [
        "In 2020 people left.",
        "Section [3] of the people.",
        "The 11th Army came at 2 a.m. on the third day.",
        "Resolution 1244 was never kept.",
        "A nine-point plan for a third country.",
        "The two sides met; one of the guards slept.",
        "Some Falcon 900 drones flew over route 66.",
        "A 12-year-old waited at 14:30.",
        "In a 2+2 format they spoke of 9/11.",
    ],
)
def test_years_marks_times_and_names_are_no_quantities(text: str) -> None:
    assert list(quantities(text)) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It would add $20 to output over two decades.", [20, 7300]),
        ("It counted 17 violations, fifteen of them late.", [17, 15]),
        ("It struck, killing one civilian and injuring three others.", [1, 3]),
        ("The fighters now number 26,145 in all.", [26_145]),
        ("A 9-month-old slept. Two years on, nothing moved.", []),
    ],
)
def test_numbers_of_a_sentence_are_exact(text: str, numbers: list[float]) -> None:
    assert [(found.low, found.bound) for found in quantities(text)] == [(number, "exact") for number in numbers]


def test_two_numbers_may_share_a_noun() -> None:
    assert [(q.low, q.unit) for q in quantities("31 and 90 soldiers fell")] == [(31, "persons"), (90, "persons")]


def test_a_change_is_two_numbers_and_no_range() -> None:
    assert [q.low for q in quantities("It rose from 12 to 40 deaths")] == [12, 40]


def test_what_a_date_holds_is_left_to_it() -> None:
    text = "In the past ten days 300 people left."
    assert [q.low for q in quantities(text, taken=[(3, 20)])] == [300]


@given(st.integers(2, 10**9), st.sampled_from(["soldiers", "refugees", "villages", "tonnes"]))
def test_a_count_is_read_whole_with_its_noun(number: int, noun: str) -> None:
    said = f"{number:,} {noun}"
    [found] = quantities(f"They had {said} left.")
    assert found.low == found.high == number
    assert f"They had {said} left."[found.start : found.end] == said


@pytest.mark.parametrize("part", ["1,", "1", "million ", "a hundred and ", "9" * 400])
def test_rows_of_digits_are_no_quantities(part: str) -> None:
    assert all(found.high <= 1e18 for found in quantities(part * 500 + " people"))


@given(st.text() | st.text(st.sampled_from("0123456789,.$%€ \nanhltwodfmiruksbe-to[]–")))
def test_any_text_can_be_read_and_spans_lie_in_order(text: str) -> None:
    reached = 0
    for found in quantities(text):
        assert reached <= found.start < found.end <= len(text)
        assert found.low <= found.high
        reached = found.end


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("How many fled? The mission counted 8,300 in June.", 8300, 8300, "persons"),
        ("The death toll had reached 2,000.", 2000, 2000, "persons"),
        ("The rebels are thought to number between 200 and 300.", 200, 300, "persons"),
        ("Two thousand passengers flew.", 2000, 2000, "persons"),
        ("Some went home; 1800 soldiers stayed.", 1800, 1800, "persons"),
        ("It cost tens of billions of dollars.", 2e10, 99999999999, "usd"),
    ],
)
def test_people_without_a_noun_and_money_without_a_number(text: str, low: float, high: float, unit: str) -> None:
    found = list(quantities(text))[-1]
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("between half a million and a million people", 5e5, 1e6, "persons"),
        ("between three quarters of a million and a million people", 7.5e5, 1e6, "persons"),
        ("three-quarters of a million people", 7.5e5, 7.5e5, "persons"),
        ("a third of a million people", 1e6 / 3, 1e6 / 3, "persons"),
        ("between a quarter and a third of them", 0.25, 1 / 3, "share"),
        ("between two-fifths and half of them", 0.4, 0.5, "share"),
        ("5-6,000 people", 5000, 6000, "persons"),
        ("1-10,000 people", 1, 10_000, "persons"),
        ("2,5 million people", 2.5e6, 2.5e6, "persons"),
        ("LKR 177 billion", 177e9, 177e9, "lkr"),
        ("30 million ZMW", 30e6, 30e6, "zmw"),
        ("4,000 pesos", 4000, 4000, "pesos"),
        ("4,000 Philippine pesos", 4000, 4000, "php"),
        ("4,000 CFA francs", 4000, 4000, "cfa_francs"),
        ("4,000 rials", 4000, 4000, "rials"),
    ],
)
def test_numbers_put_together_and_money(text: str, low: float, high: float, unit: str) -> None:
    [found] = quantities(f"The people there had {text} left.")
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("does not exceed 300 soldiers", "at_most"),
        ("never exceeded 300 soldiers", "at_most"),
        ("has not topped 300 soldiers", "at_most"),
        ("rarely exceeds 300 soldiers", "at_most"),
        ("did not surpass 300 soldiers", "at_most"),
        ("never had more than 300 soldiers", "at_most"),
        ("didn’t have over 300 soldiers", "at_most"),
        ("was never fewer than 300 soldiers", "at_least"),
        ("hardly had more than 300 soldiers", "at_most"),
        ("at no point were more than 300 soldiers", "at_most"),
        ("nowhere near 300 soldiers", "at_most"),
        ("just over 300 soldiers", "at_least"),
        ("at the very least 300 soldiers", "at_least"),
        ("did not say that more than 300 soldiers", "at_least"),
        ("not only had more than 300 soldiers", "at_least"),
        ("not more than 300 soldiers", "at_most"),
        ("no fewer than 300 soldiers", "at_least"),
        ("has not sent at least 300 soldiers", "at_least"),
    ],
)
def test_a_denial_turns_a_bound_round(text: str, bound: str) -> None:
    assert [found.bound for found in quantities(f"The army {text} there.")] == [bound]


@pytest.mark.parametrize("who", ["None", "Not one", "Not a single one", "Neither"])
def test_none_of_them_is_nobody(who: str) -> None:
    assert not list(quantities(f"{who} of the 40 soldiers died."))


def test_a_part_of_what_somebody_has_is_counted_beside_it() -> None:
    found = quantities("They hold ten of Upper Dale’s 17 towns.")
    assert [(one.low, one.unit) for one in found] == [(10, "count"), (17, "count")]


@given(st.integers(1, 999), st.sampled_from(["thousand", "million", "billion"]), st.integers(1, 999))
def test_as_large_a_scale_begins_another_number(first: int, scale: str, second: int) -> None:
    found = quantities(f"It cost {first} {scale} and {second} {scale} dollars in turn.")
    assert sum(one.low for one in found) <= (first + second) * 1e9
