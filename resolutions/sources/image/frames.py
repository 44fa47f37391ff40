"""Frames of a picture: the pages of a TIFF, one page of any other; turned as the camera noted it."""

from collections.abc import Iterator
from io import BytesIO

import numpy
from PIL import Image, ImageOps, UnidentifiedImageError

from resolutions.sources.extracted_text import UnreadableFileError

Image.init()  # loads the readers of all formats before the sandbox closes
MAX_FRAMES = 500
MAX_PIXELS = 80_000_000  # of one frame; most cameras of phones have 12 to 50 million
_FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "BMP", "WEBP")
_DAMAGED = "这张图片已损坏或不完整，无法打开。"
_TOO_LARGE = f"这张图片超过上限 {MAX_PIXELS // 1_000_000} 百万像素，没有读取。请缩小后再提交。"
_SHADES_OF_8_BITS = 256
_PILLOW_ERRORS = (OSError, ValueError, SyntaxError, KeyError, IndexError, TypeError, EOFError, OverflowError)


class Frames:
    """Pages of one picture. Raises UnreadableFileError when it cannot be opened or is too large."""

    def __init__(self, data: bytes) -> None:
        Image.MAX_IMAGE_PIXELS = None  # the size is checked here, with a sentence
        try:
            self._image = Image.open(BytesIO(data), formats=_FORMATS)
            self.count = getattr(self._image, "n_frames", 1) if self._image.format == "TIFF" else 1
        except (UnidentifiedImageError, *_PILLOW_ERRORS) as error:
            raise UnreadableFileError(_DAMAGED) from error
        if self.count > MAX_FRAMES:
            raise UnreadableFileError(f"这份图片有 {self.count} 页，超过上限 {MAX_FRAMES} 页，没有读取。")

    def sizes(self) -> Iterator[tuple[int, int]]:
        """Yield width and height in pixels of each page, as turned."""
        for number in range(1, self.count + 1):
            self._seek(number)
            width, height = self._image.size
            orientation = self._image.getexif().get(_ORIENTATION, 1)
            yield (height, width) if orientation in _ON_ITS_SIDE else (width, height)

    def load(self, number: int) -> Image.Image:
        """Return page ``number``, counted from 1, upright and on white."""
        self._seek(number)
        try:
            image = ImageOps.exif_transpose(self._image)
            return _on_white(image)
        except _PILLOW_ERRORS as error:
            raise UnreadableFileError(_DAMAGED) from error

    def _seek(self, number: int) -> None:
        try:
            self._image.seek(number - 1)
        except _PILLOW_ERRORS as error:
            raise UnreadableFileError(_DAMAGED) from error
        width, height = self._image.size
        if width * height > MAX_PIXELS:
            raise UnreadableFileError(_TOO_LARGE)
        if min(width, height) < 1:
            raise UnreadableFileError(_DAMAGED)


_ORIENTATION = 0x0112
_ON_ITS_SIDE = (5, 6, 7, 8)  # values of the orientation


def _with_8_bits(image: Image.Image) -> Image.Image:
    """Return the picture in grey; one of 16 bits is scaled, unless its values fit into 8."""
    shades = numpy.asarray(image, dtype=numpy.float32)
    scale = 1.0 if shades.max() < _SHADES_OF_8_BITS else 1 / _SHADES_OF_8_BITS
    return Image.fromarray(numpy.clip(shades * scale, 0, _SHADES_OF_8_BITS - 1).astype(numpy.uint8))


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture in grey or colours; what is transparent becomes white."""
    if image.mode.startswith("I") or image.mode == "F":
        return _with_8_bits(image)
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")
