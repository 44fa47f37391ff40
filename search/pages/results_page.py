"""Template values of the results page, in the language of the page; the templates only lay them out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy, pgettext_lazy

from resolutions.interface.languages import is_english
from resolutions.interface.sentences import translate_sentence
from resolutions.models import TextQuality
from search.pages.filter_names import SCOPE_NAMES, Names, format_filter_value, name_filter_values
from search.pages.form_state import FormState
from search.pages.links import NamedLink, build_search_url
from search.protocol.answer import Answer, DocumentResult
from search.protocol.documents import Card
from search.protocol.highlights import HighlightedText, Snippet
from search.protocol.request import MAX_QUERY_LENGTH, PAGE_SIZE
from search.query.symbol_lookup import explain_unheld_sources

SORT_NAMES: Names = {
    "relevance": gettext_lazy("相关度"),
    "newest": gettext_lazy("日期由新到旧"),
    "oldest": gettext_lazy("日期由旧到新"),
    "cited": gettext_lazy("被引次数"),
}
MODE_NAMES: Names = {"exact": pgettext_lazy("matching", "精确"), "fuzzy": pgettext_lazy("matching", "模糊")}
PAGER_RADIUS = 2  # pages linked on each side of the current one


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways to run the same search, such as a sort order."""

    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition of a search without results, and the query without it, each with its documents."""

    name: str
    count: int
    url: str
    name_without: str
    count_without: int
    url_without: str


@dataclass(frozen=True, slots=True)
class QueryNotice:
    """A sentence on a query, and the query that may be meant with its address; both are empty without one.

    ``official_url`` is that of a text that is not here.
    """

    text: str
    suggestion: str
    url: str
    official_url: str = ""


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
    no snippet here; ``quality_mark`` warns of an uncorrected text; ``missing`` are the words that the document lacks,
    and ``readings`` those by which it was found in place of words that occur nowhere. ``english_subject`` is the name
    of the agenda item for an English page.
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
    readings: tuple[str, ...] = ()
    english_subject: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionLink:
    """A query with words in place of those that occur nowhere, with the number of its documents and its address."""

    slips: tuple[str, ...]
    query: str
    total: int
    url: str


def build_sort_choices(state: FormState) -> list[Choice]:
    """Build the sort orders, the current one marked."""
    return _build_choices(SORT_NAMES, state.sort, lambda key: state.with_changes(sort=key))


def build_scope_choices(state: FormState, scope: str) -> list[Choice]:
    """Build the sections to search in; ``scope`` is the one that the query was run in."""
    return _build_choices(SCOPE_NAMES, scope, lambda key: state.with_changes(scope=key))


def build_mode_choices(state: FormState, mode: str) -> list[Choice]:
    """Build the choice of exact or fuzzy matching; ``mode`` is the one that gave the results."""
    return _build_choices(MODE_NAMES, mode, lambda key: state.with_changes(mode=key))


def _build_choices(names: Names, current: str, change: Callable[[str], FormState]) -> list[Choice]:
    return [Choice(str(name), build_search_url(change(key)), key == current) for key, name in names.items()]


def build_condition_rows(answer: Answer, state: FormState) -> list[ConditionRow]:
    """Build the conditions of a search without results; the links lead to the documents that were counted."""
    return [
        ConditionRow(
            name=condition.query,
            count=condition.count,
            url=build_search_url(state.with_changes(typed=condition.query, mode=answer.mode)),
            name_without=condition.query_without,
            count_without=condition.count_without,
            url_without=build_search_url(state.with_changes(typed=condition.query_without, mode=answer.mode)),
        )
        for condition in answer.condition_counts
    ]


def build_notices(answer: Answer, state: FormState) -> list[QueryNotice]:
    """Build the sentences on what was not understood, each once, with a link to the query that may be meant."""
    notices = {notice.text: notice.suggestion for notice in answer.query.notices}
    return [
        QueryNotice(translate_sentence(text), typed, build_search_url(state.with_changes(typed=typed)) if typed else "")
        for text, typed in notices.items()
    ] + [
        QueryNotice(translate_sentence(source.sentence), "", "", source.official_url)
        for source in explain_unheld_sources(answer.query.node)
    ]


def build_correction_links(answer: Answer, state: FormState) -> list[CorrectionLink]:
    """Build links to the same search with the words that may be meant."""
    return [
        CorrectionLink(one.slips, one.query, one.total, build_search_url(state.with_changes(typed=one.query)))
        for one in answer.partial.corrections
    ]


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
    return _build_rows(answer.results, query_string)


def build_partial_rows(answer: Answer, state: FormState) -> list[ResultRow]:
    """Build the rows of the documents that lack some words; there the words are marked one by one."""
    query_string = _marking_parameters(state, "fuzzy")
    return _build_rows(answer.partial.results, query_string)


def _marking_parameters(state: FormState, mode: str) -> str:
    """Return the parameters by which a document page marks the same words."""
    parameters = {"q": state.typed or _write_pieces(state.pieces)}
    if mode == "fuzzy":
        parameters["mode"] = "fuzzy"
    if not state.use_synonyms:
        parameters["synonyms"] = "off"
    if state.scope != "all":
        parameters["scope"] = state.scope
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


def _build_rows(results: Sequence[DocumentResult], query_string: str) -> list[ResultRow]:
    """Build rows; one query for the names of their agenda items on an English page."""
    subjects = {result.card.subject for result in results if result.card.subject} if is_english() else set()
    names = name_filter_values("agenda", subjects)
    return [_build_row(result, query_string, names.get(result.card.subject, "")) for result in results]


def _build_row(result: DocumentResult, query_string: str, english_subject: str) -> ResultRow:
    return ResultRow(
        card=result.card,
        kind_name=format_filter_value("kind", result.card.kind),
        title=result.title,
        subject=result.subject,
        snippets=result.snippets or ((result.opening,) if result.opening else ()),
        more=result.more,
        marked_url=f"{result.card.url}?{query_string}",
        quality_mark=str(TextQuality.mark(result.card.quality)),
        missing=result.missing,
        readings=result.readings,
        english_subject=english_subject if english_subject != result.card.subject else "",
    )
