"""The address of a search: request parameters ↔ what is asked for, so that every search can be shared."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import quote_plus

from search.index.snapshot import SCOPE_FIELDS
from search.results.run import PAGE_SIZE, SORT_ORDERS, SearchRequest

FILTER_NAMES = ("kind", "year", "organ", "cites", "theme")
MODES = ("exact", "fuzzy")
MAX_PAGE = 5_000
MAX_VALUES_PER_FILTER = 20  # of one filter
_YEARS = re.compile(r"[0-9]{1,4}(-[0-9]{1,4})?").fullmatch


@dataclass(frozen=True, slots=True)
class FormState:
    """All that a search address says. Unknown or broken values fall back to the ordinary."""

    typed: str = ""
    mode: str = ""
    scope: str = "all"
    use_synonyms: bool = True
    sort: str = "relevance"
    page: int = 1
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, parameters) -> "FormState":
        """Read Django's ``request.GET`` or anything like it."""
        page = parameters.get("page", "1")
        return cls(
            typed=parameters.get("q", "").replace("\0", " ").strip(),
            mode=_one_of(parameters.get("mode"), MODES, ""),
            scope=_one_of(parameters.get("scope"), tuple(SCOPE_FIELDS), "all"),
            use_synonyms=parameters.get("synonyms") != "off",
            sort=_one_of(parameters.get("sort"), SORT_ORDERS, "relevance"),
            page=min(max(int(page), 1), MAX_PAGE) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
            filters=_filters(parameters),
        )

    def request(self, size: int = PAGE_SIZE, **changes) -> SearchRequest:
        return SearchRequest(
            typed=self.typed,
            mode=self.mode,
            scope=self.scope,
            use_synonyms=self.use_synonyms,
            sort=self.sort,
            first=(self.page - 1) * size,
            size=size,
            filters=self.filters,
            **changes,
        )

    def query_string(self) -> str:
        pairs = [("q", self.typed)] if self.typed else []
        pairs += [(name, value) for name, values in self.filters.items() for value in values]
        pairs += [("mode", self.mode)] if self.mode else []
        pairs += [("scope", self.scope)] if self.scope != "all" else []
        pairs += [] if self.use_synonyms else [("synonyms", "off")]
        pairs += [("sort", self.sort)] if self.sort != "relevance" else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return "&".join(f"{name}={_quoted(value)}" for name, value in pairs)

    def but(self, **changes) -> "FormState":
        """The same search with something changed, on its first page unless a page is given."""
        return replace(self, **({"page": 1} | changes))

    def without_filter(self, name: str, value: str) -> "FormState":
        left = tuple(one for one in self.filters.get(name, ()) if one != value)
        filters = {**self.filters, name: left}
        return self.but(filters={key: values for key, values in filters.items() if values})


@lru_cache(maxsize=512)  # one page writes the same words into some twenty addresses
def _quoted(value: str) -> str:
    return quote_plus(value)


def _one_of(value: str | None, allowed: tuple[str, ...], otherwise: str) -> str:
    return value if value in allowed else otherwise


def _filters(parameters) -> dict[str, tuple[str, ...]]:
    filters = {}
    for name in FILTER_NAMES:
        values = [value.strip()[:200] for value in parameters.getlist(name)[:MAX_VALUES_PER_FILTER]]
        if name == "year":
            values = [value for value in values if _YEARS(value)]
        if values := [value for value in values if value]:
            filters[name] = tuple(dict.fromkeys(values))
    return filters
