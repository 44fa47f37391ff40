"""Invalid parameters of every endpoint: each is refused with a Chinese sentence that names it."""

import json
from urllib.parse import urlencode

import pytest

from search.pages.form_state import FILTER_NAMES
from search.protocol.request import MAX_PASTE_LENGTH
from tests.web import factories

API = "/api/v1"
LONG = "字" * 70_000
# An invalid value for each parameter of each endpoint in the schema, with a word of the sentence.
INVALID = {
    "documents": {
        "cursor": [("x", "cursor 无效"), ("\0", "cursor")],
        "page": [("0", "不能小于 1"), ("x", "应是整数"), ("1.5", "应是整数"), ("9999999", "不能大于")],
        "limit": [("0", "不能小于 1"), ("201", "不能大于 200"), ("x", "应是整数"), ("", "应是整数")],
        "kind": [("novel", "应是 resolution、"), ("决议", "应是")],
        "organ": [("X", "应是")],
        "year": [("1944", "不能小于 1945"), ("2101", "不能大于 2100"), ("x", "应是整数"), ("2010-2019", "应是整数")],
        "quality": [("bad", "应是")],
        "held": [("maybe", "应是 true 或 false")],
    },
    "documents/S/RES/2553": {},
    "paragraphs": {
        "cursor": [("x", "cursor 无效")],
        "page": [("0", "不能小于 1")],
        "limit": [("0", "不能小于 1")],
        "document": [("nothing", "没有 nothing 这份文件"), ("x" * 401, "不能超过 400 个字符")],
        "kind": [("novel", "应是 heading、")],
    },
    "citations": {
        "cursor": [("x", "cursor 无效")],
        "page": [("0", "不能小于 1")],
        "limit": [("0", "不能小于 1")],
        "source": [("nothing", "没有 nothing 这份文件")],
        "target": [("2553(2019)", "是否要找 S/RES/2553(2020)")],
        "verb_group": [("love", "应是 recall、")],
        "counted": [("2", "应是 true 或 false")],
    },
    "resolve": {"text": [("", "不能是空的"), ("字" * 2_001, "不能超过 2000 个字符"), ("\0", "含有不允许的字符")]},
    "search": {
        "q": [("字" * (MAX_PASTE_LENGTH + 1), "不能超过 5000 个字符"), ("\0", "含有不允许的字符")],
        "piece": [("字" * 11, "不能超过 10 个字符")],
        "mode": [("loose", "应是"), ("EXACT", "应是")],
        "scope": [("everywhere", "应是 all、title、")],
        "synonyms": [("no", "应是 on、off 之一"), ("0", "应是")],
        "partial": [("no", "应是 on、off 之一")],
        "collection": [("all", "应是")],
        "sort": [("date", "应是 relevance、newest、"), ("new", "应是"), ("-date", "应是")],
        "page": [("0", "不能小于 1"), ("x", "应是整数"), ("１", "应是整数"), ("5001", "不能大于 5000")],
        "kind": [("novel", "应是 resolution、")],
        "year": [("20", "应是年份"), ("2019-", "应是年份"), ("2019-2010", "应是年份"), ("二〇二〇", "应是年份")],
        "organ": [("SC", "应是 S、A、")],
        "cites": [("1325决议和别的", "没有 1325决议和别的 这份文件"), ("x", "没有 x 这份文件")],
        "theme": [("字" * 301, "不能超过")],
        "agenda": [("字" * 301, "不能超过")],
        "subject": [("字" * 301, "不能超过")],
        "vote": [("many", "应是"), ("15", "应是")],
        "charter": [("XX", "应是 I、II、"), ("7", "应是"), ("第七章", "应是")],
        "verb": [("love", "应是 recall、")],
        "quality": [("bad", "应是")],
        "from": [("2001-13-01", "应是日期"), ("yesterday", "应是日期"), ("2001", "应是日期")],
        "to": [("2001-02-30", "应是日期"), ("1", "应是日期")],
    },
}  # fmt: skip
ROWS = [(path, name, *row) for path, names in INVALID.items() for name, rows in names.items() for row in rows]


@pytest.fixture(autouse=True)
def site(db):
    factories.make_repertoire(factories.make_resolution())
    factories.index()


def refusals(get, path: str, parameters: dict) -> tuple[int, dict]:
    response = get(f"{API}/{path}", parameters)
    assert response["Content-Type"] == "application/json" and response["Access-Control-Allow-Origin"] == "*"
    return response.status_code, response.json()


def test_the_table_has_every_parameter_of_the_schema(client):
    described = client.get(f"{API}/openapi.json").json()["paths"]
    names = {
        path.removeprefix(f"{API}/").replace("{symbol}", "S/RES/2553"): {
            one["name"] for one in operations["get"]["parameters"] if one["in"] == "query"
        }
        for path, operations in described.items()
    }
    assert {path: set(rows) for path, rows in INVALID.items()} == names
    assert set(FILTER_NAMES) <= names["search"] | {"date"}  # written as its bounds


def test_an_invalid_value_is_refused_by_name(client):
    faults = {}
    for path, name, value, sentence in ROWS:
        status, answer = refusals(client.get, path, {name: value})
        named = status == 404 or any(one["name"] == name for one in answer.get("errors", []))
        if status not in (400, 404) or sentence not in answer["detail"] or not (named or name in answer["detail"]):
            faults[path, name, value[:20]] = (status, answer["detail"])
    assert faults == {}


@pytest.mark.parametrize("name", ["format", "yaer", "Sort", "q[]", "_", "字"])
def test_a_parameter_that_does_not_exist_is_refused_by_every_endpoint(client, name):
    for path, names in INVALID.items():
        status, answer = refusals(client.get, path, {name: "json"})
        assert status == 400 and f"没有这个参数：{name}" in answer["detail"], path
        assert all(known in answer["detail"] for known in names)


@pytest.mark.parametrize(
    "content_type", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_search_may_be_posted(client, content_type):
    def post(address, parameters):
        if content_type == "application/json":
            return client.post(address, json.dumps(parameters), content_type)
        if content_type == "multipart/form-data":
            return client.post(address, parameters)
        return client.post(address, urlencode(parameters, doseq=True), content_type)

    parameters = {"q": "部门", "kind": ["resolution", "letter"], "sort": "newest", "page": 1}
    posted, got = post(f"{API}/search", parameters), client.get(f"{API}/search", parameters)
    assert posted.status_code == 200 and posted.json() == got.json() and posted.json()["total"]
    for name, value, sentence in ((n, v, s) for p, n, v, s in ROWS if p == "search"):
        status, answer = refusals(post, "search", {name: value})
        assert status == (404 if name == "cites" else 400), (name, value)
        assert sentence in answer["detail"] or (name == "page" and "应是整数" in answer["detail"]), (name, value)
    assert refusals(post, "search", {"format": "x"})[0] == 400


@pytest.mark.parametrize(
    "body, content_type, status, sentence",
    [
        ("{", "application/json", 400, "不是有效的 JSON"),
        ("[]", "application/json", 400, "应是 JSON 对象"),
        ('{"q": {"a": 1}}', "application/json", 400, "q 应是文字"),
        ('{"q": null}', "application/json", 400, "q 应是文字"),
        ("[" * 100_000, "application/json", 400, "不是有效的 JSON"),
        (b"\xff", "application/json", 400, "不是有效的 JSON"),
        ("q", "text/plain", 415, "应是 JSON 或表单"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(client, body, content_type, status, sentence):
    response = client.post(f"{API}/search", body, content_type)
    assert response.status_code == status and sentence in response.json()["detail"]


def test_a_long_text_is_answered_with_its_sources(client):
    text = factories.PREAMBLE * 9
    answer = client.post(f"{API}/search", {"q": text[:600]}).json()
    assert answer["results"][0]["symbol"] == "S/RES/2553(2020)"
    assert answer["pasted"]["sources"][0]["url"] == "/S/RES/2553(2020)" and answer["pasted"]["pieces"]


def test_a_page_behind_the_last_says_which_is_the_last(client):
    for path in ("documents?limit=1&page=999", "search?q=部门&page=99", "citations?page=2", "paragraphs?page=3"):
        status, answer = refusals(client.get, path, None)
        assert status == 404 and "最后一页是第" in answer["detail"] and answer["pages"] >= 1
    last = client.get(f"{API}/documents?limit=1&page=999").json()["pages"]
    assert client.get(f"{API}/documents?limit=1&page={last}").json()["next"] is None


def test_lists_and_searches_lead_to_their_neighbours(client, monkeypatch):
    monkeypatch.setattr("search.pages.form_state.PAGE_SIZE", 1)
    monkeypatch.setattr("resolutions.api.search_endpoint.PAGE_SIZE", 1)
    for start in ("documents?limit=1", "search?q=*"):
        forwards = []
        address = f"{API}/{start}"
        while address:
            page = client.get(address).json()
            forwards.append((page["page"], page.get("items") or page["results"]))
            assert page["pages"] >= page["page"]
            last, address = address, page["next"]
        backwards, address = [], last
        while address:
            page = client.get(address).json()
            backwards.append((page["page"], page.get("items") or page["results"]))
            address = page["previous"]
        assert [number for number, _ in forwards] == list(range(1, page["pages"] + 1))
        assert backwards[::-1] == forwards and len(forwards) > 1


def test_symbols_without_a_page_are_judged(client):
    def unknown(typed):
        return client.get(f"{API}/search", {"q": typed}).json()["unknown"]

    assert unknown("S/RES/2820(2026)")["official_url"] == "https://docs.un.org/zh/S/RES/2820(2026)"
    assert unknown("S/RES/2553(1999)") == {
        "symbol": "S/RES/2553(1999)", "official_url": "", "impossible": "第2553号决议是2020年通过的",
    }  # fmt: skip
    assert unknown("2553") is None and unknown("妇女") is None
    resolved = client.get(f"{API}/resolve", {"text": "S/RES/9999"}).json()
    assert "编号还没有到9999" in resolved["impossible"] and resolved["official_url"] == ""


OPEN = [
    "/new.atom", "/search.atom?q=x", "/search.csv?q=x", "/search.ris?q=部门", "/references.bib?symbol=2553",
    "/data/none", "/years/2020.ris", "/S/RES/2553(2020).txt", "/S/RES/2553(2020).nothing",
    "/S/RES/2553(2020)/cited-by.csv",
    "/S/RES/2553(2020)/cited-by.atom", "/S/RES/2553(2020)/graph.svg", "/S/RES/2553(2020)/graph.graphml",
    "/statistics/nothing.csv", "/sitemap.xml", "/opensearch.xml", "/search/suggest?q=x", "/S/RES/1(1900).json",
]  # fmt: skip


def test_feeds_and_exports_may_be_read_by_pages_of_every_site(client):
    for address in OPEN:
        preflight = client.options(address, headers={"Access-Control-Request-Method": "GET"})
        for answer in (client.get(address), client.head(address), preflight):
            assert answer["Access-Control-Allow-Origin"] == "*", address
        assert preflight.status_code == 204 and "GET" in preflight["Access-Control-Allow-Methods"], address
    for address in ("/", "/search?q=x", "/S/RES/2553(2020)", "/admin/login/", "/nothing"):
        assert "Access-Control-Allow-Origin" not in client.get(address), address
