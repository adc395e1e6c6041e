"""Numbers as people write them: 1,234.5, 3 bn, "half a million", "two hundred and twelve", "tens of thousands"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from detente.claims.proposing.lexicon import any_of, lexicon

_WORDS: dict[str, int] = lexicon("quantities")["numbers"]
_SCALES: dict[str, int] = lexicon("quantities")["scales"]
_SHORT: dict[str, int] = lexicon("quantities")["short_scales"]
_VAGUE: dict[str, list[float]] = lexicon("quantities")["vague"]
_PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": Decimal(1) / 3}
_DIVIDED = {"quarters": 4, "thirds": 3}  # three quarters of a million

# groups of three are parted by a comma, an apostrophe or a blank; by points only where there are two of them
DIGITS = (
    r"(?:\d{1,3},\d{1,2}(?=\s?(?:[tbm]illion|[bm]n)\b)"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[ \u2009\u202f\u00a0]\d{3})+(?![\d,.]?\d)(?:\.\d+)?"
    r"|\d{1,3}(?:['’]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d+(?:\.\d+)?)"
)
_SCALE = rf"(?:{any_of(_SCALES)})\b"
_TENS = any_of(word for word, number in _WORDS.items() if number >= 20)
_UNITS = any_of(word for word, number in _WORDS.items() if number < 10)
_SMALL = rf"(?:(?:{_TENS})\b(?:[- ](?:{_UNITS})\b)?|(?:{any_of(_WORDS)})\b)"
_SCALED = (
    rf"(?:{_SMALL}(?:\sand\sa\s(?:half|quarter))?|half\san?|(?:(?:three|two)[\s-](?:quarters|thirds)|(?:a\s)?(?:quarter|third))\sof\san?"
    rf"|an?)[\s-]{_SCALE}(?:[\s-]{_SCALE})*"
)


def _next(scale: str) -> str:
    """What goes on with a number behind this scale: smaller ones; behind "a hundred and fifty" also the larger."""
    factor = _SCALES[scale]
    fits = [one for one, other in _SCALES.items() if other < factor or factor == 100 < other]
    return rf"(?<={scale})(?:\sand|,)?\s{_SMALL}[\s-](?:hundred[\s-])?(?:{any_of(fits)})\b(?:[\s-]{_SCALE})*"


_MORE = "|".join(_next(scale) for scale in _SCALES if scale != "dozen")  # a million and a million are two numbers
_IN_WORDS = (
    rf"{_SCALED}(?:{_MORE})*(?:(?:\sand)?\s{_SMALL})?(?:\sand\sa\s(?:half|quarter)\b)?"
    rf"|{_SMALL}(?:\sand\sa\s(?:half|quarter)\b)?"
)
_HANGING = r"(?:km|ha|bcm|MW|m3|m³|pct)(?!\w|²³)|km[2²]"  # units written right after the digits
_IN_DIGITS = rf"{DIGITS}(?:(?:{any_of(_SHORT)})(?!\w)|(?:[\s-]{_SCALE})+|(?!\w)|(?={_HANGING}))"
VAGUE = rf"(?:{any_of(_VAGUE)})\b(?:\sof(?=\s))?".replace(" ", r"\s")
NUMBER = rf"(?:(?:{_IN_DIGITS})|\b(?:{_IN_WORDS}))"

_PIECES = re.compile(rf"{DIGITS}|[a-z]+", re.IGNORECASE)
_SCALED_IN = re.compile(rf"{_SCALE}|\d[,'’ \u2009\u202f\u00a0.]\d{{3}}(?!\d)|\d(?:{any_of(_SHORT)})\b", re.IGNORECASE)
_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?")


def read_number(words: str) -> float:
    """The number that ``words``, a match of ``NUMBER``, stand for: 4.27 billion is just that, whatever is binary."""
    total = part = Decimal(0)
    last = 1
    for piece in _PIECES.findall(words.lower()):
        if piece[0].isdigit():
            part += _digits(piece)
        elif piece in _WORDS:
            part += _WORDS[piece]
        elif piece in _PARTS:
            total, part = (total + _PARTS[piece] * last, part) if total and not part else (total, part + _PARTS[piece])
        elif piece in _DIVIDED:
            part /= _DIVIDED[piece]
        elif factor := _factor(piece):
            last = factor
            total, part = _scaled(total, part, factor)
    return float(total + part)


def _scaled(total: Decimal, part: Decimal, factor: int) -> tuple[Decimal, Decimal]:
    if factor < 1000:
        return total, (part or Decimal(1)) * factor
    if not part and total:  # "a thousand million"
        return total * factor, Decimal(0)
    return total + (part or Decimal(1)) * factor, Decimal(0)


@cache
def _factor(piece: str) -> int | None:
    return _SCALES.get(piece) or _SHORT.get(piece)


def _digits(piece: str) -> Decimal:
    if _COMMA.fullmatch(piece):
        return Decimal(piece.replace(",", "."))
    if _POINTS.fullmatch(piece):
        piece = piece.replace(".", "").replace(",", ".")
    return Decimal(re.sub(r"[^\d.]", "", piece))


def read_vague(words: str) -> tuple[float, float]:
    """The range meant by a plural without a number, such as "dozens"."""
    key = re.sub(r"\s+", " ", words.lower()).removesuffix(" of").strip()
    low, high = _VAGUE[key]
    return float(low), float(high)


def is_scaled(words: str) -> bool:
    """Whether the number is so large or so written that it can't be a name, a mark or an address."""
    return bool(_SCALED_IN.search(words))
