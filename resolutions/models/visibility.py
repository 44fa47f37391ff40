"""The rule of what readers may see of a document (docs/design.md, "Provenance and visibility").

Readers see the text of a published document. Of every other document they see a stub: what its symbol and its
catalogue entry say. A draft or stub has a page only if the catalogue or a published text names it; a withdrawn
document keeps its page; a discarded draft has no symbol and no page. The querysets of documents and citations apply
the rule to rows and to the documents that they load. Drafts, withdrawn texts, replaced texts and the citations in them
appear nowhere outside of the desk.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from django.db.models import DateField, F, Q
from django.db.models.expressions import Case, Combinable, Value, When
from django.db.models.query import ModelIterable
from django.utils.translation import gettext_lazy as _

from resolutions.models.choices import Choices
from resolutions.text.symbols import KIND_PATTERNS, YEAR_PATTERN, describe_symbol

if TYPE_CHECKING:
    from resolutions.models.documents import Document

WITHDRAWAL_REASON_KEY = "withdrawn"  # key of ``Document.facts``; the reason is printed on the page
WITHDRAWN_TITLE = "已撤回的文件"  # of a withdrawn document without a symbol
DRAFT_TITLE = "未发布的文件"  # of a draft without a symbol; it has no public page
Row = TypeVar("Row", bound=NamedTuple)


class Status(Choices):
    """State of a document. Readers see the text of published documents only."""

    STUB = "stub", _("仅见引用")
    DRAFT = "draft", _("草稿")
    PUBLISHED = "published", _("已发布")
    WITHDRAWN = "withdrawn", _("已撤回")
    DISCARDED = "discarded", _("已丢弃")


UNSHOWN = (Status.DRAFT, Status.WITHDRAWN, Status.DISCARDED)  # documents with a text that readers may not see


def stub_values(status: str, symbol: str) -> dict[str, Any]:
    """Return the values that replace those of a draft or withdrawn document, by the names of its fields.

    Title, organ, kind, number and year are those of the symbol; the date and meeting of the text are left out. A
    document without a symbol keeps organ, kind, number and year.
    """
    unknown: dict[str, Any] = {
        "adopted_on": None,
        "meeting": None,
        "quality": "",
        "citations_out": 0,
        "published_at": None,
        "warnings": [],
    }
    status = Status.STUB if status in (Status.DRAFT, Status.DISCARDED) else status
    if not symbol:
        title = WITHDRAWN_TITLE if status == Status.WITHDRAWN else DRAFT_TITLE
        return unknown | {"status": status, "title": title}
    said = describe_symbol(symbol)
    known = {"organ": said.organ, "kind": said.kind, "number": said.number, "year": said.year}
    return unknown | known | {"status": status, "title": said.title[:500]}


def as_seen_by_readers(document: "Document") -> "Document | None":
    """Return the document as readers see it, None if it has no public page; the result must not be saved.

    One query for a draft or stub without counted citations, none after ``select_related("catalogue")`` for others.
    """
    if document.status in (Status.PUBLISHED, Status.WITHDRAWN) or _is_named_in_public(document):
        return hide_text(document)
    return None


def _is_named_in_public(document: "Document") -> bool:
    """Return True if the catalogue or a published text names the document; as ``DocumentQuerySet.visible``."""
    if not document.symbol:
        return False
    is_known = document.citations_in > 0 or hasattr(document, "catalogue")
    return is_known or document.citations_received.published().exists()


def hide_text(document: "Document") -> "Document":
    """Reset a draft or withdrawn document to its stub, in memory only; it must not be saved. No query.

    The date is that of the catalogue entry, if the entry was loaded with the document.
    """
    if document.status not in UNSHOWN:
        return document
    values = stub_values(document.status, document.symbol)
    entry = document._state.fields_cache.get("catalogue")
    reasons = {key: value for key, value in document.facts.items() if key == WITHDRAWAL_REASON_KEY}
    values["adopted_on"] = entry.date if entry else None
    values["facts"] = reasons if document.status == Status.WITHDRAWN else {}
    for name, value in values.items():
        setattr(document, name, value)
    return document


def hide_text_in_row(row: Row) -> Row:
    """Apply ``hide_text`` to a named tuple of columns: ``status``, ``symbol``, for the date ``catalogue__date``."""
    status, symbol = row.status, row.symbol  # type: ignore[attr-defined]  # fields of the rows that callers pass
    if status not in UNSHOWN:
        return row
    values = stub_values(status, symbol) | {"adopted_on": getattr(row, "catalogue__date", None)}
    return row._replace(**{name: values[name] for name in row._fields if name in values})


def shown_columns(prefix: str = "") -> dict[str, Combinable]:
    """Return ``shown_date``, ``shown_year``, ``shown_kind`` and ``shown_organ``: the columns that readers see, in SQL.

    They give the values of ``hide_text``, so that no filter, order or count uses what only a hidden text says.
    ``prefix`` leads to the document, as ``target__``.
    """

    def where(**conditions: Any) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    def replaced(column: str, value: Any) -> Combinable:
        is_replaced = where(status__in=UNSHOWN) & ~where(symbol="")
        return Case(When(is_replaced, then=value), default=F(f"{prefix}{column}"))

    def is_like(pattern: str) -> Q:
        return where(symbol__regex=f"^({pattern})$")

    kinds = [When(is_like(pattern), then=Value(kind)) for pattern, kind in KIND_PATTERNS]
    organs = [When(where(symbol="CHARTER"), then=Value("UN"))]
    organs += [When(where(symbol__startswith=f"{organ}/"), then=Value(organ)) for organ in "SAE"]
    no_date = Value(None, output_field=DateField())
    date_of_stub = Case(When(where(symbol=""), then=no_date), default=F(f"{prefix}catalogue__date"))
    # The column has the year of such a symbol: a text does not change it.
    year_of_symbol = Case(When(is_like(YEAR_PATTERN), then=F(f"{prefix}year")), default=Value(None))
    return {
        "shown_date": Case(When(where(status__in=UNSHOWN), then=date_of_stub), default=F(f"{prefix}adopted_on")),
        "shown_year": replaced("year", year_of_symbol),
        "shown_kind": replaced("kind", Case(*kinds, default=Value("other"))),
        "shown_organ": replaced("organ", Case(*organs, default=Value(""))),
    }


class ReaderDocuments(ModelIterable):
    """Documents of a queryset as readers see them."""

    def __iter__(self) -> Iterator["Document"]:
        """Yield the documents; no further query."""
        for document in super().__iter__():
            yield hide_text(document)


class ReaderCitations(ModelIterable):
    """Citations of a queryset; their targets are as readers see them."""

    def __iter__(self) -> Iterator[Any]:
        """Yield the citations; no further query."""
        for citation in super().__iter__():
            if target := citation._state.fields_cache.get("target"):
                hide_text(target)
            yield citation
