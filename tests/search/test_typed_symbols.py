"""Symbols in every spelling, typed into the search box and sent to the API."""

import html
import re
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from resolutions.models import Document, Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]
TODAY = date(2026, 11, 26)
ROWS = [
    ([*line.split("\t"), "", ""])[:3]
    for line in Path(__file__).with_suffix(".tsv").with_stem("typed_symbols").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
GIVEN = Path(__file__).parents[1] / "text" / "tables" / "given_spellings.tsv"


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


def judge(client, typed: str, outcome: str, expected: str) -> str:
    """Return the fault of the answer to ``typed``; empty for an answer as the table says."""
    response = client.get("/search", {"q": typed})
    if outcome == "opens":
        return "" if response.status_code == 302 and response["Location"] == expected else "does not open"
    if response.status_code != 200:
        return f"status {response.status_code}"
    page = response.content.decode().partition('<main id="main"')[2]
    top = page.partition('class="direct"')[2].partition('class="search-columns"')[0]
    if outcome == "none":
        return "names something" if top else ""
    wanted = {
        "first": [f'href="{expected}"', "https://docs.un.org/zh/"],
        "absent": [f'href="{expected.partition(" ")[0]}"', f"没有{expected.partition(' ')[2]}"],
        "several": [f'href="/{symbol}"' for symbol in expected.split()],
        "unknown": [f'href="https://docs.un.org/zh/{expected}"'],
        "impossible": ["不会有", *expected.split(" ", 1)],
    }[outcome]
    return "".join(f"lacks {part}; " for part in wanted if part not in top)


def test_every_spelling_leads_where_the_table_says(client):
    faults = {typed: fault for typed, *expected in ROWS if (fault := judge(client, typed, *expected))}
    assert faults == {} and len(ROWS) > 200


def test_the_given_spellings_lead_to_their_documents(client):
    for line in GIVEN.read_text("utf-8").splitlines()[1:]:
        typed, address = line.split("\t")
        response = client.get("/search", {"q": typed})
        if response.status_code == 302:
            assert response["Location"] == address, typed
        else:
            top = response.content.decode().partition('class="direct"')[2]
            symbol = address[1:].partition("#")[0]
            assert f'href="/{symbol}' in top or f'href="https://docs.un.org/zh/{symbol}"' in top, typed


def test_a_number_that_is_a_year_never_jumps(client):
    """Not even when the resolution of this number is held."""
    Document.objects.filter(symbol="S/RES/1973(2011)").update(status=Status.PUBLISHED)
    for typed in ("1973", "１９７３", "一九七三", "“1973”"):
        response = client.get("/search", {"q": typed})
        assert response.status_code == 200 and 'href="/S/RES/1973(2011)"' in response.content.decode(), typed
    assert client.get("/search", {"q": "第1973号决议"}).status_code == 302


@pytest.mark.parametrize(
    "address, words",
    [("/S/RES/2553(2020)", "2553(2020)"), ("/CHARTER", "联合国宪章"), ("/CHARTER/ch.VII", "宪章第七章")],
)
def test_a_page_that_the_box_opens_has_the_way_back(client, address, words):
    page = client.get(address).content.decode()
    link = re.search(rf'href="([^"]+)"\s*>检索“{re.escape(words)}”全文</a>', page)
    back = client.get(html.unescape(link[1]))
    assert back.status_code == 200 and back.context["total"]


@pytest.mark.parametrize(
    "address, status, sentence",
    [
        ("/S/RES/2553(2020)/op12", 301, "/S/RES/2553(2020)#op12"),
        ("/S/RES/2553(2020)/PP3", 301, "/S/RES/2553(2020)#pp3"),
        ("/s/res/2553/op20a", 301, "/S/RES/2553(2020)#op20a"),
        ("/2553第12段", 301, "/S/RES/2553(2020)#op12"),
        ("/S/RES/2553(2020)/p99", 404, "没有段落 p99"),
        ("/S/RES/2553(2020)/op99", 404, "没有第99段"),
        ("/S/RES/2553(2020)/op99a", 404, "没有第99(a)段"),
        ("/2553第99段", 404, "没有第99段"),
        ("/S/RES/2553(1999)", 404, "第2553号决议是2020年通过的"),
        ("/S/RES/9999", 404, "编号还没有到9999"),
        ("/S/RES/0", 404, "从第1号编起"),
        ("/S/RES/2553(2020)/x9", 404, "不是文号的一部分"),
        ("/S/PRST/1850/1", 404, "从1994年起才写年份"),
        ("/A/RES/99/1", 404, "还没有开"),
        ("/CHARTER/art.112", 404, "共十九章、一百一十一条"),
        ("/S/RES/2820(2026)", 404, "文号写法正确"),
    ],
)
def test_an_address_says_what_does_not_exist(client, address, status, sentence):
    response = client.get(address)
    assert response.status_code == status
    assert sentence in (response["Location"] if status == 301 else response.content.decode())


# As typed, the symbols with a page here, those that may exist, and words of the reason for those that cannot
LISTS = [
    ("S/RES/2553(2020)、S/RES/9999(2020)", "S/RES/2553(2020)", "", {"S/RES/9999(2020)": "不会是2020年的"}),
    ("S/RES/2553(2020) S/RES/9999(2020)", "S/RES/2553(2020)", "", {"S/RES/9999(2020)": "不会是2020年的"}),
    ("S/RES/2553 (2020); S/RES/1325 (2001)", "S/RES/2553(2020)", "", {"S/RES/1325(2001)": "2000年通过"}),
    ("S/RES/2553(2020)，S/PRST/1850/1", "S/RES/2553(2020)", "", {"S/PRST/1850/1": "1994年起"}),
    ("S/RES/2553(2020)\r\nA/RES/99/1\r\nS/RES/1325(2000)", "S/RES/2553(2020) S/RES/1325(2000)", "",
     {"A/RES/99/1": "还没有开"}),
    ("2553、9999", "S/RES/2553(2020)", "", {"S/RES/9999": "没有到9999"}),
    ("第2553(2020)号和第9999(2020)号决议", "S/RES/2553(2020)", "", {"S/RES/9999(2020)": "不会是2020年的"}),
    ("第2553(2020)号决议和第1325(2001)号决议", "S/RES/2553(2020)", "", {"S/RES/1325(2001)": "2000年通过"}),
    ("S/RES/2553(2020)、S/RES/2820(2026)", "S/RES/2553(2020)", "S/RES/2820(2026)", {}),
    ("S/RES/9999、S/RES/9998", "", "", {"S/RES/9999": "没有到9999", "S/RES/9998": "没有到9998"}),
]  # fmt: skip


@pytest.mark.parametrize("typed, listed, possible, impossible", LISTS, ids=[row[0] for row in LISTS])
def test_a_list_names_what_cannot_exist_and_lists_the_rest(client, typed, listed, possible, impossible):
    page = client.get("/search", {"q": typed})
    direct, top = page.context["direct"], page.content.decode().partition('class="direct"')[2].partition("</div>")[0]
    assert [document.symbol for document in direct.listed] == listed.split()
    told = {one.symbol: one.impossible for one in direct.unlisted}
    assert set(told) == {*possible.split(), *impossible}
    for symbol, words in impossible.items():
        assert words in told[symbol] and f"{told[symbol]}。" in top and f"docs.un.org/zh/{symbol}" not in top
    for symbol in possible.split():
        assert not told[symbol] and f'href="https://docs.un.org/zh/{symbol}"' in top
    assert not page.context["partial_results"] and "缺少：" not in page.content.decode()
    answer = client.get("/api/v1/search", {"q": typed}).json()
    assert {one["symbol"] for one in answer["unlisted"]} == set(told) and answer["partial"]["total"] == 0


@pytest.mark.parametrize(
    "typed",
    ["妇女、和平", "S/RES/2553(2020) 妇女", "2005 2010", "2020 S/RES/2553(2020)", "50、60名士兵", "2553 和平 9999"],
)
def test_other_words_are_no_list_with_an_impossible_symbol(client, typed):
    assert not client.get("/search", {"q": typed}).context["direct"].unlisted


@pytest.mark.parametrize(
    "typed, said, symbol",
    [
        ("被引:1325", "本站没有 S/RES/1325(2000) 的全文", "S/RES/1325(2000)"),
        ("cited_by:S/RES/1325(2000) 妇女", "本站没有 S/RES/1325(2000) 的全文", "S/RES/1325(2000)"),
        ("NOT 被引:1325", "本站没有 S/RES/1325(2000) 的全文", "S/RES/1325(2000)"),
        ("被引:(2553 OR 1325)", "本站没有 S/RES/1325(2000) 的全文", "S/RES/1325(2000)"),
        ("被引:S/RES/2820(2026)", "本站没有 S/RES/2820(2026) 的全文", "S/RES/2820(2026)"),
        ("被引:S/PRST/2010/8", "本站没有 S/PRST/2010/8 的全文", "S/PRST/2010/8"),
        ("被引:S/PRST/1850/1", "不会有 S/PRST/1850/1 这份文件", ""),
        ("被引:宪章", "《宪章》不在“被引:”的检索之列", ""),
        ("被引:2553", "", ""),
        ("被引:>=2", "", ""),
    ],
)
def test_citations_of_a_document_without_a_text_are_said_to_be_unknown(client, typed, said, symbol):
    page = client.get("/search", {"q": typed}).content.decode()
    notices = [notice["text"] for notice in client.get("/api/v1/search", {"q": typed}).json()["notices"]]
    assert [said in notice for notice in notices] == ([True] if said else [])
    assert said in page and ("不知道它引用了哪些文件" in page) == bool(symbol)
    if symbol:
        assert f'href="https://docs.un.org/zh/{symbol}">联合国原文</a>' in page
        assert notices[0].endswith(f"https://docs.un.org/zh/{symbol}")
