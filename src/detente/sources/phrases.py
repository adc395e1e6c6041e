"""The words by which pages mark what isn't their article: headings of sections, labels, appeals, credits."""

from __future__ import annotations

import re
from typing import Literal

SHORT = 25  # words; headings, labels and credits have fewer
LONG = 60  # words; hardly anything but the article itself runs paragraphs of this length

Section = Literal["comment", "bio", "teaser", "references", "form", "footer"]


def _any(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile(_any(*patterns), re.I)


_COMMENTS = (
    r"(?:\d+ )?(?:readers?['’]? )?comments?(?: ?\(\d+\))?",
    r"(?:\d+|one) (?:thoughts?|responses?|repl(?:y|ies)|comments?) (?:on|to) .{1,200}",
    r"\d+ (?:responses|replies)",
    r"what (?:our )?readers say",
    r"join the (?:discussion|conversation)",
)
_BIOS = (r"about the (?:authors?|writers?|contributors?)", r"(?:the )?(?:authors?|contributors?)")
_TEASERS = (
    r"related(?: (?:articles?|stories|posts?|content|reading|news|topics|coverage|links))?",
    r"(?:also|what to) read(?: next)?",
    r"also on .{1,40}",
    r"more (?:from|on|about|in|stories|articles|news)\b.{0,60}",
    r"read (?:next|also|more)",
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in)",
    r"recommended(?: (?:for you|reading|articles|stories))?",
    r"see also|trending(?: now)?|in other news|don['’]t miss|more",
    r"most (?:read|popular|viewed|recent)",
    r"(?:latest|other|popular|recent|top|similar) (?:news|stories|articles|posts)",
    r"editors?['’]?s?['’]? (?:picks?|choice)",
    r"(?:up )?next(?: article)?|previous(?: article| post)?",
    r"in this (?:issue|series)|elsewhere on .{1,40}",
)
_REFERENCES = (
    r"references|bibliography|works cited|sources",
    r"(?:end|foot)?notes",
    r"literature(?: cited)?|further reading",
)
_FORMS = (
    r"leave a (?:reply|comment)",
    r"(?:post|add|write|submit) (?:a|your) comment",
    r"log ?in to (?:comment|reply)",
)
_FOOTERS = (
    r"(?:©|\(c\)|copyright\b).*",
    r".*\ball rights reserved\b.*",
    r"(?:proudly )?powered by .*",
    r"notes (?:to|for) editors?",
    r"(?:media|press) (?:contacts?|enquiries|inquiries)\b.*",
    r"for (?:more|further) information.*",
    r"about us|contact(?: us)?|careers|advertise with us",
    r"(?:terms (?:of|and|&)|(?:privacy|cookie)s? (?:policy|notice)).*",
)
SECTIONS: tuple[tuple[Section, re.Pattern[str]], ...] = (
    ("comment", _compiled(rf"{_any(*_COMMENTS)}[:.…]?")),
    ("bio", _compiled(rf"{_any(*_BIOS)}[:.…]?")),
    ("teaser", _compiled(rf"{_any(*_TEASERS)}[:.…]?")),
    ("references", _compiled(rf"{_any(*_REFERENCES)}[:.…]?")),
    ("form", _compiled(rf"{_any(*_FORMS)}[:.…]?")),
    ("footer", _compiled(*_FOOTERS)),
)
"""Headings, each in full, of what stands round an article."""

MASTHEAD = _compiled(
    r"(?:united nations )?[a-z]{1,4}/(?:[\w.-]+/)*[\w.-]*\d[\w./-]*(?: \([a-z, ]+\))?",
    r"(?:distr(?:ibution)?|original)\.?: ?\w.{0,60}",
    r"united nations(?: nations unies)?|security council|general assembly|human rights council",
    r"(?:[a-z]+ty-)?[a-z]+(?:st|nd|rd|th) (?:session|year|meeting)|(?:provisional )?agenda items? \d.{0,60}",
    r"\d{2}-\d{5}\b.{0,30}|.{0,12}\b\d{2}-\d{5}|\d{1,3}/\d{1,3}|page \d+(?: of \d+)?",
)
"""Lines that papers of the United Nations carry at their head and foot."""

HISTORY = _compiled(
    r"\(?(?:additional )?(?:reporting|writing|editing|edited|written|compiled|translated)"
    r"(?: (?:and \w+|from (?:the )?\w+))? by\b.{3,300}",
    r".{3,200}\bcontributed (?:to this (?:report|article|story|dispatch)|reporting)\b.{0,60}",
    r"interview(?:ed)? (?:and \w+ )?by\b.{3,120}|(?:interview|words|text|reporting|story|photos?)\s?: ?.{2,60}",
    r"(?:article |manuscript |first )?(?:received|submitted|accepted|revised)\b[^.;]{0,30}\b\d{4}\b.{0,120}",
    r"(?:data cut-?off|authors?|contributors?|editors?|word count|last (?:updated|modified))\s?: ?.{2,80}",
    r"our standards: .*|[(\[–—-]{1,2} ?(?:reuters|afp|ap|xinhua|tass|anadolu|dpa|epa|upi|ians)\b.{0,30}[)\]–—-]{1,2}",
)
"""Lines that tell how an article came about: who edited it, when a journal got it."""

NOTE = re.compile(r"(\d{1,3}) (?=[A-Z“\"(]|ibid|see\b|cf\b|https?:)")
"""How a footnote begins that stands as a line of its own."""

APPEAL = _compiled(
    r"your e-?mail address|required fields|follow us|want to write|register now|keep reading|support our",
    r"to (?:un)?subscribe\b|to stop receiving\b|donate\b",
    r"sign up (?:to|for|now|here)|(?:un)?subscribe (?:to|now|for|here)|click (?:here|to)\b",
    r"you can (?:listen|read|find) .*\b(?:articles?|here)\b",
    r"skip to (?:the )?(?:main )?content|we use cookies|comments? are closed|leave a (?:reply|comment)",
    r"(?:this|the) (?:article|piece|story|post|content|essay|text|paper|report|interview|version)"
    r" (?:was|is|has been|first|originally)\b.*\b(?:publish|appear|republish|(?:written|produced|adapted|commissioned)"
    r" (?:for|by|from))",
    r"(?:re)?publish this|download (?:the|this|foot|as)|listen to (?:this|the|more)\b",
    r"get (?:the|our|your) .*\b(?:inbox|newsletter|updates)\b",
    r"(?:did you )?(?:enjoy|like)(?:ed)? (?:this|what you)",
    r"all rights reserved|©|views expressed in this (?:article|section) are",
)
"""Words that a sentence begins with when the page speaks to its reader."""

CORRECTION = _compiled(
    r"(?:corrections?(?: and clarifications?)?|clarifications?|editor['’]?s['’]? note|erratum)\s?[,:.–—(-]",
    r"(?:this|the) (?:article|piece|story|post|text|report|page|headline)\b.{0,40}?"
    r"\b(?:was|has been|is) (?:\w+ )?(?:amended|corrected|updated|edited|changed|revised)\b",
    r"an earlier version of (?:this|the) (?:article|piece|story|post|text|report|page|headline)\b",
)
"""How a notice begins that takes back what the page said before."""

LABEL = _compiled(
    r"breaking(?: news)?\s?[:|–—-]",
    r"menu|close|search|home|share|latest|tweet|print|e-?mail|donate|copyright|loading",
    r"tags?:|topics?:|categor(?:y|ies):|filed under|posted (?:in|on|by)|key ?words?:|jel\b",
    r"log ?in|sign (?:in|up)|newsletters?|(?:un)?subscribe|cookies?\b|privacy policy|terms (?:of|and|&)",
    r"advertisement|sponsored|about us|most read|read more|keep reading|show less|back to top|skip to",
    r"download\b|listen\b|watch live|copy link|like(?: this)?:?(?: loading.*)?$",
    r"(?:facebook|twitter|whatsapp|linkedin|telegram|reddit|x|contact(?: us)?|careers|help|faqs?|imprint)$",
    r"(?:last )?(?:published|updated|modified)\b|received:|accepted:",
    r"\d+[- ]min(?:ute)?s? (?:read|listen)|\d+ (?:comments?|shares|views)$|page \d+",
    r"isbn\b|issn\b|doi:|(?:https?|file)://\S+(?: \d+/\d+)?$",
    r"for immediate release|press release|embargo|ends$",
    r"(?:policy|research|issue|working) (?:brief|paper|note|report)s? (?:no|n[°º]|#)",
    r"(?:opinion|analysis|commentary|features?|news|world|politics|editorial|interview|blog|essay|letters|reports?)$",
)
"""Words that a line which is no sentence begins with when it belongs to the page."""

BOX = re.compile(r"\b(?:join|subscribe|sign up|register)\b.*\b(?:community|newsletter|weekly|inbox)", re.I)
"""What the sentence in a box that asks for something holds."""

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = (
    rf"{_NTH} {_MONTH},? \d{{4}}",
    rf"{_MONTH} {_NTH},? \d{{4}}",
    r"\d{4}[-./]\d\d?[-./]\d\d?",
    r"\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d,? \d{1,2}:\d\d)",
)
DAY = _compiled(rf"(?:[A-Z][\w /.’'-]{{2,40}}, )?(?:\w+day,? )?{_any(*_DAY)}\b.{{0,30}}")
"""A line that holds a day, with a place before it or an hour after it."""

CONTACT = re.compile(r"\b(?:tel|phone|telephone|fax)\b\.?:? ?\(?\+?[\d()\s.-]{6,}|\b[\w.-]+@[\w-]+\.\w+", re.I)
"""A number to call or an address to write to."""

ADDRESS = re.compile(r"(?:[^.!?]{0,80}[\s(])?(?:https?://|www\.)\S+\)?")
"""A line that ends in a page's address."""

_MORE = (
    r"read (?:more|also|next)|also read|see also|more on this|in depth|watch|recommended",
    r"related(?: (?:article|story))?",
)
INLINE_TEASER = _compiled(rf"{_any(*_MORE)}\s*[:|–—]\s*\S.*")
TEASER_END = _compiled(r"(?:keep|continue) reading.{0,20}", r"read more(?: ?[»→>.…]+)?", r"show (?:less|more)")

NUMBERED = re.compile(r"(\d{1,3})\.\s")
BULLET = re.compile(r"(?:[•▪◦‣·*+–—-]|\(?[a-z\d]{1,3}\))\s")
REFERENCE = re.compile(
    r"\[?\d{1,3}[\].)\s]|\^|https?://|[•*-]\s|.*(?:\b(?:19|20)\d\d\b|https?://|\bibid\b)", re.I | re.S
)

_AGENCY = _any(
    r"TASS|AFP|Reuters|Getty(?: Images)?|EPA(?:-EFE)?|AP(?: Photo)?|Associated Press|Anadolu(?: Agency)?|Xinhua",
    r"Bloomberg|DPA|Shutterstock|Wikimedia(?: Commons)?|Flickr|Unsplash|[a-z]+stock",
    r"Creative Commons|Public domain|CC BY(?:-[A-Z]{2})*(?: \d\.\d)?",
)
CREDIT = _compiled(
    rf"[/(\[|]\s*{_AGENCY}(?:\.com)?\b[^.!?]{{0,40}}[)\].|]*$",
    rf"(?:\bvia|[.,–—] ?)\s*{_AGENCY}(?:\.com)?[)\].]*$",
    rf"\b{_AGENCY}/[\w .’'-]{{2,40}}[)\].]*$",
    r"\((?:photo|image|picture|source|credit|photograph|file photo|courtesy)\b[^)]*\)|\(official [\w ]+ photo",
    r"\b(?:photo|image|picture|photograph)(?: ?credits?)?(?::| by\b)|^(?:photo|image|picture)s? credits?\b",
    r"\bcourtesy of [\w .’'-]{2,40}$|\bfile photo\b",
)
"""What stands under a picture: who took it, for whom, and under which licence."""

FIGURE = _compiled(
    r"(?:figure|fig\.?|map|chart|table|graph|plate|photo|image)s? ?\d+[a-z]?\s*[.:–—|]|map of\b",
    r"(?:source|credit|data|map|graphic|illustration|photo(?:graph)?|image|picture|caption)s?(?: credits?| by)?\s*:",
)
FILMED = re.compile(
    r"\b(?:filmed|photographed|pictured|captured) by\b|\bas (?:reported|shown|seen|pictured) (?:in|by|on)\b"
)
_SEPARATOR = re.compile(r"\s*[|›»·•]\s*|\s[>/]\s")


def is_menu(text: str) -> bool:
    """Whether the line is a row of labels: ``Home > World > Africa``."""
    parts = _SEPARATOR.split(text)
    return len(parts) > 1 and all(0 < len(part) <= 40 and not set(".!?") & set(part) for part in parts)
