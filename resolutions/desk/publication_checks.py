"""Check a document before publication."""

from collections.abc import Iterator

from resolutions.models import Document, Kind, Status
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.writing.catalogue import find_disagreements

_MIN_LENGTH = 40  # characters without whitespace; a shorter text is the page numbers of a scan, not a document


def find_obstacles(document: Document) -> list[str]:
    """List the reasons against publication as Chinese sentences; two queries."""
    return list(_obstacles(document))


def _obstacles(document: Document) -> Iterator[str]:
    if document.status == Status.STUB:
        yield "还没有文本，请先上传文件。"
        return
    texts = list(document.paragraphs.values_list("text", flat=True))
    if not texts:
        yield "文本中没有读出段落。"
    elif sum(len("".join(text.split())) for text in texts) < _MIN_LENGTH:
        yield f"文本太短（不足 {_MIN_LENGTH} 字），可能是扫描件或读取不全。"
    if not document.title.strip() or document.title == "无题文件":
        yield "没有标题，请填写标题。"
    if document.kind == Kind.OTHER and not document.symbol:
        yield "没有认出文件类型和文号，请至少填写其中一项。"
    if document.kind in (Kind.RESOLUTION, Kind.STATEMENT) and not document.symbol:
        yield f"{document.get_kind_display()}必须有文号，请填写文号。"
    if document.symbol and canonicalize_symbol(document.symbol) != document.symbol:
        yield f"文号 {document.symbol} 的编号与年份不符，请更正文号。"


def list_warnings(document: Document) -> list[str]:
    """List the warnings of the parser and the differences from the catalogue."""
    return [*document.warnings, *find_disagreements(document)]
