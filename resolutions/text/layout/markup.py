"""Markup of plain text that is not printed: invisible characters, entities, Markdown, marks of quoted mail.

Every function keeps the number of lines, so that line numbers stay those of the source. Sources of the forms: text
copied from web pages, mail, chats and Markdown editors (CommonMark 0.31, https://spec.commonmark.org/0.31.2/).
"""

import html
import re

# A character without width beside a tab is an empty cell of a table, see sources/printed_layout.
_MAY_BE_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")  # fast to search
_INVISIBLE = re.compile("[\u00ad\u200c-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|(?<!\t)\u200b(?!\t)")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_QUOTE = re.compile(r"^(?:[ \t]{0,3}[>＞] ?)+", re.MULTILINE)
_BAR = re.compile(r"^[ \t]{0,3}\|(?: |$)(?![^\n|]*\|)", re.MULTILINE)
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*){0,62}\|?")
_CELL_BAR = re.compile(r"(?<!\\)\|")
_FENCE_OR_RULE = re.compile(r"^[ \t]{0,3}(?:`{3,}\w{0,20}|~{3,}|={3,}|-{3,}|\*{3,}|(?:\* ){2,}\*)[ \t]*$", re.MULTILINE)
_HASHES = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#{1,6})?[ \t]*$", re.MULTILINE)
_LINK = re.compile(
    r"!?\[([^\[\]\n]{1,300})\]\((?:https?://|mailto:|/|#)(?:[^()\s]|\([^()\s]{0,80}\)){0,500}(?: \"[^\"\n]{0,200}\")?\)"
)
_STRONG = re.compile(r"(\*\*\*|\*\*|___|__)(?=[^\s*_])([^*_\n]{0,500}[^\s*_])\1")
_EMPHASIS = re.compile(
    r"(?<![0-9A-Za-z)）*\\])\*(?=[^\s*])([^*\n]{0,100}[^\s*])\*(?!\*)"
)  # not the asterisks of footnotes
_UNDERSCORED = re.compile(r"(?<![0-9A-Za-z_\\])_(?=[^\s_])([^_\n]{0,100}[^\s_])_(?![_0-9A-Za-z])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~])")
_MOST = 0.5  # share of the lines with text that begin with a bar


def remove_markup(source: str) -> str:
    r"""Remove characters that encode layout or emphasis and are not printed; the number of lines stays.

    >>> remove_markup("> **回顾**其&nbsp;第1325号决议，\n> 1\\. 决定")
    '回顾其\xa0第1325号决议，\n1. 决定'

    A single asterisk (a footnote mark) and a lone ``>`` between words stay. No input raises; the time is linear.
    """
    text = _INVISIBLE.sub("", source) if _MAY_BE_INVISIBLE.search(source) else source
    if "&" in text:
        text = _ENTITY.sub(_decode_entity, text)
    if ">" in text or "＞" in text:
        text = _QUOTE.sub("", text)
    if "|" in text:
        text = _remove_bars(_separate_cells(text) if "-" in text else text)
    return _remove_markdown(text)


def _decode_entity(entity: re.Match[str]) -> str:
    decoded = html.unescape(entity[0])
    return " " if decoded.isspace() and decoded != "\xa0" else _INVISIBLE.sub("", decoded)


def _separate_cells(text: str) -> str:
    """Put tabs for the bars between the cells of Markdown tables, and empty the rule below their heads."""
    lines = text.split("\n")
    rules = [at for at, line in enumerate(lines) if "|" in line and _TABLE_RULE.fullmatch(line.strip())]
    for rule in rules:
        first = rule - 1 if rule and _is_row(lines[rule - 1]) else rule
        lines[rule] = ""
        for at in range(first, len(lines)):
            if at != rule and not _is_row(lines[at]):
                break
            if at != rule:
                cells = _CELL_BAR.split(lines[at].strip().removeprefix("|").removesuffix("|"))
                lines[at] = " " + "\t".join(cell.strip() or "\u200b" for cell in cells)
    return "\n".join(lines)


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and line.rstrip().endswith("|")


def _remove_bars(text: str) -> str:
    """Remove the bar in front of quoted lines. Rows of a table have further bars and stay."""
    lines = sum(1 for line in text.splitlines() if line.strip())
    return _BAR.sub("", text) if len(_BAR.findall(text)) > _MOST * lines else text


def _remove_markdown(text: str) -> str:
    if "#" in text:
        text = _HASHES.sub(r"\1", text)
    if any(mark in text for mark in ("---", "***", "* * *", "===", "```", "~~~")):
        text = _FENCE_OR_RULE.sub("", text)
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _UNDERSCORED.sub(r"\1", _EMPHASIS.sub(r"\1", _STRONG.sub(r"\2", text)))
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
