"""Engines of character recognition: what they promise."""

from dataclasses import dataclass
from typing import Protocol

from resolutions.sources import PageImage
from resolutions.sources.recognized_page import RecognizedPage

DPI = 300  # of the pictures that are recognised


class RecognitionError(Exception):
    """A page cannot be recognised; the message is the reason in Chinese, for the editor."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """A recognised page, and the script that its engine chose, a hint for the next page of the file.

    ``confidence`` is that of the engine in the whole page, between 0 and 1.
    """

    page: RecognizedPage
    script: str = ""
    confidence: float = 1.0


class Engine(Protocol):
    """A program of character recognition on this machine."""

    name: str

    def find_problem(self) -> str:
        """Return the reason in English why the engine cannot run here, for the operator; empty when it can."""
        ...

    def recognize(self, image: PageImage, number: int, script: str = "") -> PageReading:
        """Return the lines of a grey picture of page ``number``. Raises RecognitionError."""
        ...
