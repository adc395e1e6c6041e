"""Values as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from detente.claims.values import value_words
from detente.names.catalogue import parse_address
from detente.systems.known import Known, Now, Said

FEW = 0.005  # a word of fewer worlds isn't told


def now_words(now: Now | None, nothing: str = "") -> str:
    """What is believed: ``0.32 (0.10 to 0.74)``, or words with their shares where they differ."""
    if now is None:
        return nothing
    if now.median is not None and now.low is not None and now.high is not None:
        ends = "" if now.low == now.high else f" ({now.low:.3g} to {now.high:.3g})"
        return f"{_number(now.median)}{ends}"
    words = [(word.replace("_", " "), share) for word, share in now.words if share >= FEW]
    return words[0][0] if len(words) == 1 else ", ".join(f"{word} {share:.0%}" for word, share in words)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def told(said: Said) -> str:
    """What a value says, in plain words."""
    return value_words(said.first.value).replace("_", " ")


def said_words(found: Iterable[Said]) -> str:
    """Values that claims give, each with the claims."""
    return "; ".join(f"{told(one)} ({_ids(one)})" for one in found if one.claims)


def denials(found: Iterable[Said], known: Known, words: Mapping[str, str] | None = None) -> str:
    """Who denies which values, by which claims; ``words`` are those of values that read ill by themselves."""
    denied: dict[tuple[str, str], list[str]] = {}
    for one in found:
        what = (words or {}).get(one.first.value.key(), told(one))
        for claim in one.denied:
            denied.setdefault((known.display(claim.asserted_by), what), []).append(claim.id)
    return "; ".join(f"{who} denies “{what}” ({', '.join(ids)})" for (who, what), ids in denied.items())


def keys_with(found: Iterable[Now], known: Known, *words: str) -> str:
    """The keys of slots of which one of the words is likeliest, by name; with what else is likely."""
    chosen = [now for now in found if now.word in words]
    return ", ".join(_key(now, known) for now in chosen)


def _key(now: Now, known: Known) -> str:
    name = known.display(parse_address(now.slot).key or "")
    unsure = "" if now.words[0][1] > 1 - FEW else f" {now.words[0][1]:.0%}"
    return name + unsure


def _ids(said: Said) -> str:
    return ", ".join(claim.id for claim in said.claims)
