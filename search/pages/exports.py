"""A search for programs: JSON (DESIGN §6), rows for a CSV file, an Atom feed."""

from collections.abc import Callable, Iterator

from resolutions.exports.atom import SITE_NAME, Feed
from resolutions.models import Document
from search.pages.form_state import FormState
from search.pages.results_page import build_search_url, format_facet_value
from search.query.symbol_lookup import SymbolMatch
from search.results.answer import Answer, DocumentResult

CSV_COLUMNS = ("文号", "标题", "文件类型", "日期", "被引次数", "地址", "命中段落", "命中文字")
MAX_CSV_ROWS = 2_000
UrlBuilder = Callable[[str], str]  # a path to an address with the host


def build_json(answer: Answer, direct: SymbolMatch) -> dict:
    """The same results as the page's."""
    return {
        "total": answer.total,
        "results": [_json_result(result) for result in answer.results],
        "facets": {
            name: [{"value": one.value, "count": one.count} for one in counts] for name, counts in answer.facets.items()
        },
        "direct": direct.document.symbol if direct.document else None,
        "near": [document.symbol for document in direct.candidates],
        "mode": answer.mode,
        "added": list(answer.added),
        "problems": list(answer.query.problems),
    }


def _json_result(result: DocumentResult) -> dict:
    card = result.card
    return {
        "symbol": card.symbol,
        "title": card.title,
        "subject": card.subject,
        "url": card.url,
        "kind": card.kind,
        "date": card.date.isoformat() if card.date else None,
        "cited_by": card.cited,
        "score": round(result.score, 4),
        "hits": [
            {"anchor": s.anchor, "label": s.label, "text": s.text, "ranges": [list(one) for one in s.ranges]}
            for s in result.snippets
        ],
        "more": result.more,
    }


def build_csv_rows(answer: Answer, absolute: UrlBuilder) -> Iterator[list[str]]:
    """A head and one row for each document."""
    yield list(CSV_COLUMNS)
    for result in answer.results:
        card = result.card
        first = result.snippets[0] if result.snippets else None
        row = [
            card.symbol,
            card.title,
            format_facet_value("kind", card.kind),
            card.date.isoformat() if card.date else "",
        ]
        row += [str(card.cited), absolute(card.url), first.label if first else "", first.text if first else ""]
        yield row


def build_feed(answer: Answer, address: FormState, absolute: UrlBuilder, path: str) -> Feed:
    """The documents that meet a search, each at the time its text was published; one query."""
    here = build_search_url(address)
    feed = Feed(absolute, f"检索“{address.typed}” · {SITE_NAME}", here, path, key=f"atom {here}")
    times = Document.objects.in_bulk([result.card.key for result in answer.results])
    for result in answer.results:
        if document := times.get(result.card.key):
            text = result.snippets[0].text if result.snippets else ""
            feed.add(result.card.url, result.card.title, text, document.here_since)
    return feed
