"""Rule on publication: the same for the desk, the command and uploads."""

from collections.abc import Iterator, Sequence

from resolutions.models import Document, Kind
from resolutions.models.choices import chinese_display
from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.text.evidence import FROM_FILE_NAME, SYMBOL_SOURCE, UNREADABLE
from resolutions.text.language import CHINESE, LANGUAGE_NAMES
from resolutions.text.parsed import ParsedDocument

UNTITLED = "无题文件"  # title that earlier versions gave; ``manage.py repair`` replaces it
_MIN_LENGTH = 40  # characters without whitespace; a shorter text is the page numbers of a scan, not a document


def find_publication_obstacles(document: Document, language: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield the reasons against publication as Chinese sentences; no query.

    ``language`` is the one of the text in force, ``texts`` are those of its paragraphs.
    """
    yield from _text_obstacles(language, texts)
    if document.title.strip() in ("", UNTITLED):
        yield "没有标题，请填写标题。"
    if document.kind == Kind.OTHER and not document.symbol:
        yield "没有认出文件类型和文号，请至少填写其中一项。"
    elif document.kind == Kind.OTHER and document.facts.get(SYMBOL_SOURCE) == FROM_FILE_NAME:
        yield f"文号 {document.symbol} 取自文件名，从文本没有认出文件类型，请选定文件类型。"
    if document.kind in (Kind.RESOLUTION, Kind.STATEMENT) and not document.symbol:
        yield f"{chinese_display(document, 'kind')}必须有文号，请填写文号。"
    if document.symbol and canonicalize_symbol(document.symbol) != document.symbol:
        yield f"文号 {document.symbol} 的编号与年份不符，请更正文号。"


def find_text_obstacles(parsed: ParsedDocument) -> list[str]:
    """Return the reasons against publication of a text that belongs to no document yet."""
    document = Document(symbol=parsed.symbol, kind=parsed.kind, title=parsed.title, facts=parsed.facts)
    return list(find_publication_obstacles(document, parsed.language, [p.text for p in parsed.paragraphs]))


def _text_obstacles(language: str, texts: Sequence[str]) -> Iterator[str]:
    if not texts:
        yield "文本中没有读出段落。"
    elif sum(len("".join(text.split())) for text in texts) < _MIN_LENGTH:
        yield f"文本太短（不足 {_MIN_LENGTH} 字），可能是扫描件或读取不全。"
    if language == UNREADABLE:
        yield "文字无法辨认，请换一个可以读取的文件。"
    elif language not in ("", CHINESE):
        yield f"这是{LANGUAGE_NAMES.get(language, '外文文本')}，不能作为中文文本发布。"
