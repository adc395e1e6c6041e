import pytest

from detente.errors import InputError
from detente.sources.html import read_html

PAGE = """<!DOCTYPE html><html><head><title>no</title><script>steal()</script></head><body>
<nav><a>Menu</a></nav><h1>A &amp; B</h1>
<p>First <b>bold</b> words.<br>Then others.</p><p hidden>unseen</p><p style="display: none">unseen</p>
<figure><img alt="x"><figcaption>A picture</figcaption></figure>
<div class="comments"><p>I disagree with this.</p></div><blockquote>Quoted words</blockquote>
<!-- secret --><noscript>turn it on</noscript>tail</body></html>"""


def zones(page: str) -> dict[str, str]:
    document = read_html(page.encode())
    return {document.text.text[p.start : p.end]: p.zone for p in document.passages}


def test_visible_blocks_stay_in_order_with_their_zones() -> None:
    assert zones(PAGE) == {
        "Menu": "furniture",
        "A & B": "title",
        "First bold words.": "body",
        "Then others.": "body",
        "A picture": "caption",
        "I disagree with this.": "comment",
        "Quoted words": "quote",
        "tail": "body",
    }


def test_the_page_may_state_its_encoding() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Текст о мире и войне</p></body></html>'
    document = read_html(page.encode("windows-1251"))
    assert document.text.text == "Текст о мире и войне"


def test_deep_and_broken_markup_is_read() -> None:
    document = read_html(("<div>" * 150 + "inside" + "</span></p>").encode())
    assert "inside" in document.text.text


def test_markup_too_deep_is_refused_rather_than_cut() -> None:
    with pytest.raises(InputError, match="deeply"):
        read_html(("<p>before</p>" + "<div>" * 3000 + "inside").encode())
