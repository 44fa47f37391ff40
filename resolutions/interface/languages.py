"""The languages of the interface and the request's choice among them.

The language of the texts is another matter: ``?text=`` and docs/decisions/other-languages.md.
"""

import re

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

SIMPLIFIED, TRADITIONAL, ENGLISH = "zh-hans", "zh-hant", "en"
PARAMETER = "lang"
# Tags of BCP 47 for ``lang`` and ``hreflang``, and names in the language itself.
TAGS = {SIMPLIFIED: "zh-Hans", TRADITIONAL: "zh-Hant", ENGLISH: "en"}
NAMES = {SIMPLIFIED: "简体", TRADITIONAL: "繁體", ENGLISH: "English"}
_CHINESE_TAG = re.compile(r"(?:zh|cmn|yue)\b")
_TRADITIONAL_TAG = re.compile(r"(?!.*\bhans\b)(?:.*\b(?:hant|tw|hk|mo)\b|yue\b)")


def current_language() -> str:
    """Return the code of the active language, one of ``TAGS``; simplified Chinese outside a request."""
    code = translation.get_language()
    return code if code in TAGS else SIMPLIFIED


def is_english() -> bool:
    """Report if the interface is in English, where names in English come before those in Chinese."""
    return current_language() == ENGLISH


def asked_language(request: HttpRequest) -> str | None:
    """Return the language that the address asks for by ``?lang=``; None without one or with an unknown one."""
    return read_tag(request.GET.get(PARAMETER, "")) if request.method in ("GET", "HEAD") else None


def read_tag(tag: str) -> str | None:
    """Return the code of the language that a tag of BCP 47, or a name of a locale, means; None for another language.

    >>> [read_tag(tag) for tag in ("en-US", "zh_TW", "yue", "zh-cmn-Hant", "zh-Hans-HK", "ZH", "fr", "")]
    ['en', 'zh-hant', 'zh-hant', 'zh-hant', 'zh-hans', 'zh-hans', None, None]
    """
    tag = tag.lower().replace("_", "-")[:35]  # characters; the longest tag that RFC 5646 asks programs to keep
    if _CHINESE_TAG.match(tag):
        return TRADITIONAL if _TRADITIONAL_TAG.match(tag) else SIMPLIFIED
    return ENGLISH if re.match(r"en\b", tag) else None


def choose_language(request: HttpRequest) -> str:
    """Return the language of the page: of the address, else of the reader's cookie, else of the browser's script.

    A browser that prefers traditional Chinese to simplified gets it. English comes by choice alone: many who read
    Chinese texts have an English system (docs/decisions/interface-languages.md).
    """
    if asked := asked_language(request):
        return asked
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in TAGS:
        return chosen
    preferred = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500].replace("_", "-"))
    codes = (read_tag(tag) for tag, quality in preferred if quality > 0)
    return next((code for code in codes if code in (SIMPLIFIED, TRADITIONAL)), SIMPLIFIED)
