"""A search for programs: JSON (DESIGN §6), rows for a CSV file, an Atom feed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time

from django.utils.feedgenerator import Atom1Feed

from search.direct import Direct
from search.page import value_name
from search.results import Answer, Result

COLUMNS = ("文号", "标题", "文件类型", "日期", "被引次数", "地址", "命中段落", "命中文字")
MOST_ROWS = 2_000
FEED_SIZE = 50
Absolute = Callable[[str], str]  # a path to an address with the host


def as_json(answer: Answer, direct: Direct) -> dict:
    """The same results as the page's."""
    return {
        "total": answer.total,
        "results": [_json_result(result) for result in answer.results],
        "facets": {
            name: [{"value": one.value, "count": one.count} for one in counts] for name, counts in answer.facets.items()
        },
        "direct": direct.document.symbol if direct.document else None,
        "near": [document.symbol for document in direct.near],
        "mode": answer.mode,
        "added": list(answer.added),
        "problems": list(answer.query.problems),
    }


def _json_result(result: Result) -> dict:
    card = result.card
    return {
        "symbol": card.symbol,
        "title": card.title,
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


def as_rows(answer: Answer, absolute: Absolute) -> Iterator[list[str]]:
    """A head and one row for each document."""
    yield list(COLUMNS)
    for result in answer.results:
        card = result.card
        first = result.snippets[0] if result.snippets else None
        row = [card.symbol, card.title, value_name("kind", card.kind), card.date.isoformat() if card.date else ""]
        row += [str(card.cited), absolute(card.url), first.label if first else "", first.text if first else ""]
        yield [_harmless(cell) for cell in row]


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula is kept as text."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def as_feed(answer: Answer, typed: str, absolute: Absolute, here: str, page: str) -> Atom1Feed:
    """The newest documents that meet a search."""
    feed = Atom1Feed(
        title=f"检索“{typed}” · 安理会决议文库", link=absolute(page), description="", language="zh-Hans", feed_url=here
    )
    for result in answer.results:
        card = result.card
        day = datetime.combine(card.date, time(), UTC) if card.date else None
        text = result.snippets[0].text if result.snippets else ""
        url = absolute(card.url)
        feed.add_item(card.title, url, text, unique_id=url, pubdate=day, updateddate=day)
    return feed
