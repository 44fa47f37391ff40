"""Pictures of pages (PNG, JPEG, TIFF and others): photos and scans, with the text that a program recognised."""

from resolutions.sources.image.reader import read_image

__all__ = ["read_image"]
