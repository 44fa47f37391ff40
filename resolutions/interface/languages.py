"""The languages of the interface and the request's choice among them.

The language of the texts is another matter: ``?text=`` and docs/decisions/other-languages.md.
"""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

SIMPLIFIED, TRADITIONAL, ENGLISH = "zh-hans", "zh-hant", "en"
PARAMETER = "lang"
# Tags of BCP 47 for ``lang`` and ``hreflang``, and names in the language itself.
TAGS = {SIMPLIFIED: "zh-Hans", TRADITIONAL: "zh-Hant", ENGLISH: "en"}
NAMES = {SIMPLIFIED: "简体", TRADITIONAL: "繁體", ENGLISH: "English"}
# Traditional Chinese in Accept-Language, with the names that browsers and systems send.
_TRADITIONAL_TAGS = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def current_language() -> str:
    """Return the code of the active language, one of ``TAGS``; simplified Chinese outside a request."""
    code = translation.get_language()
    return code if code in TAGS else SIMPLIFIED


def is_english() -> bool:
    """Report if the interface is in English, where names in English come before those in Chinese."""
    return current_language() == ENGLISH


def asked_language(request: HttpRequest) -> str | None:
    """Return the language that the address asks for by ``?lang=``; None without one or with an unknown one."""
    code = request.GET.get(PARAMETER, "").lower() if request.method in ("GET", "HEAD") else ""
    return code if code in TAGS else None


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
    for tag, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        if tag.startswith("zh"):
            return TRADITIONAL if tag.startswith(_TRADITIONAL_TAGS) else SIMPLIFIED
    return SIMPLIFIED
