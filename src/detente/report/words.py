"""Numbers, dates and identifiers as a reader meets them. Never 0 %, never 100 %."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeGuard

from detente.findings.citing import source_name as source_name

UNKNOWN = "not known"

# C0 and C1 controls break the page; bidirectional overrides let a source text reorder ours.
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SLOT = re.compile(r"^([^.\[\]]+)\.([^.\[\]]+)(?:\[([^\]]*)\])?$")
_RANGE = re.compile(r"(?<=\d)\.\.(?=\d)")
_RESPONSES: Mapping[str, str] = {
    "out": "nothing",
    "diplomacy": "statements",
    "broker": "offers to broker",
    "arm": "sends arms",
    "join": "joins the attacked",
    "join_attacker": "joins the attacker",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def clean(text: object) -> str:
    """Text without the characters that break a page or turn its direction; escaping comes after."""
    return _UNSAFE.sub("", str(text))


def known(value: object) -> TypeGuard[float]:
    """True for a finite number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def prob(p: Any, worlds: Any = None) -> str:
    """A probability with two decimals, as headlines have it; what would round to 0 or 1 is ``<0.01`` or ``>0.99``.

    Of so many ``worlds``, no nearer to 0 or 1 than these can tell.
    """
    if not known(p):
        return UNKNOWN
    if known(worlds):
        p = min(max(p, 1 / (worlds + 2)), 1 - 1 / (worlds + 2))
    if p < 0.005:
        return "<0.01"
    return ">0.99" if p > 0.995 else f"{p:.2f}"


def risk(p: Any) -> str:
    """A month's probability: as ``prob``, with a third decimal below 0.1, as months are short."""
    if known(p) and p < 0.1:
        return "<0.001" if p < 0.0005 else f"{p:.3f}"
    return prob(p)


def span(interval: Any) -> str:
    """An interval of probabilities, ``0.45–0.78``; one bound for two when both ends are the same."""
    if not _is_pair(interval):
        return UNKNOWN
    low, high = prob(interval[0]), prob(interval[1])
    if low == high:
        return low
    return f"{low} to {high}" if "<" in low or ">" in high else f"{low}–{high}"


def percent(share: Any) -> str:
    """A share as a percentage: ``<1 %``, ``41 %``, ``>99 %``."""
    if not known(share):
        return UNKNOWN
    if share < 0.01:
        return "<1\u00a0%"
    return ">99\u00a0%" if share > 0.99 else f"{100 * share:.0f}\u00a0%"


def percents(interval: Any) -> str:
    """An interval of shares, ``12–31 %``."""
    if not _is_pair(interval):
        return UNKNOWN
    low, high = percent(interval[0]), percent(interval[1])
    return low if low == high else f"{low.removesuffix(chr(0xA0) + '%')}–{high}"


def small(x: Any) -> str:
    """An error or a narrowing, to two significant figures and no exponent: ``0.0042``."""
    if not known(x):
        return UNKNOWN
    if abs(x) < 0.0001:
        return "<0.0001"
    places = max(2, 1 - math.floor(math.log10(abs(x))))
    return f"{x:.{places}f}"


def signed(x: Any) -> str:
    """A difference or a log score with its sign and three decimals: ``+0.234``, ``−0.012``; a dash if not known."""
    if not known(x):
        return "–"
    return f"{x:+.3f}".replace("-", "\u2212") if round(x, 3) else "0.000"


def nothing(difference: Any, interval: Any) -> bool:
    """Whether a difference and both ends of its interval would all be shown as 0."""
    return known(difference) and _is_pair(interval) and not any(round(x, 3) for x in (difference, *interval))


def count(n: Any) -> str:
    """A whole number with separators: ``10,000``."""
    return f"{n:,.0f}" if known(n) else UNKNOWN


def day(value: Any) -> str:
    """An ISO day, month, range (``2020-11-11..13``) or pair as words: ``11–13 November 2020``."""
    if isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2:
        value = str(value[0]) if value[0] == value[1] else f"{value[0]}..{value[1]}"
    text = str(value) if value else UNKNOWN
    start, dots, end = text.partition("..")
    if not dots:
        return _one_day(text)
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    first, last = _one_day(start), _one_day(end)
    if start[:7] == end[:7] and len(start) == len(end) == 10:
        return f"{first.split(' ')[0]}–{last}"
    return f"{first} – {last}"


def human(identifier: Any) -> str:
    """An identifier as words: ``attack-on-syunik/do`` → ``attack on syunik (do)``."""
    head, slash, tail = str(identifier).replace("_", " ").replace("-", " ").partition("/")
    return f"{head} ({tail})" if slash else head


def response(option: Any) -> str:
    """What an outside power does, in words: ``join_attacker`` → ``joins the attacker``."""
    return _RESPONSES.get(str(option), human(option))


def title(identifier: Any) -> str:
    """An identifier as a title: ``south-caucasus`` → ``South Caucasus``."""
    return " ".join(word[:1].upper() + word[1:] for word in human(identifier).split())


def slot_name(slot: Any) -> str:
    """A slot's address for reading: ``russia.commitment[armenia]`` → ``Russia: commitment (Armenia)``."""
    found = _SLOT.match(str(slot))
    if not found:
        return human(slot)
    subject, attribute, key = found.groups()
    tail = f" ({title(key)})" if key else ""
    return f"{title(subject)}: {human(attribute)}{tail}"


def flat(value: Any) -> str:
    """Any small JSON value on one line."""
    if isinstance(value, Mapping):
        return "; ".join(f"{human(key)}: {flat(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(flat(item) for item in value)
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _RANGE.sub("–", str(value))


def given(value: Any) -> str:
    """The condition of an answer; making a thing happen and finding it happen are named apart."""
    if not value:
        return ""
    if isinstance(value, Mapping) and "do" in value:
        return f"Made to happen in every history: {flat(value['do'])}."
    if isinstance(value, Mapping) and "if" in value:
        return f"Only among the histories in which it happens by itself: {flat(value['if'])}."
    return f"Given: {flat(value)}."


def sentence(text: str) -> str:
    """First letter large, one full stop at the end."""
    text = text.strip()
    return text if not text else text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def _one_day(text: str) -> str:
    try:
        if re.fullmatch(r"\d{4}-\d{2}", text):
            return f"{_MONTHS[int(text[5:]) - 1]} {text[:4]}"
        when = date.fromisoformat(text[:10])
    except (ValueError, IndexError):
        return text
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def _is_pair(interval: Any) -> bool:
    return isinstance(interval, list | tuple) and len(interval) == 2 and all(map(known, interval))
