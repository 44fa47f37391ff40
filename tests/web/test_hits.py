"""The document page marks the same hits as the results page that led to it."""

import pytest

from resolutions.models import Document
from resolutions.pages.document_text import find_hits_in_document
from search.engine import search_engine
from search.in_document import InDocumentQuery
from search.protocol.request import SearchRequest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]
TYPED = [
    "安全部门改革", "安全部門改革", "维和 妇女", "妇女和平安全", "第２１５１（２０１４）号", "2020年", "安理会",
    "联合国 NOT 儿童", "执行*", "“和平与安全”", "年份:2017..2021 警务", "安全部门改革 或 警务", "改", "S/PRST/2007/3",
]  # fmt: skip


def marks_of_the_page(document: Document, question: InDocumentQuery) -> dict[str, tuple[str, list[tuple[int, int]]]]:
    """Text and marks by anchor, of the paragraphs without footnote marks, which the results leave out."""
    paragraphs = list(document.paragraphs.order_by("order"))
    found = zip(paragraphs, find_hits_in_document(document, paragraphs, question), strict=True)
    return {p.anchor: (p.text, [(start, end) for start, end, _ in hits]) for p, hits in found if not p.marks}


@pytest.mark.parametrize("mode", ["", "fuzzy"])
@pytest.mark.parametrize("typed", TYPED)
def test_the_page_marks_what_the_results_marked(typed, mode):
    compared = 0
    for result in search_engine().search(SearchRequest(typed, mode=mode)).results:
        shown = marks_of_the_page(Document.objects.get(pk=result.card.key), InDocumentQuery(typed, mode))
        for snippet in (one for one in result.snippets if one.anchor in shown):
            text, marks = shown[snippet.anchor]
            first = text.index(snippet.text)
            last = first + len(snippet.text)
            inside = [(max(s, first) - first, min(e, last) - first) for s, e in marks if s < last and e > first]
            assert inside == list(snippet.ranges), (snippet.anchor, snippet.text)
            compared += 1
    assert compared
