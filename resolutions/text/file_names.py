"""Symbol and language in the name of a file, as the United Nations and its readers name files."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from resolutions.text.citations.spellings import canonicalize_symbol
from resolutions.text.fold import fold_variants
from resolutions.text.numerals import CHINESE_NUMERALS

LONGEST_NAME = 255  # characters
_EXTENSION = re.compile(r"\.(?:pdf|docx?|docm|txt|text|md|html?|xhtml|mht|mhtml|eml|rtf|odt|wpd|wps|zip|caj)$", re.I)
_COPY = re.compile(
    r"(?<![-_. ])[-_. ]*(?:副本|拷贝|复件|copy|\((?:\d{1,2}|副本)\)|(?<=[-_ ])v\d{1,2}|final|终稿|定稿|全文|ocr)$", re.I
)
_JOB_NUMBER = re.compile(r"[NVGK]?[ -]?\d{2}[- ]?\d{3}[- ]?\d{2}(?:\([ACEFRS]\))?", re.I)
_BARE_NUMBER = re.compile(rf"[\d{CHINESE_NUMERALS}]{{1,9}}")
_CODES = {
    "zh": ("c", "ch", "zh", "zh-cn", "zh-hans", "zh-hant", "zh-tw", "cn", "chi", "chinese", "中文", "中文本", "汉语"),
    "en": ("e", "en", "eng", "english", "英文", "英文本", "英语"),
    "fr": ("f", "fr", "fre", "fra", "french", "法文", "法文本", "法语"),
    "ru": ("r", "ru", "rus", "russian", "俄文", "俄文本", "俄语"),
    "es": ("s", "es", "spa", "spanish", "西文", "西班牙文", "西班牙文本", "西班牙语"),
    "ar": ("a", "ar", "ara", "arabic", "阿文", "阿拉伯文", "阿拉伯文本", "阿拉伯语"),
}
_LANGUAGE = {code: language for language, codes in _CODES.items() for code in codes}
_ANY_CODE = "|".join(sorted(_LANGUAGE, key=len, reverse=True))
_SUFFIX = re.compile(rf"(?:(?<![-_. ])[-_. ]+\(?|\(|(?<=\)))({_ANY_CODE})\)?$")
_ASSEMBLY = re.compile(r"a[-_/ .]?res\b|a[-_/ .]res", re.I)
_LATIN_SYMBOL = re.compile(r"[SAE][-_/. ]?(?:RES|PRST|PV|DEC|INF|AGENDA|L|C|CONF|HRC|\d{1,4})[-_/. \d]", re.I)
_COUNCIL_NUMBER = re.compile(r"S[-_. ]?RES[-_. /]*(\d{1,4})(?:[-_. /]*\(?((?:19|20)\d\d)\)?)?(?![\d.])", re.I)
_ORGAN_WITH_DOTS = re.compile(r"[SAE](?:\.(?:RES|PRST|PV|\d{2,4}))[.\d()]*(?=$|[-_ ])", re.I)
_SESSION = re.compile(r"(?<=\d|[A-Z])[_ /-]+\(?([IVXLC]+)\)?$")
_SECTION = re.compile(r"[_/ ]\(?(Sect|Part|Vol)[. _]*(\w{1,4})\)?(?=$|[_/ ])", re.I)
_PART = re.compile(r"(?<=\d)[-_ ](?=[A-Z]{1,2}$)")
_SEPARATORS = re.compile(r"[_/ ]+")
_HYPHENS = re.compile(r"(?<![-_/]ES)(?<![-_/]S)[- ]+", re.I)  # behind ES or S it belongs to the session: ES-10/21
_RESUMPTION = re.compile(r"[-_/ ]*\(?(Resumption)[-_ .]?(\d{1,2})\)?", re.I)


@dataclass(frozen=True, slots=True)
class FileName:
    """Facts in the name of a file; empty where it has none.

    ``symbol`` is canonical. ``is_bare`` marks a number without words (``2553.txt``), which may mean anything.
    ``language`` is one of the six official languages (``zh``, ``en`` …). ``stem`` is the name without folder and type.
    """

    symbol: str
    language: str
    stem: str
    is_bare: bool = False


def read_file_name(name: str) -> FileName:
    """Read the symbol and the language that the name of a file states.

    >>> read_file_name("S_PRST_2014_7-ZH.pdf")
    FileName(symbol='S/PRST/2014/7', language='zh', stem='S_PRST_2014_7-ZH', is_bare=False)
    >>> [read_file_name(name).symbol for name in ("S-RES-1325-2000.docx", "第2553(2020)号决议.pdf", "N2517000.pdf")]
    ['S/RES/1325(2000)', 'S/RES/2553(2020)', '']

    A job number is no symbol. No input raises.
    """
    stem = _stem(name)
    bare, code = _split_language(_strip_copy_marks(fold_variants(stem)))
    is_job = bool(_JOB_NUMBER.fullmatch(bare))
    symbol = _symbol(bare) if bare and not is_job else ""
    # One letter is a language only behind a symbol or job number: it may mean anything else.
    language = _LANGUAGE.get(code, "") if len(code) > 1 or symbol or is_job else ""
    return FileName(symbol, language, stem, bool(_BARE_NUMBER.fullmatch(bare)))


def _stem(name: str) -> str:
    base = unquote(name[-LONGEST_NAME:]).replace("\\", "/").rstrip("/")
    base = base if re.match(r"[SAE]/", base) else base.rpartition("/")[2]
    while (shorter := _EXTENSION.sub("", base)) != base:
        base = shorter
    return base.strip()


def _strip_copy_marks(stem: str) -> str:
    while (shorter := _COPY.sub("", stem).rstrip(" -_")) != stem and shorter:
        stem = shorter
    return stem


def _split_language(stem: str) -> tuple[str, str]:
    """Return the stem without its suffix of language, and the suffix.

    A capital letter behind the number of an Assembly resolution is one of its parts: A_RES_49_35_A.
    """
    match = _SUFFIX.search(stem.lower()) if len(stem.lower()) == len(stem) else None
    if not match:
        return stem, ""
    if len(match[1]) == 1 and stem[match.start(1)].isupper() and _ASSEMBLY.match(stem):
        return stem, ""
    return stem[: match.start()].rstrip(" -_."), match[1]


def _symbol(stem: str) -> str:
    """Return the symbol that the stem is or, where it is one in Latin letters, begins with."""
    for candidate in _candidates(stem):
        if symbol := canonicalize_symbol(candidate):
            return symbol
    return ""


def _candidates(stem: str) -> list[str]:
    if number := _COUNCIL_NUMBER.match(stem):
        year = f"({number[2]})" if number[2] else ""
        return [f"S/RES/{number[1]}{year}"]
    if not _LATIN_SYMBOL.match(stem):
        return [re.sub(r"(?<=\d)_(?=\d)", "/", stem).replace("_", " ")]
    first = re.split(r"\s+-\s+|(?=[^\x00-\x7f])|[-_ ]{2,}(?!\()", stem, maxsplit=1)[0].rstrip("-_. ")
    return [_with_slashes(part) for part in dict.fromkeys((stem, first, first.partition(" ")[0])) if part]


def _with_slashes(stem: str) -> str:
    if dotted := _ORGAN_WITH_DOTS.match(stem):
        stem = dotted[0].replace(".", "/").replace("/PV/", "/PV.") + stem[dotted.end() :]
    stem = _RESUMPTION.sub(r"(\1\2)", _SECTION.sub(r"(\1.\2)", _SESSION.sub(r"(\1)", stem)))
    stem = re.sub(r"[_ /-]*(?=\()", "", stem)
    stem = _PART.sub("", stem)
    slashed = (_SEPARATORS if "_" in stem or "/" in stem else _HYPHENS).sub("/", stem)
    return re.sub(r"(?<=/)(PV)/(?=\d)", r"\1.", slashed, flags=re.I)
