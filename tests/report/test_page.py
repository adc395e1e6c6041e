"""The whole page: complete, escaped, self-contained, sound as HTML."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]

from detente.report import live, naming, render, words

VOID = {"meta", "br", "hr", "img", "input", "link", "wbr", "col"}
DATA = '<script type="application/json" id="chart-data">'
NASTY = "<script>alert(1)</script>\"'&\u202e"


class Balance(HTMLParser):
    """Complains about end tags that close nothing and start tags that are never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"{self.getpos()}: </{tag}>")

    def _note(self, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]


def sound(page: str) -> Balance:
    parser = Balance()
    parser.feed(page)
    parser.close()
    assert (parser.faults, parser.open) == ([], [])
    assert len(parser.ids) == len(set(parser.ids))
    assert {link[1:] for link in parser.links} <= set(parser.ids)
    return parser


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def unscripted(page: str) -> str:
    """The page without its two scripts: the data of its charts, and the bundle that the policy names."""
    digest = base64.b64encode(hashlib.sha256(live.bundle().encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in page
    start = page.index(DATA)
    end = page.index("</script>", start)
    assert "<" not in page[start + len(DATA) : end]
    return (page[:start] + page[end + len("</script>") :]).replace(f"<script>{live.bundle()}</script>", "")


def sections(page: str) -> list[Any]:
    return list(html.fromstring(page).xpath("//section[@class='question']"))


def numbers(answer: dict[str, Any]) -> Iterator[str]:
    """Every number of an answer, as the page should show it."""
    for o in answer["outcomes"]:
        yield from (words.prob(o["p"]), words.span(o["interval"]), words.small(o["mc_error"]))
        yield words.percent(o["epistemic_share"])
        yield from map(words.prob, o["baselines"].values())
        for d in o["drivers"]:
            yield from (words.percent(d["share"]), words.percents(d["interval"]), *d["claims"])
    for row in answer["without"] + answer["only"] + answer["responses"]:
        yield from map(words.prob, row["p"].values())
        yield from map(words.small, row.get("mc_error", {}).values())
    yield from map(words.prob, answer["balanced"]["p"].values())
    yield from (words.small(row["narrows_by"]) for row in answer["learn_next"])
    yield from (words.percent(c["share"]) for c in answer["claims"])
    fans = (answer.get("unfolding") or {}).get("fan", [])
    told = answer["by_month"] | {fan["outcome"]: fan["p"] for fan in fans}
    yield from (words.risk(p) for risks in told.values() for p in risks)
    yield from (words.span(band) for fan in fans for band in fan["interval"])


def test_what_a_source_s_absence_moves_is_shown_by_pairs(run: dict[str, Any]) -> None:
    """Not by the error of one side, beside which every difference looks small."""
    first, second = ({"difference": d, "interval": [d - 0.0123, d + 0.0123]} for d in (-0.0264, 0.0518))
    run["answers"] = run["answers"][:1]
    (row,) = run["answers"][0]["without"][:1]
    run["answers"][0]["without"] = [row | {"moved": dict(zip(row["p"], (first, second, first), strict=True))}]
    text = text_of(html.fromstring(render(run)))
    assert "\u22120.026 (\u22120.039 to \u22120.014)" in text and "+0.052 (+0.040 to +0.064)" in text
    assert "Small: how far it lies from the answer, on the same histories." in text


def test_every_number_of_an_answer_is_in_its_section(run: dict[str, Any]) -> None:
    found: dict[str, str] = {}
    for section in sections(render(run)):
        text = text_of(section).replace("\u00a0", " ")
        found |= dict.fromkeys(section.xpath(".//dl/dd/code/text()"), text)
    for answer in run["answers"]:
        text = found[answer["question"]]
        missing = [n for n in numbers(answer) if n.replace("\u00a0", " ") not in text]
        assert not missing, (answer["question"], missing)


def test_every_text_of_the_run_is_there(run: dict[str, Any]) -> None:
    text = text_of(html.fromstring(render(run)))
    for answer in run["answers"]:
        first, _, rest = answer["headline"].partition("; confidence ")
        wanted = [answer["text"], first, rest, words.day(answer["as_of"]), *answer["confidence"]["reasons"]]
        wanted += [c[key] for c in answer["claims"] for key in ("paraphrase", "anchor", "claim")]
        wanted += [o.get("gap_note", "") for o in answer["outcomes"]] + [o["label"] for o in answer["outcomes"]]
        assert [w for w in wanted if w not in text] == []
    for key in ("case_digest", "claims_digest", "code_digest", "result_digest", "id"):
        assert run["run"][key] in text
    titles = [source["title"] for source in run["sources"]]
    for line in [run["command"], run["notice"], *run["voices_absent"], *run["limits"], *titles]:
        assert line in text


def test_the_list_of_questions_leads_with_the_answer(run: dict[str, Any]) -> None:
    items = [text_of(li) for li in html.fromstring(render(run)).xpath("//ol[@class='contents']/li")]
    assert len(items) == 7
    assert (
        "About as likely as not (0.44, range 0.27–0.62); confidence low Asked 21 July 2020 · hangs most on" in items[0]
    )
    assert items[0].endswith("What happened: War")
    assert "Suppose that " in items[4] and "How likely is it within 24 months?" in items[5]
    assert items[4].endswith("Hypothetical; cannot be checked")
    assert items[5].endswith("It did not happen")
    assert items[6].endswith("stale evidence · Open")


def test_what_is_taken_stands_with_the_answer_and_in_the_list(run: dict[str, Any]) -> None:
    do = next(a for a in run["answers"] if a["question"] == "attack-on-syunik/do")
    do["taken"] = [{"place": "ridge", "label": "Ridge", "by": "north", "by_label": "Northland", "p": 0.784}]
    said = "Northland takes Ridge in 78 of 100 such histories."
    root = html.fromstring(render(run))
    assert [said in text_of(li) for li in root.xpath("//ol[@class='contents']/li")].count(True) == 1
    assert [text_of(p) for p in root.xpath("//p[@class='taken']")] == [said]


def test_the_later_end_of_a_range_leads(run: dict[str, Any]) -> None:
    section = sections(render(run))[1]
    assert "As of 13 November 2020" in text_of(section.xpath("./p[@class='small']")[0])
    assert "as of 11 November 2020" in text_of(section.xpath(".//details[@class='aside']/summary")[0])


def test_what_happened_is_told_apart(run: dict[str, Any]) -> None:
    page = sections(render(run))
    states = [[text_of(s) for s in section.xpath("./div[@class='pair']//span[@class='state']")] for section in page]
    assert states[0] == ["Did not happen.", "Did not happen.", "Happened."]
    assert states[4] == ["Hypothetical; cannot be checked."] * 2
    assert states[6] == ["Open."]
    assert "Stale evidence" in text_of(page[6])


def poisoned(value: Any) -> Any:
    """The same document with something nasty in every text."""
    if isinstance(value, dict):
        return {key: poisoned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [poisoned(item) for item in value]
    return value + NASTY if isinstance(value, str) else value


def poisoned_map(geometry: dict[str, Any]) -> dict[str, Any]:
    """The map with something nasty in every text but the kinds, which are a closed list."""
    for feature in geometry["features"]:
        told = feature["properties"]
        feature["properties"] = poisoned(told) | {"kind": told["kind"]}
    return geometry


def test_every_text_is_escaped(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    page = unscripted(render(poisoned(run), poisoned_map(geometry)))
    assert "<script" not in page.lower()
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    sound(page)


def test_keys_are_escaped_too(run: dict[str, Any]) -> None:
    answer = run["answers"][0]
    answer["responses"] = [{"actor": "iran", "p": {NASTY: 0.5}}]
    answer["outcomes"][0]["baselines"][NASTY] = 0.2
    answer["by_month"] = {NASTY: [0.1, 0.2]}
    answer["balanced"]["p"][NASTY] = 0.3
    answer["given"] = {"do": {NASTY: 1}}
    page = unscripted(render(run))
    assert "<script" not in page
    sound(page)


def test_the_page_loads_nothing(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    page = render(run, geometry)
    still = unscripted(page)
    assert not re.search(r"https?:|url\((?!#)|@import|<link|<script|<iframe|\son\w+=", still)
    assert all(src.startswith("data:image/svg+xml;base64,") for src in html.fromstring(still).xpath("//@src"))
    assert all(link.startswith("#") for link in sound(page).links)
    assert "default-src 'none'" in page
    assert len(page.encode()) < 900_000


def test_each_chart_finds_its_data_and_has_a_picture_without_script(
    run: dict[str, Any], geometry: dict[str, Any]
) -> None:
    root = html.fromstring(render(run, geometry))
    data = json.loads(root.get_element_by_id("chart-data").text)
    charts = root.xpath("//*[@data-chart]")
    assert {el.get("data-chart") for el in charts} == {"unfolding", "timeline", "responses", "map"}
    for el in charts:
        found: Any = data
        for key in el.get("data-props").split("."):
            found = found[int(key)] if isinstance(found, list) else found[key]
        assert found
        (slot,) = el.xpath(".//div[@data-live]")
        assert len(slot) or el.get("data-chart") == "timeline"  # whose events are listed below it
        if el.get("data-chart") == "unfolding":
            assert [row["label"] for row in found["fan"]] == [
                text_of(name) for name in slot.xpath(".//*[@class='name']")
            ]


def test_a_print_says_only_what_the_file_holds(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    def appendix(page: str) -> str:
        return text_of(html.fromstring(page).xpath("//section[@class='appendix']")[0])

    assert "a map and a table" in appendix(render(run, geometry)) and "the scoreboard" in appendix(
        render(run, geometry)
    )
    without = appendix(render(run | {"case": "never-scored"}))
    assert "a map" not in without and "the scoreboard" not in without and "For each day: a table" in without
    assert "For each day" not in appendix(render(run | {"background": []}))


def test_claims_without_visible_effect_are_set_small(run: dict[str, Any]) -> None:
    claims = run["answers"][0]["claims"]
    for share, faint in ((0.3, False), (0.02, True), (0.0, True)):
        for claim in claims:
            claim["share"] = share
        (listed,) = sections(render(run))[0].xpath("./div[@class='pair']//ol[starts-with(@class, 'claims')]")
        assert (listed.get("class") == "claims faint") == faint
        head = text_of(listed.xpath("./preceding-sibling::h3")[-1])
        assert head.startswith("Read for this answer, with") == faint


def test_no_difference_is_said_in_words(run: dict[str, Any]) -> None:
    run["answers"] = run["answers"][:1]
    (row,) = run["answers"][0]["without"][:1]
    none = {"difference": 0.0, "interval": [-0.0004, 0.0]}
    run["answers"][0]["without"] = [row | {"moved": dict.fromkeys(row["p"], none)}]
    text = text_of(html.fromstring(render(run)))
    assert "the same" in text and "(0.000 to 0.000)" not in text


def test_how_an_answer_unfolds_is_told(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    page = render(run, geometry)
    text = text_of(sections(page)[0]) + text_of(html.fromstring(page).get_element_by_id("days"))
    for told in (
        "12–16 July 2020 Invented clash on the border 2 claims",
        "No fewer deaths than in 90\u00a0% 5,091 deaths",
        "Month 3 Northland takes control (Ridge); a route is cut (Valley).",
        "No attack; 1 death in incidents.",
        "1 Ridge",
        "Northland (75\u00a0%), Southland (25\u00a0%)",
        "valley road: cut 40\u00a0%",
        "partly kept",
        "They part over an invented premise.",
        "Old line, claimed by Southland",
    ):
        assert told.replace("\u00a0", " ") in text.replace("\u00a0", " "), told


def test_what_is_long_is_folded_and_closed(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    run["answers"][0]["resolution"] = None
    root = html.fromstring(render(run, geometry))
    folds = root.xpath("//details")
    assert folds and not root.xpath("//details[@open]")
    assert all(text_of(fold.xpath("./summary")[0]) for fold in folds)
    shown = [t for t in root.xpath("//table") if not t.xpath("ancestor::details")]
    per_question = {"bars", "bars sides", "bars learn"}
    assert {t.get("class") for t in shown} <= per_question
    assert len(shown) <= 2 * len(sections(render(run)))
    assert "not on paper" in text_of(root.xpath("//section[@class='appendix']")[0])


def test_what_questions_of_one_day_share_stands_once(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    run["answers"] = run["answers"][5:7]
    row = run["background"][0] | {"question": "attack-on-syunik", "as_of": "2023-10-04"}
    run["background"] = [row]
    page = render(run, geometry)
    root = html.fromstring(page)
    assert len(root.xpath("//details[@class='day']")) == len(root.xpath("//svg[@class='map']")) == 1
    assert [a.get("href") for a in root.xpath("//p[@class='fold']/a")] == ["#day-1", "#day-1"]
    heads = [text_of(th) for th in root.xpath("//details[@class='day']//th[starts-with(text(), 'Ground lost')]")]
    assert heads == ["Ground lost, question 1", "Ground lost, question 2"]
    sound(page)


def test_ground_lost_is_told_of_each_question(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    """What is made to happen in one half may cost ground that the other keeps; questions that agree share a column."""
    chance, do = (next(a for a in run["answers"] if a["question"] == f"attack-on-syunik/{h}") for h in ("chance", "do"))
    run["answers"] = [do, chance, chance | {"question": "later"}, chance | {"question": "last"}]
    row = run["background"][0] | {"question": "attack-on-syunik", "as_of": "2023-10-04"}

    def losing(**shares: float) -> list[dict[str, Any]]:
        return [
            place | {"lost_in": {name.replace("_", "/"): p for name, p in shares.items()}} for place in row["places"]
        ]

    halves = {"attack-on-syunik_do": 0.78, "attack-on-syunik_chance": 0.03}
    rows = [losing(**halves), losing(later=0.03), losing(last=0.09)]
    names = ("attack-on-syunik", "later", "last")
    run["background"] = [row | {"question": name, "places": places} for name, places in zip(names, rows, strict=True)]
    root = html.fromstring(render(run, geometry))
    (table,) = (t for t in root.xpath("//table") if "Places: who holds them" in text_of(t))
    assert [text_of(th) for th in table.xpath(".//thead//th")][3:] == [
        "Ground lost, question 1", "Ground lost, questions 2 and 3", "Ground lost, question 4"
    ]  # fmt: skip
    assert [[text_of(td) for td in tr.xpath("./td")][2:] for tr in table.xpath("./tbody/tr")] == [
        ["0.78", "0.03", "0.09"]
    ] * 2
    del run["background"][0]["places"][0]["lost_in"]  # as runs were kept before: of the half in which nothing is made
    table = next(t for t in html.fromstring(render(run)).xpath("//table") if "Places: who" in text_of(t))
    first = [text_of(td) for td in table.xpath("./tbody/tr[1]/td")][2:4]
    assert first == ["–", "0.30"]


def test_sources_are_called_by_their_names(run: dict[str, Any]) -> None:
    answer = run["answers"][0]
    answer["disagreements"][0]["words"] = "Of “war” ringler-2020 alone gives 0.30, statecraft-2020 alone 0.50."
    answer["confidence"]["reasons"].append("one-sided evidence: all from ringler-2020")
    text = text_of(sections(render(run))[0])
    assert "Of “war” Ringler 2020 alone gives 0.30, Responsible Statecraft 2020 alone 0.50." in text
    assert "all from Ringler 2020" in text
    assert "1 pair, furthest apart Ringler 2020 0.30, Responsible Statecraft 2020 0.50" in text
    pair = answer["disagreements"][0]
    pair["sources"].reverse()
    text = text_of(sections(render(run))[0])
    assert "1 pair, furthest apart Responsible Statecraft 2020 0.50, Ringler 2020 0.30" in text


def test_names_stand_for_whole_ids_only() -> None:
    named = naming.named({"sources": [{"id": "a-1", "label": "A"}, {"id": "a-1-b", "label": "AB"}]})
    assert named("a-1 and a-1-b, not a-12 or xa-1") == "A and AB, not a-12 or xa-1"


def test_no_two_regions_have_one_name(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    names = html.fromstring(render(run, geometry)).xpath("//*[@role='region']/@aria-label")
    assert len(names) == len(set(names)) > 1


def test_the_page_is_sound_and_accessible(run: dict[str, Any], geometry: dict[str, Any]) -> None:
    page = render(run, geometry)
    sound(page)
    root = html.fromstring(page)
    assert page.startswith("<!DOCTYPE html>")
    assert root.get("lang") == "en"
    assert len(root.xpath("//h1")) == 1
    assert all(text_of(table.xpath("./caption")[0]) for table in root.xpath("//table"))
    assert all(th.get("scope") for th in root.xpath("//th"))
    pictures = root.xpath("//svg[@role='img']")
    assert pictures and all(svg.xpath("./title") and svg.xpath("./desc") for svg in pictures)
    assert all(svg.get("aria-hidden") for svg in root.xpath("//svg[not(@role) and not(ancestor::svg)]"))
    levels = [int(h.tag[1]) for h in root.xpath("//h1|//h2|//h3|//h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_certainty_is_never_shown(run: dict[str, Any]) -> None:
    run["answers"][0]["outcomes"][0] |= {"p": 0.0, "interval": [0.0, 1.0], "epistemic_share": 1.0}
    text = text_of(html.fromstring(unscripted(render(run))).find("body"))
    assert "<0.01 to >0.99" in text
    assert not re.search(r"(?<![\d.])(?:0|100)\s?%|\b[01]\.00\b", text)


OPTIONAL = ["label", "method", "claims", "by_month", "without", "only", "balanced", "learn_next"]
OPTIONAL += ["responses", "confidence", "newest_claim", "stale", "vintage", "months", "given", "headline"]
OPTIONAL += ["as_of", "text", "exclusive", "outcomes", "unfolding", "disagreements", "levers"]
OPTIONAL_OF_RUN = ["sources", "voices_absent", "assumptions", "limits", "command"]
OPTIONAL_OF_RUN += ["notice", "run", "answers", "case", "case_title", "background"]


@pytest.mark.parametrize("key", OPTIONAL)
@pytest.mark.parametrize("absent", [True, False])
def test_an_answer_without_a_key(run: dict[str, Any], key: str, absent: bool) -> None:
    run["answers"] = run["answers"][1:3] + run["answers"][5:6]  # both ends of one question, and one with responses
    for answer in run["answers"]:
        answer.pop(key, None) if absent else answer.update({key: None})
    sound(render(run))


def test_outcomes_without_their_optional_keys(run: dict[str, Any]) -> None:
    for answer in run["answers"]:
        answer["outcomes"] = [{"id": o["id"], "p": o["p"]} for o in answer["outcomes"]]
    page = render(run)
    sound(page)
    assert "not known" in page


@pytest.mark.parametrize("key", OPTIONAL_OF_RUN)
def test_a_run_without_a_key(run: dict[str, Any], key: str) -> None:
    del run[key]
    sound(render(run))


def test_the_least_there_can_be() -> None:
    outcome = {"id": "o", "label": "It does", "p": 0.3}
    page = render({"case": "x", "answers": [{"question": "q", "outcomes": [outcome]}]})
    sound(page)
    assert "It does: 0.30, range not known" in page
    sound(render({}))


def test_without_a_headline_the_likeliest_outcome_speaks(run: dict[str, Any]) -> None:
    del run["answers"][0]["headline"]
    section = text_of(sections(render(run))[0])
    assert "War: 0.44, range 0.27–0.62 Confidence low: one origin" in section


def test_a_resolution_may_be_a_rule_with_evidence(run: dict[str, Any]) -> None:
    run["answers"][0]["outcomes"][2]["resolution"] = {"rule": "a thousand or more", "evidence": "the series"}
    assert "Settled by: a thousand or more. the series." in text_of(sections(render(run))[0])


def test_the_run_is_left_as_it_was(run: dict[str, Any]) -> None:
    before = copy.deepcopy(run)
    assert render(run) == render(run)
    assert run == before


def test_only_the_leading_day_names_the_command_that_tells_a_history(run: dict[str, Any]) -> None:
    """`detente why` tells the last day of a question: of an earlier one it would tell another history."""
    one = run["answers"][0] | {"digest": "d1"}
    lived = {"typical": [{"share": 0.5, "history": 7, "deaths": [1, 2], "events": []}]}
    days = [one | {"as_of": day, "unfolding": lived} for day in ("2020-01-01", "2020-02-01")]
    page = " ".join(render(run | {"answers": days}).split())
    told = f"detente why {run['run']['id']}:{one['question']} --world 7"
    assert page.count(told) == 1
    assert page.count("History 7") == 2
    assert "<dt>Digest</dt><dd><code>d1</code>" in page


def test_the_page_says_whom_the_model_counts_with_whom(run: dict[str, Any]) -> None:
    assert "The model counts" not in text_of(html.fromstring(render(run)))
    for row in run["background"]:
        row["counted_with"] = [["the Hill Council", "Northland"]]
    assert "The model counts the Hill Council with Northland." in text_of(html.fromstring(render(run)))
