"""浏览: lists of documents by organ and kind, agenda item and theme; most cited, most wanted and co-cited documents."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import ListView

from resolutions.display.labels import format_place_or_words
from resolutions.http.document_lookup import find_document
from resolutions.models import Document, Kind, Organ, Paragraph, Status
from resolutions.pages.cited_by import build_citing_sentences
from resolutions.statistics.chart_layout import layout_chart
from resolutions.statistics.cocitation import CocitedPair
from resolutions.statistics.queries import document_lists, subject_lists, vote_lists
from resolutions.statistics.queries.cached import DataState, get_or_compute, read_data_state
from resolutions.statistics.queries.figure_builders import load_figure
from resolutions.statistics.theme_groups import ThemeGroup, normalize_theme
from resolutions.views.exports import export_documents, export_keys

PAGE_SIZE = 50
ITEMS_PER_PAGE = 200  # agenda items or themes
DOCUMENTS_PER_THEME_PAGE = 40
PREVIEW_SIZE = 8  # rows of each list on the page 浏览; twice as many agenda items and themes
MAX_PLACES = 4  # citing paragraphs named for each document of a theme
MAX_THEME_SENTENCES = 20
MAX_PAIRS = 1_000  # of all co-cited pairs; rarer pairs are on the page of either document
DECADES = range(2020, 1930, -10)
MAX_NAME_LENGTH = 200  # characters of a name in an address


@dataclass(frozen=True, slots=True)
class PairRow:
    """A co-cited pair with its documents and the last paragraph that cites both."""

    pair: CocitedPair
    first: Document
    second: Document
    paragraph: Paragraph

    @property
    def place(self) -> str:
        """The number of the paragraph or its first words."""
        return format_place_or_words(self.paragraph.label, self.paragraph.text)


@dataclass(frozen=True, slots=True)
class CitingPlace:
    """A paragraph that cites a document under a theme; ``name`` names its document and it."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class ThemedDocument:
    """A document cited under a theme by ``sources`` documents, with the newest citing paragraphs.

    ``has_more`` is True when it has more citations than ``MAX_PLACES``.
    """

    document: Document
    sources: int
    places: list[CitingPlace]
    has_more: bool


@dataclass(frozen=True, slots=True)
class ListChoice:
    """A value by which a list can be narrowed; ``url`` narrows by it, or no longer if it is chosen."""

    name: str
    url: str
    is_chosen: bool


def browse(request: HttpRequest) -> HttpResponse:
    """Show the first rows of each list; seven queries while the data are unchanged, seventeen after a change."""
    state = read_data_state()
    items = get_or_compute(state, "commonest-items", lambda: list(document_lists.agenda_items()[: PREVIEW_SIZE * 2]))
    name_counts = Counter(item.name_zh for item in items)
    context = {
        "chart": layout_chart(load_figure(state, "documents")),
        "organs": get_or_compute(state, "organs-and-kinds", document_lists.count_by_organ_and_kind),
        "items": items,
        "subjects": get_or_compute(
            state, "commonest-subjects", lambda: list(subject_lists.subjects()[: PREVIEW_SIZE * 2])
        ),
        "votes": get_or_compute(state, "vote-totals", vote_lists.count_divided_and_vetoed),
        "ambiguous_names": {name for name, count in name_counts.items() if count > 1},  # shown with the English name
        "themes": _load_themes(state)[: PREVIEW_SIZE * 2],
        "most_cited": document_lists.most_cited_documents()[:PREVIEW_SIZE],
        "wanted": document_lists.most_cited_stubs()[:PREVIEW_SIZE],
        "pairs": _load_pair_rows(_load_commonest_pairs(state)[:PREVIEW_SIZE]),
    }
    return render(request, "browse/browse.html", context)


class DocumentList(ListView):
    """A list of documents in pages of ``PAGE_SIZE``; four queries at most. A page that does not exist is a 404.

    With ``form`` in the address the whole list is exported, in the order of the page; ``export_name`` is the file name
    without its suffix.
    """

    template_name = "browse/documents.html"
    paginate_by = PAGE_SIZE
    export_name = "documents"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Show a page of the list, or export it."""
        if "form" in self.kwargs:
            return export_documents(request, self.get_queryset(), self.kwargs["form"], self.export_name)
        return super().get(request, *args, **kwargs)


class DocumentsByKind(DocumentList):
    """The documents of an organ, of a kind, or of both, the newest first."""

    def get_queryset(self) -> QuerySet[Document]:
        """Filter by ``organ``, ``kind``, ``decade`` and ``held``; raises ``Http404`` for an unknown value."""
        self.organ, self.kind, self.held = (self.request.GET.get(name) for name in ("organ", "kind", "held"))
        self.decade = self.request.GET.get("decade", "")
        if self.decade not in ("", *map(str, DECADES)):
            raise Http404
        if self.organ not in (None, *Organ.values) or self.kind not in (None, "", *Kind.values):
            raise Http404
        if self.held not in (None, "", "1"):
            raise Http404
        documents = document_lists.listed_documents().order_by(
            F("shown_date").desc(nulls_last=True), "-shown_year", "-number", "symbol"
        )  # type: ignore[misc]  # alias of visible()
        if self.organ is not None:  # an empty organ is a value: other organs
            documents = documents.filter(shown_organ=self.organ)  # type: ignore[misc]  # alias of visible()
        if self.kind:
            documents = documents.filter(shown_kind=self.kind)  # type: ignore[misc]  # alias of visible()
        if self.decade:
            documents = documents.filter(shown_year__range=(int(self.decade), int(self.decade) + 9))  # type: ignore[misc]  # alias of visible()
        return documents.filter(status=Status.PUBLISHED) if self.held else documents

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading and the values to choose from."""
        names = [Organ(self.organ).label] if self.organ is not None else []
        names += [Kind(self.kind).label] if self.kind else []
        names += [f"{self.decade}年代"] if self.decade else []
        heading = "、".join(map(str, names)) or "全部文件"
        decades = [(str(year), f"{year}年代") for year in DECADES]
        groups = {
            "机关": self._choices("organ", self.organ, Organ.choices),
            "类型": self._choices("kind", self.kind or None, Kind.choices),
            "年代": self._choices("decade", self.decade or None, decades),
            "收录": self._choices("held", self.held or None, [("1", "收录全文")]),
        }
        return super().get_context_data(
            heading=heading, held_only=bool(self.held), filter_groups=groups.items(), **kwargs
        )

    def _choices(self, name: str, chosen: str | None, values: Iterable[tuple[str, str]]) -> list[ListChoice]:
        """Build the values of a parameter; the address of the chosen one leaves the parameter out."""
        choices = []
        for value, label in values:
            query = self.request.GET.copy()
            query.pop("page", None)
            if value == chosen:
                query.pop(name, None)
            else:
                query[name] = value
            choices.append(ListChoice(label, f"?{query.urlencode()}", value == chosen))
        return choices


class MostCitedDocuments(DocumentList):
    """The documents with the most citations, of one kind or of all."""

    template_name = "browse/most_cited.html"
    export_name = "most-cited"

    def get_queryset(self) -> QuerySet[Document]:
        """Filter by the parameter ``kind``; raises ``Http404`` for an unknown kind."""
        self.kind = self.request.GET.get("kind", "")
        if self.kind not in ("", *Kind.values):
            raise Http404
        return document_lists.most_cited_documents(self.kind)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the kinds to choose from."""
        kinds = [kind for kind in Kind if kind != Kind.DECISION]
        return super().get_context_data(kinds=kinds, kind=self.kind, **kwargs)


class WantedDocuments(DocumentList):
    """The documents without text that have the most citations."""

    template_name = "browse/wanted.html"
    export_name = "wanted"

    def get_queryset(self) -> QuerySet[Document]:
        """Select the documents."""
        return document_lists.most_cited_stubs()


class Themes(ListView):
    """All themes; one query while the data are unchanged."""

    template_name = "browse/themes.html"
    paginate_by = ITEMS_PER_PAGE

    def get_queryset(self) -> list[ThemeGroup]:  # type: ignore[override]  # any sequence will do
        """Load the themes from the cache."""
        return _load_themes(read_data_state())


class ThemeDocuments(ListView):
    """The documents cited under a theme, each with the newest paragraphs that do so; six queries."""

    template_name = "browse/theme.html"
    paginate_by = DOCUMENTS_PER_THEME_PAGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Find the theme by any of its spellings; a spelling that no document uses redirects to the commonest."""
        name = self.kwargs["name"]
        theme = _find_theme(name)
        if name not in (theme.name, *theme.spellings):
            return redirect("browse-theme", name=theme.name, permanent=True)
        self.theme = theme
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> list[dict[str, int]]:  # type: ignore[override]
        """Load the counts of each document."""
        return list(document_lists.theme_targets(self.theme))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the documents of the page and, on the first page, sentences."""
        context = super().get_context_data(theme=self.theme, max_sentences=MAX_THEME_SENTENCES, **kwargs)
        page = context["page_obj"]
        newest = document_lists.newest_of_theme(self.theme, MAX_THEME_SENTENCES) if page.number == 1 else []
        return context | {
            "documents": _load_themed_documents(self.theme, page),
            "sentences": build_citing_sentences(newest),
        }


class CocitedPairs(ListView):
    """The co-cited pairs, the commonest or those of the document that the parameter ``with`` names; six queries."""

    template_name = "browse/together.html"
    paginate_by = PAGE_SIZE

    def get_queryset(self) -> list[CocitedPair]:  # type: ignore[override]
        """Count the pairs; raises ``Http404`` for an unknown document."""
        self.name = self.request.GET.get("with", "").strip()[:MAX_NAME_LENGTH]
        self.document = find_document(self.name.strip("/"), self.request.user)[0] if self.name else None
        if not self.name:
            return _load_commonest_pairs(read_data_state())
        if self.document is None:
            raise Http404
        return document_lists.cocited_pairs(self.document)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the documents of the pairs on the page."""
        context = super().get_context_data(
            document=self.document, document_name=self.name, max_pairs=MAX_PAIRS, **kwargs
        )
        return context | {"pairs": _load_pair_rows(context["page_obj"].object_list)}


def export_theme(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Export the documents cited under a theme, in the order of its page."""
    targets = [row["target"] for row in document_lists.theme_targets(_find_theme(name))]
    return export_keys(request, targets, form, "theme")


def _find_theme(name: str) -> ThemeGroup:
    """Find a theme by any of its spellings; raises ``Http404`` for one that no document uses."""
    themes = _load_themes(read_data_state()) if len(name) <= MAX_NAME_LENGTH else []
    theme = next((theme for theme in themes if normalize_theme(theme.name) == normalize_theme(name)), None)
    if theme is None:
        raise Http404
    return theme


def _load_themes(state: DataState) -> list[ThemeGroup]:
    return get_or_compute(state, "themes", document_lists.list_theme_groups)


def _load_commonest_pairs(state: DataState) -> list[CocitedPair]:
    return get_or_compute(state, "pairs", lambda: document_lists.cocited_pairs()[:MAX_PAIRS])


def _load_themed_documents(theme: ThemeGroup, page: Page[dict[str, int]]) -> list[ThemedDocument]:
    """Load the documents of ``page`` in its order, each citing paragraph once; one query."""
    rows = {row["target"]: row for row in page.object_list}
    documents: dict[int, Document] = {}
    urls: dict[int, dict[str, str]] = {}  # by document: the address of each place by its name
    for citation in document_lists.citations_of_theme(theme, rows, MAX_PLACES):
        source, paragraph, target = citation.source, citation.paragraph, citation.target
        if target is None:  # counted citations have a target
            continue
        documents[target.pk] = target
        opening: str = citation.paragraph_opening  # type: ignore[attr-defined]  # annotation of the query
        place = format_place_or_words(paragraph.label, opening)
        urls.setdefault(target.pk, {})[f"{source.symbol or source.title}，{place}"] = (
            f"{source.get_absolute_url()}#{paragraph.anchor}"
        )
    return [
        ThemedDocument(
            document=documents[pk],
            sources=row["sources"],
            places=[CitingPlace(name, url) for name, url in urls[pk].items()],
            has_more=row["citations"] > MAX_PLACES,
        )
        for pk, row in rows.items()
        if pk in documents
    ]


def _load_pair_rows(pairs: list[CocitedPair]) -> list[PairRow]:
    """Load the documents and paragraphs of ``pairs``; two queries. Pairs of a document without a page are left out."""
    documents, paragraphs = document_lists.documents_and_paragraphs(pairs)
    return [
        PairRow(pair, documents[pair.first], documents[pair.second], paragraphs[pair.paragraph])
        for pair in pairs
        if pair.first in documents and pair.second in documents
    ]
