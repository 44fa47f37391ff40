"""The commonest characters of Chinese texts: their share tells a real text from one in a wrong encoding.

Measured on texts of the Council and Chinese laws in passages of 100 characters: at least 0.23 in the right
encoding, at most 0.07 in a wrong one.
"""

from collections.abc import Iterable

COMMON_CHARACTERS = frozenset(
    "的和国安会在合有联与持关理支行要作施为以改全各组重成平力建方部年保进议加长动强并于发决题性定员及门特第一表制到权主"
    "其提对所是利事区措冲可秘书维通努地务法用能活了过指人多家面中实治等政突护促情规认继境际二三四五六七八九十〇月日号不"
    "上下也这该个们把被从自由向使得但或者就时间又同因应本此内外前后大小将已它我你您如何什么没请信文件段条款"
    "國會議決員關於與號據對應為從時們發將後來還進開權說無組織維護總聯項動業報告機種際體經濟問認當強調則設執給讓記錄類點"
    "，。、；：（）《》“”！？「」『』—…·〔〕"
)
MIN_COMMON_SHARE = 0.12  # between the two shares measured above


def common_character_share(characters: Iterable[str]) -> float:
    """Return the share of common characters among ``characters``, 0 to 1; 0 without characters."""
    is_common = [character in COMMON_CHARACTERS for character in characters]
    return sum(is_common) / len(is_common) if is_common else 0.0
