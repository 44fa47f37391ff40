"""A search without results leads on: to what remains without a condition, and to pages with the numbers promised."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]
_COUNTED = re.compile(r'<a(?: class="[^"]*")?\s+href="(/search\?[^"]+)"[^>]*>(?:[^<]|<code>[^<]*</code>)*?(\d+) 份')
SEARCHES = [
    {"q": "妇女 量子色动力学"},
    {"q": "妇女和平安全 量子色动力学"},  # its words are in four documents, the string in none
    {"q": "妇女和平安全 量子色动力学", "mode": "exact"},
    {"q": "安理会 量子色动力学", "synonyms": "off"},
    {"q": "妇女 年份:1950"},
    {"q": "妇女 警察改革 类型:宪章"},
    {"q": "警察改革", "kind": "letter"},
    {"q": "标题:警察改革"},
    {"q": "警察 NEAR/0 妇女"},
    {"q": "妇女 量子色动力学", "scope": "operative"},
    {"q": "(妇女 OR 青年) 量子色动力学 段落:执行"},
    {"q": "警察改革"},
    {"q": "妇女和平安全"},
    {"q": "案例会"},
    {"q": "恐怖主意 警察"},
    {"q": "案例會", "kind": "resolution"},
    {"q": "索马里"},
]


def test_every_link_with_a_number_of_documents_leads_to_as_many(client):
    followed = 0
    for parameters in SEARCHES:
        page = client.get("/search", parameters).content.decode()
        for address, count in _COUNTED.findall(page):
            target = client.get("/search", parse_qs(urlsplit(unescape(address)).query))
            catalogue = target.context.get("catalogue") if "collection=catalogue" in address else None
            total = catalogue.total if catalogue else target.context["total"]
            assert total == int(count), (parameters, unescape(address))
            followed += 1
    assert followed > len(SEARCHES)


@pytest.mark.parametrize("typed", ["S_RES_1325(2000)_zh.pdf", "S-RES-1325(2000)-ZH.PDF", "S/RES/1325(2000)号决议全文"])
def test_the_name_of_a_document_without_a_text_is_not_taken_apart(client, typed):
    page = client.get("/search", {"q": typed})
    assert page.context["direct"].document.symbol == "S/RES/1325(2000)"
    assert "缺少" not in page.content.decode()
    assert page.context["total"] or page.context["citing_total"] == 4


def test_a_word_that_occurs_nowhere_is_said_to_be_read_otherwise(client):
    page = client.get("/search", {"q": "案例会"}).content.decode()
    top, _, below = page.partition('class="search-columns"')
    assert re.search(r"没有找到“案例会”；\s+<a\s+href=[^>]*>按“安理会”检索，共 \d+ 份</a>", top)
    assert "按“安理会”找到" in below and "各词都有，但不相连" not in below


@pytest.mark.parametrize(
    "typed", ["S/RES/2820(2026)", "第2820(2026)号决议", "S/PRST/2026/99", "S/RES/9999(2026)", "S_RES_2820(2026)_zh.pdf"]
)
def test_a_symbol_without_a_document_is_not_taken_apart(client, typed):
    assert "缺少" not in client.get("/search", {"q": typed}).content.decode()
    answer = client.get("/api/v1/search", {"q": typed}).json()
    assert answer["partial"]["total"] == 0 and answer["unknown"]["symbol"]


@pytest.mark.parametrize("typed", ["巴尔加斯", "宇都宫氏"])
def test_an_unknown_name_is_not_taken_apart_into_characters(client, typed):
    page = client.get("/search", {"q": typed})
    assert not page.context["partial_results"]


def test_a_notice_links_to_the_query_that_may_be_meant(client):
    page = client.get("/search", {"q": "标体:妇女"})
    notice = page.context["notices"][0]
    assert (notice.suggestion, notice.url) == ("标题:妇女", "/search?q=%E6%A0%87%E9%A2%98%3A%E5%A6%87%E5%A5%B3")
    assert f'<a href="{notice.url}"' in page.content.decode()
    answer = client.get("/api/v1/search", {"q": "标体:妇女"}).json()["notices"]
    assert [(one["start"], one["end"], one["suggestion"]) for one in answer] == [(0, 5, "标题:妇女")]
