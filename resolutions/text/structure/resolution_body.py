"""Preamble and operative part of a resolution: labels, anchors, sub-paragraphs, titles of sections."""

import re
from collections.abc import Sequence

from resolutions.text.drafting_verbs import begins_with_drafting_verb
from resolutions.text.english_drafting_verbs import begins_with_english_verb
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.furniture.front import is_title
from resolutions.text.layout import TextBlock
from resolutions.text.markers import read_marker, space_after_marker
from resolutions.text.openings import read_opening
from resolutions.text.parsed import ParagraphKind as Kind
from resolutions.text.structure.builder import StructureBuilder
from resolutions.text.structure.endnotes import read_endnote
from resolutions.text.structure.numbering import Place, read_numbering
from resolutions.text.structure.short_titles import is_latin_title, is_short_title

_OPERATIVE_END = re.compile(r"[。；;.][”」』]*$")
_CHAPEAU = re.compile(r"(?:爰|兹)?(?:经)?(?:议决|决议|决定)[:：]|(?:Decides|Resolves|Has ?decided)(?: ?to)?:?")
_LONGEST_CHAPEAU = 20  # characters, with blanks
_LONGEST_SECTION_TITLE = 30


def number_blocks(blocks: Sequence[TextBlock]) -> list[Place | None]:
    """Return the place of each block in the numbering; tables, notes and other languages have none."""
    return read_numbering([block.text if block.role == "text" and not block.language else "" for block in blocks])


def is_operative(place: Place | None) -> bool:
    """Return True for a paragraph with a main number."""
    return place is not None and len(place.path) == 1


def _is_title(text: str) -> bool:
    return is_short_title(text) or is_latin_title(text)


class ResolutionBodyBuilder:
    """Adds preamble and operative part to a ``StructureBuilder``; the first printed number ends the preamble.

    ``places`` are those of ``number_blocks`` for the blocks.
    """

    def __init__(self, builder: StructureBuilder, blocks: list[TextBlock], places: list[Place | None]) -> None:
        self.builder = builder
        self.blocks = blocks
        self.places = places
        self.parent = ""  # anchor and label of the paragraph above the sub-paragraphs
        self.parent_label = ""
        self.in_operative_part = False
        self.last_number = 0
        self.has_printed_numbers = any(is_operative(place) for place in self.places)
        self.last_preamble = max(
            (at for at, block in enumerate(blocks) if not block.language and block.text.endswith((",", "，"))),
            default=-1,
        )

    def build(self) -> None:
        """Add all blocks in order."""
        for at, (block, place) in enumerate(zip(self.blocks, self.places, strict=True)):
            if block.role != "text":
                self.builder.add_table_or_note(block)
            elif block.language:
                self.builder.add_foreign(block)
            elif note := read_endnote(block, in_tail=False):
                self.builder.add_endnote(block, note)
            elif place and len(place.path) == 1:
                self._add_operative(block.text, place)
            elif place and self.parent:
                self._add_sub(block.text, place)
            elif self._is_section_title(at):
                self.builder.add_paragraph(Kind.HEADING, block.text, level=2)
            elif self._begins_operative(at):
                self._add_operative(block.text, None)
            elif self.in_operative_part:
                self.builder.add_numbered(Kind.BODY, block.text, level=1)
            elif len(block.text) <= _LONGEST_CHAPEAU and _CHAPEAU.fullmatch(fold_and_squeeze(block.text)):
                self.builder.add_paragraph(Kind.BODY, block.text)
            else:
                self._add_preamble(block.text)

    def _is_section_title(self, at: int) -> bool:
        """Return True for the title of a section: a short line, with or without a letter, before a numbered one."""
        text = self.blocks[at].text
        is_title_of_section = is_latin_title(text) or (is_short_title(text) and len(text) <= _LONGEST_SECTION_TITLE)
        if not self.has_printed_numbers or not is_title_of_section:
            return False
        if self._titles_preamble(at):
            return True
        if self._begins_like_paragraph(text) or read_opening(text) or is_title(text):
            return False
        if not self._follows_sentence(at):
            return False
        behind = [n for n in range(at + 1, min(at + 4, len(self.blocks))) if not self.blocks[n].language]
        numbered = next((n for n in behind if is_operative(self.places[n])), None)
        return numbered is not None and all(_is_title(self.blocks[n].text) for n in behind if n < numbered)

    def _titles_preamble(self, at: int) -> bool:
        """Return True for a title between two paragraphs of the preamble: these end with a comma, a title does not."""
        if self.in_operative_part or not 0 < at < len(self.blocks) - 1:
            return False
        before, behind = self.blocks[at - 1], self.blocks[at + 1]
        if not before.text.endswith((",", "，")) or not behind.text.endswith((",", "，")):
            return False
        text = self.blocks[at].text
        if is_latin_title(text):
            return begins_with_english_verb(behind.text)
        return not self._begins_like_paragraph(text) and self._begins_like_paragraph(behind.text)

    def _follows_sentence(self, at: int) -> bool:
        """Return True if the block before ends a sentence or is a title itself; a cut paragraph does neither."""
        before = next((block for block in reversed(self.blocks[:at]) if not block.language), None)
        if before is None or before.role != "text" or not is_short_title(before.text):
            return True
        return bool(self.builder.paragraphs) and self.builder.paragraphs[-1].kind == Kind.HEADING

    @staticmethod
    def _begins_like_paragraph(text: str) -> bool:
        marker = read_marker(text)
        words = text[marker.length if marker else 0 :]
        is_latin = marker is None and begins_with_english_verb(words)
        return is_latin or begins_with_drafting_verb(fold_and_squeeze(words))

    def _begins_operative(self, at: int) -> bool:
        """Return True if the paragraph is operative.

        Only for texts without printed numbers: there the paragraph that ends the first sentence is operative.
        """
        if self.has_printed_numbers:
            return False
        text = self.blocks[at].text
        folded = fold_and_squeeze(text)
        following = next((block.text for block in self.blocks[at + 1 :] if not block.language), "")
        if (marker := read_marker(following)) and marker.form == "letter":
            return folded.endswith("决定:")
        if self.in_operative_part:
            return not read_marker(text)
        return bool(_OPERATIVE_END.search(folded)) and at >= self.last_preamble

    def _add_preamble(self, text: str) -> None:
        number = self.builder.next_number("pp")
        self.parent, self.parent_label = f"pp{number}", f"PP{number}"
        printed, lead = space_after_marker(text, read_marker(text))
        self.builder.add_paragraph(Kind.PREAMBLE, printed, self.parent_label, self.parent, lead=lead)

    def _add_operative(self, text: str, place: Place | None) -> None:
        """Add an operative paragraph; without a printed number it gets the next one."""
        self.in_operative_part = True
        self.last_number = place.marker.ordinal if place else self.last_number + 1
        self.parent_label = place.path[0] if place else str(self.last_number)
        self.parent = f"op{self.parent_label}"
        printed, lead = space_after_marker(text, place.marker if place else None)
        self.parent = self.builder.add_paragraph(Kind.OPERATIVE, printed, self.parent_label, self.parent, lead=lead)

    def _add_sub(self, text: str, place: Place) -> None:
        below = place.path[1:]
        label = self.parent_label + "".join(f"({part})" for part in below)
        printed, lead = space_after_marker(text, place.marker)
        self.builder.add_paragraph(Kind.SUB, printed, label, self.parent + "".join(below), lead=lead, level=len(below))
