"""Check a document before publication."""

from resolutions.models import Document, Status
from resolutions.writing.catalogue import find_disagreements
from resolutions.writing.publication import find_publication_obstacles


def find_obstacles(document: Document) -> list[str]:
    """List the reasons against publication as Chinese sentences; two queries."""
    if document.status == Status.STUB:
        return ["还没有文本，请先上传文件。"]
    if document.status == Status.DISCARDED:
        return ["草稿已丢弃，请先恢复。"]
    language = document.versions.values_list("language", flat=True).first() or ""
    texts = list(document.paragraphs.values_list("text", flat=True))
    return list(find_publication_obstacles(document, language, texts))


def list_warnings(document: Document) -> list[str]:
    """List the warnings of the parser and the differences from the catalogue."""
    return [*document.warnings, *find_disagreements(document)]
