"""State of the search form: conversion between request parameters, search request and query string."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.http import QueryDict

from resolutions.statistics.queries.cached import DataState, read_data_state
from resolutions.text.citations.spellings import read_spelling
from search.document_facts import load_key_facets
from search.protocol.answer import Answer
from search.protocol.key_facets import NO_KEY_FACETS
from search.protocol.request import (
    MAX_PIECE_LENGTH,
    MAX_PIECES,
    MAX_QUERY_LENGTH,
    PAGE_SIZE,
    SCOPES,
    SORT_ORDERS,
    SearchRequest,
)

LISTED_FILTERS = ("kind", "year", "organ", "agenda", "subject", "vote", "charter", "cites", "verb", "theme", "quality")
DATE_FILTER = "date"  # written as two parameters, ``from`` and ``to``
FILTER_NAMES = (*LISTED_FILTERS, DATE_FILTER)
FACT_FILTERS = {"agenda", "subject", "vote", "charter", "verb"}  # by facts of the database; the index has the others
DATE_BOUNDS = ("from", "to")
MODES = ("exact", "fuzzy")
# Documents with their text here, those that only the catalogue knows, and those that an English text was found in
COLLECTIONS = ("held", "catalogue", "english")
MAX_PAGE = 5_000
MAX_VALUES_PER_FILTER = 20
MAX_FILTER_VALUE_LENGTH = 300  # characters; the rest is cut off
_is_year_or_span = re.compile(r"[0-9]{1,4}(-[0-9]{1,4})?").fullmatch


@dataclass(frozen=True, slots=True)
class FormState:
    """Everything that the address of a search says, so that every search can be shared.

    ``pieces`` of a pasted text stand in place of ``typed``. ``page`` counts from 1. ``collection`` is one of
    ``COLLECTIONS``, empty for both. ``filters`` maps facet names to the values chosen.
    """

    typed: str = ""
    pieces: tuple[str, ...] = ()
    mode: str = ""
    scope: str = "all"
    use_synonyms: bool = True
    with_partial: bool = True
    collection: str = ""
    sort: str = "relevance"
    page: int = 1
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def from_parameters(cls, parameters: QueryDict) -> "FormState":
        """Read ``request.GET``. Unknown or malformed values become the defaults; nothing raises."""
        page = parameters.get("page", "1")
        return cls(
            typed=parameters.get("q", "").replace("\0", " ").strip(),
            pieces=_read_pieces(parameters.getlist("piece")),
            mode=_allowed_or(parameters.get("mode"), MODES, ""),
            scope=_allowed_or(parameters.get("scope"), SCOPES, "all"),
            use_synonyms=parameters.get("synonyms") != "off",
            with_partial=parameters.get("partial") != "off",
            collection=_allowed_or(parameters.get("collection"), COLLECTIONS, ""),
            sort=_allowed_or(parameters.get("sort"), SORT_ORDERS, "relevance"),
            page=min(max(int(page), 1), MAX_PAGE) if page.isascii() and page.isdigit() and len(page) < 8 else 1,
            filters=_read_filters(parameters),
        )

    def to_request(self, size: int = PAGE_SIZE, state: DataState | None = None, **options: Any) -> SearchRequest:
        """Return the search request for this page of ``size`` results; ``options`` are fields of the request.

        One query, unless the data changed (``load_key_facets``); none with the ``state`` that was read for the same
        request, and none for a request without facets, fields or filters that need it.
        Documents that lack some words are not asked for unless ``with_partial`` is among the options.
        """
        needs_facts = (
            options.get("with_facets", True) or self.filters.keys() & FACT_FILTERS or _may_have_field(self.typed)
        )
        return SearchRequest(
            typed=self.typed,
            pieces=self.pieces,
            mode=self.mode,
            scope=self.scope,
            use_synonyms=self.use_synonyms,
            sort=self.sort,
            offset=(self.page - 1) * size,
            size=size,
            filters=self.filters,
            key_facets=load_key_facets(state or read_data_state(), self.filters) if needs_facts else NO_KEY_FACETS,
            **options,
        )

    @property
    def offset(self) -> int:
        """Number of results on the pages before this one."""
        return (self.page - 1) * PAGE_SIZE

    def query_string(self) -> str:
        """Return the canonical query string, without values that are the default."""
        pairs = [("q", self.typed)] if self.typed else []
        pairs += [("piece", piece) for piece in self.pieces]
        pairs += [*self.filter_pairs(), *self._setting_pairs()]
        pairs += [("collection", self.collection)] if self.collection else []
        pairs += [("sort", self.sort)] if self.sort != "relevance" else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return "&".join(f"{name}={_quote(value)}" for name, value in pairs)

    def query_pairs(self) -> list[tuple[str, str]]:
        """Return what was typed and how it is matched and sorted, as parameters; filters are left out."""
        pairs = [("q", self.typed)] if self.typed else []
        pairs += [("piece", piece) for piece in self.pieces]
        pairs += self._setting_pairs()
        return pairs + ([("sort", self.sort)] if self.sort != "relevance" else [])

    def _setting_pairs(self) -> list[tuple[str, str]]:
        pairs = [("mode", self.mode)] if self.mode else []
        pairs += [("scope", self.scope)] if self.scope != "all" else []
        pairs += [] if self.use_synonyms else [("synonyms", "off")]
        return pairs + ([] if self.with_partial else [("partial", "off")])

    def filter_pairs(self) -> list[tuple[str, str]]:
        """Return the filters as parameters; a span of dates is written as its bounds."""
        pairs = [(name, value) for name, values in self.filters.items() for value in values if name != DATE_FILTER]
        for name, day in zip(DATE_BOUNDS, self.date_bounds, strict=True):
            pairs += [(name, day)] if day else []
        return pairs

    @property
    def date_bounds(self) -> tuple[str, str]:
        """First and last day of the filter by date, ``2001-09-12``; an open end is empty."""
        first, _, last = self.filters.get(DATE_FILTER, ("",))[0].partition("..")
        return first, last

    def without_filters(self, name: str) -> "FormState":
        """Return a copy without the filter ``name``."""
        return self.with_changes(filters={key: values for key, values in self.filters.items() if key != name})

    def with_changes(self, **changes: Any) -> "FormState":
        """Return a copy with ``changes``, on its first page unless they name a page."""
        return replace(self, **({"page": 1} | changes))

    def after(self, answer: Answer) -> "FormState":
        """Return the state for the links of the answer's page: pieces of a pasted text in place of the whole text."""
        if answer.pasted:
            return replace(self, typed="", pieces=answer.pasted.pieces)
        return replace(self, typed=answer.query.typed) if len(self.typed) > MAX_QUERY_LENGTH else self

    def without_filter(self, name: str, value: str) -> "FormState":
        """Return a copy without one value of the filter ``name``."""
        remaining = {**self.filters, name: tuple(item for item in self.filters.get(name, ()) if item != value)}
        return self.with_changes(filters={key: values for key, values in remaining.items() if values})


_may_have_field = re.compile("[:：]").search  # a field such as 主题词: is judged by facts


@lru_cache(maxsize=512)  # one page writes the same words into some twenty addresses
def _quote(value: str) -> str:
    return quote_plus(value)


def _allowed_or(value: str | None, allowed: tuple[str, ...], default: str) -> str:
    return value if value in allowed else default


def _read_pieces(values: list[str]) -> tuple[str, ...]:
    pieces = (value.replace("\0", " ").strip()[:MAX_PIECE_LENGTH] for value in values[:MAX_PIECES])
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _read_filters(parameters: QueryDict) -> dict[str, tuple[str, ...]]:
    filters = {}
    for name in LISTED_FILTERS:
        values = [v.strip()[:MAX_FILTER_VALUE_LENGTH] for v in parameters.getlist(name)[:MAX_VALUES_PER_FILTER]]
        if name == "year":
            values = [value for value in values if _is_year_or_span(value)]
        elif name == "cites":
            values = [_canonical_symbol(value) for value in values]
        if values := [value for value in values if value]:
            filters[name] = tuple(dict.fromkeys(values))
    if span := _read_dates(parameters):
        filters[DATE_FILTER] = (span,)
    return filters


def _canonical_symbol(typed: str) -> str:
    """Return the symbol that a reader spelled in the form, otherwise what was typed."""
    spelling = read_spelling(typed) if typed else None
    return spelling.symbol if spelling else typed


def _read_dates(parameters: QueryDict) -> str:
    """Return the span of dates, as ``2001-09-12..``; a bound that is no date counts as not given."""
    first, last = (_read_date(parameters.get(name, "")) for name in DATE_BOUNDS)
    return f"{first}..{last}" if first or last else ""


def _read_date(typed: str) -> str:
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:
        return ""
