"""The page of an original that the desk shows beside the paragraphs, with the places of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from resolutions.desk.page_images import load_picture
from resolutions.desk.paragraph_places import ParagraphPlace
from resolutions.models import Paragraph, SourceFile, TextLayout, TextVersion
from resolutions.sources.file_types import IMAGE_MEDIA_TYPES, MEDIA_TYPES, PDF
from resolutions.sources.text_places import TextPlace

_WITH_PAGES = IMAGE_MEDIA_TYPES | {MEDIA_TYPES[PDF]}
_MARGIN = 15  # of ten thousand: a mark is a little larger than the line


@dataclass(frozen=True, slots=True)
class Mark:
    """Box of a marked line in ten-thousandths of the page, from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class OriginalPage:
    """A page as the desk shows it. ``number`` counts from 1 to ``count``.

    ``paragraph`` is the marked one, ``other_pages`` are the pages where it goes on. ``problem`` says why there is no
    picture; ``count`` is then that of the pages with text. ``has_places`` is false for a text that was read without
    places.
    """

    number: int
    count: int
    width: int
    height: int
    is_zoomed: bool
    problem: str = ""
    paragraph: Paragraph | None = None
    marks: tuple[Mark, ...] = ()
    other_pages: tuple[int, ...] = ()
    has_places: bool = True

    @property
    def zoom_query(self) -> str | None:
        """Value of the parameter ``zoom``; None for the ordinary size."""
        return "2" if self.is_zoomed else None

    @property
    def before(self) -> int | None:
        """Number of the page before; None for the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """Number of the next page; None for the last."""
        return self.number + 1 if self.number < self.count else None


def has_pages(source: SourceFile) -> bool:
    """Return true for a file whose pages can be drawn."""
    return source.media_type in _WITH_PAGES


def load_places(version: TextVersion) -> list[TextPlace]:
    """Return the places of a text on its pages, empty when it was read without them; one query."""
    rows = TextLayout.objects.filter(version=version).values_list("places", flat=True).first()
    return [TextPlace.from_json(row) for row in rows or ()]


def show_page(
    source: SourceFile,
    places: Sequence[ParagraphPlace],
    *,
    page: int | None,
    paragraph: Paragraph | None,
    place: ParagraphPlace,
    is_zoomed: bool,
) -> OriginalPage:
    """Return page ``page`` with ``paragraph`` marked at its ``place``; without a page the one where it begins."""
    number = page or place.first_page or 1
    picture = load_picture(source, number, is_zoomed=is_zoomed)
    image = picture.image
    others = sorted({line.page for line in place.lines} - {number})
    return OriginalPage(
        number,
        image.page_count if image else max((line.page for one in places for line in one.lines), default=0),
        image.width if image else 0,
        image.height if image else 0,
        is_zoomed,
        picture.problem,
        paragraph,
        tuple(_mark(line) for line in place.lines if line.page == number),
        tuple(others),
        any(one.lines for one in places),
    )


def _mark(line: TextPlace) -> Mark:
    left, top = line.left - _MARGIN, line.top - _MARGIN
    return Mark(left, top, line.right - left + _MARGIN, line.bottom - top + _MARGIN)
