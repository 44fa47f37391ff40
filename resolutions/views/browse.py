"""Browsing: by year, organ and kind, agenda item and theme; most cited, most missed, cited together."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode

from resolutions.display.labels import place
from resolutions.http.document_lookup import find, may_see
from resolutions.models import AgendaItem, Document, Kind, Organ, Paragraph, Status
from resolutions.pages.cited_by import show_sentences
from resolutions.statistics.charts import draw
from resolutions.statistics.queries import lists
from resolutions.statistics.queries.cached import kept, state_of_data
from resolutions.statistics.queries.figures import figure_of
from resolutions.statistics.themes import Theme, theme_key
from resolutions.statistics.together import Pair

PAGE_SIZE = 50
FEW = 8  # of each list on the first page
ITEMS = 200  # agenda items or themes on a page
NAMED, PLACES, SENTENCES = 40, 4, 20  # of one theme: documents on a page, places of each, sentences
PAIRS = 1_000  # cited together; rarer ones are found with one of both documents
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
    """A document, how many give it a theme, and the newest of them: ``(place, address)`` of each citing paragraph."""

    document: Document
    sources: int
    places: list[tuple[str, str]]
    has_more: bool


def browse(request: HttpRequest) -> HttpResponse:
    """All ways in, with the first few of each; seven queries while the data stay as they are, else fourteen."""
    state = state_of_data()
    items = kept(state, "commonest-items", lambda: list(lists.agenda_items()[: FEW * 2]))
    names = Counter(item.name_zh for item in items)
    context = {
        "chart": draw(figure_of(state, "documents")),
        "organs": kept(state, "organs-and-kinds", lists.organs_and_kinds),
        "items": items,
        "repeated": {name for name, times in names.items() if times > 1},  # told apart by their English names
        "themes": kept(state, "themes", lists.themes)[: FEW * 2],
        "most_cited": lists.most_cited()[:FEW],
        "wanted": lists.wanted()[:FEW],
        "pairs": _shown(kept(state, "pairs", _pairs)[:FEW]),
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
    """The agenda items, all or those whose name holds ``q``; two queries."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:LONGEST_NAME]
    return _list(request, lists.agenda_items(words), "browse/agenda.html", {"words": words}, size=ITEMS)


def agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents of one agenda item; five queries."""
    item = get_object_or_404(AgendaItem, pk=pk)
    found = lists.listed().filter(catalogue__agenda_item=item).order_by("-adopted_on", "-number", "symbol")
    return _list(request, found, "browse/agenda_item.html", {"item": item, "heading": str(item)})


def themes(request: HttpRequest) -> HttpResponse:
    """All themes; one query while the data stay as they are."""
    page = _page(request, kept(state_of_data(), "themes", lists.themes), ITEMS)
    return render(request, "browse/themes.html", {"page": page} | _address(request))


def theme(request: HttpRequest, name: str) -> HttpResponse:
    """The documents cited under a theme, each with the newest that name it so; six queries, whatever there is."""
    themes = kept(state_of_data(), "themes", lists.themes)
    found = next((theme for theme in themes if theme_key(theme.name) == theme_key(name)), None)
    if len(name) > LONGEST_NAME or not found:
        raise Http404
    if found.name != name and name not in found.spellings:
        return HttpResponsePermanentRedirect(f"/browse/themes/{quote(found.name)}")
    page = _page(request, list(lists.targets_of_theme(found)), NAMED)
    sentences = show_sentences(lists.newest_of_theme(found, SENTENCES)) if page.number == 1 else []
    context = {"theme": found, "page": page, "targets": _named(found, page), "sentences": sentences}
    return render(request, "browse/theme.html", context | {"most_sentences": SENTENCES} | _address(request))


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
    """Pairs cited in one breath, the most frequent or those with the document that ``with`` names; six queries."""
    words = request.GET.get("with", "").strip()[:LONGEST_NAME]
    document = find(words.strip("/"))[0] if words else None
    if words and not (document and may_see(request, document)):
        raise Http404
    page = _page(request, lists.cited_together(document) if document else kept(state_of_data(), "pairs", _pairs))
    context = {"page": page, "pairs": _shown(page.object_list), "document": document, "words": words, "most": PAIRS}
    return render(request, "browse/together.html", context | _address(request))


def _pairs() -> list[Pair]:
    return lists.cited_together()[:PAIRS]


def _named(theme: Theme, page: Page) -> list[Named]:
    """The documents of the page, in its order, each citing paragraph once."""
    rows = {row["target"]: row for row in page.object_list}
    documents: dict[int, Document] = {}
    places: dict[int, dict[str, str]] = {}
    for citation in lists.citations_of_theme(theme, rows, PLACES):
        source, paragraph = citation.source, citation.paragraph
        documents[citation.target_id] = citation.target
        words = f"{source.symbol or source.title}，{place(paragraph.label)}"
        places.setdefault(citation.target_id, {})[words] = f"{source.get_absolute_url()}#{paragraph.anchor}"
    return [
        Named(documents[pk], row["sources"], list(places[pk].items()), row["citations"] > PLACES)
        for pk, row in rows.items()
        if pk in documents
    ]


def _list(request: HttpRequest, found: QuerySet, template: str, context: dict, size: int = PAGE_SIZE) -> HttpResponse:
    return render(request, template, {"page": _page(request, found, size)} | context | _address(request))


def _page(request: HttpRequest, found, size: int = PAGE_SIZE) -> Page:
    """The page asked for; raises Http404 when there is none."""
    try:
        return Paginator(found, size).page(request.GET.get("page") or 1)
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
