"""术语: a term in Chinese or English with its renderings, each with the paragraphs that show it."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from resolutions.http.paging import find_page
from resolutions.http.rate_limit import limit_searches
from resolutions.http.table_response import respond_with_table
from resolutions.models.choices import chinese
from resolutions.statistics.queries.cached import read_data_state
from resolutions.terms.association import MIN_BOTH, MIN_DICE, MIN_LIKELIHOOD
from resolutions.terms.lookup import (
    MAX_TERM_LENGTH,
    PAGE_SIZE,
    Rendering,
    TermLookup,
    count_pairs,
    count_sentences,
    find_sentences,
    look_up_term,
    read_term,
)

# Of the export, which is in Chinese for every reader.
COLUMNS = {
    "term": "术语",
    "rendering": "译法",
    "source": "出处",
    "is_candidate": "由对照段落统计得出",
    "both": "同现段数",
    "with_term": "术语段数",
    "with_rendering": "译法段数",
    "dice": "Dice 系数",
    "likelihood": "对数似然比",
    "first_date": "首次日期",
    "first_symbol": "首次文号",
    "first_url": "首次段落",
    "last_date": "末次日期",
    "last_symbol": "末次文号",
    "last_url": "末次段落",
    "chinese": "中文例句",
    "english": "英文例句",
}


@conditional_page
@require_safe
@limit_searches
def terms(request: HttpRequest) -> HttpResponse:
    """Show the form, the renderings of a term, and the paragraphs with it, page by page."""
    typed, beside = (request.GET.get(name, "")[:MAX_TERM_LENGTH] for name in ("q", "with"))
    term, rendering = read_term(typed), read_term(beside)
    context: dict[str, Any] = {"term": term, "max_length": MAX_TERM_LENGTH}
    if term.is_empty:
        context |= dict(zip(("pairs", "documents"), count_pairs(), strict=True))
        return render(request, "terms/terms.html", context)
    wanted = None if rendering.is_empty else rendering
    total = count_sentences(term, wanted)
    found = find_page(Paginator(range(total), PAGE_SIZE), request.GET.get("page"))
    first = max(0, found.page.start_index() - 1)
    context |= {
        "rendering": wanted,
        "total": total,
        "page": found.page,
        "page_notice": found.notice,
        "sentences": find_sentences(term, wanted, first, PAGE_SIZE),
        "thresholds": {"both": MIN_BOTH, "dice": MIN_DICE, "likelihood": MIN_LIKELIHOOD},
    }
    if wanted is None and found.page.number == 1:
        context["lookup"] = look_up_term(term, read_data_state())
    return render(request, "terms/terms.html", context, status=found.status)


@require_safe
@limit_searches
def export_terms(request: HttpRequest, form: str) -> HttpResponseBase:
    """Give the renderings of a term as CSV or JSON; no rows for a term that no paragraph has."""
    term = read_term(request.GET.get("q", "")[:MAX_TERM_LENGTH])
    rows: Iterator[dict[str, Any]] = iter(())
    if not term.is_empty:
        rows = _build_rows(request, look_up_term(term, read_data_state()))
    return respond_with_table(request, rows, COLUMNS, form, "terms")


def _build_rows(request: HttpRequest, lookup: TermLookup) -> Iterator[dict[str, Any]]:
    for one in (*lookup.known, *lookup.candidates):
        yield _build_row(request, one)


def _build_row(request: HttpRequest, one: Rendering) -> dict[str, Any]:
    return {
        "term": one.term,
        "rendering": one.text,
        "source": chinese(one.source),
        "is_candidate": not one.source,
        "both": one.counts.both,
        "with_term": one.counts.source,
        "with_rendering": one.counts.target,
        "dice": round(one.counts.dice, 3),
        "likelihood": round(one.counts.likelihood, 1),
        "first_date": one.first.date and one.first.date.isoformat(),
        "first_symbol": one.first.symbol,
        "first_url": request.build_absolute_uri(one.first.url),
        "last_date": one.last.date and one.last.date.isoformat(),
        "last_symbol": one.last.symbol,
        "last_url": request.build_absolute_uri(one.last.url),
        "chinese": one.sentences[0].chinese.text,
        "english": one.sentences[0].english.text,
    }
