"""Find a document with nearly the same text as a new file."""

from resolutions.comparison.sketch import jaccard_similarity, sketch_document
from resolutions.models import Document, Status, TextVersion

# Share of common runs of eight characters. The same text from PDF and from Word is above 0.9.
NEAR_DUPLICATE_SHARE = 0.8
_MAX_CANDIDATES = 50  # documents


def find_near_duplicate(text: str) -> tuple[Document, float] | None:
    """Return the document with nearly this text in force, and the share of common text (0 to 1); one query.

    The sketches of nearly equal texts share most of their hashes, so the index on ``sketch`` finds them all.
    """
    sketch = sketch_document(text)
    kept = TextVersion.objects.exclude(document__status=Status.DISCARDED)
    rows = kept.filter(sketch__overlap=sketch).select_related("document").order_by("-id")
    newest: dict[int, TextVersion] = {}
    for row in rows.defer("text")[: _MAX_CANDIDATES * 4]:
        newest.setdefault(row.document_id, row)
    candidates = list(newest.values())[:_MAX_CANDIDATES]
    scored = [(jaccard_similarity(sketch, row.sketch), row.document) for row in candidates]
    share, document = max(scored, key=lambda item: item[0], default=(0.0, None))
    return (document, share) if document and share >= NEAR_DUPLICATE_SHARE else None
