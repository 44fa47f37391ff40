"""Language of each response: Django's ``LocaleMiddleware``, with the reader's choice in a cookie."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.i18n import JavaScriptCatalog

from resolutions.interface.languages import SIMPLIFIED, TAGS, asked_language, choose_language

COOKIE_AGE = 365 * 24 * 3600  # seconds
MACHINE_PATHS = ("/api/",)


def script_words(request: HttpRequest, tag: str) -> HttpResponseBase:
    """Send the words of the scripts in the language ``tag`` (``en``), as Django's ``gettext`` for browsers.

    The address names the language, so caches may keep the answer. Pages in simplified Chinese need none.
    """
    code = tag.lower()
    if code not in TAGS:
        raise Http404
    with translation.override(code):
        response = JavaScriptCatalog.as_view(domain="djangojs")(request)
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


class LanguageMiddleware(LocaleMiddleware):
    """Activate the language of a page, and remember a language that was asked for by its address.

    Answers for programs – the API, exports, feeds – are always in simplified Chinese: their columns and sentences
    are promises. Only pages vary with the language, so only they carry ``Vary`` and ``Content-Language``.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language before the view and the middleware below run."""
        language = SIMPLIFIED if request.path.startswith(MACHINE_PATHS) else choose_language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Return to simplified Chinese for an export: its address names a format."""
        if kwargs.get("form"):
            translation.activate(SIMPLIFIED)
            request.LANGUAGE_CODE = SIMPLIFIED

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the headers of a page, and the cookie when the address asks for another language than it holds."""
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        language: str = request.LANGUAGE_CODE
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", TAGS[language])
        asked = asked_language(request)
        if asked == language and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != asked:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                asked,
                max_age=COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        return response
