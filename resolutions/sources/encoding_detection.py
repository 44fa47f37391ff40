"""Detection of the encoding of a Chinese text: strict decoding, then the share of common characters.

A byte order mark and valid UTF-8 are proof. The bytes of GB18030, Big5 and UTF-16 without a mark can nearly always
be decoded as each other, into characters in no real text; there the share of common characters decides.
"""

import codecs
import unicodedata

from resolutions.sources.file_types import ACCEPTED_KINDS
from resolutions.text.common_characters import MIN_COMMON_SHARE, common_character_share

MAX_DAMAGE_SHARE = 0.02  # share of control, private-use and replacement characters that a text may have
SAMPLE_LENGTH = 200_000  # characters; more would not change the result
BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
]
# Big5 with the Hong Kong characters, which include 〇 and 啓 of early resolutions.
CANDIDATE_CODECS = [("gb18030", "GB18030"), ("big5hkscs", "Big5"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")]
TEXT_CONTROLS = frozenset("\t\n\v\f\r\x85")


class UnknownEncodingError(ValueError):
    """The bytes are no text in a supported encoding; the message is the reason in Chinese."""


def decode_text(data: bytes) -> tuple[str, str]:
    """Return the text without byte order mark, and the name of its encoding.

    >>> decode_text("四十七（一九四八）決議案".encode("big5"))
    ('四十七（一九四八）決議案', 'Big5')

    Raises UnknownEncodingError. Nothing is replaced or left out.
    """
    for mark, codec, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], codec, name), name
    text = _decode_or_none(data, "utf-8")
    if text is not None and is_readable(text):
        return text, "UTF-8"
    if decoded := _most_plausible(data):
        return decoded
    raise UnknownEncodingError(_explain(data, text))


def is_readable(text: str) -> bool:
    """Return True if ``text`` has no NUL (PostgreSQL rejects it) and next to no damaged characters."""
    sample = text[:SAMPLE_LENGTH]
    damaged = sum(map(_is_damage, sample))
    return "\0" not in text and damaged <= MAX_DAMAGE_SHARE * len(sample)


def _is_damage(character: str) -> bool:
    if character in TEXT_CONTROLS:
        return False
    return character == "\N{REPLACEMENT CHARACTER}" or unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs")


def _decode_or_none(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _decode_marked(data: bytes, codec: str, name: str) -> str:
    text = _decode_or_none(data, codec)
    if text is None:
        raise UnknownEncodingError(f"文件开头标明是 {name}，但内容不是有效的 {name}，可能已损坏或被截断。")
    if not is_readable(text):
        raise UnknownEncodingError(f"文件标明是 {name}，但含有大量无法显示的字符，不是可读的文本。")
    return text


def _most_plausible(data: bytes) -> tuple[str, str] | None:
    candidates = []
    for codec, name in CANDIDATE_CODECS:
        text = _decode_or_none(data, codec)
        if text is not None and is_readable(text):
            candidates.append((_plausibility(text, codec), text, name))
    score, text, name = max(candidates, default=(0.0, "", ""), key=lambda candidate: candidate[0])
    return (text, name) if score >= MIN_COMMON_SHARE else None


def _plausibility(text: str, codec: str) -> float:
    """Return the share of common characters.

    ASCII counts as common in UTF-16, where it needs a NUL byte; elsewhere it is the same in every encoding.
    """
    sample = [character for character in text[:SAMPLE_LENGTH] if not character.isspace()]
    if codec.startswith("utf-16"):
        return common_character_share("的" if character.isascii() else character for character in sample)
    return common_character_share(character for character in sample if not character.isascii())


def _explain(data: bytes, utf8_text: str | None) -> str:
    if b"\0" in data:
        return f"文件含有空字符（NUL），是二进制文件，不是纯文本。{ACCEPTED_KINDS}"
    if utf8_text is not None:
        return "文件含有大量控制字符或已损坏的字符（�），不是可读的文本。"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = f"（作为 UTF-8 读到第 {line} 行、第 {error.start + 1} 个字节处出错）"
    return f"无法确定文字编码{place}：不是有效的 UTF-8、UTF-16、GB18030 或 Big5 中文文本。请另存为 UTF-8 后再提交。"
