"""Strokes of the lines in a drawing: colour and dash pattern by verb group, width by number of citations."""

from dataclasses import dataclass
from math import log2

from resolutions.graph.network import NO_VERB, verb_name

# Colour, with a contrast of at least 3 : 1 on white, and dash pattern. The patterns differ, so that groups can be told
# apart in black and white. static/graph.css has the colours for a dark screen.
_STROKES = {
    "recall": ("#0b4a7d", ""),
    "reaffirm": ("#b3401f", "9 4"),
    "under": ("#23703a", "12 3 2 3"),
    "implement": ("#7a3d8f", "5 3"),
    "extend": ("#a86400", "14 3 4 3"),
    "adopt": ("#00707a", "22 4"),
    "welcome": ("#3d6fb8", "2 2.5"),
    "note": ("#6b5a3a", "7 3 2 3 2 3"),
    "emphasize": ("#9a2660", "10 3 3 3 3 3"),
    "violate": ("#b00020", "3.5 1.5"),
    "decide": ("#3b3a36", "16 6"),
    "request": ("#5a7016", "1.5 5"),
    "see": ("#76706a", "4 6"),
    NO_VERB: ("#8a8478", "1.5 2"),
}
MIN_WIDTH, MAX_WIDTH = 1.4, 7.0  # units of the drawing
WIDTH_PER_DOUBLING = 1.2


@dataclass(frozen=True, slots=True)
class Stroke:
    """The stroke of one line. ``dashes`` and ``width`` are attribute values of SVG, in units of the drawing."""

    group: str
    colour: str
    dashes: str
    width: str

    @property
    def name(self) -> str:
        """The Chinese name of the verb group."""
        return verb_name(self.group)

    @property
    def is_thinnest(self) -> bool:
        """True for one citation: the default width, which the drawing does not repeat for each line."""
        return float(self.width) == MIN_WIDTH


def make_stroke(group: str, count: int) -> Stroke:
    """Return the stroke of ``count`` citations; each doubling adds ``WIDTH_PER_DOUBLING``.

    >>> [make_stroke("recall", n).width for n in (1, 2, 8, 1000)]
    ['1.4', '2.6', '5.0', '7.0']
    """
    colour, dashes = _STROKES[group]
    return Stroke(group, colour, dashes, f"{min(MIN_WIDTH + WIDTH_PER_DOUBLING * log2(count), MAX_WIDTH):.1f}")


def build_legend(groups: set[str]) -> list[Stroke]:
    """Return a stroke for each of ``groups``, in the order of the verb groups."""
    return [make_stroke(group, 2) for group in _STROKES if group in groups]
