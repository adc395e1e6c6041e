"""How well the rules read: precision and recall by text and kind, and words a second.

Run from the repository: ``python benchmarks/reading.py``. The documents in ``tests/claims/proposing/documents`` were
invented, and annotated by judgement before the rules read them; ``dev`` served to write the rules, ``heldout`` only to
measure them. The five analyses of the flagship case are measured against its own accepted claims where their texts are
at hand.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from detente.cases.reader import load_case
from detente.claims.proposing.attribution import attributions
from detente.claims.proposing.dates import dates
from detente.claims.proposing.hedges import hedges
from detente.claims.proposing.proposals import READ, propose
from detente.claims.proposing.quantities import quantities
from detente.sources.model import Document
from detente.sources.reader import read_bytes, read_document

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "tests" / "claims" / "proposing" / "documents"
TEXTS = ROOT.parent / "shared" / "sources"
KINDS = ("quantities", "bounds", "dates", "hedges", "cues", "sources", "contents")


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the annotated were found, and how many of the found are right."""

    hits: int = 0
    annotated: int = 0
    right: int = 0
    found: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(
            self.hits + other.hits,
            self.annotated + other.annotated,
            self.right + other.right,
            self.found + other.found,
        )

    @property
    def recall(self) -> float:
        """The share of the annotated that was found; 1 where nothing was annotated."""
        return self.hits / self.annotated if self.annotated else 1.0

    @property
    def precision(self) -> float:
        """The share of the found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Item = dict[str, Any]
Same = Callable[[Item, Item], bool]


def compare(annotated: Sequence[Item], found: Sequence[Item], same: Same) -> Score:
    """Annotated and found items of one kind: a pair overlaps and is the ``same``."""

    def pair(one: Item, other: Item) -> bool:
        return one["start"] < other["end"] and other["start"] < one["end"] and same(one, other)

    hits = sum(any(pair(one, other) for other in found) for one in annotated)
    right = sum(any(pair(one, other) for one in annotated) for other in found)
    return Score(hits, len(annotated), right, len(found))


def same_number(one: Item, other: Item) -> bool:
    """Equal to 1 %; of a range in words ("dozens") it is enough that the two readings share numbers."""
    if one["low"] != one["high"] and other["low"] != other["high"]:
        return bool(one["low"] <= other["high"] and other["low"] <= one["high"])
    return all(_near(one[end], other[end]) for end in ("low", "high"))


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.01 * max(abs(one), abs(other), 1e-9)


def same_measure(one: Item, other: Item) -> bool:
    """As :func:`same_number`; also in the words' own unit ("3 years"), or as the lower end that a claim kept."""
    said = {end: other[end] / other["factor"] for end in ("low", "high")}
    opens = one["bound"] == "at_least" and other["low"] < other["high"] and _near(one["low"], other["low"])
    return same_number(one, other) or same_number(one, said) or opens


def same_days(one: Item, other: Item) -> bool:
    """Two spans of days that share more than half of the days that either holds."""
    if not (one["first"] and other["first"]):
        return False
    shared = (min(one["last"], other["last"]) - max(one["first"], other["first"])).days + 1
    either = (max(one["last"], other["last"]) - min(one["first"], other["first"])).days + 1
    return bool(shared > 0.5 * either)


def found_in(document: Document) -> dict[str, list[Item]]:
    """What the rules find in the zones that are read, kind by kind."""
    text = document.text.text
    when = dates(text, document.published)
    found: dict[str, list[Item]] = {kind: [] for kind in KINDS}
    for passage in document.passages:
        if passage.zone not in READ:
            continue
        start, end = passage.start, passage.end
        for dated in (one for one in when if start <= one.start and one.end <= end):
            first, last = dated.days or (None, None)
            found["dates"].append({"start": dated.start, "end": dated.end, "first": first, "last": last})
        for cue in hedges(text, start, end):
            found["hedges"].append({"start": cue.start, "end": cue.end, "class": cue.class_})
        for said in attributions(text, start, end):
            for kind, span in (("cues", said.cue), ("sources", said.source), ("contents", said.content)):
                if span:
                    found[kind].append({"start": span[0], "end": span[1]})
        taken = [(one.start, one.end) for one in when if one.start < end and start < one.end]
        for q in quantities(text, start, end, taken):
            item = {"start": q.start, "end": q.end, "low": q.low, "high": q.high, "bound": q.bound, "unit": q.unit}
            found["quantities"].append({**_in_base(item), "factor": q.factor})
    found["bounds"] = found["quantities"]
    return found


def _in_base(item: Item) -> Item:
    factor = {"billion_usd": 1e9, "billion_m3": 1e9}.get(item.get("unit") or "", 1.0)
    return {**item, "low": item["low"] * factor, "high": item["high"] * factor}


def annotated_document(path: Path) -> tuple[Document, dict[str, list[Item]]]:
    """An invented document and what is annotated in it."""
    noted = yaml.safe_load(path.read_text(encoding="utf-8"))
    document = read_document(path.with_suffix(".txt"), noted["published"])
    told = {
        kind: [one[part] for one in noted["attributions"] if part in one]
        for kind, part in (("cues", "cue"), ("sources", "source"), ("contents", "content"))
    }
    named = {kind: noted[kind] for kind in ("quantities", "dates", "hedges")}
    return document, {**named, **told, "bounds": noted["quantities"]}


SAME: dict[str, Same] = {
    "quantities": same_number,
    "bounds": lambda one, other: same_number(one, other) and one["bound"] == other["bound"],
    "dates": same_days,
    "hedges": lambda one, other: bool(one["class"] == other["class"]),
}


def scores(path: Path) -> dict[str, Score]:
    """The scores of one invented document, kind by kind."""
    document, noted = annotated_document(path)
    found = found_in(document)
    return {kind: compare(noted[kind], found[kind], SAME.get(kind, lambda one, other: True)) for kind in KINDS}


def totals(folder: str) -> dict[str, Score]:
    """The scores of all documents of ``dev`` or ``heldout`` together."""
    parts = [scores(path) for path in sorted((DOCUMENTS / folder).glob("*.yaml"))]
    return {kind: sum((part[kind] for part in parts), Score()) for kind in KINDS}


def accepted(texts: Path = TEXTS) -> Iterable[tuple[str, Document, list[Item]]]:
    """The texts of the flagship case and the accepted measures of each, with their numbers in base units."""
    case = load_case("south-caucasus")
    for entry in yaml.safe_load((texts / "sources.yaml").read_text(encoding="utf-8")):
        days = case.sources[entry["id"]].published
        document = read_document(texts / entry["file"], days[0])
        items = [
            _in_base(
                {
                    "start": claim.at.start,
                    "end": claim.at.end,
                    "low": claim.value.low,
                    "high": claim.value.high,
                    "bound": claim.value.bound,
                    "unit": claim.value.unit,
                }
            )
            for claim in case.claims
            if claim.source == entry["id"] and claim.kind == "measure" and claim.at and claim.value.low is not None
        ]
        yield entry["id"], document, items


def sampled(texts: Path = TEXTS) -> Score:
    """Numbers of the annotated sample that stand in a quantity of their span; nothing is found in what is off topic."""
    score = Score()
    for entry in json.loads((texts / "sample_claims.json").read_text(encoding="utf-8")):
        document = read_document(next(texts.glob(f"{entry['doc']}_*.txt")))
        inside = [
            item
            for item in found_in(document)["quantities"]
            if item["start"] < entry["end"] and entry["start"] < item["end"]
        ]
        numbers = [float(number) for number in _NUMERAL.findall(entry["value"])]
        if entry["slot"] == "OFF-TOPIC":
            score += Score(found=len(inside))
        elif numbers and "until" not in entry["slot"]:  # a year is a date
            hits = sum(any(_near(number, item["low"]) for item in inside) for number in numbers)
            score += Score(hits, len(numbers), hits, hits)
    return score


_NUMERAL = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e\d+)?(?![\d.])")


def words_per_second(raw: Sequence[bytes], rounds: int = 3) -> float:
    """Words of these texts read in a second, from bytes to proposals; the best of some rounds."""
    entities = load_case("south-caucasus").entities
    words = sum(len(text.split()) for text in raw)
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        for text in raw:
            propose(read_bytes(text), entities, "text", date(2020, 1, 1))
        spent.append(time.perf_counter() - begun)
    return words / min(spent)


def _line(name: str, parts: dict[str, Score]) -> str:
    return f"{name:22}" + "".join(f"{parts[kind].precision:6.2f} {parts[kind].recall:4.2f}" for kind in KINDS)


def _misses(path: Path) -> None:
    document, noted = annotated_document(path)
    found, text = found_in(document), document.text.text
    for kind in KINDS:
        same = SAME.get(kind, lambda one, other: True)
        for title, these, those in (("missed", noted[kind], found[kind]), ("wrong", found[kind], noted[kind])):
            for one in these:
                if not compare([one], those, same).hits:
                    rest = {name: one[name] for name in one if name not in ("start", "end", "words", "unit")}
                    around = text[max(0, one["start"] - 25) : one["end"] + 25].replace("\n", " ")
                    print(f"  {title} {kind}: {text[one['start'] : one['end']]!r} {rest} … {around}")


def main(arguments: Sequence[str]) -> None:
    """Print the table; ``--misses`` lists every miss of the documents that the rules were written on."""
    print(f"{'precision recall':22}" + "".join(f"{kind:>11}" for kind in KINDS))
    for folder in ("dev", "heldout"):
        for path in sorted((DOCUMENTS / folder).glob("*.yaml")):
            print(_line(path.stem, scores(path)))
            if folder == "dev" and "--misses" in arguments:
                _misses(path)
        print(_line(folder.upper(), totals(folder)) + "\n")
    raw = [path.read_bytes() for path in sorted(DOCUMENTS.glob("*/*.txt"))]
    if TEXTS.is_dir():
        raw = [path.read_bytes() for path in sorted(TEXTS.glob("*.txt"))]
        together = Score()
        for name, document, items in accepted():
            score = compare(items, found_in(document)["quantities"], same_measure)
            together += score
            print(f"{name:22}accepted measures found: {score.hits} of {score.annotated}")
        print(f"{'ALL':22}recall {together.recall:.2f}")
        sample = sampled()
        print(f"{'annotated sample':22}numbers found: {sample.hits} of {sample.annotated}\n")
    print(f"{words_per_second(raw):,.0f} words/s")


if __name__ == "__main__":
    main(sys.argv[1:])
