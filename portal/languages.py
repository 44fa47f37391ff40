"""Language of each response: Django's ``LocaleMiddleware``, with the reader's choice in a cookie."""

import re
from collections.abc import Callable
from http import HTTPStatus
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
# Addresses of answers for programs; those of documents and lists name their format in the argument ``form``.
MACHINE_PATHS = re.compile(r"/(?:api|data)/.*|/unapi|.*\.(?:atom|csv|json|txt|xml)", re.DOTALL)


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


def mark_language(response: HttpResponseBase, language: str) -> None:
    """Set the headers of a page in ``language``."""
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    response.headers.setdefault("Content-Language", TAGS[language])


class LanguageMiddleware(LocaleMiddleware):
    """Activate the language of a page, and remember a language that was asked for by its address.

    Answers for programs – the API, exports, feeds – are always in simplified Chinese: their columns and sentences
    are promises. Only pages vary with the language, so only they carry ``Vary`` and ``Content-Language``.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Activate the language before the view and the middleware below run."""
        is_for_programs = bool(MACHINE_PATHS.fullmatch(request.path))
        self._activate(request, SIMPLIFIED if is_for_programs else choose_language(request), is_for_programs)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> None:
        """Return to simplified Chinese for an export: its address names a format."""
        if kwargs.get("form"):
            self._activate(request, SIMPLIFIED, True)

    @staticmethod
    def _activate(request: HttpRequest, language: str, is_for_programs: bool) -> None:
        translation.activate(language)
        request.LANGUAGE_CODE = language
        request.is_for_programs = is_for_programs  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Set the headers of a page, and the cookie when the address asks for another language than it holds."""
        translation.deactivate()  # the thread may do other work before its next request
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        # An answer 304 has no type; it stands for a page, and the reader may have come back to its language.
        is_known = response.status_code == HTTPStatus.NOT_MODIFIED and not getattr(request, "is_for_programs", False)
        if not (is_page or is_known):
            return response
        language: str = request.LANGUAGE_CODE
        mark_language(response, language)
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
