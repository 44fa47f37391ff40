"""What the results page shows, in the reader's language; the template only lays it out.

Everything is plain dictionaries, and what is repeated most rows of strings for the templates' ``each``.
"""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, urlencode

from resolutions.display.labels import format_label
from resolutions.models import Kind, Organ
from resolutions.text.symbols import CHARTER_SYMBOL
from search.pages.form_state import FormState
from search.results.answer import Answer, DocumentResult
from search.results.facets import FacetCount
from search.results.run import PAGE_SIZE
from search.results.snippets import Snippet

SORT_NAMES = {"relevance": "相关度", "newest": "日期由新到旧", "oldest": "日期由旧到新", "cited": "被引次数"}
SCOPE_NAMES = {"all": "全文", "title": "标题", "preamble": "序言", "operative": "执行部分", "notes": "脚注与附件"}
MODE_NAMES = {"exact": "精确", "fuzzy": "模糊"}
FACET_NAMES = {
    "kind": "文件类型",
    "year": "年份",
    "organ": "机关",
    "scope": "段落",
    "cites": "被引文件",
    "theme": "主题",
}
PAGER_RADIUS = 2
MAX_FACET_CHOICES = 8
MAX_SINGLE_YEARS = 12

_KINDS, _ORGANS = dict(Kind.choices), dict(Organ.choices)
TemplateValues = dict[str, Any]


def build_search_url(address: FormState) -> str:
    return f"/search?{address.query_string()}"


def format_facet_value(field: str, value: str) -> str:
    """How a facet's value is shown."""
    if field == "kind":
        return _KINDS.get(value, value)
    if field == "organ":
        return _ORGANS.get("" if value == "-" else value, value)
    if field == "year":
        return f"{value.replace('-', '—')}年"
    if field == "scope":
        return SCOPE_NAMES[value]
    return "《联合国宪章》" if value == CHARTER_SYMBOL else value


def build_facets(answer: Answer, address: FormState) -> list[TemplateValues]:
    """The facets that still divide the results; a chosen value is shown as a chip instead.

    A choice is its address, name and count, and for years the length of its bar in hundredths of the longest.
    """
    base = build_search_url(address.but())
    shown = [_facet(name, answer, address.filters.get(name, ()), base) for name in FACET_NAMES]
    return [facet for facet in shown if facet["divides"]]


def _facet(field: str, answer: Answer, chosen: Iterable[str], base: str) -> TemplateValues:
    counts = answer.facets.get(field, ())
    if field == "year":
        counts = group_by_decade(counts)[::-1]
    counts = [one for one in counts if one.value not in chosen][:MAX_FACET_CHOICES]
    highest = max((one.count for one in counts), default=1)
    choices = [
        (
            f"{base}&{field}={quote(one.value)}",
            format_facet_value(field, one.value),
            str(one.count),
            str(max(round(100 * one.count / highest), 2)) if field == "year" else "",
        )
        for one in counts
    ]
    return {
        "field": field,
        "name": FACET_NAMES[field],
        "choices": choices,
        "divides": any(one.count < answer.total for one in counts),
    }


def group_by_decade(years: Iterable[FacetCount]) -> list[FacetCount]:
    """Single years, or decades when there are many.

    >>> [(decade.value, decade.count) for decade in group_by_decade([FacetCount(str(y), 1) for y in range(2001, 2021)])]
    [('2000-2009', 9), ('2010-2019', 10), ('2020-2029', 1)]
    """
    years = list(years)
    if len(years) <= MAX_SINGLE_YEARS:
        return years
    decades: dict[int, int] = {}
    for one in years:
        decade = int(one.value) // 10 * 10
        decades[decade] = decades.get(decade, 0) + one.count
    return [FacetCount(f"{decade}-{decade + 9}", count) for decade, count in decades.items()]


def build_filter_chips(address: FormState) -> list[TemplateValues]:
    """The filters in force and the section, each linked to the search without it."""
    shown = [
        (name, value, address.without_filter(name, value))
        for name, values in address.filters.items()
        for value in values
    ]
    if address.scope in SCOPE_NAMES and address.scope != "all":
        shown.append(("scope", address.scope, address.but(scope="all")))
    return [
        {"name": f"{FACET_NAMES[name]}：{format_facet_value(name, value)}", "address": build_search_url(without)}
        for name, value, without in shown
    ]


def _choices(names: dict[str, str], current: str, changed: Callable[[str], FormState]) -> list[TemplateValues]:
    return [
        {"name": name, "address": build_search_url(changed(key)), "current": key == current}
        for key, name in names.items()
    ]


def build_sort_choices(address: FormState) -> list[TemplateValues]:
    return _choices(SORT_NAMES, address.sort, lambda key: address.but(sort=key))


def build_scope_choices(address: FormState, scope: str) -> list[TemplateValues]:
    return _choices(SCOPE_NAMES, scope, lambda key: address.but(scope=key))


def build_mode_choices(address: FormState, mode: str) -> list[TemplateValues]:
    return _choices(MODE_NAMES, mode, lambda key: address.but(mode=key))


def build_pager(address: FormState, total: int) -> list[TemplateValues | None]:
    """Links to pages: the first, the last and those around this one; None where some are left out."""
    last = (total + PAGE_SIZE - 1) // PAGE_SIZE
    if last <= 1:
        return []
    near = range(address.page - PAGER_RADIUS, address.page + PAGER_RADIUS + 1)
    numbers = [number for number in range(1, last + 1) if number in (1, last) or number in near]
    links: list[TemplateValues | None] = []
    for previous, number in zip([0, *numbers], numbers, strict=False):
        if number - previous > 1:
            links.append(None)
        links.append(
            {"name": number, "address": build_search_url(address.but(page=number)), "current": number == address.page}
        )
    return links


def build_result_rows(answer: Answer, address: FormState) -> list[tuple]:
    """Documents with their best paragraphs, each linked to its place where the page marks the same words.

    A row as ``found.html`` names its columns; what there is none of is empty.
    """
    asked = {"q": address.typed} | ({"mode": "fuzzy"} if answer.mode == "fuzzy" else {})
    query = urlencode(asked | ({} if address.use_synonyms else {"synonyms": "off"}))
    return [_result(result, query) for result in answer.results]


def _result(result: DocumentResult, asked: str) -> tuple:
    card = result.card
    address = f"{card.url}?{asked}"
    return (
        card.url,
        result.title.pairs,
        result.title.rest,
        card.subject,
        result.subject.pairs,
        result.subject.rest,
        format_facet_value("kind", card.kind),
        card.symbol,
        card.date.isoformat() if card.date else "",
        f"{card.date.year}年{card.date.month}月{card.date.day}日" if card.date else "",
        str(card.cited or ""),
        [_hit(address, snippet) for snippet in result.snippets],
        str(result.more or ""),
        address,
    )


def _hit(address: str, snippet: Snippet) -> tuple[str, str, list[tuple[str, str]], str]:
    """Address, place, each hit with the text before it, and the text after the last one."""
    pairs, rest = snippet.pairs, snippet.rest
    if snippet.is_cut_before and pairs:
        pairs[0] = "…" + pairs[0][0], pairs[0][1]
    return (
        f"{address}#{snippet.anchor}",
        format_label(snippet.label),
        pairs,
        rest + "…" if snippet.is_cut_after else rest,
    )
