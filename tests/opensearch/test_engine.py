"""Both engines keep the promises of ``search.protocol.engine`` over the seeds in the database."""

import time

import pytest
from haystack.query import SearchQuerySet

from portal.search_url import WHOOSH_ENGINE
from resolutions.models import Document
from search import indexing
from search.engine import search_engine
from search.protocol.errors import IndexMissingError
from search.protocol.request import SearchRequest
from tests.opensearch.indexes import cluster_connection
from tests.seeds import INDEX

pytestmark = pytest.mark.django_db


def found(typed: str) -> set[str]:
    answer = search_engine().search(SearchRequest(typed))
    assert answer.total == len(answer.results)
    return {result.card.symbol for result in answer.results}


def test_index_and_database_agree_after_a_rebuild(engine):
    assert not indexing.find_differences(read_all_files=True)
    assert len(engine.stamps()) == Document.objects.held().count() == 5
    document = Document.objects.held().first()
    assert engine.stamp(document.pk) == engine.stamps()[document.pk] and indexing.is_indexed(document)
    assert engine.stamp(999_999) == ""


def test_a_changed_document_is_found_by_its_new_words_when_the_update_returns(engine):
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    Document.objects.filter(pk=document.pk).update(title="独角兽问题")
    indexing.update_documents([document.pk])
    assert found("独角兽") == {"S/RES/2553(2020)"}


def test_a_withdrawn_document_is_in_no_answer_before_and_after_the_index_is_updated(engine):
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    before = found("安全部门改革")
    Document.objects.filter(pk=document.pk).update(status="withdrawn")
    assert found("安全部门改革") == before - {"S/RES/2553(2020)"}
    uses = engine.find_phrase_uses("安全部门改革")
    assert document.pk not in {row.card.key for row in uses.earliest}
    assert all(item.key != document.pk for item in engine.suggest("第2553"))
    indexing.update_documents([document.pk])
    assert found("安全部门改革") == before - {"S/RES/2553(2020)"} and engine.stamp(document.pk) == ""
    Document.objects.filter(pk=document.pk).update(status="published")
    indexing.update_documents([document.pk])
    assert found("安全部门改革") == before


def test_repair_mends_what_differs(engine):
    documents = list(Document.objects.held()[:2])
    Document.objects.filter(pk=documents[0].pk).update(title="麒麟问题", citations_in=77)
    Document.objects.filter(pk=documents[1].pk).update(status="withdrawn")
    differences = indexing.find_differences()
    assert (differences.outdated, differences.surplus) == ((documents[0].pk,), (documents[1].pk,))
    indexing.repair_index()
    assert not indexing.find_differences() and found("麒麟问题") == {documents[0].symbol}


def test_a_rebuild_takes_in_what_changed_while_it_ran(engine):
    document = Document.objects.get(symbol="S/RES/2553(2020)")

    def change_meanwhile(count: int) -> None:
        Document.objects.filter(pk=document.pk).update(title="凤凰问题", citations_in=78)

    indexing.rebuild_from_database(change_meanwhile)
    assert found("凤凰问题") == {"S/RES/2553(2020)"} and not indexing.find_differences()


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(engine):
    def fail(count: int) -> None:
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        indexing.rebuild_from_database(fail)
    assert not indexing.find_differences() and len(found("安全部门改革")) >= 3


def test_suggestions_similar_terms_and_phrases_are_those_of_whoosh(engine, use_connection):
    questions = {
        "suggest": ["安全", "和平", "第2", "jianli", "aqbm", "x", "", "决议"],
        "similar": ["安全部门该革", "联和国", "秘书常", "没有"],
        "uses": [("安全部门改革", ""), ("安全部门改革", "会员国"), ("，", ""), ("没有此词", ""), ("联合国", "国家")],
        "variants": ["决定继续积极处理此案", "安全部门改革的", "促进安全部门改革", "短"],
    }
    answers = {
        "suggest": [engine.suggest(typed) for typed in questions["suggest"]],
        "similar": [engine.find_similar_terms(typed) for typed in questions["similar"]],
        "uses": [engine.find_phrase_uses(*pair) for pair in questions["uses"]],
        "variants": [engine.find_phrase_variants(phrase) for phrase in questions["variants"]],
    }
    use_connection({"ENGINE": WHOOSH_ENGINE, "PATH": str(INDEX)})
    whoosh = search_engine()
    assert answers["suggest"] == [whoosh.suggest(typed) for typed in questions["suggest"]]
    assert answers["similar"] == [whoosh.find_similar_terms(typed) for typed in questions["similar"]]
    assert answers["uses"] == [whoosh.find_phrase_uses(*pair) for pair in questions["uses"]]
    assert answers["variants"] == [whoosh.find_phrase_variants(phrase) for phrase in questions["variants"]]
    assert answers["suggest"][0] and answers["similar"][0] and answers["uses"][0].count


def test_the_index_is_healthy_and_says_when_it_changed(engine):
    end = time.monotonic() + 20
    while engine.is_being_rebuilt() and time.monotonic() < end:
        time.sleep(0.1)  # PostgreSQL frees the lock of the rebuild a moment after its connection was closed
    health = engine.health()
    assert health.is_ok and health.sentence == "" and not health.is_being_rebuilt and health.age < 600
    assert engine.find_problem() == ""


@pytest.mark.parametrize("name", ["whoosh", "opensearch"])
def test_no_index_is_said_and_built_by_recovery(name, seeds, use_connection, tmp_path, request):
    if name == "whoosh":
        use_connection({"ENGINE": WHOOSH_ENGINE, "PATH": str(tmp_path / "none")})
    else:
        use_connection(cluster_connection(request.getfixturevalue("address")))
    empty = search_engine()
    assert empty.health().state == "missing" and indexing.find_differences().reason
    with pytest.raises(IndexMissingError):
        empty.search(SearchRequest("安全"))
    assert indexing.recover_index() and not indexing.recover_index()
    assert not indexing.find_differences()


def test_haystack_asks_the_same_engine(engine):
    query = SearchQuerySet().filter(content="安全部门改革").facet("kind").order_by("-year")
    symbols = [result.symbol for result in query]
    assert len(symbols) == query.count() >= 3 and "S/RES/2553(2020)" in symbols
    assert dict(query.facet_counts()["fields"]["kind"])["resolution"] >= 3
    assert [result.pk for result in SearchQuerySet().filter(symbol="S/RES/2553(2020)")]
    assert SearchQuerySet().all().count() == 5
    assert "<em>" in SearchQuerySet().filter(content="安全部门改革").highlight()[0].highlighted["text"][0]


def test_the_results_page_and_the_api_do_not_know_which_engine_answers(engine, client):
    page = client.get("/search", {"q": "安全部门改革"})
    assert page.status_code == 200 and "S/RES/2553(2020)" in page.content.decode()
    answer = client.get("/api/v1/search", {"q": "安全部门改革"}).json()
    assert answer["total"] >= 3 and answer["results"][0]["hits"][0]["ranges"]
