"""Scanned pages that lie askew, turned upright: an engine reads them better, and columns and indents are vertical."""

import math
from dataclasses import replace

import numpy
from numpy.typing import NDArray
from PIL import Image

from resolutions.sources import PageImage

_ACROSS = 800  # pixels of the copy that is measured
_MOST_DEGREES, _STEP = 6.0, 0.1
_LEAST_DEGREES = 0.15  # an engine reads lines that lie as straight as this
_WHITE = 255
_INK = 160  # darkest grey of paper


def turn_upright(image: PageImage) -> tuple[PageImage, float]:
    """Return the picture turned about its middle, and the angle in radians anticlockwise; 0.0 when it was upright."""
    pixels = numpy.frombuffer(image.data, numpy.uint8).reshape(image.height, image.width)
    degrees = _measure_fall(pixels)
    if abs(degrees) < _LEAST_DEGREES:
        return image, 0.0
    turned = Image.fromarray(pixels).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=_WHITE)
    return replace(image, data=turned.tobytes()), math.radians(degrees)


def _measure_fall(pixels: NDArray[numpy.uint8]) -> float:
    """Return the angle by which lines fall to the right, in degrees: it makes rows of pixels most unlike each other."""
    step = max(1, pixels.shape[1] // _ACROSS)
    ink = pixels[: pixels.shape[0] // step * step, : pixels.shape[1] // step * step]
    ink = ink.reshape(ink.shape[0] // step, step, ink.shape[1] // step, step).min(axis=(1, 3)) < _INK
    down, across = numpy.nonzero(ink)
    if not len(down):
        return 0.0
    coarse = numpy.arange(-_MOST_DEGREES, _MOST_DEGREES + 0.5, 0.5)
    around = max(coarse, key=lambda degrees: _contrast(down, across, degrees))
    fine = numpy.arange(around - 0.5, around + 0.5 + _STEP, _STEP)
    return float(max(fine, key=lambda degrees: (_contrast(down, across, degrees), -abs(degrees))))


def _contrast(down: NDArray[numpy.intp], across: NDArray[numpy.intp], degrees: float) -> float:
    """Return how unevenly the ink lies on lines of this angle."""
    rows = numpy.round(down - across * math.tan(math.radians(degrees))).astype(int)
    counts = numpy.bincount(rows - rows.min()).astype(float)
    return float((numpy.diff(counts) ** 2).sum())
