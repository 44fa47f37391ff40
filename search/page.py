"""What the results page shows, in the reader's language; the template only lays it out."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from resolutions.models import Kind, Organ
from resolutions.text.symbols import CHARTER
from search.addresses import SearchAddress
from search.facets import Count
from search.results import PAGE_SIZE, Answer, Result

SORT_NAMES = {"relevance": "相关度", "newest": "日期由新到旧", "oldest": "日期由旧到新", "cited": "被引次数"}
SCOPE_NAMES = {"all": "全文", "title": "标题", "preamble": "序言", "operative": "执行部分", "notes": "脚注与附件"}
MODE_NAMES = {"exact": "精确", "fuzzy": "模糊"}
FACET_NAMES = {"kind": "文件类型", "organ": "机关", "year": "年份", "cites": "被引文件", "theme": "主题"}
PAGES_AROUND = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that changes one thing of the search. ``share`` is the bar's length from 0 to 100."""

    name: str
    address: str
    is_current: bool = False
    count: int | None = None
    share: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    field: str
    name: str
    choices: list[Choice]


def link(address: SearchAddress) -> str:
    return f"/search?{address.query_string()}"


def value_name(field: str, value: str) -> str:
    """How a facet's value is shown."""
    if field == "kind":
        return dict(Kind.choices).get(value, value)
    if field == "organ":
        return dict(Organ.choices).get("" if value == "-" else value, value)
    if field == "year":
        return f"{value}年"
    return "《联合国宪章》" if value == CHARTER else value


def facets(answer: Answer, address: SearchAddress) -> list[Facet]:
    """The facets that still divide the results; a chosen value is shown as a chip instead."""
    fields = [field for field in FACET_NAMES if field in answer.facets]
    shown = (Facet(field, FACET_NAMES[field], _choices(field, answer.facets[field], address)) for field in fields)
    return [facet for facet in shown if any(choice.count < answer.total for choice in facet.choices)]


def _choices(field: str, counts: Iterable[Count], address: SearchAddress) -> list[Choice]:
    counts = [one for one in counts if one.value not in address.filters.get(field, ())]
    highest = max((one.count for one in counts), default=1)
    if field == "year":
        counts = counts[::-1]
    return [
        Choice(
            value_name(field, one.value),
            link(address.with_filter(field, one.value)),
            count=one.count,
            share=max(round(100 * one.count / highest), 2),
        )
        for one in counts
    ]


def chips(address: SearchAddress) -> list[Choice]:
    """The filters in force, each linked to the search without it."""
    return [
        Choice(f"{FACET_NAMES[name]}：{value_name(name, value)}", link(address.without_filter(name, value)))
        for name, values in address.filters.items()
        for value in values
    ]


def sorts(address: SearchAddress) -> list[Choice]:
    return [Choice(name, link(address.but(sort=key)), key == address.sort) for key, name in SORT_NAMES.items()]


def scopes(address: SearchAddress, scope: str) -> list[Choice]:
    return [Choice(name, link(address.but(scope=key)), key == scope) for key, name in SCOPE_NAMES.items()]


def modes(address: SearchAddress, mode: str) -> list[Choice]:
    return [Choice(name, link(address.but(mode=key)), key == mode) for key, name in MODE_NAMES.items()]


def pager(address: SearchAddress, total: int) -> list[Choice | None]:
    """Links to pages: the first, the last and those around this one; None where some are left out."""
    last = max((total + PAGE_SIZE - 1) // PAGE_SIZE, 1)
    near = range(address.page - PAGES_AROUND, address.page + PAGES_AROUND + 1)
    numbers = [number for number in range(1, last + 1) if number in (1, last) or number in near]
    links: list[Choice | None] = []
    for previous, number in zip([0, *numbers], numbers, strict=False):
        if number - previous > 1:
            links.append(None)
        links.append(Choice(str(number), link(address.but(page=number)), number == address.page))
    return links if last > 1 else []


def hit_address(result: Result, anchor: str, typed: str) -> str:
    """A paragraph in its document, where the page marks the same words."""
    return f"{result.card.url}?{urlencode({'q': typed})}#{anchor}"
