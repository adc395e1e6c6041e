"""Words of questions and claims: tokens, stems and what they may stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from detente.names.yamlfile import parse_yaml

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_SUFFIXES = (
    "isation", "ization", "ational", "ation", "ator", "ating", "ated", "ate", "ement", "ment", "ing", "edly", "ied",
    "ed", "ness", "ion", "ive", "ity", "al", "er", "or", "ly", "e",
)  # fmt: skip
_WITHIN = r" (?:(?:it|them|this|that|him|her) )?"  # what may stand between the words of a phrase
SHORTEST = 4  # letters that a stem keeps
APART = "."  # ends the stem of words that stand apart from others that begin alike


def words(text: str) -> Iterator[str]:
    """Words in lower case without accents; a number loses its thousands separators."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("'s ", " ")).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    for found in WORD.finditer(plain):
        yield found[0].replace(",", "") if found[0][0].isdigit() else found[0]


def stem(word: str) -> str:
    """A short stem: forms of one word meet, and few others.

    One suffix is cut, the longest that leaves enough; a light stemmer in the manner of Harman (1991), since
    claims are short and a wrong merger costs more than a missed one. ``synonyms.yaml`` lists the words of which no
    rule tells that they belong together or apart.
    """
    if word[0].isdigit():
        return word
    return _forms().get(word) or _cut(word)


def _cut(word: str) -> str:
    word = _singular(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= SHORTEST + (suffix == "ly"):
            word = word[: -len(suffix)]
            break
    return word[:-1] if len(word) > SHORTEST and word[-1] in "iy" else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > SHORTEST + 1:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and len(word) > 3 and word[-2] not in "sui" else word


def stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in their order."""
    ignored = _lexicon()["ignored"]
    return [stem(word) for word in words(text) if word not in ignored]


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """For each stem the stems that may stand for it, from ``synonyms.yaml``."""
    found: dict[str, set[str]] = {}
    for line in _lexicon()["alike"]:
        group = {stem(word) for word in words(line)}
        for one in group:
            found.setdefault(one, set()).update(group - {one})
    return MappingProxyType({one: tuple(sorted(others)) for one, others in found.items()})


def phrases_in(text: str) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], str]:
    """Each phrase of ``synonyms.yaml`` in ``text`` with the stems that it may be read as, and the words beside them."""
    left = " ".join(words(text))
    found = []
    for phrase, meant in _phrases().items():
        at = phrase.search(left)
        if at is not None:
            found.append((at[0], meant))
            left = phrase.sub(" ", left)
    return tuple(found), left


@cache
def _phrases() -> Mapping[re.Pattern[str], tuple[str, ...]]:
    """The stems that a phrase may be read as, by the pattern that finds it."""
    found = {}
    for phrase, meant in _raw()["phrases"].items():
        pattern = re.compile(rf"\b{_WITHIN.join(words(phrase))}\b")
        found[pattern] = tuple(dict.fromkeys(stems(meant)))
    return MappingProxyType(found)


@cache
def _forms() -> Mapping[str, str]:
    """The stems of words that no rule gives: those that stand apart end in a mark, and are the stem of no other."""
    apart = (line.split() for line in _raw()["apart"])
    irregular = (line.split() for line in _raw()["irregular"])
    found = {word: f"{line[0]}{APART}" for line in apart for word in line}
    return MappingProxyType(found | {word: _cut(line[0]) for line in irregular for word in line})


@cache
def _lexicon() -> Mapping[str, frozenset[str]]:
    raw = _raw()
    ignored = frozenset(" ".join(raw["ignored"]).split())
    return MappingProxyType({"ignored": ignored, "alike": frozenset(raw["alike"])})


@cache
def _raw() -> Mapping[str, Any]:
    text = files("detente.claims.ask").joinpath("synonyms.yaml").read_text(encoding="utf-8")
    return MappingProxyType(parse_yaml(text, "synonyms.yaml"))
