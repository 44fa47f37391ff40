"""Whether a text is nearly one that the portal already has."""

from resolutions.comparison.document_sketch import likeness, sketch
from resolutions.models import Document, TextVersion

NEARLY = 0.8  # share of common runs of eight characters; the same text from PDF and from Word is above 0.9
_CANDIDATES = 50


def nearest(text: str) -> tuple[Document, float] | None:
    """The document whose text in force is nearly ``text``, and how nearly; None when there is none. One query.

    The sketches of nearly equal texts share most of their hashes, so the index finds them all.
    """
    mine = sketch(text)
    rows = TextVersion.objects.filter(sketch__overlap=mine).select_related("document").order_by("-id")
    newest: dict[int, TextVersion] = {}
    for row in rows.defer("text")[: _CANDIDATES * 4]:
        newest.setdefault(row.document_id, row)
    scored = [(likeness(mine, row.sketch), row.document) for row in list(newest.values())[:_CANDIDATES]]
    share, document = max(scored, key=lambda item: item[0], default=(0.0, None))
    return (document, share) if document and share >= NEARLY else None
