"""Browsing: by year, organ and kind, agenda item and theme; most cited, most missed, cited together."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import quote

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode

from resolutions.display.labels import format_label
from resolutions.http.document_lookup import find_document, may_see
from resolutions.models import AgendaItem, Document, Kind, Organ, Paragraph, Status
from resolutions.pages.cited_by import build_citing_sentences
from resolutions.statistics.chart_layout import layout_chart
from resolutions.statistics.cocitation import CocitedPair
from resolutions.statistics.queries import document_lists
from resolutions.statistics.queries.cached import get_or_compute, read_data_state
from resolutions.statistics.queries.figure_builders import load_figure
from resolutions.statistics.theme_groups import ThemeGroup, normalize_theme

PAGE_SIZE = 50
PREVIEW_SIZE = 8  # of each list on the first page
ITEMS_PER_PAGE = 200  # agenda items or themes on a page
DOCUMENTS_PER_THEME_PAGE, PLACES_PER_DOCUMENT, MAX_THEME_SENTENCES = (
    40,
    4,
    20,
)  # of one theme: documents on a page, places of each, sentences
MAX_PAIRS = 1_000  # cited together; rarer ones are found with one of both documents
MAX_NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class CoCitedPair:
    """Two documents cited together, and a paragraph that does so."""

    pair: CocitedPair
    first: Document
    second: Document
    paragraph: Paragraph

    @property
    def place(self) -> str:
        return format_label(self.paragraph.label)


@dataclass(frozen=True, slots=True)
class ThemedDocument:
    """A document, how many give it a theme, and the newest of them: ``(place, address)`` of each citing paragraph."""

    document: Document
    sources: int
    places: list[tuple[str, str]]
    has_more: bool


def browse(request: HttpRequest) -> HttpResponse:
    """All ways in, with the first few of each; seven queries while the data stay as they are, else fourteen."""
    state = read_data_state()
    items = get_or_compute(state, "commonest-items", lambda: list(document_lists.agenda_items()[: PREVIEW_SIZE * 2]))
    names = Counter(item.name_zh for item in items)
    context = {
        "chart": layout_chart(load_figure(state, "documents")),
        "organs": get_or_compute(state, "organs-and-kinds", document_lists.count_by_organ_and_kind),
        "items": items,
        "repeated": {name for name, times in names.items() if times > 1},  # told apart by their English names
        "themes": get_or_compute(state, "themes", document_lists.list_theme_groups)[: PREVIEW_SIZE * 2],
        "most_cited": document_lists.most_cited_documents()[:PREVIEW_SIZE],
        "wanted": document_lists.most_cited_stubs()[:PREVIEW_SIZE],
        "pairs": _shown(get_or_compute(state, "pairs", _pairs)[:PREVIEW_SIZE]),
    }
    return render(request, "browse/browse.html", context)


def documents(request: HttpRequest) -> HttpResponse:
    """Documents of one organ, one kind, or both; the newest first. Four queries."""
    organ, kind, held = (request.GET.get(name) for name in ("organ", "kind", "held"))
    if organ not in (None, *Organ.values) or kind not in (None, "", *Kind.values) or held not in (None, "", "1"):
        raise Http404
    found = document_lists.listed_documents().order_by("-adopted_on", "-year", "-number", "symbol")
    found = found.filter(organ=organ) if organ is not None else found
    found = found.filter(kind=kind) if kind else found
    found = found.filter(status=Status.PUBLISHED) if held else found
    names = [dict(Organ.choices)[organ]] if organ is not None else []
    names += [dict(Kind.choices)[kind]] if kind else []
    title = "、".join(names) or "全部文件"
    return _list(request, found, "browse/documents.html", {"heading": title, "held_only": bool(held)})


def agenda(request: HttpRequest) -> HttpResponse:
    """The agenda items, all or those whose name holds ``q``; two queries."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:MAX_NAME_LENGTH]
    return _list(
        request, document_lists.agenda_items(words), "browse/agenda.html", {"words": words}, size=ITEMS_PER_PAGE
    )


def agenda_item(request: HttpRequest, pk: int) -> HttpResponse:
    """The documents of one agenda item; five queries."""
    item = get_object_or_404(AgendaItem, pk=pk)
    found = (
        document_lists.listed_documents()
        .filter(catalogue__agenda_item=item)
        .order_by("-adopted_on", "-number", "symbol")
    )
    return _list(request, found, "browse/agenda_item.html", {"item": item, "heading": str(item)})


def themes(request: HttpRequest) -> HttpResponse:
    """All themes; one query while the data stay as they are."""
    page = _page(request, get_or_compute(read_data_state(), "themes", document_lists.list_theme_groups), ITEMS_PER_PAGE)
    return render(request, "browse/themes.html", {"page": page} | _address(request))


def theme(request: HttpRequest, name: str) -> HttpResponse:
    """The documents cited under a theme, each with the newest that name it so; six queries, whatever there is."""
    themes = get_or_compute(read_data_state(), "themes", document_lists.list_theme_groups)
    found = next((theme for theme in themes if normalize_theme(theme.name) == normalize_theme(name)), None)
    if len(name) > MAX_NAME_LENGTH or not found:
        raise Http404
    if found.name != name and name not in found.spellings:
        return HttpResponsePermanentRedirect(f"/browse/themes/{quote(found.name)}")
    page = _page(request, list(document_lists.theme_targets(found)), DOCUMENTS_PER_THEME_PAGE)
    sentences = (
        build_citing_sentences(document_lists.newest_of_theme(found, MAX_THEME_SENTENCES)) if page.number == 1 else []
    )
    context = {"theme": found, "page": page, "targets": _named(found, page), "sentences": sentences}
    return render(request, "browse/theme.html", context | {"most_sentences": MAX_THEME_SENTENCES} | _address(request))


def most_cited(request: HttpRequest) -> HttpResponse:
    """The documents cited most, of one kind or of all; four queries."""
    kind = request.GET.get("kind", "")
    if kind not in ("", *Kind.values):
        raise Http404
    kinds = [(value, words, value == kind) for value, words in Kind.choices if value != Kind.DECISION]
    return _list(
        request, document_lists.most_cited_documents(kind), "browse/most_cited.html", {"kinds": kinds, "kind": kind}
    )


def wanted(request: HttpRequest) -> HttpResponse:
    return _list(request, document_lists.most_cited_stubs(), "browse/wanted.html", {})


def cited_together_page(request: HttpRequest) -> HttpResponse:
    """Pairs cited in one breath, the most frequent or those with the document that ``with`` names; six queries."""
    words = request.GET.get("with", "").strip()[:MAX_NAME_LENGTH]
    document = find_document(words.strip("/"))[0] if words else None
    if words and not (document and may_see(request, document)):
        raise Http404
    page = _page(
        request,
        document_lists.cocited_pairs(document) if document else get_or_compute(read_data_state(), "pairs", _pairs),
    )
    context = {"page": page, "pairs": _shown(page.object_list), "document": document, "words": words, "most": MAX_PAIRS}
    return render(request, "browse/together.html", context | _address(request))


def _pairs() -> list[CocitedPair]:
    return document_lists.cocited_pairs()[:MAX_PAIRS]


def _named(theme: ThemeGroup, page: Page) -> list[ThemedDocument]:
    """The documents of the page, in its order, each citing paragraph once."""
    rows = {row["target"]: row for row in page.object_list}
    documents: dict[int, Document] = {}
    places: dict[int, dict[str, str]] = {}
    for citation in document_lists.citations_of_theme(theme, rows, PLACES_PER_DOCUMENT):
        source, paragraph = citation.source, citation.paragraph
        documents[citation.target_id] = citation.target
        words = f"{source.symbol or source.title}，{format_label(paragraph.label)}"
        places.setdefault(citation.target_id, {})[words] = f"{source.get_absolute_url()}#{paragraph.anchor}"
    return [
        ThemedDocument(documents[pk], row["sources"], list(places[pk].items()), row["citations"] > PLACES_PER_DOCUMENT)
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


def _shown(pairs: list[CocitedPair]) -> list[CoCitedPair]:
    documents, paragraphs = document_lists.documents_and_paragraphs(pairs)
    return [
        CoCitedPair(pair, documents[pair.first], documents[pair.second], paragraphs[pair.paragraph])
        for pair in pairs
        if pair.first in documents and pair.second in documents
    ]
