"""One file to its text: the size, what it is by content, its encoding – in this order."""

from dataclasses import dataclass

from resolutions.sources.binary import describe_binary
from resolutions.sources.encodings import UnknownEncoding, decode
from resolutions.sources.errors import SourceError

MEGABYTE = 1024 * 1024
INVISIBLE = "\ufeff\u200b\u2060"  # characters without width, which str.isspace does not count
LARGEST_FILE = 50 * MEGABYTE  # bytes; 20 million 汉字, ten times the longest volume of the Council's resolutions


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file, as it came.

    Nothing is changed but that a byte order mark is left out: line ends (LF, CR LF, CR)
    stay what they are, because the reader splits lines at each of them and the source
    text is kept to be read again. ``encoding`` is the name to show: UTF-8, UTF-16, GB18030, Big5.
    """

    text: str
    media_type: str
    encoding: str


def check_size(size: int, name: str, largest: int = LARGEST_FILE) -> None:
    """Refuse a file of ``size`` bytes before a byte of it is read.

    Raises SourceError when the file is empty or larger than ``largest`` bytes.
    """
    if size == 0:
        raise SourceError(name, "文件是空的，没有任何内容。")
    if size > largest:
        raise SourceError(name, f"文件有 {size / MEGABYTE:.1f} MB，超过上限 {largest / MEGABYTE:g} MB，没有读取。")


def read_bytes(data: bytes, name: str, largest: int = LARGEST_FILE) -> SourceText:
    """Read the bytes of the file ``name`` as text; the content decides what it is, never the name.

    >>> read_bytes("安全理事会，".encode("gb18030"), "a.txt").text
    '安全理事会，'

    Raises SourceError with the reason: empty, too large, only white space, no plain text, unknown encoding.
    """
    check_size(len(data), name, largest)
    if found := describe_binary(data):
        raise SourceError(name, f"这是{found}，不是纯文本。请把其中的文字另存为纯文本（UTF-8）后再提交。")
    try:
        text, encoding = decode(data)
    except UnknownEncoding as error:
        raise SourceError(name, str(error)) from error
    if all(character.isspace() or character in INVISIBLE for character in text):
        raise SourceError(name, "文件里只有空白，没有文字。")
    return SourceText(text, "text/plain", encoding)
