"""Similar paragraphs are found when a document is written, and shown with their differences."""

import pytest

from resolutions.models import SimilarParagraph, Status
from resolutions.writing import similar_paragraphs
from tests.web import factories
from tests.web.html import read_page

pytestmark = pytest.mark.django_db
OLD = "重申安理会根据《联合国宪章》负有维护国际和平与安全的首要责任，"
NEW = "回顾《联合国宪章》的宗旨和原则，重申安全理事会根据《联合国宪章》负有维护国际和平与安全的首要责任，"


@pytest.fixture(params=[0, 100], ids=["in bulk", "one by one"])
def two(request, monkeypatch):
    """2553(2020) and 2594(2021) with their first paragraphs as printed, and the same final formula."""
    monkeypatch.setattr(similar_paragraphs, "MIN_IN_BULK", request.param)
    documents = []
    for symbol, text in (("S/RES/2553(2020)", OLD), ("S/RES/2594(2021)", NEW)):
        document = factories.make_document(symbol)
        factories.add_paragraph(document, "preamble", "PP1", "pp1", text)
        factories.add_paragraph(document, "operative", "26", "op26", "26. 决定继续处理此案。", lead=4)
        documents.append(document)
    similar_paragraphs.update_similar_paragraphs([document.pk for document in documents])
    return documents


def test_a_like_paragraph_is_found_from_both_sides_and_formulas_are_left_out(two):
    pairs = SimilarParagraph.objects.values_list("paragraph__document__symbol", "other__document__symbol")
    assert sorted(pairs) == [("S/RES/2553(2020)", "S/RES/2594(2021)"), ("S/RES/2594(2021)", "S/RES/2553(2020)")]


def test_finding_them_again_changes_nothing(two):
    before = list(SimilarParagraph.objects.order_by("paragraph").values_list("paragraph", "other", "likeness"))
    similar_paragraphs.update_similar_paragraphs([two[0].pk])
    assert list(SimilarParagraph.objects.order_by("paragraph").values_list("paragraph", "other", "likeness")) == before


def test_a_withdrawn_document_is_like_nothing(two):
    two[1].status = Status.WITHDRAWN
    two[1].save()
    similar_paragraphs.update_similar_paragraphs([two[1].pk])
    assert not SimilarParagraph.objects.exists()


def test_no_paragraph_keeps_more_than_its_likest(two):
    for number in range(similar_paragraphs.MAX_SIMILAR + 3):
        document = factories.make_document(f"S/RES/{2600 + number}(2021)")
        factories.add_paragraph(document, "preamble", "PP1", "pp1", OLD)
        similar_paragraphs.update_similar_paragraphs([document.pk])
    newest = SimilarParagraph.objects.filter(paragraph__document=document)
    assert newest.count() == similar_paragraphs.MAX_SIMILAR and {pair.likeness for pair in newest} == {1.0}


def test_the_margin_counts_them_and_the_page_marks_what_differs(client, two):
    html = read_page(client, "/S/RES/2594(2021)")
    assert '/similar?at=pp1" tabindex="-1" data-text="相近段落 1" aria-label="序言部分第1段有相近段落 1 段">' in html
    html = read_page(client, "/S/RES/2594(2021)/similar?at=pp1")
    assert "<del>安理会</del>" in html and "<ins>安全理事会</ins>" in html and "较早" in html
    assert "没有找到相近段落" in read_page(client, "/S/RES/2594(2021)/similar?at=op26")
