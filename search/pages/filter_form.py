"""Filters of the results page: the facets with their counts, the form around them, and chips to remove a filter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.utils.translation import gettext

from resolutions.interface.languages import is_english
from search.pages.filter_names import (
    CHINESE_VALUES,
    COLLECTION_NAMES,
    FACET_NAMES,
    FILTER_NAMES,
    SCOPE_NAMES,
    VERB_NAMES,
    VOTE_NAMES,
    format_filter_value,
    name_filter_values,
)
from search.pages.form_state import DATE_FILTER, FormState
from search.pages.links import NamedLink, build_search_url
from search.protocol.answer import FacetCount

MAX_FACET_CHOICES = 8  # besides those chosen
MAX_SINGLE_YEARS = 12  # more years are grouped by decade
MIN_BAR_PERCENT = 2  # so that a year with few documents still has a visible bar


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """A facet value with the number of documents that it alone leads to; ``url`` leads to these.

    ``percent_of_largest`` is the length of a year's bar, else None. ``parts`` are the years of a decade.
    """

    value: str
    name: str
    url: str
    count: int
    is_chosen: bool
    percent_of_largest: int | None = None
    parts: tuple["FacetChoice", ...] = ()

    @property
    def has_chosen_part(self) -> bool:
        """True when one of its parts is chosen, so that they are shown at once."""
        return any(part.is_chosen for part in self.parts)


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field by which the results can be narrowed; one of ``scope``, several of another field.

    ``has_chinese_names`` when the values are words of the texts, in every language of the page.
    """

    field: str
    name: str
    choices: tuple[FacetChoice, ...]

    @property
    def takes_several(self) -> bool:
        """True when the form has a check box for each value."""
        return self.field != "scope"

    @property
    def has_chinese_names(self) -> bool:
        """True when the names of the values are words of the texts."""
        return self.field in CHINESE_VALUES


@dataclass(frozen=True, slots=True)
class FilterForm:
    """Values of the form. ``hidden`` are the parameters that its visible fields do not have.

    ``verbs`` are offered while no facet counts them. ``active`` is the number of filters chosen.
    """

    facets: tuple[Facet, ...]
    hidden: tuple[tuple[str, str], ...]
    first_day: str
    last_day: str
    collection: str
    collections: dict[str, str]
    verbs: dict[str, str]
    active: int
    clear_url: str


def build_filter_form(total: int, counts: Mapping[str, list[FacetCount]], state: FormState) -> FilterForm:
    """Build the form; ``counts`` are those of the facets of a list of ``total`` documents.

    Chosen values of a facet without counts are hidden fields.
    """
    facets = tuple(_build_facets(total, counts, state))
    shown = {facet.field for facet in facets} | {DATE_FILTER}
    others = [(name, value) for name, values in state.filters.items() for value in values if name not in shown]
    first_day, last_day = state.date_bounds
    return FilterForm(
        facets=facets,
        hidden=(*state.query_pairs(), *others),
        first_day=first_day,
        last_day=last_day,
        collection=state.collection,
        collections={value: str(name) for value, name in COLLECTION_NAMES.items()},
        verbs={} if "verb" in shown else {value: str(name) for value, name in VERB_NAMES.items()},
        active=sum(map(len, state.filters.values())),
        clear_url=build_search_url(state.with_changes(filters={})),
    )


def _build_facets(total: int, facets: Mapping[str, list[FacetCount]], state: FormState) -> Iterable[Facet]:
    """Yield the facets that can narrow the results, and those in which a value is chosen."""
    for field, name in FACET_NAMES.items():
        chosen = state.filters.get(field, ())
        counts = facets.get(field, [])
        if (chosen and (counts or state.collection != "catalogue")) or any(item.count < total for item in counts):
            base_url = build_search_url(state.without_filters(field))
            choices = _FacetBuilder(field, base_url, frozenset(chosen)).build(counts)
            yield Facet(field, str(name), choices)


@dataclass(frozen=True, slots=True)
class _FacetBuilder:
    """Builds the choices of one facet; ``base_url`` has all parameters but those of the facet."""

    field: str
    base_url: str
    chosen: frozenset[str]

    def build(self, counts: list[FacetCount]) -> tuple[FacetChoice, ...]:
        if self.field == "year":
            return self._build_years(counts)
        if self.field == "vote":
            order = list(VOTE_NAMES)
            counts = sorted(counts, key=lambda item: order.index(item.value) if item.value in order else len(order))
        offered = [item for index, item in enumerate(counts) if index < MAX_FACET_CHOICES or item.value in self.chosen]
        names = name_filter_values(self.field, (item.value for item in offered))
        return tuple(self._choice(item, names[item.value]) for item in offered)

    def _build_years(self, counts: list[FacetCount]) -> tuple[FacetChoice, ...]:
        """Build the years, the newest first; many are grouped by decade. Any other span that is chosen comes first."""
        years = [item for item in reversed(counts) if item.value.isdecimal()]
        if len(years) <= MAX_SINGLE_YEARS:
            offered = self._bars(years)
        else:
            decades = group_by_decade(years)
            of_decade = {
                item.value: [year for year in years if decade_of(year.value) == item.value] for item in decades
            }
            offered = tuple(
                replace(
                    choice,
                    name=gettext("{decade}年代").format(decade=choice.value[:-5]),
                    parts=self._bars(of_decade[choice.value]),
                )
                for choice in self._bars(decades)
            )
        shown = {choice.value for choice in offered}
        spans = [item for item in counts if not item.value.isdecimal() and item.value not in shown]
        return (*map(self._choice, spans), *offered)

    def _bars(self, counts: list[FacetCount]) -> tuple[FacetChoice, ...]:
        largest = max((item.count for item in counts), default=0) or 1
        return tuple(
            replace(self._choice(item), percent_of_largest=max(round(100 * item.count / largest), MIN_BAR_PERCENT))
            for item in counts
        )

    def _choice(self, item: FacetCount, name: str = "") -> FacetChoice:
        return FacetChoice(
            value=item.value,
            name=name or format_filter_value(self.field, item.value),
            url=f"{self.base_url}&{self.field}={quote(item.value, safe='/()')}",
            count=item.count,
            is_chosen=item.value in self.chosen,
        )


def decade_of(year: str) -> str:
    """Return the decade of a year as a span.

    >>> decade_of("1994")
    '1990-1999'
    """
    first = int(year) // 10 * 10
    return f"{first}-{first + 9}"


def group_by_decade(years: Iterable[FacetCount]) -> list[FacetCount]:
    """Sum years by decade, in the order of the years.

    >>> group_by_decade([FacetCount("2001", 1), FacetCount("2000", 3), FacetCount("1999", 2)])
    [FacetCount(value='2000-2009', count=4), FacetCount(value='1990-1999', count=2)]
    """
    decades: dict[str, int] = {}
    for item in years:
        decade = decade_of(item.value)
        decades[decade] = decades.get(decade, 0) + item.count
    return [FacetCount(decade, count) for decade, count in decades.items()]


def build_filter_chips(state: FormState) -> list[NamedLink]:
    """Build a link for each active filter, section and collection; it leads to the search without it."""
    active = [
        (name, value, state.without_filter(name, value)) for name, values in state.filters.items() for value in values
    ]
    if state.scope in SCOPE_NAMES and state.scope != "all":
        active.append(("scope", state.scope, state.with_changes(scope="all")))
    if state.collection:
        active.append(("collection", state.collection, state.with_changes(collection="")))
    return [_build_chip(name, value, build_search_url(without)) for name, value, without in active]


def _build_chip(name: str, value: str, url: str) -> NamedLink:
    """Build the link of one filter; on an English page Chinese words of the texts stand apart from its name."""
    words = value if name in CHINESE_VALUES and is_english() else ""
    shown = "" if words else name_filter_values(name, [value])[value]
    return NamedLink(gettext("{filter}：{value}").format(filter=FILTER_NAMES[name], value=shown), url, words)
