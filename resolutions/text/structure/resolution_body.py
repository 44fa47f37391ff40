"""Preamble and operative part of a resolution: labels, anchors, sub-paragraphs."""

import re

from resolutions.text.heading import fold_and_squeeze
from resolutions.text.layout import TextBlock
from resolutions.text.markers import Marker, read_marker, space_after_marker
from resolutions.text.numerals import parse_roman_number
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.structure.builder import StructureBuilder

_OPERATIVE_END = re.compile(r"[。；;.][”」』]*$")
_CHAPEAU = re.compile(r"(?:爰|兹)?(?:经)?(?:议决|决议|决定)[:：]")


def read_operative_marker(block: TextBlock) -> Marker | None:
    """Read the printed number of an operative paragraph, also behind a list sign."""
    if block.role != "text":
        return None
    marker = read_marker(block.text)
    if marker and marker.form == "bullet":
        inner = read_marker(block.text[marker.length :])
        marker = (
            Marker("number", inner.value, marker.length + inner.length) if inner and inner.form == "number" else marker
        )
    return marker if marker and marker.form == "number" else None


class ResolutionBodyBuilder:
    """Adds preamble and operative part to a ``StructureBuilder``; the first printed number ends the preamble."""

    def __init__(self, builder: StructureBuilder, blocks: list[TextBlock]) -> None:
        self.builder = builder
        self.blocks = blocks
        self.parent = ""  # anchor and label of the paragraph above the sub-paragraphs
        self.parent_label = ""
        self.letter = ""
        self.in_operative_part = False
        self.last_number = 0
        self.has_printed_numbers = any(read_operative_marker(block) for block in blocks)
        self.last_preamble = max(
            (at for at, block in enumerate(blocks) if block.text.endswith((",", "，"))), default=-1
        )

    def build(self) -> None:
        """Add all blocks in order."""
        for at, block in enumerate(self.blocks):
            following = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
            if block.role != "text":
                self.builder.add_table_or_note(block)
            elif (number := read_operative_marker(block)) and int(number.value) > self.last_number:
                self._add_operative(block.text, number)
            elif (marker := read_marker(block.text)) and marker.form == "letter" and self.parent:
                self._add_sub(block.text, marker)
            elif self._begins_operative(at, block.text, following):
                self._add_operative(block.text, None)
            elif self.in_operative_part:
                self.builder.add_numbered(Kind.BODY, block.text, level=1)
            elif _CHAPEAU.fullmatch(fold_and_squeeze(block.text)):
                self.builder.add_paragraph(Kind.BODY, block.text)
            else:
                self._add_preamble(block.text)

    def _begins_operative(self, at: int, text: str, following: TextBlock | None) -> bool:
        """Return True if the paragraph is operative.

        Only for texts without printed numbers: there the paragraph that ends the first sentence is operative.
        """
        if self.has_printed_numbers:
            return False
        folded = fold_and_squeeze(text)
        if following is not None and (marker := read_marker(following.text)) and marker.form == "letter":
            return folded.endswith(("决定:", "决定："))
        if self.in_operative_part:
            return not read_marker(text)
        return bool(_OPERATIVE_END.search(folded)) and at >= self.last_preamble

    def _add_preamble(self, text: str) -> None:
        number = self.builder.next_number("pp")
        self.parent, self.parent_label, self.letter = f"pp{number}", f"PP{number}", ""
        printed, lead = space_after_marker(text, read_marker(text))
        self.builder.add_paragraph(Kind.PREAMBLE, printed, self.parent_label, self.parent, lead=lead)

    def _add_operative(self, text: str, number: Marker | None) -> None:
        self.in_operative_part = True
        self.last_number = int(number.value) if number else self.last_number + 1
        self.parent, self.parent_label, self.letter = f"op{self.last_number}", str(self.last_number), ""
        printed, lead = space_after_marker(text, number)
        self.builder.add_paragraph(Kind.OPERATIVE, printed, self.parent_label, self.parent, lead=lead)

    def _add_sub(self, text: str, marker: Marker) -> None:
        printed, lead = space_after_marker(text, marker)
        expected = _letter_after(self.letter)
        if marker.value != expected and self.letter and parse_roman_number(marker.value.upper()):
            label, anchor, level = (
                f"{self.parent_label}({self.letter})({marker.value})",
                f"{self.parent}{self.letter}{marker.value}",
                2,
            )
        else:
            self.letter = marker.value
            label, anchor, level = f"{self.parent_label}({self.letter})", f"{self.parent}{self.letter}", 1
        self.builder.add_paragraph(Kind.SUB, printed, label, anchor, lead=lead, level=level)


def _letter_after(letter: str) -> str:
    if not letter:
        return "a"
    return chr(ord(letter) + 1) if len(letter) == 1 and letter < "z" else letter[0] + chr(ord(letter[-1]) + 1)
