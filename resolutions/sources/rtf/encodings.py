"""Encodings of RTF: code pages of the file and of its fonts.

Source: Rich Text Format Specification 1.9.1, "Character set" and "Font table"; Encoding Standard for the wider codecs.
"""

import codecs

DEFAULT = "cp1252"
# Character sets of fonts (\fcharsetN) as Python codecs; 0 and 1 are the code page of the file.
CHARSET_CODECS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
_WIDER = {936: "gb18030", 950: "big5hkscs", 54936: "gb18030", 20936: "gb18030", 65001: "utf-8", 10000: "mac_roman"}
WESTERN = frozenset({DEFAULT, "mac_roman", "cp437", "cp850"})


def find_codec(page: int) -> str:
    """Return the codec of a Windows code page; that of Western texts for an unknown one.

    >>> find_codec(936), find_codec(1251), find_codec(99999)
    ('gb18030', 'cp1251', 'cp1252')
    """
    name = _WIDER.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name if page not in _WIDER else name
    except LookupError:
        return DEFAULT
