"""Card of a cited document, an HTML fragment that ``cards.js`` shows beside a link."""

from typing import Any

from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from resolutions.display.openings import choose_opening
from resolutions.http.document_lookup import document_page
from resolutions.http.etags import with_document_etag
from resolutions.interface.places import format_label
from resolutions.models import Document
from resolutions.pages.charter import canonical_part_label, find_chapter
from resolutions.pages.cited_by import most_common_themes
from resolutions.pages.document_facts import format_vote
from resolutions.text.footnotes import replace_marks
from resolutions.text.parsed import ParagraphKind
from resolutions.text.symbols import CHARTER_SYMBOL

_OPENING = (ParagraphKind.OPERATIVE, ParagraphKind.PREAMBLE, ParagraphKind.BODY)
MAX_PARAGRAPHS = 30  # that are looked through for the first words without boilerplate


@document_page
@with_document_etag
def card(request: HttpRequest, document: Document) -> HttpResponse:
    """Render title, date, vote, agenda item and counts, with the paragraph ``at`` or the first words. Two queries.

    A stub shows the themes under which it is cited, the Charter the chapter of the part ``at``.
    """
    catalogue = getattr(document, "catalogue", None)
    context: dict[str, Any] = {
        "document": document,
        "date": document.adopted_on or (catalogue.date if catalogue else None),
        "agenda_item": document.agenda_item,
        "vote": format_vote(catalogue),
    }
    at = request.GET.get("at", "").replace("\0", "")
    if document.symbol == CHARTER_SYMBOL:
        label = canonical_part_label(at)
        context |= {"part": format_label(label), "chapter": find_chapter(label)}
    elif document.is_held:
        context |= _find_words(document, at)
    else:
        context["themes"] = most_common_themes(document)
    return render(request, "resolutions/card.html", context)


def _find_words(document: Document, at: str) -> dict[str, str]:
    """Return the text and place of the paragraph ``at``, otherwise the opening of the text; one or two queries.

    Footnote marks are left out.
    """
    cited = document.paragraphs.filter(anchor=at).values_list("text", "marks", "label").first() if at else None
    if cited:
        text, marks, label = cited
        return {"opening": replace_marks(text, marks), "place": format_label(label)}
    rank = Case(*(When(kind=kind, then=Value(number)) for number, kind in enumerate(_OPENING)))
    paragraphs = document.paragraphs.filter(kind__in=_OPENING).order_by(rank, "order")
    rows = paragraphs.values_list("text", "marks", "lead")[:MAX_PARAGRAPHS]
    return {"opening": choose_opening((replace_marks(text, marks), lead) for text, marks, lead in rows)}
