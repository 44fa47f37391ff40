"""Pictures of pages: refused as scans until their text is recognised, then read as scanned PDFs."""

import io

import pytest
from PIL import Image, ImageDraw

from resolutions.sources import ScannedFileError, SourceError, extract_text, render_page_in_sandbox
from resolutions.sources.image.frames import Frames
from resolutions.sources.image.page_images import even_light
from resolutions.sources.recognized_page import RecognizedCharacter, RecognizedLine, RecognizedPage

FORMATS = ["PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP"]


def picture(form: str = "PNG", size: tuple[int, int] = (600, 800), mode: str = "L", **options) -> bytes:
    buffer = io.BytesIO()
    shade = {"1": 1, "I;16": 65_535, "CMYK": (0, 0, 0, 0)}.get(mode, "white")
    Image.new(mode, size, shade).save(buffer, form, **options)
    return buffer.getvalue()


def pages(count: int, size: tuple[int, int] = (600, 800), **options) -> bytes:
    buffer = io.BytesIO()
    first, *others = (Image.new("L", size, 255) for _ in range(count))
    first.save(buffer, "TIFF", save_all=True, append_images=others, **options)
    return buffer.getvalue()


def recognized(number: int, text: str) -> RecognizedPage:
    characters = tuple(RecognizedCharacter(c, 60 + 20 * at, 80 + 20 * at) for at, c in enumerate(text))
    return RecognizedPage(number, 600, 800, (RecognizedLine(characters, 120, 120, 18),))


@pytest.mark.parametrize("form", FORMATS)
def test_a_picture_is_a_scan_of_one_page(form):
    with pytest.raises(ScannedFileError, match="这是图片") as refusal:
        extract_text(picture(form), "renamed.doc")
    assert refusal.value.pages == (1,)


@pytest.mark.parametrize("form", FORMATS)
def test_with_its_recognised_text_it_is_read(form):
    text = "安全理事会决定继续积极处理此案，并请秘书长提出报告。"
    source = extract_text(picture(form), "a", recognized=[recognized(1, text)])
    assert (source.text.strip(), source.recognized_pages) == (text, (1,))
    assert source.media_type == f"image/{form.lower()}"
    (place,) = source.places
    assert place.page == 1 and 900 < place.left < 1100 and 1200 < place.top < 1600


def test_the_pages_of_a_tiff_are_pages():
    with pytest.raises(ScannedFileError) as refusal:
        extract_text(pages(3), "fax.tif")
    assert refusal.value.pages == (1, 2, 3)


def test_a_page_that_was_not_recognised_is_named():
    text = "安全理事会决定继续积极处理此案，并请秘书长提出报告。"
    source = extract_text(pages(2), "fax.tif", recognized=[recognized(2, text)])
    assert (source.scanned_pages, source.recognized_pages) == ((1,), (2,))
    assert "第 1 页只有图片" in "".join(source.warnings)


@pytest.mark.parametrize(
    "data",
    [picture(mode=mode) for mode in ("1", "L", "RGB", "RGBA", "P", "I;16")]
    + [picture("JPEG", mode="CMYK"), picture("TIFF", mode="F"), pages(1, compression="tiff_lzw")],
)
def test_every_mode_is_drawn_white(data):
    image = render_page_in_sandbox(data, 1, dpi=100)
    assert (image.width, image.height, image.page_count) == (878, 1170, 1)
    assert min(image.data) > 240


def test_a_photo_is_turned_as_the_camera_noted():
    exif = Image.Exif()
    exif[0x0112] = 6
    data = picture("JPEG", (800, 600), exif=exif)
    assert list(Frames(data).sizes()) == [(600, 800)]
    image = render_page_in_sandbox(data, 1, width=300)
    assert (image.width, image.height, image.data[:2]) == (300, 400, b"\xff\xd8")


def test_a_shadow_on_the_paper_is_taken_away():
    image = Image.linear_gradient("L").resize((600, 800)).point(lambda shade: 80 + shade * 2 // 3)
    ImageDraw.Draw(image).rectangle((200, 100, 206, 700), fill=20)
    even = even_light(image)
    paper, ink = (
        [even.getpixel((50, y)) for y in range(50, 750, 50)],
        [even.getpixel((203, y)) for y in range(150, 650, 50)],
    )
    assert min(paper) > 225 and max(ink) < 90


def test_even_paper_stays_as_it_is():
    image = Image.new("L", (300, 400), 240)
    assert even_light(image) is image


@pytest.mark.parametrize("data, sentence", [(picture()[:60], "已损坏"), (pages(501, (60, 80)), "超过上限 500 页")])
def test_a_picture_that_is_refused_says_why(data, sentence):
    with pytest.raises(SourceError, match=sentence) as refusal:
        extract_text(data, "a.png")
    assert not isinstance(refusal.value, ScannedFileError)


def test_a_page_that_is_not_there_has_no_picture():
    with pytest.raises(ValueError, match="没有第 2 页"):
        render_page_in_sandbox(picture(), 2, width=300)
