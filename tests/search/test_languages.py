"""The search in English and traditional Chinese: sentences on queries, names, suggestions; exports stay Chinese."""

import ast
import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.utils import translation

from resolutions.interface.sentences import translate_sentence
from resolutions.models import AgendaItem, Subject
from resolutions.text.citations.verb_words import VERB_GROUP_NAMES
from resolutions.text.han import HAN
from resolutions.text.symbol_limits import explain_impossible_symbol
from search.pages.filter_form import build_filter_form
from search.pages.filter_names import VERB_NAMES, format_filter_value
from search.pages.form_state import FormState
from search.protocol.answer import FacetCount
from search.protocol.errors import IndexDamagedError, SearchBusyError
from search.query.parser import parse_query
from search.query.symbol_lookup import SymbolMatch, UnknownSymbol
from tests.web.html import normalize_tags

ROOT = Path(__file__).resolve().parent.parent.parent
CHINESE_SENTENCE = re.compile("[。，；：？]")
# Files with sentences for readers, all of them; pages print them by ``translate_sentence``.
WITH_SENTENCES = (
    *("query/symbol_lookup", "query/parser/grammar", "query/parser/lexer", "query/parser/query"),
    *("query/parser/values", "query/parser/words", "protocol/errors", "results/run", "results/time_limit"),
    *("results/word_patterns", "index/folder", "opensearch_engine/cluster/client"),
    *("opensearch_engine/cluster/errors", "opensearch_engine/answers/searcher", "opensearch_engine/health"),
)
# Sentences put together from others; QUERIES and DAMAGE have each of them.
BUILT = {
    "没有“X”这个字段，“X”已按文字检索。字段有：X。",
    "“X”已按文字检索；X：X。",
    "没有“X”这种X，已略去；可用 X。",
    "* 和 ? 只能代表拉丁词或数字里的字符；汉字之间隔着别的字，写作 安理会 NEAR/5 制裁，或用空格隔开。",
    "X损坏的文件：XX。",
    "正在后台重建，文件页面不受影响。",
}
ROWS = Path(__file__).with_name("english_sentences.tsv").read_text("utf-8").splitlines()[1:]
QUERIES = dict(row.split("\t") for row in ROWS) | {
    "妇女" * 200: "The query is too long; only its first 300 characters were used.",
    "妇 " * 41: "There are too many conditions; only the first 40 were used.",
}
DAMAGE = {  # by the names of the files
    (): "The search index is damaged and must be rebuilt.",
    ("a.bin", "b.bin"): "The search index is damaged and must be rebuilt. Damaged files: a.bin、b.bin.",
    tuple("abcdefg"): "The search index is damaged and must be rebuilt. Damaged files: a、b、c、d、e, 7 in all.",
}


def sentences_of(name: str):
    """Yield the sentences that a module writes, X for each value."""
    module = import_module(f"search.{name.replace('/', '.')}")
    tree = ast.parse((ROOT / "search" / f"{name}.py").read_text())
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    written = [node for node in ast.walk(tree) if id(node) not in parts]
    for node in written:
        text = ""
        for part in node.values if isinstance(node, ast.JoinedStr) else [node]:
            if isinstance(part, ast.Constant):
                text += part.value if isinstance(part.value, str) else ""
            elif isinstance(part, ast.FormattedValue):
                constant = getattr(module, part.value.id, "X") if isinstance(part.value, ast.Name) else "X"
                text += constant if isinstance(constant, str) else "X"
        if HAN.search(text) and text.endswith("。"):
            yield text


@pytest.mark.parametrize("name", WITH_SENTENCES)
def test_every_sentence_for_readers_has_english(name):
    sentences = list(sentences_of(name))
    assert sentences
    with translation.override("en"):
        assert [text for text in sentences if translate_sentence(text) == text and text not in BUILT] == []


def test_no_other_module_below_the_pages_writes_sentences():
    others = [
        str(path.relative_to(ROOT / "search").with_suffix(""))
        for folder in ("query", "protocol", "results", "index", "opensearch_engine", "haystack_engine", "chinese")
        for path in (ROOT / "search" / folder).rglob("*.py")
        if "kernels" not in path.parts and path.name != "__init__.py"
    ]
    assert {name for name in others if list(sentences_of(name))} == set(WITH_SENTENCES)


@pytest.mark.parametrize("typed", QUERIES)
def test_the_sentences_on_a_query_in_english(typed):
    notices = parse_query(typed).notices
    with translation.override("en"):
        assert QUERIES[typed] in [translate_sentence(notice.text) for notice in notices]


@pytest.mark.parametrize("names", DAMAGE)
def test_the_sentences_on_a_damaged_index_in_english(names):
    rebuilding = " It is being rebuilt in the background; the pages of documents are not affected."
    sentence = IndexDamagedError(names).explanation
    with translation.override("en"):
        shown = [translate_sentence(text) for text in (sentence, f"{sentence}正在后台重建，文件页面不受影响。")]
    expected = [DAMAGE[names], DAMAGE[names] + rebuilding]
    assert [text.replace("、", ", ") for text in shown] == [text.replace("、", ", ") for text in expected]


@pytest.mark.parametrize("typed", QUERIES)
def test_what_was_typed_stays_as_it_is_in_traditional_chinese(typed):
    with translation.override("zh-hant"):
        for notice in parse_query(typed).notices:
            shown = translate_sentence(notice.text)
            quoted = re.search("“(.+?)”", notice.text)
            assert not quoted or quoted[1] not in typed or quoted[0] in shown, shown
            assert len(shown) == len(notice.text)


@pytest.mark.parametrize(
    "symbol", ["S/RES/2553(1999)", "S/RES/0", "S/RES/9999(2020)", "S/RES/9999", "S/PRST/2030/1", "S/PRST/2014/900"]
)
def test_why_a_symbol_cannot_exist_in_english(symbol):
    explained = UnknownSymbol(symbol, explain_impossible_symbol(symbol, date(2026, 1, 1)))
    context = {"direct": SymbolMatch(unlisted=(explained,))}
    with translation.override("en"):
        page = get_template("search/direct.html").render(context)
    assert "There can be no such document: " in page and not HAN.search(page)


def test_the_verbs_are_those_of_the_reader():
    assert {value: str(name) for value, name in VERB_NAMES.items()} == VERB_GROUP_NAMES


@pytest.mark.parametrize(
    "field, value, english",
    [
        ("year", "1990-1999", "1990–1999"),
        ("year", "2004", "2004"),
        ("date", "2001-09-12..", "from 12 September 2001"),
        ("date", "..2001-09-12", "until 12 September 2001"),
        ("date", "2001-09-12..2002-01-31", "12 September 2001 – 31 January 2002"),
        ("vote", "no-vote", "Without a vote"),
        ("scope", "notes", "Footnotes and annexes"),
        ("verb", "recall", "Recalling"),
        ("charter", "VII", "Chapter VII"),
        ("cites", "CHARTER", "Charter of the United Nations"),
        ("cites", "S/RES/1325(2000)", "S/RES/1325(2000)"),
        ("theme", "妇女、和平与安全", "妇女、和平与安全"),
    ],
)
def test_names_of_values_in_english(field, value, english):
    with translation.override("en"):
        assert format_filter_value(field, value) == english


def test_decades_in_each_language():
    counts = {"year": [FacetCount(str(year), 1) for year in range(1985, 2005)]}
    names = {}
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            facet = build_filter_form(90, counts, FormState()).facets[0]
            names[language] = facet.name, [choice.name for choice in facet.choices], facet.choices[0].parts[0].name
    assert names == {
        "zh-hans": ("年份", ["2000年代", "1990年代", "1980年代"], "2004年"),
        "zh-hant": ("年份", ["2000年代", "1990年代", "1980年代"], "2004年"),
        "en": ("Year", ["2000s", "1990s", "1980s"], "2004"),
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("seeds")
class TestPages:
    """The pages over the five texts and the catalogue."""

    def test_agenda_items_have_their_english_names(self, client):
        parameters = {"q": "索马里", "collection": "catalogue", "lang": "en"}
        facets = {facet.field: facet for facet in client.get("/search", parameters).context["filters"].facets}
        choice = facets["agenda"].choices[0]
        item = AgendaItem.objects.get(name_zh=choice.value, joined_to=None)
        assert choice.name == item.name_en != item.name_zh
        chosen = client.get("/search", {**parameters, "agenda": item.name_zh}).context["chips"]
        assert chosen[0].name == f"Agenda item: {item.name_en}"

    def test_results_have_the_english_names_of_their_agenda_items(self, client):
        for language in ("en", "zh-hant"):
            rows = client.get("/search", {"q": "安全部门改革", "lang": language}).context["results"]
            named = {(row.card.subject, row.english_subject) for row in rows if row.card.subject}
            for chinese, english in named:
                expected = AgendaItem.objects.get(name_zh=chinese, joined_to=None).name_en if language == "en" else ""
                assert english == expected
            assert named

    def test_subjects_have_their_english_names(self, client):
        subject = Subject.objects.filter(joined_to=None).exclude(name_zh="").order_by("pk")[0]
        parameters = {"q": "*", "collection": "catalogue", "subject": subject.name_zh}
        names = {
            lang: client.get("/search", {**parameters, "lang": lang}).context["chips"][0].name
            for lang in ("en", "zh-hans")
        }
        assert names == {"en": f"Subject: {subject.name_en}", "zh-hans": f"主题词：{subject.name_zh}"}

    def test_themes_are_marked_as_chinese(self, client):
        page = normalize_tags(client.get("/search", {"q": "妇女", "theme": "海盗", "lang": "en"}).content.decode())
        assert 'Theme named in citations: <span lang="zh-Hans">海盗</span>' in page

    @pytest.mark.parametrize("language", ["en", "zh-hant"])
    @pytest.mark.parametrize(
        "address", ["/search.csv?q=妇女", "/search.atom?q=妇女", "/search.ris?q=妇女", "/api/v1/search?q=标体:妇女"]
    )
    def test_answers_for_programs_stay_in_simplified_chinese(self, client, language, address):
        def answer() -> str:
            response = client.get(address)
            return b"".join(response).decode()

        chinese = answer()
        client.cookies["language"] = language
        client.get("/search")
        assert HAN.search(chinese) and without_times(answer()) == without_times(chinese)

    def test_suggestions_are_in_the_language_of_the_page(self, client):
        kinds = {}
        for language in ("zh-hans", "en", "zh-hans"):
            client.cookies["language"] = language
            response = client.get("/search/suggest", {"q": "中东"})
            assert {"Accept-Language", "Cookie"} <= set(re.split(", ?", response["Vary"]))
            rows = response.json()["suggestions"]
            kinds[language] = {row["url"]: (row["text"], row["kind"]) for row in rows if row["url"]}
        assert kinds["en"].keys() == kinds["zh-hans"].keys()
        for url, (text, kind) in kinds["zh-hans"].items():
            english, english_kind = kinds["en"][url]
            if kind == "议程项目":
                assert english_kind == "Agenda item" and HAN.search(text) and not HAN.search(english)
        assert "议程项目" in {kind for _, kind in kinds["zh-hans"].values()}

    def test_a_document_is_suggested_with_its_english_agenda_item(self, client):
        client.cookies["language"] = "en"
        rows = client.get("/search/suggest", {"q": "S/RES/132"}).json()["suggestions"]
        assert rows and not any(HAN.search(row["kind"].partition(": ")[2]) for row in rows)

    def test_the_search_that_fails_says_so_in_english(self, client, monkeypatch):
        def fail(*_):
            raise SearchBusyError("服务器正忙，这次检索未能在限定的时间内完成。检索式没有问题，请过一会儿再试。")

        monkeypatch.setattr("search.whoosh_engine.engine.WhooshEngine.search", fail)
        page = client.get("/search", {"q": "妇女", "lang": "en"}).content.decode()
        assert "<h1>The server is busy</h1>" in page and "The query is correct; please try again in a moment." in page
        assert client.get("/api/v1/search", {"q": "妇女"}).json()["detail"].startswith("服务器正忙")


def without_times(text: str) -> str:
    return re.sub(r"<updated>[^<]*</updated>", "", text)
