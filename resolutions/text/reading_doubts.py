"""Doubts about the paragraphs of a resolution: numbers that do not run, and paragraphs that look cut to pieces."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from resolutions.text.drafting_verbs import begins_with_drafting_verb
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.parsed import ParagraphKind, ParsedParagraph

_ENDS = re.compile(r"[，,；;：:。.、]\s*(?:和|以及|及|并)?[”」』》）)\]\d⁰¹²³⁴-⁹①-⑳]*$")
_LONGEST_END = 40  # characters; commas before them are not tried
_FEWEST = 3  # paragraphs that look cut, before a warning
_SHARE = 4  # one of so many paragraphs looks cut
_QUOTED_LENGTH = 20  # characters
_LETTER = re.compile(r"\(([a-z])\)$")


def find_doubts(paragraphs: Sequence[ParsedParagraph], kind: str) -> Iterator[str]:
    """Yield one warning for each kind of doubt about a resolution."""
    if kind != "resolution":
        return
    yield from _first_number(paragraphs)
    yield from _letters(paragraphs)
    yield from _cut_preamble(paragraphs)
    yield from _cut_operative_part(paragraphs)
    if not any(p.kind in (ParagraphKind.OPERATIVE, ParagraphKind.PREAMBLE) for p in paragraphs):
        yield "没有认出序言部分和执行部分的段落，请核对"


def _first_number(paragraphs: Sequence[ParsedParagraph]) -> Iterator[str]:
    first = next((p for p in paragraphs if p.kind == ParagraphKind.OPERATIVE), None)
    if first and first.label.isdigit() and first.label != "1":
        yield f"执行部分从第{first.label}段开始，前面的段落可能缺失或没有认出编号"


def _letters(paragraphs: Sequence[ParsedParagraph]) -> Iterator[str]:
    """Yield a warning for the first gap in the letters below one paragraph."""
    labels = [p.label for p in paragraphs if p.kind == ParagraphKind.SUB and _LETTER.search(p.label) and p.level == 1]
    for before, after in pairwise(labels):
        parent, letter = before[:-3], before[-2]
        if after[:-3] == parent and after[-2] != chr(ord(letter) + 1) and after[-2] != letter:
            yield f"分段编号不连续：{before}之后是{after}"
            return


def _cut_preamble(paragraphs: Sequence[ParsedParagraph]) -> Iterator[str]:
    """Yield a warning for a preamble of paragraphs that begin without a verb, or end without a sign."""
    preamble = [p for p in paragraphs if p.kind == ParagraphKind.PREAMBLE]
    cut = [p for before, p in zip([None, *preamble], preamble, strict=False) if _is_cut(before, p)]
    if len(cut) >= _FEWEST and len(cut) * _SHARE >= len(preamble):
        yield (
            f"序言部分有{len(cut)}段不像完整的段落（如“{cut[0].text[:_QUOTED_LENGTH]}”），"
            "文本可能被逐行断开，请核对分段"
        )


def _is_cut(before: ParsedParagraph | None, paragraph: ParsedParagraph) -> bool:
    """Return True if a paragraph begins without a drafting verb behind one that ends without a sign."""
    if before is None or _has_end(before):
        return False
    return not begins_with_drafting_verb(fold_and_squeeze(paragraph.text[paragraph.lead :][:40]))


def _has_end(paragraph: ParsedParagraph) -> bool:
    """Return True if a sign ends the paragraph, or a conjunction behind one."""
    return bool(_ENDS.search(paragraph.text, max(0, len(paragraph.text) - _LONGEST_END)))


def _cut_operative_part(paragraphs: Sequence[ParsedParagraph]) -> Iterator[str]:
    """Yield a warning for paragraphs without a number between the numbered ones."""
    numbered = [at for at, p in enumerate(paragraphs) if p.kind == ParagraphKind.OPERATIVE and p.lead]
    if not numbered:
        return
    between = [
        p
        for before, p in pairwise(paragraphs[numbered[0] : numbered[-1] + 1])
        if p.kind == ParagraphKind.BODY and not p.language and not _has_end(before)
    ]
    if len(between) >= _FEWEST:
        yield (
            f"执行部分有{len(between)}段没有编号，前一段又没有结束（如“{between[0].text[:_QUOTED_LENGTH]}”），"
            "文本可能被逐行断开，请核对分段"
        )
