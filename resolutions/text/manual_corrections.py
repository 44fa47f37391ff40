"""Corrections that staff made by hand, applied to a text that was read again.

A correction is matched to its paragraph by the paragraph's words, so it survives a reader that numbers or wraps
paragraphs differently. A correction without its paragraph is reported. Citations are found after the corrections.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from resolutions.text.anchors import paragraph_anchor
from resolutions.text.markers import read_marker, read_note_marker
from resolutions.text.parsed import FootnoteMark, ParagraphKind, ParsedParagraph
from resolutions.text.structure import Structure
from resolutions.text.structure.builder import make_unique
from resolutions.text.symbols import describe_symbol

_RUNNING_LABEL = re.compile(r"(?:PP|p)\d+|")
_ANNEX_LABEL = re.compile(r"(?:annex|appendix)[\dIVXA-Z]")
_NUMBERED = (ParagraphKind.OPERATIVE, ParagraphKind.SUB)
_LATIN = re.compile(r"[A-Za-z0-9]")
_QUOTED_LENGTH = 20  # characters of a paragraph quoted in a warning


@dataclass(frozen=True, slots=True)
class ParagraphCorrection:
    """A correction of the paragraph with the text ``words``, which was at index ``order``.

    ``action`` is ``change`` (set ``kind`` and ``label``), ``split`` (the second part begins ``at`` characters into the
    words, blanks not counted, and gets ``kind`` and ``label``) or ``join`` (append the next paragraph).
    """

    action: str
    words: str
    order: int
    kind: str = ""
    label: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Corrections:
    """Corrections of one document; ``paragraphs`` in the order in which they were made.

    ``fields`` are values of the heading by name: ``symbol``, ``kind``, ``title``, ``date`` in ISO 8601, ``meeting``.
    An empty value states that the document has none.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    paragraphs: tuple[ParagraphCorrection, ...] = ()


NO_CORRECTIONS = Corrections()


def apply_corrections(structure: Structure, corrections: Corrections) -> tuple[Structure, list[str]]:
    """Return the corrected structure and a warning in Chinese for each correction without its paragraph.

    No input raises.
    """
    paragraphs, lost = list(structure.paragraphs), []
    for correction in corrections.paragraphs:
        place = _find(paragraphs, correction)
        if place is None:
            lost.append(f"人工更正没有套用：文本中已找不到原段落“{correction.words[:_QUOTED_LENGTH]}…”")
        else:
            paragraphs = _ACTIONS[correction.action](paragraphs, place, correction)
    if corrections.paragraphs:
        paragraphs = _renumber(paragraphs)
    return _with_fields(replace(structure, paragraphs=paragraphs), corrections.fields), lost


def split_offset(text: str, at: int) -> int:
    """Return the offset in ``text`` behind its first ``at`` characters, blanks not counted.

    >>> split_offset("12. 强调 指出", 5)
    7

    """
    places = [place for place, character in enumerate(text) if not character.isspace()]
    return places[at] if at < len(places) else len(text)


def _bare(text: str) -> str:
    return "".join(text.split())


def _find(paragraphs: list[ParsedParagraph], correction: ParagraphCorrection) -> int | None:
    """Return the index of the paragraph with the correction's words; of several the nearest to its old index."""
    words = _bare(correction.words)
    places = [place for place, paragraph in enumerate(paragraphs) if _bare(paragraph.text) == words]
    return min(places, key=lambda place: abs(place - correction.order), default=None)


def _change(paragraphs: list[ParsedParagraph], place: int, correction: ParagraphCorrection) -> list[ParsedParagraph]:
    return [*paragraphs[:place], _named(paragraphs[place], correction), *paragraphs[place + 1 :]]


def _split(paragraphs: list[ParsedParagraph], place: int, correction: ParagraphCorrection) -> list[ParsedParagraph]:
    whole = paragraphs[place]
    at = split_offset(whole.text, correction.at)
    if whole.rows or not 0 < at < len(whole.text):
        return paragraphs
    end = len(whole.text[:at].rstrip())
    first = replace(whole, text=whole.text[:end], marks=tuple(mark for mark in whole.marks if mark.end <= end))
    marks = tuple(_shifted(mark, -at) for mark in whole.marks if mark.start >= at)
    second = _named(replace(whole, text=whole.text[at:], lead=0, marks=marks), correction)
    return [*paragraphs[:place], first, second, *paragraphs[place + 1 :]]


def _join(paragraphs: list[ParsedParagraph], place: int, correction: ParagraphCorrection) -> list[ParsedParagraph]:
    if place + 1 >= len(paragraphs) or paragraphs[place].rows or paragraphs[place + 1].rows:
        return paragraphs
    first, second = paragraphs[place : place + 2]
    before, behind = first.text.rstrip(), second.text.lstrip()
    gap = " " if _LATIN.match(before[-1:]) and _LATIN.match(behind[:1]) else ""
    shift = len(before) + len(gap) - (len(second.text) - len(behind))
    marks = (*first.marks, *(_shifted(mark, shift) for mark in second.marks))
    joined = replace(first, text=before + gap + behind, marks=marks)
    return [*paragraphs[:place], joined, *paragraphs[place + 2 :]]


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
