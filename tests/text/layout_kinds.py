"""Everyday layouts of a text: pure functions from its paragraphs to the text as pasted or extracted.

A layout wraps each paragraph, puts something in front of its lines, and separates lines and paragraphs. Widths are in
wide characters: a Chinese character counts 1, a Latin one one half, as in print and on screens.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

_TOKEN = re.compile(r"[0-9A-Za-z/.\-]+|\s+|.", re.DOTALL)
_NO_LINE_START = "，。、；：！？,;:!?.”」』》）)〉"
_NO_LINE_END = "“「『《（(〈"
_OPENING_WORDS = re.compile(r"[\u4e00-\u9fff]{2,4}")
_MARKER = re.compile(r"(\d{1,3}[.、．]|\([a-z]{1,3}\)|[一二三四五六七八九十]{1,3}[、.．]|\([甲-癸]\))\s*")


@dataclass(frozen=True, slots=True)
class Layout:
    """Values of one layout.

    ``width`` is in wide characters; None leaves each paragraph on one line. ``measure`` is the wrapping program:
    ``words`` keeps Latin words and numbers whole, ``print`` also keeps marks of punctuation off the wrong end of a
    line, ``cut`` cuts after a number of characters of any kind. ``first`` and ``rest`` precede the first and the
    other lines of a paragraph, ``margin`` every line. ``lines`` and ``paragraphs`` are the line ends between them.
    ``hidden_indent`` makes the first line that much shorter without printing the blanks. ``page`` is the number of
    lines between form feeds.
    """

    width: int | None = None
    measure: str = "words"
    margin: str = ""
    first: str = ""
    rest: str = ""
    lines: str = "\n"
    paragraphs: str = "\n"
    trailing: str = ""
    hidden_indent: float = 0
    page: int = 0

    def __call__(self, paragraphs: Sequence[str]) -> str:
        """Return the text of ``paragraphs`` in this layout."""
        printed = ""
        count = 0
        for paragraph in paragraphs:
            for at, line in enumerate(self._wrap(paragraph)):
                if printed:
                    is_turn = self.page and count % self.page == 0
                    printed += "\n\f" if is_turn else self.lines if at else self.paragraphs
                printed += self.margin + (self.rest if at else self.first) + line + self.trailing
                count += 1
        return printed + self.paragraphs

    def _wrap(self, paragraph: str) -> Iterator[str]:
        if self.width is None:
            return iter([paragraph])
        first, rest = columns(self.first) + self.hidden_indent, columns(self.rest)
        return wrap(paragraph, self.width, self.measure, first, rest)


def columns(text: str) -> float:
    """Return the width of ``text`` in wide characters."""
    return sum(0.5 if character.isascii() else 1.0 for character in text.replace("\t", "    "))


def wrap(paragraph: str, width: float, measure: str, first: float = 0, rest: float = 0) -> Iterator[str]:
    """Yield the lines of a paragraph; ``first`` and ``rest`` are widths that the first and other lines lack."""
    if measure == "cut":
        size, at = int(width - first), 0
        while at < len(paragraph):
            yield paragraph[at : at + size].strip()
            at, size = at + size, int(width - rest)
        return
    line, room = "", width - first
    for token in _units(paragraph, measure):
        if line and columns(line) + columns(token.rstrip()) > room:
            yield line.strip()
            line, room = "", width - rest
            token = token.lstrip()
        line += token
        while columns(line) > room + 2 and line.isascii():
            size = int(room * 2)
            yield line[:size]
            line, room = line[size:], width - rest
    if line.strip():
        yield line.strip()


def _units(paragraph: str, measure: str) -> Iterator[str]:
    """Yield the pieces between which a line may end."""
    tokens = _TOKEN.findall(paragraph)
    if measure != "print":
        yield from tokens
        return
    unit = ""
    for token in tokens:
        if unit and token not in _NO_LINE_START and unit[-1] not in _NO_LINE_END:
            yield unit
            unit = ""
        unit += token
    if unit:
        yield unit


def bold_verbs(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs with their first words between double asterisks, behind a printed number."""
    return [_surround(paragraph, "**", "**") for paragraph in paragraphs]


def _surround(paragraph: str, before: str, after: str) -> str:
    marker = _MARKER.match(paragraph)
    start = marker.end() if marker else 0
    words = _OPENING_WORDS.match(paragraph, start)
    if not words or len(paragraph) < 20:
        return paragraph
    return paragraph[:start] + before + words[0] + after + paragraph[words.end() :]


def _each_line(prefix: str, text: str) -> str:
    return "".join(f"{prefix}{line}".rstrip() + "\n" for line in text.split("\n"))


def _number_alone(paragraphs: Sequence[str], between: str = "\n", strip: str = "") -> str:
    lines = []
    for paragraph in paragraphs:
        marker = _MARKER.match(paragraph)
        if marker and marker.end() < len(paragraph):
            lines += [marker[1].rstrip(strip) if strip else marker[1], paragraph[marker.end() :]]
        else:
            lines.append(paragraph)
    return between.join(lines) + "\n"


def _tabs_behind_numbers(paragraphs: Sequence[str]) -> str:
    return "\r\n".join(_MARKER.sub(r"\1\t", paragraph, count=1) for paragraph in paragraphs)


def _half_wrapped(paragraphs: Sequence[str]) -> str:
    half = len(paragraphs) // 2
    return Layout()(paragraphs[:half]) + Layout(30)(paragraphs[half:])


def _mixed_paragraphs(paragraphs: Sequence[str]) -> str:
    wrapped, whole = Layout(34), Layout()
    return "".join((whole if at % 3 else wrapped)([paragraph]) + "\n" for at, paragraph in enumerate(paragraphs))


PLAIN = Layout(paragraphs="\n\n")
WRAPPED = {
    "none": Layout(34),
    "blank": Layout(34, paragraphs="\n\n"),
    "blank everywhere": Layout(34, lines="\n\n", paragraphs="\n\n"),
    "two blanks between": Layout(34, lines="\n\n", paragraphs="\n\n\n"),
    "indent 4": Layout(34, first="    "),
    "indent 2": Layout(34, first="  "),
    "indent 1": Layout(34, first=" "),
    "wide indent": Layout(34, first="\u3000\u3000"),
    "tab": Layout(34, first="\t"),
    "no-break indent": Layout(34, first="\xa0\xa0\xa0\xa0"),
    "indent and blanks": Layout(34, first="    ", lines="\n\n", paragraphs="\n\n"),
    "indent, blank between": Layout(34, first="\u3000\u3000", paragraphs="\n\n"),
    "hanging": Layout(34, rest="    "),
    "hanging, blank between": Layout(34, rest="  ", paragraphs="\n\n"),
    "hidden indent": Layout(36, measure="print", hidden_indent=2),
    "print": Layout(36, measure="print"),
    "print, indent": Layout(36, measure="print", first="    "),
    "cut": Layout(30, measure="cut"),
    "cut, blank between": Layout(40, measure="cut", paragraphs="\n\n"),
    "margin": Layout(36, margin="        "),
    "margin and indent": Layout(36, margin="        ", first="    ", measure="print"),
    "trailing blanks": Layout(34, trailing=" "),
    "trailing blanks and indent": Layout(34, trailing="  ", first="    "),
    "trailing blanks, blank everywhere": Layout(34, trailing=" ", lines="\n\n", paragraphs="\n\n"),
    "CR LF": Layout(34, lines="\r\n", paragraphs="\r\n\r\n"),
    "CR": Layout(34, lines="\r", paragraphs="\r"),
    "line separator": Layout(34, lines="\u2028", paragraphs="\u2029"),
    "vertical tab": Layout(34, lines="\v", paragraphs="\n"),
    "next line": Layout(34, lines="\x85", paragraphs="\x85"),
    "pages": Layout(34, page=25),
    "pages, blank between": Layout(34, page=25, paragraphs="\n\n"),
    "pages, indent": Layout(34, page=25, first="    ", measure="print"),
}
WRAPPED |= {f"width {width}": Layout(width) for width in (12, 16, 20, 23, 28, 37, 42, 45, 50, 60, 70)}
WRAPPED |= {f"print {width}": Layout(width, measure="print", hidden_indent=2) for width in (20, 26, 32, 44, 60)}
WRAPPED |= {f"cut {width}": Layout(width, measure="cut") for width in (20, 35, 50, 60)}
WRAPPED |= {f"blank {width}": Layout(width, paragraphs="\n\n") for width in (20, 45, 60)}
WRAPPED |= {f"indent {width}": Layout(width, first="\u3000\u3000", measure="print") for width in (20, 45, 60)}
WRAPPED |= {f"blank everywhere {width}": Layout(width, lines="\n\n", paragraphs="\n\n") for width in (20, 45, 60)}
KINDS: dict[str, Callable[[Sequence[str]], str]] = {
    "one line": Layout(),
    "blank line": PLAIN,
    "three line ends": Layout(paragraphs="\n\n\n"),
    "wide indents": Layout(first="\u3000\u3000"),
    "wide indents and blanks": Layout(first="\u3000\u3000", paragraphs="\n\n"),
    "blanks around": Layout(first="   ", trailing="   "),
    "blanks around, blank line": Layout(first=" ", trailing=" ", paragraphs="\n\n"),
    "byte order mark": lambda paragraphs: "\ufeff" + PLAIN(paragraphs),
    "no-break blanks": lambda paragraphs: PLAIN([re.sub(r"(?<=\d)(?=年|号|\()", "\xa0", text) for text in paragraphs]),
    "invisible": lambda paragraphs: PLAIN(["\u200b".join(re.findall(".{1,7}", text)) for text in paragraphs]),
    "soft hyphens": lambda paragraphs: Layout(34)(["\u00ad".join(re.findall(".{1,9}", text)) for text in paragraphs]),
    "entities": lambda paragraphs: PLAIN(
        [text.replace("“", "&#8220;").replace("”", "&rdquo;").replace("，", "，&nbsp;") for text in paragraphs]
    ),
    "quoted": lambda paragraphs: _each_line("> ", PLAIN(paragraphs)),
    "quoted, wrapped": lambda paragraphs: _each_line("> ", Layout(34)(paragraphs)),
    "quoted, wrapped, blanks": lambda paragraphs: _each_line("> ", Layout(34, paragraphs="\n\n")(paragraphs)),
    "barred": lambda paragraphs: _each_line("| ", Layout(34, paragraphs="\n\n")(paragraphs)),
    "bold verbs": lambda paragraphs: PLAIN(bold_verbs(paragraphs)),
    "bold verbs, wrapped": lambda paragraphs: Layout(34)(bold_verbs(paragraphs)),
    "italic verbs": lambda paragraphs: PLAIN([_surround(text, "*", "*") for text in paragraphs]),
    "underscored verbs": lambda paragraphs: PLAIN([_surround(text, "_", "_") for text in paragraphs]),
    "escaped numbers": lambda paragraphs: PLAIN([re.sub(r"^(\d+)\.", r"\1\\.", text) for text in paragraphs]),
    "heading": lambda paragraphs: "# " + PLAIN(paragraphs),
    "verbs apart": lambda paragraphs: Layout()([_surround(text, " ", " ") for text in paragraphs]),
    "tabs": _tabs_behind_numbers,
    "number alone": _number_alone,
    "number alone, blank": lambda paragraphs: _number_alone(paragraphs, "\n\n"),
    "number alone, wrapped": lambda paragraphs: Layout(34)(_number_alone(paragraphs).splitlines()),
    "flat": lambda paragraphs: " ".join(paragraphs),
    "flat, wide blanks": lambda paragraphs: "\u3000\u3000".join(paragraphs),
    "half wrapped": _half_wrapped,
    "mixed": _mixed_paragraphs,
} | {f"wrapped: {name}": layout for name, layout in WRAPPED.items()}


def rewidth(layout: Layout, width: int) -> Layout:
    """Return the layout with another width."""
    return replace(layout, width=width)
