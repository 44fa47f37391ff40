"""Heads and feet of pages between and inside the paragraphs: symbol, page number, job number."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from resolutions.text.fold import fold_variants
from resolutions.text.layout.source_lines import SourceLine
from resolutions.text.symbols import normalize_symbol

_EDGE = {"symbol", "page", "number", "job_number", "job_detail", "continued", "bar_code", "recycle"}
_CERTAIN = {"page", "job_number", "bar_code", "recycle"}
_REISSUED = re.compile(r"\*{1,3}\s*(?:Reissued|由于?.{0,12}原因|因.{0,12}原因|重新印发|重发)")
_RESOLUTION_OR_STATEMENT = re.compile(r"[SA]/(?:RES|PRST)/")
_SENTENCE_END = re.compile(r"[。；：！？,;:!?.][”)\"']*$")
_SHORTEST_PROSE = 12  # characters; a shorter line before a page number may be a heading
_JOB = r"(?:[A-Z]{1,2}\.)?\d{2}-\d{5}(?![\d-])(?:\s{0,4}\([ACEFRS]\))?"
_PAGE = r"\d{1,3}\s{0,2}/\s{0,2}\d{1,3}(?![\d/])|第\s{0,2}\d{1,3}\s{0,2}页"
_GLUED_JOB = re.compile(
    rf"(?<![0-9A-Za-z/.-])(?:(?:{_PAGE})\s{{1,6}})?(?<![0-9A-Za-z/.-]){_JOB}(?:\s{{0,6}}(?:{_PAGE}))?|(?<=[^\x00-\x7f]){_JOB}(?:\s{{0,6}}(?:{_PAGE}))?"
)
_PAGE_AT_END = re.compile(r"(?<=[^\x00-\x7f第])[ \t]{0,6}\d{1,3}/\d{1,3}$")
# Printed by browsers at the top and the foot of each page.
_BROWSER_HEAD = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4},?\s?(?:上午|下午)?\d{1,2}:\d{2}(?:\s?[AP]M)?(?!\d)")
_BROWSER_FOOT = re.compile(r"(?:https?|file)://\S{1,500}\s{1,80}\d{1,3}/\d{1,3}")
_LONGEST_HEAD = 60  # characters of a title that each page repeats
_DASH = re.compile("[-‐–—－−]")
_NAMED_NUMBER = re.compile(r"(?:第|No\.?|编号|电话|:)\s*$", re.I)


def find_page_edges(
    lines: Sequence[SourceLine], tokens: Sequence[dict[str, str]], front: int, own: Iterable[str]
) -> set[int]:
    """Return the indexes of the lines that hold nothing but the head or foot of a page.

    ``tokens`` are those of each line, ``own`` the symbols of the document. A symbol alone on its line is a head when
    it is one of them, or when a page number or job number is beside it. A number alone is a page number beside such a
    line, or inside a sentence. Prose that was wrapped leaves such lines too, so each needs a witness.
    """
    own = set(own)
    possible = {at: names for at, names in enumerate(tokens) if names and set(names) <= _EDGE}
    repeated = Counter(names["symbol"] for names in possible.values() if "symbol" in names)
    found: set[int] = set()
    for at, names in possible.items():
        symbol = normalize_symbol(names.get("symbol", ""))
        is_repeated = repeated[names.get("symbol", "")] > 1 and bool(_RESOLUTION_OR_STATEMENT.match(symbol or ""))
        if set(names) & _CERTAIN or (symbol and (symbol in own or (is_repeated and not own))):
            found.add(at)
    found |= {at for at, line in enumerate(lines) if line.text.startswith("*") and _REISSUED.match(line.text)}
    for at in sorted(possible.keys() - found):
        is_page_number = set(possible[at]) == {"number"} and at > front and _breaks_sentence(lines, at)
        if at - 1 in found or at + 1 in found or is_page_number:
            found.add(at)
    feet = {at for at, line in enumerate(lines) if _BROWSER_FOOT.fullmatch(line.text)}
    heads = {at for at, line in enumerate(lines) if _BROWSER_HEAD.match(line.text)} if feet else set()
    return found | feet | heads | _find_running_heads(lines, front, found | feet)


def _find_running_heads(lines: Sequence[SourceLine], front: int, edges: set[int]) -> set[int]:
    """Return the indexes of titles that stand beside several page numbers; above the text is the title itself."""
    beside = [
        at
        for at in sorted({at + 1 for at in edges} | {at - 1 for at in edges})
        if front < at < len(lines) and at not in edges and len(lines[at].text) <= _LONGEST_HEAD
    ]
    repeated = Counter(lines[at].text for at in beside)
    return {at for at in beside if repeated[lines[at].text] > 1}


def _breaks_sentence(lines: Sequence[SourceLine], at: int) -> bool:
    """Return True if the line before is prose that goes on behind this line."""
    before = fold_variants(lines[at - 1].text) if at else ""
    return len(before) >= _SHORTEST_PROSE and not _SENTENCE_END.search(before) and at + 1 < len(lines)


def cut_glued_edges(line: SourceLine, ends_page: bool = False) -> tuple[SourceLine, list[SourceLine]]:
    """Cut the feet and heads that are glued to words of a line; return the rest and the pieces.

    A page number without a job number is cut from the last line of a page only.

    >>> from resolutions.text.layout.source_lines import read_lines
    >>> rest, pieces = cut_glued_edges(next(read_lines("促进保护和20-16444")))
    >>> rest.text, [piece.text for piece in pieces]
    ('促进保护和', ['20-16444'])

    """
    spans = list(_glued_spans(fold_variants(line.text))) if _DASH.search(line.text) else []
    if not spans and ends_page and (page := _PAGE_AT_END.search(line.text)):
        spans = [page.span()]
    if not spans:
        return line, []
    rest, at, pieces = "", 0, []
    for start, end in spans:
        rest += line.text[at:start].rstrip()
        pieces.append(replace(line, text=line.text[start:end].strip(), indent=0, has_trailing_blank=False))
        at = end
    rest = (rest + line.text[at:].lstrip()).strip()
    return replace(line, text=rest), pieces


def _glued_spans(folded: str) -> Iterator[tuple[int, int]]:
    matches = [(match.start(), match.end()) for match in _GLUED_JOB.finditer(folded)]
    for start, end in matches:
        if not _NAMED_NUMBER.search(folded, max(0, start - 6), start) and folded[end : end + 1] not in ("号", "-"):
            yield start, end
