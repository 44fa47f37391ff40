"""引文所述主题: the themes, and the documents cited under one theme."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext

from resolutions.interface.places import format_place_or_words
from resolutions.interface.titles import title_in_language
from resolutions.models import Document
from resolutions.pages.cited_by import build_citing_sentences
from resolutions.statistics.queries import document_lists
from resolutions.statistics.queries.cached import DataState, get_or_compute, read_data_state
from resolutions.statistics.theme_groups import ThemeGroup, normalize_theme
from resolutions.views.document_list import ITEMS_PER_PAGE, MAX_NAME_LENGTH, ListNotFoundError, PagedList, TableList
from resolutions.views.exports import export_keys

DOCUMENTS_PER_THEME_PAGE = 40
MAX_PLACES = 4  # citing paragraphs named for each document of a theme
MAX_THEME_SENTENCES = 20
COLUMNS = {
    "name": "主题", "spellings": "写法", "sources": "引用文件", "targets": "被引文件", "citations": "次数",
}  # fmt: skip


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


class Themes(TableList):
    """All themes; one query while the data are unchanged."""

    template_name = "browse/themes.html"
    paginate_by = ITEMS_PER_PAGE
    columns = COLUMNS
    export_name = "themes"

    def get_queryset(self) -> list[ThemeGroup]:  # type: ignore[override]  # any sequence will do
        """Load the themes from the cache."""
        return load_themes(read_data_state())

    def build_row(self, item: ThemeGroup) -> dict[str, Any]:
        """Return name, spellings and numbers of a theme."""
        return {name: getattr(item, name) for name in COLUMNS}


class ThemeDocuments(PagedList):
    """The documents cited under a theme, each with the newest paragraphs that do so; six queries.

    With ``form`` in the address the documents are exported, in the order of the page.
    """

    template_name = "browse/theme.html"
    paginate_by = DOCUMENTS_PER_THEME_PAGE

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Find the theme by any of its spellings; a spelling that no document uses redirects to the commonest."""
        name = self.kwargs["name"]
        theme = find_theme(name)
        if "form" in self.kwargs:
            targets = [row["target"] for row in document_lists.theme_targets(theme)]
            return export_keys(request, targets, self.kwargs["form"], "theme")
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


def find_theme(name: str) -> ThemeGroup:
    """Find a theme by any of its spellings; raises ``ListNotFoundError`` for one that no document uses."""
    themes = load_themes(read_data_state()) if len(name) <= MAX_NAME_LENGTH else []
    theme = next((theme for theme in themes if normalize_theme(theme.name) == normalize_theme(name)), None)
    if theme is None:
        raise ListNotFoundError(gettext("没有文件以“{name}”为主题引用其他文件").format(name=name[:40]))
    return theme


def load_themes(state: DataState) -> list[ThemeGroup]:
    """Group all themes; one query after a change of the data."""
    return get_or_compute(state, "themes", document_lists.list_theme_groups)


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
        name = source.symbol or title_in_language(source)
        urls.setdefault(target.pk, {})[gettext("{document}，{place}").format(document=name, place=place)] = (
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
