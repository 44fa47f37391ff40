"""措辞溯源: the documents that use a phrase in order of date, to trace agreed language to its origin."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.http.rate_limit import limit_searches
from resolutions.statistics.chart_layout import layout_year_bars, layout_year_ticks
from search.chinese.folding import fold
from search.engine import search_engine
from search.pages.errors import SEARCH_ERRORS, render_search_error
from search.protocol.phrase_history import MAX_PHRASE_LENGTH

MIN_PHRASE_LENGTH = 2  # characters; one character occurs in every document


@conditional_page
@limit_searches
def phrase_history(request: HttpRequest) -> HttpResponse:
    """Show the form and the history of a phrase; two queries of the database."""
    phrase, beside = (request.GET.get(name, "").strip()[:MAX_PHRASE_LENGTH] for name in ("phrase", "with"))
    context: dict[str, Any] = {"phrase": phrase, "beside": beside, "shortest": MIN_PHRASE_LENGTH}
    if phrase and len(fold(phrase)) < MIN_PHRASE_LENGTH:
        context["too_short"] = True
    elif phrase:
        try:
            trace = search_engine().find_phrase_uses(phrase, beside)
            context["variants"] = [] if beside else search_engine().find_phrase_variants(phrase)
        except SEARCH_ERRORS as error:
            return render_search_error(request, error)
        chart = layout_year_bars(Counter(trace.years))
        context["ticks"] = layout_year_ticks(Counter(trace.years))
        width = round(chart[-1].x + chart[-1].width) + 1 if chart else 0
        context |= {"trace": trace, "chart": chart, "width": width, "quoted_phrase": f'"{phrase}"'}
    return render(request, "resolutions/trace.html", context)
