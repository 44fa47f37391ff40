"""Portable grey maps (PGM): grey pixels with a line of text in front, which every program of recognition reads."""

import re

from resolutions.sources import PageImage

_HEAD = re.compile(rb"P5 (\d+) (\d+) 255\n")


def write_grey_map(image: PageImage) -> bytes:
    """Return a picture of grey pixels as PGM."""
    return b"P5 %d %d 255\n" % (image.width, image.height) + image.data


def read_grey_map(data: bytes) -> tuple[int, int, bytes]:
    """Return width, height and pixels of a PGM that ``write_grey_map`` wrote. Raises ValueError."""
    head = _HEAD.match(data)
    if not head:
        raise ValueError("not a grey map")
    return int(head[1]), int(head[2]), data[head.end() :]
