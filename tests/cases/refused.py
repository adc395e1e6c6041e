"""What no case can say: what is written into the case of the guide, and what its one fault says."""

from __future__ import annotations

CLAIMS = ("claims/record", "claims:\n")
PLACES = "- {id: mill_valley}\n"
SIDES = "  sides: [northland, southland]\n"
FIRST = "  outcomes:\n  - id: deaths_25_in_month\n"
OUTCOME = "    label: 25 or more deaths in a month\n"


def claim(slot: str, value: str, day: str = "2016-01-10", known: str = "2016-01-11", kind: str = "fact") -> str:
    """A claim of public record, as it is written."""
    told = f'- slot: "{slot}"\n  kind: {kind}\n  value: {value}\n  by: northland\n  event_time: {day}\n'
    return f"{told}  known_from: {known}\n  citation: Northland Gazette\n  paraphrase: Written for a test.\n"


def claims(*written: str) -> tuple[str, str, str]:
    """More claims at the top of the record."""
    return (*CLAIMS, "claims:\n" + "".join(written))


def given(text: str) -> tuple[str, str, str]:
    """What the question of the guide supposes."""
    return "case", "  outcomes:\n", f"  given: {{do: {text}, text: made to}}\n  outcomes:\n"


def place(more: str) -> tuple[str, str, str]:
    """Something more about the mill valley."""
    return "case", PLACES, f"- {{id: mill_valley, {more}}}\n"


MEMBERS = claim("pact.member[harbour]", '"yes"') + claim("pact.member[southland]", '"yes"')
ALLIANCE = claim("pact.type", "alliance")
COVERS = claim("pact.covers[mill_valley]", '"yes"')
AGAIN = (
    "- {id: next-year, text: t, as_of: [2021-03-10], months: 3, outcomes: [{id: o, label: l, when: {agreement: {}}}]}\n"
    "levers:\n"
)
ROADS = (
    "- {id: mill_valley, route: {name: dale, through: hamlet}}\n"
    "- {id: hamlet, route: {name: hill, through: mill_valley}}\n"
)
FORKED = (
    "- {id: mill_valley, route: {name: dale, through: north_home}}\n"
    "- {id: hamlet, route: {name: dale, through: south_home}}\n"
)

# what is written (file, words of the guide, words instead), where the fault is found, with which value, and why
Row = tuple[tuple[str, str, str], str, str, str]
PEOPLE: dict[str, Row] = {
    "a rivalry with itself": (
        ("case", "outsiders:\n", "- {id: own, sides: [moon, moon], border: b, talks: t}\noutsiders:\n"),
        "id: own", "moon", "with itself"),
    "three sides": (("case", SIDES, "  sides: [northland, southland, islands]\n"), "sides: [", "", "at most 2"),
    "two rivalries of the same sides": (
        ("case", "outsiders:\n",
         "- {id: again, sides: [southland, northland], border: b, talks: t}\noutsiders:\n"),
        "id: again", "southland, northland", "two rivalries of the same sides"),
    "a rivalry twice": (
        ("case", "outsiders:\n",
         "- {id: northland_southland, sides: [moon, sun], border: b, talks: t}\noutsiders:\n"),
        "sides: [moon", "northland_southland", "two rivalries have this id"),
    "an outsider twice": (
        ("case", "- {id: islands}", "- {id: islands}\n- {id: harbour}"),
        "id: harbour}", "harbour", "two outsiders have this id"),
    "a truce twice": (
        ("case", "[mill_truce]", "[mill_truce, mill_truce]"),
        "truces:", "mill_truce", "truce stands twice"),
    "a format twice": (
        ("case", "[mill_truce]", "[mill_truce]\n  formats:\n  - {format: f, mediators: [harbour]}\n  - {format: f}"),
        "- {format: f}", "f", "format stands twice"),
    "an unknown mediator": (
        ("case", "[mill_truce]", "[mill_truce]\n  formats: [{format: f, mediators: [moon]}]"),
        "formats:", "moon", "no such actor"),
    "an unknown provider": (
        ("case", "[mill_truce]", "[mill_truce]\n  keepers: {force: f, provider: moon}"),
        "keepers:", "moon", "neither a side nor an outsider"),
    "an unknown patron": (
        ("case", "places:\n", "clients: {millers: moon}\nplaces:\n"),
        "clients:", "moon", "neither a side"),
    "its own patron": (
        ("case", "places:\n", "clients:\n  harbour: harbour\nplaces:\n"),
        "  harbour: harbour", "harbour → harbour", "its own client's"),
    "patrons in a circle": (
        ("case", "places:\n", "clients:\n  harbour: islands\n  islands: harbour\nplaces:\n"),
        "  harbour: islands", "harbour → islands → harbour", "its own client's"),
    "a side as a client": (
        ("case", "places:\n", "clients:\n  southland: northland\nplaces:\n"),
        "  southland: northland", "southland", "a side holds for itself"),
    "an unknown neighbour's consent": (
        ("case", "troops: true", "troops: true, consent: moon"),
        "consent: moon", "moon", "neither a side nor an outsider"),
    "its own consent": (
        ("case", "troops: true", "troops: true, consent: harbour"),
        "consent:", "harbour", "no condition"),
    "a side as an outsider": (
        ("case", "- {id: islands}", "- {id: islands}\n- {id: southland}"),
        "- {id: southland}", "southland", "a side of a rivalry is no outsider"),
    "one border of two rivalries": (
        ("case", "outsiders:\n", "- {id: own, sides: [moon, sun], border: mill_border, talks: t}\noutsiders:\n"),
        "id: own", "mill_border", "two rivalries have this border"),
    "a name that no slot could have": (
        ("case", "- {id: islands}", "- {id: The Islands}"), "- {id: The Islands}", "The Islands", "not a name"),
    "an id of a case that leads elsewhere": (
        ("case", "id: two-rivers", "id: ../two rivers"), "id: ../two", "../two rivers", "not the id of a case"),
    "a month that is none": (("case", "priors:\n", "winter: [12, 13]\npriors:\n"), "winter:", "13", "no month"),
}  # fmt: skip
WHERE: dict[str, Row] = {
    "a place twice": (
        ("case", PLACES, PLACES + "- {id: mill_valley, home: northland}\n"),
        "mill_valley, home", "mill_valley", "two places have this id"),
    "a home of nobody": (("case", "home: southland", "home: moon"), "home: moon", "moon", "neither a side"),
    "next to itself": (
        place("next_to: [mill_valley]"),
        "next_to: [mill_valley]}\n", "mill_valley", "entered from itself"),
    "next to nowhere": (place("next_to: [moon]"), "next_to: [moon]", "moon", "no such place"),
    "a part of itself": (place("part_of: mill_valley"), "part_of", "part_of", "not a field here"),
    "a route to nowhere": (place("route: {name: dale, through: moon}"), "through: moon", "moon", "no such place"),
    "a route through itself": (
        place("route: {name: dale, through: mill_valley}"),
        "through:", "mill_valley → mill_valley", "roads in a circle"),
    "routes in a circle": (("case", PLACES, ROADS), "id: hamlet", "hamlet → mill_valley → hamlet", "roads in a circle"),
    "one route by two ways": (("case", PLACES, FORKED), "id: hamlet", "dale", "runs through north_home elsewhere"),
    "a route without a way": (place("route: {name: dale}"), "name: dale", "{'name': 'dale'}", "field required"),
    "a pipeline through somewhere": (place("pipeline: moon"), "pipeline:", "moon", "valid boolean"),
    "a place that no slot could name": (
        ("case", PLACES, PLACES + "- {id: Mill-valley}\n"), "- {id: Mill-valley}", "Mill-valley", "not a name"),
    "a route as a word": (place("route: dale"), "route: dale", "dale", "dictionary"),
}  # fmt: skip
ASKED: dict[str, Row] = {
    "an unknown place": (
        ("case", "at_least: 25}", "at_least: 25, places: [moon]}"),
        "places: [moon]", "moon", "no such place"),
    "a question twice": (("case", "levers:\n", AGAIN), "text: t,", "next-year", "two questions have this id"),
    "an outcome twice": (
        ("case", OUTCOME, OUTCOME + "    when: {agreement: {}}\n  - id: deaths_25_in_month\n    label: again\n"),
        "  - id: deaths_25_in_month\n    label: again", "deaths_25_in_month", "two outcomes have this id"),
    "days the wrong way round": (
        ("case", "[2021-03-10]", "[2021-03-10, 2021-03-01]"),
        "as_of:", "['2021-03-10', '2021-03-01']", "not a day or two days in order"),
    "deaths the wrong way round": (
        ("case", "at_least: 25}", "at_least: 25, less_than: 5}"),
        "less_than: 5", "25 to 5", "no number of deaths"),
    "deaths without end": (
        ("case", "at_least: 25}", "at_least: .inf}"),
        "at_least: .inf", "deaths_25_in_month", "at_least takes a number"),
    "more deaths than people": (
        ("case", "at_least: 25}", "at_least: 1000000000}"),
        "at_least:", "1e+09", "no war has had"),
    "deaths in a home": (
        ("case", "at_least: 25}", "at_least: 25, places: [mill_valley, north_home]}"),
        "places: [mill_valley", "north_home", "no deaths are counted there"),
    "bounds of deaths that exclude each other": (
        ("case", "{deaths_in_month: {at_least: 25}}", "{all_of: [{deaths: {at_least: 25}}, {deaths: {less_than: 1}}]}"),
        "all_of", "deaths of at least 25, deaths of less than 1", "no history keeps both"),
    "a month with more deaths than the window": (
        ("case", "{deaths_in_month: {at_least: 25}}",
         "{all_of: [{agreement: {}}, {all_of: [{deaths: {less_than: 25}}]}, "
         "{deaths_in_month: {at_least: 25, places: [mill_valley]}}]}"),
        "all_of", "deaths_in_month of at least 25", "no history keeps both"),
    "an outcome with a space": (
        ("case", "  - id: deaths_25_in_month\n", "  - id: 'deaths: 25'\n"),
        "id: 'deaths: 25'", "deaths: 25", "not the id of an outcome"),
    "two outcomes for the rest": (
        ("case", FIRST, "  outcomes:\n  - {id: a, label: a, when: {otherwise: {}}}\n"
         "  - {id: b, label: b, when: {otherwise: {}}}\n  - id: deaths_25_in_month\n"),
        "- {id: b,", "b", "`otherwise` stands twice"),
    "an outcome beside those of which the first counts": (
        ("case", FIRST, "  first_of: [deaths_25_in_month]\n  outcomes:\n"
         "  - {id: a, label: a, when: {agreement: {}}}\n  - id: deaths_25_in_month\n"),
        "- {id: a,", "a", "neither in first_of nor"),
    "a question without words": (
        ("case", "text: Do 25 or more people die in any month of the next 12?", "text: ' '"),
        "text:", "next-year", "a question without words"),
    "an outcome without words": (
        ("case", "label: 25 or more deaths in a month", "label: ''"),
        "label:", "deaths_25_in_month", "an outcome without words"),
    "a lever of no output": (
        ("case", "harbour.resolve: 0.4..0.8", "harbour.gdp: 0"), "assume:", "0", "no country has a gdp of 0"),
    "a fixed prior of two numbers": (
        ("case", "low: 0.8, high: 1.2", "dist: fixed, low: 0.8, high: 1.2"),
        "- {slot: \"southland.worth", "southland.worth[mill_valley]: 0.8 to 1.2, fixed", "a fixed prior is one number"),
    "months that are a truth": (("case", "months: 12", "months: yes"), "months: yes", "True", "true or false where"),
    "a lever that is a truth": (("case", "0.4..0.8", "yes"), "assume:", "True", "true or false where"),
    "a prior of no output": (
        ("case", "priors:\n", "priors:\n- {slot: northland.gdp, low: 0, high: 0, why: none}\n"),
        "- {slot: northland.gdp", "northland.gdp", "no country has a gdp of 0"),
    "fewer deaths than none": (("case", "at_least: 25}", "at_least: -3}"), "at_least: -3", "-3", "every history has"),
    "fighting over a home": (
        ("case", "{deaths_in_month: {at_least: 25}}", "{seized: {places: [north_home]}}"),
        "seized", "north_home", "a home can't be fought over"),
    "the outcome it asks about": (
        ("case", "  outcomes:\n", "  asks: moon\n  outcomes:\n"),
        "asks: moon", "moon", "no such outcome"),
    "an opposite that says nothing": (
        ("case", OUTCOME, OUTCOME + "    opposite: ' '\n"), "opposite:", " ", "not the opposite"),
    "an opposite of one of exclusive outcomes": (
        ("case", FIRST + OUTCOME, "  exclusive: true\n" + FIRST + OUTCOME + "    opposite: calm\n"),
        "opposite:", "calm", "one of exclusive outcomes"),
    "responses to an outsider": (
        ("case", "  outcomes:\n", "  responses: {to: harbour}\n  outcomes:\n"),
        "responses:", "harbour", "only a side of a rivalry attacks"),
    "made to take what it holds": (
        given("{actor: northland, action: offensive, place: mill_valley}"),
        "given:", "mill_valley", "held by northland itself, and not by southland"),
    "made to act elsewhere": (
        given("{actor: northland, action: offensive, place: moon}"),
        "place: moon", "moon", "no such place"),
    "made to act at home": (
        given("{actor: northland, action: offensive, place: south_home}"),
        "given:", "south_home", "a home can't be fought over"),
    "an outsider made to act": (
        given("{actor: harbour, action: offensive, place: mill_valley}"),
        "given:", "harbour", "not a side of a rivalry"),
    "made to do nothing": (
        given("{actor: northland, action: hold, place: mill_valley}"),
        "given:", "hold", "made to do"),
    "made to act against itself": (
        given("{actor: northland, action: coerce, place: mill_valley, to: northland}"),
        "given:", "northland", "no rival of northland"),
    "a lever of an unknown slot": (
        ("case", "harbour.resolve: 0.4..0.8", "harbour.rsolve: 0.5"),
        "assume:", "harbour.rsolve", "no slot has this attribute"),
    "a lever of an unknown actor": (
        ("case", "harbour.resolve: 0.4..0.8", "moon.resolve: 0.5"),
        "assume:", "moon", "not among the entities"),
    "a lever beyond a share": (("case", "0.4..0.8", "0.4..1.8"), "assume:", "0.4..1.8", "outside the slot's range"),
    "a lever the wrong way round": (("case", "0.4..0.8", "0.8..0.4"), "assume:", "0.8..0.4", ""),
    "two priors of one day": (
        ("case", "priors:\n",
         "priors:\n- {slot: southland.resolve, low: 0.1, high: 1, known_from: 2015-01-01, why: one}\n"
         "- {slot: southland.resolve, low: 0.5, high: 1, known_from: 2015-01-01, why: two}\n"),
        "- {slot: southland.resolve, low: 0.5", "southland.resolve", "two priors on this slot from the same day"),
    "a prior of a day that is none": (
        ("case", "known_from: 2015-06-01, why: \"the unit", "known_from: soon, why: \"the unit"),
        "known_from: soon", "soon", "valid date"),
    "a prior with low above high": (
        ("case", "low: 0.8, high: 1.2", "low: 1.3, high: 1.2"),
        "low: 1.3", "southland.worth[mill_valley]: 1.3 to 1.2, uniform", "the low end lies above the high end"),
    "a prior beyond its range": (
        ("case", "low: 0.8, high: 1.2", "low: -0.8, high: 1.2"),
        "low: -0.8", "southland.worth[mill_valley]: -0.8 to 1.2, uniform", "outside the range of worth"),
    "a prior that is no number": (
        ("case", "low: 0.8, high: 1.2", "low: .nan, high: 1.2"),
        "low: .nan", "southland.worth[mill_valley]: nan to 1.2, uniform", "not a finite number"),
    "a spread below nought": (
        ("case", "low: 0.8, high: 1.2", "low: -1, high: 1, dist: lognormal"),
        "low: -1", "southland.worth[mill_valley]: -1 to 1, lognormal", "starts above 0"),
    "a negative sigma": (
        ("case", "low: 0.8, high: 1.2", "low: 0.8, high: 1.2, sigma: -1"),
        "sigma:", "sigma", "not a field here"),
}  # fmt: skip
TOLD: dict[str, Row] = {
    "an event after it was known": (
        claims(claim("flood_march.happened", '"yes"', "2021-02-20", "2021-02-19")),
        "event_time: 2021-02-20", "2021-02-20", "after the day on which it was known"),
    "an event after it was known, of no weight": (
        claims(claim("flood_march.happened", '"yes"', "2021-02-20", "2021-02-19", "event").replace(
            "  by:", "  weight: 0\n  by:")),
        "event_time: 2021-02-20", "2021-02-20", "after the day on which it was known"),
    "two holders": (
        claims(claim("mill_valley.holder", "southland", "2015-06-01", "2015-06-02")),
        "value: northland", "northland", "two holders of one place: southland"),
    "another's home": (
        claims(claim("north_home.holder", "southland")),
        "value: southland", "southland", "case.yaml has it as the home of northland"),
    "a pact without scope": (claims(ALLIANCE, MEMBERS), "pact.type", "pact", "a pact without scope"),
    "reliance without scope": (
        claims(claim("pact.reliability", "firm", kind="relation"), MEMBERS),
        "pact.reliability", "pact", "a pact without scope"),
    "a scope that is nowhere": (
        claims(claim("pact.covers[moon]", '"yes"')),
        "pact.covers[moon]", "moon", "covers what is not"),
    "a pact of one": (
        claims(ALLIANCE, COVERS, claim("pact.member[harbour]", '"yes"')),
        "pact.type", "harbour", "a pact needs two parties"),
    "a pact with itself": (
        claims(claim("mill_truce.member[mill_truce]", '"yes"')),
        "member[mill_truce]", "mill_truce", "a pact with itself"),
    "a pact with a place": (
        claims(claim("mill_truce.member[mill_valley]", '"yes"')),
        "member[mill_valley]", "mill_valley", "only an actor can be a party"),
    "a pact with a stranger": (
        claims(claim("mill_truce.member[moon]", '"yes"')),
        "member[moon]", "moon", "the key is not among the entities"),
    "a term for a stranger": (
        claims(claim("mill_truce.addressee[withdrawal]", "islands")),
        "value: islands", "islands", "no party to the pact"),
    "a deadline before the start": (
        claims(claim("mill_truce.deadline[withdrawal]", "2015-12-31")),
        "value: 2015-12-31", "2015-12-31", "before the pact began, on 2016-01-10"),
    "an end before its start": (
        claims(claim("flood_march.start", "2021-02-20", "2021-02-20", "2021-02-28"),
               claim("flood_march.end", "2021-02-19", "2021-02-20", "2021-02-28")),
        "value: 2021-02-19", "2021-02-19", "ends before it starts, on 2021-02-20"),
    "days of an event the wrong way round": (
        claims(claim("flood_march.happened", '"yes"', "[2021-02-21, 2021-02-20]", "2021-03-01")),
        "event_time: [2021-02-21", "[2021-02-21, 2021-02-20]", "two days in order"),
    "a range of days the wrong way round": (
        claims(claim("flood_march.date", "2021-02-21..2021-02-20", kind="event")),
        "value: 2021-02-21", "2021-02-21..2021-02-20", "not a day"),
    "a share above one": (
        claims(claim("mill_truce.firmness", "1.2\n  unit: share")),
        "value: 1.2", "1.2", "outside the range"),
    "a share below nought": (
        claims(claim("harbour.resolve", "-0.2\n  unit: share")),
        "value: -0.2", "-0.2", "outside the range"),
    "more dead than people": (
        claims(claim("flood_march.deaths", "1.0e+18\n  unit: persons", kind="measure")),
        "value: 1.0e+18", "1e+18", "more than the world has"),
    "negative strength": (
        claims(claim("southland.gdp", "-20\n  unit: billion_usd")),
        "value: -20", "-20", "outside the range of gdp"),
    "a range the wrong way round": (
        claims(claim("harbour.resolve", "[0.5, 0.2]\n  unit: share")),
        "value: [0.5", "[0.5, 0.2]", "low end lies above"),
    "a weight above one": (
        claims(claim("mill_truce.in_force", '"yes"').replace("  by:", "  weight: 2\n  by:")),
        "weight: 2", "2", "weight must be a number from 0 to 1"),
    "a claim twice": (
        claims(claim("mill_truce.violations", "3\n  unit: count"), claim("mill_truce.violations", "3\n  unit: count")),
        "mill_truce.violations", "c-", "the same claim as claims[0]"),
    "an id of another claim": (
        claims(claim("mill_truce.violations", "3\n  unit: count") + "  id: c-0123456789ab\n"),
        "id: c-0123456789ab", "c-0123456789ab", "its id is now"),
}  # fmt: skip
SOURCES: dict[str, Row] = {
    "an analysis without a date": (
        ("sources", "  published: [2021-03-04, 2021-03-04]\n", ""),
        "id: walker-2021", "", "needs its day of publication"),
    "publication the wrong way round": (
        ("sources", "[2021-03-04, 2021-03-04]", "[2021-03-04, 2021-03-01]"),
        "published:", "[2021-03-04, 2021-03-01]", "not a day or range of days"),
    "a source twice": (
        ("sources", "- {id: deaths, kind", "- {id: gdp, kind"),
        "{id: gdp, kind: series, title: Deaths", "gdp", "two sources have this id"),
    "an entity twice": (("entities", "{id: islands,", "{id: harbour,"), "name: The Islands", "harbour", "stands twice"),
    "an office the wrong way round": (
        ("entities", "kind: person",
         "kind: person, offices: [{office: miller, of: islands, from: 2020-01-02, to: 2020-01-01}]"),
        "office: miller", "", "days in order"),
    "a series twice": (
        ("series/series", "- id: deaths", "- id: gdp"),
        "- id: gdp\n  title: Deaths", "gdp", "two series have this id"),
    "negative output": (("series/gdp", "20.4", "-20.4"), "2019,", "-20.4", "a series holds numbers"),
    "a comma within a number": (
        ("series/deaths", "2021-01,3", "2021-01,9,000"),
        "2021-01,9,000", "2021-01,9,000", "the row has 3 cells, and the table 2 columns"),
    "two columns of one name": (
        ("series/gdp", "southland,harbour", "southland,southland"), "year,", "southland", "two columns have this name"),
    "a line within a number": (
        ("series/gdp", "20.4", "2_0.4"), "2019,", "2_0.4", "a series holds numbers"),
    "a month twice": (("series/deaths", "2021-01,3", "2020-12,3"), "2020-12,3", "2020-12", "this period stands twice"),
    "a month that is none": (("series/deaths", "2021-01", "2021-13"), "2021-13", "2021-13", "not a period"),
    "settled twice": (
        ("resolutions", "  outcomes:\n", "  outcomes:\n  - {id: deaths_25_in_month, happened: null}\n"),
        "  - id: deaths_25_in_month", "deaths_25_in_month", "resolved twice"),
    "settled on no day": (("resolutions", "date: 2022-03-10", "date: soon"), "date: soon", "soon", "not a day"),
    "come about after the window": (
        ("resolutions", "happened: false\n    date: 2022-03-10", "happened: true\n    date: 2022-03-11"),
        "date: 2022", "2022-03-11", "came about after the end of the window"),
    "settled before it was asked": (
        ("resolutions", "date: 2022-03-10", "date: 2020-03-10"),
        "date: 2020", "2020-03-10", "settled before it was asked"),
}  # fmt: skip
ROWS = {**PEOPLE, **WHERE, **ASKED, **TOLD, **SOURCES}
ENDINGS = {"series/gdp": ".csv", "series/deaths": ".csv"}
