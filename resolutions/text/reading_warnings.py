"""Warnings in Chinese for the editor: passages that may have been read wrongly."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from resolutions.text.fold import fold_and_squeeze
from resolutions.text.parsed import ParagraphKind, ParsedParagraph
from resolutions.text.reading_doubts import find_doubts

_LAST_SIGN = re.compile(r"[。；：！？”」』》）)\].;:!?]\d*$")
_HEADING_OF_ANOTHER = re.compile(r"第\d+\(\d{4}\)号决议|S/RES/\d+\(\d{4}\)")
_LONGEST_HEADING = 60  # characters, with blanks
_DAY_OR_MEETING = re.compile(
    r"(?:plenary meeting|\d{1,2} [A-Z][a-z]+ \d{4}|^\(Signed\).{0,120})$|"
    r"(?:年.{1,4}月.{1,4}日|次(?:全体)?会议|次(?:全體)?會議)\s*[|｜]?\s*$"
)  # below the text
_RUNNING_LABEL = re.compile(r"[ph]\d+")  # an address, no printed number
_NAMED_WITNESSES = 5  # link annotations named one by one
_QUOTED_LENGTH = 30  # characters of a paragraph quoted in a warning


def find_warnings(
    paragraphs: Sequence[ParsedParagraph], kind: str, symbol: str, witnesses: Iterable[str]
) -> Iterator[str]:
    """Yield a warning for each doubt, with its place in the text."""
    if not paragraphs:
        yield "文本中没有任何段落"
        return
    if kind == "other" and not symbol:
        yield "没有认出文件类型和文号，请人工补充"
    elif kind == "resolution" and not symbol:
        yield f"标题中没有认出文号（正文自“{paragraphs[0].text[:_QUOTED_LENGTH]}”起）"
    elif kind == "resolution" and "/RES/" not in symbol:
        yield f"文号{symbol}不是决议的文号，这可能是决议草案"
    yield from find_gaps(paragraphs)
    yield from find_doubts(paragraphs, kind)
    yield from _undecided(paragraphs)
    yield from _unseen(paragraphs, symbol, witnesses)
    yield from _second_document(paragraphs, kind)
    yield from find_unfinished_end(paragraphs)


def find_unfinished_end(paragraphs: Sequence[ParsedParagraph]) -> Iterator[str]:
    """Yield a warning if the last paragraph of the body ends without a sign."""
    unsaid = (ParagraphKind.FOOTNOTE, ParagraphKind.TABLE, ParagraphKind.HEADING, ParagraphKind.ANNEX)
    body = [p for p in paragraphs if p.kind not in unsaid and not p.language]
    if body and not _LAST_SIGN.search(body[-1].text.rstrip()) and not _DAY_OR_MEETING.search(body[-1].text):
        yield f"最后一段（{_name(body[-1])}）似乎没有结束：“…{body[-1].text[-_QUOTED_LENGTH:]}”"


def find_letterhead_conflict(symbol: str, letterhead: str) -> Iterator[str]:
    """Yield a warning if the letterhead names another document of the same kind than the heading."""
    if symbol and letterhead and symbol != letterhead and symbol.split("/")[:2] == letterhead.split("/")[:2]:
        yield f"标题的文号是{symbol}，文件头或页眉的文号是{letterhead}，请核对"


def find_gaps(paragraphs: Sequence[ParsedParagraph]) -> Iterator[str]:
    """Yield a warning for each gap in the numbers of operative paragraphs and of footnotes."""
    for kind, name in ((ParagraphKind.OPERATIVE, "执行部分"), (ParagraphKind.FOOTNOTE, "脚注")):
        numbers = [int(digits[0]) for p in paragraphs if p.kind == kind and (digits := re.search(r"\d+$", p.label))]
        for before, after in itertools.pairwise(numbers):
            if after != before + 1:
                yield f"{name}编号不连续：{before}之后是{after}"


def _undecided(paragraphs: Sequence[ParsedParagraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        for citation in paragraph.citations:
            if citation.undecided:
                yield f"引用“{citation.surface}”（{_name(paragraph)}）未能确定：{citation.undecided}"


def _name(paragraph: ParsedParagraph) -> str:
    """Return the label of a paragraph; one without a printed number is named by its address."""
    return f"段落地址 {paragraph.label}" if _RUNNING_LABEL.fullmatch(paragraph.label) else paragraph.label


def _unseen(paragraphs: Sequence[ParsedParagraph], symbol: str, witnesses: Iterable[str]) -> Iterator[str]:
    """Yield a warning for each link annotation without a citation in the prose; many are counted in one."""
    cited = {citation.target for paragraph in paragraphs for citation in paragraph.citations} | {symbol}
    unseen = [witness for witness in witnesses if witness not in cited]
    if len(unseen) > _NAMED_WITNESSES:
        named = "、".join(unseen[:_NAMED_WITNESSES])
        yield f"原文链接所指的 {len(unseen)} 份文件没有在正文中找到：{named}等"
        return
    yield from (f"原文链接所指的{witness}没有在正文中找到" for witness in unseen)


def _second_document(paragraphs: Sequence[ParsedParagraph], kind: str) -> Iterator[str]:
    """Yield a warning for the heading of a resolution inside a resolution: the file may hold two documents."""
    for paragraph in paragraphs if kind == "resolution" else ():
        if paragraph.kind == ParagraphKind.HEADING or len(paragraph.text) > _LONGEST_HEADING:
            continue
        if _HEADING_OF_ANOTHER.fullmatch(fold_and_squeeze(paragraph.text)):
            yield f"文件中似乎还有另一份文件，自“{paragraph.text[:_QUOTED_LENGTH]}”起"
