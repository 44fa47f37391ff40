"""Answer to an unexpected error: 503 while the database is away or silent, 500 for everything else."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from resolutions.api.errors import json_error

RETRY_SECONDS = 10
_SENTENCE = "数据库暂时没有回应，请稍后再试。"  # for the API, which is in Chinese


def server_error(request: HttpRequest) -> HttpResponse:
    """Render the page for the error that Django is handling; as JSON for the API.

    The page uses no context: accounts and messages are in the database that has just failed.
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return defaults.server_error(request)
    if request.path.startswith("/api/"):
        response: HttpResponse = json_error(503, _SENTENCE)
    else:
        response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
