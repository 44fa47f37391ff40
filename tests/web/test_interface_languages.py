"""The language of the interface: address, cookie, browser; what varies with it and what does not."""

from urllib.parse import unquote

import pytest

COOKIE = "language"
BROWSERS = [
    ("", "zh-Hans"),
    ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
    ("zh-TW,zh;q=0.9", "zh-Hant"),
    ("zh-HK", "zh-Hant"),
    ("zh-MO;q=0.8,en;q=0.9", "zh-Hant"),
    ("zh-Hant-TW", "zh-Hant"),
    ("zh-Hans-HK", "zh-Hans"),
    ("zh-CN,zh-TW;q=0.9", "zh-Hans"),
    ("en-US,en;q=0.9", "zh-Hans"),
    ("en-US,en;q=0.9,zh-TW;q=0.8", "zh-Hant"),
    ("yue-HK", "zh-Hant"),
    ("cmn-Hant", "zh-Hant"),
    ("zh-cmn-Hant", "zh-Hant"),
    ("zh_TW", "zh-Hant"),
    ("zh-TW;q=0,zh-CN;q=0.5", "zh-Hans"),
    ("zh-SG", "zh-Hans"),
    ("fr", "zh-Hans"),
    ("*", "zh-Hans"),
    (",;q=x\x00" * 50, "zh-Hans"),
]
SEARCH = {"zh-Hans": ">检索</button>", "zh-Hant": ">檢索</button>", "en": ">Search</button>"}
pytestmark = pytest.mark.django_db


def language_of(response):
    """Return the language of a page, after checking that its parts agree on it."""
    page = response.content.decode()
    tag = response["Content-Language"]
    assert f'<html lang="{tag}">' in page and SEARCH[tag] in page
    return tag


@pytest.mark.parametrize("header, tag", BROWSERS)
def test_a_browser_chooses_the_script(client, header, tag):
    assert language_of(client.get("/browse", headers={"accept-language": header})) == tag


@pytest.mark.parametrize(
    "asked, tag",
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("zh-Hant", "zh-Hant"),
        ("zh_TW", "zh-Hant"),
        ("zh-hans", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("fr", None),
        ("", None),
        ("../en", None),
    ],
)
def test_an_address_asks_for_a_language(client, asked, tag):
    response = client.get("/browse", {"lang": asked})
    assert language_of(response) == (tag or "zh-Hans")
    chosen = response.cookies[COOKIE].value if COOKIE in response.cookies else None
    assert chosen == (tag.lower() if tag else None)
    assert language_of(client.get("/browse")) == (tag or "zh-Hans")  # the next page needs no parameter


@pytest.mark.parametrize(
    "cookie, tag",
    [("en", "en"), ("zh-hant", "zh-Hant"), ("zh-hans", "zh-Hans"), ("de", "zh-Hant"), ("../en", "zh-Hant")],
)
def test_the_cookie_of_the_reader_wins_over_the_browser(client, cookie, tag):
    client.cookies[COOKIE] = cookie
    assert language_of(client.get("/browse", headers={"accept-language": "zh-TW"})) == tag


def test_pages_vary_and_answers_for_programs_do_not(client, seeds):
    client.cookies[COOKIE] = "en"
    page = client.get("/browse")
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in page["Vary"].split(",")}
    for address in ("/api/v1/documents", "/new.atom", "/sitemap.xml", "/browse/agenda.csv", "/S/RES/2553(2020).ris"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Accept-Language" not in answer.get("Vary", "") and "Content-Language" not in answer, address
    chinese = b"".join(client.get("/browse/agenda.csv"))
    client.cookies.clear()
    assert b"".join(client.get("/browse/agenda.csv")) == chinese


def test_every_page_names_its_other_languages(client, seeds):
    page = client.get("/S/RES/2553(2020)", {"text": "zh", "lang": "zh-hant"}).content.decode()
    for tag in SEARCH:
        assert (
            f'<link rel="alternate" hreflang="{tag}" href="http://testserver/S/RES/2553(2020)?text=zh&amp;lang={tag.lower()}">'
            in page
        )


def test_a_page_kept_in_one_language_is_not_shown_in_another(client, seeds):
    """The page cache and the ETag of a document know the language."""
    first = client.get("/S/RES/2553(2020)")
    client.cookies[COOKIE] = "en"
    second = client.get("/S/RES/2553(2020)", headers={"if-none-match": first["ETag"]})
    assert second.status_code == 200 and language_of(second) == "en"
    client.cookies[COOKIE] = "zh-hant"
    assert language_of(client.get("/S/RES/2553(2020)")) == "zh-Hant"
    client.cookies.clear()
    assert language_of(client.get("/S/RES/2553(2020)")) == "zh-Hans"


@pytest.mark.parametrize("address", ["/nothing/here", "/S/RES/2553(2020)?x=%FF", "/search?q=" + "字" * 10])
def test_every_kind_of_page_has_the_three_languages(client, seeds, address):
    for tag in SEARCH:
        separator = "&" if "?" in address else "?"
        assert language_of(client.get(f"{address}{separator}lang={tag}")) == tag


def test_the_words_of_scripts(client):
    words = client.get("/words/en.js")
    assert "Printed on {day}" in words.content.decode() and words["Content-Type"].startswith("text/javascript")
    assert client.get("/words/fr.js").status_code == 404


@pytest.mark.parametrize(
    "address, link",
    [
        ("//evil.example/x", "/%2Fevil.example/x?lang=en"),
        ("/nothing%3Fa%23b", "/nothing%3Fa%23b?lang=en"),
        ("/nothing%25", "/nothing%25?lang=en"),
        ('/nothing"><b>', "/nothing%22%3E%3Cb%3E?lang=en"),
    ],
)
def test_the_switch_stays_on_this_site(client, address, link):
    page = client.get("/", PATH_INFO=unquote(address)).content.decode()
    assert f'href="{link}"' in page and f'href="http://testserver{link}"' in page


def test_a_page_that_the_browser_holds_already_still_changes_the_language(client, seeds):
    """English, Chinese, English again: the third answer is 304."""
    english = client.get("/S/RES/2553(2020)", {"lang": "en"})
    client.get("/S/RES/2553(2020)", {"lang": "zh-hans"})
    again = client.get("/S/RES/2553(2020)", {"lang": "en"}, headers={"if-none-match": english["ETag"]})
    assert again.status_code == 304 and again.cookies[COOKIE].value == "en" and "Cookie" in again["Vary"]
    export = client.get("/S/RES/2553(2020).ris")
    if "ETag" in export:
        known = client.get("/S/RES/2553(2020).ris", {"lang": "en"}, headers={"if-none-match": export["ETag"]})
        assert COOKIE not in known.cookies


def test_a_symbol_opens_its_document_in_the_language_asked_for(client, seeds):
    assert client.get("/search", {"q": "2553", "lang": "en"}).status_code == 302


def test_the_canonical_address_names_the_language_asked_for(client, seeds):
    plain, english = (client.get("/S/RES/2553(2020)", query).content.decode() for query in ({}, {"lang": "en"}))
    assert '<link rel="canonical" href="http://testserver/S/RES/2553(2020)">' in plain
    assert '<link rel="canonical" href="http://testserver/S/RES/2553(2020)?lang=en">' in english
    assert 'hreflang="x-default" href="http://testserver/S/RES/2553(2020)"' in english


def test_an_address_that_is_too_long_is_refused_in_the_language_asked_for(client):
    response = client.get("/search?lang=en&q=" + "x" * 61_000)
    assert response.status_code == 414 and language_of(response) == "en"
    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in response["Vary"].split(",")}
    assert language_of(client.get("/browse")) == "zh-Hans"  # nothing of it stays in the thread


def test_the_name_of_a_page_has_its_symbol_once(client, seeds):
    title = (
        client.get("/S/PRST/2017/1", {"lang": "en"}).content.decode().partition("<title>")[2].partition("</title>")[0]
    )
    assert title.count("S/PRST/2017/1") == 1


def test_statistics_have_the_addresses_of_the_other_languages(client, seeds):
    client.get("/statistics?utm=1")  # what one reader sends is in no other reader's page
    page = client.get("/statistics").content.decode()
    assert 'hreflang="en" href="http://testserver/statistics?lang=en"' in page and "utm" not in page
