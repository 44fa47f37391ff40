"""Tokens of letterheads and of page heads and feet: a line that holds nothing else is furniture.

Source: the mastheads of the documents of the United Nations since 1946 in its six languages; ST/CS/SER.A/14.
"""

import re

from resolutions.text.dates import CHINESE_DATE, ENGLISH_MONTHS
from resolutions.text.fold import fold_and_squeeze
from resolutions.text.numerals import CHINESE_NUMERALS
from resolutions.text.organ_names import ORGAN_NAMES

_LANGUAGES = (
    "English|French|Spanish|Russian|Chinese|Arabic|中文|英文|法文|俄文|西班牙文|阿拉伯文|汉语|英语|法语|俄语|西班牙语|阿拉伯语|"
    "中|英|法|俄|西|阿"
)
_DATE = (
    rf"(?:\d{{1,2}} ?(?:{ENGLISH_MONTHS})\.?,? ?\d{{4}}|(?:{ENGLISH_MONTHS})\.? ?\d{{1,2}},? ?\d{{4}}|"
    rf"{CHINESE_DATE})"
)
_SYMBOL = (
    r"[SAE]/(?:[A-Z\d][A-Z\d.\-]{0,14}/){0,3}[A-Z\d][A-Z\d.\-]{0,12}(?:\([A-Z\d.]{1,12}\))?"
    r"(?:/(?:Add|Rev|Corr)\.\d{1,2})?"
)
# The first alternative that matches is taken, so longer tokens stand before their beginnings.
_TOKENS = {
    "distribution": r"(?:Distr\.?|分发|印发):?(?:General|Limited|Restricted|普遍|普通|一般|有限|限制)(?:分发)?|"
    r"General(?!Assembly)|Limited",
    "original": rf"(?:Original|原件|原文):?(?:{_LANGUAGES})(?:(?:/|和|,|、|and)(?:{_LANGUAGES})){{0,5}}(?:本)?",
    "bar_code": r"\*\d{6,8}\*|\*[NKV]\d{6,8}\*",
    "recycle": r"请回收(?:利用)?|(?:Please)?recycle|Mercider?ecycler|♻",
    "date": _DATE,
    "job_number": r"(?:[A-Z]{1,2}\.)?\d{2}-\d{5}(?!\d)|N\d{7}(?!\d)",
    "job_detail": r"\((?:[ACEFRS])\)|\d{6}(?!\d)",
    "symbol": rf"{_SYMBOL}(?:[-–]{_SYMBOL})?\*{{0,3}}",
    "page": r"第\d{1,4}页(?:[,/]?共\d{1,4}页)?|^-\d{1,4}-$|"
    r"Page ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?|\d{1,3}/\d{1,3}(?![\d/])页?",
    "session": rf"第[\d{CHINESE_NUMERALS}]{{1,5}}届(?:紧急|特别)?(?:特别)?会议|第[\d{CHINESE_NUMERALS}]{{1,5}}年|"
    r"[A-Z][a-z]{3,12}(?:-[a-z]{5,8})? ?(?:special|emergencyspecial)? ?session",
    "item": r"(?:临时)?议程项目[\d()a-z,、和至\-]{1,40}|Agenda ?items?[\d()a-z,\- ]{1,40}",
    "organ": ORGAN_NAMES,
    "language": "Chinese|English|中文|英文",
    "banner": "决议(?:草案)?(?=$)",
    "number": r"^\d{1,4}$",
    "separator": r"[|·*/.\s\-]",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _TOKENS.items()), re.I)
_LONGEST_LINE = 120
_PROSE = re.compile("[。；“”《》]")
_BLANKS_OF_NAMES = re.compile(r"(?<=[A-Za-zéА-я]) (?=[A-Za-zа-яА-Я])")


def read_tokens(text: str) -> dict[str, str]:
    """Return the tokens of a line by name; empty when the line holds anything else.

    >>> read_tokens("安全理事会 Distr.: General 15 November 2018 |")
    {'organ': '安全理事会', 'distribution': 'Distr.:General', 'date': '15 November 2018'}
    >>> read_tokens("2 / 5  20-16444"), read_tokens("第2553(2020)号决议")
    ({'page': '2/5', 'job_number': '20-16444'}, {})

    Of several tokens with one name the first is kept.
    """
    if len(text) > _LONGEST_LINE or _PROSE.search(text):
        return {}
    compact = _BLANKS_OF_NAMES.sub("", fold_and_squeeze(text))
    tokens: dict[str, str] = {}
    at = 0
    while at < len(compact):
        match = _TOKEN.match(compact, at)
        if not match:
            return {}
        if match.lastgroup != "separator":
            tokens.setdefault(str(match.lastgroup), match[0])
        at = match.end()
    return tokens
