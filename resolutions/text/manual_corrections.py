"""Corrections that staff made by hand, applied to a text that was read again.

A correction is matched to its paragraph by the paragraph's words, so it survives a reader that numbers or wraps
paragraphs differently. Each has an outcome. Citations are found after the corrections.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from resolutions.text.anchors import paragraph_anchor
from resolutions.text.correction_matching import ParagraphCorrection, carry_offset, find_equal, find_similar, is_done
from resolutions.text.markers import read_marker, read_note_marker
from resolutions.text.parsed import CorrectionState, FootnoteMark, ParagraphKind, ParsedParagraph
from resolutions.text.structure import Structure
from resolutions.text.structure.builder import make_unique
from resolutions.text.symbols import describe_symbol
from resolutions.text.text_corrections import TextCorrection

_RUNNING_LABEL = re.compile(r"(?:PP|p)\d+|")
_ANNEX_LABEL = re.compile(r"(?:annex|appendix)[\dIVXA-Z]")
_NUMBERED = (ParagraphKind.OPERATIVE, ParagraphKind.SUB)
_LATIN = re.compile(r"[A-Za-z0-9]")
_QUOTED_LENGTH = 20  # characters of a text quoted in a warning


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections of one document; ``texts`` and ``paragraphs`` in the order in which they were made.

    ``texts`` are laid over the source before it is read, ``paragraphs`` are applied to the paragraphs that were read.
    ``fields`` are values of the heading by name: ``symbol``, ``kind``, ``title``, ``date`` in ISO 8601, ``meeting``.
    An empty value states that the document has none.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    paragraphs: tuple[ParagraphCorrection, ...] = ()
    texts: tuple[TextCorrection, ...] = ()


NO_CORRECTIONS = Corrections()


def apply_corrections(structure: Structure, corrections: Corrections) -> tuple[Structure, list[CorrectionState]]:
    """Return the corrected structure and the outcome of each correction of a paragraph. No input raises."""
    paragraphs, states = list(structure.paragraphs), []
    for correction in corrections.paragraphs:
        paragraphs, state = _apply(paragraphs, correction)
        states.append(state)
    if corrections.paragraphs:
        paragraphs = _renumber(paragraphs)
    return _with_fields(replace(structure, paragraphs=paragraphs), corrections.fields), states


def _apply(
    paragraphs: list[ParsedParagraph], correction: ParagraphCorrection
) -> tuple[list[ParsedParagraph], CorrectionState]:
    place = find_equal(paragraphs, correction)
    if place is None:
        if is_done(paragraphs, correction):
            return paragraphs, CorrectionState.MOOT
        place = find_similar(paragraphs, correction)
    if place is None:
        return paragraphs, CorrectionState.LOST
    corrected = _ACTIONS[correction.action](paragraphs, place, correction)
    return corrected, CorrectionState.MOOT if corrected == paragraphs else CorrectionState.APPLIED


def find_lost_corrections(
    corrections: Corrections, texts: Iterable[CorrectionState], paragraphs: Iterable[CorrectionState]
) -> Iterator[str]:
    """Yield a warning in Chinese for each correction without its place, given the outcomes of both kinds."""
    for text, state in zip(corrections.texts, texts, strict=True):
        if state == CorrectionState.LOST:
            yield f"文字更正未能沿用：文本中已找不到“{text.words[:_QUOTED_LENGTH]}”"
    for paragraph, state in zip(corrections.paragraphs, paragraphs, strict=True):
        if state == CorrectionState.LOST:
            yield f"人工更正没有套用：文本中已找不到原段落“{paragraph.words[:_QUOTED_LENGTH]}…”"


def split_offset(text: str, at: int) -> int:
    """Return the offset in ``text`` behind its first ``at`` characters, blanks not counted.

    >>> split_offset("12. 强调 指出", 5)
    7

    """
    places = [place for place, character in enumerate(text) if not character.isspace()]
    return places[at] if at < len(places) else len(text)


def _change(paragraphs: list[ParsedParagraph], place: int, correction: ParagraphCorrection) -> list[ParsedParagraph]:
    return [*paragraphs[:place], _named(paragraphs[place], correction), *paragraphs[place + 1 :]]


def _split(paragraphs: list[ParsedParagraph], place: int, correction: ParagraphCorrection) -> list[ParsedParagraph]:
    whole = paragraphs[place]
    at = split_offset(whole.text, carry_offset(correction.words, whole.text, correction.at))
    if whole.rows or not 0 < at < len(whole.text):
        return paragraphs
    end = len(whole.text[:at].rstrip())
    first = replace(whole, text=whole.text[:end], marks=tuple(mark for mark in whole.marks if mark.end <= end))
    marks = tuple(_shifted(mark, -at) for mark in whole.marks if mark.start >= at)
    second = _named(replace(whole, text=whole.text[at:], lead=0, marks=marks), correction)
    return [*paragraphs[:place], first, second, *paragraphs[place + 1 :]]


def _join(paragraphs: list[ParsedParagraph], place: int, correction: ParagraphCorrection) -> list[ParsedParagraph]:
    for _ in range(correction.count):
        pair = paragraphs[place : place + 2]
        if len(pair) < 2 or pair[0].rows or pair[1].rows:
            break
        paragraphs = [*paragraphs[:place], _join_pair(*pair), *paragraphs[place + 2 :]]
    return paragraphs


def _join_pair(first: ParsedParagraph, second: ParsedParagraph) -> ParsedParagraph:
    before, behind = first.text.rstrip(), second.text.lstrip()
    gap = " " if _LATIN.match(before[-1:]) and _LATIN.match(behind[:1]) else ""
    shift = len(before) + len(gap) - (len(second.text) - len(behind))
    marks = (*first.marks, *(_shifted(mark, shift) for mark in second.marks))
    return replace(first, text=before + gap + behind, marks=marks)


_ACTIONS = {"change": _change, "split": _split, "join": _join}


def _shifted(mark: FootnoteMark, by: int) -> FootnoteMark:
    return replace(mark, start=mark.start + by, end=mark.end + by)


def _named(paragraph: ParsedParagraph, correction: ParagraphCorrection) -> ParsedParagraph:
    """Return the paragraph under its new kind and label, with the lead and level of that kind."""
    kind = ParagraphKind(correction.kind or paragraph.kind)
    marker = read_note_marker(paragraph.text) if kind == ParagraphKind.FOOTNOTE else read_marker(paragraph.text)
    lead = paragraph.lead or (marker.length if marker and kind in (*_NUMBERED, ParagraphKind.FOOTNOTE) else 0)
    level = max(paragraph.level, 1) if kind in (ParagraphKind.SUB, ParagraphKind.HEADING) else 0
    label = correction.label or paragraph.label
    if kind == ParagraphKind.OPERATIVE and _RUNNING_LABEL.fullmatch(label) and marker and marker.form == "number":
        label = marker.value
    return replace(paragraph, kind=kind, label=label, anchor=paragraph_anchor(label), lead=lead, level=level)


def _renumber(paragraphs: Iterable[ParsedParagraph]) -> list[ParsedParagraph]:
    """Renumber running labels without gaps and make anchors unique; marks follow their notes.

    ``PP`` counts the preamble, ``p`` all other paragraphs without a printed number.
    """
    counts: dict[str, int] = {}
    used: dict[str, int] = {}
    anchors: dict[str, str] = {}
    parent, renamed = "", ""
    numbered: list[ParsedParagraph] = []
    for paragraph in paragraphs:
        label = paragraph.label
        if _RUNNING_LABEL.fullmatch(label):
            prefix = "PP" if paragraph.kind == ParagraphKind.PREAMBLE else "p"
            counts[prefix] = counts.get(prefix, 0) + 1
            parent, renamed = label, f"{prefix}{counts[prefix]}"
            label = renamed
        elif _ANNEX_LABEL.match(label):
            counts["p"] = counts.get("p", 0) + 1  # so that the running labels behind stay as the reader gave them
        elif parent and label.startswith(f"{parent}("):
            label = renamed + label.removeprefix(parent)
        anchor = paragraph.anchor if label == paragraph.label else paragraph_anchor(label)
        unique = make_unique(anchor, used)
        anchors.setdefault(paragraph.anchor, unique)
        numbered.append(replace(paragraph, label=label, anchor=unique))
    return [
        replace(p, marks=tuple(replace(mark, anchor=anchors.get(mark.anchor, mark.anchor)) for mark in p.marks))
        for p in numbered
    ]


def _with_fields(structure: Structure, fields: Mapping[str, str]) -> Structure:
    heading = structure.heading
    if "symbol" in fields:
        facts = describe_symbol(fields["symbol"])
        kind = heading.kind if heading.kind not in ("", "other") else facts.kind
        heading = replace(heading, symbol=fields["symbol"], organ=facts.organ or heading.organ, kind=kind)
    if "kind" in fields:
        heading = replace(heading, kind=fields["kind"])
    if "date" in fields:
        heading = replace(heading, date=date.fromisoformat(fields["date"]) if fields["date"] else None)
    if "meeting" in fields:
        heading = replace(heading, meeting=int(fields["meeting"]) if fields["meeting"] else None)
    return replace(structure, heading=heading)
