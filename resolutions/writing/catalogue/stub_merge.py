"""Merge a stub without a year, such as S/RES/2803, into the document that the catalogue knows by then."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from resolutions.models import Citation, Document, Status
from resolutions.writing.audit_log import log_change
from resolutions.writing.citation_counts import recount
from resolutions.writing.symbol_move import move_text

YEARLESS_PATTERN = r"^S/RES/[0-9]+$"
_MERGED_RELATIONS = ("changes", "link_reports", "uploads")


def find_yearless_stubs() -> dict[int, str]:
    """Map each document without a year to the symbol of the real one; two queries.

    A number that the catalogue does not know, or has in two years, is left out, and so are two documents that both
    have a text: an editor decides about them.
    """
    yearless = list(Document.objects.filter(symbol__regex=YEARLESS_PATTERN).values_list("pk", "symbol", "status"))
    if not yearless:
        return {}
    numbers = [_number_of(symbol) for _, symbol, _ in yearless]
    real = Document.objects.filter(organ="S", kind="resolution", number__in=numbers, catalogue__isnull=False)
    known: dict[int | None, list[tuple[str, str]]] = {}
    for number, symbol, status in real.values_list("number", "symbol", "status"):
        known.setdefault(number, []).append((symbol, status))
    pairs = {}
    for pk, symbol, status in yearless:
        matches = known.get(_number_of(symbol), [])
        if len(matches) == 1 and Status.STUB in (status, matches[0][1]):
            pairs[pk] = matches[0][0]
    return pairs


def _number_of(symbol: str) -> int:
    return int(symbol.removeprefix("S/RES/"))


@transaction.atomic
def merge_yearless_stubs() -> list[Document]:
    """Merge every stub without a year whose year the catalogue knows; return the documents that they became part of.

    Citations, reports, uploads and the audit log move; the old address then redirects, as any address without a
    year. A text moves as well when the real document has none; otherwise both stay.
    """
    pairs = find_yearless_stubs()
    if not pairs:
        return []
    locked = Document.objects.select_for_update().order_by("pk")
    documents = {document.symbol: document for document in locked.filter(symbol__in=pairs.values())}
    stubs = locked.in_bulk(pairs)
    for pk, stub in stubs.items():
        _merge(stub, documents[pairs[pk]])
    merged = [documents[pairs[pk]] for pk in stubs]
    recount(document.pk for document in merged)
    return merged


def _merge(stub: Document, real: Document) -> None:
    if stub.status != Status.STUB:
        move_text(stub, real)
        if stub.pk is None:  # deleted, because nothing cites it
            return
    citing = _move_citations(stub, real)
    for name in _MERGED_RELATIONS:
        getattr(stub, name).update(document=real)
    log_change(real, None, f"并入未写年份的条目 {stub.symbol}，连同 {len(citing)} 份文件的引用")
    stub.delete()
    _mark_changed([real.pk, *citing])


def _move_citations(stub: Document, real: Document) -> set[int]:
    """Point the citations of ``stub`` to ``real``; return the keys of the citing documents."""
    citations = Citation.objects.filter(target=stub)
    citing = set(citations.values_list("source", flat=True))
    doubled = {(c.paragraph_id, c.start, c.end) for c in Citation.objects.filter(target=real, source__in=citing)}
    for citation in citations:
        if (citation.paragraph_id, citation.start, citation.end) in doubled:
            citation.delete()
    citations.update(target=real)
    return citing


def _mark_changed(keys: Iterable[int]) -> None:
    """Renew the time of change, which the index and the pages compare."""
    Document.objects.filter(pk__in=list(keys)).update(updated_at=timezone.now())
