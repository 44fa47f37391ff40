"""Haystack's own calls reach the index and do what they say, or say that they cannot."""

import pytest
from django.contrib.auth.models import User
from haystack import DEFAULT_ALIAS, connections
from haystack.query import SQ, SearchQuerySet

from resolutions.models import Document
from search.search_indexes import DocumentIndex

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]
WORD = "安全部门改革"  # in each of the five seeds


def haystack_backend():
    return connections[DEFAULT_ALIAS].get_backend()


def symbols(query_set) -> set[str]:
    return {result.symbol for result in query_set}


@pytest.mark.parametrize(
    "query_set, same",
    [
        (SearchQuerySet, "*"),
        (lambda: SearchQuerySet().all(), "*"),
        (lambda: SearchQuerySet().auto_query("安全部门改革 -警察"), "安全部门改革 -警察"),
        (lambda: SearchQuerySet().auto_query('"安全部门改革" 警察'), '"安全部门改革" 警察'),
        (lambda: SearchQuerySet().filter(content="妇女"), "妇女"),
        (lambda: SearchQuerySet().filter(text__exact="妇女"), '"妇女"'),
        (lambda: SearchQuerySet().filter(title="第2553(2020)号决议"), "标题:第2553(2020)号决议"),
        (lambda: SearchQuerySet().filter(year=2020), "年份:2020"),
        (lambda: SearchQuerySet().filter(content="警察").exclude(year=2020), "警察 NOT 年份:2020"),
        (lambda: SearchQuerySet().filter(SQ(content="警察") | SQ(content="妇女")), "警察 OR 妇女"),
    ],
)
def test_filters_find_what_the_same_query_finds(client, query_set, same):
    found = client.get("/api/v1/search", {"q": same, "mode": "exact"}).json()
    assert query_set().count() == found["total"] > 0
    assert symbols(query_set()) == {result["symbol"] for result in found["results"]}


def test_results_carry_the_stored_fields_and_lead_to_the_document():
    result = SearchQuerySet().filter(symbol="S/RES/2553(2020)").load_all()[0]
    assert (result.model, result.object.symbol) == (Document, "S/RES/2553(2020)")
    assert (result.year, result.kind, result.organ) == (2020, "resolution", "S")
    assert result.score > 0


def test_an_order_and_a_slice_are_followed():
    newest_first = SearchQuerySet().filter(content=WORD).order_by("-adopted_on").load_all()
    dates = [result.object.adopted_on for result in newest_first if result.object.adopted_on]
    assert dates == sorted(dates, reverse=True) and len(set(dates)) > 1
    everything = SearchQuerySet().filter(content=WORD)
    assert [result.pk for result in everything[1:3]] == [result.pk for result in everything][1:3]


def test_facets_count_the_documents_found():
    fields = SearchQuerySet().filter(content=WORD).facet("kind").facet_counts()["fields"]
    assert sum(count for _, count in fields["kind"]) == SearchQuerySet().filter(content=WORD).count()


def test_a_highlighted_result_has_snippets_with_the_word():
    result = SearchQuerySet().filter(content=WORD).highlight()[0]
    assert any(WORD in snippet for snippet in result.highlighted["text"])


def test_a_search_of_other_models_finds_nothing():
    assert SearchQuerySet().models(Document).filter(content=WORD).count() == 5
    with pytest.warns(UserWarning, match="not registered"):
        others = SearchQuerySet().models(User)
    assert others.filter(content=WORD).count() == 0


@pytest.mark.parametrize(
    "unsupported",
    [
        lambda: SearchQuerySet().narrow("kind:resolution").count(),
        lambda: SearchQuerySet().filter(content=WORD).boost("警察", 2).count(),
        lambda: SearchQuerySet().order_by("symbol").count(),
        lambda: SearchQuerySet().order_by("adopted_on", "-citations_in").count(),
        lambda: SearchQuerySet().filter(adopted_on="2020-12-03").count(),
        lambda: SearchQuerySet().filter(year__gte=2020).count(),
        lambda: SearchQuerySet().more_like_this(Document.objects.held()[0]).count(),
        lambda: haystack_backend().build_schema({}),
    ],
)
def test_a_call_that_is_not_supported_says_so(unsupported):
    with pytest.raises(NotImplementedError):
        unsupported()


def test_haystack_removes_updates_and_clears_documents():
    index, backend = DocumentIndex(), haystack_backend()
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    index.remove_object(document)
    assert SearchQuerySet().filter(content=WORD).count() == 4
    index.update_object(document)
    assert SearchQuerySet().filter(content=WORD).count() == 5
    backend.clear(models=[User])
    assert SearchQuerySet().count() == 5
    index.clear()
    assert SearchQuerySet().count() == 0
    backend.update(index, Document.objects.held())
    assert SearchQuerySet().filter(content=WORD).count() == 5


def test_other_engines_get_the_sections_of_a_document():
    document = DocumentIndex().index_queryset().get(symbol="S/RES/2553(2020)")
    data = DocumentIndex().full_prepare(document)
    assert "回顾" in data["preamble"]
    assert "强调" in data["operative"]
    assert data["text"].count("\n") + 1 == document.paragraphs.count()
