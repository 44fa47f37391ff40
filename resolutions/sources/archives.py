"""Files of a ZIP archive, one by one, unpacked in memory on demand.

Runs in the portal's own process: zipfile and zlib unpack at most the number of bytes counted here.
"""

import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from resolutions.sources.archive_names import decode_names
from resolutions.sources.errors import SourceError
from resolutions.sources.file_types import ZIP, detect_file_type
from resolutions.sources.safe_zip import ZIP_ERRORS, BrokenZipError, open_zip
from resolutions.sources.text_extraction import MAX_FILE_BYTES, MEGABYTE, require_valid_size

MAX_FILES = 500
MAX_UNPACKED_BYTES = 500 * MEGABYTE  # of all files together
MAX_COMPRESSION_RATIO = 200  # unpacked to packed; Chinese text reaches 10, a Word file's XML 40, zeros 1000
_CHUNK = MEGABYTE
_NOISE = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$|\._)", re.IGNORECASE)
# Pictures and styles in the folder that browsers and Word save beside a page.
_BESIDE_PAGE = re.compile(
    r"(?:_files|\.files|\.fld)/[^/]*\.(?:css|js|png|gif|jpe?g|svg|webp|ico|woff2?|xml|thmx|mso|wmz|emz)$", re.I
)
_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1
_SUSPECT = "解压后的大小与压缩前相差超过 {ratio} 倍，像是压缩炸弹，没有读取。"


@dataclass(slots=True)
class _ByteBudget:
    """Bytes that the remaining files of one archive may take."""

    remaining: int


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """File of an archive.

    ``name`` is its path in the archive; ``size`` is the unpacked size in bytes that the directory claims.
    """

    name: str
    size: int
    _info: zipfile.ZipInfo = field(repr=False)
    _archive: zipfile.ZipFile = field(repr=False)
    _budget: _ByteBudget = field(repr=False)

    def read(self) -> bytes:
        """Unpack the file. Raises SourceError with the reason when the file is rejected."""
        self._check()
        require_valid_size(self.size, self.name)
        try:
            data = self._unpack()
        except ZIP_ERRORS as error:
            raise SourceError(self.name, "压缩包里的这个文件已损坏，无法解压。") from error
        if detect_file_type(data) == ZIP:
            raise SourceError(self.name, "这是压缩包里的压缩包，不读取。请解压后直接提交其中的文件。")
        return data

    def _check(self) -> None:
        mode = self._info.external_attr >> 16
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise SourceError(self.name, "这是符号链接或特殊文件，不是普通文件，没有读取。")
        path = PurePosixPath(self.name)
        if path.is_absolute() or ".." in path.parts or _DRIVE.match(self.name):
            raise SourceError(self.name, "文件的路径指到压缩包的文件夹之外，没有读取。")
        if self._info.flag_bits & _ENCRYPTED:
            raise SourceError(self.name, "这个文件有密码保护，无法读取。")
        if self.size > MEGABYTE and self.size > MAX_COMPRESSION_RATIO * max(1, self._info.compress_size):
            raise SourceError(self.name, _SUSPECT.format(ratio=MAX_COMPRESSION_RATIO))

    def _unpack(self) -> bytes:
        data = bytearray()
        with self._archive.open(self._info) as packed:
            while chunk := packed.read(_CHUNK):
                data += chunk
                self._budget.remaining -= len(chunk)
                if len(data) > MAX_FILE_BYTES:
                    require_valid_size(len(data), self.name)
                if self._budget.remaining < 0:
                    most = MAX_UNPACKED_BYTES // MEGABYTE
                    raise SourceError(self.name, f"压缩包里的文件合计超过 {most} MB，从这个文件起没有读取。")
        return bytes(data)


def is_archive(data: bytes) -> bool:
    """Return True for a ZIP of files; a Word file is a ZIP too, but no archive."""
    return detect_file_type(data) == ZIP


def iter_archive(data: bytes, name: str) -> Iterator[ArchivedFile]:
    """Yield the files of the archive ``name`` in order, without folders and files that systems add.

    Raises SourceError when the whole archive is rejected; ``ArchivedFile.read`` raises it for a single file.
    """
    require_valid_size(len(data), name)
    try:
        archive = open_zip(data)
    except BrokenZipError as error:
        raise SourceError(name, "压缩包已损坏、不完整或目录异常，无法打开。") from error
    with archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        if len(files) > MAX_FILES:
            raise SourceError(name, f"压缩包里有 {len(files)} 个文件，超过上限 {MAX_FILES} 个，没有读取。")
        files = [info for info in files if not _is_noise(info.filename)]
        if not files:
            raise SourceError(name, "压缩包里没有文件。")
        budget = _ByteBudget(MAX_UNPACKED_BYTES)
        for info, path in zip(files, decode_names(files), strict=True):
            yield ArchivedFile(path, info.file_size, info, archive, budget)


def _is_noise(path: str) -> bool:
    return bool(_NOISE.search(path) or _BESIDE_PAGE.search(path))
