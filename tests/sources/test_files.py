"""Rejected files and the sentence that states the reason."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.sources import MAX_FILE_BYTES, SourceError, extract_text, require_valid_size

TEXT = "安全理事会，\r\n回顾其第2553(2020)号决议，\r\n"
OFFICE_WITH_PASSWORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
ACCEPTED = "可以提交 PDF、Word（DOCX）、ODT、RTF、网页（HTML、MHT）、邮件（EML）和纯文本，或装有它们的 ZIP。"
CONVERT = "请另存为 PDF、DOCX 或纯文本（UTF-8）后再提交。"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BROKEN = b"PK\x03\x04"  # a ZIP that was cut
BIG5_GARBLED = "安全理事會決議".encode("big5")[:-1] + b"\xff\xff"


def zipped(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, TEXT)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data, reason",
    [
        (b"", "文件是空的"),
        (b" \r\n\t\n", "只有空白"),
        (b"\xef\xbb\xbf", "只有空白"),
        ("\u3000\u200b\n".encode(), "只有空白"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF 已损坏"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "图片已损坏"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "图片已损坏"),
        (b"MZ", "程序文件"),
        (b"MZ\r\n", "程序文件"),
        (b"MZ\x90\x90", "程序文件"),
        (b"MZP This program cannot be run in DOS mode.", "程序文件"),
        (OLE + b"\0" * 512, "旧版 Office"),
        (rb"{\rtf1\ansi\deff0}", "RTF"),
        (zipped("[Content_Types].xml", "word/document.xml"), "DOCX）已损坏"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "XLSX"),
        (zipped("mimetype", "content.xml"), "OpenDocument"),
        (zipped("a.txt"), "ZIP"),
        (TEXT.encode() + b"\0", "空字符"),
        (bytes(range(256)) * 40, "空字符"),
        (b"\x01\x02\x03" * 40, "控制字符"),
        ("\ufffd\ufffd安\ufffd".encode(), "已损坏"),
        ("决议，\n第".encode()[:-1], "第 2 行"),
        (TEXT.encode("utf-16") + b"\x00", "UTF-16"),
        (BIG5_GARBLED, "无法确定文字编码"),
        ("Résolution adoptée à l’unanimité".encode("latin-1", "replace"), "无法确定文字编码"),
    ],
)
def test_refuses_with_the_reason(data, reason):
    with pytest.raises(SourceError, match=reason) as caught:
        extract_text(data, "决议.txt")
    assert caught.value.name == "决议.txt"


def test_refuses_a_hundred_megabytes_before_reading():
    with pytest.raises(SourceError, match="超过上限 50 MB"):
        require_valid_size(100 * 1024 * 1024, "大.txt")


def test_the_limit_holds_for_bytes_in_hand_too():
    with pytest.raises(SourceError, match="超过上限"):
        extract_text(b"a" * (MAX_FILE_BYTES + 1), "大.txt")


def test_line_ends_and_form_feeds_stay_as_they_came():
    text = "一\r\n二\r三\n\f四\n"
    assert extract_text(text.encode(), "a.txt").text == text


def test_what_looks_like_markup_is_text():
    text = "<script>alert(1)</script>{{ 7*7 }}\u202e安全理事会"
    assert extract_text(text.encode(), "a.html").text == text


def test_the_name_does_not_decide():
    assert extract_text(TEXT.encode(), "决议.pdf").media_type == "text/plain"


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_give_text_or_a_reason(data):
    try:
        source = extract_text(data, "a")
    except SourceError as error:
        assert str(error).endswith("。")
    else:
        assert source.text.strip() and "\0" not in source.text


@pytest.mark.parametrize(
    "data, sentence",
    [
        (b"\0\0\0\x18ftypheic", "这是图片（HEIC），不能直接读取。请另存为 JPEG 或 PNG 后再提交。"),
        (zipped("mimetype"), "这是OpenDocument 或电子书文件，不能直接读取。" + CONVERT),
        (OLE, "这是旧版 Office 文件（如 XLS、PPT、WPS），不能直接读取。" + CONVERT),
        (
            BROKEN + b"[Content_Types].xml xl/workbook.xml",
            "这是Excel 文件（XLSX），已损坏或不完整，不能直接读取。" + CONVERT,
        ),
        (BROKEN + b"ppt/slides/slide1.xml", "这是PowerPoint 文件（PPTX），已损坏或不完整，不能直接读取。" + CONVERT),
        (
            BROKEN.ljust(30, b"\0") + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "这是OpenDocument 表格（ODS），已损坏或不完整，不能直接读取。" + CONVERT,
        ),
        (zipped("a.txt"), "这是压缩文件（ZIP），不能直接读取。请作为压缩包提交，或提交其中的文件。"),
        (b"\x1f\x8b\x08\0", "这是压缩文件（GZIP），不能直接读取。请改用 ZIP 打包，或直接提交其中的文件。"),
        (b"BZh91AY\0", "这是压缩文件（BZIP2），不能直接读取。请改用 ZIP 打包，或直接提交其中的文件。"),
        (b"\xfd7zXZ\0", "这是压缩文件（XZ），不能直接读取。请改用 ZIP 打包，或直接提交其中的文件。"),
        (b"7z\xbc\xaf\x27\x1c", "这是压缩文件（7z），不能直接读取。请改用 ZIP 打包，或直接提交其中的文件。"),
        (b"Rar!\x1a\x07\x01", "这是压缩文件（RAR），不能直接读取。请改用 ZIP 打包，或直接提交其中的文件。"),
        (b"MZ\x90\0\3", "这是程序文件，不能直接读取。" + ACCEPTED),  # nothing in it can be saved as PDF
        (b"\x7fELF\x02\x01", "这是程序文件，不能直接读取。" + ACCEPTED),
        (b"SQLite format 3\0", "这是数据库文件，不能直接读取。" + ACCEPTED),
        (b"ID3\4\0\0\0\0", "文件含有空字符（NUL），是二进制文件，不是纯文本。" + ACCEPTED),  # a sound
        (b"%!PS-Adobe-3.0", "这是PostScript 文件，不能直接读取。" + CONVERT),
        (OFFICE_WITH_PASSWORD, "这是有密码保护的 Office 文件，不能直接读取。请去掉密码后再提交。"),
    ],
)
def test_an_unsupported_format_is_named_with_a_remedy(data, sentence):
    with pytest.raises(SourceError) as caught:
        extract_text(data, "a")
    assert str(caught.value) == sentence


@pytest.mark.parametrize("text", ["BM安理会", "MZ安理会", "GIF安理会", "BZh安理会"])
def test_a_text_that_begins_like_a_short_signature_is_a_text(text):
    assert extract_text(text.encode(), "a.txt").text == text
