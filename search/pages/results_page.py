"""Template values of the results page, in Chinese; the templates only lay them out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urlencode

from django.urls import reverse

from resolutions.models import Kind, Organ, TextQuality
from resolutions.text.symbols import CHARTER_SYMBOL
from search.pages.form_state import FormState
from search.protocol.answer import Answer, DocumentResult, FacetCount
from search.protocol.documents import Card
from search.protocol.highlights import HighlightedText, Snippet
from search.protocol.request import MAX_QUERY_LENGTH, PAGE_SIZE

SORT_NAMES = {"relevance": "相关度", "newest": "日期由新到旧", "oldest": "日期由旧到新", "cited": "被引次数"}
SCOPE_NAMES = {"all": "全文", "title": "标题", "preamble": "序言", "operative": "执行部分", "notes": "脚注与附件"}
MODE_NAMES = {"exact": "精确", "fuzzy": "模糊"}
COLLECTION_NAMES = {"": "全部", "held": "有全文", "catalogue": "仅目录"}
FACET_NAMES = {
    "kind": "文件类型",
    "year": "年份",
    "organ": "机关",
    "scope": "段落",
    "cites": "被引文件",
    "theme": "主题",
    "quality": "文本质量",
}
PAGER_RADIUS = 2  # pages linked on each side of the current one
MAX_FACET_CHOICES = 8
MAX_SINGLE_YEARS = 12  # more years are grouped by decade
MIN_BAR_PERCENT = 2  # so that a year with few documents still has a visible bar

_KINDS, _ORGANS, _QUALITIES = dict(Kind.choices), dict(Organ.choices), dict(TextQuality.choices)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to run the same search, such as a sort order."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class NamedLink:
    """A filter to remove or a term to search for instead."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A facet value with its document count; ``percent_of_largest`` is the length of a year's bar, else None."""

    name: str
    url: str
    count: int
    percent_of_largest: int | None


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field by which the results can be narrowed."""

    field: str
    name: str
    choices: tuple[FacetChoice, ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A numbered link of the pager."""

    number: int
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One document of the results page.

    ``marked_url`` opens the document with the same words marked; ``more`` counts the matching paragraphs that have
    no snippet here; ``quality_mark`` warns of an uncorrected text; ``missing`` are the words that the document lacks.
    """

    card: Card
    kind_name: str
    title: HighlightedText
    subject: HighlightedText
    snippets: tuple[Snippet, ...]
    more: int
    marked_url: str
    quality_mark: str = ""
    missing: tuple[str, ...] = ()


def build_search_url(state: FormState) -> str:
    """Return the address of the results page for ``state``."""
    return f"{_results_path()}?{state.query_string()}"


@cache
def _results_path() -> str:
    return reverse("search:results")


def format_facet_value(field: str, value: str) -> str:
    """Return the Chinese label of a value of the facet ``field``."""
    if field == "kind":
        return _KINDS.get(value, value)
    if field == "organ":
        return _ORGANS.get("" if value == "-" else value, value)
    if field == "quality":
        return _QUALITIES.get(value, value)
    if field == "year":
        return f"{value.replace('-', '—')}年"
    if field == "scope":
        return SCOPE_NAMES[value]
    return "《联合国宪章》" if value == CHARTER_SYMBOL else value


def build_facets(answer: Answer, state: FormState) -> list[Facet]:
    """Build the facets that can narrow the results; values already chosen are left out."""
    facets = []
    for field in FACET_NAMES:
        counts = _offered_counts(field, answer, state.filters.get(field, ()))
        if any(item.count < answer.total for item in counts):
            facets.append(_build_facet(field, counts, build_search_url(state.with_changes())))
    return facets


def _offered_counts(field: str, answer: Answer, chosen: Iterable[str]) -> list[FacetCount]:
    counts = answer.facets.get(field, [])
    if field == "year":
        counts = group_by_decade(counts)[::-1]
    return [item for item in counts if item.value not in chosen][:MAX_FACET_CHOICES]


def _build_facet(field: str, counts: list[FacetCount], base_url: str) -> Facet:
    largest = max(item.count for item in counts)
    choices = tuple(
        FacetChoice(
            name=format_facet_value(field, item.value),
            url=f"{base_url}&{urlencode({field: item.value}, quote_via=quote, safe='/')}",
            count=item.count,
            percent_of_largest=max(round(100 * item.count / largest), MIN_BAR_PERCENT) if field == "year" else None,
        )
        for item in counts
    )
    return Facet(field, FACET_NAMES[field], choices)


def group_by_decade(years: Iterable[FacetCount]) -> list[FacetCount]:
    """Return up to ``MAX_SINGLE_YEARS`` years unchanged; sum more of them by decade.

    >>> group_by_decade([FacetCount(str(year), 1) for year in range(2001, 2021)])[:2]
    [FacetCount(value='2000-2009', count=9), FacetCount(value='2010-2019', count=10)]
    """
    years = list(years)
    if len(years) <= MAX_SINGLE_YEARS:
        return years
    decades: dict[int, int] = {}
    for item in years:
        decade = int(item.value) // 10 * 10
        decades[decade] = decades.get(decade, 0) + item.count
    return [FacetCount(f"{decade}-{decade + 9}", count) for decade, count in decades.items()]


def build_filter_chips(state: FormState) -> list[NamedLink]:
    """Build a link for each active filter and for the section; it leads to the search without that filter."""
    active = [
        (name, value, state.without_filter(name, value)) for name, values in state.filters.items() for value in values
    ]
    if state.scope in SCOPE_NAMES and state.scope != "all":
        active.append(("scope", state.scope, state.with_changes(scope="all")))
    return [
        NamedLink(f"{FACET_NAMES[name]}：{format_facet_value(name, value)}", build_search_url(without))
        for name, value, without in active
    ]


def build_sort_choices(state: FormState) -> list[Choice]:
    """Build the sort orders, the current one marked."""
    return _build_choices(SORT_NAMES, state.sort, lambda key: state.with_changes(sort=key))


def build_scope_choices(state: FormState, scope: str) -> list[Choice]:
    """Build the sections to search in; ``scope`` is the one that the query was run in."""
    return _build_choices(SCOPE_NAMES, scope, lambda key: state.with_changes(scope=key))


def build_mode_choices(state: FormState, mode: str) -> list[Choice]:
    """Build the choice of exact or fuzzy matching; ``mode`` is the one that gave the results."""
    return _build_choices(MODE_NAMES, mode, lambda key: state.with_changes(mode=key))


def build_collection_choices(state: FormState) -> list[Choice]:
    """Build the choice between documents with a text here and those that only the catalogue knows."""
    return _build_choices(COLLECTION_NAMES, state.collection, lambda key: state.with_changes(collection=key))


def _build_choices(names: dict[str, str], current: str, change: Callable[[str], FormState]) -> list[Choice]:
    return [Choice(name, build_search_url(change(key)), key == current) for key, name in names.items()]


def build_term_links(terms: Iterable[str], state: FormState) -> list[NamedLink]:
    """Build links to the same search for each of ``terms`` in place of what was typed."""
    return [NamedLink(term, build_search_url(state.with_changes(typed=term))) for term in terms]


def build_page_links(state: FormState, total: int) -> list[PageLink | None]:
    """Build links to the first page, the last one and those around the current one.

    None stands for pages left out between two links. A single page gives no links.
    """
    last = (total + PAGE_SIZE - 1) // PAGE_SIZE
    if last <= 1:
        return []
    nearby = range(state.page - PAGER_RADIUS, state.page + PAGER_RADIUS + 1)
    numbers = [number for number in range(1, last + 1) if number in (1, last) or number in nearby]
    links: list[PageLink | None] = []
    for previous, number in zip([0, *numbers], numbers, strict=False):
        if number - previous > 1:
            links.append(None)
        links.append(PageLink(number, build_search_url(state.with_changes(page=number)), number == state.page))
    return links


def last_page(links: list[PageLink | None]) -> int:
    """Return the number of the last page that ``build_page_links`` linked; 1 without links."""
    return links[-1].number if links and links[-1] else 1


def build_result_rows(answer: Answer, state: FormState) -> list[ResultRow]:
    """Build the rows of the results page, in the order of the answer."""
    query_string = _marking_parameters(state, answer.mode)
    return [_build_row(result, query_string) for result in answer.results]


def build_partial_rows(answer: Answer, state: FormState) -> list[ResultRow]:
    """Build the rows of the documents that lack some words; there the words are marked one by one."""
    query_string = _marking_parameters(state, "fuzzy")
    return [_build_row(result, query_string) for result in answer.partial.results]


def _marking_parameters(state: FormState, mode: str) -> str:
    """Return the parameters by which a document page marks the same words."""
    parameters = {"q": state.typed or _write_pieces(state.pieces)}
    if mode == "fuzzy":
        parameters["mode"] = "fuzzy"
    if not state.use_synonyms:
        parameters["synonyms"] = "off"
    return urlencode(parameters)


def _write_pieces(pieces: Iterable[str]) -> str:
    """Write the first pieces of a pasted text as a query of alternatives that is not too long."""
    written = ""
    for piece in pieces:
        longer = f'{written} OR "{piece}"' if written else f'"{piece}"'
        if len(longer) > MAX_QUERY_LENGTH:
            break
        written = longer
    return written


def _build_row(result: DocumentResult, query_string: str) -> ResultRow:
    return ResultRow(
        card=result.card,
        kind_name=format_facet_value("kind", result.card.kind),
        title=result.title,
        subject=result.subject,
        snippets=result.snippets,
        more=result.more,
        marked_url=f"{result.card.url}?{query_string}",
        quality_mark=TextQuality.mark(result.card.quality),
        missing=result.missing,
    )
