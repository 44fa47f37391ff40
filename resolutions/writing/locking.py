"""Row locks, and the optimistic lock of the editor's forms (``Document.edit_token``)."""

from resolutions.models import Document
from resolutions.writing.errors import EditConflictError


def lock_document(document_id: int, edit_token: str = "") -> Document:
    """Return the document with its row locked until the transaction ends.

    Raises EditConflictError when ``edit_token`` is given and the document was changed since.
    """
    document = Document.objects.select_for_update().get(pk=document_id)
    if edit_token and edit_token != document.edit_token:
        last = document.changes.first()
        who = f"已由{last.by_name or '命令行'}改动（{last.what}）" if last else "已被改动"
        raise EditConflictError(f"这份文件在您打开之后{who}。您的改动没有写入，请看过现状后再改。")
    return document
