"""Every feed of the portal is valid Atom: new documents, a search, who cites a document and what it cites."""

import io
from datetime import UTC, datetime

import feedparser
import pytest
from django.core.management import call_command
from lxml import etree

from resolutions.exports import atom
from resolutions.exports.atom import Feed, atom_id
from resolutions.models import Document, Paragraph
from tests.exports.atom import NAMES, faults
from tests.web import factories

WHEN = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
FEEDS = [
    "/new.atom",
    "/search.atom?q=维持和平",
    "/search.atom?q=“维护国际和平”&year=2020&scope=preamble",
    "/search.atom?kind=resolution&page=3",
    "/S/RES/2553(2020)/cited-by.atom",
    "/S/RES/1325(2000)/cited-by.atom",
    "/S/RES/1325(2000)/cited-by.atom?verb=回顾",
    "/S/RES/2553(2020)/cites.atom",
]
EMPTY = [
    "/search.atom?q=没有这样的话",
    "/search.atom",
    "/S/RES/1325(2000)/cited-by.atom?year=1900",
    "/S/RES/2553(2020)/cites.atom?verb=没有",
]
HOSTILE = [
    "/search.atom?q=%0B%08%00",
    "/search.atom?q=<script>alert(1)</script>%26amp;]]>",
    "/search.atom?q=%EF%BF%BE%ED%A0%80%FF%F0%9F%95%8A",
    "/search.atom?q=%0d%0aSet-Cookie:%20a=b",
    "/S/RES/1325(2000)/cited-by.atom?verb=%0B%EF%BF%BF<b>&year=%22>",
]


def fetch(client, path: str) -> tuple[bytes, str]:
    """A feed, and the address at which a reader has it."""
    response = client.get(path)
    assert response.status_code == 200 and response["Content-Type"].startswith("application/atom+xml")
    return response.content, response.wsgi_request.build_absolute_uri()


def texts(data: bytes, path: str) -> list[str]:
    return [element.text for element in etree.fromstring(data).iterfind(path, NAMES)]


def one_feed() -> Feed:
    feed = Feed(lambda path: f"https://example.org{path}", "新收录的文件", "/", "/new.atom")
    feed.add_entry("/S/RES/2553(2020)", "第2553(2020)号决议", "一段话", WHEN, categories=["决议"])
    return feed


@pytest.mark.parametrize("path", [*FEEDS, *EMPTY, *HOSTILE])
def test_every_feed_is_valid_atom(seeds, client, path):
    assert faults(*fetch(client, path)) == []


@pytest.mark.parametrize("path", FEEDS)
def test_these_feeds_have_entries(seeds, client, path):
    assert texts(fetch(client, path)[0], "atom:entry/atom:id")


@pytest.mark.parametrize("path", EMPTY)
def test_these_feeds_have_none(seeds, client, path):
    assert texts(fetch(client, path)[0], "atom:entry/atom:id") == []


def test_a_text_that_xml_cannot_hold_is_shown_with_marks_in_the_gaps(seeds, client):
    Document.objects.filter(symbol="S/RES/2553(2020)").update(title="第\x0b2553\ufffe号<b>决议&")
    Paragraph.objects.filter(document__symbol="S/RES/2553(2020)").update(text="回顾\x08第1325(2000)号决议 <i>")
    call_command("index", "--rebuild", stdout=io.StringIO())
    for path in ("/new.atom", "/search.atom?kind=resolution", "/S/RES/2553(2020)/cites.atom"):
        data, address = fetch(client, path)
        assert faults(data, address) == []
        assert "\N{REPLACEMENT CHARACTER}" in "".join(etree.fromstring(data).itertext())


@pytest.mark.parametrize(
    "right, wrong, fault",
    [
        (b"<author><name>", b"<author><nom>", "nom"),
        (b"<title>", b"<title type='text/plain'>", "title"),
        (b"<title>", b"<title><b/>", "title"),
        (b"2026-11-21T08", b"2026-11-21 08", "dateTime"),
        (b"+00:00</updated>", b"</updated>", "no time of RFC 3339"),
        (b"zh-Hans", b"zh_Hans", "lang"),
        (b"<summary", b"<sumary", "sumary"),
        (b"\xe4\xb8\x80", b"\x0b", "not XML"),
        (b"</entry>", b"</entry></entry>", "not XML"),
        ("<name>安理会决议文库</name>".encode(), b"<name/>", "an empty name"),
        ("<author><name>安理会决议文库</name></author>".encode(), b"", "An atom:feed must have an atom:author"),
        (b'type="text"', b'type="html"', "HTML"),
        (b'rel="self"', b'rel="alternate"', "does not call itself"),
        (b'rel="self"', b'rel="alternate"', "several alternates"),
        (b"https://example.org/S/RES", b"/S/RES", "no absolute IRI"),
        (atom_id("/new.atom").encode(), atom_id("/S/RES/2553(2020)").encode(), "id used twice"),
        (atom_id("/new.atom").encode(), b"new", "no absolute IRI for an id"),
        (b"<id>", b"<uri>", "uri"),
    ],
)
def test_the_validator_finds_what_is_wrong(right, wrong, fault):
    valid = one_feed().writeString("utf-8").encode()
    assert faults(valid, "https://example.org/new.atom") == [] and right in valid
    assert fault in "\n".join(faults(valid.replace(right, wrong), "https://example.org/new.atom"))


def test_an_entry_without_an_alternate_is_a_fault():
    address = b'<link href="https://example.org/S/RES/2553(2020)" rel="alternate"/>'
    feed = one_feed().writeString("utf-8").encode()
    assert "must have at least one atom:link" in "".join(
        faults(feed.replace(address, b""), "https://example.org/new.atom")
    )


@pytest.mark.parametrize("path", FEEDS)
def test_identifiers_outlive_the_name_of_the_host_and_the_order_of_what_is_asked(seeds, client, path, settings):
    settings.ALLOWED_HOSTS = ["*"]
    here, there = client.get(path).content, client.get(path, HTTP_HOST="elsewhere.example", secure=True).content
    assert texts(here, ".//atom:id") == texts(there, ".//atom:id") and here != there


def test_a_search_is_one_feed_however_its_address_is_written(seeds, client):
    one, other = ("/search.atom?q=和平&mode=fuzzy", "/search.atom?mode=fuzzy&page=2&sort=oldest&q=+和平")
    assert texts(client.get(one).content, "atom:id") == texts(client.get(other).content, "atom:id")


def test_an_entry_is_as_old_as_its_text_on_the_portal(seeds, client):
    Document.objects.held().update(published_at=WHEN)
    for path in FEEDS:
        assert set(texts(client.get(path).content, "atom:entry/atom:updated")) == {"2026-11-21T08:30:00+00:00"}


def test_the_newest_citing_documents_come_first_and_the_others_drop_out(db, client, monkeypatch):
    cited = factories.make_resolution()
    for number, day in ((2600, 20), (2601, 21), (2602, 19)):
        source = factories.make_document(f"S/RES/{number}(2021)", published_at=WHEN.replace(day=day))
        factories.cite(
            factories.add_paragraph(source, "preamble", "PP1", "pp1", "回顾第2553号决议，"), "第2553号", cited
        )
    monkeypatch.setattr("resolutions.views.citations.MAX_ENTRIES", 2)
    titles = texts(client.get("/S/RES/2553(2020)/cited-by.atom").content, "atom:entry/atom:title")
    assert [title.split()[0] for title in titles] == ["S/RES/2601(2021)", "S/RES/2600(2021)"]


def test_a_reader_who_has_the_feed_is_not_sent_it_again(seeds, client):
    for path in FEEDS:
        tag = client.get(path)["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_feed_reader_finds_words_and_links(seeds, client):
    feed = feedparser.parse(client.get("/new.atom").content)
    assert not feed.bozo and feed.version == "atom10" and feed.feed.author == atom.SITE_NAME
    entry = next(entry for entry in feed.entries if "2553" in entry.title)
    assert entry.link == "http://testserver/S/RES/2553(2020)" and entry.summary and entry.tags[0].term == "决议"
