"""The language of the interface: address, cookie, browser; what varies with it and what does not."""

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
    [("en", "en"), ("EN", "en"), ("zh-Hant", "zh-Hant"), ("zh-hans", "zh-Hans"), ("fr", "zh-Hans"), ("", "zh-Hans")],
)
def test_an_address_asks_for_a_language(client, asked, tag):
    response = client.get("/browse", {"lang": asked})
    assert language_of(response) == tag
    chosen = response.cookies[COOKIE].value if COOKIE in response.cookies else None
    assert chosen == (asked.lower() if asked.lower() in ("en", "zh-hant", "zh-hans") else None)
    assert language_of(client.get("/browse")) == tag  # the next page needs no parameter


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
