"""Symbols inside addresses of United Nations sites and inside names of their files."""

import re
from urllib.parse import unquote

_HOST = re.compile(r"^(?:https?://)?(?:www\.)?(?:undocs\.org|docs\.un\.org)/", re.I)
_PARAMETER = re.compile(r"[?&](?:s|symbol|FinalSymbol|DocSymbol|sym)=([^&#\s]+)", re.I)
_LANGUAGE = re.compile(r"^/?(?:zh|ch|en|fr|es|ru|ar)/(?=[A-Za-z]+/)", re.I)
_COUNCIL_SITE = re.compile(r"un\.org/.*?/(s/res/\d{1,4})-?(\(\d{4}\))?/?$", re.I)
_ANY_SITE = re.compile(
    r"^(?:https?://|www\.)[^?#\s]*?/(?:(?P<symbol>[SA]/(?:RES/|PRST/|PV\.|DEC/|\d)[^?#\s]*)|"
    r"resolutions/(?:doc/)?(?P<number>\d{1,4})/?$)",  # unscr.com/en/resolutions/doc/2553
    re.I,
)
_EXTENSION = re.compile(r"\.(?:pdf|docx?|txt|html?|odt|rtf|wpd|zip)$", re.I)
_FILE_SUFFIX = re.compile(r"[-_. ](?:ZH|CH|EN|FR|ES|RU|AR|C|E|F|S|R|A)$", re.I)
_KIND_IN_NAME = r"[SA][-_](?:RES|PRST|PV|DEC|INF)[-_.](?:E?S-)?\d+(?:[-_]\d+)*(?:_(?=\())?"
_SYMBOL_IN_NAME = re.compile(rf"(?<![A-Za-z0-9]){_KIND_IN_NAME}", re.I)  # in any text
_WHOLE_NAME = re.compile(rf"{_KIND_IN_NAME}|[SA]_\d+(?:_[A-Za-z0-9.]+)*?(?=-|_[A-Z]{{1,2}}$|$)|[SA]-\d{{4}}-\d+$", re.I)
# A hyphen behind ES or S belongs to the number of a special session: A-RES-ES-10-21.
_SEPARATOR = re.compile(r"(?<![-_]ES)(?<![-_]S)[-_]", re.I)
_LONGEST = 400  # characters


def is_un_document_url(address: str) -> bool:
    """Return True for the address of a document of the United Nations.

    >>> is_un_document_url("https://undocs.org/ch/S/RES/2151(2014)"), is_un_document_url("mailto:a@un.org")
    (True, False)

    """
    return bool(_HOST.match(address.strip()))


def strip_address(text: str) -> str:
    """Return the symbol that an address or a file name contains, as printed there; other text unchanged.

    >>> strip_address("https://documents.un.org/api/symbol/access?s=S/RES/1325(2000)&l=zh&t=pdf")
    'S/RES/1325(2000)'
    >>> strip_address("S_RES_1325(2000)-ZH.pdf"), strip_address("https://undocs.org/zh/S%2F2016%2F952")
    ('S/RES/1325(2000)', 'S/2016/952')

    Only the first 400 characters are read. An address without a symbol is returned without its percent-encoding.
    """
    printed = text.strip()[:_LONGEST]
    if parameter := _PARAMETER.search(printed):
        return unquote(parameter[1])
    printed = unquote(printed)
    if page := _COUNCIL_SITE.search(printed):
        return page[1] + (page[2] or "")
    if not _HOST.match(printed) and (page := _ANY_SITE.match(printed)):
        printed = page["symbol"] or page["number"]
    name = _EXTENSION.sub("", printed)
    if name != printed:
        name = name.replace("\\", "/").rpartition("/")[2]
    if whole := _WHOLE_NAME.match(name):
        name = _with_slashes(whole) + _FILE_SUFFIX.sub("", name[whole.end() :])
    return _LANGUAGE.sub("", _HOST.sub("", name.strip("/")))


def restore_slashes(text: str) -> str:
    """Put the slashes back into symbols that are printed as in names of files; the length is kept.

    >>> restore_slashes("S_PRST_2014_7 and S-RES-1325(2000)")
    'S/PRST/2014/7 and S/RES/1325(2000)'

    """
    return _SYMBOL_IN_NAME.sub(_with_slashes, text)


def _with_slashes(name: re.Match[str]) -> str:
    printed = name[0]
    gap = " " if printed.endswith("_") else ""  # S_RES_1325_(2000)
    slashed = _SEPARATOR.sub("/", printed[: len(printed) - len(gap)])
    return re.sub(r"/PV/", "/PV.", slashed, flags=re.I) + gap
