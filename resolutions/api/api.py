"""The API put together: its parts, its errors, its limit, its addresses."""

from django.urls import URLPattern, re_path
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from resolutions.api import endpoints, resolve_endpoint, search_endpoint
from resolutions.api.errors import json_not_found, register_error_handlers, with_json_errors
from resolutions.api.rate_limit import PerMinuteThrottle


class UnescapedJSONRenderer(JSONRenderer):
    """Chinese as it is, not as escapes: shorter, and a person may look at it."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title="安理会决议文库",
    version="1",
    description="只读接口。出错时答以 JSON，detail 是一句中文；列表以 next 翻页；答复带 ETag。引文由程序辨认，可能有误",
    docs_url=None,  # its page would need scripts of other hosts; docs/api.md is for people
    renderer=UnescapedJSONRenderer(),
    throttle=PerMinuteThrottle(),
    urls_namespace="api",
)
register_error_handlers(api)
for part in (endpoints, resolve_endpoint, search_endpoint):
    api.add_router("", part.router)


def api_urlpatterns() -> list[URLPattern]:
    """The API's addresses, each with an ETag and errors that speak; whatever else is asked for is not there."""
    patterns, _, _ = api.urls
    for pattern in patterns:
        pattern.callback = conditional_page(with_json_errors(pattern.callback))
    return [*patterns, re_path(r"^(?P<rest>.*)$", json_not_found)]
