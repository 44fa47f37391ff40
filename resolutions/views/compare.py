"""措辞比较: two documents side by side, their paragraphs aligned, what is new, dropped and changed marked."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.comparison.alignment import AlignedPair, align_paragraphs
from resolutions.comparison.word_diff import DiffSegment, diff_words
from resolutions.http.document_lookup import find_document
from resolutions.models import Document, Paragraph
from resolutions.text.parsed import ParagraphKind

# Not compared: headings repeat the symbol, tables and footnotes are not wording that is taken up.
_KINDS = (ParagraphKind.PREAMBLE, ParagraphKind.OPERATIVE, ParagraphKind.SUB, ParagraphKind.BODY, ParagraphKind.ANNEX)
MAX_PARAGRAPHS = 400  # a side; beyond it the page would be too long to read
STATE_LABELS = {"same": "相同", "changed": "改动", "dropped": "仅见于左", "new": "仅见于右"}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of the comparison; ``state`` is a key of NAMES, parts are empty where a side has nothing."""

    state: str
    left: Paragraph | None
    right: Paragraph | None
    left_parts: list[DiffSegment]
    right_parts: list[DiffSegment]
    is_moved: bool

    @property
    def name(self) -> str:
        return STATE_LABELS[self.state]


@conditional_page
def compare(request: HttpRequest) -> HttpResponse:
    """The form, and the comparison once both documents are held. Six queries."""
    sides = [_side(request.GET.get(name, "")) for name in ("a", "b")]
    context: dict = {"sides": sides, "only": request.GET.get("only", "")}
    documents = [side["document"] for side in sides]
    if all(document and document.is_held for document in documents):
        rows = build_compared_pairs(*(_paragraphs(document) for document in documents))
        context["counts"] = [(key, STATE_LABELS[key], sum(row.state == key for row in rows)) for key in STATE_LABELS]
        context["rows"] = (
            [row for row in rows if row.state == context["only"]] if context["only"] in STATE_LABELS else rows
        )
    else:
        context["held"] = Document.objects.held().order_by("-adopted_on", "symbol")[:20]
    return render(request, "resolutions/compare.html", context)


def build_compared_pairs(left: list[Paragraph], right: list[Paragraph]) -> list[ComparedRow]:
    """The rows of a comparison, in the order of ``right``."""
    pairs = align_paragraphs([_wording(p) for p in left], [_wording(p) for p in right])
    return [_row(pair, left, right) for pair in pairs]


def _row(pair: AlignedPair, left: list[Paragraph], right: list[Paragraph]) -> ComparedRow:
    old = left[pair.left] if pair.left is not None else None
    new = right[pair.right] if pair.right is not None else None
    if old and new:
        old_parts, new_parts = diff_words(_wording(old), _wording(new))
        state = "changed" if len(old_parts) > 1 or len(new_parts) > 1 or old_parts[0].kind != "same" else "same"
        return ComparedRow(state, old, new, old_parts, new_parts, pair.is_moved)
    if old:
        return ComparedRow("dropped", old, None, [DiffSegment("same", _wording(old))], [], False)
    return ComparedRow("new", None, new, [], [DiffSegment("same", _wording(new))] if new else [], False)


def _wording(paragraph: Paragraph) -> str:
    """The text without its number, which changes when a paragraph is put in before it."""
    return paragraph.text[paragraph.lead :]


def _paragraphs(document: Document) -> list[Paragraph]:
    return list(document.paragraphs.filter(kind__in=_KINDS).in_reading_order()[:MAX_PARAGRAPHS])


def _side(typed: str) -> dict:
    """What was typed for one side, and the document it names."""
    typed = typed.strip()[:200]
    document, symbol = find_document(typed.removeprefix("/")) if typed else (None, "")
    if document and document.status == "draft":
        document = None
    return {
        "typed": document.symbol or f"texts/{document.slug}" if document else typed,
        "document": document,
        "symbol": symbol,
    }
