"""Wordings that mean a phrase of a scale: the first candidate the scale holds is taken.

Judgements of ours, kept few: a word no scale measured is refused rather than guessed.
"""

from __future__ import annotations

from typing import Final

_EVEN: Final = (
    "about even",
    "roughly even chance",
    "even chance",
    "chances about even",
    "about as likely as not",
)
_ALMOST_CERTAIN: Final = ("almost certain", "virtually certain")
_ALMOST_NO: Final = (
    "almost no chance",
    "almost certainly not",
    "almost impossible",
    "exceptionally unlikely",
)
_SLIGHT: Final = ("chances are slight",)
_REMOTE: Final = ("remote chance", "remote")
_BETTER: Final = ("better than even", "more likely than not")

SYNONYMS: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("even chance", "even odds", "roughly even chance", "roughly even odds"), _EVEN),
    **dict.fromkeys(("about even", "chances about even", "about as likely as not", "fifty fifty"), _EVEN),
    **dict.fromkeys(("50 50", "toss up", "as likely as not"), _EVEN),
    **dict.fromkeys(("almost certain", "almost certainly", "virtually certain"), _ALMOST_CERTAIN),
    **dict.fromkeys(("nearly certain", "near certain", "all but certain", "virtually certainly"), _ALMOST_CERTAIN),
    **dict.fromkeys(("almost no chance", "almost certainly not", "almost impossible"), _ALMOST_NO),
    **dict.fromkeys(("impossible", "no chance", "no chance at all", "inconceivable"), _ALMOST_NO),
    **dict.fromkeys(("out of the question",), _ALMOST_NO),
    **dict.fromkeys(("virtually impossible", "next to impossible", "almost certain not"), _ALMOST_NO),
    **dict.fromkeys(("slight chance", "slim chance", "small chance", "chances are slim"), _SLIGHT),
    **dict.fromkeys(("remote", "remote chance", "remote possibility", "remote likelihood"), _REMOTE),
    **dict.fromkeys(("better than even", "better than even chance", "better than even odds"), _BETTER),
    **dict.fromkeys(("more likely than not", "more probable than not"), _BETTER),
    **dict.fromkeys(("could", "could happen", "possible", "possibly"), ("could happen",)),
    **dict.fromkeys(("may", "may happen"), ("may happen",)),
    **dict.fromkeys(("might", "might happen", "perhaps", "maybe"), ("might happen",)),
    **dict.fromkeys(("real possibility", "realistic prospect", "realistically possible"), ("realistic possibility",)),
    **dict.fromkeys(("will", "will happen", "certain", "certainly"), ("will happen",)),
    **dict.fromkeys(("probable", "probably"), ("probable", "likely")),
    "likely": ("likely", "probable"),
    **dict.fromkeys(("doubtful", "questionable"), ("improbable", "unlikely")),
    **dict.fromkeys(("surely", "undoubtedly", "definitely", "without doubt"), ("will happen",)),
    **dict.fromkeys(("will not", "will never", "certainly not", "won't"), _ALMOST_NO),
    "improbably": ("improbable", "unlikely"),
    "improbable": ("improbable", "unlikely"),
    "unlikely": ("unlikely", "probably not"),
    "not likely": ("unlikely", "probably not"),
    "not probable": ("improbable", "unlikely"),
    "little likelihood": ("little chance",),
}
