"""Refusal page: a request that cannot be answered as it is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_error_page(request: HttpRequest, heading: str, sentence: str, status: int) -> HttpResponse:
    """Render a page that says what is wrong with the request and what would be right."""
    return render(request, "data/refused.html", {"heading": heading, "sentence": sentence}, status=status)
