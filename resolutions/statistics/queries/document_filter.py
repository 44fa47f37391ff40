"""Filter of documents by organ, kind, decade, year, text and vote, as it is written in an address.

Lists apply it to querysets, figures to groups of documents that were counted before (``document_groups``).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from resolutions.models import Document, Kind, Organ, Status

ANY_ORGAN = "all"  # the form's choice of every organ; an empty organ is a value: other organs
UNKNOWN = "unknown"  # the decade of documents without a year
HELD_NAMES = {"1": "收录全文", "0": "仅见于目录或引用"}
VOTE_NAMES = {"unanimous": "无反对无弃权", "abstain": "有弃权", "against": "有反对", "unrecorded": "未经表决或未载"}
# The year of a visible document: that of its symbol or text, else that of its date.
YEAR = Coalesce("shown_year", ExtractYear("shown_date"))
_DECADE = re.compile(r"[12][0-9]{2}0")
_YEAR = re.compile(r"[12][0-9]{3}")
_COUNTED = Q(catalogue__votes_yes__isnull=False)
_IS_COUNCIL_RESOLUTION = Q(shown_kind=Kind.RESOLUTION, shown_organ=Organ.SECURITY_COUNCIL, catalogue__isnull=False)
# Result of the vote on a visible document; "" for all but the Council's resolutions in the catalogue.
VOTE = Case(
    When(~_IS_COUNCIL_RESOLUTION, then=Value("")),
    When(_COUNTED & Q(catalogue__votes_no__gt=0), then=Value("against")),
    When(_COUNTED & Q(catalogue__votes_abstain__gt=0), then=Value("abstain")),
    When(_COUNTED | Q(catalogue__adoption="一致通过"), then=Value("unanimous")),
    default=Value("unrecorded"),
    output_field=CharField(),
)


class InvalidFilterError(ValueError):
    """A value in the address that no filter has; the message is a sentence for the reader."""


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Conditions on documents; one that is empty matches all.

    ``organ`` None matches every organ, "" the other organs. ``decade`` is a first year or ``unknown``; ``held`` is
    ``1`` or ``0``; ``vote`` is a key of ``VOTE_NAMES``.
    """

    organ: str | None = None
    kind: str = ""
    decade: str = ""
    year: str = ""
    held: str = ""
    vote: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "DocumentFilter":
        """Read the filter from the query string; raises ``InvalidFilterError`` for an unknown value."""
        organ = query.get("organ", ANY_ORGAN)
        values: dict[str, Any] = {"organ": None if organ == ANY_ORGAN else organ}
        values |= {field.name: query.get(field.name, "") for field in fields(cls) if field.name != "organ"}
        for name, value in values.items():
            if value and not _is_valid(name, value):
                raise InvalidFilterError(f"“{value[:40]}”不是{_NAMES[name]}的可选值。")
        return cls(**values)

    @property
    def query_string(self) -> str:
        """Return ``organ=S&decade=1990``: the conditions that are set, in a fixed order."""
        return urlencode(dict(self.conditions()))

    @property
    def names(self) -> list[str]:
        """Return the conditions in Chinese, as 安全理事会, 1990年代."""
        return [_name_value(name, value) for name, value in self.conditions()]

    @property
    def is_set(self) -> bool:
        """Return True if any condition is set."""
        return self != DocumentFilter()

    def conditions(self) -> Iterator[tuple[str, str]]:
        """Yield name and value of the conditions that are set."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value if field.name != "organ" else value is not None:
                yield field.name, value

    def with_changes(self, **changes: Any) -> "DocumentFilter":
        """Return the filter with other conditions."""
        return replace(self, **changes)

    def only(self, *names: str) -> "DocumentFilter":
        """Return the filter with the conditions of these names alone."""
        return DocumentFilter(**{name: value for name, value in self.conditions() if name in names})

    def matches_source(self, organ: str, kind: str, year: int | None) -> bool:
        """Return True for a document of this organ, kind and year, whatever its text and vote."""
        return (
            self.organ in (None, organ)
            and self.kind in ("", kind)
            and self.year in ("", str(year))
            and self.decade in ("", str(year // 10 * 10) if year else UNKNOWN)
        )

    def matches(self, organ: str, kind: str, year: int | None, is_held: bool, vote: str) -> bool:
        """Return True for documents with these values."""
        return (
            self.matches_source(organ, kind, year)
            and self.held in ("", "1" if is_held else "0")
            and self.vote in ("", vote)
        )

    def select(self, documents: QuerySet[Document]) -> QuerySet[Document]:
        """Narrow a queryset of visible documents."""
        conditions = Q()
        if self.organ is not None:
            conditions &= Q(shown_organ=self.organ)
        if self.kind:
            conditions &= Q(shown_kind=self.kind)
        if self.held:
            is_held = Q(status=Status.PUBLISHED)
            conditions &= is_held if self.held == "1" else ~is_held
        documents = documents.alias(filter_year=YEAR)
        if self.vote:
            documents = documents.alias(vote_result=VOTE).filter(vote_result=self.vote)
        return documents.filter(conditions & self.in_years("filter_year"))

    def in_years(self, column: str) -> Q:
        """Match the years of the filter in a column of years."""
        condition = Q()
        if self.year:
            condition &= Q(**{column: int(self.year)})
        if self.decade == UNKNOWN:
            condition &= Q(**{f"{column}__isnull": True})
        elif self.decade:
            condition &= Q(**{f"{column}__range": (int(self.decade), int(self.decade) + 9)})
        return condition


_NAMES = {"organ": "机关", "kind": "文件类型", "decade": "年代", "year": "年份", "held": "收录", "vote": "表决"}


def _is_valid(name: str, value: str) -> bool:
    if name in ("decade", "year"):
        return value == UNKNOWN if name == "decade" and value == UNKNOWN else bool(_pattern(name).fullmatch(value))
    return value in {"organ": Organ.values, "kind": Kind.values, "held": HELD_NAMES, "vote": VOTE_NAMES}[name]


def _pattern(name: str) -> re.Pattern[str]:
    return _DECADE if name == "decade" else _YEAR


def _name_value(name: str, value: str) -> str:
    if name == "decade":
        return "年份不详" if value == UNKNOWN else f"{value}年代"
    if name == "year":
        return f"{value}年"
    names: dict[str, Mapping[str, Any]] = {
        "organ": dict(Organ.choices), "kind": dict(Kind.choices), "held": HELD_NAMES, "vote": VOTE_NAMES,
    }  # fmt: skip
    return str(names[name][value])
