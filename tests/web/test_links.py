"""URLs of citations: the cited paragraph of a published text, otherwise the page of the document."""

import pytest

from resolutions.models import Document, Status
from resolutions.pages.links import LinkTarget, citation_url, short_name

RESOLUTION, CHARTER, LETTER = ("S/RES/2553(2020)", ""), ("CHARTER", ""), ("", "letter-2017-10-03")


def target(name: tuple[str, str], status: Status) -> LinkTarget:
    return LinkTarget(1, *name, title="联合国宪章", kind="other", status=status)


@pytest.mark.parametrize(
    "name, status, labels, url",
    [
        (RESOLUTION, Status.PUBLISHED, [], "/S/RES/2553(2020)"),
        (RESOLUTION, Status.PUBLISHED, ["12"], "/S/RES/2553(2020)#op12"),
        (RESOLUTION, Status.PUBLISHED, ["20(a)"], "/S/RES/2553(2020)#op20a"),
        (RESOLUTION, Status.PUBLISHED, ["12", "14"], "/S/RES/2553(2020)"),
        (RESOLUTION, Status.PUBLISHED, ["同上"], "/S/RES/2553(2020)"),
        (RESOLUTION, Status.STUB, ["12"], "/S/RES/2553(2020)"),
        (RESOLUTION, Status.WITHDRAWN, ["12"], "/S/RES/2553(2020)"),
        (RESOLUTION, Status.DRAFT, ["12"], "/S/RES/2553(2020)"),
        (CHARTER, Status.STUB, ["ch.VII", "art.39"], "/CHARTER/ch.VII"),
        (CHARTER, Status.STUB, [], "/CHARTER"),
        (LETTER, Status.PUBLISHED, ["p3"], "/texts/letter-2017-10-03#p3"),
    ],
)
def test_a_citation_leads_to_the_one_paragraph_it_cites_if_readers_see_it(name, status, labels, url):
    linked = target(name, status)
    assert citation_url(linked, labels) == url
    document = Document(symbol=linked.symbol, slug=linked.slug, status=status)
    assert citation_url(document, labels) == url, "a row of the database leads where its link does"


@pytest.mark.parametrize(
    "name, words", [(RESOLUTION, "S/RES/2553(2020)"), (CHARTER, "《联合国宪章》"), (LETTER, "联合国宪章")]
)
def test_a_list_names_a_document_by_its_symbol_else_by_its_title(name, words):
    assert short_name(target(name, Status.PUBLISHED)) == words
