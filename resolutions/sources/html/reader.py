"""Reader of a page: bytes to text in the printed layout. Runs in the sandbox."""

import codecs
import email
import email.message
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace

import lxml.html

from resolutions.sources.encoding_detection import UnknownEncodingError, decode_text
from resolutions.sources.extracted_text import ExtractedText, UnreadableFileError
from resolutions.sources.html.blocks import BlockReader
from resolutions.sources.html.visibility import find_content
from resolutions.sources.printed_layout import PrintedBlock, render_layout

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_HEAD_LENGTH = 8192  # bytes
# Labels of pages in Chinese are narrower than what the pages hold. Source: the Encoding Standard, "Names and labels".
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "iso-8859-1": "cp1252"}
_NO_TEXT = "这个网页里没有可以读取的文字。"
_TOO_DEEP = "这个网页的元素嵌套太深，没有读取。请另存为纯文本后再提交。"
_NO_PAGE = "这个网页存档或邮件里没有网页和文字，无法读取。"
_NAMED_ATTACHMENTS = 5


def read_html(data: bytes, charset: str = "") -> ExtractedText:
    """Read a page. ``charset`` is the encoding that a header names. Raises UnreadableFileError with the reason."""
    content = _decode(data, charset).replace("\0", "").encode("utf-8")
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = lxml.html.document_fromstring(content, parser=parser, ensure_head_body=True)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise UnreadableFileError(_NO_TEXT) from error
    if any("depth" in entry.message for entry in parser.error_log):  # libxml2 leaves out what lies below
        raise UnreadableFileError(_TOO_DEEP)
    reader = BlockReader(root)
    for element in find_content(root):
        reader.read(element)
    text = render_layout(reader.blocks)
    if not text.strip():
        raise UnreadableFileError(_NO_TEXT)
    return ExtractedText(text, tuple(reader.links))


def read_mhtml(data: bytes) -> ExtractedText:
    """Read the first page of an archive of pages, or the text of a mail; a warning names the mail's attachments.

    Raises UnreadableFileError with the reason.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    warnings = tuple(_name_attachments(message))
    for kind in ("text/html", "text/plain"):
        for part in message.walk():
            if part.get_content_disposition() == "attachment":
                continue
            content = part.get_payload(decode=True) if part.get_content_type() == kind else None
            if isinstance(content, bytes) and content.strip():
                charset = str(part.get_content_charset() or "")
                read = read_html(content, charset) if kind == "text/html" else _read_lines(content, charset)
                return replace(read, warnings=(*read.warnings, *warnings))
    raise UnreadableFileError(_NO_PAGE)


def _name_attachments(message: email.message.Message) -> Iterator[str]:
    names = [part.get_filename() or "无名" for part in message.walk() if part.get_content_disposition() == "attachment"]
    if names:
        yield f"邮件有 {len(names)} 个附件没有读取，请另行提交：{'、'.join(names[:_NAMED_ATTACHMENTS])}"


def _read_lines(data: bytes, charset: str) -> ExtractedText:
    lines = [line.strip() for line in _decode(data, charset).splitlines()]
    return ExtractedText(render_layout([PrintedBlock([line]) for line in lines if line]))


def _decode(data: bytes, charset: str) -> str:
    """Decode by byte order mark, as valid UTF-8, by header or ``<meta>``; where they are wrong, by the characters."""
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = _CHARSET.search(data[:_HEAD_LENGTH])
    for name in () if marked else ("utf-8", charset, declared[1].decode("ascii") if declared else ""):
        try:
            return data.decode(_WIDER.get(name.lower(), name) or "none")
        except (LookupError, ValueError):  # some codecs raise other errors than UnicodeDecodeError
            continue
    try:
        return decode_text(data)[0]
    except UnknownEncodingError as error:
        raise UnreadableFileError(str(error)) from error
