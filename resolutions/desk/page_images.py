"""Pictures of the pages of originals, drawn in the sandbox and kept in a bounded cache on disk."""

from dataclasses import dataclass

from django.core.cache import caches

from resolutions.models import SourceFile
from resolutions.sources import PageImage, UnreadableFileError, render_page_in_sandbox
from resolutions.writing import originals
from resolutions.writing.errors import LostOriginalError

WIDTH, ZOOMED_WIDTH = 1000, 2000  # pixels
_FORM = 1  # changed when the pictures are drawn in another way
_NOT_SHOWN = "这一页没有画出来：{reason}请下载原件查看。"


@dataclass(frozen=True, slots=True)
class PagePicture:
    """The picture of a page as JPEG, or the sentence that says why there is none."""

    image: PageImage | None
    problem: str = ""


def load_picture(source: SourceFile, page: int, *, is_zoomed: bool = False) -> PagePicture:
    """Return a page of a PDF or picture, counted from 1; drawing takes half a second, a broken file 15 at most.

    A failure is kept as well, so that a page that cannot be drawn costs its time once.
    """
    width = ZOOMED_WIDTH if is_zoomed else WIDTH
    key, cache = f"{source.sha256}-{page}-{width}-{_FORM}", caches["pages"]
    picture: PagePicture | None = cache.get(key)
    if picture is None:
        try:
            data = originals.read_original(source.sha256)
        except LostOriginalError as error:
            return PagePicture(None, str(error))
        picture = _draw(data, page, width)
        cache.set(key, picture)
    return picture


def _draw(data: bytes, page: int, width: int) -> PagePicture:
    try:
        return PagePicture(render_page_in_sandbox(data, page, width=width))
    except UnreadableFileError as error:
        return PagePicture(None, _NOT_SHOWN.format(reason=error))
