"""The work to read a text grows with its length, not with its square, whatever the text is.

No test measures time. The first counts the characters that patterns scan; the others compare a pattern that could be
slow inside one call with the pattern it replaced. ``python -m bench.linear`` measures the time.
"""

import re
import sys
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.linear import shapes, tools
from resolutions.text import read_document
from resolutions.text.citations import find_citations
from resolutions.text.citations.meeting_references import find_meeting_references
from resolutions.text.citations.mention import CitationContext
from resolutions.text.heading import _draft, read_statement_heading
from resolutions.text.layout.whitespace import _BETWEEN_WIDE
from resolutions.text.numerals import parse_number
from resolutions.text.structure.builder import make_unique

SIZE = 2000  # characters; above the windows of the citation patterns
MAX_GROWTH = 3.0  # for twice the text; quadratic work grows fourfold


class CountingPattern:
    """A pattern that adds up the characters its calls scan."""

    def __init__(self, pattern: re.Pattern[str], scanned: list[int]) -> None:
        self.pattern, self.scanned = pattern, scanned

    def __getattr__(self, name: str):
        method = getattr(self.pattern, name)
        if name not in ("search", "finditer", "findall", "split"):
            return method

        def call(text, start=0, end=sys.maxsize):
            whole = min(end, len(text)) - start
            found = method(text) if name == "split" else method(text, start, end)
            self.scanned.append(found.end() - start if name == "search" and found else whole)
            return found

        return call

    def sub(self, replacement, text, count=0):
        self.scanned.append(len(text))
        return self.pattern.sub(replacement, text, count)


def modules() -> list[ModuleType]:
    return [
        module
        for name, module in sorted(sys.modules.items())
        if name.startswith(("resolutions.text", "resolutions.display"))
    ]


@pytest.fixture
def scanned(monkeypatch) -> list[int]:
    """Numbers of characters that the patterns of the package scan from now on, one a call."""
    numbers: list[int] = []
    for module in modules():
        for name, value in vars(module).copy().items():
            if isinstance(value, re.Pattern):
                monkeypatch.setattr(module, name, CountingPattern(value, numbers))
    return numbers


def work(text: str, scanned: list[int]) -> int:
    scanned.clear()
    read_document(text)
    return sum(scanned)


@pytest.mark.parametrize("make", shapes().values(), ids=list(shapes()))
def test_twice_the_text_is_twice_the_work(scanned, make):
    assert work(make(2 * SIZE), scanned) <= MAX_GROWTH * work(make(SIZE), scanned)


def count_calls(read: Callable[[str], object], text: str) -> int:
    """Number of function calls, those of built-in functions included."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("name", tools())
def test_twice_the_text_is_twice_the_work_of_the_other_readers(scanned, name):
    make, read = tools()[name]

    def work_of(size: int) -> int:
        text = make(size)
        calls = count_calls(read, text)
        scanned.clear()
        read(text)
        return calls + sum(scanned)

    assert work_of(4 * SIZE) <= MAX_GROWTH * max(work_of(2 * SIZE), 50)


def test_a_clause_of_many_meetings_is_scanned_once(scanned):
    """Apart from the other finders, which scan a window before each citation."""

    def scan(count: int) -> int:
        scanned.clear()
        assert len(list(find_meeting_references("第1次会议" * count, CitationContext(organ="S")))) == count
        return sum(scanned)

    assert scan(400) <= MAX_GROWTH * scan(200)


BLANKS = st.text(alphabet="a字1( \t\xa0\u3000\u2028\x1c", max_size=12)


@given(BLANKS)
@example("a \u3000字")
@example("a \u3000 b")
def test_blanks_beside_chinese_characters_are_removed_as_before(text):
    wide = r"[^\x00-\x7f]"
    assert _BETWEEN_WIDE.sub("", text) == re.sub(rf"(?<={wide})\s+|\s+(?={wide})", "", text)


@given(st.text(alphabet="(S/1.,、)A字", max_size=14).map(lambda text: f"字(S/1{text})"))
@example("(S/1)(S/2,S/3)")
@example("(S/1,(S/2)")
def test_the_draft_in_brackets_is_read_as_before(text):
    match = re.search(r"\((S/[\d/A-Za-z.]+?)(?:[,，、][^)]*)?\)$", text)
    assert _draft(text) == (match[1] if match else "")


OPENING = "安全理事会主席在2020年1月1日安全理事会第1次会议上，就审议的题为“"


@pytest.mark.parametrize(
    "line, item",
    [
        (f"{OPENING}中东局势”的项目", "中东局势"),
        (f"{OPENING}甲”的项目和题为“乙”的项目", "甲"),
        (f"{OPENING}甲”的项目{OPENING}", "甲"),
        (f"{OPENING}甲", None),
        ("”的项目", None),
        ("", None),
    ],
)
def test_the_opening_line_of_a_statement_is_read_as_before(line, item):
    heading = read_statement_heading([line], line)
    assert (heading.agenda_item if heading else None) == item


@pytest.mark.parametrize(
    "passage, numbers",
    [
        ("委员会第1次会议", []),
        ("委员会，第1次会议", ["S/PV.1"]),
        ("委员会第1次会议和第2次会议", []),
        ("第1次会议和委员会第2次会议；第3次会议", ["S/PV.1", "S/PV.3"]),
        ("第1次会议委员会", ["S/PV.1"]),
    ],
)
def test_a_committee_in_the_clause_claims_the_meeting(passage, numbers):
    found = find_meeting_references(passage, CitationContext(organ="S"))
    assert [mention.target for mention in found] == numbers


def test_hidden_ranges_are_no_prose():
    assert [c.target for c in find_citations("第13251(2000)号决议", hidden=[(5, 6)])] == []
    assert [c.target for c in find_citations("第1325(2000)号决议", hidden=[(0, 0)])] == ["S/RES/1325(2000)"]


class CountingDict(dict):
    """A dictionary that counts how often it is asked for a key."""

    asked = 0

    def __contains__(self, key) -> bool:
        self.asked += 1
        return super().__contains__(key)


def test_equal_anchors_are_not_searched_from_the_start():
    used = CountingDict()
    anchors = [make_unique("fn1", used) for _ in range(1000)]
    assert anchors[:3] == ["fn1", "fn1-2", "fn1-3"] and len(set(anchors)) == 1000
    assert used.asked < 3000


def test_a_suffix_that_is_printed_is_left_out():
    used: dict[str, int] = {}
    assert [make_unique(anchor, used) for anchor in ("a", "a-2", "a", "a", "a-2")] == [
        "a",
        "a-2",
        "a-3",
        "a-4",
        "a-2-2",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "S/RES/{}\n安全理事会，\n1. 决定继续处理此案。",
        "安全理事会主席在2020年1月1日安全理事会第{}次会议上，就审议的题为“中东”的项目，\n“安全理事会继续处理。”",
        "第{}(2000)号决议\n安全理事会，\n1. 决定继续处理此案。",
        "A/RES/{}\n大会，\n1. 决定继续处理此案。",
    ],
)
def test_a_number_of_five_thousand_digits_raises_nothing(text):
    assert read_document(text.format("1" * 5000)).paragraphs


@pytest.mark.parametrize("printed, number", [("1 325", 1325), ("123456789", 123456789), ("1234567890", None)])
def test_a_number_has_at_most_nine_digits(printed, number):
    assert parse_number(printed) == number
