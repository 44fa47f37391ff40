"""Picture of one page of a picture file, for the desk and for the recognition."""

from io import BytesIO

import numpy
from PIL import Image, ImageFilter

from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.image.frames import Frames

_JPEG_QUALITY = 80
_MOST_ACROSS = 6.0  # heights in a width, and widths in a height
_PAGE_INCHES = 11.7  # longer side of A4, which a picture shows
_LEAST_SCALE, _MOST_SCALE = 0.2, 3.0
_SHADING_ACROSS = 200  # pixels of the copy that shows the shading of the paper
_SHADING_RADIUS = 6
_EVEN = 24  # difference of grey between the lightest and the darkest paper that needs no correction
_WHITE = 255


def render_frame(data: bytes, page: int, width: int = 0, dpi: int = 0) -> tuple[bytes, int, int, int]:
    """Return picture, width and height in pixels, and the number of pages; ``page`` counts from 1.

    With ``width`` the picture is a JPEG, with ``dpi`` the grey pixels alone, as large as a page of A4 at that
    resolution and with the light of the paper made even. Raises UnreadableFileError.
    """
    frames = Frames(data)
    if not 1 <= page <= frames.count:
        raise UnreadableFileError(f"这份图片没有第 {page} 页。")
    image = frames.load(page)
    across, up = image.size
    if not 1 / _MOST_ACROSS < across / up < _MOST_ACROSS:
        raise UnreadableFileError("这张图片的尺寸异常，没有画出。请看原件。")
    scale = dpi * _PAGE_INCHES / max(across, up) if dpi else width / across
    scale = min(max(scale, _LEAST_SCALE), _MOST_SCALE)
    size = max(1, round(across * scale)), max(1, round(up * scale))
    if dpi:
        grey = even_light(image.convert("L").resize(size, Image.Resampling.LANCZOS))
        return grey.tobytes(), *size, frames.count
    buffer = BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=_JPEG_QUALITY)
    return buffer.getvalue(), *size, frames.count


def even_light(image: Image.Image) -> Image.Image:
    """Return the grey picture as on evenly lit white paper: shadows of a photo are divided away."""
    small = image.copy()
    small.thumbnail((_SHADING_ACROSS, _SHADING_ACROSS))
    paper = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(_SHADING_RADIUS))
    shades = numpy.asarray(paper)
    if int(shades.max()) - int(shades.min()) <= _EVEN:
        return image
    light = numpy.asarray(paper.resize(image.size, Image.Resampling.BICUBIC), dtype=numpy.float32)
    shown = numpy.asarray(image, dtype=numpy.float32) * _WHITE / numpy.maximum(light, 1)
    return Image.fromarray(numpy.minimum(shown, _WHITE).astype(numpy.uint8))
