"""The index follows the database with few queries, and its commands report what they find."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resolutions.models import Document, Status
from search import indexing
from search.chinese.dictionary import load_dictionary
from search.chinese.word_proposals import MIN_COHESION, MIN_COUNT
from search.index import folder as folder_module
from search.index.snapshot import SnapshotManager
from search.search_indexes import build_indexables
from tests.search.default_index import default_index
from tests.web.factories import add_paragraph, cite, make_document

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue().strip()


def queries_to_convert(ids: list[int]) -> int:
    with CaptureQueriesContext(connection) as captured:
        converted = list(build_indexables(Document.objects.filter(pk__in=ids).order_by("pk")))
    assert [document.key for document in converted] == ids
    return len(captured)


def test_a_batch_is_read_with_the_same_queries_whatever_its_size():
    cited = make_document("S/RES/1325(2000)", title="第1325(2000)号决议")
    documents = []
    for number in range(30):
        document = make_document(f"S/RES/{2000 + number}(2011)")
        paragraph = add_paragraph(document, "operative", "1", "op1", "重申第1325(2000)号决议")
        cite(paragraph, "第1325(2000)号决议", cited, theme="women")
        documents.append(document.pk)
    assert queries_to_convert(documents[:1]) == queries_to_convert(documents) <= 4


def test_citations_go_to_the_document_that_makes_them(seeds):
    indexables = list(build_indexables(Document.objects.held().order_by("pk")))
    assert len(indexables) == 5
    for indexable in indexables:
        shown = Document.objects.get(pk=indexable.key).citations_made.shown()
        expected = list(shown.exclude(target__symbol="").values_list("target__symbol", flat=True))
        assert sorted(indexable.cites) == sorted(expected)
        assert sorted(indexable.themes) == sorted(shown.exclude(theme="").values_list("theme", flat=True))
    assert any(indexable.cites for indexable in indexables)


def test_more_documents_than_a_batch_are_all_converted(seeds, monkeypatch):
    monkeypatch.setattr("search.search_indexes.FETCH_BATCH_SIZE", 2)
    keys = [indexable.key for indexable in build_indexables(Document.objects.held().order_by("pk"))]
    assert keys == list(Document.objects.held().order_by("pk").values_list("pk", flat=True))


def test_the_index_command_checks_repairs_and_rebuilds(seeds):
    assert run("index", "--check") == "Index and database agree."
    assert run("index", "--repair") == "Index and database agree."
    withdrawn, changed = Document.objects.held().order_by("pk")[:2]
    Document.objects.filter(pk=withdrawn.pk).update(status=Status.WITHDRAWN)
    Document.objects.filter(pk=changed.pk).update(citations_in=99)
    with pytest.raises(CommandError, match="differ"):
        run("index", "--check")
    assert run("index", "--repair") == "Repaired: 0 missing, 1 outdated, 1 surplus documents."
    assert run("index", "--check") == "Index and database agree."
    Document.objects.filter(pk=withdrawn.pk).update(status=Status.PUBLISHED)
    assert run("index", "--repair") == "Repaired: 1 missing, 0 outdated, 0 surplus documents."
    assert run("index", "--rebuild") == "Index rebuilt: 5 documents."
    assert not indexing.find_differences()


def test_the_index_command_rebuilds_an_index_of_another_dictionary(seeds, monkeypatch):
    monkeypatch.setattr(folder_module, "compute_index_digest", lambda: "another")
    assert (
        run("index", "--repair")
        == "Repaired: 检索词典已更改，索引需要重建。5 missing, 0 outdated, 0 surplus documents."
    )
    assert run("index", "--check") == "Index and database agree."


def test_the_index_command_takes_exactly_one_action():
    for actions in ([], ["--check", "--repair"]):
        with pytest.raises(CommandError):
            run("index", *actions)


def test_an_update_writes_published_documents_and_removes_the_others(seeds):
    document = Document.objects.get(symbol="S/RES/2553(2020)")
    Document.objects.filter(pk=document.pk).update(status=Status.DRAFT)
    indexing.update_documents([document.pk])
    assert document.pk not in SnapshotManager(default_index()).snapshot().stamps()
    Document.objects.filter(pk=document.pk).update(status=Status.PUBLISHED)
    indexing.update_documents([document.pk, document.pk])
    assert not indexing.find_differences()


def test_proposed_words_are_frequent_terms_that_the_dictionary_lacks(seeds):
    printed, summary = io.StringIO(), io.StringIO()
    call_command("propose_words", "--most", "3", stdout=printed, stderr=summary)
    rows = [line.split("\t") for line in printed.getvalue().splitlines()]
    assert len(rows) == 3
    for term, count, cohesion in rows:
        assert term not in load_dictionary().words or not load_dictionary().words[term]
        assert int(count) >= MIN_COUNT and float(cohesion) >= MIN_COHESION
    counts = [int(count) for _, count, _ in rows]
    assert counts == sorted(counts, reverse=True)
    assert summary.getvalue().strip().endswith("3 printed")


def test_proposals_leave_out_texts_that_are_not_published(seeds):
    Document.objects.update(status=Status.DRAFT)
    printed, summary = io.StringIO(), io.StringIO()
    call_command("propose_words", stdout=printed, stderr=summary)
    assert (printed.getvalue(), summary.getvalue().strip()) == ("", "0 proposals, 0 printed")
