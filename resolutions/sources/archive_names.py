"""Names of the files in a ZIP archive, in whatever encoding its packer wrote them.

Chinese Windows writes names in GB18030 or Big5, other packers in UTF-8, all of them without saying so; zipfile then
decodes code page 437. All such names of one archive are in one encoding, so they are decoded together.
"""

import re
import struct
import zlib
from collections.abc import Sequence
from zipfile import ZipInfo

from resolutions.text.common_characters import common_character_share

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UTF8_NAME = 0x800
_UNICODE_PATH = 0x7075  # extra field of Info-ZIP: version, CRC-32 of the plain name, name in UTF-8
_CHINESE_CODECS = ("gb18030", "big5hkscs")
_LATIN_LETTERS = range(0x80, 0xA6)  # bytes of code page 437; the first byte of a common Chinese character is higher
_MIN_LATIN_SHARE = 0.9


def decode_names(files: Sequence[ZipInfo]) -> list[str]:
    """Return the path of each file, with slashes and without characters that are not seen."""
    plain = [_plain_bytes(info) for info in files]
    codec = find_codec([name for name in plain if name is not None])
    return [_clean(_decode(info, name, codec)) for info, name in zip(files, plain, strict=True)]


def find_codec(names: Sequence[bytes]) -> str:
    """Return the codec in which all these names can be decoded and look most like Chinese, or code page 437.

    >>> find_codec(["决议全文.pdf".encode("gb18030")]), find_codec(["決議全文.pdf".encode("big5")])
    ('gb18030', 'big5hkscs')
    """
    joined = b"\n".join(name for name in names if not name.isascii())
    if not joined or _can_decode(joined, "utf-8"):
        return "utf-8"
    if _is_latin(joined):
        return "cp437"
    scores = {codec: _chinese_share(joined.decode(codec)) for codec in _CHINESE_CODECS if _can_decode(joined, codec)}
    return max(scores, key=lambda codec: scores[codec], default="cp437")


def _is_latin(names: bytes) -> bool:
    accented = [byte for byte in names if byte >= 0x80]
    return sum(byte in _LATIN_LETTERS for byte in accented) >= _MIN_LATIN_SHARE * len(accented)


def _chinese_share(names: str) -> float:
    return common_character_share(character for character in names if not character.isascii())


def _can_decode(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _plain_bytes(info: ZipInfo) -> bytes | None:
    """Return the name as stored; None where the archive says that it is UTF-8."""
    if info.flag_bits & _UTF8_NAME:
        return None
    try:
        return info.orig_filename.encode("cp437")
    except UnicodeError:
        return None


def _decode(info: ZipInfo, plain: bytes | None, codec: str) -> str:
    if plain is None:
        return info.filename
    return _read_unicode_path(info.extra, plain) or plain.decode(codec, "replace")


def _read_unicode_path(extra: bytes, plain: bytes) -> str:
    """Return the name of the extra field, if it belongs to this name; empty otherwise."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        value, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == _UNICODE_PATH and len(value) > 5 and struct.unpack_from("<I", value, 1)[0] == zlib.crc32(plain):
            return value[5:].decode("utf-8", "replace")
    return ""


def _clean(name: str) -> str:
    return _UNSEEN.sub("", name.split("\0")[0].replace("\\", "/"))
