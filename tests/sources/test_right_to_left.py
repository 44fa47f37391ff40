"""Lines of Arabic and Hebrew are read in their logical order."""

import pytest

from resolutions.sources.pdf.glyphs import Glyph
from resolutions.sources.pdf.right_to_left import is_right_to_left, logical_order


def line(printed: str) -> list[Glyph]:
    """Return the glyphs of a line as printed from left to right."""
    return [Glyph(text, 10.0 * at, 10.0 * at + 10, 100, 10) for at, text in enumerate(printed)]


@pytest.mark.parametrize(
    "printed, read",
    [
        ("\u05d0\u05d1\u05d2", "\u05d2\u05d1\u05d0"),
        ("(2025) 2784 \u05d1\u05d0", "\u05d0\u05d1 2784 (2025)"),
        (")2025( 2784 \u05d1\u05d0", "\u05d0\u05d1 2784 (2025)"),
        ("1.5 \u05d0", "\u05d0 1.5"),
        ("\u05d2 S/RES/1325 (2000) \u05d0", "\u05d0 S/RES/1325 (2000) \u05d2"),
        ("(S/RES/1325 (2000)) 2000 \u05d0", "\u05d0 2000 (S/RES/1325 (2000))"),
        (")S/RES/1325 )2000(( 2000 \u05d0", "\u05d0 2000 (S/RES/1325 (2000))"),
    ],
)
def test_numbers_and_symbols_keep_their_direction(printed, read):
    assert "".join(glyph.text for glyph in logical_order(line(printed))) == read


@pytest.mark.parametrize(
    "text, expected",
    [("\u0642\u0631\u0627\u0631 S", True), ("决议", False), ("Resolution \u0642", False), ("123", False)],
)
def test_a_line_of_mostly_arabic_letters_runs_from_right_to_left(text, expected):
    assert is_right_to_left(line(text)) is expected
