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


@pytest.mark.parametrize(
    "hidden",
    [
        "<p aria-hidden='true'>unseen</p>",
        "<p style='Display : None !important'>unseen</p>",
        "<span style='font-size:0'>unseen</span>",
        "<dialog>unseen</dialog>",
        "<div class='sr-only'>unseen</div>",
        "<svg><title>unseen</title></svg>",
        "<textarea>unseen</textarea>",
        "<style>p { color: unseen }</style>",
        "<script>document.write('unseen')</script>",
        "<iframe src='https://example.org/unseen'>unseen</iframe>",
        "<p style='opacity: 0'>unseen</p>",
    ],
)
def test_what_the_page_hides_is_not_read(hidden: str) -> None:
    found = zones(f"<p>Before it.</p>{hidden}<p style='opacity:0.9'>After it.</p>")
    assert list(found) == ["Before it.", "After it."]


def test_entities_of_a_page_s_own_are_not_fetched() -> None:
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>A &x; b.</p></body></html>'
    assert [words.replace("]>", "").strip() for words in zones(page) if "b." in words] == ["A &x; b."]


def test_what_weighs_nothing_holds_nothing_that_does() -> None:
    page = """<div class="comments"><h3>Ann</h3><blockquote>Said so.</blockquote></div>
    <aside class="related"><h3>Other articles</h3><p>About boats.</p></aside>
    <figure class="pullquote"><blockquote>Pulled out.</blockquote></figure>
    <footer><div class="author-bio">Ann writes.</div><p>Imprint.</p></footer>"""
    assert zones(page) == {
        "Ann": "comment",
        "Said so.": "comment",
        "Other articles": "teaser",
        "About boats.": "teaser",
        "Pulled out.": "pull-quote",
        "Ann writes.": "bio",
        "Imprint.": "furniture",
    }


def test_a_class_of_the_page_s_frame_says_nothing_of_the_article() -> None:
    page = "<div class='content with-sidebar'><h1>Title</h1><p>The article itself is here.</p></div>"
    assert zones(page)["The article itself is here."] == "body"


@pytest.mark.parametrize(
    "frame", ["<div class='elementor-widget'>", "<form id='aspnet'>", "<aside>", "<div id='sidebar'>"]
)
def test_what_holds_most_of_the_words_is_the_page_s_frame(frame: str) -> None:
    article = "<p>The river rose again and the villages moved their herds.</p>" * 6
    script = "<script>" + "var a = 1;" * 500 + "</script>"
    found = zones(f"<div class='widget'>Share</div>{script}{frame}{article}")
    assert found["The river rose again and the villages moved their herds."] == "body"
    assert found["Share"] == "furniture"


def test_links_lead_round_the_site_above_the_article_and_to_others_below() -> None:
    article = "<p>" + "The river rose again and the villages moved their herds. " * 6 + "</p>"
    found = zones(f"<div><a href='/'>Home</a></div>{article}<div><a href='/x'>On boats</a></div>")
    assert (found["Home"], found["On boats"]) == ("furniture", "teaser")


def test_an_empty_line_parts_paragraphs_and_a_broken_one_does_not() -> None:
    document = read_html(b"<td>One<br>line.<br> <br>Another.</td>")
    assert document.text.text == "One line.\n\nAnother."


def test_signs_that_only_steer_the_display_are_left_out() -> None:
    assert (
        read_html("<p>con&shy;flict\u202e and &#8203;peace&#xD800;</p>".encode()).text.text
        == "conflict and peace\ufffd"
    )


def test_an_encoding_that_no_page_is_written_in_is_not_believed() -> None:
    for name in ("undefined", "unicode_escape", "punycode", "no-such-thing"):
        page = f"<html><meta charset='{name}'><p>Une for\xeat, d\xe9j\xe0 \xe9lev\xe9e</p>".encode("latin-1")
        assert "guessed" in read_html(page).text.encoding
