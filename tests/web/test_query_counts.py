"""The number of queries of a page does not depend on the length of the document or its number of citations."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from resolutions.models import Status
from tests.web import factories

pytestmark = pytest.mark.django_db
PAGES = ["/", "/S/RES/2553(2020)", "/S/RES/2151(2014)", "/CHARTER", "/CHARTER/ch.VII", "/years/2020"]


def grow(document) -> None:
    """Add forty paragraphs and citing documents."""
    charter = factories.Document.objects.get(symbol="CHARTER")
    target = factories.make_document("S/RES/1325(2000)", Status.STUB)
    for number in range(13, 53):
        text = f"{number}. 回顾第1325(2000)号决议，根据《宪章》第七章采取行动；"
        paragraph = factories.add_paragraph(document, "operative", str(number), f"op{number}", text, lead=4)
        factories.cite(paragraph, "第1325(2000)号决议", target, verb="回顾")
        factories.cite(paragraph, "《宪章》第七章", charter, cited_paragraphs=["ch.VII"])
        citing = factories.make_document(f"S/RES/{2600 + number}(2020)")
        for label, cited in (("PP1", document), ("PP2", target)):
            said = factories.add_paragraph(citing, "preamble", label, label.lower(), "回顾第2553(2020)号决议，")
            factories.cite(said, "第2553(2020)号决议", cited, verb="回顾", cited_paragraphs=["12"])


@pytest.mark.parametrize("address", PAGES)
def test_the_number_of_queries_does_not_grow(client, address):
    document = factories.make_resolution()
    factories.make_repertoire(document)  # cites the Charter
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    grow(document)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 10
