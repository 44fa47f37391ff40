"""措辞溯源: a phrase, and each document that uses it in order of date – agreed language and where it comes from."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import conditional_page

from resolutions.statistics.year_bars import bars
from search.chinese.folding import fold
from search.engine import search_backend
from search.index.folder import IndexUnavailable
from search.results.phrase_history import uses_of

SHORTEST = 2  # characters; a single one stands in every document
LONGEST = 60


@conditional_page
def trace(request: HttpRequest) -> HttpResponse:
    """The form, and the history of a phrase. No query."""
    phrase, beside = (request.GET.get(name, "").strip()[:LONGEST] for name in ("phrase", "with"))
    context: dict = {"phrase": phrase, "beside": beside, "shortest": SHORTEST}
    if phrase and len(fold(phrase)) < SHORTEST:
        context["too_short"] = True
    elif phrase:
        try:
            trace = uses_of(search_backend().snapshot(), phrase, beside)
        except IndexUnavailable as error:
            return render(request, "search/unavailable.html", {"reason": str(error)}, status=503)
        chart = bars(Counter(trace.years))
        width = round(chart[-1].x + chart[-1].width) + 1 if chart else 0
        context |= {"trace": trace, "chart": chart, "width": width}
    return render(request, "resolutions/trace.html", context)
