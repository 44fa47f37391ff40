"""常一并援引的文件: the co-cited pairs, all or those of one document."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from resolutions.exports.formats import TABLE_FORMS
from resolutions.http.document_lookup import find_document
from resolutions.http.table_response import respond_with_table
from resolutions.interface.places import format_place_or_words
from resolutions.models import Document, Paragraph
from resolutions.statistics.cocitation import CocitedPair
from resolutions.statistics.queries import document_lists
from resolutions.statistics.queries.cached import DataState, get_or_compute, read_data_state
from resolutions.views.document_list import MAX_NAME_LENGTH, PAGE_SIZE, ListNotFoundError, TableList
from resolutions.views.exports import export_keys

MAX_PAIRS = 1_000  # of all co-cited pairs; rarer pairs are on the page of either document
COLUMNS = {
    "first": "文件一",
    "first_title": "文件一标题",
    "second": "文件二",
    "second_title": "文件二标题",
    "sources": "援引文件",
    "lists": "次数",
    "example": "示例",
}


@dataclass(frozen=True, slots=True)
class PairRow:
    """A co-cited pair with its documents and the last paragraph that cites both."""

    pair: CocitedPair
    first: Document
    second: Document
    paragraph: Paragraph

    @property
    def place(self) -> str:
        """The number of the paragraph or its first words."""
        return format_place_or_words(self.paragraph.label, self.paragraph.text)


class CocitedPairs(TableList):
    """The co-cited pairs, the commonest or those of the document that the parameter ``with`` names; six queries."""

    template_name = "browse/together.html"
    paginate_by = PAGE_SIZE
    columns = COLUMNS
    export_name = "cited-together"

    def export(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """Export the pairs as a table, or their documents as references, each once."""
        pairs = self.get_queryset()
        if form not in TABLE_FORMS:
            return export_keys(
                request, list(dict.fromkeys(k for p in pairs for k in (p.first, p.second))), form, self.export_name
            )
        rows = map(_table_row, load_pair_rows(pairs))
        return respond_with_table(request, rows, COLUMNS, form, self.export_name)

    def get_queryset(self) -> list[CocitedPair]:  # type: ignore[override]
        """Count the pairs; raises ``ListNotFoundError`` for an unknown document."""
        self.name = self.request.GET.get("with", "").strip()[:MAX_NAME_LENGTH]
        self.document = find_document(self.name.strip("/"), self.request.user)[0] if self.name else None
        if not self.name:
            return load_commonest_pairs(read_data_state())
        if self.document is None:
            raise ListNotFoundError(gettext("没有“{name}”这份文件").format(name=self.name[:40]))
        return document_lists.cocited_pairs(self.document)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the documents of the pairs on the page."""
        context = super().get_context_data(
            document=self.document, document_name=self.name, max_pairs=MAX_PAIRS, **kwargs
        )
        return context | {"pairs": load_pair_rows(context["page_obj"].object_list)}


def _table_row(row: PairRow) -> dict[str, Any]:
    source = row.paragraph.document
    return {
        "first": row.first.symbol,
        "first_title": row.first.title,
        "second": row.second.symbol,
        "second_title": row.second.title,
        "sources": row.pair.sources,
        "lists": row.pair.lists,
        "example": f"{source.symbol or source.title}，{row.place}",
    }


def load_commonest_pairs(state: DataState) -> list[CocitedPair]:
    """Count the commonest pairs; one query after a change of the data."""
    return get_or_compute(state, "pairs", lambda: document_lists.cocited_pairs()[:MAX_PAIRS])


def load_pair_rows(pairs: Iterable[CocitedPair]) -> list[PairRow]:
    """Load the documents and paragraphs of ``pairs``; two queries. Pairs of a document without a page are left out."""
    pairs = list(pairs)
    documents, paragraphs = document_lists.documents_and_paragraphs(pairs)
    return [
        PairRow(pair, documents[pair.first], documents[pair.second], paragraphs[pair.paragraph])
        for pair in pairs
        if pair.first in documents and pair.second in documents
    ]
