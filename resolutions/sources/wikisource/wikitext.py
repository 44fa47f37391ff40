"""Text of a page without its wiki markup, one paragraph a line.

Templates, tables of layout, comments, notes, files and categories are left out; a link gives its words; numbered lists
get the numbers that a reader of the page sees; of a choice between scripts the simplified one is taken. Every step is
linear in the length of the page. Source of the markup: https://www.mediawiki.org/wiki/Help:Formatting
"""

import re
from collections.abc import Iterator
from itertools import count

_EMPTY_NOTES = re.compile(r"<ref[^<>]{0,200}/>", re.IGNORECASE)
_NOTE = re.compile(r"<ref\b[^<>]{0,200}>", re.IGNORECASE)
_COMMENT = re.compile("<!--")
_BREAKS = re.compile(r"<(?:br|p|/p|div|/div)\b[^<>]{0,200}>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_NAMESPACES = "category|分类|分類|file|image|文件|檔案|档案|[a-z]{2,3}(?:-[a-z]{2,8})?"  # and other languages
_UNSHOWN_LINKS = re.compile(rf"\[\[\s*:?\s*(?:{_NAMESPACES})\s*:[^\[\]]{{0,500}}\]\]", re.IGNORECASE)
_LINKS = re.compile(
    r"\[\[\s*:?\s*(?:category|分类|分類|file|image|文件|檔案|档案|[a-z]{2,3}(?:-[a-z]{2,8})?)\s*:[^\[\]]{0,500}\]\]",
    re.IGNORECASE,
)
_LINKS = re.compile(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{0,300})\]\]")
_WEB_LINKS = re.compile(r"\[https?://[^\s\]]{1,500}\s*([^\]]{0,300})\]")
_EMPHASIS = re.compile(r"'{2,5}")
_HEADINGS = re.compile(r"^={1,6}(.*?)={1,6}\s*$")
_SCRIPTS = re.compile(r"-\{([^{}]{0,500})\}-")
_SIMPLIFIED = re.compile(r"(?:zh-hans|zh-cn)\s*:\s*([^;]*)")
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def strip_wikitext(wikitext: str) -> str:
    """Return the text of a page.

    >>> strip_wikitext("{{header|title={{PAGENAME}}}}\\n# 回顾[[甲|第1号决议]]；\\n# 决定。[[Category:乙]]")
    '1. 回顾第1号决议；\\n2. 决定。'
    """
    text = _remove_spans(wikitext, _COMMENT, "-->")
    text = _remove_spans(_EMPTY_NOTES.sub("", text), _NOTE, "</ref>")
    text = _SCRIPTS.sub(_choose_script, text)
    text = remove_nested(remove_nested(text, "{{", "}}"), "{|", "|}")
    text = _LINKS.sub(r"\1", _UNSHOWN_LINKS.sub("", text))
    text = _TAGS.sub("", _BREAKS.sub("\n", _EMPHASIS.sub("", _WEB_LINKS.sub(r"\1", text))))
    for entity, character in _ENTITIES.items():
        text = text.replace(entity, character)
    return "\n".join(_number_lists(text.splitlines()))


def remove_nested(text: str, opening: str, closing: str) -> str:
    """Remove everything between matching marks of two characters; marks without a partner are removed alone.

    >>> remove_nested("甲{{乙{{丙}}丁}}戊", "{{", "}}")
    '甲戊'
    """
    pieces = re.split(f"({re.escape(opening)}|{re.escape(closing)})", text)
    kept: list[str] = []
    open_at: list[int] = []
    for piece in pieces:
        if piece == opening:
            open_at.append(len(kept))
        elif piece == closing:
            if open_at:
                del kept[open_at.pop() :]
        else:
            kept.append(piece)
    return "".join(kept)


def _remove_spans(text: str, opening: re.Pattern[str], closing: str) -> str:
    """Remove everything from each ``opening`` to the next ``closing``; an opening without one stays."""
    kept, at = [], 0
    while found := opening.search(text, at):
        end = text.find(closing, found.end())
        if end < 0:
            break
        kept.append(text[at : found.start()])
        at = end + len(closing)
    return "".join([*kept, text[at:]])


def _choose_script(match: re.Match[str]) -> str:
    content = match[1].rpartition("|")[2]
    if simplified := _SIMPLIFIED.search(content):
        return simplified[1].strip()
    return content.partition(";")[0].rpartition(":")[2].strip()


def _number_lists(lines: list[str]) -> Iterator[str]:
    """Yield the lines with text; ``#`` and ``##`` become the number and letter that a browser shows."""
    numbers, letters = count(1), count()
    for line in lines:
        line = _HEADINGS.sub(r"\1", line.strip())
        mark = line[: len(line) - len(line.lstrip("#*:;"))]
        words = line[len(mark) :].strip()
        if not words:
            continue
        if mark.endswith("##"):
            yield f"({_LETTERS[next(letters) % len(_LETTERS)]}) {words}"
        elif mark.endswith("#"):
            letters = count()
            yield f"{next(numbers)}. {words}"
        else:
            if not mark:
                numbers = count(1)
            yield words
