"""What a file is when it is no text, told by its first bytes.

Source of the signatures: the file formats' own specifications, as collected in
https://en.wikipedia.org/wiki/List_of_file_signatures
"""

SIGNATURES = [
    (b"%PDF-", "PDF 文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Office 文件（如 DOC）"),
    (rb"{\rtf", "RTF 文件"),
    (b"\x89PNG\r\n\x1a\n", "图片（PNG）"),
    (b"\xff\xd8\xff", "图片（JPEG）"),
    (b"GIF87a", "图片（GIF）"),
    (b"GIF89a", "图片（GIF）"),
    (b"II*\x00", "图片（TIFF）"),
    (b"MM\x00*", "图片（TIFF）"),
    (b"\x1f\x8b", "压缩文件（GZIP）"),
    (b"7z\xbc\xaf\x27\x1c", "压缩文件（7z）"),
    (b"Rar!\x1a\x07", "压缩文件（RAR）"),
    (b"\x7fELF", "程序文件"),
    (b"SQLite format 3\x00", "数据库文件"),
]
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
# The name of the first folder inside tells the Office formats apart; it stands near the start, uncompressed.
ZIP_MEMBERS = [(b"word/", "Word 文件（DOCX）"), (b"xl/", "Excel 文件（XLSX）"), (b"ppt/", "PowerPoint 文件（PPTX）")]


def describe_binary(data: bytes) -> str | None:
    """Name in Chinese the binary format that ``data`` begins with; None when there is no sign of one."""
    if data.startswith((ZIP, EMPTY_ZIP)):
        return next((name for mark, name in ZIP_MEMBERS if mark in data), "压缩文件（ZIP）")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "图片（WebP）"
    return next((name for signature, name in SIGNATURES if data.startswith(signature)), None)
