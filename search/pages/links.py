"""Addresses of the results page."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from search.pages.form_state import FormState


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A filter to remove or a term to search for instead; ``words`` are Chinese words behind an English ``name``."""

    name: str
    url: str
    words: str = ""


def build_search_url(state: FormState) -> str:
    """Return the address of the results page for ``state``."""
    return f"{_results_path()}?{state.query_string()}"


@cache
def _results_path() -> str:
    return reverse("search:results")
