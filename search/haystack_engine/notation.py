"""Filters of a ``SearchQuerySet`` as text, ``field__lookup:value`` with a value in JSON, and the way back.

Haystack joins the filters of a query set to one string, with AND, OR, NOT and brackets. ``narrow`` takes such strings
too; there, developers also write ``kind:resolution`` or ``kind_exact:resolution``, without lookup and quotation marks.
"""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, TypeAlias

_LEAF = re.compile(r"(?P<field>[a-z][a-z0-9_]*?)(?P<exact>_exact)?(?:__(?P<lookup>[a-z]+))?:")
_BARE_VALUE = re.compile(r"[^\s()\"\[\]{}]+")
_JSON = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: the value of ``field`` passes ``lookup`` with ``value``."""

    field: str
    lookup: str
    value: Any


@dataclass(frozen=True, slots=True)
class Combination:
    """Filters joined by ``AND`` or ``OR``, or one filter after ``NOT``."""

    operator: str
    parts: tuple["FilterTree", ...]


FilterTree: TypeAlias = Filter | Combination


class NotationError(ValueError):
    """A string is not written in this notation."""


def write_filter(field: str, lookup: str, value: Any) -> str:
    """Write one filter. Dates become strings.

    >>> write_filter("year", "range", [2010, 2019])
    'year__range:[2010, 2019]'
    """
    return f"{field}__{lookup}:{json.dumps(value, ensure_ascii=False, default=str)}"


def read_filters(written: str, fields: Collection[str]) -> FilterTree:
    """Read filters of ``fields``. Raises ``NotationError``.

    >>> read_filters('kind_exact:resolution', ["kind"])
    Filter(field='kind', lookup='exact', value='resolution')
    """
    reader = _Reader(written, fields)
    tree = reader.read_any()
    if reader.at < len(written):
        raise NotationError(written)
    return tree


@dataclass(slots=True)
class _Reader:
    """Recursive-descent reader; ``at`` is the position of the next token."""

    written: str
    fields: Collection[str]
    at: int = 0

    def read_any(self) -> FilterTree:
        return self._read_joined("OR", self._read_all)

    def _read_all(self) -> FilterTree:
        return self._read_joined("AND", self._read_one)

    def _read_joined(self, operator: str, read_part: Any) -> FilterTree:
        parts = [read_part()]
        while self._skip(operator):
            parts.append(read_part())
        return parts[0] if len(parts) == 1 else Combination(operator, tuple(parts))

    def _read_one(self) -> FilterTree:
        if self._skip("NOT"):
            return Combination("NOT", (self._read_one(),))
        if self._skip("("):
            tree = self.read_any()
            if not self._skip(")"):
                raise NotationError(self.written)
            return tree
        return self._read_filter()

    def _read_filter(self) -> Filter:
        match = _LEAF.match(self.written, self.at)
        if not match or match["field"] not in self.fields:
            raise NotationError(self.written)
        self.at = match.end()
        lookup = match["lookup"] or ("exact" if match["exact"] else "content")
        value = Filter(match["field"], lookup, self._read_value())
        self._skip_blanks()
        return value

    def _read_value(self) -> Any:
        try:
            value, self.at = _JSON.raw_decode(self.written, self.at)
        except ValueError:
            if not (bare := _BARE_VALUE.match(self.written, self.at)):
                raise NotationError(self.written) from None
            value, self.at = bare[0], bare.end()
        if self.at < len(self.written) and self.written[self.at] not in " )":
            raise NotationError(self.written)  # 2020-12-03 begins with a number
        return value

    def _skip(self, token: str) -> bool:
        """Skip ``token`` and the blanks around it if it comes next."""
        self._skip_blanks()
        end = self.at + len(token)
        is_next = self.written.startswith(token, self.at) and (
            not token.isalpha() or self.written[end : end + 1] in " ("
        )
        if is_next:
            self.at = end
            self._skip_blanks()
        return is_next

    def _skip_blanks(self) -> None:
        while self.written.startswith(" ", self.at):
            self.at += 1
