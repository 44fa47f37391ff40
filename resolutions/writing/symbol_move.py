"""Move a text to the document of another symbol, when staff correct the symbol."""

from resolutions.models import Change, Document, Status
from resolutions.models.choices import chinese_display
from resolutions.stubs import build_stub
from resolutions.writing.errors import CorrectionError

# Relations of ``Document``. A new relation belongs in one of the two; a test compares them with the model.
MOVED_RELATIONS = (
    "sources",
    "versions",
    "paragraphs",
    "citations_made",
    "corrections",
    "changes",
    "uploads",
    "link_reports",
    "handovers",
    "translations",
)
# Of the symbol, not of the text; a discarded draft is restored before it gets another symbol.
UNMOVED_RELATIONS = ("catalogue", "citations_received", "subject_links", "fetches", "discard")
_MOVED = "文本改属另一文号，本文号恢复为仅见引用"


def lock_stub_with_symbol(symbol: str, document: Document) -> Document:
    """Return the stub with this symbol, created when missing, with its row locked.

    Raises CorrectionError when a document other than ``document`` has a text under this symbol.
    """
    Document.objects.bulk_create([build_stub(symbol)], ignore_conflicts=True)
    target = Document.objects.select_for_update().get(symbol=symbol)
    if target.status != Status.STUB and target.pk != document.pk:
        raise CorrectionError(
            f"{symbol} 已有文本（{chinese_display(target, 'status')}）；请把这个文件作为它的新版本上传。"
        )
    return target


def move_text(document: Document, target: Document, logged_as: str = _MOVED) -> Document:
    """Move the text and all that belongs to it from ``document`` to ``target``, and return ``target``.

    A document with a symbol becomes a stub again, or is deleted when nothing refers to it. ``logged_as`` is the line
    in the audit log of the stub.
    A document without a symbol is deleted, and ``target`` gets its slug.
    """
    for relation in Document._meta.related_objects:
        name = relation.get_accessor_name()
        if name in MOVED_RELATIONS:
            getattr(document, name).update(**{relation.field.name: target})
    target.status, target.published_at = document.status, document.published_at
    target.title, target.kind, target.quality = document.title, document.kind, document.quality
    if not document.symbol:
        slug = document.slug
        document.delete()
        target.slug = slug
    elif _is_unreferenced(document):
        document.delete()
    else:
        _reset_to_stub(document, logged_as)
    target.save()
    return target


def _is_unreferenced(document: Document) -> bool:
    """Return true when neither a citation nor the catalogue names the document."""
    return not document.citations_received.exists() and not hasattr(document, "catalogue")


def _reset_to_stub(document: Document, logged_as: str) -> None:
    """Reset the columns to what the symbol and the catalogue say; the time of change goes back as well."""
    stub, entry = build_stub(document.symbol), getattr(document, "catalogue", None)
    document.status, document.published_at, document.facts, document.warnings = Status.STUB, None, {}, []
    document.title, document.kind, document.organ = stub.title, stub.kind, stub.organ
    document.number, document.year, document.quality = stub.number, stub.year, ""
    document.adopted_on = entry.date if entry else None
    document.meeting = entry.meeting_number if entry else None
    document.save()
    Document.objects.filter(pk=document.pk).update(updated_at=document.created_at)
    Change.objects.create(document=document, what=logged_as)
