"""Tags and filters of all pages: cached URLs, URLs and names of cited documents and paragraphs."""

from functools import lru_cache
from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.template.loader import get_template
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

from resolutions.interface.catalogue_files import compute_script_words_version
from resolutions.interface.dates import format_day, format_minute
from resolutions.interface.languages import (
    NAMES,
    PARAMETER,
    SIMPLIFIED,
    TAGS,
    asked_language,
    current_language,
    is_english,
)
from resolutions.interface.names import name_in_language, name_lang
from resolutions.interface.places import (
    format_label,
    format_labels,
    format_place,
    format_place_or_words,
    place_in_language,
)
from resolutions.interface.sentences import translate_sentence
from resolutions.interface.titles import Titled, has_chinese_words, title_in_language
from resolutions.models import Citation, Document
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


@register.simple_tag
def interface_language() -> str:
    """Return the language of the interface as ``lang`` names it, such as ``zh-Hans``."""
    return TAGS[current_language()]


@register.simple_tag
def chinese_lang() -> str:
    """Return ``zh-Hans`` for words of documents, which stay Chinese in an English interface; "" in a Chinese one."""
    return TAGS[SIMPLIFIED] if is_english() else ""


@register.inclusion_tag("parts/languages.html", takes_context=True)
def language_switch(context: template.Context) -> dict[str, Any]:
    """Render links to the same page in each language of the interface."""
    return {"languages": _language_links(context)}


@register.inclusion_tag("parts/alternate_languages.html", takes_context=True)
def alternate_languages(context: template.Context) -> dict[str, Any]:
    """Render for the head the addresses of the page in each language, and that without one."""
    request: HttpRequest | None = context.get("request")
    if not request:
        return {"languages": []}
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    pages = [*_language_links(context), {"tag": "x-default", "url": _page_url(request, query)}]
    return {"languages": [{**page, "address": request.build_absolute_uri(page["url"])} for page in pages]}


@register.simple_tag(takes_context=True)
def in_asked_language(context: template.Context, url: str) -> str:
    """Return a canonical URL as the page was asked for: with the language, when the address names one."""
    request: HttpRequest | None = context.get("request")
    asked = asked_language(request) if request else None
    return f"{url}?{PARAMETER}={asked}" if asked else url


@register.simple_tag
def script_words_url() -> str:
    """Return the URL of the words of scripts in the language of the page, with a version, since caches keep it."""
    return f"{path('script-words', interface_language())}?v={compute_script_words_version()}"


def _language_links(context: template.Context) -> list[dict[str, Any]]:
    request: HttpRequest | None = context.get("request")
    links = []
    for code, name in NAMES.items():
        query = request.GET.copy() if request else QueryDict(mutable=True)
        query[PARAMETER] = code
        url = _page_url(request, query)
        links.append({"tag": TAGS[code], "name": name, "url": url, "is_current": code == current_language()})
    return links


def _page_url(request: HttpRequest | None, query: QueryDict) -> str:
    """Return path and query, escaped: a path of two slashes would be the name of another host."""
    page = escape_leading_slashes(escape_uri_path(request.path)) if request else ""
    return f"{page}?{query.urlencode(safe='/()')}" if query else page


@register.filter
def mark_chinese(words: Any) -> Any:
    """Render words of a document: in an interface of another language, in an element that says they are Chinese."""
    return get_template("parts/chinese.html").render({"words": words}) if has_chinese_words(words) else words


@register.filter
def linked_title(document: Titled) -> Any:
    """Render the name of a document for a page; ``title_in_language`` is the one for titles and attributes."""
    return mark_chinese(title_in_language(document))


@register.filter
def full_title(document: Document) -> str:
    """Return the name of a document with its symbol, for the title of its page."""
    title = title_in_language(document)
    return title if document.symbol in title else f"{title} {document.symbol}"


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
register.filter("place_in_language", place_in_language)
register.filter("title_in_language", title_in_language)
register.filter("has_chinese_words", has_chinese_words)
register.filter("day", format_day, expects_localtime=True)
register.filter("minute", format_minute)
register.filter("in_language", name_in_language)
register.filter("name_lang", name_lang)
register.filter("sentence", translate_sentence)
