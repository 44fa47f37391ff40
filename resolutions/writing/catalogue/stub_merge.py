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

    A number that the catalogue does not know, or has in two years, is left out.
    """
    yearless = dict(Document.objects.filter(symbol__regex=YEARLESS_PATTERN).values_list("pk", "symbol"))
    if not yearless:
        return {}
    numbers = {pk: int(symbol.removeprefix("S/RES/")) for pk, symbol in yearless.items()}
    known: dict[int | None, list[str]] = {}
    real = Document.objects.filter(organ="S", kind="resolution", number__in=numbers.values(), catalogue__isnull=False)
    for number, symbol in real.values_list("number", "symbol"):
        known.setdefault(number, []).append(symbol)
    return {pk: known[number][0] for pk, number in numbers.items() if len(known.get(number, ())) == 1}


@transaction.atomic
def merge_yearless_stubs() -> list[Document]:
    """Merge every stub without a year whose year the catalogue knows; return the documents that they became part of.

    Citations, reports, uploads and the audit log move; the old address then redirects, as any address without a
    year. A text moves as well when the real document has none; otherwise both stay.
    """
    pairs = find_yearless_stubs()
    documents = {document.symbol: document for document in Document.objects.filter(symbol__in=pairs.values())}
    stubs = Document.objects.select_for_update().in_bulk(pairs)
    merged = [documents[symbol] for pk, symbol in pairs.items() if pk in stubs and _merge(stubs[pk], documents[symbol])]
    recount(document.pk for document in merged)
    return merged


def _merge(stub: Document, real: Document) -> bool:
    if stub.status != Status.STUB:
        if real.status != Status.STUB:
            return False
        move_text(stub, real)
        if not Document.objects.filter(pk=stub.pk).exists():
            return True
    citing = _move_citations(stub, real)
    for name in _MERGED_RELATIONS:
        getattr(stub, name).update(document=real)
    log_change(real, None, f"并入未写年份的条目 {stub.symbol}，连同 {len(citing)} 份文件的引用")
    stub.delete()
    _mark_changed([real.pk, *citing])
    return True


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
