"""Machine-readable forms of a search: JSON of the API, rows of the CSV file, Atom feed."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from django.urls import reverse

from resolutions.display.labels import format_label
from resolutions.exports.atom import SITE_NAME, Feed
from resolutions.models import Document
from search.catalogue_search import AgendaItemMatch, CatalogueMatches
from search.english.run import EnglishDocument, EnglishMatches
from search.pages.filter_names import format_filter_value
from search.pages.form_state import FormState
from search.pages.links import build_search_url
from search.protocol.answer import Answer, DocumentResult, PastedText
from search.protocol.highlights import Snippet
from search.query.parser import Notice, Query
from search.query.symbol_lookup import SymbolMatch, explain_unheld_sources

CSV_COLUMNS = ("文号", "标题", "文件类型", "日期", "被引次数", "地址", "命中段落", "命中文字", "文本质量")
MAX_CSV_ROWS = 2_000
SCORE_DIGITS = 4  # after the point, in JSON
UrlBuilder = Callable[[str], str]  # turns a path into an address with scheme and host


def build_json(
    answer: Answer, direct: SymbolMatch, catalogue: CatalogueMatches, english: EnglishMatches
) -> dict[str, Any]:
    """Return the results of the page as JSON values; the keys are those of docs/design.md, "Search"."""
    return {
        "total": answer.total,
        "results": [_result_json(result) for result in answer.results],
        "facets": {
            name: [{"value": item.value, "count": item.count} for item in counts]
            for name, counts in answer.facets.items()
        },
        "direct": direct.document.symbol if direct.document else None,
        "direct_url": direct.url,
        "listed": [document.symbol for document in direct.listed],
        "unlisted": [
            {"symbol": one.symbol, "official_url": one.official_url, "impossible": one.impossible}
            for one in direct.unlisted
        ],
        "unknown": _unknown_json(direct),
        "near": [document.symbol for document in direct.candidates],
        "mode": answer.mode,
        "added": list(answer.added_synonyms),
        "problems": list(answer.query.problems),
        "notices": [asdict(notice) for notice in (*answer.query.notices, *_unheld_notices(answer.query))],
        "partial": {
            "total": answer.partial.total,
            "results": [_result_json(result) | {"missing": list(result.missing)} for result in answer.partial.results],
        },
        "catalogue": {
            "agenda_items": [_agenda_item_json(match) for match in catalogue.agenda_items],
            "total": catalogue.total,
            "documents": [_catalogue_document_json(document) for document in catalogue.documents],
        },
        "english": {
            "total": english.total,
            "documents": [_english_json(found) for found in english.documents],
        },
        "pasted": _pasted_json(answer.pasted) if answer.pasted else None,
    }


def _unheld_notices(query: Query) -> list[Notice]:
    """Return the notices on documents whose citations are unknown; they are of the whole query."""
    sources = explain_unheld_sources(query.node)
    return [Notice(one.sentence + one.official_url, 0, len(query.typed), is_repair=False) for one in sources]


def _unknown_json(direct: SymbolMatch) -> dict[str, Any] | None:
    if direct.document or not direct.symbol:
        return None
    return {"symbol": direct.symbol, "official_url": direct.official_url, "impossible": direct.impossible}


def _pasted_json(pasted: PastedText) -> dict[str, Any]:
    sources = [{"url": one.card.url, "title": one.card.title, "pieces": one.pieces} for one in pasted.sources]
    return {"pieces": list(pasted.pieces), "sources": sources}


def _agenda_item_json(match: AgendaItemMatch) -> dict[str, Any]:
    return {
        "name": match.item.name_zh,
        "name_en": match.item.name_en,
        "url": reverse("browse-agenda-item", args=[match.item.pk]),
        "total": match.total,
        "held": match.held,
    }


def _catalogue_document_json(document: Document) -> dict[str, Any]:
    return {
        "symbol": document.symbol,
        "title": document.title,
        "url": document.get_absolute_url(),
        "date": document.adopted_on.isoformat() if document.adopted_on else None,
        "official_url": document.official_url,
    }


def _english_json(found: EnglishDocument) -> dict[str, Any]:
    document = found.document
    return {
        "symbol": document.symbol,
        "title": document.title,
        "url": document.get_absolute_url(),
        "date": document.adopted_on.isoformat() if document.adopted_on else None,
        "paragraphs": [
            {
                "anchor": paragraph.anchor,
                "place": paragraph.place,
                "url": paragraph.url,
                "english": paragraph.english.text,
                "ranges": [list(item) for item in paragraph.english.ranges],
                "chinese": paragraph.chinese.text,
            }
            for paragraph in found.paragraphs
        ],
        "more": found.more,
    }


def _result_json(result: DocumentResult) -> dict[str, Any]:
    card = result.card
    return {
        "symbol": card.symbol,
        "title": card.title,
        "subject": card.subject,
        "url": card.url,
        "kind": card.kind,
        "quality": card.quality,
        "date": card.date.isoformat() if card.date else None,
        "cited_by": card.cited,
        "score": round(result.score, SCORE_DIGITS),
        "hits": [_snippet_json(snippet) for snippet in result.snippets],
        "more": result.more,
    }


def _snippet_json(snippet: Snippet) -> dict[str, Any]:
    return {
        "anchor": snippet.anchor,
        "label": snippet.label,
        "place": format_label(snippet.label),
        "text": snippet.text,
        "ranges": [list(item) for item in snippet.ranges],
    }


def build_csv_rows(answer: Answer, build_absolute_url: UrlBuilder) -> Iterator[list[str]]:
    """Yield the column names, then one row for each document with its first snippet."""
    yield list(CSV_COLUMNS)
    for result in answer.results:
        card = result.card
        snippet = result.snippets[0] if result.snippets else None
        yield [
            card.symbol,
            card.title,
            format_filter_value("kind", card.kind),
            card.date.isoformat() if card.date else "",
            str(card.cited),
            build_absolute_url(card.url),
            format_label(snippet.label) if snippet else "",
            snippet.text if snippet else "",
            format_filter_value("quality", card.quality),
        ]


def build_feed(answer: Answer, state: FormState, build_absolute_url: UrlBuilder, path: str) -> Feed:
    """Build the feed of a search; an entry's time is when its text was published here. One query.

    ``path`` is the feed's own address with its parameters.
    """
    page_url = build_search_url(state)
    title = f"检索“{state.typed}” · {SITE_NAME}"
    feed = Feed(build_absolute_url, title, page_url, path, key=f"atom {page_url}")
    documents = Document.objects.held().in_bulk([result.card.key for result in answer.results])
    for result in answer.results:
        if document := documents.get(result.card.key):
            text = result.snippets[0].text if result.snippets else ""
            feed.add_entry(result.card.url, result.card.title, text, document.available_since)
    return feed
