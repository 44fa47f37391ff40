"""State of the search form: conversion between request parameters, search request and query string."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from django.http import QueryDict

from search.protocol.answer import Answer
from search.protocol.request import (
    MAX_PIECE_LENGTH,
    MAX_PIECES,
    MAX_QUERY_LENGTH,
    PAGE_SIZE,
    SCOPES,
    SORT_ORDERS,
    SearchRequest,
)

FILTER_NAMES = ("kind", "year", "organ", "cites", "theme", "quality")
MODES = ("exact", "fuzzy")
COLLECTIONS = ("held", "catalogue")  # documents with their text here, and those that only the catalogue knows
MAX_PAGE = 5_000
MAX_VALUES_PER_FILTER = 20
MAX_FILTER_VALUE_LENGTH = 200  # characters; the rest is cut off
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

    def to_request(self, size: int = PAGE_SIZE, **options: Any) -> SearchRequest:
        """Return the search request for this page of ``size`` results; ``options`` are fields of the request.

        Documents that lack some words are not asked for unless ``with_partial`` is among the options.
        """
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
        pairs += [(name, value) for name, values in self.filters.items() for value in values]
        pairs += [("mode", self.mode)] if self.mode else []
        pairs += [("scope", self.scope)] if self.scope != "all" else []
        pairs += [] if self.use_synonyms else [("synonyms", "off")]
        pairs += [] if self.with_partial else [("partial", "off")]
        pairs += [("collection", self.collection)] if self.collection else []
        pairs += [("sort", self.sort)] if self.sort != "relevance" else []
        pairs += [("page", str(self.page))] if self.page > 1 else []
        return "&".join(f"{name}={_quote(value)}" for name, value in pairs)

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
    for name in FILTER_NAMES:
        values = [v.strip()[:MAX_FILTER_VALUE_LENGTH] for v in parameters.getlist(name)[:MAX_VALUES_PER_FILTER]]
        if name == "year":
            values = [value for value in values if _is_year_or_span(value)]
        if values := [value for value in values if value]:
            filters[name] = tuple(dict.fromkeys(values))
    return filters
