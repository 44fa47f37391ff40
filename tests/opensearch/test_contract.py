"""Both engines give the same answers: the same table over made documents, and equality over real texts.

Scores may differ by rounding; documents with equal scores come in the order of their keys in both.
"""

from dataclasses import replace
from datetime import date

import pytest

from search.opensearch_engine.cluster import bulk_writes
from search.opensearch_engine.cluster.errors import ClusterWriteError
from search.protocol.answer import Answer, DocumentResult
from search.protocol.errors import QueryTooComplexError
from search.protocol.key_facets import KeyFacet
from search.protocol.request import SearchRequest
from search.query.parser import Or, TextCondition
from tests.opensearch.indexes import ask_cluster, open_cluster
from tests.search.reading import TEXTS, read_source
from tests.search.small_index import document, open_search

MADE = [
    document(
        1,
        ("preamble", "回顾第2151(2014)号决议，强调妇女、和平与安全议程"),
        ("operative", "决定继续积极处理此案"),
        ("sub", "(a) 部署警察"),
        symbol="S/RES/2200(2015)",
        title="安全部门改革",
        kind="resolution",
        organ="S",
        date=date(2015, 2, 1),
        year=2015,
        cited=3,
        cites=("S/RES/2151(2014)",),
        themes=("妇女",),
        verbs=(("回顾", "S/RES/2151(2014)"),),
    ),
    document(
        2,
        ("preamble", "重申《宪章》第七章。根据第5、6段，this is Al-Qaida COVID-19"),
        ("operative", "决定在索马里打击海盗行为。要求船旗国合作"),
        ("footnote", "见妇女和平与安全议程"),
        symbol="S/RES/2151(2014)",
        title="索马里海盗",
        subject="索马里局势",
        kind="resolution",
        organ="S",
        date=date(2014, 4, 28),
        year=2014,
        cited=9,
        themes=("海盗", "海盗"),
    ),
    document(3, ("body", "海盗威胁航运。" * 3), ("body", "秘书长的报告"), symbol="S/2010/394", title="海盗问题"),
    document(
        4, ("body", "第五十一条，九·一一，50%，2,000名士兵，\U00020000字"), kind="report", title="杂项", date=None
    ),
    document(5, ("operative", "决"), ("operative", "定处理"), ("annex", "附件：决议草案"), title="", cited=3),
    document(6, title="空文件", kind="letter"),
]

# Query, mode, and the keys of the documents found in any order
FOUND = [
    ("海盗", "", [2, 3]),
    ("海盗行为", "exact", [2]),
    ("婦女、和平與安全", "", [1, 2]),
    ("妇女和平与安全议程", "", [1, 2]),
    ('"妇女、和平与安全"', "", [1]),
    ("宪章第七章", "", [2]),
    ("第5、6段", "", [2]),
    ("56段", "exact", []),
    ("isis", "exact", []),
    ("AlQaida", "", [2]),
    ("covid19", "", [2]),
    ("covid", "", [2]),
    ("cov*", "", [2]),
    ("?ovid", "", [2]),
    ("ovid", "exact", [2]),
    ("海盗～", "", [2, 3]),
    ("九一一", "", [4]),
    ("五十一条", "", [4]),
    ("2,000名士兵", "", [4]),
    ("50%", "", [4]),
    ("\U00020000", "", [4]),
    ("决定处理", "exact", [5]),
    ("案(a)部署", "exact", [1]),
    ("执行:决定处理", "", [5]),
    ("序言:决定", "", []),
    ("标题:海盗", "", [2, 3]),
    ("议程项目:索马里", "", [2]),
    ("附件:妇女", "", [2]),
    ("附件:附件决议", "", [5]),
    ("NOT 海盗 决定", "", [1, 5]),
    ("-海盗", "", [1, 4, 5, 6]),
    ("海盗 OR 妇女", "", [1, 2, 3]),
    ("海盗 NEAR/3 索马里", "", [2]),
    ("海盗 NEAR/1 船旗国", "", []),
    ("海盗 同段 船旗国", "", [2]),
    ("海盗 同句 船旗国", "", []),
    ("年份:2014..2015", "", [1, 2]),
    ("引用:S/RES/2151(2014)", "", [1]),
    ("被引:S/RES/2200(2015)", "", [2]),
    ("类型:决议 决定", "", [1, 2]),
    ("S/RES/2151(2014)", "", [2]),
    ("2151", "", [1, 2]),
    ("*", "", [1, 2, 3, 4, 5, 6]),
    ("没有此词", "exact", []),
    ("决", "", [1, 2, 5]),
    ("，", "", [1, 2, 4]),
]

ORDERS = [
    ({"sort": "newest"}, [3, 5, 6, 1, 2, 4]),
    ({"sort": "oldest"}, [2, 1, 3, 5, 6, 4]),
    ({"sort": "cited"}, [2, 1, 5, 3, 4, 6]),
    ({"order_by": ("-year", "symbol")}, None),
    ({"order_by": ("date", "-key")}, None),
    ({"order_by": ("organ", "kind", "title")}, None),
    ({"sort": "newest", "offset": 2, "size": 2}, [6, 1]),
]


@pytest.fixture(scope="module")
def made(request, tmp_path_factory):
    """The made documents in both engines; the second is None where no cluster can be started."""
    whoosh = open_search(tmp_path_factory.mktemp("made"), MADE).answer
    return {"whoosh": whoosh}


@pytest.fixture(scope="module")
def made_cluster(address):
    return ask_cluster(open_cluster(address, MADE))


@pytest.fixture(params=["whoosh", "opensearch"])
def answer(request, made):
    return made["whoosh"] if request.param == "whoosh" else request.getfixturevalue("made_cluster")


def keys(found: Answer) -> list[int]:
    return [result.card.key for result in found.results]


def test_both_engines_find_the_documents_of_the_table(answer):
    found = {(typed, mode): sorted(keys(answer(SearchRequest(typed, mode=mode)))) for typed, mode, _ in FOUND}
    expected = {(typed, mode): rows for typed, mode, rows in FOUND}
    assert {key: rows for key, rows in found.items() if rows != expected[key]} == {}


def test_both_engines_keep_the_orders_of_the_table(answer):
    for options, expected in ORDERS:
        found = keys(answer(SearchRequest("*", **options)))
        assert expected is None or found == expected, options


def test_both_engines_say_that_an_answer_is_a_fallback_and_what_is_missing(answer):
    found = answer(SearchRequest("海盗 决定 部署", with_partial=True))
    assert found.total == 0 and not found.is_fallback and found.partial.total >= 2
    assert {row.card.key: row.missing for row in found.partial.results}[2] == ("部署",)
    fallback = answer(SearchRequest("打击船旗国"))
    assert fallback.is_fallback and fallback.mode == "fuzzy" and keys(fallback) == [2]
    counts = {row.query: (row.count, row.count_without) for row in found.condition_counts}
    assert counts == {"海盗": (2, 1), "决定": (3, 0), "部署": (1, 1)}


# Over real texts


def real_documents():
    return [read_source(key, path) for key, path in enumerate(sorted(TEXTS.glob("*.txt")), start=1)] + [
        replace(one, key=one.key + 100) for one in MADE
    ]


@pytest.fixture(scope="module")
def both(address, tmp_path_factory):
    documents = real_documents()
    return open_search(tmp_path_factory.mktemp("real"), documents).answer, ask_cluster(open_cluster(address, documents))


def request_of(typed: str, **options) -> SearchRequest:
    return SearchRequest(typed, with_partial=True, **options)


LONG = "".join(passage.text for passage in real_documents()[0].passages)
SUBJECTS = KeyFacet({"妇女": (1, 101), "海盗": (102, 103, 2), "空": ()}, names={"妇女": "妇女", "海盗": "海盗"})
CHARTER = KeyFacet({"VII": (2, 101), "VI": (102,)})
REQUESTS = [
    *(request_of(typed) for typed, mode, _ in FOUND if not mode),
    *(request_of(typed, mode="fuzzy") for typed in ("安全理事会决议", "妇女和平", "海盗行为", "联合国组织")),
    *(request_of(typed) for typed in (
        "安全理事会", "联合国 会员国", "安全 和平 国家", "决定继续处理此案", "安理会～", "res*", "第*", "1*", "20??",
        "案例會", "haidao", "han dao", "海道 船旗国", "somali", "wom?n", '"。"', "的", "a", "1", "% 海盗",
        "利比亚 制裁 警察",
        "促进安全部门改革的国家主导权", "重申 尊重 主权、独立、领土完整 国家统一", "（海盗 OR 警察） NOT 标题:海盗",
        "标题:安全 正文:国家", "段落:执行 决定", "主题词:海盗", "联合国 NEAR/10 秘书长",
        "联合国 同段 秘书长 同段 会员国",
        "what is peace", "为什么要打击海盗", "", " ", "AND", "((", "\ud800海盗", "Ⅶ", "ﷺ",
        "海盗 、", "海盗 -", "海盗 ，", "海盗 。", "安全 、 和平", "联合国 、",
        "执行:海盗 、", "决定-处理",
        "- - - -", "-", "、", "、* 海盗*", "的* 、* 一*", "，，", "标题:-", "(-)",
    )),
    *(request_of("安全", **options) for options in (
        {"sort": "newest"}, {"sort": "oldest"}, {"sort": "cited"}, {"sort": "added"}, {"offset": 2, "size": 2},
        {"scope": "title"}, {"scope": "preamble"}, {"scope": "operative"}, {"scope": "notes"}, {"scope": "body"},
        {"filters": {"kind": ("resolution",)}}, {"filters": {"year": ("2010-2014", "2020")}},
        {"filters": {"organ": ("S",), "kind": ("statement", "letter")}}, {"filters": {"date": ("2014-01-01..",)}},
        {"filters": {"cites": ("S/RES/2151(2014)",)}}, {"filters": {"theme": ("没有",)}},
        {"filters": {"subject": ("妇女",)}, "key_facets": {"subject": SUBJECTS}},
        {"key_facets": {"subject": SUBJECTS}}, {"with_facets": False}, {"with_snippets": False},
        {"use_synonyms": False},
        {"order_by": ("-date", "title")}, {"order_by": ("organ", "-cited", "symbol")},
    )),
    request_of("", filters={"kind": ("resolution",)}),
    request_of("主题词:妇女", key_facets={"subject": SUBJECTS}),
    *(request_of(typed, key_facets={"charter": CHARTER}) for typed in ("引用:第七章", "海盗 NOT 引用:宪章第六章")),
    request_of(LONG[:900]), request_of(LONG[:350] + "海盗威胁航运。" * 30), request_of(LONG[40:160]),
    SearchRequest(pieces=("安全部门改革", "会员国")), SearchRequest(pieces=("没有此词",)),
]  # fmt: skip


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda one: f"{one.typed[:20]!r} {one.mode}")
def test_opensearch_answers_as_whoosh_does(both, request_):
    whoosh, cluster = both
    expected, found = whoosh(request_), cluster(request_)
    if not found.pasted:
        assert ranked(found.results) == ranked(expected.results)
    assert [one.card.key for one in found.results] == [one.card.key for one in expected.results]
    assert ranked(found.partial.results) == ranked(expected.partial.results)
    assert without_scores(found) == without_scores(expected)


def ranked(results: tuple[DocumentResult, ...]) -> list[tuple[int, float]]:
    return [(result.card.key, pytest.approx(result.score, abs=0.01)) for result in results]


def without_scores(found: Answer) -> Answer:
    """Return an answer with the results by key: equal scores may be rounded to another order."""
    plain = tuple(replace(one, score=0.0) for one in sorted(found.results, key=lambda one: one.card.key))
    partial = tuple(replace(one, score=0.0) for one in sorted(found.partial.results, key=lambda one: one.card.key))
    return replace(found, results=plain, partial=replace(found.partial, results=partial))


def test_more_clauses_than_opensearch_allows_find_the_same_documents(both, monkeypatch):
    monkeypatch.setattr("search.results.time_limit.QUERY_CPU_SECONDS", 600.0)
    monkeypatch.setattr("search.results.time_limit.QUERY_WALL_SECONDS", 600.0)
    whoosh, cluster = both
    strings = sorted({LONG[at : at + 2] for at in range(len(LONG) - 1) if LONG[at : at + 2].isalpha()})
    assert len(strings) > 1_024
    for scope in ("all", "operative"):
        request = SearchRequest(node=Or(tuple(TextCondition(string, string) for string in strings)), scope=scope)
        expected, found = whoosh(request), cluster(request)
        assert {one.card.key for one in found.results} == {one.card.key for one in expected.results}
        assert (found.total, found.facets) == (expected.total, expected.facets) and found.total


def test_a_condition_that_would_read_too_many_texts_is_refused(address, monkeypatch):
    monkeypatch.setattr("search.opensearch_engine.reading.documents.MAX_READ_DOCUMENTS", 1)
    with pytest.raises(QueryTooComplexError):
        ask_cluster(open_cluster(address, MADE))(SearchRequest("海盗 NEAR/5 决定 OR 海盗 同段 威胁 OR 决 同段 定"))


DAWN, DUSK = document(1, ("body", "黎明的会议")), document(1, ("body", "黄昏的会议"))


def test_a_write_that_arrives_late_replaces_and_revives_nothing(address):
    opened = open_cluster(address, [DAWN])
    documents = opened()
    ask = ask_cluster(opened)

    def write(sources, removed, version: int) -> None:
        operations = bulk_writes.build_operations(sources, removed, version)
        bulk_writes.write(documents.cluster, documents.index, operations, is_visible=True)

    write([DUSK], [], 5)
    write([DUSK], [], 5)  # the same request again, from a client that retries
    with pytest.raises(ClusterWriteError, match="version"):
        write([DAWN], [], 4)
    assert ask(SearchRequest('"黄昏"')).total == 1 and ask(SearchRequest('"黎明"')).total == 0
    write([], [1], 6)
    with pytest.raises(ClusterWriteError, match="version"):
        write([DUSK], [], 5)
    assert ask(SearchRequest('"黄昏"')).total == 0
