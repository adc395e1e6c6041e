"""The brief: what a run answers, on one A4 page a reader may be handed without the rest. Its numbers are the run's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any, Final

from detente.errors import one_of
from detente.report import board_view, glance, view
from detente.report.blocks import DENSE, Block, clip, height
from detente.report.board import read_board
from detente.report.naming import named
from detente.report.view import Answer, Json, Topic
from detente.report.words import known, percent, sentence, small, title

CLAIMS: Final = 3
LEARN: Final = 3
OUTCOMES: Final = 6
ABSENT: Final = 700  # characters
NOT: Final = (
    "It names no targets, knows nobody's plans and searches for no side's best move. Each number is a share of "
    "the histories of a model whose mechanisms, priors and choice of case are ours"
)
KNOWING: Final = " and were made knowing what followed"  # not said of what is open: nothing has followed
Name = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: the ending of its file's name, what a word processor calls it, its words, and whether in small type."""

    suffix: str
    name: str
    blocks: tuple[Block, ...]
    dense: bool


def pages(run: Mapping[str, Any], wanted: Sequence[str] = ()) -> list[Page]:
    """All questions (or those ``wanted``, with or without their half) on one page if they fit it, else a page each.

    Raises UsageError for a question that the run doesn't answer.
    """
    topics = _chosen(view.topics(run), wanted)
    name, board = named(run), read_board(run.get("case"))
    each = [(topic, list(_question(topic, board, name))) for topic in topics]
    known = view.followed(run)
    told = any(_of(topic) in known for topic, _ in each)
    together = _page(run, "", [block for _, blocks in each for block in blocks], told)
    if height(together.blocks) <= DENSE or len(each) <= 1:
        return [together]
    return [_page(run, "-" + _id(topic).replace("/", "-"), blocks, _of(topic) in known) for topic, blocks in each]


def _chosen(topics: Sequence[Topic], wanted: Sequence[str]) -> list[Topic]:
    ids = [_id(topic) for topic in topics]
    for each in wanted:
        one_of("question in this run", each, chain(ids, (name.partition("/")[0] for name in ids)))
    return [
        topic
        for topic, name in zip(topics, ids, strict=True)
        if not wanted or {name, name.partition("/")[0]} & {*wanted}
    ]


def _id(topic: Topic) -> str:
    return str(topic.answer.raw.get("question"))


def _of(topic: Topic) -> str:
    """The question, whichever of its halves a topic is."""
    return _id(topic).partition("/")[0]


def _page(run: Json, suffix: str, blocks: Sequence[Block], knowing: bool) -> Page:
    called = clip(str(run.get("case_title") or title(run.get("case") or "run")), 90)
    whole = (Block("title", f"{called}: brief"), *blocks, *_closing(run, knowing))
    return Page(suffix, f"{called}: brief", whole, height(whole) > 1)


def _question(topic: Topic, board: Json | None, name: Name) -> Iterator[Block]:
    a = topic.answer
    half = view.half(a.raw)
    yield Block("question", clip(f"{a.raw.get('text') or topic.text} {sentence(half)}".strip(), 260))
    yield Block("answer", clip(sentence(name(a.first_line)), 260))
    for told in filter(None, (glance.under_way(a.raw), glance.taken(a.raw))):
        yield Block("text", clip(told, 260))
    yield Block("text", clip(sentence(name(a.sureness)) or "Not said.", 320), "How sure:")
    yield Block("text", clip(_hangs(a, name), 560), "What moves it most, of what is unknown:")
    yield Block("text", clip(sentence(a.verdict.removeprefix("What happened: ")), 240), "What happened since:")
    yield Block("text", _outcomes(a), "Every outcome, its range, and the rate of comparable cases:")
    yield from _claims(a, name)
    yield Block("text", clip(glance.without_words(a, name) or "Not asked in this run.", 240), "If one source is wrong:")
    if a.raw.get("voices"):
        yield Block("text", clip(str(a.raw["voices"].get("words") or ""), 420), "One author at a time:")
    yield Block("text", _learn(a.raw), "What to find out next:")
    record = board_view.record(board, a.lead, a.raw.get("months"), a.outcomes)
    yield Block("text", clip(record, 620), "How often such answers were right:")
    yield Block("small", clip(sentence(view.setting(a.raw)), 200))


def _hangs(a: Answer, name: Name) -> str:
    """The beliefs that move the answer, then the point of dispute by which worlds lie furthest apart."""
    movers = sentence(glance.movers(a)) or "No single belief, as far as so many histories tell."
    return f"{movers} {glance.premise_apart(a, name)}".strip()


def _outcomes(a: Answer) -> str:
    """The outcomes as one sentence, then why the leading one departs from its class."""
    worlds = (a.raw.get("method") or {}).get("worlds")
    shown = [glance.outcome_words(o, worlds) for o in a.outcomes[:OUTCOMES]]
    more = [f"and {len(a.outcomes) - OUTCOMES} more"] if len(a.outcomes) > OUTCOMES else []
    told = sentence("; ".join(clip(each, 120) for each in [*shown, *more]))
    return f"{told} {clip(str(a.lead.get('gap_note') or ''), 300)}".strip() or "None."


def _claims(a: Answer, name: Name) -> Iterator[Block]:
    claims = (a.raw.get("claims") or [])[:CLAIMS]
    yield Block(
        "text",
        "" if claims else "No claim is seen to move it.",
        f"{glance.claims_head(claims)}:" if claims else "The claims:",
    )
    for n, claim in enumerate(claims, 1):
        told = sentence(str(claim.get("paraphrase") or claim.get("claim")))
        weight = claim.get("share")
        carried = f" ({percent(weight)} of what is unknown)" if weight else ""
        yield Block("item", f"{clip(name(claim.get('source')), 60)}: {clip(told, 210)}{carried}", f"{n}.")


def _absent(voices: Sequence[str]) -> str:
    """Who is not heard, never cut within a sentence: a reader of this page alone must know whose word is missing."""
    ends = accumulate(len(voice) + 1 for voice in voices)
    told = [voice for voice, end in zip(voices, ends, strict=True) if end <= ABSENT]
    left = len(voices) - len(told)
    more = [f"{left} more {'is' if left == 1 else 'are'} named in the whole report."] if left else []
    return " ".join([*told, *more])


def _learn(raw: Json) -> str:
    rows = (raw.get("learn_next") or [])[:LEARN]
    told = [(clip(str(row.get("label") or row.get("slot")), 110), small(row.get("narrows_by"))) for row in rows]
    now = f"the spread, now {small(raw['spread'])}," if known(raw.get("spread")) else "the answer"
    each = "; ".join(f"{called} (by {drop})" for called, drop in told)
    most = f"What would narrow {now} most: {each}." if each else ""
    note = clip(str(raw.get("learn_note") or ""), 420)
    return f"{note} {most}".strip() or "Settling no single thing would narrow it."


def _closing(run: Json, knowing: bool) -> Iterator[Block]:
    """What stands once a page: what it is not, who is not heard, how to repeat it."""
    assumed = view.assumed(run)
    rest = f" {assumed} of its values rest on no claim." if assumed else ""
    yield Block("text", f"{NOT}{KNOWING if knowing else ''}.{rest}", "What this is not:")
    if absent := _absent([sentence(str(voice)) for voice in run.get("voices_absent") or []]):
        yield Block("text", absent, "Who is not heard:")
    if run.get("notice"):
        yield Block("text", clip(str(run["notice"]), 230), "Notice:")
    made = run.get("run") or {}
    board = read_board(run.get("case"))
    other = " Past answers were scored with another version." if board and not board_view.same(board, run) else ""
    yield Block(
        "small", f"Run {made.get('id') or 'not named'}; the whole report gives all reasons.{other} To repeat it:"
    )
    yield Block("code", clip(str(run.get("command") or "not said"), 300))
