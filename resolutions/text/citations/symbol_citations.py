"""Citations by document symbol: ``S/PRST/2014/5``, ``S/11670和Corr.1和2``, ``第A/RES/70/1号决议``."""

import re
from collections.abc import Iterator

from resolutions.text.citations.mention import Mention
from resolutions.text.citations.pinpoint import read_pinpoint
from resolutions.text.symbols import normalize_symbol

_ORGAN = r"(?:S|A|E|ST|T|SG|DP|CCPR|CAT|CRC|CERD|CEDAW|NPT)"
# A component is a number, or letters with a number behind a dot or hyphen; A/H1N1 is a virus.
_ENDS = r"(?:(?![A-Za-z0-9])|(?=(?:Add|Corr|Rev)\.))"  # 54/1Add.1 has lost its slash
_LANGUAGE = r"(?:ZH|CH|EN|FR|ES|RU|AR)(?![A-Za-z0-9])"  # of a file: S_PRST_2014_7-ZH.pdf
_COMPONENT = (
    r"(?:\d{1,6}[A-Za-z]?|[A-Za-z]{1,10})"
    rf"(?:(?:\.(?![SAE]/)|-(?![A-Z]{{1,5}}/|{_LANGUAGE}))[A-Za-z0-9]{{1,10}}){{0,3}}{_ENDS}"
)
_ROMAN_OR_YEAR = r"(?:19|20)\d\d年?|(?i:[IVXLC]{1,8})|E?S-[IVX\d]{1,5}"
_IN_BRACKETS = rf"(?: ?\((?:Resumption ?\d{{0,2}}|Vol\. ?[IVX\d]{{1,4}}|Part ?[IVX]+|{_ROMAN_OR_YEAR})\))"
_NOTE_NUMBER = r"/\(\d{1,4}\)"  # S/AC.44/2004/(02)/45, as committees number national reports
# Typed in lower case, only the commonest series are symbols: a/c and s/he are words.
_LOWER = r"(?=[sa]/)(?i:[sa]/(?:res|prst|pv|dec|inf)[/.]|[sa]/\d{2,4}/\d)"
_ADDRESS = r"(?:(?<=undocs\.org/)|(?<=undocs\.org/[a-z][a-z]/)|(?<=docs\.un\.org/[a-z][a-z]/))"
_SYMBOL = re.compile(
    rf"(?:(?<![A-Za-z0-9/])(?<![A-Za-z/]\.)|{_ADDRESS})(?P<before>第)?"
    rf"(?P<symbol>(?:{_ORGAN}|(?={_LOWER})[sa])(?:/{_COMPONENT}{_IN_BRACKETS}?|{_NOTE_NUMBER}){{1,6}})"
    r"(?P<behind>号(?:决议|决定|文件)?)?"
)
# Allowed between two symbols of one list: ``(S/PRST/2014/5)和1997年7月14日声明(``.
_LIST = re.compile(
    r"\)?(?:主席声明|声明|报告|信)?(?:、|,|，|\.|和|及|与|以及)*(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?的?"
    r"(?:安理会|安全理事会)?(?:主席)?(?:声明|报告|信)?\(?"
)
_SUPPLEMENT = re.compile(
    r"(?P<between>(?:号?文件)?(?:以及|及其|和其|和|及|与|、|,|，|至|到|-|~| ?and | ?to )"
    r"(?:增编|更正|订正本?|修订本?)?/?|"
    r"(?=(?:Add|Corr|Rev)\.))"
    r"(?:(?P<kind>(?:(?:Add|Rev)\. ?\d{1,3}/)?(?:Corr|Add|Rev)\.) ?)?"
    r"(?P<number>\d{1,5}|(?<=\.)l(?![A-Za-z0-9]))(?![\d年月日/.(次个]|号(?!文件|主席声明|声明))"
)
# Bare numbers behind these are further documents of the series: S/PV.7272和7273, S/PRST/2004/45和47.
_SERIES = re.compile(r"/(?P<kind>(?:PV|SR)\.|(?<=^S/)PRST/\d{4}/)(?P<number>\d+)$")
_LAST_COMPONENT = re.compile(r"/(?P<kind>Rev|Add|Corr)\.\d+$")
_LONGEST_RANGE = 30
_NO_DOCUMENT = re.compile(r"[型级类轮片瓶座架辆]|航班|病毒|疫")


def find_symbol_citations(squeezed: str) -> Iterator[Mention]:
    """Yield each document cited by symbol, and each corrigendum and addendum behind it."""
    list_start, last_end, last_symbol = 0, -1, ""
    for match in _SYMBOL.finditer(squeezed) if "/" in squeezed else ():
        symbol = normalize_symbol(match["symbol"])
        if not symbol or _NO_DOCUMENT.match(squeezed, match.end()):
            continue
        whole = bool(match["before"] and match["behind"])
        start = match.start() if whole else match.start("symbol")
        end = match.end() if whole else match.end("symbol")
        if last_end < 0 or not _LIST.fullmatch(squeezed, last_end, match.start()):
            list_start = match.start()
        joint = last_symbol if last_end == start - 1 and squeezed[last_end] == "-" else ""
        last_end, last_symbol = match.end(), symbol
        paragraphs = read_pinpoint(squeezed, match.end(), match.start())
        yield Mention(symbol, start, end, _form(symbol), list_start, paragraphs)
        for one in filter(None, (joint, symbol)):  # A/63/785-S/2009/158和Corr.1 corrects both
            yield from _supplements(squeezed, one, match.end("symbol"), list_start)


def _supplements(squeezed: str, symbol: str, at: int, list_start: int) -> Iterator[Mention]:
    """Yield ``和Corr.1和2``, ``Add.1至3``, ``S/PV.7272和7273``; a bare number repeats the word before."""
    series, component = _SERIES.search(symbol), _LAST_COMPONENT.search(symbol)
    if series:
        symbol, kind, last = symbol[: series.start()], series["kind"], int(series["number"])
    else:
        kind, last = "", 0
    while match := _SUPPLEMENT.match(squeezed, at):
        kind = (match["kind"] or kind).replace(" ", "")
        if not kind:
            return
        if component and kind.startswith(component["kind"]):  # Rev.1和Rev.1/Add.1
            symbol, component = symbol[: component.start()], None
        start = match.start("kind") if match["kind"] else match.start("number")
        number = int(match["number"].replace("l", "1"))  # typewriters had no 1
        ranged = match["between"].strip() in ("至", "到", "-", "~", "to") and 0 < number - last <= _LONGEST_RANGE
        for one in range(last + 1, number) if ranged else ():
            yield Mention(f"{symbol}/{kind}{one}", match.start(), start, "supplement", list_start)
        yield Mention(f"{symbol}/{kind}{number}", start, match.end(), "supplement", list_start)
        at, last = match.end(), number


def _form(symbol: str) -> str:
    if symbol.startswith(("S/RES/", "A/RES/")):
        return "resolution_symbol"
    return "statement_symbol" if symbol.startswith("S/PRST/") else "symbol"
