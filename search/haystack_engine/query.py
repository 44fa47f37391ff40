"""Haystack's query: the filters of a ``SearchQuerySet`` written for ``Backend.search``."""

import re
from typing import Any

from haystack.backends import BaseSearchQuery
from haystack.inputs import AltParser, AutoQuery, BaseInput, Exact, Not, Raw

from search.haystack_engine.conditions import FIELDS
from search.haystack_engine.notation import write_filter

_AUTO_QUERY_PART = re.compile(r'"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)')


class HaystackQuery(BaseSearchQuery):
    """Filters, input types and options as Haystack documents them; what is not supported raises on use."""

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """Write one filter. Raises ``NotImplementedError`` for an unknown field and for another parser of queries."""
        if field not in FIELDS:
            raise NotImplementedError(f"The search index has no field {field}.")
        if isinstance(value, AltParser):
            raise NotImplementedError("The portal's search engine has one parser of queries.")
        if isinstance(value, AutoQuery):
            return _write_auto_query(field, value.query_string)
        if isinstance(value, Raw):
            return write_filter(field, "raw", value.query_string)
        if isinstance(value, Exact):
            return write_filter(field, "exact", value.query_string)
        if isinstance(value, Not):
            return f"NOT ({write_filter(field, filter_type, value.query_string)})"
        if isinstance(value, BaseInput):
            value = value.query_string
        elif hasattr(value, "values_list") or isinstance(value, set | tuple | frozenset):
            value = list(value)
        return write_filter(field, filter_type, value)

    def add_stats_query(self, stats_field: str, stats_facets: Any) -> None:
        """Raise ``NotImplementedError``: statistics of a field are Solr's alone."""
        raise NotImplementedError("The portal's search engine gives no statistics of a field.")


def _write_auto_query(field: str, typed: str) -> str:
    """Write what a reader typed: quoted parts as strings, ``-`` before a word excludes it, nothing else is syntax."""
    parts = []
    for match in _AUTO_QUERY_PART.finditer(typed):
        word = match["word"]
        if word is None:
            parts.append(write_filter(field, "exact", match["phrase"]))
        elif word.startswith("-") and len(word) > 1:
            parts.append(f"NOT ({write_filter(field, 'content', word[1:])})")
        else:
            parts.append(write_filter(field, "content", word))
    return f"({' AND '.join(parts)})" if parts else write_filter(field, "content", "")
