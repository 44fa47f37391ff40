"""Lines that a program of character recognition found on the picture of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RecognizedCharacter:
    """A character with its left and right edge in pixels, and whether the program was in doubt.

    A blank between two words is a character too.
    """

    text: str
    left: float
    right: float
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """A line of characters from left to right. Lengths are pixels, from the upper left corner of the picture.

    ``bottom_left`` and ``bottom_right`` are the heights of the lower edge of its letters at both ends: they differ on a
    page that was scanned askew. ``size`` is the height of the line.
    """

    characters: tuple[RecognizedCharacter, ...]
    bottom_left: float
    bottom_right: float
    size: float

    @property
    def text(self) -> str:
        """Text of all characters."""
        return "".join(character.text for character in self.characters)

    @property
    def left(self) -> float:
        """Left edge."""
        return self.characters[0].left

    @property
    def right(self) -> float:
        """Right edge."""
        return self.characters[-1].right


@dataclass(frozen=True, slots=True)
class RecognizedPage:
    """Lines of a page, from a picture of ``width`` by ``height`` pixels; ``number`` counts pages from 1.

    ``angle`` is that by which the picture was turned about its middle before it was read, in radians anticlockwise.
    """

    number: int
    width: int
    height: int
    lines: tuple[RecognizedLine, ...] = ()
    angle: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """Return the values for ``from_json``: edges as whole pixels, doubtful characters by their offset."""
        return {
            "number": self.number,
            "width": self.width,
            "height": self.height,
            "angle": self.angle,
            "lines": [*map(_pack, self.lines)],
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "RecognizedPage":
        """Build the page from the values of ``to_json``."""
        lines = tuple(map(_unpack, values["lines"]))
        return cls(values["number"], values["width"], values["height"], lines, values["angle"])


def _pack(line: RecognizedLine) -> dict[str, Any]:
    return {
        "text": line.text,
        "edges": [round(edge) for character in line.characters for edge in (character.left, character.right)],
        "doubtful": [at for at, character in enumerate(line.characters) if character.is_doubtful],
        "bottom": [round(line.bottom_left, 1), round(line.bottom_right, 1)],
        "size": round(line.size, 1),
    }


def _unpack(values: Mapping[str, Any]) -> RecognizedLine:
    edges, doubtful = values["edges"], set(values["doubtful"])
    bottom_left, bottom_right = values["bottom"]
    characters = tuple(
        RecognizedCharacter(text, edges[2 * at], edges[2 * at + 1], at in doubtful)
        for at, text in enumerate(values["text"])
    )
    return RecognizedLine(characters, bottom_left, bottom_right, values["size"])
