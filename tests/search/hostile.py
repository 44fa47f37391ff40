"""Strategies for hostile and accidental queries, for the tests and for ``bench.search.hostile``."""

import unicodedata

from hypothesis import strategies as st

from search.index.snapshot import SCOPE_FIELDS
from search.protocol.request import SORT_ORDERS, SearchRequest
from search.query.parser import QUERY_FIELDS

COMMON = [*"的、一和国第年人会号在為与012sa，法或非"]
WORDS = [
    *COMMON,
    "安全理事会",
    "决议",
    "人民",
    "国家",
    "第1325(2000)号",
    "S/RES/1325(2000)",
    "2151",
    "妇女与和平与安全",
]
FIELDS = [*QUERY_FIELDS, "標題", "没有的字段"]
SEPARATORS = [
    " ",
    "",
    " OR ",
    "或",
    " AND ",
    " NOT ",
    " -",
    "*",
    "?",
    "~",
    " NEAR/3 ",
    " 同段 ",
    " 同句 ",
    "..",
    ">",
    '"',
    ":",
    "(",
    ") (",
    "，",
    "\n",
    "\0",
    "\u200f",
]
# Control characters that reverse, join and hide text; noncharacters; lone surrogates; letters that fold to many.
ODD = [*map(chr, (0, 7, 9, 10, 13, 27, 0x7F, 0x85, 0xAD, 0x200B, 0x200D, 0x200E, 0x200F, 0x2028, 0x202E, 0x2066))]
ODD += ["\ufeff", "\ufffe", "\uffff", "\U0010ffff", "\ud800", "\udfff", "\udc00\ud800", "ﷺ", "㍿", "㋿", "ﬃ", "İ", "ẞ"]
ODD += ["e" + "\u0301" * 30, "👩‍👩‍👧‍👦", "𠀀", "𪚥", "\ufdfa" * 40, "乾", "後", "臺", "a\u0300\u0327"]

WORST = [
    *(" OR ".join([word] * 200) for word in ("的", "一", "国 人", '"的"', "a*", "0*", "安全*")),
    " OR ".join(WORDS * 8),
    " ".join(WORDS * 8),
    " OR ".join(chr(0x4E00 + number) for number in range(200)),
    " ".join(f"{word}*" for word in COMMON),
    " OR ".join(f"{digit}*" for digit in "0123456789"),
    *(f"{character}*" for character in "的一国第、0129asx~^*"),
    *("(" * depth + "的" + ")" * depth for depth in (10, 149, 500, 5000)),
    "(" * 500,
    ")" * 500,
    "(的 OR " * 60,
    "(NOT 的 OR " * 60,
    "NOT " * 200 + "的",
    "NOT " * 7 + "的",
    "- " * 300,
    "-的 " * 100,
    " ".join(f"-{word}" for word in WORDS),
    " OR ".join(f"NOT {word}" for word in WORDS),
    *(character * 200 for character in "的一国0a、*与-:()"),
    *(character * 10_000 for character in "的0a "),
    "的国" * 150,
    "中华人民共和国" * 43,
    "人民代表大会常务委员会" * 27,
    '"' * 999,
    '"的' * 150,
    '"的" ' * 75,
    '"' + "的" * 200 + '"',
    "9" * 400,
    "年份:" + "9" * 400,
    "1" + "0" * 299,
    "年份:1..999999",
    "年份:0001..9999",
    "年份:9999..0001",
    "年份:1..",
    "年份:..",
    " ".join(f"年份:{year}" for year in range(1, 60)),
    " OR ".join(f"年份:{year}..9999" for year in range(1900, 1930)),
    *(" ".join(f"{field}:的" for _ in range(60)) for field in FIELDS),
    *(" OR ".join(f"{field}:{word}" for word in WORDS) for field in FIELDS),
    ":".join(FIELDS * 5),
    "标题:" * 90,
    "标题:(" * 60,
    *(f"{word}*{word}" for word in "a01的"),
    *("?" * count for count in (1, 3, 30)),
    "*a*b*c*d*",
    *(" OR ".join(f"*{letter}" for letter in "0123456789abcdefghij") for _ in "1"),
    " NEAR/1000 ".join(["的"] * 30),
    " 同段 ".join("的一国人会年第"),
    " 同句 ".join("的一国人会年第"),
    " OR ".join(f"(的 NEAR/{number} 国)" for number in range(12)),
    "(" + " OR ".join("的一国人会年第") + ") 同段 (" + " OR ".join("的一国人会年第") + ")",
    " ".join(f"{character}理会~" for character in "安案按暗"),
    "日期:" + "9" * 100 + "-99-99",
    "日期:0001..9999",
    "日期:>9999-12-31",
    "被引:>" + "9" * 60,
    "段落:(" * 60,
    "-段落:执行 " * 30,
    ".*.+(a+)+$",
    "(?:(a|aa)+)+b" + "a" * 100,
    r"\\\\[^\]]*(?<=x)\p{Han}{1,9999}",
    "'; DROP TABLE documents; --",
    "<script>alert(1)</script>" * 10,
    "%00%ff%s%n{0}{{7*7}}${7*7}",
    "的\0国",
    "\0" * 300,
    "\u202e" + "的" * 50 + "\u202c",
    "\ud800" * 300,
    "的\udfff国\ud800人",
    "".join(ODD),
    "".join(character for number in range(0x110000) if unicodedata.category(character := chr(number)) == "Mn")[:10_000],
    "OR AND NOT",
    "与或非" * 100,
    "的 与 国 或 人 非 一 " * 15,
    "*",
    "* *",
    "*的",
    '"*"',
    "-",
    "",
    " ",
]

_CHARACTERS = st.characters(exclude_categories=())  # lone surrogates and noncharacters too
_ANYTHING = st.text(_CHARACTERS, max_size=60)
_SYNTAX = st.text('妇女与或非 ANDORNT-()（）"“”:：*标题年份引用段落文号.20', max_size=120)
_PIECES = st.sampled_from([*WORDS, *ODD, *SEPARATORS, *(f"{field}:" for field in FIELDS)])
_JOINED = st.builds(str.join, st.sampled_from(SEPARATORS), st.lists(_PIECES, min_size=1, max_size=40))
_REPEATED = st.builds(lambda piece, times: piece * times, _JOINED, st.sampled_from([2, 7, 50]))

queries = st.one_of(_JOINED, _SYNTAX, _REPEATED, _ANYTHING, st.sampled_from(WORST))
filters = st.dictionaries(
    st.sampled_from(["kind", "organ", "cites", "theme"]), st.tuples(st.sampled_from([*WORDS, "resolution"])), max_size=2
)
requests = st.builds(
    SearchRequest,
    with_partial=st.booleans(),
    typed=queries,
    mode=st.sampled_from(["", "", "exact", "fuzzy"]),
    scope=st.sampled_from(["all", "all", *SCOPE_FIELDS]),
    sort=st.sampled_from(SORT_ORDERS),
    offset=st.sampled_from([0, 0, 0, 20, 99_980]),
    filters=st.one_of(st.just({}), st.just({}), filters),
)
