"""Interpreter of the control words of RTF. Source: Rich Text Format Specification 1.9.1."""

import re
from collections.abc import Iterator
from dataclasses import replace

from resolutions.sources.extracted_text import UnreadableFileError
from resolutions.sources.rtf.encodings import DEFAULT, WESTERN, find_codec
from resolutions.sources.rtf.flow import TextFlow
from resolutions.sources.rtf.fonts import read_fonts
from resolutions.sources.rtf.state import BODY, LINK, SKIPPED, GroupState
from resolutions.sources.rtf.tokens import CLOSE, OPEN, Bytes, Token, Word, read_tokens
from resolutions.sources.word.number_formats import format_number

_DEEPEST = 10_000  # groups
_TOO_DEEP = "这个 RTF 文件的分组嵌套太深，没有读取。请另存为 DOCX 或纯文本后再提交。"
_TEXT = {
    "tab": " ", "line": "\n", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002", "qmspace": " ",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "~": "\u00a0", "_": "-",
}  # fmt: skip
_SKIPPED = {
    "colortbl", "stylesheet", "info", "pict", "nonshppict", "objdata", "footer", "footerf", "footerl", "footerr",
    "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "annotation", "atnid", "atnauthor", "xe", "tc",
    "txe", "rxe", "pn", "listtable", "listoverridetable", "revtbl", "filetbl", "shpinst", "shprslt", "sp", "do",
    "upr", "nonesttables", "bkmkstart", "bkmkend", "generator", "private", "template",
}  # fmt: skip
_KEPT_IF_STARRED = {"footnote", "fldinst", "ud", "shppict", "shptxt", "nesttableprops"}
_PAGES = {"ansi": 0, "mac": 10000, "pc": 437, "pca": 850}  # code pages that a word alone declares
_HEADERS = {"header", "headerf", "headerl", "headerr"}
_BOXES = {"shptxt", "dptxbxtext"}
_NO_BORDER = {
    "brdrnone",
    "brdrnil",
    "brdrtbl",
    "brdrw",
    "brdrcf",
    "brdrsp",
    "brdrl",
    "brdrr",
    "brdrt",
    "brdrb",
    "brdrbtw",
}
_FIELD_LINK = re.compile(r'HYPERLINK\s+(?:\\\w\s+)*"(https?://[^"]+)"')
_LOWEST_OUTLINE = 9  # level of body text


class RtfInterpreter:
    """Text of one file: ``body``, notes, ``headers`` by their word, and addresses of ``links``.

    ``western`` are the bytes that the file declares as text of a Western code page, unless ``default`` is the codec of
    those. ``unnumbered`` counts paragraphs of lists whose numbers the file does not print.
    """

    def __init__(self, default: str = "") -> None:
        self.body = TextFlow()
        self.headers: dict[str, TextFlow] = {}
        self.links: list[str] = []
        self.western = bytearray()
        self.has_own_first_page = False
        self.is_unfinished = False
        self.unnumbered = 0
        self._default = default
        self._page = DEFAULT
        self._fonts: dict[int, str] = {}
        self._flows = [self.body]
        self._state = GroupState()
        self._outer: list[GroupState] = []
        self._bytes = bytearray()
        self._skip = 0  # characters that repeat a Unicode character
        self._instruction: list[str] = []
        self._counts = {"foot": 0, "end": 0}
        self._starts = {"foot": 1, "end": 1}
        self._is_mark_due = False  # an automatic mark stands before the next note
        self._endnotes: set[int] = set()
        self._boxes: set[int] = set()
        self._is_cell_border = False
        self._list = 0
        self._has_number = False

    def read(self, data: bytes) -> "RtfInterpreter":
        """Read the file and return the interpreter. Raises UnreadableFileError."""
        tokens = read_tokens(data)
        is_starred = False
        for token in tokens:
            if isinstance(token, Bytes):
                self._add_bytes(token.data)
            elif token is OPEN:
                self._open()
            elif token is CLOSE:
                self._close()
            elif token.name == "*":
                is_starred = True
                continue
            else:
                self._word(token, tokens, is_starred=is_starred)
            is_starred = False
        self.is_unfinished = bool(self._outer)
        while self._outer:
            self._close()
        self._flush()
        self.body.end_paragraph(is_in_table=False)
        return self

    def read_note(self, name: str) -> str:
        """Return the text of a note on one line."""
        return " ".join(paragraph.text.replace("\n", " ") for paragraph in self._flows[int(name)].paragraphs)

    def _open(self) -> None:
        self._flush()
        self._skip = 0
        if len(self._outer) >= _DEEPEST:
            raise UnreadableFileError(_TOO_DEEP)
        self._outer.append(self._state)
        self._state = replace(self._state)

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        if not self._outer:
            return
        closed, self._state = self._state, self._outer.pop()
        if closed.destination == LINK != self._state.destination:
            self.links += _FIELD_LINK.findall("".join(self._instruction))
            self._instruction = []
        if closed.flow != self._state.flow:
            self._end_flow(closed.flow)

    def _end_flow(self, number: int) -> None:
        """End a note, header or text box, and put its mark or its text where it belongs."""
        flow, around = self._flows[number], self._flows[self._state.flow]
        flow.end_paragraph(is_in_table=False)
        if number in self._boxes:
            around.add_box(flow.paragraphs)
        elif flow not in self.headers.values() and self._state.is_printed:
            self._end_note(number, around)

    def _end_note(self, number: int, around: TextFlow) -> None:
        if not self._is_mark_due:
            around.add_note(str(number), around.last_mark())
            return
        kind = "end" if number in self._endnotes else "foot"
        mark = format_number(self._starts[kind] + self._counts[kind], "decimal" if kind == "foot" else "lowerRoman")
        self._counts[kind] += 1
        self._is_mark_due = False
        around.add(f"{mark} ")
        around.add_note(str(number), mark)

    def _word(self, word: Word, tokens: Iterator[Token], *, is_starred: bool) -> None:
        self._flush()
        name, number = word.name, word.number
        if self._skip and name not in ("u", "uc"):
            self._skip -= 1
            return
        if name in _SKIPPED or (is_starred and name not in _KEPT_IF_STARRED):
            self._state.destination = SKIPPED
        elif name == "fonttbl":
            self._fonts = read_fonts(tokens)
            self._close()
        elif name == "fldinst":
            self._state.destination = LINK
        elif name == "ud":
            self._state.destination = BODY
        elif name == "footnote" or name in _HEADERS | _BOXES:
            self._begin_flow(name)
        elif name == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self._skip = self._state.skip
        elif name in _TEXT:
            self._add(_TEXT[name])
        elif not self._end_part(name):
            self._set_property(name, number)

    def _begin_flow(self, name: str) -> None:
        is_box = name in _BOXES
        if self._state.destination != BODY and not is_box:
            return
        self._flows.append(TextFlow())
        flow = len(self._flows) - 1
        self._state = replace(self._state, flow=flow, destination=BODY, is_in_table=False, is_bold=False)
        if is_box:
            self._boxes.add(flow)
        elif name in _HEADERS:
            self.headers.setdefault(name, self._flows[flow])

    def _end_part(self, name: str) -> bool:
        """End the paragraph, cell or row that the word ends; return False for another word."""
        if name not in ("par", "sect", "cell", "row", "nestcell"):
            return False
        if not self._state.is_printed and not self._state.is_hidden:
            return True
        flow = self._flows[self._state.flow]
        if name == "row":
            flow.end_row()
        elif name == "cell":
            flow.end_cell()
        else:
            is_in_table = self._state.is_in_table or name == "nestcell"
            if self._list and not self._has_number and flow.is_open():
                self.unnumbered += 1
            flow.end_paragraph(is_in_table=is_in_table, is_heading=self._state.is_heading)
        self._has_number = False
        return True

    def _set_property(self, name: str, number: int | None) -> None:
        state, is_on = self._state, number != 0
        if name == "plain":
            state.is_bold = state.is_hidden = state.is_deleted = False
            state.codec = ""
        elif name == "pard":
            state.is_in_table = state.is_heading = False
            self._list = 0
        elif name == "f" and number is not None:
            state.codec = self._fonts.get(number, "")
        elif name == "uc" and number is not None:
            state.skip = max(0, number)
        elif name in ("v", "deleted", "htmlrtf", "b", "intbl"):
            field = {"v": "is_hidden", "deleted": "is_deleted", "htmlrtf": "is_html_code", "b": "is_bold"}
            setattr(state, field.get(name, "is_in_table"), is_on)
        elif name == "outlinelevel" and number is not None:
            state.is_heading = number < _LOWEST_OUTLINE
        elif name in ("listtext", "pntext"):
            self._has_number = True
        elif name == "ls" and number is not None:
            self._list = number
        elif name == "chftn":
            self._is_mark_due = self._is_mark_due or state.flow == 0
        elif name == "ftnalt":
            self._endnotes.add(state.flow)
        else:
            self._set_file_property(name, number)

    def _set_file_property(self, name: str, number: int | None) -> None:
        if name == "ansicpg" and number is not None:
            self._page = find_codec(number)
        elif name in _PAGES:
            self._page = find_codec(_PAGES[name])
        elif name == "titlepg":
            self.has_own_first_page = True
        elif name in ("ftnstart", "aftnstart") and number is not None:
            self._starts["foot" if name == "ftnstart" else "end"] = number
        elif name.startswith(("clbrdr", "trbrdr")):
            self._is_cell_border = True
        elif name.startswith("brdr") and name not in _NO_BORDER and self._is_cell_border:
            self._flows[self._state.flow].draw_border()
        elif not name.startswith("brdr"):
            self._is_cell_border = False

    def _add_bytes(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        self._bytes += data[skipped:]

    def _flush(self) -> None:
        """Decode the bytes that came since the last control word."""
        if not self._bytes:
            return
        data, self._bytes = bytes(self._bytes), bytearray()
        codec = self._state.codec or self._page
        if codec in WESTERN and not data.isascii():
            if self._state.is_printed:
                self.western += data
            codec = self._default or codec
        self._add(data.decode(codec, "replace"))

    def _add(self, text: str) -> None:
        if self._state.destination == LINK:
            self._instruction.append(text)
        elif self._state.is_printed:
            self._flows[self._state.flow].add(text, is_bold=self._state.is_bold)
