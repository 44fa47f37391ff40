"""Whether a text is nearly one that the portal already has."""

from resolutions.comparison.sketch import jaccard_similarity, sketch_document
from resolutions.models import Document, TextVersion

NEAR_DUPLICATE_SHARE = (
    0.8  # share of common runs of eight characters; the same text from PDF and from Word is above 0.9
)
_CANDIDATES = 50


def find_near_duplicate(text: str) -> tuple[Document, float] | None:
    """The document whose text in force is nearly ``text``, and how nearly; None when there is none. One query.

    The sketches of nearly equal texts share most of their hashes, so the index finds them all.
    """
    mine = sketch_document(text)
    rows = TextVersion.objects.filter(sketch__overlap=mine).select_related("document").order_by("-id")
    newest: dict[int, TextVersion] = {}
    for row in rows.defer("text")[: _CANDIDATES * 4]:
        newest.setdefault(row.document_id, row)
    scored = [(jaccard_similarity(mine, row.sketch), row.document) for row in list(newest.values())[:_CANDIDATES]]
    share, document = max(scored, key=lambda item: item[0], default=(0.0, None))
    return (document, share) if document and share >= NEAR_DUPLICATE_SHARE else None
