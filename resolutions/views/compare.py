"""措辞比较: two documents side by side, with aligned paragraphs and marked differences."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import conditional_page

from resolutions.comparison.alignment import AlignedPair, align_paragraphs
from resolutions.comparison.word_diff import DiffSegment, diff_words
from resolutions.http.document_lookup import find_document
from resolutions.interface.names import name_in_language
from resolutions.models import Document, Paragraph
from resolutions.text.footnotes import replace_marks
from resolutions.text.parsed import ParagraphKind

# Headings repeat the symbol; the wording of tables and footnotes is not reused by later documents.
_KINDS = (
    ParagraphKind.PREAMBLE,
    ParagraphKind.OPERATIVE,
    ParagraphKind.SUB,
    ParagraphKind.BODY,
    ParagraphKind.ANNEX,
)
MAX_CANDIDATES = 20
MAX_PARAGRAPHS = 400  # of one document; a longer page is not readable
STATE_LABELS = {
    "same": gettext_lazy("相同"),
    "changed": gettext_lazy("改动"),
    "dropped": gettext_lazy("仅见于文件一"),
    "new": gettext_lazy("仅见于文件二"),
}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """A pair of aligned paragraphs, or a paragraph without a partner.

    ``state`` is a key of ``STATE_LABELS``. The segments of a missing side are empty.
    """

    state: str
    left: Paragraph | None
    right: Paragraph | None
    left_segments: list[DiffSegment]
    right_segments: list[DiffSegment]
    is_moved: bool

    @property
    def name(self) -> str:
        """Return the name of the state."""
        return str(STATE_LABELS[self.state])


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """The text typed for one side, in canonical form if it names a document, and that document."""

    typed: str
    document: Document | None


@dataclass(frozen=True, slots=True)
class StateTab:
    """A tab that shows only the rows of one state."""

    state: str
    name: str
    count: int


@conditional_page
def compare(request: HttpRequest) -> HttpResponse:
    """Show the form, and the comparison if both documents have a published text. Six queries."""
    chosen = request.GET.getlist("document")  # on a page of results
    given = [request.GET.get("a", ""), request.GET.get("b", "")] if not chosen else [*chosen, "", ""]
    sides = [_side(typed) for typed in given[:2]]
    only = request.GET.get("only", "")
    context: dict[str, Any] = {"sides": sides, "only": only, "is_more_than_two": len(chosen) > len(sides)}
    documents = [side.document for side in sides if side.document and side.document.is_held]
    if len(documents) == len(sides):
        rows = build_compared_rows(*(_compared_paragraphs(document) for document in documents))
        counts = Counter(row.state for row in rows)
        context["tabs"] = [StateTab(state, str(name), counts[state]) for state, name in STATE_LABELS.items()]
        context["rows"] = [row for row in rows if row.state == only] if only in STATE_LABELS else rows
    else:
        context |= _candidates([side.document for side in sides if side.document])
    return render(request, "resolutions/compare.html", context)


def _candidates(named: list[Document]) -> dict[str, Any]:
    """List documents to compare with the one that has a text: those of the agenda item of a named document first."""
    held = Document.objects.held().order_by("-adopted_on", "symbol")
    chosen = next((document for document in named if document.is_held), None)
    items = [item for document in named for item in document.agenda_items]
    kin = held.under(items).exclude(pk__in=[document.pk for document in named])
    if items and (documents := list(kin[:MAX_CANDIDATES])):
        heading = gettext("同一议程项目（{item}）中收录全文的文件").format(item=name_in_language(items[0]))
        return {"held": documents, "chosen": chosen, "held_heading": heading}
    return {"held": held[:MAX_CANDIDATES], "chosen": chosen}


def build_compared_rows(left: list[Paragraph], right: list[Paragraph]) -> list[ComparedRow]:
    """Align two lists of paragraphs; the rows are in the order of ``right``."""
    pairs = align_paragraphs([_wording(p) for p in left], [_wording(p) for p in right])
    return [_build_row(pair, left, right) for pair in pairs]


def _build_row(pair: AlignedPair, left: list[Paragraph], right: list[Paragraph]) -> ComparedRow:
    old = left[pair.left] if pair.left is not None else None
    new = right[pair.right] if pair.right is not None else None
    if old and new:
        old_segments, new_segments = diff_words(_wording(old), _wording(new))
        is_same = all(segment.kind == "same" for segment in [*old_segments, *new_segments])
        return ComparedRow("same" if is_same else "changed", old, new, old_segments, new_segments, pair.is_moved)
    if old:
        return ComparedRow("dropped", old, None, [DiffSegment("same", _wording(old))], [], False)
    return ComparedRow("new", None, new, [], [DiffSegment("same", _wording(new))] if new else [], False)


def _wording(paragraph: Paragraph) -> str:
    """Return the text without its number, which a paragraph inserted before it changes, and its footnote marks."""
    return replace_marks(paragraph.text, paragraph.marks, start=paragraph.lead)


def _compared_paragraphs(document: Document) -> list[Paragraph]:
    return list(document.paragraphs.filter(kind__in=_KINDS).in_reading_order()[:MAX_PARAGRAPHS])


def _side(typed: str) -> ComparedSide:
    typed = typed.strip()[:200]
    document = find_document(typed.removeprefix("/"))[0] if typed else None
    return ComparedSide(document.key if document else typed, document)
