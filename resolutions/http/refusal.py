"""Error page for a request that cannot be answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_error_page(request: HttpRequest, heading: str, sentence: str, status: int) -> HttpResponse:
    """Render a page whose ``heading`` names the error and whose ``sentence`` says how to correct the request."""
    return render(request, "data/refused.html", {"heading": heading, "sentence": sentence}, status=status)
