"""The charts in a browser: each takes its picture's place, says the same numbers, and answers to its controls."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from detente.report import live, render, words

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--virtual-time-budget=5000")
Opened = Callable[[str], Any]
Scene = Callable[[str], Any]

RISKS = [0.0002, 0.004, 0.2]
FAN = {"label": "War", "p": RISKS, "bands": [None, [0.001, 0.02], [0.1, 0.4]], "top": 0.5}
FANS = {"as_of": "2020-07-21", "fan": [FAN]}
PEACE = {"as_of": "2020-07-21", "fan": [FAN | {"label": "Peace"}]}
EVENTS = {
    "as_of": "2020-07-21",
    "months": 6,
    "record": [{"date": ["2020-01-05", "2020-01-06"], "what": "A clash"}],
    "typical": [{"label": "The middle history", "months": [[2, ["a truce", "a raid"]]]}],
}
ROWS = [{"label": "Iran", "p": {"out": 0.9, "arm": 0.1}}, {"label": "France", "p": {"out": 0.4, "arm": 0.6}}]
RESPONSES = {
    "options": [{"id": "out", "label": "out"}, {"id": "arm", "label": "arm"}],
    "shown": 0,
    "halves": [{"label": "If it happens", "rows": ROWS}, {"label": "By itself", "rows": ROWS[:1]}],
}


def ring(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [west, north], [east, north], [east, south], [west, south]]


def land(turned: bool) -> dict[str, Any]:
    """Two places, and a line that one side claims; GeoJSON's rings go either way round."""

    def feature(outline: list[list[float]], spot: list[float] | None, **told: str) -> dict[str, Any]:
        shape = {"type": "MultiPolygon", "coordinates": [[outline[::-1] if turned else outline]]}
        return {"properties": told, "geometry": shape, "spot": spot}

    return {
        "features": [
            feature(ring(10, 46, 14, 54), [12, 53], kind="country", name="Northland"),
            feature(ring(11, 50, 12, 51), [11.5, 50.5], kind="place", place="ridge"),
            feature(ring(12, 49, 13, 50), [12.5, 49.5], kind="place", place="valley"),
            feature(ring(11, 49, 13, 51), None, kind="disputed", name="Old line", note="claimed by Southland"),
        ]
    }


def control(turned: bool = False) -> dict[str, Any]:
    held = {"ridge": [[0, "North"]], "valley": [[0, "South"], [3, "North"]]}
    places = [("ridge", "Ridge", "North"), ("valley", "Valley", "South")]
    return {
        "geometry": land(turned),
        "as_of": "2020-07-21",
        "places": [{"place": place, "label": label, "holder": holder} for place, label, holder in places],
        "courses": [{"label": "The middle history", "months": 6, "held": held}],
    }


SIZES = """here.dataset.sizes = all('path.place').map((path) => path.getBBox())
    .flatMap((box) => [box.x, box.y, box.width, box.height]).map(Math.round)"""
SCENES: dict[str, tuple[str, Any, str]] = {
    "month 1": ("unfolding", FANS, "slide(1)"),
    "month 2": ("unfolding", FANS, "slide(2)"),
    "month 3": ("unfolding", FANS, ""),
    "updated": ("unfolding", FANS, f"chart.update({json.dumps(PEACE)})"),
    "removed": ("unfolding", FANS, "chart.remove()"),
    "events": ("timeline", EVENTS, ""),
    "first event": ("timeline", EVENTS, "click('button', 1)"),
    "second event": ("timeline", EVENTS, "click('button', 1); setTimeout(() => click('button', 1), 100)"),
    "responses": ("responses", RESPONSES, ""),
    "sorted": ("responses", RESPONSES, "click('button', 2)"),
    "other half": ("responses", RESPONSES, "click('input', 1)"),
    "on record": ("map", control(), SIZES),
    "turned": ("map", control(turned=True), SIZES),
    "first day": ("map", control(), "click('input', 1)"),
    "month 3 of control": ("map", control(), "click('input', 1); setTimeout(() => slide(3), 100)"),
    "no such chart": ("unfolding", FANS, "try { mount(here, 'pie', {}) } catch (e) { here.dataset.said = e.message }"),
}
STAGE = """
const { mount } = detente.charts;
for (const [name, [kind, props, steps]] of Object.entries(scenes)) {
  const here = document.body.appendChild(document.createElement("div"));
  Object.assign(here, { id: name, style: "width: 600px" });
  const chart = mount(here, kind, props);
  const all = (what) => [...here.querySelectorAll(what)];
  const click = (what, n) => all(what)[n].click();
  const slide = (to) => {
    const one = all("input[type=range]")[0];
    one.value = to;
    one.dispatchEvent(new Event("input", { bubbles: true }));
  };
  setTimeout(() => acts[name](here, chart, all, click, slide), 200);
}
"""


def stage() -> str:
    """A page that mounts charts as any page may, does something to each, and says what went wrong."""
    given = json.dumps(SCENES)
    acts = (
        f"{json.dumps(name)}: (here, chart, all, click, slide) => {{ {do} }}" for name, (_, _, do) in SCENES.items()
    )
    return f"""<!DOCTYPE html><html><body>
<script>window.onerror = (what) => {{ document.body.dataset.wrong = what; }};</script>
<script>{live.bundle()}</script>
<script>const scenes = {given}; const acts = {{ {", ".join(acts)} }};{STAGE}</script></body></html>"""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Opens a page and returns what a browser has made of it."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        pytest.skip("only where there is a Chromium")
    folder = tmp_path_factory.mktemp("browser")

    def dump(page: str) -> Any:
        file = folder / "page.html"
        file.write_text(page, encoding="utf-8")
        command = [browser, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", file.as_uri()]
        found = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if "<html" not in found.stdout:
            pytest.skip(f"this Chromium doesn't run here: {found.stderr[-200:]}")
        return html.fromstring(found.stdout)

    return dump


@pytest.fixture(scope="module")
def scene(opened: Opened) -> Scene:
    """One of the scenes, as it stands in the end."""
    root = opened(stage())
    assert root.find("body").get("data-wrong") is None
    return lambda name: root.get_element_by_id(name)


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def said(node: Any) -> str:
    return text_of(node.xpath(".//*[@class='said']")[0])


def drawn(node: Any, kind: str) -> list[Any]:
    return list(node.xpath(f".//*[local-name()='path'][@class='{kind}']"))


def test_every_chart_of_a_report_comes_to_life(run: dict[str, Any], geometry: dict[str, Any], opened: Opened) -> None:
    page = render(run, geometry)
    root, rows = opened(page), "//figure[@class='months']//p[@class='row']"
    slots = root.xpath("//*[@data-chart]//div[@data-live]")
    assert slots
    for slot in slots:
        (chart,) = slot  # the picture without script is gone
        assert chart.tag == "div" and len(chart)
    assert [text_of(each) for each in root.xpath(rows)] == [text_of(each) for each in html.fromstring(page).xpath(rows)]
    assert root.xpath("//figure[@class='months']//*[@class='live']//*[local-name()='svg']")
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("broken", ["{}", '{"answers":[{"fan":null,"record":[],"typical":[]}],"maps":{}}'])
def test_pictures_stay_where_a_chart_can_t_be_drawn(
    run: dict[str, Any], geometry: dict[str, Any], opened: Opened, broken: str
) -> None:
    page, pictures = render(run, geometry), "count(//*[@data-live]//*[local-name()='svg'])"
    still = html.fromstring(page)
    root = opened(page.replace(still.get_element_by_id("chart-data").text, broken))
    assert root.xpath(pictures) == still.xpath(pictures)
    assert not root.xpath("//*[@class='live']")


@pytest.mark.parametrize(
    ("month", "told", "name"),
    [
        (1, "<0.01 (range not known)", "August"),
        (2, "<0.01 (<0.01 to 0.02)", "September"),
        (3, "0.20 (0.10–0.40)", "October"),
    ],
)
def test_the_month_is_read_out(scene: Scene, month: int, told: str, name: str) -> None:
    root = scene(f"month {month}")
    assert told.startswith(words.prob(RISKS[month - 1]))
    assert said(root) == f"by month {month} {told}"
    assert text_of(root.xpath(".//*[@class='value']")[0]) == f"{words.risk(RISKS[0])} → {words.risk(RISKS[2])}"
    assert root.xpath(".//*[@class='live']/@aria-label") == [f"War: by month {month} {told}"]
    assert text_of(root.xpath(".//output")[0]) == f"{month} of 3, to {name} 2020"


@pytest.mark.parametrize(
    ("name", "told", "off"),
    [
        ("events", "2 events, one by one", [False, False]),
        ("first event", "on record, 5 January 2020 – 6 January 2020: A clash", [True, False]),
        ("second event", "The middle history, month 2: a truce; a raid", [False, True]),
    ],
)
def test_events_are_read_one_by_one(scene: Scene, name: str, told: str, off: list[bool]) -> None:
    assert text_of(scene(name).xpath(".//output")[0]) == told
    assert [button.get("disabled") is not None for button in scene(name).xpath(".//button")] == off


@pytest.mark.parametrize(
    ("name", "order"), [("responses", ["Iran", "France"]), ("sorted", ["France", "Iran"]), ("other half", ["Iran"])]
)
def test_responses_are_sorted_and_switched(scene: Scene, name: str, order: list[str]) -> None:
    assert [text_of(each) for each in scene(name).xpath(".//tbody/tr/th")] == order


def test_what_is_sorted_says_so(scene: Scene) -> None:
    assert scene("sorted").xpath(".//thead/tr/th/@aria-sort") == ["none", "none", "descending"]
    assert [text_of(each) for each in scene("sorted").xpath(".//tbody/tr[1]/td[@class='num']")] == ["0.40", "0.60"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("on record", "As believed on 21 July 2020."),
        ("first day", "The middle history, its first day. Held as on record."),
        (
            "month 3 of control",
            "The middle history, end of month 3. Other than on record: Valley, held by North.",
        ),
    ],
)
def test_control_is_shown_on_record_and_month_by_month(scene: Scene, name: str, told: str) -> None:
    root = scene(name)
    assert said(root) == told
    ridge, valley = (place.get("style") for place in drawn(root, "place"))
    assert (ridge == valley) == ("Other" in told)
    assert [text_of(each) for each in root.xpath(".//*[@class='spot']")] == ["1", "2"]
    assert [text_of(line) for line in drawn(root, "disputed")] == ["Old line, claimed by Southland"]


def test_rings_may_go_either_way_round(scene: Scene) -> None:
    sizes = scene("on record").get("data-sizes")
    assert sizes == scene("turned").get("data-sizes")
    assert len(sizes.split(",")) == 8 and all(0 < int(size) < 400 for size in sizes.split(","))


def test_a_chart_may_be_given_other_data_and_taken_away(scene: Scene) -> None:
    assert text_of(scene("updated").xpath(".//*[@class='name']")[0]) == "Peace"
    assert len(scene("removed")) == 0


def test_there_is_no_other_chart(scene: Scene) -> None:
    told = "There is no chart pie; there are unfolding, timeline, responses, map."
    assert scene("no such chart").get("data-said") == told
