"""Browsing: by year, organ and kind, agenda item and theme; most cited, most missed, cited together."""

from dataclasses import dataclass

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode

from resolutions.models import AgendaItem, Citation, Document, Kind, Organ, Paragraph, Status
from resolutions.statistics.charts import draw
from resolutions.statistics.queries import lists
from resolutions.statistics.queries.coverage import read_coverage
from resolutions.statistics.queries.figures import documents as documents_a_year
from resolutions.statistics.themes import theme_key
from resolutions.statistics.together import Pair
from resolutions.views.addresses import find, may_see
from resolutions.views.labels import place
from resolutions.views.received import show_sentences

PAGE_SIZE = 50
FEW = 8  # of each list on the first page
SENTENCES = 100  # of one theme
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two documents cited together, and a paragraph that does so."""

    pair: Pair
    first: Document
    second: Document
    paragraph: Paragraph

    @property
    def place(self) -> str:
        return place(self.paragraph.label)


@dataclass(frozen=True, slots=True)
class Named:
    """A document with who gives it a theme: ``(place, address)`` of each citing paragraph."""

    document: Document
    places: list[tuple[str, str]]


def browse(request: HttpRequest) -> HttpResponse:
    """All ways in, with the first few of each; thirteen queries, whatever there is."""
    pairs = lists.cited_together()[:FEW]
    context = {
        "chart": draw(documents_a_year(read_coverage())),
        "organs": lists.organs_and_kinds(),
        "items": lists.agenda_items()[: FEW * 2],
        "themes": lists.themes()[: FEW * 2],
        "most_cited": lists.most_cited()[:FEW],
        "wanted": lists.wanted()[:FEW],
        "pairs": _shown(pairs),
    }
    return render(request, "browse/browse.html", context)


def documents(request: HttpRequest) -> HttpResponse:
    """Documents of one organ, one kind, or both; the newest first. Four queries."""
    organ, kind, held = (request.GET.get(name) for name in ("organ", "kind", "held"))
    if organ not in (None, *Organ.values) or kind not in (None, "", *Kind.values) or held not in (None, "", "1"):
        raise Http404
    found = lists.listed().order_by("-adopted_on", "-year", "-number", "symbol")
    found = found.filter(organ=organ) if organ is not None else found
    found = found.filter(kind=kind) if kind else found
    found = found.filter(status=Status.PUBLISHED) if held else found
    names = [dict(Organ.choices)[organ]] if organ is not None else []
    names += [dict(Kind.choices)[kind]] if kind else []
    title = "、".join(names) or "全部文件"
    return _list(request, found, "browse/documents.html", {"heading": title, "held_only": bool(held)})


def agenda(request: HttpRequest) -> HttpResponse:
    return render(request, "browse/agenda.html", {"items": lists.agenda_items()})


def agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents of one agenda item; five queries."""
    item = get_object_or_404(AgendaItem, pk=pk)
    found = lists.listed().filter(catalogue__agenda_item=item).order_by("-adopted_on", "-number", "symbol")
    return _list(request, found, "browse/agenda_item.html", {"item": item, "heading": str(item)})


def themes(request: HttpRequest) -> HttpResponse:
    return render(request, "browse/themes.html", {"themes": lists.themes()})


def theme(request: HttpRequest, name: str) -> HttpResponse:
    """The documents cited under a theme, each with who names it so; four queries."""
    if len(name) > LONGEST_NAME:
        raise Http404
    citations = list(lists.citations_of_theme(name))
    if not citations:
        raise Http404
    found = next(theme for theme in lists.themes() if theme_key(theme.name) == theme_key(name))
    if found.name != name and name not in found.spellings:
        return HttpResponsePermanentRedirect(f"/browse/themes/{found.name}")
    sentences = show_sentences(sorted(citations, key=_newest_first)[:SENTENCES])
    context = {"theme": found, "targets": _named(citations), "sentences": sentences}
    return render(request, "browse/theme.html", context | {"more": len(citations[SENTENCES:])})


def most_cited(request: HttpRequest) -> HttpResponse:
    """The documents cited most, of one kind or of all; four queries."""
    kind = request.GET.get("kind", "")
    if kind not in ("", *Kind.values):
        raise Http404
    kinds = [(value, words, value == kind) for value, words in Kind.choices if value != Kind.DECISION]
    return _list(request, lists.most_cited(kind), "browse/most_cited.html", {"kinds": kinds, "kind": kind})


def wanted(request: HttpRequest) -> HttpResponse:
    return _list(request, lists.wanted(), "browse/wanted.html", {})


def together(request: HttpRequest) -> HttpResponse:
    """Pairs cited in one breath, with one document when ``with`` names it; seven queries."""
    words = request.GET.get("with", "").strip()[:LONGEST_NAME]
    document = find(words.strip("/"))[0] if words else None
    if words and not (document and may_see(request, document)):
        raise Http404
    page = _page(request, lists.cited_together(document))
    context = {"page": page, "pairs": _shown(page.object_list), "document": document, "words": words}
    return render(request, "browse/together.html", context | _address(request))


def _newest_first(citation: Citation) -> tuple:
    day = citation.source.adopted_on
    return (-day.toordinal() if day else 0, citation.source_id, citation.paragraph.order, citation.start)


def _named(citations: list[Citation]) -> list[Named]:
    """The documents of ``citations``, in their order, each citing paragraph once."""
    named: dict[int, dict[str, str]] = {}
    documents = {citation.target_id: citation.target for citation in citations}
    for citation in citations:
        source, paragraph = citation.source, citation.paragraph
        words = f"{source.symbol or source.title}，{place(paragraph.label)}"
        named.setdefault(citation.target_id, {})[words] = f"{source.get_absolute_url()}#{paragraph.anchor}"
    return [Named(documents[pk], list(places.items())) for pk, places in named.items()]


def _list(request: HttpRequest, found: QuerySet[Document], template: str, context: dict) -> HttpResponse:
    return render(request, template, {"page": _page(request, found)} | context | _address(request))


def _page(request: HttpRequest, found) -> Page:
    """The page asked for; raises Http404 when there is none."""
    try:
        return Paginator(found, PAGE_SIZE).page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404 from error


def _address(request: HttpRequest) -> dict[str, str]:
    """The address of the list up to the number of the page."""
    kept = [(name, value) for name, value in request.GET.items() if name != "page"]
    return {"page_address": "?" + urlencode([*kept, ("page", "")])}


def _shown(pairs: list[Pair]) -> list[ShownPair]:
    documents, paragraphs = lists.documents_and_paragraphs(pairs)
    return [
        ShownPair(pair, documents[pair.first], documents[pair.second], paragraphs[pair.paragraph])
        for pair in pairs
        if pair.first in documents and pair.second in documents
    ]
