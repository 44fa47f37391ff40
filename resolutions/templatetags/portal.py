"""Tags and filters of all pages: cached URLs, URLs and names of cited documents and paragraphs."""

from functools import lru_cache

from django import template
from django.http import QueryDict
from django.urls import reverse

from resolutions.display.labels import format_label, format_labels, format_place, format_place_or_words
from resolutions.models import Citation
from resolutions.pages import links
from resolutions.text.symbols import cited_number
from search.protocol.phrase_history import MAX_PHRASE_LENGTH
from search.protocol.request import MAX_PASTE_LENGTH, MAX_QUERY_LENGTH

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=4_000)
def path(name: str, *args: str | int, **kwargs: str | int) -> str:
    """Return the URL of a page, as ``{% url %}`` does; cached, because a page of a hundred links resolves a hundred."""
    return reverse(name, args=args, kwargs=kwargs)


@register.simple_tag
def empty_query() -> QueryDict:
    """Return an empty query for ``{% querystring %}``, so that a link to another page takes over no parameters."""
    return QueryDict()


@register.simple_tag
def max_paste_length() -> int:
    """Return the characters that a search box takes; longer ones are not used by the search."""
    return MAX_PASTE_LENGTH


@register.simple_tag
def max_query_length() -> int:
    """Return the characters of a query; a longer text is posted and searched for by its pieces."""
    return MAX_QUERY_LENGTH


@register.simple_tag
def max_phrase_length() -> int:
    """Return the characters of a phrase; the history of a longer one is not looked for."""
    return MAX_PHRASE_LENGTH


@register.filter
def citation_url(citation: Citation) -> str:
    """Return the URL of the cited document or paragraph, "" for an undecided citation."""
    return links.citation_url(citation.target, citation.cited_paragraphs) if citation.target else ""


register.filter("short_name", links.short_name)
register.filter("cited_number", cited_number)
register.filter("place", format_label)
register.filter("places", format_labels)
register.filter("place_or_part", format_place)
register.filter("place_or_words", format_place_or_words)
