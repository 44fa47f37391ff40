"""English words find paragraphs of English texts, shown with the Chinese beside them, on the page and in the API."""

import random
import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resolutions.models import Document, ParagraphPair, Status, UnansweredSearch
from resolutions.text.english_words import BARRIER, index_words
from resolutions.writing.publish import ingest_file
from resolutions.writing.translation_texts import withdraw_translation
from search.english import run
from search.english.query import EnglishQuery, EnglishTerm, read_english_query
from search.pages import english_results
from search.protocol.request import SearchRequest
from search.query.parser import parse_query
from tests.search.bilingual_documents import CHINESE_TEXT, PIRACY, WOMEN, add_both
from tests.web import factories

pytestmark = pytest.mark.django_db
FIRST, SECOND = "S/RES/2790(2025)", "S/RES/2792(2025)"


@pytest.fixture
def texts(db):
    added = {"piracy": add_both(PIRACY), "women": add_both(WOMEN)}
    factories.index()
    return added


def ask(client, typed: str, **parameters) -> dict:
    answer = client.get("/api/v1/search", {"q": typed, **parameters})
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["english"]


@pytest.mark.parametrize(
    "typed, symbols",
    [
        ("piracy off the coast of Somalia", [FIRST]),
        ('"acting under Chapter VII"', [SECOND, FIRST]),
        ("“Acting under  Chapter VII”", [SECOND, FIRST]),
        ('"acting pursuant to Chapter VII"', []),
        ('"under the Charter"', []),
        ("women peace and security", [SECOND]),
        ('"women, peace and security"', [SECOND]),
        ('"women and peace"', []),
        ("arms embargo", [FIRST, SECOND]),
        ("arm embargoes", [FIRST, SECOND]),  # stems
        ('"arms embargo"', [FIRST]),  # word for word
        ("ARMS EMBARGO", [FIRST, SECOND]),
        ("arms embargo -Sudan", [FIRST]),
        ('embargo "on the"', [SECOND]),  # common words count in quotation marks
        ("pirates OR violence", [FIRST, SECOND]),
        ("(pirates OR violence) civilians", [SECOND]),
        ("cote d'ivoire", [FIRST]),
        ("Côte d’Ivoire", [FIRST]),
        ("d´Ivoire", [FIRST]),
        ("peacekeeping operation", [FIRST]),
        ("peace-keeping", [FIRST]),
        ('"peacekeeping operations"', [FIRST]),
        ("peace keeping", [FIRST]),
        ("ceasefire", [FIRST]),
        ("navigat*", [FIRST]),
        ("embargoed*", []),
        ("Somalia women", []),  # in no one paragraph
        ("索马里 piracy", [FIRST]),
        ("苏丹 embargo", [SECOND]),
        ("苏丹 piracy", []),
        ("embargo 年份:2025", [FIRST, SECOND]),
        ("embargo 年份:2024", []),
        ("Secretary-General's report", [FIRST]),
        ("piracy; navigation!", [FIRST]),
        ("the of and", []),
        ("quokka", []),
        (FIRST, []),
        ("标题:women", []),
    ],
)
def test_a_query_finds_the_english_texts(client, texts, typed, symbols):
    found = ask(client, typed)
    assert sorted(one["symbol"] for one in found["documents"]) == sorted(symbols)
    assert found["total"] == len(symbols)


def test_a_paragraph_comes_with_the_chinese_that_says_the_same(client, texts):
    paragraph = ask(client, "arms embargo Somalia")["documents"][0]["paragraphs"][0]
    assert paragraph["chinese"] == "1. 决定延长对索马里的武器禁运；"
    assert paragraph["url"] == f"/{FIRST}?text=zh-en#op1" and paragraph["anchor"] == "op1"
    assert [paragraph["english"][start:end] for start, end in paragraph["ranges"]] == ["arms", "embargo", "Somalia"]


@pytest.mark.parametrize(
    "typed, marked",
    [
        ('"off the coasts"', ["off the coasts"]),
        ("peacekeeping", ["peace-keeping"]),
        ("cease-fire", ["cease-fire"]),
        ("COTE ivoire", ["Côte", "Ivoire"]),
        ("pirate -sanctions", ["pirates"]),
    ],
)
def test_hits_are_marked_as_printed(client, texts, typed, marked):
    paragraph = ask(client, typed)["documents"][0]["paragraphs"][0]
    assert [paragraph["english"][start:end] for start, end in paragraph["ranges"]] == marked


def test_the_page_says_in_which_language_was_counted(client, texts):
    page = client.get("/search", {"q": "arms embargo"}).content.decode()
    assert "英文文本 2 份" in page and "中文 2 份" in page  # 武器禁运 by the list of names
    section = page.partition('class="english"')[2].partition("</section>")[0]
    assert "决定延长对索马里的武器禁运" in section
    assert '<p lang="en">2. Decides to impose <mark>arms</mark> <mark>embargoes</mark> on the Sudan;</p>' in section


def test_a_query_of_english_alone_that_no_chinese_text_has(client, texts):
    page = client.get("/search", {"q": "navigation"}).content.decode()
    assert "中文文本中没有“navigation”" in page and "英文文本 1 份" in page and "没有找到" not in page
    assert "<mark>navigation</mark>" in page


def test_texts_are_escaped(client, texts):
    page = client.get("/search", {"q": "ceasefire"}).content.decode()
    assert "&lt;<mark>cease-fire</mark>&gt;" in page and "&lt;停火&gt;" in page and "<停火>" not in page


def test_the_english_texts_alone_are_paged_filtered_and_sorted(client, texts):
    page = client.get("/search", {"q": "arms embargo", "collection": "english", "sort": "oldest"})
    titles = re.findall(r'<h3><a class="doc" href="/([^?"]+)', page.content.decode())
    assert titles == [FIRST, SECOND]
    assert page.context["filters"].facets or page.context["english"].facets["year"]
    narrowed = client.get("/search", {"q": "arms embargo", "collection": "english", "year": "2024"})
    assert "英文文本中没有找到" in narrowed.content.decode()
    assert ask(client, "arms embargo", kind="letter")["total"] == 0
    assert ask(client, "arms embargo", kind="resolution")["total"] == 2
    behind = client.get("/search", {"q": "arms embargo", "collection": "english", "page": "3"})
    assert behind.status_code == 302 and "page" not in behind["Location"]


def test_the_api_gives_the_english_texts_alone(client, texts):
    answer = client.get("/api/v1/search", {"q": "arms embargo", "collection": "english"}).json()
    assert answer["total"] == 0 and answer["results"] == [] and answer["english"]["total"] == 2
    held = client.get("/api/v1/search", {"q": "arms embargo", "collection": "held"}).json()
    assert held["english"]["total"] == 0 and held["total"] == 2


def test_what_readers_do_not_see_is_not_found(client, texts):
    document, translation = texts["piracy"]
    assert ask(client, "piracy")["total"] == 1
    Document.objects.filter(pk=document.pk).update(status=Status.WITHDRAWN)
    assert ask(client, "piracy")["total"] == 0
    Document.objects.filter(pk=document.pk).update(status=Status.PUBLISHED)
    withdraw_translation(translation)
    assert ask(client, "piracy")["total"] == 0
    assert ask(client, "violence")["total"] == 1


def test_a_query_without_latin_words_asks_nothing_of_the_english_texts(client, texts):
    with CaptureQueriesContext(connection) as queries:
        client.get("/search", {"q": "武器禁运 2025"})
    assert not any("paragraphpair" in query["sql"] for query in queries)
    with CaptureQueriesContext(connection) as queries:
        client.get("/search", {"q": "arms embargo"})
    assert any("paragraphpair" in query["sql"] for query in queries)


def test_a_new_chinese_text_pairs_the_paragraphs_again(client, texts):
    _, translation = texts["piracy"]
    before = set(ParagraphPair.objects.filter(translation=translation).values_list("pk", flat=True))
    changed = CHINESE_TEXT.format(**PIRACY[0]).replace("武器禁运", "军火禁运")
    ingest_file(changed.encode(), "2790-ZH2.txt")
    assert before.isdisjoint(ParagraphPair.objects.values_list("pk", flat=True))
    assert "军火禁运" in ask(client, "arms embargo Somalia")["documents"][0]["paragraphs"][0]["chinese"]


def test_the_migration_writes_the_pairs_of_texts_that_are_stored(texts):
    columns = ("translation", "position", "anchor", "chinese", "words", "chinese_ids", "english_ids")
    written = list(ParagraphPair.objects.order_by("translation", "position").values_list(*columns))
    ParagraphPair.objects.all().delete()
    import_module("resolutions.migrations.0029_pairs_of_paragraphs").write_pairs(apps, None)
    assert list(ParagraphPair.objects.order_by("translation", "position").values_list(*columns)) == written


@pytest.mark.parametrize("other", ["한국", "Сомали", "𠮷", "和平"])
def test_words_in_other_letters_are_left_to_the_chinese_index(other):
    query = read_english_query(parse_query(f"piracy {other}"))
    assert query is not None and [part.typed for part in query.rest] == [other]
    query = read_english_query(parse_query("piracy Côte ｐｅａｃｅ"))
    assert query is not None and not query.rest


@pytest.mark.parametrize("typed", ["和平", "第1325(2000)号", "1325", "S/RES/2553", "a", "in the", "妇女*", "ISIL问题"])
def test_a_query_without_an_english_word_of_substance_has_no_english_part(typed):
    assert read_english_query(parse_query(typed)) is None


@pytest.mark.parametrize(
    "typed", ["piracy' OR 1=1", "pir%cy", "pir_cy", "a&b | !x piracy:*", "\\ piracy", "|||", "'''"]
)
def test_signs_are_no_syntax_of_the_database(client, texts, typed):
    ask(client, typed)


@pytest.mark.parametrize(
    "passages, found",
    [
        (["report on the arms", "embargo on quokkas"], []),  # of two passages
        (["quokka-like arms"], ["quokka-like", "like-arms"]),
        (["embargoes on quokka-like arms"], ["quokka-like", "like-arms"]),  # arms | embargoes
        (["an arms-embargo"], ["arms-embargo"]),
        (["an armsembargo"], ["arms-embargo"]),
    ],
)
def test_words_with_hyphens_stand_in_one_passage(client, texts, passages, found):
    pair = ParagraphPair.objects.filter(translation=texts["women"][1]).first()
    ParagraphPair.objects.exclude(pk=pair.pk).delete()
    pair.words = BARRIER.join(map(index_words, passages))
    pair.save()
    typed = ["arms-embargo", "arms-of-the-embargo", "embargo-arms", "quokka-like", "like-arms"]
    assert [one for one in typed if ask(client, one)["total"]] == found


@pytest.mark.parametrize("most", [1, 7, 200])
def test_a_page_of_a_narrowed_ranking_takes_few_cards(monkeypatch, most):
    ranked = random.Random(most).sample(range(2_500), 2_500)
    asked = []

    class Counting(run.Narrowing):
        def ask(self, keys, first, count, *, with_facets=False):
            asked.append(count)
            passing = sorted(key for key in keys if key % 3)[first : first + count]
            cards = [SimpleNamespace(card=SimpleNamespace(key=key)) for key in passing]
            return SimpleNamespace(total=sum(key % 3 > 0 for key in keys), results=cards)

    monkeypatch.setattr(run, "MAX_CARDS", most)
    narrowing = Counting(EnglishQuery(EnglishTerm(("arms",))), SearchRequest())
    expected = [key for key in ranked if key % 3]
    for first in (0, 20, 1_240, 1_660, 5_000):
        asked.clear()
        assert narrowing.take(ranked, len(expected), first, 20) == expected[first : first + 20]
        assert max(asked, default=0) <= most and len(asked) < 100 and sum(asked) <= 3 * max(most, 30)


def test_filters_keep_the_order_of_the_ranking_and_count_what_they_list(client, texts, monkeypatch):
    monkeypatch.setattr(run, "MAX_CARDS", 1)
    ranked = [one["symbol"] for one in ask(client, "arms embargo")["documents"]]
    narrowed = ask(client, "arms embargo", kind="resolution")
    assert [one["symbol"] for one in narrowed["documents"]] == ranked and narrowed["total"] == 2
    monkeypatch.setattr(run, "search_engine", lambda: pytest.fail("the engine is not needed"))
    assert [one["symbol"] for one in ask(client, "arms embargo")["documents"]] == ranked


@pytest.fixture
def slow(monkeypatch):
    """A database that cancels the search in English texts."""

    def cancel(*_, **__):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 10")
            cursor.execute("SELECT pg_sleep(5)")

    monkeypatch.setattr(english_results, "search_english", cancel)


@pytest.mark.parametrize(
    "language, sentence",
    [
        ("zh-hans", "英文文本的检索超时，以下只有中文文本的结果。"),
        ("zh-hant", "英文文本的檢索超時，以下只有中文文本的結果。"),
        ("en", "The search in English texts took too long; these are the results in Chinese texts alone."),
    ],
)
def test_chinese_results_are_shown_without_english_ones_that_are_late(client, texts, slow, language, sentence):
    page = client.get("/search", {"q": "arms embargo", "lang": language})
    assert page.status_code == 200 and page.context["total"] == 2
    assert sentence in page.content.decode()
    assert client.get("/search", {"q": "quokka", "lang": language}).status_code == 200
    assert not UnansweredSearch.objects.exists()  # nothing is known of the English texts


@pytest.mark.parametrize("path", ["/search?q=arms+embargo&collection=english", "/api/v1/search?q=arms+embargo"])
def test_english_results_that_are_asked_for_and_late_are_an_error(client, texts, slow, path):
    client.raise_request_exception = False
    assert client.get(path).status_code == 503
