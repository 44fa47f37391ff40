"""Reader of a whole RTF file: its text in the printed layout. Runs in the sandbox."""

from resolutions.sources.encoding_detection import UnknownEncodingError, decode_text
from resolutions.sources.extracted_text import ExtractedText, UnreadableFileError
from resolutions.sources.office.headers import print_headers
from resolutions.sources.office.paragraphs import print_paragraph
from resolutions.sources.printed_layout import PrintedBlock, render_layout
from resolutions.sources.rtf.flow import TextFlow
from resolutions.sources.rtf.interpreter import RtfInterpreter
from resolutions.sources.text_size import require_line_count

_NO_TEXT = "这个 RTF 文件里没有可以读取的文字。"
_UNFINISHED = "RTF 文件不完整（有括号没有闭合），可能被截断，请核对结尾。"
_UNNUMBERED = "有 {count} 段使用自动编号，RTF 文件里没有写出号码，请对照原件补上。"
_CODECS = {"GB18030": "gb18030", "Big5": "big5hkscs", "UTF-8": "utf-8"}
_FEWEST_BYTES = 8  # that show an encoding


def read_rtf(data: bytes) -> ExtractedText:
    """Read the bytes of an RTF. Raises UnreadableFileError with the reason in Chinese."""
    file = RtfInterpreter().read(data)
    if codec := _find_undeclared(bytes(file.western)):
        file = RtfInterpreter(codec).read(data)
    blocks = _read_headers(file)
    for paragraph in file.body.paragraphs:
        blocks += print_paragraph(paragraph, lambda _, name: file.read_note(name))
        require_line_count(len(blocks))
    text = render_layout(blocks)
    if not text.strip():
        raise UnreadableFileError(_NO_TEXT)
    warnings = [_UNFINISHED] if file.is_unfinished else []
    if file.unnumbered:
        warnings.append(_UNNUMBERED.format(count=file.unnumbered))
    return ExtractedText(text, tuple(file.links), tuple(warnings))


def _find_undeclared(western: bytes) -> str:
    """Return the codec of bytes that the file declares as Western and that are Chinese text; empty otherwise."""
    if len(western) < _FEWEST_BYTES:
        return ""
    try:
        return _CODECS.get(decode_text(western)[1], "")
    except UnknownEncodingError:
        return ""


def _read_headers(file: RtfInterpreter) -> list[PrintedBlock]:
    first = _lines(file.headers.get("headerf"))
    running = [line for name in ("header", "headerr", "headerl") for line in _lines(file.headers.get(name))]
    has_own_first_page = file.has_own_first_page and bool(first)
    return print_headers(first if has_own_first_page else running, running, has_own_first_page=has_own_first_page)


def _lines(flow: TextFlow | None) -> list[str]:
    paragraphs = flow.paragraphs if flow else ()
    lines = (line for paragraph in paragraphs for line in paragraph.text.replace("\t", "\n").split("\n"))
    return [line.strip() for line in lines if line.strip()]
