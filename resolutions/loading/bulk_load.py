"""Load the texts of a collection: fast, in bounded memory, and without loss when it is killed and repeated.

A batch of texts is one transaction; a text that fails takes no other with it. The catalogue is read once, citations
are counted once a batch. Similar paragraphs and the index follow for all texts together
(``deliver_bulk_changes``); a long load makes its texts searchable on its way (``publish``). A killed load is repeated:
texts that the portal has are recognised by their bytes and cost one query a batch.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.db import Error, transaction

from resolutions.atomic_file import is_disk_full
from resolutions.batches import iter_batches
from resolutions.loading.collected_text import WITHOUT_TEXT, CollectedText, LoadCounts, Progress
from resolutions.loading.text_checks import find_reasons_for_draft
from resolutions.models import CatalogueEntry, Document, SourceFile, Status
from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.text_size import require_readable_text
from resolutions.text.catalogue_lookup import CatalogueLookup
from resolutions.text.parsed import ParsedDocument
from resolutions.text.symbols import describe_symbol
from resolutions.writing.citation_counts import recount
from resolutions.writing.derivation import parse_source
from resolutions.writing.ingest import IngestedFile, IngestResult, ingest_document
from resolutions.writing.paragraphs import ensure_targets
from resolutions.writing.text_reserve import belongs_in_reserve, keep_in_reserve

TEXTS_PER_TRANSACTION = 20
TEXTS_PER_PUBLICATION = 500  # new texts between two updates of the index
_MEDIA_TYPE = "text/plain"


def load_texts(
    texts: Iterable[CollectedText],
    counts: LoadCounts,
    progress: Progress | None = None,
    publish: Callable[[], object] = lambda: None,
) -> None:
    """Write the texts and add to ``counts`` what became of each.

    ``publish`` is called between transactions, after every ``TEXTS_PER_PUBLICATION`` published texts. Call
    ``deliver_bulk_changes`` afterwards, also when ``texts`` raises: the batches before that are written. Raises OSError
    and Django's Error when the disk is full.
    """
    lookup, searchable = CatalogueEntry.objects.as_lookup(), 0
    for batch in iter_batches(texts, TEXTS_PER_TRANSACTION):
        _load_batch(batch, lookup, counts)
        if progress:
            progress(len(batch))
        if counts.statuses[Status.PUBLISHED] - searchable >= TEXTS_PER_PUBLICATION:
            publish()
            searchable = counts.statuses[Status.PUBLISHED]


def _load_batch(batch: list[CollectedText], lookup: CatalogueLookup, counts: LoadCounts) -> None:
    """Write one batch in a transaction of its own, and count the citations of all documents that it affects."""
    hashes = {hashlib.sha256(text.data).hexdigest(): text for text in batch if text.text and not text.failure}
    known = set(SourceFile.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    new = [text for sha256, text in hashes.items() if sha256 not in known]
    counts.statuses["unchanged"] += len(known)
    counts.statuses[WITHOUT_TEXT] += sum(not text.text and not text.failure for text in batch)
    counts.failures += [f"{text.place}: {text.failure}" for text in batch if text.failure]
    with transaction.atomic():
        documents = _find_documents(new)
        affected: set[int] = set()
        for text in new:
            try:
                with transaction.atomic():
                    affected |= set(_load_text(text, documents[text.symbol], lookup, counts))
            except (Error, UnreadableFileError, ValueError) as error:
                if is_disk_full(error):
                    raise
                counts.failures.append(f"{text.place}: {' '.join(str(error).split())}")
        recount(affected)


def _find_documents(texts: Iterable[CollectedText]) -> Mapping[str, Document]:
    """Return the document of each symbol, locked until the end of the transaction; missing ones become stubs."""
    ids = [document.pk for document in ensure_targets(text.symbol for text in texts).values()]
    locked = Document.objects.select_for_update(of=["self"]).select_related("catalogue").order_by("pk")
    return {document.symbol: document for document in locked.filter(pk__in=ids)}


def _load_text(
    collected: CollectedText, document: Document, lookup: CatalogueLookup, counts: LoadCounts
) -> tuple[int, ...]:
    """Write one text and return the ids of the affected documents. Raises UnreadableFileError and database errors."""
    require_readable_text(collected.text)
    parsed = parse_source(collected.text, file_name=collected.file_name, catalogue=lookup)
    if collected.language and parsed.language != collected.language:
        raise ValueError(f"the text is in {parsed.language}, not in {collected.language}")
    reasons = list(find_reasons_for_draft(collected, parsed, getattr(document, "catalogue", None)))
    file = IngestedFile(
        collected.data, collected.file_name, _MEDIA_TYPE, collected.text, provenance=collected.provenance
    )
    parsed = _give_symbol(parsed, collected.symbol)
    if belongs_in_reserve(document, parsed, collected.provenance.quality):
        result = keep_in_reserve(document, parsed, file, collected.reason)
    else:
        result = ingest_document(
            parsed, file, reason=collected.reason, existing=document, obstacles=reasons, with_counts=False
        )
    _count(collected, result, counts)
    return result.affected_ids


def _give_symbol(parsed: ParsedDocument, symbol: str) -> ParsedDocument:
    """Return what was read with the symbol of the collection, where the text prints another one."""
    if parsed.symbol in ("", symbol):
        return parsed
    said = describe_symbol(symbol)
    return replace(parsed, symbol=symbol, title=said.title, kind=said.kind, organ=said.organ)


def _count(collected: CollectedText, result: IngestResult, counts: LoadCounts) -> None:
    is_written = result.status in ("new", "changed")
    status = str(Status(result.document.status)) if is_written else result.status
    counts.statuses[status] += 1
    if is_written and status == Status.DRAFT:
        reasons = [warning for warning in result.warnings if warning.startswith("没有发布")]
        counts.drafts.append(f"{collected.place}: {' '.join(reasons)}")
